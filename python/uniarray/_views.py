"""Axes moved, turned, added and matched."""

import builtins
import operator
import warnings

from ._axes import axis_index
from ._core import array, asarray, ndarray
from ._manipulation import broadcast_to

__all__ = [
    "atleast_1d",
    "atleast_2d",
    "atleast_3d",
    "broadcast_arrays",
    "broadcast_shapes",
    "flip",
    "fliplr",
    "flipud",
    "matrix_transpose",
    "moveaxis",
    "rollaxis",
    "rot90",
    "swapaxes",
]


def _any_array(a):
    """An array, or one of a subclass as it is."""
    return array(a, copy=None, subok=True)


def _axis_tuple(axis, ndim, argname=None):
    """Axes as indices from zero, all different."""
    if not isinstance(axis, (tuple, list)):
        try:
            axis = [operator.index(axis)]
        except TypeError:
            axis = tuple(axis)
    result = tuple(axis_index(one, ndim, argname) for one in axis)
    if len(set(result)) != len(result):
        raise ValueError(f"repeated axis in `{argname}` argument" if argname else "repeated axis")
    return result


def moveaxis(a, source, destination):
    """A view with some axes at other places; the others keep their order.

    Parameters
    ----------
    source, destination : int or sequence of int
        Where axes stand, and where they go.

    Examples
    --------
    >>> import uniarray as np
    >>> np.moveaxis(np.zeros((2, 3, 4)), 0, -1).shape
    (3, 4, 2)
    """
    a = a if hasattr(a, "transpose") else asarray(a)
    source = _axis_tuple(source, a.ndim, "source")
    destination = _axis_tuple(destination, a.ndim, "destination")
    if len(source) != len(destination):
        raise ValueError("`source` and `destination` arguments must have the same number of elements")
    order = [axis for axis in range(a.ndim) if axis not in source]
    for place, axis in sorted(zip(destination, source)):
        order.insert(place, axis)
    return a.transpose(order)


def swapaxes(a, axis1, axis2):
    """A view with two axes exchanged.

    Examples
    --------
    >>> import uniarray as np
    >>> np.swapaxes(np.zeros((2, 3, 4)), 0, 2).shape
    (4, 3, 2)
    """
    return _any_array(a).swapaxes(axis1, axis2)


def rollaxis(a, axis, start=0):
    """A view with an axis moved to before another one. `moveaxis` is easier to read.

    Examples
    --------
    >>> import uniarray as np
    >>> np.rollaxis(np.zeros((2, 3, 4)), 2).shape
    (4, 2, 3)
    """
    a = _any_array(a)
    axis = axis_index(axis, a.ndim)
    if start < 0:
        start += a.ndim
    if not 0 <= start < a.ndim + 1:
        from .exceptions import AxisError

        raise AxisError(f"'start' arg requires {-a.ndim} <= start < {a.ndim + 1}, but {start} was passed in")
    if axis < start:
        start -= 1
    if axis == start:
        return a[...]
    order = list(range(a.ndim))
    order.remove(axis)
    order.insert(start, axis)
    return a.transpose(order)


def matrix_transpose(x, /):
    """A view with the last two axes exchanged.

    Examples
    --------
    >>> import uniarray as np
    >>> np.matrix_transpose(np.zeros((4, 2, 3))).shape
    (4, 3, 2)
    """
    x = _any_array(x)
    if x.ndim < 2:
        raise ValueError(f"Input array must be at least 2-dimensional, but it is {x.ndim}")
    return x.swapaxes(-1, -2)


def flip(m, axis=None):
    """A view with the order of elements reversed along axes, all by default.

    Parameters
    ----------
    m : array_like
    axis : int or tuple of int, optional

    Examples
    --------
    >>> import uniarray as np
    >>> np.flip([[1, 2], [3, 4]], axis=1)
    array([[2, 1],
           [4, 3]])
    """
    m = m if hasattr(m, "ndim") else asarray(m)
    axes = range(m.ndim) if axis is None else _axis_tuple(axis, m.ndim)
    return m[tuple(slice(None, None, -1) if place in axes else slice(None) for place in range(m.ndim))]


def flipud(m):
    """A view with the rows in reverse order.

    Examples
    --------
    >>> import uniarray as np
    >>> np.flipud([[1, 2], [3, 4]])
    array([[3, 4],
           [1, 2]])
    """
    m = _any_array(m)
    if m.ndim < 1:
        raise ValueError("Input must be >= 1-d.")
    return m[::-1, ...]


def fliplr(m):
    """A view with the columns in reverse order.

    Examples
    --------
    >>> import uniarray as np
    >>> np.fliplr([[1, 2], [3, 4]])
    array([[2, 1],
           [4, 3]])
    """
    m = _any_array(m)
    if m.ndim < 2:
        raise ValueError("Input must be >= 2-d.")
    return m[:, ::-1]


