"""Axes as arguments: checked, counted from the front, and moved to where they are worked on."""

import contextlib
import operator

from ._subclasses import as_any

__all__ = ["axes_last", "axis_index", "axis_tuple", "restored"]


def axis_index(axis, ndim, name=None):
    """The axis counted from the front; AxisError if there is none.

    Examples
    --------
    >>> axis_index(-1, 3)
    2
    """
    axis = operator.index(axis)
    if not -ndim <= axis < ndim:
        from .exceptions import AxisError

        raise AxisError(axis, ndim, name)
    return axis % ndim


def axis_tuple(axis, ndim, repeated="repeated axis"):
    """Axes counted from the front: all of them for None, one for an int, each once.

    Examples
    --------
    >>> axis_tuple((-1, 0), 3)
    (2, 0)
    """
    if axis is None:
        return tuple(range(ndim))
    if not isinstance(axis, (tuple, list)):
        with contextlib.suppress(TypeError):
            axis = (operator.index(axis),)
    axes = tuple(axis_index(one, ndim) for one in axis)
    if len(set(axes)) != len(axes):
        raise ValueError(repeated)
    return axes


def axes_last(a, axes):
    """The array with these axes joined to one, which is the last; a copy where the strides ask for it.

    Examples
    --------
    >>> import uniarray as np
    >>> axes_last(np.zeros((2, 3, 4)), (0, 2)).shape
    (3, 8)
    """
    a = as_any(a)
    kept = [place for place in range(a.ndim) if place not in axes]
    count = 1
    for place in axes:
        count *= a.shape[place]
    moved = a.transpose((*kept, *axes)) if axes else a
    return moved.reshape((*(a.shape[place] for place in kept), count))


def restored(result, axes, ndim):
    """A result without the axes, with these as axes of length one again (``keepdims=True``).

    Examples
    --------
    >>> import uniarray as np
    >>> restored(np.zeros(3), (0, 2), 3).shape
    (1, 3, 1)
    """
    result = as_any(result)
    lead = result.ndim - (ndim - len(axes))
    extents = iter(result.shape[lead:])
    shape = tuple(1 if place in axes else next(extents) for place in range(ndim))
    return result.reshape(result.shape[:lead] + shape)
