"""``poly1d``: a polynomial of one variable that can be calculated with."""

from ._core import array, asarray, ndarray
from ._insertion import trim_zeros
from ._polynomials import poly, polyadd, polyder, polydiv, polyint, polymul, polysub, polyval, roots
from ._views import atleast_1d

__all__ = ["poly1d"]


class poly1d:
    """A polynomial of one variable.

    Parameters
    ----------
    c_or_r : array_like
        Coefficients, the highest power first, or zeros.
    r : bool
        Whether they are zeros.
    variable : str, optional
        What the variable is called when printed; 'x' by default.

    Attributes
    ----------
    c, coef, coeffs, coefficients : ndarray
    r, roots : ndarray
    o, order : int
        The highest power.
    variable : str

    Examples
    --------
    >>> import uniarray as np
    >>> p = np.poly1d([1, 2, 3])
    >>> print(p)
       2
    1 x + 2 x + 3
    >>> p(0.5), p[1], p.order
    (np.float64(4.25), np.int64(2), 2)
    >>> p * p
    poly1d([ 1,  4, 10, 12,  9])
    """

    __hash__ = None

    def __init__(self, c_or_r, r=False, variable=None):
        if isinstance(c_or_r, poly1d):
            self._variable = c_or_r._variable
            self._coeffs = c_or_r._coeffs
            if variable is not None:
                self._variable = variable
            return
        if r:
            c_or_r = poly(c_or_r)
        coefficients = atleast_1d(c_or_r)
        if coefficients.ndim > 1:
            raise ValueError("Polynomial must be 1d only.")
        coefficients = trim_zeros(coefficients, trim="f")
        if len(coefficients) == 0:
            coefficients = array([0], dtype=coefficients.dtype)
        self._coeffs = coefficients
        self._variable = "x" if variable is None else variable

    @property
    def coeffs(self):
        """The coefficients, the highest power first."""
        return self._coeffs

    @coeffs.setter
    def coeffs(self, value):
        # In-place operators of what was read write it back; nothing else can be assigned.
        if value is not self._coeffs:
            raise AttributeError("Cannot set attribute")

    c = coef = coefficients = coeffs

    @property
    def variable(self):
        """What the variable is called when printed."""
        return self._variable

    @property
    def order(self):
        """The highest power."""
        return len(self._coeffs) - 1

    o = order

    @property
    def roots(self):
        """The zeros."""
        return roots(self._coeffs)

    r = roots

    def __array__(self, t=None, copy=None):
        if t is not None:
            return asarray(self._coeffs, t, copy=copy)
        return asarray(self._coeffs, copy=copy)

    def __repr__(self):
        return f"poly1d({repr(self._coeffs)[6:-1]})"

    def __len__(self):
        return self.order

    def __str__(self):
        coefficients = self._coeffs
        first = next((place for place, one in enumerate(coefficients) if one != 0), len(coefficients) - 1)
        terms = []
        for place, coefficient in list(enumerate(coefficients))[first:]:
            power = len(coefficients) - 1 - place
            text = _written(coefficient)
            if power == 0:
                term = text if text != "0" or len(coefficients) == 1 else ""
            elif text == "0":
                term = ""
            else:
                name = self._variable if power == 1 else f"{self._variable}**{power}"
                term = f"{text} {name}"
            if not term:
                continue
            if terms:
                terms.append(f" - {term[1:]}" if term.startswith("-") else f" + {term}")
            else:
                terms.append(term)
        return _raised("".join(terms) or "0")

    def __call__(self, val):
        return polyval(self._coeffs, val)

    def __neg__(self):
        return poly1d(-self._coeffs)

    def __pos__(self):
        return self

    def __mul__(self, other):
        if _is_scalar(other):
            return poly1d(self._coeffs * other)
        return poly1d(polymul(self._coeffs, poly1d(other)._coeffs))

    __rmul__ = __mul__

    def __add__(self, other):
        return poly1d(polyadd(self._coeffs, poly1d(other)._coeffs))

    __radd__ = __add__

    def __sub__(self, other):
        return poly1d(polysub(self._coeffs, poly1d(other)._coeffs))

    def __rsub__(self, other):
        return poly1d(polysub(poly1d(other)._coeffs, self._coeffs))

    def __pow__(self, val):
        if not _is_scalar(val) or int(val) != val or val < 0:
            raise ValueError("Power to non-negative integers only.")
        result = poly1d([1])
        for _ in range(int(val)):
            result = self * result
        return result

    def __truediv__(self, other):
        if _is_scalar(other):
            return poly1d(self._coeffs / other)
        return polydiv(self, poly1d(other))

    def __rtruediv__(self, other):
        return polydiv(poly1d(other), self)

    def __eq__(self, other):
        if not isinstance(other, poly1d):
            return NotImplemented
        if self._coeffs.shape != other._coeffs.shape:
            return False
        return (self._coeffs == other._coeffs).all()

    def __ne__(self, other):
        if not isinstance(other, poly1d):
            return NotImplemented
        return not self == other

    def __getitem__(self, val):
        place = self.order - val
        if val > self.order or val < 0:
            return self._coeffs.dtype.type(0)
        return self._coeffs[place]

    def __setitem__(self, key, val):
        if key < 0:
            raise ValueError("Does not support negative powers.")
        if key > self.order:
            longer = array([0] * (key - self.order), dtype=self._coeffs.dtype)
            from ._core import concatenate

            self._coeffs = concatenate((longer, self._coeffs))
        self._coeffs[self.order - key] = val

    def __iter__(self):
        return iter(self._coeffs)

    def integ(self, m=1, k=0):
        """The antiderivative.

        Examples
        --------
        >>> import uniarray as np
        >>> np.poly1d([2, 1]).integ()
        poly1d([1., 1., 0.])
        """
        return poly1d(polyint(self._coeffs, m=m, k=k))

    def deriv(self, m=1):
        """The derivative.

        Examples
        --------
        >>> import uniarray as np
        >>> np.poly1d([1, 2, 3]).deriv()
        poly1d([2, 2])
        """
        return poly1d(polyder(self._coeffs, m=m))


def _is_scalar(value):
    from ._conversion import isscalar

    return isscalar(value) and not isinstance(value, ndarray)


def _written(coefficient):
    """A coefficient with four digits, without zeros at the end."""

    def real(value):
        text = f"{value:.4g}"
        return text

    coefficient = coefficient.item() if hasattr(coefficient, "item") else coefficient
    if isinstance(coefficient, complex):
        if coefficient.imag == 0:
            return real(coefficient.real)
        if coefficient.real == 0:
            return f"{real(coefficient.imag)}j"
        return f"({real(coefficient.real)} + {real(coefficient.imag)}j)"
    return real(coefficient)


def _raised(text, wrap=70):
    """Powers in a line of their own above the variable; lines are broken where they get too long."""
    import re

    above, below, out, place = " ", "", "", 0
    for found in re.finditer(r"\*\*([0-9]+)", text):
        part, power = text[place : found.start()], found.group(1)
        place = found.end()
        upper = " " * (len(part) - 1) + power
        lower = part + " " * (len(power) - 1)
        if len(below) + len(lower) > wrap or len(above) + len(upper) > wrap:
            out += f"{above}\n{below}\n "
            above, below = upper, lower
        else:
            above, below = above + upper, below + lower
    return f"{out}{above}\n{below}{text[place:]}"
