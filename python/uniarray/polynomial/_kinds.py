"""The kinds of series of orthogonal polynomials, each given by two formulas.

With p(n) for the basis polynomial of degree n, they are the recurrence ``x p(n) = up(n) p(n+1) + same(n) p(n) +
down(n) p(n-1)`` and the antiderivative ``rise_up(n) p(n+1) + rise_same(n) p(n) + rise_down(n) p(n-1)`` of p(n)
(M. Abramowitz, I. A. Stegun, Handbook of Mathematical Functions, chapter 22). All functions follow from them.
"""

import math

from .._core import arange, array, cos, exp, sin, sqrt, where
from .._creation import full, linspace
from . import polynomial
from ._algebra import Algebra, added
from ._calculus import Calculus
from ._fitting import Fitting
from ._values import Values
from .polyutils import as_integer, as_series

__all__ = ["CHEBYSHEV", "HERMITE", "HERMITE_E", "LAGUERRE", "LEGENDRE", "Kind"]


class Kind(Algebra, Values, Calculus, Fitting):
    """What series of one kind share; those of Legendre, from which the others differ by what they override.

    Attributes
    ----------
    x : tuple of two numbers
        The coefficients of x itself.
    is_symmetric : bool
        Whether every other basis polynomial is even.
    has_real_roots : bool
        Whether roots that all are real are so by dtype too, as NumPy has it for some kinds.
    total : float
        The integral of the weight.
    """

    x = (0, 1)
    domain = (-1.0, 1.0)
    is_symmetric = True
    has_real_roots = False
    total = 2.0

    def times_up(self, value, n):
        """``value * up(n)``."""
        return value * (n + 1) / (2 * n + 1)

    def over_up(self, value, n):
        """``value / up(n)``."""
        return value * (2 * n + 1) / (n + 1)

    def same(self, n):
        """``same(n)``."""
        return 0

    def down(self, n):
        """``down(n)``, from degree 1; anything for 0."""
        return n / (2 * n + 1)

    def over_rise_up(self, value, n):
        """``value / rise_up(n)``."""
        return value * (2 * n + 1)

    def rise_same(self, n):
        """``rise_same(n)``."""
        return 0

    def rise_down(self, n):
        """``rise_down(n)``, from degree 1."""
        return -1 / (2 * n + 1)

    def _weight(self, x):
        return x * 0 + 1

    def topoly(self, c):
        """The coefficients of the same polynomial for powers of x.

        Examples
        --------
        >>> import uniarray as np
        >>> np.polynomial.chebyshev.cheb2poly([0, 1, 2, 3])
        array([-2., -8.,  4., 12.])
        """
        [c] = as_series([c])
        nearer = further = c[:1] * 0
        for degree in reversed(range(len(c))):
            rest = added(polynomial.polymulx(nearer), nearer, -self.same(degree))
            factor = self.over_up(self.down(degree + 1), degree + 1)
            value = added(c[degree : degree + 1], self.over_up(rest, degree))
            nearer, further = added(value, further, -factor), nearer
        return polynomial.polytrim(nearer)

    def frompoly(self, pol):
        """The coefficients of the same polynomial for this kind of series, from those for powers of x.

        Examples
        --------
        >>> import uniarray as np
        >>> np.polynomial.chebyshev.poly2cheb(range(4))
        array([1.  , 3.25, 1.  , 0.75])
        """
        [pol] = as_series([pol])
        result = pol[:1] * 0
        for place in reversed(range(len(pol))):
            result = self.add(self.mulx(result), pol[place : place + 1])
        return result


