"""Systems of linear equations and what belongs to them: inverse, determinant, Cholesky's and QR factors."""

from typing import NamedTuple

from .. import _core
from .._core import asarray, ndarray
from .._creation import eye
from .._einsum import einsum
from .._manipulation import broadcast_to
from .._subclasses import as_any
from .._triangles import triu
from .._views import broadcast_shapes, matrix_transpose
from ._error import check_square
from ._reflections import householder
from ._stacks import double, matrices, precise, single, solved

__all__ = ["QRResult", "SlogdetResult", "cholesky", "det", "inv", "qr", "slogdet", "solve", "tensorinv", "tensorsolve"]


class SlogdetResult(NamedTuple):
    """What `slogdet` gives."""

    sign: ndarray
    logabsdet: ndarray


class QRResult(NamedTuple):
    """What `qr` gives."""

    Q: ndarray
    R: ndarray


def solve(a, b):
    """The solution x of ``a @ x = b``.

    Parameters
    ----------
    a : array_like
        A stack of square matrices.
    b : array_like
        A vector, or a stack of matrices.

    Raises
    ------
    LinAlgError
        If a matrix is singular or not square.

    Examples
    --------
    >>> import uniarray as np
    >>> np.linalg.solve([[2, 0], [0, 4]], [2, 2])
    array([1. , 0.5])
    """
    a, b = matrices(a), as_any(b)
    check_square(a)
    narrow = single(a, b)
    vector = b.ndim == 1
    right = b[:, None] if vector else b
    if right.ndim < 2 or right.shape[-2] != a.shape[-1]:
        signature = "(m,m),(m)->(m)" if vector else "(m,m),(m,n)->(m,n)"
        place, size = (0, b.shape[-1] if b.ndim else 0) if vector else (0, right.shape[-2] if right.ndim > 1 else 0)
        raise ValueError(
            f"{'solve1' if vector else 'solve'}: Input operand 1 has a mismatch in its core dimension {place}, "
            f"with gufunc signature {signature} "
            f"(size {size} is different from {a.shape[-1]})"
        )
    left, right = double(a, right)
    if left.ndim > 2 or right.ndim > 2:
        stack = broadcast_shapes(left.shape[:-2], right.shape[:-2])
        left = broadcast_to(left, stack + left.shape[-2:])
        right = broadcast_to(right, stack + right.shape[-2:])
    x = precise(solved(_core._linalg_solve(left, right), "Singular matrix"), narrow, b)
    return x[..., 0] if vector else x


def inv(a):
    """The inverse of square matrices.

    Examples
    --------
    >>> import uniarray as np
    >>> np.linalg.inv([[2, 0], [0, 4]])
    array([[0.5 , 0.  ],
           [0.  , 0.25]])
    """
    a = matrices(a)
    check_square(a)
    whole = double(a)
    unit = broadcast_to(eye(a.shape[-1], dtype=whole.dtype), a.shape)
    return precise(solved(_core._linalg_solve(whole, unit), "Singular matrix"), single(a), a)


def det(a):
    """The determinant of square matrices.

    Examples
    --------
    >>> import uniarray as np
    >>> np.linalg.det([[1, 2], [3, 4]]).round(6)
    np.float64(-2.0)
    """
    a = matrices(a)
    check_square(a)
    return precise(_core._linalg_det(double(a)), single(a))[()]


def slogdet(a):
    """Sign and logarithm of the modulus of the determinant.

    Examples
    --------
    >>> import uniarray as np
    >>> sign, log = np.linalg.slogdet(np.eye(200) * 1e-3)
    >>> sign, log.round(3)
    (np.float64(1.0), np.float64(-1381.551))
    """
    a = matrices(a)
    check_square(a)
    sign, log = (precise(part, single(a))[()] for part in _core._linalg_slogdet(double(a)))
    return SlogdetResult(sign, log)


def cholesky(a, /, *, upper=False):
    """Cholesky's factor of Hermitian, positive-definite matrices: the lower L with ``L @ L^H = a``, or the upper one.

    Parameters
    ----------
    a : array_like
        Of which one triangle counts, that of the result.
    upper : bool

    Examples
    --------
    >>> import uniarray as np
    >>> np.linalg.cholesky([[4, 2], [2, 5]])
    array([[2., 0.],
           [1., 2.]])
    """
    a = matrices(a)
    check_square(a)
    whole = double(a)
    if upper:
        whole = matrix_transpose(whole).conj()
    lower = solved(_core._linalg_cholesky(whole), "Matrix is not positive definite")
    if lower.dtype.kind == "c":
        # Of a Hermitian matrix it is real but for errors of rounding.
        einsum("...ii->...i", lower).imag = 0.0
    lower = precise(lower, single(a), a)
    return matrix_transpose(lower).conj() if upper else lower


def qr(a, mode="reduced"):
    """Factors of a matrix: columns of length one at right angles, and an upper triangular matrix.

    Parameters
    ----------
    a : array_like
    mode : {'reduced', 'complete', 'r', 'raw'}
        As many columns as needed, all columns, the triangular matrix only, or reflections as LAPACK has them.

    Examples
    --------
    >>> import uniarray as np
    >>> q, r = np.linalg.qr([[3.0, 1.0], [4.0, 2.0]])
    >>> np.allclose(q @ r, [[3, 1], [4, 2]])
    True
    """
    if mode not in ("reduced", "complete", "r", "raw"):
        raise ValueError(f"Unrecognized mode '{mode}'")
    a = matrices(a)
    if mode == "raw":
        return tuple(precise(part, single(a), a) for part in householder(double(a)))
    q, r = (precise(part, single(a), a) for part in _core._linalg_qr(double(a), mode == "complete"))
    return triu(r) if mode == "r" else QRResult(q, r)


def tensorsolve(a, b, axes=None):
    """The solution x of ``tensordot(a, x, x.ndim) = b``.

    Examples
    --------
    >>> import uniarray as np
    >>> np.linalg.tensorsolve(np.eye(4).reshape(2, 2, 4), np.ones((2, 2)))
    array([1., 1., 1., 1.])
    """
    a, b = asarray(a), asarray(b)
    if axes is not None:
        rest = [axis for axis in range(a.ndim) if axis not in axes]
        a = a.transpose((*rest, *axes))
    shape = a.shape[b.ndim :]
    size = 1
    for extent in shape:
        size *= extent
    if a.size != size**2:
        from ._error import LinAlgError

        raise LinAlgError(
            "Input arrays must satisfy the requirement             prod(a.shape[b.ndim:]) == prod(a.shape[:b.ndim])"
        )
    return solve(a.reshape((size, size)), b.ravel()).reshape(shape)


def tensorinv(a, ind=2):
    """The inverse of an array as a map by `tensordot`, with the first `ind` axes as the rows.

    Examples
    --------
    >>> import uniarray as np
    >>> np.linalg.tensorinv(np.eye(4).reshape(2, 2, 4)).shape
    (4, 2, 2)
    """
    a = asarray(a)
    if ind <= 0:
        raise ValueError("Invalid ind argument.")
    rows = 1
    for extent in a.shape[ind:]:
        rows *= extent
    return inv(a.reshape((rows, -1))).reshape(a.shape[ind:] + a.shape[:ind])
