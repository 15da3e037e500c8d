"""Polynomials as arrays of coefficients, the highest power first."""

import warnings

from . import _core, linalg
from ._core import array, asarray, concatenate, ndarray
from ._creation import ones
from ._insertion import trim_zeros
from ._products import outer
from ._signals import convolve
from ._triangles import diag, vander
from ._types import finfo
from ._views import atleast_1d
from .exceptions import RankWarning

__all__ = ["poly", "polyadd", "polyder", "polydiv", "polyfit", "polyint", "polymul", "polysub", "polyval", "roots"]


def _like(given, coefficients):
    """The coefficients as a ``poly1d`` if anything that was given is one."""
    from ._poly1d import poly1d

    if any(isinstance(one, poly1d) for one in given):
        return poly1d(coefficients)
    return coefficients


def poly(seq_of_zeros):
    """The polynomial that has given zeros, or that is a matrix' characteristic one.

    Parameters
    ----------
    seq_of_zeros : array_like
        Zeros, each as often as it counts, or a square matrix.

    Returns
    -------
    ndarray
        Coefficients; the first one is 1. They are real where complex zeros come in conjugate pairs.

    Examples
    --------
    >>> import uniarray as np
    >>> np.poly([1, 2])
    array([ 1., -3.,  2.])
    """
    zeros = atleast_1d(seq_of_zeros)
    if zeros.ndim == 2 and zeros.shape[0] == zeros.shape[1] and zeros.shape[0] != 0:
        zeros = linalg.eigvals(zeros)
    elif zeros.ndim != 1:
        raise ValueError("input must be 1d or non-empty square 2d array.")
    if zeros.size == 0:
        return 1.0
    if zeros.dtype.kind in "biu":
        zeros = zeros.astype(float)
    a = ones(1, dtype=zeros.dtype)
    for zero in zeros:
        a = convolve(a, array([1, -zero], dtype=zeros.dtype), mode="full")
    if a.dtype.kind == "c" and (zeros[zeros.imag != 0].size == 0 or _paired(zeros)):
        a = a.real.copy()
    return a


def _paired(zeros):
    """Whether every complex zero comes with its conjugate."""
    return bool((_sorted(zeros) == _sorted(zeros.conjugate())).all())


def _sorted(values):
    from ._sorting import sort

    return sort(values)


def roots(p):
    """The zeros of a polynomial: the eigenvalues of its companion matrix.

    Parameters
    ----------
    p : array_like
        Coefficients, the highest power first.

    Examples
    --------
    >>> import uniarray as np
    >>> np.roots([1, -3, 2])
    array([2., 1.])
    """
    p = atleast_1d(p)
    if p.ndim != 1:
        raise ValueError("Input must be a rank-1 array.")
    (places,) = p.nonzero()
    if len(places) == 0:
        return array([])
    # Zeros at the end are zeros of the polynomial at zero.
    at_zero = len(p) - int(places[-1]) - 1
    p = p[int(places[0]) : int(places[-1]) + 1]
    if p.dtype.kind not in "fc":
        p = p.astype(float)
    if len(p) > 1:
        companion = diag(ones((len(p) - 2,), p.dtype), -1)
        companion[0, :] = -p[1:] / p[0]
        found = linalg.eigvals(companion)
        if found.dtype.kind == "c" and (found.imag == 0).all():
            found = found.real.copy()
    else:
        found = array([])
    return concatenate((found, _core.zeros(at_zero, found.dtype)))


def polyint(p, m=1, k=None):
    """The antiderivative of a polynomial.

    Parameters
    ----------
    p : array_like or poly1d
    m : int
        How many times to integrate.
    k : number or list of numbers, optional
        The constants, in the order of integration; zeros by default.

    Examples
    --------
    >>> import uniarray as np
    >>> np.polyint([2, 1])
    array([1., 1., 0.])
    """
    m = int(m)
    if m < 0:
        raise ValueError("Order of integral must be positive (see polyder)")
    constants = atleast_1d(_core.zeros(m, float) if k is None else k)
    if len(constants) == 1 and m > 1:
        constants = constants[0] * ones(m, float)
    if len(constants) < m:
        raise ValueError("k must be a scalar or a rank-1 array of length 1 or >m.")
    a = asarray(p)
    for place in range(m):
        a = concatenate((a / _core.arange(len(a), 0, -1), constants[place : place + 1]))
    return _like([p], a)


def polyder(p, m=1):
    """The derivative of a polynomial.

    Parameters
    ----------
    p : array_like or poly1d
    m : int
        How many times to derive.

    Examples
    --------
    >>> import uniarray as np
    >>> np.polyder([1, 2, 3])
    array([2, 2])
    """
    m = int(m)
    if m < 0:
        raise ValueError("Order of derivative must be positive (see polyint)")
    a = asarray(p)
    for _ in range(min(m, len(a))):
        a = a[:-1] * _core.arange(len(a) - 1, 0, -1)
    return _like([p], a)


