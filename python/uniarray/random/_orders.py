"""Random orders, and choosing at random."""

import operator
import warnings
from collections.abc import Sequence

from .._axes import axis_index
from .._core import (
    _random_distinct,
    _random_intervals,
    _random_shuffle,
    arange,
    asarray,
    empty,
    float64,
    int64,
    ndarray,
    zeros,
)
from .._core import array as _array
from .._core import integer as _integer
from .._sets import unique
from .._types import finfo
from .._views import swapaxes

__all__ = ["Orders", "checked_probabilities", "chosen", "count_of", "draw_weighted", "population_of", "shuffle"]


def count_of(size):
    """How many numbers a size asks for, and the shape.

    Examples
    --------
    >>> count_of((2, 3)), count_of(4), count_of(None)
    ((6, (2, 3)), (4, (4,)), (1, ()))
    """
    if size is None:
        return 1, ()
    shape = tuple(operator.index(extent) for extent in size) if hasattr(size, "__len__") else (operator.index(size),)
    count = 1
    for extent in shape:
        count *= extent
    return count, shape


def shuffle(source, x, axis):
    """Shuffles an array or a sequence in place.

    Examples
    --------
    >>> from uniarray.random import PCG64
    >>> x = [1, 2, 3, 4]
    >>> shuffle(PCG64(12345).capsule, x, 0)
    >>> x
    [3, 1, 4, 2]
    """
    if isinstance(x, ndarray):
        if not x.flags.writeable:
            raise ValueError("array is read-only")
        if x.ndim == 0:
            raise TypeError("len() of unsized object")
        axis = axis_index(axis, x.ndim)
        if x.ndim == 1 and type(x) is ndarray:
            _random_shuffle(source, x, 0)
        elif x.size:
            x = swapaxes(x, 0, axis)
            order = arange(x.shape[0])
            _random_shuffle(source, order, 0)
            x[...] = x[order]
        return
    count = len(x)
    if not isinstance(x, Sequence):
        warnings.warn(
            f"you are shuffling a '{type(x).__name__}' object which is not a subclass of 'Sequence'; `shuffle` is not "
            "guaranteed to behave correctly. E.g., non-numpy array/tensor objects with view semantics may contain "
            "duplicates after shuffling.",
            UserWarning,
            stacklevel=3,
        )
    if axis != 0:
        raise NotImplementedError("Axis argument is only supported on ndarray objects")
    for place, other in zip(range(count - 1, 0, -1), _random_intervals(source, count).tolist()):
        x[place], x[other] = x[other], x[place]


def checked_probabilities(p, count, words):
    """The probabilities of a choice as an array; `words` are five sentences about what may be wrong with them.

    Examples
    --------
    >>> checked_probabilities([0.5, 0.5], 2, ["", "", "", "", ""])
    array([0.5, 0.5])
    """
    tolerance = finfo(float64).eps ** 0.5
    if isinstance(p, ndarray) and p.dtype.kind == "f":
        tolerance = max(tolerance, finfo(p.dtype).eps ** 0.5)
    len(p)
    p = p.astype(float64, casting="safe") if isinstance(p, ndarray) else asarray(p, dtype=float64)
    if p.ndim != 1:
        raise ValueError(words[0])
    if p.size != count:
        raise ValueError(words[1])
    total, lost = 0.0, 0.0
    for value in p.tolist():
        # Kahan's sum.
        value -= lost
        more = total + value
        total, lost = more, (more - total) - value
    if total != total:
        raise ValueError(words[2])
    if (p < 0).any():
        raise ValueError(words[3])
    if abs(total - 1.0) > tolerance:
        raise ValueError(words[4])
    return p


def draw_weighted(random, p, shape, count):
    """Different places with these probabilities; `random` gives as many uniform numbers as asked for.

    Examples
    --------
    >>> from uniarray.random import default_rng
    >>> draw_weighted(default_rng(1).random, asarray([0.0, 1.0]), (1,), 1)
    array([1])
    """
    if int((p > 0).sum()) < count:
        raise ValueError("Fewer non-zero entries in p than size")
    p = p.copy()
    found = zeros(count, dtype=int64)
    known = 0
    while known < count:
        uniform = random((count - known,))
        if known:
            p[found[:known]] = 0
        cdf = p.cumsum()
        cdf /= cdf[-1]
        new = cdf.searchsorted(uniform, side="right")
        _, first = unique(new, return_index=True)
        first.sort()
        new = new.take(first)
        found[known : known + new.size] = new
        known += new.size
    return found.reshape(shape)


def chosen(a, places, size, axis):
    """The elements at places, or the places themselves if there is only a number of them.

    Examples
    --------
    >>> chosen(asarray([5, 6, 7]), asarray([2, 0]), 2, 0)
    array([7, 5])
    """
    if size is None and isinstance(places, ndarray):
        places = places.item(0)
    if a.ndim == 0:
        return places
    if size is not None and a.ndim == 1 and places.ndim == 0:
        result = empty((), dtype=a.dtype)
        result[()] = a[int(places)]
        return result
    return a.take(places, axis=axis)


