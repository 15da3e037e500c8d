"""Eigenvalues, singular values, and what is made of them."""

from typing import NamedTuple

from .. import _core
from .._absent import ABSENT
from .._core import absolute, asarray, isfinite, isnan, matmul, ndarray, where
from .._creation import eye
from .._subclasses import as_any
from .._types import finfo
from .._views import matrix_transpose
from ._error import LinAlgError, check_square
from ._stacks import double, finite, matrices, precise, scaled, single, solved, unscaled

__all__ = [
    "EigResult",
    "EighResult",
    "SVDResult",
    "cond",
    "eig",
    "eigh",
    "eigvals",
    "eigvalsh",
    "lstsq",
    "matrix_rank",
    "pinv",
    "svd",
    "svdvals",
]


class EigResult(NamedTuple):
    """What `eig` gives."""

    eigenvalues: ndarray
    eigenvectors: ndarray


class EighResult(NamedTuple):
    """What `eigh` gives."""

    eigenvalues: ndarray
    eigenvectors: ndarray


class SVDResult(NamedTuple):
    """What `svd` gives."""

    U: ndarray
    S: ndarray
    Vh: ndarray


def eig(a):
    """Eigenvalues and eigenvectors of square matrices.

    The vectors are columns of length one. Both are complex, of real matrices too.

    Examples
    --------
    >>> import uniarray as np
    >>> w, v = np.linalg.eig([[2, 0], [0, 3]])
    >>> np.sort(w.real)
    array([2., 3.])
    """
    a = matrices(a)
    check_square(a)
    finite(a)
    whole, exponent = scaled(double(a))
    w, v = solved(_core._linalg_eig(whole), "Eigenvalues did not converge")
    w = unscaled(w, exponent)
    return EigResult(precise(w, single(a)), precise(v, single(a), a))


def eigvals(a):
    """Eigenvalues of square matrices.

    Examples
    --------
    >>> import uniarray as np
    >>> np.linalg.eigvals([[0, -1], [1, 0]]).imag.sum()
    np.float64(0.0)
    """
    return eig(a).eigenvalues


def _hermitian(a, UPLO, vectors):
    UPLO = UPLO.upper()
    if UPLO not in ("L", "U"):
        raise ValueError("UPLO argument must be 'L' or 'U'")
    a = matrices(a)
    check_square(a)
    whole = double(a)
    if UPLO == "U":
        whole = matrix_transpose(whole).conj()
    whole, exponent = scaled(whole)
    w, v = solved(_core._linalg_eigh(whole, vectors), "Eigenvalues did not converge")
    return precise(unscaled(w, exponent), single(a)), precise(v, single(a), a) if vectors else None


def eigh(a, UPLO="L"):
    """Eigenvalues, ascending, and eigenvectors of Hermitian matrices.

    Parameters
    ----------
    a : array_like
    UPLO : {'L', 'U'}
        Which triangle counts.

    Examples
    --------
    >>> import uniarray as np
    >>> np.linalg.eigh([[2, 0], [0, 1]]).eigenvalues
    array([1., 2.])
    """
    return EighResult(*_hermitian(a, UPLO, True))


def eigvalsh(a, UPLO="L"):
    """Eigenvalues of Hermitian matrices, ascending.

    Examples
    --------
    >>> import uniarray as np
    >>> np.linalg.eigvalsh([[2, 0], [0, 1]])
    array([1., 2.])
    """
    return _hermitian(a, UPLO, False)[0]


