"""The kinds of series that can be calculated with: ``Polynomial``, ``Chebyshev`` and so on."""

from .._core import array
from . import polyutils
from ._series import Series

__all__ = ["Chebyshev", "Hermite", "HermiteE", "Laguerre", "Legendre", "Polynomial"]


class Polynomial(Series):
    """A polynomial, of the variable mapped from its domain to its window.

    Parameters
    ----------
    coef : array_like
        Coefficients in the order of rising powers.
    domain, window : array_like of two numbers, optional
        [-1, 1] by default.
    symbol : str
        What the variable is called when printed.

    Examples
    --------
    >>> from uniarray.polynomial import Polynomial
    >>> p = Polynomial([1, 2, 3])
    >>> print(p * 2)
    2.0 + 4.0·x + 6.0·x²
    >>> p.deriv().coef
    array([2., 6.])
    """

    __module__ = "uniarray.polynomial.polynomial"
    _home, _prefix = "polynomial", "poly"


class Chebyshev(Series):
    """A series of Chebyshev polynomials of the first kind, of the variable mapped from its domain to its window.

    Parameters
    ----------
    coef : array_like
        Coefficients in the order of rising degrees.
    domain, window : array_like of two numbers, optional
        [-1, 1] by default.
    symbol : str
        What the variable is called when printed.

    Examples
    --------
    >>> from uniarray.polynomial import Chebyshev, Polynomial
    >>> print(Chebyshev([1, 2, 3]))
    1.0 + 2.0·T₁(x) + 3.0·T₂(x)
    >>> print(Chebyshev([1, 2, 3]).convert(kind=Polynomial))
    -2.0 + 2.0·x + 6.0·x²
    """

    __module__ = "uniarray.polynomial.chebyshev"
    _home, _prefix, basis_name = "chebyshev", "cheb", "T"

    @classmethod
    def interpolate(cls, func, deg, domain=None, args=()):
        """The series with a function's values at the Chebyshev points of the first kind in the domain."""
        domain = cls.domain if domain is None else domain
        coef = cls._call("interpolate", lambda x: func(polyutils.mapdomain(x, cls.window, domain), *args), deg)
        return cls(coef, domain=domain)


class Legendre(Series):
    """A series of Legendre polynomials, with the parameters of `Polynomial`.

    Examples
    --------
    >>> from uniarray.polynomial import Legendre
    >>> print(Legendre([1, 2, 3]))
    1.0 + 2.0·P₁(x) + 3.0·P₂(x)
    """

    __module__ = "uniarray.polynomial.legendre"
    _home, _prefix, basis_name = "legendre", "leg", "P"


class Hermite(Series):
    """A series of Hermite polynomials with the weight exp(-x**2), with the parameters of `Polynomial`.

    Examples
    --------
    >>> from uniarray.polynomial import Hermite
    >>> Hermite([0, 1])(0.5)
    np.float64(1.0)
    """

    __module__ = "uniarray.polynomial.hermite"
    _home, _prefix, basis_name = "hermite", "herm", "H"


class HermiteE(Series):
    """A series of Hermite polynomials with the weight exp(-x**2 / 2), with the parameters of `Polynomial`.

    Examples
    --------
    >>> from uniarray.polynomial import HermiteE
    >>> HermiteE([0, 1])(0.5)
    np.float64(0.5)
    """

    __module__ = "uniarray.polynomial.hermite_e"
    _home, _prefix, basis_name = "hermite_e", "herme", "He"


class Laguerre(Series):
    """A series of Laguerre polynomials, with the parameters of `Polynomial`, and [0, 1] for domain and window.

    Examples
    --------
    >>> from uniarray.polynomial import Laguerre
    >>> Laguerre([0, 1])(0.25)
    np.float64(0.75)
    """

    __module__ = "uniarray.polynomial.laguerre"
    _home, _prefix, basis_name = "laguerre", "lag", "L"
    domain = window = array([0.0, 1.0])