def population_of(a, original, axis, words):
    """How many there are to choose from.

    Examples
    --------
    >>> population_of(asarray(5), 5, 0, [""])
    5
    """
    if a.ndim:
        return a.shape[axis]
    try:
        return operator.index(a.item())
    except TypeError as error:
        raise ValueError(words[0].format(type(original))) from error


class Orders:
    """Shuffling and choosing, as `Generator` does it."""

    def choice(self, a, size=None, replace=True, p=None, axis=0, shuffle=True):
        """Elements of an array, or integers below a number, chosen at random.

        Parameters
        ----------
        a : array_like or int
        size : int or tuple of int, optional
            The shape; one by default.
        replace : bool, optional
            Whether an element may be chosen again.
        p : array_like of float, optional
            The probability of each, all the same by default.
        axis : int, optional
            Where the elements lie in `a`.
        shuffle : bool, optional
            Whether the order is random, too, when nothing is chosen again; it is faster without.

        Raises
        ------
        ValueError
            If there is nothing to choose from, or not enough, or if the probabilities are none.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.default_rng(12345).choice([10, 20, 30], 4)
        array([30, 10, 30, 10])
        >>> np.random.default_rng(12345).choice(5, 3, replace=False)
        array([0, 3, 2])
        """
        original, a = a, asarray(a)
        population = population_of(a, original, axis, ["a must be a sequence or an integer, not {}"])
        count, shape = count_of(size)
        if population <= 0 and count != 0:
            if a.ndim == 0:
                raise ValueError("a must be a positive integer unless no samples are taken")
            raise ValueError("a cannot be empty unless no samples are taken")
        if p is not None:
            p = checked_probabilities(
                p,
                population,
                [
                    "p must be 1-dimensional",
                    "a and p must have same size",
                    "Probabilities contain NaN",
                    "Probabilities are not non-negative",
                    "Probabilities do not sum to 1. See Notes section of docstring for more information.",
                ],
            )
        if replace:
            if p is None:
                places = self.integers(0, population, size=shape)
            else:
                cdf = p.cumsum()
                cdf /= cdf[-1]
                places = asarray(cdf.searchsorted(self.random(shape), side="right"))
        else:
            if count > population:
                raise ValueError("Cannot take a larger sample than population when replace is False")
            if count < 0:
                raise ValueError("negative dimensions are not allowed")
            if p is None:
                places = _random_distinct(self._source, population, count, bool(shuffle)).reshape(shape)
            else:
                places = draw_weighted(self.random, p, shape, count)
        return chosen(a, places, size, axis)

    def shuffle(self, x, axis=0):
        """Brings an array or a mutable sequence into random order, in place.

        Parameters
        ----------
        x : ndarray or sequence
        axis : int, optional
            Along which parts of an array change their places.

        Examples
        --------
        >>> import uniarray as np
        >>> x = [1, 2, 3, 4]
        >>> np.random.default_rng(12345).shuffle(x)
        >>> x
        [3, 1, 4, 2]
        """
        shuffle(self._source, x, axis)

    def permutation(self, x, axis=0):
        """An array in random order, or the integers below a number.

        Parameters
        ----------
        x : int or array_like
        axis : int, optional
            Along which parts of the array change their places.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.default_rng(12345).permutation(5)
        array([4, 3, 0, 2, 1])
        """
        if isinstance(x, (int, _integer)):
            result = arange(x)
            self.shuffle(result)
            return result
        array = asarray(x)
        axis = axis_index(axis, array.ndim)
        if array.ndim == 1:
            array = _array(array)
            self.shuffle(array)
            return array
        order = arange(array.shape[axis])
        self.shuffle(order)
        return array[(slice(None),) * axis + (order,)]

    def permuted(self, x, *, axis=None, out=None):
        """A copy in which each line along an axis is in a random order of its own, or all elements if there is no axis.

        Parameters
        ----------
        x : array_like
        axis : int, optional
        out : ndarray, optional
            The array for the result, which may be `x` itself.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.default_rng(12345).permuted(np.arange(6).reshape(2, 3), axis=1)
        array([[0, 2, 1],
               [3, 4, 5]])
        """
        x = asarray(x)
        if out is None:
            out = x.copy(order="K")
        else:
            if type(out) is not ndarray:
                raise TypeError("out must be a numpy array")
            if not out.flags.writeable:
                raise ValueError("out is read-only")
            if out.shape != x.shape:
                raise ValueError("out must have the same shape as x")
            if out is not x:
                if out.dtype != x.dtype:
                    x = x.astype(out.dtype, casting="safe")
                out[...] = x
        if axis is not None:
            _random_shuffle(self._source, out, axis_index(axis, out.ndim))
        elif out.ndim <= 1:
            self.shuffle(out)
        elif out.flags.c_contiguous:
            self.shuffle(out.reshape(-1))
        elif out.flags.f_contiguous:
            self.shuffle(out.T.reshape(-1))
        else:
            flat = out.ravel()
            self.shuffle(flat)
            out[...] = flat.reshape(out.shape)
        return out
