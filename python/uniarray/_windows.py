"""Windows for signals, and the Bessel function that one of them needs."""

import math

from ._core import absolute, arange, array, asarray, cos, exp, sqrt, where, zeros
from ._creation import ones

__all__ = ["bartlett", "blackman", "hamming", "hanning", "i0", "kaiser"]


def _points(M):
    """How many points are wanted, as a float, and their distances 1-M, 3-M, … from the middle, twice."""
    count = array([0.0, M]).astype("f8", copy=False)[1]
    return count, arange(1 - count, count, 2)


def _window(M, shape):
    """A window whose shape is a function of M and the distances; nothing below one point, [1] for one."""
    count, places = _points(M)
    if count < 1:
        return zeros(0)
    if count == 1:
        return ones(1)
    return shape(float(count) - 1, places)


def hanning(M):
    """The Hann window, 0.5 + 0.5 cos(pi n / (M - 1)) for n from 1 - M to M - 1 in steps of two.

    Examples
    --------
    >>> import uniarray as np
    >>> np.hanning(5).round(3)
    array([0. , 0.5, 1. , 0.5, 0. ])
    """
    return _window(M, lambda last, n: 0.5 + 0.5 * cos(math.pi * n / last))


def hamming(M):
    """The Hamming window, 0.54 + 0.46 cos(pi n / (M - 1)) for n from 1 - M to M - 1 in steps of two.

    Examples
    --------
    >>> import uniarray as np
    >>> np.hamming(5).round(3)
    array([0.08, 0.54, 1.  , 0.54, 0.08])
    """
    return _window(M, lambda last, n: 0.54 + 0.46 * cos(math.pi * n / last))


def blackman(M):
    """The Blackman window, 0.42 + 0.5 cos(pi n / (M - 1)) + 0.08 cos(2 pi n / (M - 1)).

    Examples
    --------
    >>> import uniarray as np
    >>> np.blackman(5).round(3) + 0.0
    array([0.  , 0.34, 1.  , 0.34, 0.  ])
    """
    return _window(M, lambda last, n: 0.42 + 0.5 * cos(math.pi * n / last) + 0.08 * cos(2.0 * math.pi * n / last))


def bartlett(M):
    """The triangular window that is zero at both ends.

    Examples
    --------
    >>> import uniarray as np
    >>> np.bartlett(5)
    array([0. , 0.5, 1. , 0.5, 0. ])
    """
    return _window(M, lambda last, n: where(n <= 0, 1 + n / last, 1 - n / last))


def kaiser(M, beta):
    """The Kaiser window, I0(beta sqrt(1 - (2 n / (M - 1) - 1)^2)) / I0(beta).

    Parameters
    ----------
    M : int
        How many points.
    beta : float
        The larger, the narrower the window.

    Examples
    --------
    >>> import uniarray as np
    >>> np.kaiser(5, 8.6).round(3)
    array([0.001, 0.34 , 1.   , 0.34 , 0.001])
    """
    values = array([0.0, M, beta])
    if M == 1:
        return ones(1, dtype=values.dtype)
    n = arange(0, float(values[1]))
    half = (float(values[1]) - 1) / 2.0
    beta = float(values[2])
    return i0(beta * sqrt(1 - ((n - half) / half) ** 2.0)) / i0(beta)


# Coefficients of Chebyshev series of exp(-x) I0(x) on [0, 8] and of exp(-x) sqrt(x) I0(x) on [8, inf), the latter in
# 1/x; C. W. Clenshaw, "Chebyshev Series for Mathematical Functions", National Physical Laboratory Mathematical
# Tables, volume 5, London 1962. As in Cephes' i0.
_SMALL = (
    -4.41534164647933937950e-18, 3.33079451882223809783e-17, -2.43127984654795469359e-16, 1.71539128555513303061e-15,
    -1.16853328779934516808e-14, 7.67618549860493561688e-14, -4.85644678311192946090e-13, 2.95505266312963983461e-12,
    -1.72682629144155570723e-11, 9.67580903537323691224e-11, -5.18979560163526290666e-10, 2.65982372468238665035e-9,
    -1.30002500998624804212e-8, 6.04699502254191894932e-8, -2.67079385394061173391e-7, 1.11738753912010371815e-6,
    -4.41673835845875056359e-6, 1.64484480707288970893e-5, -5.75419501008210370398e-5, 1.88502885095841655729e-4,
    -5.76375574538582365885e-4, 1.63947561694133579842e-3, -4.32430999505057594430e-3, 1.05464603945949983183e-2,
    -2.37374148058994688156e-2, 4.93052842396707084878e-2, -9.49010970480476444210e-2, 1.71620901522208775349e-1,
    -3.04682672343198398683e-1, 6.76795274409476084995e-1,
)  # fmt: skip
_LARGE = (
    -7.23318048787475395456e-18, -4.83050448594418207126e-18, 4.46562142029675999901e-17, 3.46122286769746109310e-17,
    -2.82762398051658348494e-16, -3.42548561967721913462e-16, 1.77256013305652638360e-15, 3.81168066935262242075e-15,
    -9.55484669882830764870e-15, -4.15056934728722208663e-14, 1.54008621752140982691e-14, 3.85277838274214270114e-13,
    7.18012445138366623367e-13, -1.79417853150680611778e-12, -1.32158118404477131188e-11, -3.14991652796324136454e-11,
    1.18891471078464383424e-11, 4.94060238822496958910e-10, 3.39623202570838634515e-9, 2.26666899049817806459e-8,
    2.04891858946906374183e-7, 2.89137052083475648297e-6, 6.88975834691682398426e-5, 3.36911647825569408990e-3,
    8.04490411014108831608e-1,
)  # fmt: skip


def _chebyshev(x, coefficients):
    """The sum of a Chebyshev series at x, by Clenshaw's recurrence; the last coefficient counts half."""
    b0, b1, b2 = coefficients[0], 0.0, 0.0
    for coefficient in coefficients[1:]:
        b0, b1, b2 = x * b0 - b1 + coefficient, b0, b1
    return 0.5 * (b0 - b2)


def i0(x):
    """The modified Bessel function of the first kind, order 0.

    Parameters
    ----------
    x : array_like of real numbers

    Examples
    --------
    >>> import uniarray as np
    >>> np.i0([0.0, 1.0]).round(4)
    array([1.    , 1.2661])
    """
    x = asarray(x)
    if x.dtype.kind == "c":
        raise TypeError("i0 not supported for complex values")
    if x.dtype.kind != "f":
        x = x.astype(float)
    x = absolute(x)
    small = x <= 8.0
    inner, outer = where(small, x, 0.0), where(small, 32.0, x)
    near = _chebyshev(inner / 2.0 - 2.0, _SMALL)
    far = _chebyshev(32.0 / outer - 2.0, _LARGE) / sqrt(outer)
    return exp(x) * where(small, near, far)