def polyfit(x, y, deg, rcond=None, full=False, w=None, cov=False):
    """The polynomial of a degree that fits points best by least squares.

    Parameters
    ----------
    x : array_like, shape (M,)
    y : array_like, shape (M,) or (M, K)
    deg : int
    rcond : float, optional
        Singular values below this part of the largest count as zero; ``len(x) * eps`` by default.
    full : bool
        Whether to give residuals, rank, singular values and `rcond` as well.
    w : array_like, shape (M,), optional
        Weights of the distances, not of their squares.
    cov : bool or 'unscaled'
        Whether to give the covariance of the coefficients as well.

    Returns
    -------
    ndarray, shape (deg + 1,) or (deg + 1, K)
        Coefficients, the highest power first.

    Examples
    --------
    >>> import uniarray as np
    >>> np.polyfit([0, 1, 2, 3], [1, 3, 5, 7], 1).round(6)
    array([2., 1.])
    """
    order = int(deg) + 1
    x, y = asarray(x) + 0.0, asarray(y) + 0.0
    if deg < 0:
        raise ValueError("expected deg >= 0")
    if x.ndim != 1:
        raise TypeError("expected 1D vector for x")
    if x.size == 0:
        raise TypeError("expected non-empty vector for x")
    if y.ndim < 1 or y.ndim > 2:
        raise TypeError("expected 1D or 2D array for y")
    if x.shape[0] != y.shape[0]:
        raise TypeError("expected x and y to have same length")
    if rcond is None:
        rcond = len(x) * finfo(x.dtype).eps
    left, right = vander(x, order), y
    if w is not None:
        w = asarray(w) + 0.0
        if w.ndim != 1:
            raise TypeError("expected a 1-d array for weights")
        if w.shape[0] != y.shape[0]:
            raise TypeError("expected w and y to have the same length")
        left = left * w[:, None]
        right = right * (w[:, None] if right.ndim == 2 else w)
    # Columns of length one make the condition number smaller.
    scale = _core.sqrt((left * left).sum(axis=0))
    left = left / scale
    c, resids, rank, s = linalg.lstsq(left, right, rcond)
    c = (c.T / scale).T
    if rank != order and not full:
        warnings.warn("Polyfit may be poorly conditioned", RankWarning, stacklevel=3)
    if full:
        return c, resids, rank, s, rcond
    if not cov:
        return c
    base = linalg.inv(left.T @ left) / outer(scale, scale)
    if cov == "unscaled":
        factor = 1
    else:
        if len(x) <= order:
            raise ValueError("the number of data points must exceed order to scale the covariance matrix")
        factor = resids / (len(x) - order)
    return c, base * factor if y.ndim == 1 else base[:, :, None] * factor


def polyval(p, x):
    """The values of a polynomial, by Horner's scheme.

    Parameters
    ----------
    p : array_like or poly1d
    x : array_like or poly1d
        A ``poly1d`` gives the composed polynomial.

    Examples
    --------
    >>> import uniarray as np
    >>> np.polyval([3, 0, 1], 5)
    np.int64(76)
    """
    from ._poly1d import poly1d

    p = asarray(p)
    if isinstance(x, poly1d):
        y = 0
    else:
        x = x if isinstance(x, ndarray) else asarray(x)
        y = x * 0
    for coefficient in p:
        y = y * x + coefficient
    return y


def _aligned(a1, a2):
    """Coefficients with zeros before the shorter ones."""
    one, other = atleast_1d(a1), atleast_1d(a2)
    more = len(other) - len(one)
    if more > 0:
        one = concatenate((_core.zeros(more, one.dtype), one))
    elif more < 0:
        other = concatenate((_core.zeros(-more, other.dtype), other))
    return one, other


def polyadd(a1, a2):
    """The sum of two polynomials.

    Examples
    --------
    >>> import uniarray as np
    >>> np.polyadd([1, 2], [9, 5, 4])
    array([9, 6, 6])
    """
    one, other = _aligned(a1, a2)
    return _like([a1, a2], one + other)


def polysub(a1, a2):
    """The difference of two polynomials.

    Examples
    --------
    >>> import uniarray as np
    >>> np.polysub([2, 10, -2], [3, 10, -4])
    array([-1,  0,  2])
    """
    one, other = _aligned(a1, a2)
    return _like([a1, a2], one - other)


def polymul(a1, a2):
    """The product of two polynomials.

    Examples
    --------
    >>> import uniarray as np
    >>> np.polymul([1, 2, 3], [9, 5, 1])
    array([ 9, 23, 38, 17,  3])
    """
    return _like([a1, a2], convolve(_trimmed(a1), _trimmed(a2)))


def _trimmed(p):
    """Coefficients without zeros before them, at least one."""
    p = trim_zeros(atleast_1d(p), "f")
    return p if len(p) else array([0], dtype=p.dtype)


def polydiv(u, v):
    """Quotient and remainder of two polynomials.

    Returns
    -------
    q, r : ndarray

    Examples
    --------
    >>> import uniarray as np
    >>> np.polydiv([3, 5, 2], [2, 1])
    (array([1.5 , 1.75]), array([0.25]))
    """
    given = u, v
    u, v = atleast_1d(u) + 0.0, atleast_1d(v) + 0.0
    # Of one type, that of their coefficients together.
    kind = _core.result_type(u, v)
    m, n = len(u) - 1, len(v) - 1
    scale = 1.0 / v[0]
    q = _core.zeros((max(m - n + 1, 1),), kind)
    r = u.astype(kind)
    for place in range(m - n + 1):
        d = scale * r[place]
        q[place] = d
        r[place : place + n + 1] -= d * v
    while r.shape[-1] > 1 and abs(r[0]) <= 1e-8:
        r = r[1:]
    return _like(given, q), _like(given, r)
