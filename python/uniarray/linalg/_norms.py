"""Norms of vectors and matrices."""

from .._axes import axis_index, axis_tuple
from .._core import absolute, asarray, divide, multiply, not_equal, power, sqrt
from .._views import moveaxis

__all__ = ["matrix_norm", "norm", "vector_norm"]

_INFINITY = float("inf")


def norm(x, ord=None, axis=None, keepdims=False):
    """The norm of vectors or matrices.

    Parameters
    ----------
    x : array_like
    ord : {None, 'fro', 'nuc', inf, -inf} or number
        None: the root of the sum of squares.
    axis : int or (int, int), optional
        One for vectors, two for matrices. By default all axes, of which there must be one or two if `ord` is given.
    keepdims : bool

    Examples
    --------
    >>> import uniarray as np
    >>> np.linalg.norm([[3, 0], [0, 4]])
    np.float64(5.0)
    >>> np.linalg.norm([[1, -2], [3, 4]], 1, axis=1)
    array([3., 7.])
    """
    x = _inexact(x)
    if axis is None:
        if ord is None or (ord in ("f", "fro") and x.ndim == 2) or (ord == 2 and x.ndim == 1):
            row = x.ravel("K")
            if row.dtype.kind == "c":
                # Real and imaginary parts one after the other.
                row = row.view(row.dtype.char.lower())
            result = sqrt(row.dot(row))
            return result.reshape((1,) * x.ndim) if keepdims else result
        axis = tuple(range(x.ndim))
    elif not isinstance(axis, tuple):
        try:
            axis = (int(axis),)
        except Exception:
            raise TypeError("'axis' must be None, an integer or a tuple of integers") from None
    if len(axis) == 1:
        return _of_vectors(x, ord, axis_index(axis[0], x.ndim), keepdims)
    if len(axis) == 2:
        return _of_matrices(x, ord, axis, keepdims)
    raise ValueError("Improper number of dimensions to norm.")


def vector_norm(x, /, *, axis=None, keepdims=False, ord=2):
    """The norm of vectors.

    Parameters
    ----------
    x : array_like
    axis : int or tuple of int, optional
        Axes of the vectors, whose components they are together; by default all.
    keepdims : bool
    ord : number or inf or -inf

    Examples
    --------
    >>> import uniarray as np
    >>> np.linalg.vector_norm([[3, 4], [6, 8]], axis=1)
    array([ 5., 10.])
    """
    x = _inexact(x)
    axes = axis_tuple(axis, x.ndim)
    if len(axes) == 1:
        return _of_vectors(x, ord, axes[0], keepdims)
    kept = tuple(place for place in range(x.ndim) if place not in axes)
    length = 1
    for place in axes:
        length *= x.shape[place]
    joined = x.transpose(kept + axes).reshape((*(x.shape[place] for place in kept), length))
    result = _of_vectors(joined, ord, joined.ndim - 1, False)
    if keepdims:
        shape = tuple(1 if place in axes else extent for place, extent in enumerate(x.shape))
        return asarray(result).reshape(shape)
    return result


def matrix_norm(x, /, *, keepdims=False, ord="fro"):
    """The norm of the matrices in the last two axes.

    Parameters
    ----------
    x : array_like
    keepdims : bool
    ord : {'fro', 'nuc', inf, -inf, 1, -1, 2, -2}

    Examples
    --------
    >>> import uniarray as np
    >>> np.linalg.matrix_norm([[3, 0], [0, 4]])
    np.float64(5.0)
    """
    x = _inexact(x)
    return _of_matrices(x, ord, (-2, -1), keepdims)


def _inexact(x):
    x = asarray(x)
    return x if x.dtype.kind in "fc" else x.astype(float)


def _root_of_squares(x, axis, keepdims):
    squares = multiply(x.real, x.real)
    if x.dtype.kind == "c":
        squares += multiply(x.imag, x.imag)
    return sqrt(squares.sum(axis, keepdims=keepdims))


def _of_vectors(x, ord, axis, keepdims):
    if ord == _INFINITY:
        return absolute(x).max(axis, keepdims=keepdims, **_start(x, axis))
    if ord == -_INFINITY:
        return absolute(x).min(axis, keepdims=keepdims)
    if ord == 0:
        return not_equal(x, 0).astype(x.real.dtype).sum(axis, keepdims=keepdims)
    if ord == 1:
        return absolute(x).sum(axis, keepdims=keepdims)
    if ord is None or ord == 2:
        return _root_of_squares(x, axis, keepdims)
    if isinstance(ord, str):
        raise ValueError(f"Invalid norm order '{ord}' for vectors")
    sums = power(absolute(x), ord).sum(axis, keepdims=keepdims)
    return power(sums, divide(1, ord, dtype=sums.dtype))


def _start(x, axis):
    """The largest of no absolute values is zero."""
    return {"initial": 0} if x.shape[axis] == 0 else {}


def _of_matrices(x, ord, axis, keepdims):
    rows, columns = (axis_index(one, x.ndim) for one in axis)
    if rows == columns:
        raise ValueError("Duplicate axes given.")
    if ord in (None, "fro", "f"):
        return _root_of_squares(x, (rows, columns), keepdims)
    if ord in (2, -2, "nuc"):
        return _of_singular_values(x, ord, (rows, columns), keepdims)
    if ord in (1, -1):
        rows, columns = columns, rows
    elif ord not in (_INFINITY, -_INFINITY):
        raise ValueError("Invalid norm order for matrices.")
    # Sums along one axis, of which the largest or smallest along the other.
    sums = absolute(x).sum(columns, keepdims=True)
    extreme = sums.max if ord > 0 else sums.min
    start = {"initial": 0} if ord > 0 and x.shape[rows] == 0 else {}
    result = extreme(rows, keepdims=True, **start)
    if keepdims:
        return result
    return result.squeeze((rows, columns))[()]


def _of_singular_values(x, ord, axes, keepdims):
    from . import svdvals

    values = asarray(svdvals(moveaxis(x, axes, (-2, -1))))
    result = {
        "nuc": lambda: values.sum(-1),
        2: lambda: values.max(-1, **_start(values, -1)),
        -2: lambda: values.min(-1),
    }[ord]()
    if keepdims:
        shape = tuple(1 if place in axes else extent for place, extent in enumerate(x.shape))
        return asarray(result).reshape(shape)
    return result
