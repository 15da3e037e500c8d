"""Products with the signatures of the array API standard, which are stricter than those of the module above."""

from .. import _core, _products
from .._core import asarray

__all__ = ["cross", "diagonal", "outer", "tensordot", "trace", "vecdot"]


def outer(x1, x2, /):
    """Products of every element of a vector with every element of another.

    Examples
    --------
    >>> import uniarray as np
    >>> np.linalg.outer([1, 2], [3, 4])
    array([[3, 4],
           [6, 8]])
    """
    x1, x2 = asarray(x1), asarray(x2)
    if x1.ndim != 1 or x2.ndim != 1:
        raise ValueError(f"Input arrays must be one-dimensional, but they are x1.ndim={x1.ndim} and x2.ndim={x2.ndim}.")
    return _products.outer(x1, x2)


def cross(x1, x2, /, *, axis=-1):
    """The cross product of vectors in space.

    Examples
    --------
    >>> import uniarray as np
    >>> np.linalg.cross([1, 0, 0], [0, 1, 0])
    array([0, 0, 1])
    """
    x1, x2 = asarray(x1), asarray(x2)
    if x1.shape[axis] != 3 or x2.shape[axis] != 3:
        raise ValueError(
            "Both input arrays must be (arrays of) 3-dimensional vectors, but they are "
            f"{x1.shape[axis]} and {x2.shape[axis]} dimensional instead."
        )
    return _products.cross(x1, x2, axis=axis)


def diagonal(x, /, *, offset=0):
    """A read-only view of a diagonal of the last two axes.

    Examples
    --------
    >>> import uniarray as np
    >>> np.linalg.diagonal(np.eye(2))
    array([1., 1.])
    """
    return _products.diagonal(x, offset, -2, -1)


def trace(x, /, *, offset=0, dtype=None):
    """Sums along a diagonal of the last two axes.

    Examples
    --------
    >>> import uniarray as np
    >>> np.linalg.trace(np.eye(3))
    np.float64(3.0)
    """
    return _products.trace(x, offset, -2, -1, dtype)


def tensordot(x1, x2, /, *, axes=2):
    """Sums of products over axes of two arrays; see `uniarray.tensordot`.

    Examples
    --------
    >>> import uniarray as np
    >>> np.linalg.tensordot([1, 2], [3, 4], axes=1)
    array(11)
    """
    return _products.tensordot(x1, x2, axes)


def vecdot(x1, x2, /, *, axis=-1):
    """Sums of products of vectors, of the first one's complex conjugates.

    Examples
    --------
    >>> import uniarray as np
    >>> np.linalg.vecdot([[1, 2], [3, 4]], [1, 1])
    array([3, 7])
    """
    return _core.vecdot(x1, x2, axis=axis)
