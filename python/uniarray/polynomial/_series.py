"""What series do that can be calculated with, whatever their kind."""

import importlib
import numbers
import operator
import sys

from .._core import array, asarray
from .._creation import linspace
from . import polyutils
from ._writing import WRITERS, latex, written

__all__ = ["Series"]


def _part(pair, place):
    return pair if pair is NotImplemented else pair[place]


class Series:
    """What the kinds of series share.

    Attributes
    ----------
    _home, _prefix : str
        The module of the kind's functions, and what their names start with.
    domain, window : ndarray
        The interval that is mapped, and the one it is mapped to.
    basis_name : str or None
        The letter of the basis polynomials when printed; None for powers.
    """

    __hash__ = None
    # Arrays leave operators to instances.
    __array_ufunc__ = None
    maxpower = 100
    domain = window = array([-1.0, 1.0])
    basis_name = None
    # Fonts of consoles on Windows lack raised and lowered digits.
    _style = "ascii" if sys.platform == "win32" else "unicode"

    def __init__(self, coef, domain=None, window=None, symbol="x"):
        [self.coef] = polyutils.as_series([coef], trim=False)
        for given, name in ((domain, "domain"), (window, "window")):
            if given is not None:
                [given] = polyutils.as_series([given], trim=False)
                if len(given) != 2:
                    raise ValueError(f"{name.capitalize()} has wrong number of elements.")
                setattr(self, name, given)
        if not isinstance(symbol, str):
            raise TypeError("Symbol must be a non-empty string")
        if not symbol.isidentifier():
            raise ValueError("Symbol string must be a valid Python identifier")
        self._symbol = symbol

    @classmethod
    def _call(cls, name, *args, **kwargs):
        """The kind's function of a name, called."""
        module = importlib.import_module(f"{__package__}.{cls._home}")
        return getattr(module, cls._prefix + name)(*args, **kwargs)

    @property
    def symbol(self):
        """What the variable is called when printed."""
        return self._symbol

    def _like(self, coef):
        return type(self)(coef, self.domain, self.window, self.symbol)

    def _coef_of(self, other):
        """The coefficients of an operand, which has to be of the same kind."""
        if isinstance(other, Series):
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
        coef = self._coef_of(other)
        try:
            result = self._call(name, coef, self.coef) if reflected else self._call(name, self.coef, coef)
        except ZeroDivisionError:
            raise
        except Exception:
            # What is no series nor the coefficients of one.
            return NotImplemented
        return tuple(map(self._like, result)) if isinstance(result, tuple) else self._like(result)

    def __add__(self, other):
        return self._calculated("add", other)

    def __radd__(self, other):
        return self._calculated("add", other, True)

    def __sub__(self, other):
        return self._calculated("sub", other)

    def __rsub__(self, other):
        return self._calculated("sub", other, True)

    def __mul__(self, other):
        return self._calculated("mul", other)

    def __rmul__(self, other):
        return self._calculated("mul", other, True)

    def __neg__(self):
        return self._like(-self.coef)

    def __pos__(self):
        return self

    def __truediv__(self, other):
        # A quotient of series need be none.
        if not isinstance(other, numbers.Number) or isinstance(other, bool):
            raise TypeError(f"unsupported types for true division: '{type(self)}', '{type(other)}'")
        return self // other

    def __divmod__(self, other):
        return self._calculated("div", other)

    def __rdivmod__(self, other):
        return self._calculated("div", other, True)

    def __floordiv__(self, other):
        return _part(self.__divmod__(other), 0)

    def __rfloordiv__(self, other):
        return _part(self.__rdivmod__(other), 0)

    def __mod__(self, other):
        return _part(self.__divmod__(other), 1)

    def __rmod__(self, other):
        return _part(self.__rdivmod__(other), 1)

    def __pow__(self, other):
        return self._like(self._call("pow", self.coef, other, maxpower=self.maxpower))

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
        return self._call("val", polyutils.mapdomain(arg, self.domain, self.window), self.coef)

    def __iter__(self):
        return iter(self.coef)

    def __len__(self):
        return len(self.coef)

    def __repr__(self):
        coef, domain, window = (repr(one)[6:-1] for one in (self.coef, self.domain, self.window))
        return f"{type(self).__name__}({coef}, domain={domain}, window={window}, symbol='{self.symbol}')"

    def __str__(self):
        return written(self, self._style)

    def __format__(self, fmt_str):
        if fmt_str == "":
            return str(self)
        if fmt_str not in WRITERS:
            raise ValueError(
                f"Unsupported format string '{fmt_str}' passed to {type(self)}.__format__. "
                "Valid options are 'ascii' and 'unicode'"
            )
        return written(self, fmt_str)

    def _repr_latex_(self):
        return latex(self)

    def __getstate__(self):
        parts = {"coef": self.coef, "domain": self.domain, "window": self.window}
        return {**self.__dict__, **{name: value.copy() for name, value in parts.items()}}

    def copy(self):
        """A copy."""
        return self._like(self.coef)

    def degree(self):
        """The highest degree, whether its coefficient is zero or not."""
        return len(self.coef) - 1

    def cutdeg(self, deg):
        """The series without higher degrees."""
        return self.truncate(deg + 1)

    def truncate(self, size):
        """The series with so many coefficients at most."""
        count = operator.index(size)
        if count < 1:
            raise ValueError("size must be a positive integer")
        return self._like(self.coef[:count])

    def trim(self, tol=0):
        """The series without small coefficients at the end."""
        return self._like(polyutils.trimcoef(self.coef, tol))

    def convert(self, domain=None, kind=None, window=None):
        """The same function as a series with another domain or window."""
        kind = type(self) if kind is None else kind
        domain = kind.domain if domain is None else domain
        window = kind.window if window is None else window
        return self(kind.identity(domain, window=window, symbol=self.symbol))

    def mapparms(self):
        """Offset and scale of the map from the domain to the window."""
        return polyutils.mapparms(self.domain, self.window)

    def integ(self, m=1, k=(), lbnd=None):
        """The antiderivative."""
        offset, scale = self.mapparms()
        bound = 0 if lbnd is None else offset + scale * lbnd
        return self._like(self._call("int", self.coef, m, k, bound, 1.0 / scale))

    def deriv(self, m=1):
        """The derivative."""
        return self._like(self._call("der", self.coef, m, self.mapparms()[1]))

    def roots(self):
        """The zeros."""
        return polyutils.mapdomain(self._call("roots", self.coef), self.window, self.domain)

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
        """The series that fits points best by least squares; its domain is theirs unless one is given."""
        if domain is None:
            domain = polyutils.getdomain(x)
            if domain[0] == domain[1]:
                domain = array([domain[0] - 1, domain[1] + 1])
        elif isinstance(domain, list) and len(domain) == 0:
            domain = cls.domain
        window = cls.window if window is None else window
        mapped = polyutils.mapdomain(asarray(x), asarray(domain), asarray(window))
        found = cls._call("fit", mapped, y, deg, rcond=rcond, full=full, w=w)
        if full:
            return cls(found[0], domain, window, symbol), found[1]
        return cls(found, domain, window, symbol)

    @classmethod
    def fromroots(cls, roots, domain=(), window=None, symbol="x"):
        """The series with given zeros."""
        [roots] = polyutils.as_series([roots], trim=False)
        if domain is None:
            domain = polyutils.getdomain(roots)
        elif len(domain) == 0:
            domain = cls.domain
        window = cls.window if window is None else asarray(window)
        offset, scale = polyutils.mapparms(asarray(domain), window)
        coef = cls._call("fromroots", offset + scale * roots) / scale ** len(roots)
        return cls(coef, domain, window, symbol)

    @classmethod
    def identity(cls, domain=None, window=None, symbol="x"):
        """The series whose value at x is x."""
        domain = cls.domain if domain is None else asarray(domain)
        window = cls.window if window is None else asarray(window)
        offset, scale = polyutils.mapparms(window, domain)
        return cls(cls._call("line", offset, scale), domain, window, symbol)

    @classmethod
    def basis(cls, deg, domain=None, window=None, symbol="x"):
        """The basis polynomial of a degree."""
        power = polyutils.as_integer(deg, "deg")
        if power < 0:
            raise ValueError("deg must be non-negative integer")
        return cls([0] * power + [1], domain, window, symbol)

    @classmethod
    def cast(cls, series, domain=None, window=None):
        """Another series as one of this class."""
        return series.convert(domain, cls, window)
