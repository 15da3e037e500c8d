"""Rearranging arrays: functions that are their methods' twins, and those built from them."""

import operator

from ._core import array as _array
from ._core import asarray, concatenate
from ._core import ndarray as _ndarray
from ._creation import empty_like
from ._subclasses import as_any

__all__ = [
    "broadcast_to",
    "copy",
    "expand_dims",
    "ravel",
    "reshape",
    "roll",
    "squeeze",
    "stack",
    "transpose",
]


def _axis_index(axis, ndim):
    axis = operator.index(axis)
    if not -ndim <= axis < ndim:
        from .exceptions import AxisError

        raise AxisError(axis, ndim)
    return axis % ndim if ndim else 0


def copy(a, order="K", subok=False):
    """A new array with the same elements.

    Examples
    --------
    >>> import uniarray as np
    >>> a = np.arange(3)
    >>> b = np.copy(a)
    >>> b[0] = 9
    >>> a
    array([0, 1, 2])
    """
    return _array(a, order=order, subok=subok, copy=True)


def reshape(a, /, shape, order="C", *, copy=None):
    """The same elements in another shape; a view where the strides allow it.

    Parameters
    ----------
    shape : int or tuple of int
        One extent may be -1: it is computed.
    order : {'C', 'F', 'A'}
        In which order elements are read and placed.
    copy : bool, optional
        True: always copy; False: raise ValueError where a copy is needed.

    Examples
    --------
    >>> import uniarray as np
    >>> np.reshape(np.arange(6), (2, -1))
    array([[0, 1, 2],
           [3, 4, 5]])
    """
    return as_any(a).reshape(shape, order=order, copy=copy)


def ravel(a, order="C"):
    """The elements along one axis; a view where the strides allow it.

    Examples
    --------
    >>> import uniarray as np
    >>> np.ravel([[1, 2], [3, 4]], order="F")
    array([1, 3, 2, 4])
    """
    return as_any(a).ravel(order)


def transpose(a, axes=None):
    """A view with the axes permuted, reversed by default.

    Examples
    --------
    >>> import uniarray as np
    >>> np.transpose(np.zeros((2, 3, 4)), (1, 0, 2)).shape
    (3, 2, 4)
    """
    return as_any(a).transpose(axes)


def squeeze(a, axis=None):
    """A view without axes of length one.

    Examples
    --------
    >>> import uniarray as np
    >>> np.squeeze(np.zeros((1, 3, 1))).shape
    (3,)
    """
    return as_any(a).squeeze(axis)


def expand_dims(a, axis):
    """A view with new axes of length one.

    Parameters
    ----------
    axis : int or tuple of int
        Where the new axes stand in the result.

    Examples
    --------
    >>> import uniarray as np
    >>> np.expand_dims(np.arange(3), (0, 2)).shape
    (1, 3, 1)
    """
    a = as_any(a)
    axes = axis if isinstance(axis, (tuple, list)) else (axis,)
    ndim = a.ndim + len(axes)
    places = {_axis_index(place, ndim) for place in axes}
    if len(places) != len(axes):
        raise ValueError("repeated axis")
    extents = iter(a.shape)
    return a.reshape(tuple(1 if place in places else next(extents) for place in range(ndim)))


def broadcast_to(array, shape, subok=False):
    """A read-only view that repeats an array to a shape.

    Examples
    --------
    >>> import uniarray as np
    >>> np.broadcast_to([1, 2], (2, 2))
    array([[1, 2],
           [1, 2]])
    """
    shape = tuple(shape) if isinstance(shape, (tuple, list, _ndarray)) else (shape,)
    return (as_any(array) if subok else asarray(array))._broadcast_to(shape)


def stack(arrays, axis=0, out=None, *, dtype=None, casting="same_kind"):
    """Arrays of one shape joined along a new axis.

    Examples
    --------
    >>> import uniarray as np
    >>> np.stack([[1, 2], [3, 4]], axis=1)
    array([[1, 3],
           [2, 4]])
    """
    if not isinstance(arrays, (list, tuple)) and not hasattr(arrays, "__getitem__"):
        raise TypeError('arrays to stack must be passed as a "sequence" type such as list or tuple.')
    arrays = [array if type(array) is _ndarray else as_any(array) for array in arrays]
    if not arrays:
        raise ValueError("need at least one array to stack")
    shape = arrays[0].shape
    for array in arrays:
        if array.shape != shape:
            raise ValueError("all input arrays must have the same shape")
    axis = _axis_index(axis, len(shape) + 1)
    place = (slice(None),) * axis + (None,) if axis else None
    parts = [array[place] for array in arrays]
    if out is None and dtype is None and casting == "same_kind":
        return concatenate(parts, axis)
    return concatenate(parts, axis=axis, out=out, dtype=dtype, casting=casting)


def _several(number):
    """A tuple of one number or of many."""
    number = _array(number).tolist() if isinstance(number, _ndarray) else number
    return tuple(number) if isinstance(number, (tuple, list)) else (number,)


def roll(a, shift, axis=None):
    """Elements moved along axes; those that leave one end enter at the other.

    Parameters
    ----------
    shift : int or tuple of int
        By how many places, towards higher indices.
    axis : int or tuple of int, optional
        By default the flattened array is rolled and the shape restored.

    Examples
    --------
    >>> import uniarray as np
    >>> np.roll(np.arange(5), 2)
    array([3, 4, 0, 1, 2])
    >>> np.roll([[1, 2], [3, 4]], 1, axis=1)
    array([[2, 1],
           [4, 3]])
    """
    a = as_any(a)
    if axis is None:
        return roll(a.ravel(), shift, 0).reshape(a.shape)
    axes, shifts = _several(axis), _several(shift)
    if len(shifts) != len(axes):
        if len(shifts) == 1:
            shifts = tuple(shifts) * len(axes)
        elif len(axes) == 1:
            axes = tuple(axes) * len(shifts)
        else:
            raise ValueError("'shift' and 'axis' should be scalars or 1D sequences")
    total = {}
    for one_shift, one_axis in zip(shifts, axes):
        one_axis = _axis_index(one_axis, a.ndim)
        total[one_axis] = total.get(one_axis, 0) + int(one_shift)
    # Every axis splits source and destination in two pieces that keep their order.
    pieces = [((), ())]
    for place, extent in enumerate(a.shape):
        moved = total.get(place, 0) % extent if extent else 0
        if moved:
            splits = [
                (slice(None, -moved), slice(moved, None)),
                (slice(-moved, None), slice(None, moved)),
            ]
        else:
            splits = [(slice(None), slice(None))]
        pieces = [((*s, source), (*d, into)) for s, d in pieces for source, into in splits]
    result = empty_like(a)
    for source, into in pieces:
        result[into] = a[source]
    return result
