"""Products of vectors, matrices and tensors that are built from others, and sums along diagonals."""

import operator

from ._axes import axis_index
from ._core import array, asarray, dot, empty, multiply, ndarray, promote_types, subtract
from ._subclasses import as_any
from ._views import broadcast_shapes, moveaxis

__all__ = ["cross", "diagonal", "kron", "outer", "tensordot", "trace"]


def outer(a, b, out=None):
    """Products of every element of `a` with every element of `b`: a matrix with a row for each element of `a`.

    Parameters
    ----------
    a, b : array_like
        Flattened if they have several axes.
    out : ndarray, optional
        Where the products go.

    Examples
    --------
    >>> import uniarray as np
    >>> np.outer([1, 2], [3, 4, 5])
    array([[ 3,  4,  5],
           [ 6,  8, 10]])
    """
    column, row = asarray(a).ravel()[:, None], asarray(b).ravel()
    return multiply(column, row) if out is None else multiply(column, row, out)


def tensordot(a, b, axes=2):
    """Sums of products over axes of two arrays.

    Parameters
    ----------
    a, b : array_like
    axes : int or (int or sequence, int or sequence)
        How many axes, the last of `a` and the first of `b`; or which ones of either.

    Examples
    --------
    >>> import uniarray as np
    >>> np.tensordot(np.ones((2, 3, 4)), np.ones((4, 3, 5)), axes=([1, 2], [1, 0]))[0, 0]
    np.float64(12.0)
    """
    try:
        of_a, of_b = axes
    except TypeError:
        of_a, of_b = list(range(-axes, 0)), list(range(axes))
    of_a, of_b = ([*one] if hasattr(one, "__len__") else [one] for one in (of_a, of_b))
    a, b = asarray(a), asarray(b)
    if len(of_a) != len(of_b) or any(a.shape[i] != b.shape[k] for i, k in zip(of_a, of_b)):
        raise ValueError("shape-mismatch for sum")
    of_a = [axis_index(axis, a.ndim) for axis in of_a]
    of_b = [axis_index(axis, b.ndim) for axis in of_b]
    for one in (of_a, of_b):
        if len(set(one)) != len(one):
            raise ValueError("shape-mismatch for sum")
    rest_a = [axis for axis in range(a.ndim) if axis not in of_a]
    rest_b = [axis for axis in range(b.ndim) if axis not in of_b]
    length = _product(a.shape[axis] for axis in of_a)
    shape_a, shape_b = ([x.shape[axis] for axis in rest] for x, rest in ((a, rest_a), (b, rest_b)))
    left = a.transpose((*rest_a, *of_a)).reshape((_product(shape_a), length))
    right = b.transpose((*of_b, *rest_b)).reshape((length, _product(shape_b)))
    return dot(left, right).reshape((*shape_a, *shape_b))


def _product(extents):
    result = 1
    for extent in extents:
        result *= extent
    return result


def kron(a, b):
    """Kronecker's product: a block of `b` for every element of `a`, times that element.

    Examples
    --------
    >>> import uniarray as np
    >>> np.kron([1, 10], [1, 2, 3])
    array([ 1,  2,  3, 10, 20, 30])
    """
    a = array(a, copy=None, subok=True)
    b = array(b, copy=None, subok=True)
    # The products have more axes on the way than a class like `matrix` would let them have.
    owner = max(a, b, key=lambda one: (type(one) is not ndarray, one.__array_priority__))
    if type(owner) is not ndarray:
        return owner.__array_wrap__(kron(asarray(a), asarray(b)))
    ndim = max(a.ndim, b.ndim)
    if a.ndim == 0 or b.ndim == 0:
        return multiply(a, b)
    a, b = (x.reshape((1,) * (ndim - x.ndim) + x.shape) for x in (a, b))
    wide_a = a.reshape([extent for one in a.shape for extent in (one, 1)])
    wide_b = b.reshape([extent for one in b.shape for extent in (1, one)])
    return multiply(wide_a, wide_b).reshape([m * n for m, n in zip(a.shape, b.shape)])


def cross(a, b, axisa=-1, axisb=-1, axisc=-1, axis=None):
    """The cross product of vectors in space.

    Parameters
    ----------
    a, b : array_like
        Vectors of three components.
    axisa, axisb, axisc : int
        The components' axes in `a`, `b` and the result.
    axis : int, optional
        All three at once.

    Examples
    --------
    >>> import uniarray as np
    >>> np.cross([1, 2, 3], [4, 5, 6])
    array([-3,  6, -3])
    """
    if axis is not None:
        axisa = axisb = axisc = axis
    a, b = asarray(a), asarray(b)
    if a.ndim < 1 or b.ndim < 1:
        raise ValueError("At least one array has zero dimension")
    a = moveaxis(a, axis_index(axisa, a.ndim, "axisa"), -1)
    b = moveaxis(b, axis_index(axisb, b.ndim, "axisb"), -1)
    if a.shape[-1] != 3 or b.shape[-1] != 3:
        raise ValueError(
            "Both input arrays must be (arrays of) 3-dimensional vectors, but they are "
            f"{a.shape[-1]} and {b.shape[-1]} dimensional instead."
        )
    shape = (*broadcast_shapes(a[..., 0].shape, b[..., 0].shape), 3)
    axisc = axis_index(axisc, len(shape), "axisc")
    result = empty(shape, promote_types(a.dtype, b.dtype))
    for place in range(3):
        i, k = (place + 1) % 3, (place + 2) % 3
        result[..., place] = subtract(multiply(a[..., i], b[..., k]), multiply(a[..., k], b[..., i]))
    return moveaxis(result, -1, axisc)


def diagonal(a, offset=0, axis1=0, axis2=1):
    """A read-only view of a diagonal of two axes, which is the last axis of the result.

    Examples
    --------
    >>> import uniarray as np
    >>> np.diagonal([[1, 2], [3, 4]])
    array([1, 4])
    """
    return array(a, copy=None, subok=True).diagonal(offset, axis1, axis2)


def trace(a, offset=0, axis1=0, axis2=1, dtype=None, out=None):
    """Sums along a diagonal of two axes.

    Examples
    --------
    >>> import uniarray as np
    >>> np.trace([[1, 2], [3, 4]])
    np.int64(5)
    """
    a = as_any(a)
    if a.ndim < 2:
        raise ValueError("diag requires an array of at least two dimensions")
    lines = a.diagonal(operator.index(offset), axis1, axis2)
    if lines.ndim == a.ndim:
        # Matrices always have two axes.
        lines = asarray(a).diagonal(operator.index(offset), axis1, axis2)
    result = lines.sum(-1, dtype, out)
    # As in NumPy a single sum is a scalar, whatever the class of the array.
    return result[()] if out is None and getattr(result, "shape", None) == () else result
