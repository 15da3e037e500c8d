"""Elements by conditions."""

from ._core import array, asarray, ndarray, result_type, where, zeros
from ._creation import zeros_like
from ._views import broadcast_shapes

__all__ = ["piecewise", "select"]


def select(condlist, choicelist, default=0):
    """Elements of the first array whose condition is true.

    Parameters
    ----------
    condlist : list of bool arrays
    choicelist : list of array_like
        As many.
    default : scalar
        Where no condition is true.

    Examples
    --------
    >>> import uniarray as np
    >>> x = np.arange(6)
    >>> np.select([x < 3, x > 3], [x, x**2], 42)
    array([ 0,  1,  2, 42, 16, 25])
    """
    if len(condlist) != len(choicelist):
        raise ValueError("list of cases must be same length as list of conditions")
    if len(condlist) == 0:
        raise ValueError("select with an empty condition list is not possible")
    choices = [one if type(one) in (int, float, complex) else asarray(one) for one in choicelist]
    default = default if type(default) in (int, float, complex) else asarray(default)
    try:
        dtype = result_type(*choices, default)
    except TypeError as error:
        raise TypeError(f"Choicelist and default value do not have a common dtype: {error}") from None
    conditions = [asarray(one) for one in condlist]
    for place, condition in enumerate(conditions):
        if condition.dtype.kind != "b":
            raise TypeError(f"invalid entry {place} in condlist: should be boolean ndarray")
    choices = [asarray(one, dtype) for one in choices]
    shape = broadcast_shapes(*(one.shape for one in (*conditions, *choices)), asarray(default).shape)
    result = zeros(shape, dtype)
    result[...] = asarray(default, dtype)
    for condition, choice in zip(reversed(conditions), reversed(choices)):
        result = where(condition, choice, result)
    return result


def piecewise(x, condlist, funclist, *args, **kw):
    """A function that is defined piece by piece.

    Parameters
    ----------
    x : array_like
    condlist : list of bool arrays
        Where each piece is; the last one whose condition is true counts.
    funclist : list of callables or scalars
        The pieces; one more than conditions: the last is for the rest.
    *args, **kw
        Handed on to the functions.

    Examples
    --------
    >>> import uniarray as np
    >>> x = np.array([-2.0, 0.0, 3.0])
    >>> np.piecewise(x, [x < 0, x >= 0], [lambda x: -x, lambda x: 10 * x])
    array([ 2.,  0., 30.])
    """
    x = array(x, copy=None, subok=True)
    single = isinstance(condlist, (bool, ndarray)) or not hasattr(condlist, "__len__")
    if single or (len(condlist) and not isinstance(condlist[0], (list, ndarray)) and x.ndim != 0):
        condlist = [condlist]
    conditions = [asarray(one, bool) for one in condlist]
    count = len(conditions)
    if len(funclist) == count + 1:
        rest = ~conditions[0]
        for one in conditions[1:]:
            rest = rest & ~one
        conditions.append(rest)
        count += 1
    elif count != len(funclist):
        raise ValueError(f"with {count} condition(s), either {count} or {count + 1} functions are expected")
    result = zeros_like(x)
    for condition, function in zip(conditions, funclist):
        if not callable(function):
            result[condition] = function
        else:
            values = x[condition]
            if values.size > 0:
                result[condition] = function(values, *args, **kw)
    return result