class _Chebyshev(Kind):
    total = math.pi

    def times_up(self, value, n):
        return where(n == 0, value, value * 0.5) if hasattr(n, "shape") else value if n == 0 else value * 0.5

    def over_up(self, value, n):
        return where(n == 0, value, value * 2.0) if hasattr(n, "shape") else value if n == 0 else value * 2.0

    def down(self, n):
        return 0.5

    def over_rise_up(self, value, n):
        return value if n == 0 else value * (2 * (n + 1))

    def rise_down(self, n):
        # The antiderivative of p(1) has p(2) and a constant, which is for the lower bound to say.
        return 0 if n == 1 else -1 / (2 * (n - 1))

    def gauss(self, deg):
        """Points and weights of the quadrature by Gauss that is exact up to degree ``2 * deg - 1``, by closed formulas.

        Examples
        --------
        >>> import uniarray as np
        >>> x, w = np.polynomial.chebyshev.chebgauss(2)
        >>> x.round(6), w.round(6)
        (array([ 0.707107, -0.707107]), array([1.570796, 1.570796]))
        """
        count = as_integer(deg, "deg")
        if count <= 0:
            raise ValueError("deg must be a positive integer")
        return cos(arange(1, 2 * count, 2) * (math.pi / (2.0 * count))), full(count, math.pi / count)

    def _weight(self, x):
        return 1.0 / (sqrt(1.0 + x) * sqrt(1.0 - x))

    def interpolate(self, func, deg, args=()):
        """The series of a degree that has a function's values at the Chebyshev points of the first kind.

        Parameters
        ----------
        func : callable
            Of an array of numbers in [-1, 1], and of `args`.
        deg : int
        args : tuple

        Examples
        --------
        >>> import uniarray as np
        >>> np.polynomial.chebyshev.chebinterpolate(lambda x: 2 * x + 1, 3).round(6) + 0.0
        array([1., 2., 0., 0.])
        """
        points = array(deg)
        if points.ndim > 0 or points.dtype.kind not in "iu" or points.size == 0:
            raise TypeError("deg must be an int")
        if deg < 0:
            raise ValueError("expected deg >= 0")
        order = int(deg) + 1
        x = self.pts1(order)
        result = self.vander(x, deg).T @ func(x, *args)
        result[0] /= order
        result[1:] /= 0.5 * order
        return result

    def pts1(self, npts):
        """Chebyshev points of the first kind: the zeros of a basis polynomial, in rising order.

        Examples
        --------
        >>> import uniarray as np
        >>> np.polynomial.chebyshev.chebpts1(2).round(6)
        array([-0.707107,  0.707107])
        """
        count = int(npts)
        if count != npts:
            raise ValueError("npts must be integer")
        if count < 1:
            raise ValueError("npts must be >= 1")
        return sin(0.5 * math.pi / count * arange(-count + 1, count + 1, 2))

    def pts2(self, npts):
        """Chebyshev points of the second kind: where a basis polynomial is largest and smallest, in rising order.

        Examples
        --------
        >>> import uniarray as np
        >>> np.polynomial.chebyshev.chebpts2(3).round(6) + 0.0
        array([-1.,  0.,  1.])
        """
        count = int(npts)
        if count != npts:
            raise ValueError("npts must be integer")
        if count < 2:
            raise ValueError("npts must be >= 2")
        return cos(linspace(-math.pi, 0, count))


class _Hermite(Kind):
    has_real_roots = True
    x = (0, 0.5)
    total = math.sqrt(math.pi)

    def times_up(self, value, n):
        return value * (0.5 + 0 * n)

    def over_up(self, value, n):
        return value * 2.0

    def down(self, n):
        return n

    def over_rise_up(self, value, n):
        return value * (2 * (n + 1))

    def rise_down(self, n):
        return 0

    def _weight(self, x):
        return exp(-(x**2))


class _HermiteE(_Hermite):
    has_real_roots = False
    x = (0, 1)
    total = math.sqrt(2 * math.pi)

    def times_up(self, value, n):
        return value * (1 + 0 * n)

    def over_up(self, value, n):
        return value

    def over_rise_up(self, value, n):
        return value * (n + 1)

    def _weight(self, x):
        return exp(-0.5 * x**2)


class _Laguerre(Kind):
    has_real_roots = True
    x = (1, -1)
    domain = (0.0, 1.0)
    is_symmetric = False
    total = 1.0

    def times_up(self, value, n):
        return value * -(n + 1)

    def over_up(self, value, n):
        return value / -(n + 1)

    def same(self, n):
        return 2 * n + 1

    def down(self, n):
        return -n

    def over_rise_up(self, value, n):
        return -value

    def rise_same(self, n):
        return 1

    def rise_down(self, n):
        return 0

    def _weight(self, x):
        return exp(-x)


CHEBYSHEV, LEGENDRE, HERMITE, HERMITE_E, LAGUERRE = _Chebyshev(), Kind(), _Hermite(), _HermiteE(), _Laguerre()
