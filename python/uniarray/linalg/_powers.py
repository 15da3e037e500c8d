"""Products of many matrices."""

import operator

from .._core import array, asarray, dot, matmul
from .._creation import eye
from .._manipulation import broadcast_to
from ._error import LinAlgError, check_square

__all__ = ["matrix_power", "multi_dot"]


def matrix_power(a, n):
    """A square matrix multiplied n times with itself.

    Parameters
    ----------
    a : array_like
        A stack of square matrices.
    n : int
        Negative for powers of the inverse.

    Examples
    --------
    >>> import uniarray as np
    >>> np.linalg.matrix_power([[1, 1], [1, 0]], 10)
    array([[89, 55],
           [55, 34]])
    """
    a = array(a, copy=None, subok=True)
    check_square(a)
    try:
        n = operator.index(n)
    except TypeError as error:
        raise TypeError("exponent must be an integer") from error
    if n == 0:
        return broadcast_to(eye(a.shape[-1], dtype=a.dtype), a.shape).copy()
    if n < 0:
        from . import inv

        a, n = inv(a), -n
    result = None
    while n:
        if n & 1:
            result = a if result is None else matmul(result, a)
        n >>= 1
        if n:
            a = matmul(a, a)
    return result.copy() if result is a else result


def multi_dot(arrays, *, out=None):
    """The product of two or more matrices, in the order that takes the fewest multiplications.

    Parameters
    ----------
    arrays : sequence of array_like
        Matrices; the first and the last may be vectors.
    out : ndarray, optional

    Examples
    --------
    >>> import uniarray as np
    >>> np.linalg.multi_dot([np.ones((2, 3)), np.ones((3, 4)), np.ones(4)])
    array([12., 12.])
    """
    if len(arrays) < 2:
        raise ValueError("Expecting at least two arrays.")
    arrays = [asarray(one) for one in arrays]
    if len(arrays) == 2:
        return dot(arrays[0], arrays[1], out=out)
    first, last = arrays[0].ndim, arrays[-1].ndim
    if first == 1:
        arrays[0] = arrays[0][None, :]
    if last == 1:
        arrays[-1] = arrays[-1][:, None]
    for one in arrays:
        if one.ndim != 2:
            raise LinAlgError(f"{one.ndim}-dimensional array given. Array must be two-dimensional")
    order = _order([one.shape[0] for one in arrays] + [arrays[-1].shape[1]])

    def multiplied(i, k):
        if i == k:
            return arrays[i]
        return dot(multiplied(i, order[i, k]), multiplied(order[i, k] + 1, k))

    result = multiplied(0, len(arrays) - 1)
    if first == 1:
        result = result[0]
    if last == 1:
        # Of a number not an array without axes.
        result = result[0] if result.ndim == 1 else result[:, 0]
    if out is not None:
        out[...] = result
        return out
    return result


def _order(extents):
    """Where to split each run of matrices, by the usual dynamic programme (Cormen et al., section 15.2)."""
    count = len(extents) - 1
    cost = {(i, i): 0 for i in range(count)}
    split = {}
    for length in range(1, count):
        for i in range(count - length):
            k = i + length
            costs = {j: cost[i, j] + cost[j + 1, k] + extents[i] * extents[j + 1] * extents[k + 1] for j in range(i, k)}
            split[i, k] = min(costs, key=costs.get)
            cost[i, k] = costs[split[i, k]]
    return split
