"""Small tools of array code (``numpy.lib.array_utils``)."""

from .._axes import axis_index as normalize_axis_index
from .._views import _axis_tuple

__all__ = ["byte_bounds", "normalize_axis_index", "normalize_axis_tuple"]


def byte_bounds(a):
    """The addresses of an array's first byte and of the one after its last.

    Examples
    --------
    >>> import uniarray as np
    >>> low, high = np.lib.array_utils.byte_bounds(np.zeros((2, 3))[:, ::2])
    >>> high - low
    48
    """
    low = high = a._address
    if a.size:
        for extent, step in zip(a.shape, a.strides):
            if step < 0:
                low += (extent - 1) * step
            else:
                high += (extent - 1) * step
    return low, high + a.itemsize


def normalize_axis_tuple(axis, ndim, argname=None, allow_duplicate=False):
    """Axes counted from the front.

    Parameters
    ----------
    axis : int or iterable of int
    ndim : int
    argname : str, optional
        What to name in errors.
    allow_duplicate : bool
        Whether an axis may come twice.

    Examples
    --------
    >>> import uniarray as np
    >>> np.lib.array_utils.normalize_axis_tuple((0, -1), 3)
    (0, 2)
    """
    if allow_duplicate:
        given = axis if hasattr(axis, "__iter__") else (axis,)
        return tuple(normalize_axis_index(one, ndim, argname) for one in given)
    return _axis_tuple(axis, ndim, argname)
