"""Elements by position: taken, repeated, counted, written."""

from . import _core
from ._axes import axis_index
from ._core import arange, asarray, can_cast, ndarray, not_equal
from ._subclasses import as_any

__all__ = [
    "argwhere",
    "choose",
    "compress",
    "count_nonzero",
    "extract",
    "flatnonzero",
    "place",
    "put",
    "put_along_axis",
    "repeat",
    "take",
    "take_along_axis",
]


def take(a, indices, axis=None, out=None, mode="raise"):
    """The elements at indices along an axis.

    Parameters
    ----------
    axis : int, optional
        By default the flattened array is taken from.
    mode : {'raise', 'wrap', 'clip'}
        What indices out of range do: raise IndexError, count on from the other end, or become the nearest index.

    Examples
    --------
    >>> import uniarray as np
    >>> np.take([[1, 2], [3, 4]], [1, 1, 0], axis=1)
    array([[2, 2, 1],
           [4, 4, 3]])
    """
    return as_any(a).take(indices, axis, out, mode)


def put(a, ind, v, mode="raise"):
    """Writes values to indices of the flattened array, again and again from the first.

    Examples
    --------
    >>> import uniarray as np
    >>> a = np.zeros(4, int)
    >>> np.put(a, [0, 2], [7, 8])
    >>> a
    array([7, 0, 8, 0])
    """
    if not isinstance(a, ndarray):
        raise TypeError(f"argument 1 must be numpy.ndarray, not {type(a)}")
    return a.put(ind, v, mode=mode)


def place(arr, mask, vals):
    """Writes values where a mask is true: the first one to the first place, and again from the first after the last.

    Examples
    --------
    >>> import uniarray as np
    >>> a = np.arange(5)
    >>> np.place(a, a > 1, [-1, -2])
    >>> a
    array([ 0,  1, -1, -2, -1])
    """
    if not isinstance(arr, ndarray):
        raise TypeError(f"place() argument 1 must be numpy.ndarray, not {type(arr).__name__}")
    mask = asarray(mask, dtype=bool)
    if mask.size != arr.size:
        raise ValueError("place: mask and data must be the same size")
    if isinstance(vals, ndarray) and not can_cast(vals.dtype, arr.dtype):
        raise TypeError(f"Cannot cast array data from {vals.dtype!r} to {arr.dtype!r} according to the rule 'safe'")
    values = asarray(vals, dtype=arr.dtype)
    places = flatnonzero(mask)
    if values.size == 0 and places.size:
        raise ValueError("Cannot insert from an empty array!")
    arr.put(places, values)


def compress(condition, a, axis=None, out=None):
    """The elements along an axis, or of the flattened array, where a condition is true.

    Examples
    --------
    >>> import uniarray as np
    >>> np.compress([True, False, True], [[1, 2, 3], [4, 5, 6]], axis=1)
    array([[1, 3],
           [4, 6]])
    """
    return as_any(a).compress(condition, axis, out)


def extract(condition, arr):
    """The elements of the flattened array where a condition is true.

    Examples
    --------
    >>> import uniarray as np
    >>> a = np.arange(6).reshape(2, 3)
    >>> np.extract(a % 2 == 0, a)
    array([0, 2, 4])
    """
    return as_any(arr).ravel().take(flatnonzero(condition))


def choose(a, choices, out=None, mode="raise"):
    """For every element, which is a number, the element of the choice with that number.

    Parameters
    ----------
    choices : sequence of array_like
        They and the numbers broadcast.
    mode : {'raise', 'wrap', 'clip'}
        What numbers without a choice do.

    Examples
    --------
    >>> import uniarray as np
    >>> np.choose([1, 0, 1], [[1, 2, 3], [10, 20, 30]])
    array([10,  2, 30])
    """
    return as_any(a).choose(choices, out, mode)