def svd(a, full_matrices=True, compute_uv=True, hermitian=False):
    """Singular values, descending, and vectors: ``a = U @ diag(S) @ Vh``.

    Parameters
    ----------
    a : array_like
    full_matrices : bool
        Whether U and Vh are square.
    compute_uv : bool
        False: the values only.
    hermitian : bool
        Whether the matrices are Hermitian, which is not made use of.

    Examples
    --------
    >>> import uniarray as np
    >>> np.linalg.svd([[3, 0], [0, 4]], compute_uv=False)
    array([4., 3.])
    """
    a = matrices(a)
    whole, exponent = scaled(double(a))
    result = solved(_core._linalg_svd(whole, compute_uv, full_matrices), "SVD did not converge")
    if not compute_uv:
        return precise(unscaled(result, exponent), single(a))
    u, s, vh = result
    narrow = single(a)
    return SVDResult(precise(u, narrow, a), precise(unscaled(s, exponent), narrow), precise(vh, narrow, a))


def svdvals(x, /):
    """Singular values, descending.

    Examples
    --------
    >>> import uniarray as np
    >>> np.linalg.svdvals([[3, 0], [0, 4]])
    array([4., 3.])
    """
    return svd(x, compute_uv=False)


# By whether numbers are of single precision.
_EPSILONS = {narrow: float(finfo("f4" if narrow else "f8").eps) for narrow in (False, True)}


def _largest(s):
    return s.max(-1, keepdims=True, initial=0)


def pinv(a, rcond=None, hermitian=False, *, rtol=ABSENT):
    """The pseudo-inverse of Moore and Penrose.

    Parameters
    ----------
    a : array_like
    rcond, rtol : float or array_like, optional
        Singular values that are less than so many times the largest count as zero; 1e-15 by default, the machine's
        epsilon times the larger extent if `rtol` is None.
    hermitian : bool
        Not made use of.

    Examples
    --------
    >>> import uniarray as np
    >>> np.linalg.pinv([[2.0, 0.0], [0.0, 0.0]])
    array([[0.5, 0. ],
           [0. , 0. ]])
    """
    a = matrices(a)
    if rcond is None:
        if rtol is ABSENT:
            rcond = 1e-15
        elif rtol is None:
            rcond = max(a.shape[-2:]) * finfo(double(a).dtype if not single(a) else a.dtype).eps
        else:
            rcond = rtol
    elif rtol is not ABSENT:
        raise ValueError("`rtol` and `rcond` can't be both set.")
    if a.size == 0:
        return precise(_core.zeros((*a.shape[:-2], a.shape[-1], a.shape[-2]), double(a).dtype), single(a), a)
    u, s, vh = svd(double(a).conj(), full_matrices=False)
    large = s > asarray(rcond)[..., None] * _largest(s)
    inverse = where(large, 1 / where(large, s, 1), 0)
    result = matmul(matrix_transpose(vh), inverse[..., None] * matrix_transpose(u))
    return precise(result, single(a), a)


def matrix_rank(A, tol=None, hermitian=False, *, rtol=None):
    """How many singular values are not zero.

    Parameters
    ----------
    A : array_like
    tol : float or array_like, optional
        The largest value that counts as zero.
    hermitian : bool
        Not made use of.
    rtol : float or array_like, optional
        As `tol`, times the largest value; the machine's epsilon times the larger extent by default.

    Examples
    --------
    >>> import uniarray as np
    >>> np.linalg.matrix_rank([[1, 2], [2, 4]])
    np.int64(1)
    """
    if rtol is not None and tol is not None:
        raise ValueError("`tol` and `rtol` can't be both set.")
    A = asarray(A)
    if A.ndim < 2:
        return int(not (A == 0).all())
    s = svdvals(A)
    if tol is None:
        rtol = max(A.shape[-2:]) * finfo(s.dtype).eps if rtol is None else asarray(rtol)[..., None]
        tol = _largest(s) * rtol
    else:
        tol = asarray(tol)[..., None]
    return (s > tol).sum(-1)


