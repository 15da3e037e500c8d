"""Diagonals and triangles of matrices."""

import operator

from ._core import arange, array, asarray, greater_equal, multiply, promote_types, where, zeros
from ._manipulation import broadcast_to
from ._reductions import nonzero
from ._subclasses import as_any

__all__ = [
    "diag",
    "diag_indices",
    "diagflat",
    "fill_diagonal",
    "mask_indices",
    "tri",
    "tril",
    "tril_indices",
    "tril_indices_from",
    "triu",
    "triu_indices",
    "triu_indices_from",
    "vander",
]


def _below(rows, columns, k):
    """Whether an element lies on the k-th diagonal or below it."""
    return greater_equal(arange(rows)[:, None], arange(-k, columns - k))


def tri(N, M=None, k=0, dtype=float, *, like=None):
    """A matrix with ones on a diagonal and below, zeros above.

    Parameters
    ----------
    N, M : int
        Rows and columns; `M` is `N` by default.
    k : int
        Which diagonal: 0 the main one, positive above it, negative below.

    Examples
    --------
    >>> import uniarray as np
    >>> np.tri(2, 3, dtype=int)
    array([[1, 0, 0],
           [1, 1, 0]])
    """
    N, M, k = operator.index(N), operator.index(N if M is None else M), operator.index(k)
    return _below(max(N, 0), max(M, 0), k).astype(dtype, copy=False)


def tril(m, k=0):
    """A copy of an array with the elements above the k-th diagonal of the last two axes zero.

    Examples
    --------
    >>> import uniarray as np
    >>> np.tril([[1, 2], [3, 4]])
    array([[1, 0],
           [3, 4]])
    """
    m = array(m, copy=None, subok=True)
    m = m if m.ndim != 1 else broadcast_to(m, (m.size, m.size))
    mask = _mask_of(m, k)
    return where(mask, m, zeros(1, m.dtype))


def triu(m, k=0):
    """A copy of an array with the elements below the k-th diagonal of the last two axes zero.

    Examples
    --------
    >>> import uniarray as np
    >>> np.triu([[1, 2], [3, 4]])
    array([[1, 2],
           [0, 4]])
    """
    m = array(m, copy=None, subok=True)
    m = m if m.ndim != 1 else broadcast_to(m, (m.size, m.size))
    mask = _mask_of(m, k - 1)
    return where(mask, zeros(1, m.dtype), m)


def _mask_of(m, k):
    if m.ndim == 0:
        raise TypeError("tri() missing 1 required positional argument: 'N'")
    return _below(*m.shape[-2:], operator.index(k))


def diag(v, k=0):
    """The k-th diagonal of a matrix, or a matrix with a vector there.

    Examples
    --------
    >>> import uniarray as np
    >>> np.diag([1, 2])
    array([[1, 0],
           [0, 2]])
    >>> np.diag([[1, 2], [3, 4]], 1)
    array([2])
    """
    v = array(v, copy=None, subok=True)
    if v.ndim == 1:
        extent = v.size + abs(k)
        result = zeros((extent, extent), v.dtype)
        places = arange(v.size)
        result[places + max(-k, 0), places + max(k, 0)] = v
        return result
    if v.ndim == 2:
        return v.diagonal(k)
    raise ValueError("Input must be 1- or 2-d.")


def diagflat(v, k=0):
    """A matrix with all elements of an array on the k-th diagonal.

    Examples
    --------
    >>> import uniarray as np
    >>> np.diagflat([[1], [2]])
    array([[1, 0],
           [0, 2]])
    """
    v = as_any(v)
    return v.__array_wrap__(diag(asarray(v).ravel(), k))


def tril_indices(n, k=0, m=None):
    """Indices of the elements on the k-th diagonal and below, of a matrix with n rows and m columns.

    Examples
    --------
    >>> import uniarray as np
    >>> np.tril_indices(2)
    (array([0, 1, 1]), array([0, 0, 1]))
    """
    return nonzero(tri(n, m, k, bool))