def repeat(a, repeats, axis=None):
    """Every element along an axis, or of the flattened array, so many times.

    Parameters
    ----------
    repeats : int or sequence of int
        One number for all, or one for each element along the axis.

    Examples
    --------
    >>> import uniarray as np
    >>> np.repeat([[1, 2], [3, 4]], [1, 2], axis=0)
    array([[1, 2],
           [3, 4],
           [3, 4]])
    """
    return as_any(a).repeat(repeats, axis)


def flatnonzero(a):
    """The indices of the flattened array's elements that are not zero.

    Examples
    --------
    >>> import uniarray as np
    >>> np.flatnonzero([[0, 5], [7, 0]])
    array([1, 2])
    """
    return asarray(a).ravel().nonzero()[0]


def argwhere(a):
    """The indices of the elements that are not zero, a row for each.

    Examples
    --------
    >>> import uniarray as np
    >>> np.argwhere([[0, 5], [7, 0]])
    array([[0, 1],
           [1, 0]])
    """
    from ._core import empty

    a = asarray(a)
    if a.ndim == 0:
        return empty((int(bool(a)), 0), "int64")
    places = a.nonzero()
    result = empty((len(places[0]), a.ndim), "int64")
    for axis, column in enumerate(places):
        result[:, axis] = column
    return result


def count_nonzero(a, axis=None, *, keepdims=False):
    """How many elements are not zero.

    Parameters
    ----------
    axis : int or tuple of int, optional
        Along which axes; all by default.

    Examples
    --------
    >>> import uniarray as np
    >>> np.count_nonzero([[0, 5, 1], [7, 0, 0]], axis=1)
    array([2, 1])
    """
    a = asarray(a)
    if axis is None and not keepdims:
        return _core._count_nonzero(a)
    return asarray(a if a.dtype.kind == "b" else not_equal(a, 0)).sum(axis=axis, dtype="int64", keepdims=keepdims)


def _along(shape, indices, axis):
    """The index that pairs `indices` along the axis with every place of the other axes."""
    if indices.dtype.kind not in "iu":
        raise IndexError("`indices` must be an integer array")
    if len(shape) != indices.ndim:
        raise ValueError("`indices` and `arr` must have the same number of dimensions")
    found = []
    for place, extent in enumerate(shape):
        if place == axis:
            found.append(indices)
        else:
            found.append(arange(extent).reshape((-1,) + (1,) * (len(shape) - place - 1)))
    return tuple(found)


def _flat_for(indices):
    if indices.ndim != 1:
        raise ValueError("when axis=None, `indices` must have a single dimension.")


def take_along_axis(arr, indices, axis=-1):
    """The elements that indices of the same number of axes name along one of them: what ``argsort`` finds, for example.

    Parameters
    ----------
    indices : array_like of int
        Its other axes broadcast against the array's.
    axis : int or None
        None takes from the flattened array.

    Examples
    --------
    >>> import uniarray as np
    >>> a = np.array([[30, 10], [20, 40]])
    >>> np.take_along_axis(a, np.argsort(a, axis=1), axis=1)
    array([[10, 30],
           [20, 40]])
    """
    arr, indices = as_any(arr), asarray(indices)
    if axis is None:
        _flat_for(indices)
        arr, axis = arr.ravel(), 0
    else:
        axis = axis_index(axis, arr.ndim)
    return arr[_along(arr.shape, indices, axis)]


def put_along_axis(arr, indices, values, axis):
    """Writes values to what indices of the same number of axes name along one of them.

    Examples
    --------
    >>> import uniarray as np
    >>> a = np.array([[30, 10], [20, 40]])
    >>> np.put_along_axis(a, np.array([[0], [1]]), 99, axis=1)
    >>> a
    array([[99, 10],
           [20, 99]])
    """
    indices = asarray(indices)
    if axis is None:
        _flat_for(indices)
        if not arr.flags.c_contiguous:
            flat = arr.ravel()
            flat[_along(flat.shape, indices, 0)] = values
            arr[...] = flat.reshape(arr.shape)
            return
        arr, axis = arr.reshape(-1), 0
    else:
        axis = axis_index(axis, arr.ndim)
    arr[_along(arr.shape, indices, axis)] = values
