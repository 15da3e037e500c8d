"""Power series: functions of coefficients in the order of rising powers (``numpy.polynomial.polynomial``)."""

from .. import _core, linalg
from .._core import array, asarray, concatenate, zeros
from .._creation import ones
from ._algebra import real_if_all_are
from ._calculus import Calculus
from ._classes import Polynomial
from ._fitting import fitted
from ._values import Values
from .polyutils import as_integer, as_series, trimcoef, trimseq

__all__ = [
    "Polynomial",
    "polyadd",
    "polycompanion",
    "polyder",
    "polydiv",
    "polydomain",
    "polyfit",
    "polyfromroots",
    "polygrid2d",
    "polygrid3d",
    "polyint",
    "polyline",
    "polymul",
    "polymulx",
    "polyone",
    "polypow",
    "polyroots",
    "polysub",
    "polytrim",
    "polyval",
    "polyval2d",
    "polyval3d",
    "polyvalfromroots",
    "polyvalnd",
    "polyvander",
    "polyvander2d",
    "polyvander3d",
    "polyx",
    "polyzero",
]

polytrim = trimcoef
polydomain = array([-1.0, 1.0])
polyzero = array([0])
polyone = array([1])
polyx = array([0, 1])


def polyline(off, scl):
    """The coefficients of a straight line.

    Examples
    --------
    >>> import uniarray as np
    >>> np.polynomial.polynomial.polyline(1, -1)
    array([ 1, -1])
    """
    return array([off, scl]) if scl != 0 else array([off])


def polyfromroots(roots):
    """The coefficients of the polynomial with given zeros; the last one is 1.

    Examples
    --------
    >>> import uniarray as np
    >>> np.polynomial.polynomial.polyfromroots([-1, 0, 1])
    array([ 0., -1.,  0.,  1.])
    """
    if len(roots) == 0:
        return ones(1)
    [roots] = as_series([roots], trim=False)
    roots = _sorted(roots)
    result = ones(1, roots.dtype)
    for root in roots:
        result = polymulx(result) - concatenate((result * root, zeros(1, result.dtype)))
    return result


def _sorted(values):
    values = values.copy()
    values.sort()
    return values


def _added(c1, c2, sign):
    c1, c2 = as_series([c1, c2])
    length = max(len(c1), len(c2))
    result = zeros(length, c1.dtype)
    result[: len(c1)] = c1
    result[: len(c2)] += sign * c2
    return trimseq(result)


def polyadd(c1, c2):
    """The sum of two polynomials.

    Examples
    --------
    >>> import uniarray as np
    >>> np.polynomial.polynomial.polyadd((1, 2, 3), (3, 2, 1))
    array([4., 4., 4.])
    """
    return _added(c1, c2, 1)


def polysub(c1, c2):
    """The difference of two polynomials.

    Examples
    --------
    >>> import uniarray as np
    >>> np.polynomial.polynomial.polysub((1, 2, 3), (3, 2, 1))
    array([-2.,  0.,  2.])
    """
    return _added(c1, c2, -1)


def polymulx(c):
    """A polynomial times x.

    Examples
    --------
    >>> import uniarray as np
    >>> np.polynomial.polynomial.polymulx((1, 2, 3))
    array([0., 1., 2., 3.])
    """
    [c] = as_series([c])
    if len(c) == 1 and c[0] == 0:
        return c
    return concatenate((c[:1] * 0, c))


def polymul(c1, c2):
    """The product of two polynomials.

    Examples
    --------
    >>> import uniarray as np
    >>> np.polynomial.polynomial.polymul((1, 2, 3), (3, 2, 1))
    array([ 3.,  8., 14.,  8.,  3.])
    """
    from .._signals import convolve

    c1, c2 = as_series([c1, c2])
    return trimseq(convolve(c1, c2))


def polydiv(c1, c2):
    """Quotient and remainder of two polynomials.

    Examples
    --------
    >>> import uniarray as np
    >>> np.polynomial.polynomial.polydiv((1, 2, 3), (3, 2, 1))
    (array([3.]), array([-8., -4.]))
    """
    c1, c2 = as_series([c1, c2])
    if c2[-1] == 0:
        raise ZeroDivisionError
    if len(c1) < len(c2):
        return c1[:1] * 0, c1
    if len(c2) == 1:
        return c1 / c2[-1], c1[:1] * 0
    count = len(c1) - len(c2)
    quotient, rest, last = zeros(count + 1, c1.dtype), c1.copy(), c2[-1]
    for place in reversed(range(count + 1)):
        quotient[place] = rest[place + len(c2) - 1] / last
        rest[place : place + len(c2) - 1] -= quotient[place] * c2[:-1]
    return quotient, trimseq(rest[: len(c2) - 1])


def polypow(c, pow, maxpower=None):
    """A polynomial to a power.

    Examples
    --------
    >>> import uniarray as np
    >>> np.polynomial.polynomial.polypow([1, 2, 3], 2)
    array([ 1.,  4., 10., 12.,  9.])
    """
    [c] = as_series([c])
    power = int(pow)
    if power != pow or power < 0:
        raise ValueError("Power must be a non-negative integer.")
    if maxpower is not None and power > maxpower:
        raise ValueError("Power is too large")
    result = ones(1, c.dtype)
    for _ in range(power):
        result = polymul(result, c)
    return result