def triu_indices(n, k=0, m=None):
    """Indices of the elements on the k-th diagonal and above, of a matrix with n rows and m columns.

    Examples
    --------
    >>> import uniarray as np
    >>> np.triu_indices(2)
    (array([0, 0, 1]), array([0, 1, 1]))
    """
    return nonzero(~tri(n, m, k - 1, bool))


def tril_indices_from(arr, k=0):
    """Indices of the elements on the k-th diagonal of a matrix and below.

    Examples
    --------
    >>> import uniarray as np
    >>> a = np.array([[1, 2], [3, 4]])
    >>> a[np.tril_indices_from(a)]
    array([1, 3, 4])
    """
    if arr.ndim != 2:
        raise ValueError("input array must be 2-d")
    return tril_indices(arr.shape[-2], k, arr.shape[-1])


def triu_indices_from(arr, k=0):
    """Indices of the elements on the k-th diagonal of a matrix and above.

    Examples
    --------
    >>> import uniarray as np
    >>> a = np.array([[1, 2], [3, 4]])
    >>> a[np.triu_indices_from(a)]
    array([1, 2, 4])
    """
    if arr.ndim != 2:
        raise ValueError("input array must be 2-d")
    return triu_indices(arr.shape[-2], k, arr.shape[-1])


def mask_indices(n, mask_func, k=0):
    """Indices of the elements of a square matrix that a function like `triu` keeps.

    Examples
    --------
    >>> import uniarray as np
    >>> np.mask_indices(2, np.triu, 1)
    (array([0]), array([1]))
    """
    ones = zeros((n, n), int) + 1
    return nonzero(mask_func(ones, k) != 0)


def diag_indices(n, ndim=2):
    """Indices of the main diagonal of an array with `ndim` axes of extent n.

    Examples
    --------
    >>> import uniarray as np
    >>> np.diag_indices(2)
    (array([0, 1]), array([0, 1]))
    """
    return (arange(n),) * ndim


def fill_diagonal(a, val, wrap=False):
    """Writes a value, or values again and again, to the main diagonal.

    Parameters
    ----------
    a : ndarray
        With two axes, or more of the same extent.
    val : array_like
    wrap : bool
        Whether the diagonal begins again behind the end of a matrix with more rows than columns.

    Examples
    --------
    >>> import uniarray as np
    >>> a = np.zeros((2, 2), int)
    >>> np.fill_diagonal(a, 5)
    >>> a
    array([[5, 0],
           [0, 5]])
    """
    if a.ndim < 2:
        raise ValueError("array must be at least 2-d")
    if a.ndim > 2 and len(set(a.shape)) != 1:
        raise ValueError("All dimensions of input must be of equal length")
    if a.ndim > 2 or not wrap:
        places = arange(min(a.shape))
        index = (places,) * a.ndim
    else:
        steps = arange(0, a.size, a.shape[1] + 1)
        index = (steps // a.shape[1], steps % a.shape[1])
    values = asarray(val).ravel()
    if values.size:
        a[index] = values[arange(index[0].size) % values.size]


def vander(x, N=None, increasing=False):
    """A matrix whose columns are powers of a vector.

    Parameters
    ----------
    x : array_like
    N : int, optional
        How many columns; as many as rows by default.
    increasing : bool
        Whether the zeroth power is the first column, or the last.

    Examples
    --------
    >>> import uniarray as np
    >>> np.vander([1, 2, 3])
    array([[1, 1, 1],
           [4, 2, 1],
           [9, 3, 1]])
    """
    x = asarray(x)
    if x.ndim != 1:
        raise ValueError("x must be a one-dimensional array or sequence.")
    N = len(x) if N is None else N
    result = zeros((len(x), N), promote_types(x.dtype, int))
    columns = result if increasing else result[:, ::-1]
    if columns.size:
        columns[:, 0] = 1
        columns[:, 1:] = x[:, None]
        multiply.accumulate(columns, axis=1, out=columns)
    return result
