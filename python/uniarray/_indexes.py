"""Indices of arrays: walked through, counted flat, and those of diagonals."""

import itertools
import math
import operator

from . import _core
from ._core import arange, asarray
from ._views import broadcast_arrays

__all__ = ["diag_indices_from", "ndenumerate", "ndindex", "ravel_multi_index", "unravel_index"]


class ndindex:
    """All indices of an array of a shape, the last one changing fastest.

    Examples
    --------
    >>> import uniarray as np
    >>> list(np.ndindex(2, 2))
    [(0, 0), (0, 1), (1, 0), (1, 1)]
    """

    def __init__(self, *shape):
        if len(shape) == 1 and isinstance(shape[0], tuple):
            shape = shape[0]
        shape = tuple(operator.index(extent) for extent in shape)
        if any(extent < 0 for extent in shape):
            raise ValueError("negative dimensions are not allowed")
        self._places = itertools.product(*map(range, shape))

    def __iter__(self):
        return self

    def __next__(self):
        """The next index.

        Examples
        --------
        >>> import uniarray as np
        >>> next(np.ndindex(3, 2))
        (0, 0)
        """
        return next(self._places)


class ndenumerate:
    """Pairs of index and element, in C order.

    Examples
    --------
    >>> import uniarray as np
    >>> for index, value in np.ndenumerate([[1, 2], [3, 4]]):
    ...     print(index, value)
    (0, 0) 1
    (0, 1) 2
    (1, 0) 3
    (1, 1) 4
    """

    def __init__(self, arr):
        self.iter = asarray(arr).flat

    def __next__(self):
        """The next index with its element.

        Examples
        --------
        >>> import uniarray as np
        >>> next(np.ndenumerate([5]))
        ((0,), np.int64(5))
        """
        return self.iter.coords, next(self.iter)

    def __iter__(self):
        return self


def diag_indices_from(arr):
    """Indices of the main diagonal of an array with at least two axes, all of one extent.

    Examples
    --------
    >>> import uniarray as np
    >>> np.diag_indices_from(np.zeros((2, 2)))
    (array([0, 1]), array([0, 1]))
    """
    if arr.ndim < 2:
        raise ValueError("input array must be at least 2-d")
    if len(set(arr.shape)) != 1:
        raise ValueError("All dimensions of input must be of equal length")
    return (arange(arr.shape[0]),) * arr.ndim


_LARGEST = 2**63 - 1


def _check_size(dims):
    if math.prod(dims) > _LARGEST:
        raise ValueError(
            "dimensions are too large; arrays and shapes with a total size greater than 'intp' are not supported."
        )


def _places(values, text):
    """Integers as an array of the index type; TypeError for what is no integer."""
    empty_list = not hasattr(values, "dtype") and hasattr(values, "__len__") and len(values) == 0
    places = asarray(values)
    if empty_list:
        raise TypeError(
            "indices must be integral: the provided empty sequence was inferred as float. "
            "Wrap it with 'np.array(indices, dtype=np.intp)'"
        )
    if places.dtype.kind not in "iu":
        raise TypeError(text)
    if places.dtype.kind == "u" and places.dtype.itemsize == 8:
        raise TypeError(
            f"Cannot cast array data from {places.dtype!r} to dtype('int64') according to the rule 'same_kind'"
        )
    return places.astype("int64", copy=False)


def _order_of(order):
    if order not in ("C", "F"):
        raise ValueError("only 'C' or 'F' order is permitted")
    return order


def unravel_index(indices, shape, order="C"):
    """Indices into the flattened array, as indices per axis.

    Parameters
    ----------
    indices : array_like of int
    shape : tuple of int
        Of the array.
    order : {'C', 'F'}
        In which the array was flattened.

    Returns
    -------
    tuple of ndarray
        An array per axis, each with the shape of `indices`.

    Examples
    --------
    >>> import uniarray as np
    >>> np.unravel_index([22, 41], (7, 6))
    (array([3, 6]), array([4, 5]))
    """
    dims = tuple(operator.index(extent) for extent in (shape if hasattr(shape, "__iter__") else (shape,)))
    if any(extent < 0 for extent in dims):
        raise ValueError("negative dimensions are not allowed")
    order = _order_of(order)
    _check_size(dims)
    places = _places(indices, "only int indices permitted")
    if not dims:
        if places.size == 1 and places.item() != 0:
            raise ValueError(f"index {places.item()} is out of bounds for array with size 1")
        if places.ndim:
            raise ValueError("multiple indices are not supported for 0d arrays")
        return ()
    found = _core._unravel(places, dims, order == "F")
    return found if places.ndim else tuple(one[()] for one in found)


def ravel_multi_index(multi_index, dims, mode="raise", order="C"):
    """Indices per axis, as indices into the flattened array.

    Parameters
    ----------
    multi_index : tuple of array_like of int
        One per axis; they broadcast.
    dims : tuple of int
        The array's shape.
    mode : {'raise', 'wrap', 'clip'}, or a tuple of one per axis
        What indices out of range do: raise ValueError, count on from the other end, or become the nearest index.
    order : {'C', 'F'}
        In which the array is flattened.

    Examples
    --------
    >>> import uniarray as np
    >>> np.ravel_multi_index([[3, 6], [4, 5]], (7, 6))
    array([22, 41])
    """
    dims = tuple(operator.index(extent) for extent in (dims if hasattr(dims, "__iter__") else (dims,)))
    modes = (mode,) * len(dims) if isinstance(mode, str) else tuple(mode)
    if len(modes) != len(dims):
        raise ValueError(f"list of clipmodes has wrong length ({len(modes)} instead of {len(dims)})")
    unknown = next((one for one in modes if one not in ("raise", "wrap", "clip")), None)
    if unknown is not None:
        raise ValueError(f"clipmode must be one of 'clip', 'raise', or 'wrap' (got {unknown!r})")
    order = _order_of(order)
    given = (
        [multi_index[axis] for axis in range(len(multi_index))]
        if hasattr(multi_index, "__getitem__")
        else list(multi_index)
    )
    if len(given) != len(dims):
        raise ValueError(f"parameter multi_index must be a sequence of length {len(dims)}")
    if math.prod(dims) > _LARGEST:
        raise ValueError("invalid dims: array size defined by dims is larger than the maximum possible size.")
    arrays = broadcast_arrays(*(_places(one, "only int indices permitted") for one in given))
    steps, stride = [], 1
    for extent in reversed(dims) if order == "C" else dims:
        steps.append(stride)
        stride *= extent
    steps = steps[::-1] if order == "C" else steps
    result = _core._ravel(arrays, dims, steps, [("raise", "wrap", "clip").index(one) for one in modes])
    return result if result.ndim else result[()]