def polyval(x, c, tensor=True):
    """The values of a polynomial, by Horner's scheme.

    Parameters
    ----------
    x : array_like
    c : array_like
        Coefficients along the first axis.
    tensor : bool
        Whether every polynomial is evaluated at every x, or they broadcast.

    Examples
    --------
    >>> import uniarray as np
    >>> np.polynomial.polynomial.polyval([0, 1, 2], [1, 2, 3])
    array([ 1.,  6., 17.])
    """
    c = array(c, ndmin=1, copy=None)
    if c.dtype.kind in "biu":
        c = c + 0.0
    if isinstance(x, (list, tuple)):
        x = asarray(x)
    if tensor and hasattr(x, "ndim"):
        c = c.reshape(c.shape + (1,) * x.ndim)
    result = c[-1] + x * 0
    for place in range(2, len(c) + 1):
        result = c[-place] + result * x
    return result


def polyvalfromroots(x, r, tensor=True):
    """The values of the polynomial with given zeros.

    Examples
    --------
    >>> import uniarray as np
    >>> np.polynomial.polynomial.polyvalfromroots([0.0, 3.0], [1, 2])
    array([2., 2.])
    """
    r, x = array(r, ndmin=1, copy=None), asarray(x)
    if r.dtype.kind in "biu":
        r = r.astype(float)
    if tensor:
        r = r.reshape(r.shape + (1,) * x.ndim)
    elif x.ndim >= r.ndim:
        raise ValueError("x.ndim must be < r.ndim when tensor == False")
    return (x - r).prod(axis=0)


def polyvander(x, deg):
    """The powers of numbers, along a new last axis.

    Examples
    --------
    >>> import uniarray as np
    >>> np.polynomial.polynomial.polyvander([2, 3], 2)
    array([[1., 2., 4.],
           [1., 3., 9.]])
    """
    count = as_integer(deg, "deg")
    if count < 0:
        raise ValueError("deg must be non-negative")
    x = array(x, copy=None, ndmin=1) + 0.0
    result = _core.empty((*x.shape, count + 1), x.dtype)
    result[..., 0] = 1
    for place in range(1, count + 1):
        result[..., place] = result[..., place - 1] * x
    return result


def polycompanion(c):
    """The matrix whose eigenvalues are a polynomial's zeros.

    Examples
    --------
    >>> import uniarray as np
    >>> np.polynomial.polynomial.polycompanion([2, 3, 1])
    array([[ 0., -2.],
           [ 1., -3.]])
    """
    [c] = as_series([c])
    if len(c) < 2:
        raise ValueError("Series must have maximum degree of at least 1.")
    count = len(c) - 1
    result = zeros((count, count), c.dtype)
    result.reshape(-1)[count :: count + 1] = 1
    result[:, -1] -= c[:-1] / c[-1]
    return result


def polyroots(c):
    """The zeros of a polynomial, in rising order.

    Examples
    --------
    >>> import uniarray as np
    >>> np.polynomial.polynomial.polyroots([-2, 0, 2]).round(6)
    array([-1.,  1.])
    """
    [c] = as_series([c])
    if len(c) < 2:
        return array([], dtype=c.dtype)
    if len(c) == 2:
        return array([-c[0] / c[1]])
    # Turned around the matrix gives more precise eigenvalues.
    found = linalg.eigvals(polycompanion(c)[::-1, ::-1])
    return _sorted(real_if_all_are(found))


def polyfit(x, y, deg, rcond=None, full=False, w=None):
    """The polynomial of a degree that fits points best by least squares.

    Parameters
    ----------
    x : array_like, shape (M,)
    y : array_like, shape (M,) or (M, K)
    deg : int or sequence of int
        The highest power, or which powers there are.
    rcond : float, optional
    full : bool
        Whether to give residuals, rank, singular values and `rcond` as well.
    w : array_like, shape (M,), optional
        Weights.

    Examples
    --------
    >>> import uniarray as np
    >>> np.polynomial.polynomial.polyfit([0, 1, 2, 3], [1, 3, 5, 7], 1).round(6)
    array([1., 2.])
    """
    return fitted(polyvander, x, y, deg, rcond, full, w)


class _Powers(Values, Calculus):
    """The functions that powers share with other kinds of series."""

    val = staticmethod(polyval)
    vander = staticmethod(polyvander)

    def over_rise_up(self, value, n):
        return value * (n + 1)

    def rise_same(self, n):
        return 0

    rise_down = rise_same


_powers = _Powers()
polyder, polyint = _powers.der, _powers.int
polyvalnd, polyval2d, polyval3d = _powers.valnd, _powers.val2d, _powers.val3d
polygrid2d, polygrid3d = _powers.grid2d, _powers.grid3d
polyvander2d, polyvander3d = _powers.vander2d, _powers.vander3d