def cond(x, p=None):
    """The condition number: how much larger relative errors may become when equations are solved.

    Parameters
    ----------
    x : array_like
    p : as for `norm`
        None or 2: by singular values.

    Examples
    --------
    >>> import uniarray as np
    >>> np.linalg.cond([[4.0, 0.0], [0.0, 2.0]])
    np.float64(2.0)
    """
    from ._norms import norm
    from ._solving import inv

    x = asarray(x)
    if x.ndim > 1 and 0 in x.shape[-2:]:
        raise LinAlgError("cond is not defined on empty arrays")
    x = matrices(x)
    if p in (None, 2, -2):
        whole = asarray(isfinite(x).all(axis=(-2, -1)))
        s = svdvals(where(whole[..., None, None], x, 1))
        with_zero = s[..., 0] if p == -2 else s[..., -1]
        first = s[..., -1] if p == -2 else s[..., 0]
        zero = with_zero == 0
        result = where(zero, float("inf"), first / where(zero, 1, with_zero))
        # NaN leaves nothing known, an infinity makes every error infinitely large.
        unknown = isnan(x).any(axis=(-2, -1))
        result = where(whole, result, where(unknown, float("nan"), float("inf")))
        return result.astype(s.dtype)[()]
    check_square(x)
    whole = asarray(isfinite(x).all(axis=(-2, -1)))
    if not whole.all():
        # NaN leaves nothing known, an infinity makes every error infinitely large; the others have their own.
        unknown = isnan(x).any(axis=(-2, -1))
        result = where(whole, cond(where(whole[..., None, None], x, eye(x.shape[-1])), p), float("inf"))
        return where(unknown, float("nan"), result).astype(result.dtype)[()]
    try:
        return norm(x, p, axis=(-2, -1)) * norm(inv(x), p, axis=(-2, -1))
    except LinAlgError:
        if x.ndim == 2:
            return norm(x, p).dtype.type("nan" if isnan(x).any() else "inf")
    # Singular matrices have infinite condition numbers, the others in the stack their own.
    rows = x.reshape(-1, *x.shape[-2:])
    return asarray([cond(one, p) for one in rows], dtype=norm(rows[:1], p, axis=(-2, -1)).dtype).reshape(x.shape[:-2])


def lstsq(a, b, rcond=None):
    """The x for which the length of ``b - a @ x`` is least; of several the shortest.

    Parameters
    ----------
    a : array_like
        A matrix.
    b : array_like
        A vector, or a matrix with a vector in each column.
    rcond : float, optional
        Singular values that are less than so many times the largest count as zero; the machine's epsilon times the
        larger extent by default.

    Returns
    -------
    x, residuals, rank, s : ndarray, ndarray, int32, ndarray
        The solution, the squared lengths (none if `a` has not full rank or no more rows than columns), rank and
        singular values of `a`.

    Examples
    --------
    >>> import uniarray as np
    >>> x, residuals, rank, s = np.linalg.lstsq([[0, 1], [1, 1], [2, 1]], [1, 3, 5])
    >>> x.round(6)
    array([2., 1.])
    """
    a, b = as_any(a), as_any(b)
    like = b
    vector = b.ndim == 1
    if vector:
        b = b[:, None]
    for one in (a, b):
        if one.ndim != 2:
            raise LinAlgError(f"{one.ndim}-dimensional array given. Array must be two-dimensional")
    m, n = a.shape
    if m != b.shape[0]:
        raise LinAlgError("Incompatible dimensions")
    narrow = single(a, b)
    whole, right = double(a, b)
    if rcond is None:
        rcond = _EPSILONS[narrow] * max(n, m)
    u, s, vh = svd(whole, full_matrices=False)
    large = s > rcond * _largest(s)
    rank = _core.int32(large.sum())
    inverse = 1 / s if rank == s.size else where(large, 1 / where(large, s, 1), 0)
    if u.dtype.kind == "c":
        u, vh = u.conj(), vh.conj()
    x = matmul(vh.T, inverse[:, None] * matmul(u.T, right))
    residuals = asarray([], s.dtype)
    if rank == n and m > n:
        residuals = (absolute(right - matmul(whole, x)) ** 2).sum(0)
    x = x[:, 0] if vector else x
    return precise(x, narrow, like), precise(residuals, narrow, like), rank, precise(s, narrow)