def rot90(m, k=1, axes=(0, 1)):
    """An array turned by quarters in the plane of two axes, from the first towards the second.

    Parameters
    ----------
    m : array_like
    k : int
        How many quarters.
    axes : (int, int)

    Examples
    --------
    >>> import uniarray as np
    >>> np.rot90([[1, 2], [3, 4]])
    array([[2, 4],
           [1, 3]])
    """
    axes = tuple(axes)
    if len(axes) != 2:
        raise ValueError("len(axes) must be 2.")
    m = _any_array(m)
    if axes[0] == axes[1] or builtins.abs(axes[0] - axes[1]) == m.ndim:
        raise ValueError("Axes must be different.")
    if not all(-m.ndim <= axis < m.ndim for axis in axes):
        raise ValueError(f"Axes={axes} out of range for array of ndim={m.ndim}.")
    try:
        k = operator.index(k)
    except TypeError:
        warnings.warn(
            f"Passing a value for k ({k!r}) that is not an integer type has been deprecated in NumPy 2.5. The value "
            "will be cast to an integer.  In the future this will be an error.",
            DeprecationWarning,
            stacklevel=3,
        )
        k = int(k)
    k %= 4
    if k == 0:
        return m[:]
    if k == 2:
        return flip(flip(m, axes[0]), axes[1])
    if k == 1:
        return flip(m, axes[1]).swapaxes(*axes)
    return flip(m.swapaxes(*axes), axes[1])


def broadcast_shapes(*args):
    """The shape to which shapes broadcast.

    Parameters
    ----------
    *args : int or tuple of int

    Examples
    --------
    >>> import uniarray as np
    >>> np.broadcast_shapes((3, 1), 4, (1, 1, 1))
    (1, 3, 4)
    """
    shapes = [shape if isinstance(shape, (tuple, list)) else (shape,) for shape in args]
    shapes = [tuple(operator.index(extent) for extent in shape) for shape in shapes]
    if any(extent < 0 for shape in shapes for extent in shape):
        raise ValueError("negative dimensions are not allowed")
    result = [1] * builtins.max((len(shape) for shape in shapes), default=0)
    origin = [None] * len(result)
    for number, shape in enumerate(shapes):
        for place in range(1, len(shape) + 1):
            extent = shape[-place]
            if extent == 1 or extent == result[-place]:
                continue
            if result[-place] != 1:
                first = origin[-place]
                raise ValueError(
                    "shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between "
                    f"arg {first} with shape {_shown(shapes[first])} and arg {number} with shape {_shown(shape)}."
                )
            result[-place], origin[-place] = extent, number
    return tuple(result)


def _shown(shape):
    return "(" + ", ".join(map(str, shape)) + ("," if len(shape) == 1 else "") + ")"


def broadcast_arrays(*args, subok=False):
    """Views of arrays with the shape to which they broadcast.

    Parameters
    ----------
    *args : array_like

    Examples
    --------
    >>> import uniarray as np
    >>> a, b = np.broadcast_arrays([1, 2], [[3], [4]])
    >>> a
    array([[1, 2],
           [1, 2]])
    """
    arrays = [_any_array(one) if subok else asarray(one) for one in args]
    shape = broadcast_shapes(*(one.shape for one in arrays))
    return tuple(one if one.shape == shape else broadcast_to(one, shape, subok) for one in arrays)


def _at_least(arrays, widen):
    if len(arrays) == 1:
        (one,) = arrays
        return widen(one if type(one) is ndarray else _any_array(one))
    return tuple(widen(_any_array(one)) for one in arrays)


def atleast_1d(*arys):
    """Arrays with one axis at least.

    Examples
    --------
    >>> import uniarray as np
    >>> np.atleast_1d(3, [4, 5])
    (array([3]), array([4, 5]))
    """
    return _at_least(arys, lambda a: a.reshape(1) if a.ndim == 0 else a)


def atleast_2d(*arys):
    """Arrays with two axes at least, new ones first.

    Examples
    --------
    >>> import uniarray as np
    >>> np.atleast_2d([4, 5])
    array([[4, 5]])
    """

    return _at_least(arys, _as_rows)


def _as_rows(a):
    ndim = a.ndim
    return a.reshape(1, 1) if ndim == 0 else a[None] if ndim == 1 else a


def atleast_3d(*arys):
    """Arrays with three axes at least: a vector lies along the middle one, of a matrix the last is new.

    Examples
    --------
    >>> import uniarray as np
    >>> np.atleast_3d([4, 5]).shape
    (1, 2, 1)
    """

    def widen(a):
        if a.ndim == 0:
            return a.reshape(1, 1, 1)
        if a.ndim == 1:
            return a[None, :, None]
        return a[:, :, None] if a.ndim == 2 else a

    return _at_least(arys, widen)
