"""Elements put between others, and taken out."""

import operator

from ._axes import axis_index
from ._core import arange, array, asarray
from ._creation import empty_like, ones
from ._subclasses import as_any

__all__ = ["delete", "insert", "trim_zeros"]


def _along(axis, ndim, place):
    """The index that is `place` along one axis and everything along the others."""
    return (slice(None),) * axis + (place,) + (slice(None),) * (ndim - axis - 1)


def _flat_or_axis(arr, axis):
    """The array and the axis to work on: the flattened array where none is given."""
    arr = as_any(arr)
    if axis is None:
        return arr.ravel() if arr.ndim != 1 else arr, 0
    return arr, axis_index(axis, arr.ndim)


def delete(arr, obj, axis=None):
    """A copy without some elements, rows or the like.

    Parameters
    ----------
    arr : array_like
    obj : int, slice or array_like of int or bool
        Which indices along the axis are left out.
    axis : int, optional
        By default the flattened array is worked on.

    Examples
    --------
    >>> import uniarray as np
    >>> np.delete([[1, 2, 3], [4, 5, 6]], 1, axis=1)
    array([[1, 3],
           [4, 6]])
    """
    arr, axis = _flat_or_axis(arr, axis)
    extent = arr.shape[axis]
    keep = ones(extent, dtype=bool)
    if isinstance(obj, slice):
        keep[obj] = False
    else:
        places = asarray(obj)
        if places.size == 0 and not hasattr(obj, "dtype"):
            places = places.astype("int64")
        if places.dtype.kind == "b":
            if places.shape != (extent,):
                raise ValueError(
                    "boolean array argument obj to delete must be one dimensional "
                    f"and match the axis length of {extent}"
                )
            keep[places] = False
        elif places.size == 1 and places.dtype.kind in "iu":
            place = int(places.item())
            if not -extent <= place < extent:
                raise IndexError(f"index {place} is out of bounds for axis {axis} with size {extent}")
            place %= extent
            result = _longer(arr, axis, -1)
            before, after = slice(None, place), slice(place + 1, None)
            result[_along(axis, arr.ndim, before)] = arr[_along(axis, arr.ndim, before)]
            result[_along(axis, arr.ndim, slice(place, None))] = arr[_along(axis, arr.ndim, after)]
            return result
        else:
            keep[places] = False
    kept = arr[_along(axis, arr.ndim, keep)]
    return kept.copy("F") if arr.flags.fnc else kept


def insert(arr, obj, values, axis=None):
    """A copy with values put before some indices.

    Parameters
    ----------
    arr : array_like
    obj : int, slice or array_like of int or bool
        Before which elements along the axis values are put; indices are those of `arr`.
    values : array_like
        Cast to the array's dtype.
    axis : int, optional
        By default the flattened array is worked on.

    Examples
    --------
    >>> import uniarray as np
    >>> np.insert([[1, 2], [3, 4]], 1, 9, axis=1)
    array([[1, 9, 2],
           [3, 9, 4]])
    >>> np.insert([10, 20, 30], [0, 2], [7, 8])
    array([ 7, 10, 20,  8, 30])
    """
    arr, axis = _flat_or_axis(arr, axis)
    extent = arr.shape[axis]
    if isinstance(obj, slice):
        places = arange(*obj.indices(extent), dtype="int64")
    else:
        places = asarray(obj)
        if places.size == 0 and not hasattr(obj, "dtype"):
            places = places.astype("int64")
        if places.dtype.kind == "b":
            if places.ndim != 1:
                raise ValueError("boolean array argument obj to insert must be one dimensional")
            (places,) = places.nonzero()
        elif places.ndim > 1:
            raise ValueError("index array argument obj to insert must be one dimensional or scalar")
    if places.size == 1:
        return _insert_at_one(arr, places, values, axis, isinstance(obj, slice) or places.ndim > 0)
    if places.dtype.kind not in "iu":
        raise IndexError("arrays used as indices must be of integer (or boolean) type")
    wrong = (places < -extent) | (places > extent)
    if wrong.any():
        place, length = int(places[wrong][0]), extent + places.size
        raise IndexError(f"index {place} is out of bounds for axis {axis} with size {length}")
    places = places.astype("int64")
    places[places < 0] += extent
    count = places.size
    # An element goes further right by as many as were put before it.
    order = places.argsort(kind="stable")
    places[order] += arange(count)
    old = ones(extent + count, dtype=bool)
    old[places] = False
    result = _longer(arr, axis, count)
    result[_along(axis, arr.ndim, places)] = values
    result[_along(axis, arr.ndim, old)] = arr
    return result


def _longer(arr, axis, count):
    """An array like another one with more room along an axis, in the same order."""
    shape = (*arr.shape[:axis], arr.shape[axis] + count, *arr.shape[axis + 1 :])
    return empty_like(arr, shape=shape, order="F" if arr.flags.fnc else "C")


def _insert_at_one(arr, places, values, axis, was_sequence):
    extent, ndim = arr.shape[axis], arr.ndim
    place = operator.index(places.item())
    if not -extent <= place <= extent:
        raise IndexError(f"index {place} is out of bounds for axis {axis} with size {extent}")
    place += extent if place < 0 else 0
    values = array(values, dtype=arr.dtype, copy=None, ndmin=ndim)
    if not was_sequence:
        # The first axis of the values is the one that is put in, as if `a[:, 0, :] = values` were meant.
        order = list(range(values.ndim))
        order.insert(axis, order.pop(0))
        values = values.transpose(order)
    count = values.shape[axis]
    result = _longer(arr, axis, count)
    result[_along(axis, ndim, slice(None, place))] = arr[_along(axis, ndim, slice(None, place))]
    result[_along(axis, ndim, slice(place, place + count))] = values
    result[_along(axis, ndim, slice(place + count, None))] = arr[_along(axis, ndim, slice(place, None))]
    return result


def trim_zeros(filt, trim="fb", axis=None):
    """An array without the zeros at its ends.

    Parameters
    ----------
    filt : array_like
    trim : {'fb', 'f', 'b'}
        Whether zeros are taken off the front, the back or both.
    axis : int or tuple of int, optional
        Along which axes; all by default. What is taken off is zero along all others.

    Returns
    -------
    ndarray, or a list or tuple if `filt` is one
        With the same number of axes.

    Examples
    --------
    >>> import uniarray as np
    >>> np.trim_zeros(np.array([0, 0, 1, 0, 2, 0]))
    array([1, 0, 2])
    """
    trim = trim.lower()
    if trim not in ("fb", "bf", "f", "b"):
        raise ValueError(f"unexpected character(s) in `trim`: {trim!r}")
    values = as_any(filt)
    if values.ndim == 0:
        return filt
    if axis is None:
        axes = range(values.ndim)
    else:
        axes = [axis_index(one, values.ndim) for one in (axis if isinstance(axis, (tuple, list)) else (axis,))]
    # Of objects zeros are left out, not all that is false.
    found = (values != 0 if values.dtype.kind == "O" else values).nonzero()
    index = [slice(None)] * values.ndim
    for place in axes:
        if found[0].size:
            first, last = int(found[place].min()), int(found[place].max())
            index[place] = slice(first if "f" in trim else None, last + 1 if "b" in trim else None)
        else:
            # As in NumPy nothing is left of nothing but zeros, counted from the front if that is trimmed at all.
            index[place] = slice(0, 0)
    if isinstance(filt, (list, tuple)) and values.ndim == 1:
        return filt[index[0]]
    return values[tuple(index)]
