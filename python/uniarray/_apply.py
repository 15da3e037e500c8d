"""Functions of one-dimensional arrays or of axes, applied along the axes of an array."""

from ._axes import axis_index
from ._core import asarray, empty, ndarray
from ._indexes import ndindex
from ._subclasses import as_any
from ._views import moveaxis

__all__ = ["apply_along_axis", "apply_over_axes"]


def apply_along_axis(func1d, axis, arr, *args, **kwargs):
    """What a function gives for each of the lines along an axis.

    Parameters
    ----------
    func1d : callable
        Takes an array of one axis, and the further arguments.
    axis : int
    arr : array_like

    Returns
    -------
    ndarray
        The axis is replaced by those of what the function returns, if any.

    Examples
    --------
    >>> import uniarray as np
    >>> np.apply_along_axis(sorted, 1, [[3, 1, 2], [6, 5, 4]])
    array([[1, 2, 3],
           [4, 5, 6]])
    """
    arr = as_any(arr)
    axis = axis_index(axis, arr.ndim)
    lines = moveaxis(arr, axis, -1)
    outer = lines.shape[:-1]
    places = ndindex(*outer)
    try:
        first = next(places)
    except StopIteration:
        raise ValueError("Cannot apply_along_axis when any iteration dimensions are 0") from None
    one = as_any(func1d(lines[first], *args, **kwargs))
    result = empty((*outer, *one.shape), one.dtype)
    result[first] = one
    for place in places:
        result[place] = asarray(func1d(lines[place], *args, **kwargs))
    order = list(range(len(outer)))
    inner = list(range(len(outer), result.ndim))
    result = result.transpose([*order[:axis], *inner, *order[axis:]])
    # What the function returns decides the class.
    return result if type(one) is ndarray else one.__array_wrap__(result)


def apply_over_axes(func, a, axes):
    """A function of an array and an axis, applied over one axis after the other.

    Parameters
    ----------
    func : callable
        ``func(a, axis)``; its result has as many axes as `a`, or one less.
    axes : int or array_like of int

    Examples
    --------
    >>> import uniarray as np
    >>> np.apply_over_axes(np.sum, np.ones((2, 3, 4)), [0, 2])
    array([[[8.],
            [8.],
            [8.]]])
    """
    value = asarray(a)
    ndim = value.ndim
    for axis in (axes,) if asarray(axes).ndim == 0 else axes:
        axis = axis + ndim if axis < 0 else axis
        result = asarray(func(value, axis))
        if result.ndim != value.ndim:
            result = result.reshape((*result.shape[:axis], 1, *result.shape[axis:]))
            if result.ndim != value.ndim:
                raise ValueError("function is not returning an array of the correct shape")
        value = result
    return value
