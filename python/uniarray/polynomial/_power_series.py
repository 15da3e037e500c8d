"""``Polynomial``: a power series that can be calculated with."""

import operator

from .._core import array, asarray
from .._creation import linspace
from . import polyutils

__all__ = ["Polynomial"]


def _functions():
    from . import polynomial

    return polynomial


class Polynomial:
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
    __hash__ = None
    # Arrays leave operators to instances.
    __array_ufunc__ = None
    maxpower = 100
    basis_name = None

    def __init__(self, coef, domain=None, window=None, symbol="x"):
        [self.coef] = polyutils.as_series([coef], trim=False)
        self.domain, self.window = (
            array([-1.0, 1.0]) if one is None else polyutils.as_series([one], trim=False)[0] for one in (domain, window)
        )
        for one, name in ((self.domain, "Domain"), (self.window, "Window")):
            if len(one) != 2:
                raise ValueError(f"{name} has wrong number of elements.")
        if not isinstance(symbol, str):
            raise TypeError("Symbol must be a non-empty string")
        if not symbol.isidentifier():
            raise ValueError("Symbol string must be a valid Python identifier")
        self._symbol = symbol

    @property
    def symbol(self):
        """What the variable is called when printed."""
        return self._symbol

    def _like(self, coef):
        return type(self)(coef, self.domain, self.window, self.symbol)

    def _coef_of(self, other):
        """The coefficients of an operand, which has to be of the same kind."""
        if isinstance(other, Polynomial):
            if not isinstance(other, type(self)):
                raise TypeError("Polynomial types differ")
            if not (self.domain == other.domain).all():
                raise TypeError("Domains differ")
            if not (self.window == other.window).all():
                raise TypeError("Windows differ")
            if self.symbol != other.symbol:
                raise ValueError("Polynomial symbols differ")
            return other.coef
        return other

    def _calculated(self, name, other, reflected=False):
        try:
            coef = self._coef_of(other)
            pair = (coef, self.coef) if reflected else (self.coef, coef)
            return self._like(getattr(_functions(), name)(*pair))
        except (TypeError, ValueError):
            if isinstance(other, Polynomial):
                raise
            return NotImplemented

    def __add__(self, other):
        return self._calculated("polyadd", other)

    def __radd__(self, other):
        return self._calculated("polyadd", other, True)

    def __sub__(self, other):
        return self._calculated("polysub", other)

    def __rsub__(self, other):
        return self._calculated("polysub", other, True)

    def __mul__(self, other):
        return self._calculated("polymul", other)

    def __rmul__(self, other):
        return self._calculated("polymul", other, True)

    def __neg__(self):
        return self._like(-self.coef)

    def __pos__(self):
        return self

    def __truediv__(self, other):
        if isinstance(other, (Polynomial, bool)) or not isinstance(other, (int, float, complex)):
            raise TypeError(f"unsupported types for true division: '{type(self)}', '{type(other)}'")
        return self._like(self.coef / other)

    def __divmod__(self, other):
        quotient, rest = _functions().polydiv(self.coef, self._coef_of(other))
        return self._like(quotient), self._like(rest)

    def __rdivmod__(self, other):
        quotient, rest = _functions().polydiv(other, self.coef)
        return self._like(quotient), self._like(rest)

    def __floordiv__(self, other):
        return divmod(self, other)[0]

    def __rfloordiv__(self, other):
        return self.__rdivmod__(other)[0]

    def __mod__(self, other):
        return divmod(self, other)[1]

    def __rmod__(self, other):
        return self.__rdivmod__(other)[1]

    def __pow__(self, other):
        return self._like(_functions().polypow(self.coef, other, maxpower=self.maxpower))

    def __eq__(self, other):
        return (
            isinstance(other, type(self))
            and (self.domain == other.domain).all()
            and (self.window == other.window).all()
            and self.coef.shape == other.coef.shape
            and (self.coef == other.coef).all()
            and self.symbol == other.symbol
        )

    def __ne__(self, other):
        return not self == other

    def __call__(self, arg):
        return _functions().polyval(polyutils.mapdomain(arg, self.domain, self.window), self.coef)

    def __iter__(self):
        return iter(self.coef)

    def __len__(self):
        return len(self.coef)

    def __repr__(self):
        coef, domain, window = (repr(one)[6:-1] for one in (self.coef, self.domain, self.window))
        return f"{type(self).__name__}({coef}, domain={domain}, window={window}, symbol='{self.symbol}')"

    def __str__(self):
        return self._written("·", lambda power: str(power).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")))

    def __format__(self, fmt_str):
        if fmt_str not in ("", "ascii", "unicode"):
            raise ValueError(f"Unsupported format string '{fmt_str}' passed to {type(self)}.__format__.")
        return self._written(" ", lambda power: f"**{power}") if fmt_str == "ascii" else str(self)

    def _written(self, between, raised):
        variable = self.symbol
        offset, scale = self.mapparms()
        if (offset, scale) != (0, 1):
            shift = "" if offset == 0 else f"{offset} + "
            variable = f"({shift}{'' if scale == 1 else scale}{variable})"
        text = str(self.coef[0])
        for power, coefficient in enumerate(self.coef[1:], 1):
            negative = coefficient.dtype.kind == "f" and coefficient < 0
            term = f"{-coefficient if negative else coefficient}{between}{variable}"
            text += f" {'-' if negative else '+'} {term}{raised(power) if power > 1 else ''}"
        return text

    def copy(self):
        """A copy."""
        return self._like(self.coef)

    def degree(self):
        """The highest power, whether its coefficient is zero or not."""
        return len(self.coef) - 1

    def cutdeg(self, deg):
        """The polynomial without higher powers."""
        return self.truncate(deg + 1)

    def truncate(self, size):
        """The polynomial with so many coefficients at most."""
        count = operator.index(size)
        if count < 1:
            raise ValueError("size must be a positive integer")
        return self._like(self.coef[:count])

    def trim(self, tol=0):
        """The polynomial without small coefficients at the end."""
        return self._like(polyutils.trimcoef(self.coef, tol))

    def convert(self, domain=None, kind=None, window=None):
        """The same function as a series with another domain or window."""
        kind = type(self) if kind is None else kind
        domain = array([-1.0, 1.0]) if domain is None else domain
        window = array([-1.0, 1.0]) if window is None else window
        return self(kind.identity(domain, window=window, symbol=self.symbol))

    def mapparms(self):
        """Offset and scale of the map from the domain to the window."""
        return polyutils.mapparms(self.domain, self.window)

    def integ(self, m=1, k=(), lbnd=None):
        """The antiderivative."""
        offset, scale = self.mapparms()
        bound = 0 if lbnd is None else offset + scale * lbnd
        return self._like(_functions().polyint(self.coef, m, k, bound, 1.0 / scale))

    def deriv(self, m=1):
        """The derivative."""
        return self._like(_functions().polyder(self.coef, m, self.mapparms()[1]))

    def roots(self):
        """The zeros."""
        return polyutils.mapdomain(_functions().polyroots(self.coef), self.window, self.domain)

    def linspace(self, n=100, domain=None):
        """Points in the domain, and the values there."""
        domain = self.domain if domain is None else domain
        x = linspace(domain[0], domain[1], n)
        return x, self(x)

    def has_samecoef(self, other):
        """Whether the coefficients are the same."""
        return self.coef.shape == other.coef.shape and bool((self.coef == other.coef).all())

    def has_samedomain(self, other):
        """Whether the domains are the same."""
        return bool((self.domain == other.domain).all())

    def has_samewindow(self, other):
        """Whether the windows are the same."""
        return bool((self.window == other.window).all())

    def has_sametype(self, other):
        """Whether both are of one class."""
        return isinstance(other, type(self))

    @classmethod
    def fit(cls, x, y, deg, domain=None, rcond=None, full=False, w=None, window=None, symbol="x"):
        """The polynomial that fits points best by least squares; its domain is theirs unless one is given."""
        if domain is None:
            domain = polyutils.getdomain(x)
            if domain[0] == domain[1]:
                domain = array([domain[0] - 1, domain[1] + 1])
        elif isinstance(domain, list) and len(domain) == 0:
            domain = [-1.0, 1.0]
        window = array([-1.0, 1.0]) if window is None else window
        mapped = polyutils.mapdomain(asarray(x), asarray(domain), asarray(window))
        found = _functions().polyfit(mapped, y, deg, rcond=rcond, full=full, w=w)
        if full:
            return cls(found[0], domain, window, symbol), found[1]
        return cls(found, domain, window, symbol)

    @classmethod
    def fromroots(cls, roots, domain=(), window=None, symbol="x"):
        """The polynomial with given zeros."""
        [roots] = polyutils.as_series([roots], trim=False)
        if domain is None:
            domain = polyutils.getdomain(roots)
        elif len(domain) == 0:
            domain = [-1.0, 1.0]
        window = array([-1.0, 1.0]) if window is None else asarray(window)
        offset, scale = polyutils.mapparms(asarray(domain), window)
        coef = _functions().polyfromroots(offset + scale * roots) / scale ** len(roots)
        return cls(coef, domain, window, symbol)

    @classmethod
    def identity(cls, domain=None, window=None, symbol="x"):
        """The polynomial p for which p(x) is x."""
        domain = array([-1.0, 1.0]) if domain is None else asarray(domain)
        window = array([-1.0, 1.0]) if window is None else asarray(window)
        offset, scale = polyutils.mapparms(window, domain)
        return cls(_functions().polyline(offset, scale), domain, window, symbol)

    @classmethod
    def basis(cls, deg, domain=None, window=None, symbol="x"):
        """A power of x."""
        power = operator.index(deg)
        if power < 0:
            raise ValueError("deg must be non-negative integer")
        return cls([0] * power + [1], domain, window, symbol)

    @classmethod
    def cast(cls, series, domain=None, window=None):
        """Another series as one of this class."""
        return series.convert(domain, cls, window)
