"""What the kinds of series do with coefficients: sums, products, quotients, and zeros."""

from .. import linalg
from .._core import arange, array, sqrt, zeros
from .._creation import ones
from .polyutils import as_series, trimseq

__all__ = ["Algebra", "added", "real_if_all_are"]


def added(c1, c2, factor=1):
    """``c1 + factor * c2`` for arrays of coefficients of any lengths, zeros at the end kept."""
    result = zeros(max(len(c1), len(c2)), (c1[:1] * c2[:1]).dtype)
    result[: len(c1)] = c1
    result[: len(c2)] += factor * c2
    return result


def real_if_all_are(found):
    """Complex numbers without their imaginary parts where all of those are zero."""
    return found.real.copy() if found.dtype.kind == "c" and (found.imag == 0).all() else found


class Algebra:
    """Functions of coefficients for a kind of series, which is given by its recurrence (see ``Kind``)."""

    def line(self, off, scl):
        """The coefficients of the straight line ``off + scl * x``.

        Examples
        --------
        >>> import uniarray as np
        >>> np.polynomial.laguerre.lagline(3, 2)
        array([ 5, -2])
        """
        constant, slope = self.x
        return array([off]) if scl == 0 else array([off + scl * constant, scl * slope])

    def fromroots(self, roots):
        """The coefficients of the polynomial whose zeros are given, and whose highest power of x has the factor 1.

        Parameters
        ----------
        roots : array_like, one axis

        Examples
        --------
        >>> import uniarray as np
        >>> np.polynomial.chebyshev.chebfromroots([-1, 0, 1])
        array([ 0.  , -0.25,  0.  ,  0.25])
        """
        if len(roots) == 0:
            return array([1.0])
        [roots] = as_series([roots], trim=False)
        roots = roots.copy()
        roots.sort()
        factors = [self.line(-root, 1) for root in roots]
        # In pairs, so that the products are of like length and the errors small.
        while len(factors) > 1:
            half, odd = divmod(len(factors), 2)
            products = [self.mul(factors[place], factors[place + half]) for place in range(half)]
            if odd:
                products[0] = self.mul(products[0], factors[-1])
            factors = products
        return factors[0]

    def add(self, c1, c2):
        """The sum of two series.

        Examples
        --------
        >>> import uniarray as np
        >>> np.polynomial.chebyshev.chebadd((1, 2, 3), (3, 2, 1))
        array([4., 4., 4.])
        """
        return trimseq(added(*as_series([c1, c2])))

    def sub(self, c1, c2):
        """The difference of two series.

        Examples
        --------
        >>> import uniarray as np
        >>> np.polynomial.chebyshev.chebsub((1, 2, 3), (3, 2, 1))
        array([-2.,  0.,  2.])
        """
        return trimseq(added(*as_series([c1, c2]), -1))

    def mulx(self, c):
        """A series times x.

        Examples
        --------
        >>> import uniarray as np
        >>> np.polynomial.chebyshev.chebmulx([1, 2, 3])
        array([1. , 2.5, 1. , 1.5])
        """
        [c] = as_series([c])
        if len(c) == 1 and c[0] == 0:
            return c
        return self._times_x(c)

    def _times_x(self, c):
        degrees = arange(len(c))
        result = zeros(len(c) + 1, c.dtype)
        result[1:] = self.times_up(c, degrees)
        result[:-1] += c * self.same(degrees)
        result[:-2] += (c * self.down(degrees))[1:]
        return result

    def mul(self, c1, c2):
        """The product of two series, as a series of the same kind.

        Examples
        --------
        >>> import uniarray as np
        >>> np.polynomial.chebyshev.chebmul((1, 2, 3), (3, 2, 1))
        array([ 6.5, 12. , 12. ,  4. ,  1.5])
        """
        c1, c2 = as_series([c1, c2])
        if len(c1) > len(c2):
            c1, c2 = c2, c1
        # Clenshaw's scheme, where the number is the operator "times the longer series".
        nearer = further = c2[:1] * 0
        for degree in reversed(range(len(c1))):
            rest = added(self._times_x(nearer), nearer, -self.same(degree))
            value = added(c1[degree] * c2, self.over_up(rest, degree))
            factor = self.over_up(self.down(degree + 1), degree + 1)
            nearer, further = added(value, further, -factor), nearer
        return trimseq(nearer)

    def div(self, c1, c2):
        """Quotient and remainder of two series.

        Raises
        ------
        ZeroDivisionError
            If the second is zero.

        Examples
        --------
        >>> import uniarray as np
        >>> np.polynomial.chebyshev.chebdiv((1, 2, 3), (3, 2, 1))
        (array([3.]), array([-8., -4.]))
        """
        c1, c2 = as_series([c1, c2])
        if c2[-1] == 0:
            raise ZeroDivisionError
        if len(c1) < len(c2):
            return c1[:1] * 0, c1
        if len(c2) == 1:
            return c1 / c2[-1], c1[:1] * 0
        quotient, rest = zeros(len(c1) - len(c2) + 1, c1.dtype), c1
        for degree in reversed(range(len(quotient))):
            product = self.mul([0] * degree + [1], c2)
            quotient[degree] = rest[-1] / product[-1]
            rest = rest[:-1] - quotient[degree] * product[:-1]
        return quotient, trimseq(rest)

    def pow(self, c, pow, maxpower=16):
        """A series to a power.

        Parameters
        ----------
        c : array_like, one axis
        pow : int
            Not negative.
        maxpower : int, optional
            The largest power that is allowed.

        Examples
        --------
        >>> import uniarray as np
        >>> np.polynomial.chebyshev.chebpow([1, 2], 2)
        array([3., 4., 2.])
        """
        [c] = as_series([c])
        power = int(pow)
        if power != pow or power < 0:
            raise ValueError("Power must be a non-negative integer.")
        if maxpower is not None and power > maxpower:
            raise ValueError("Power is too large")
        if power == 0:
            return array([1], dtype=c.dtype)
        result = c
        for _ in range(power - 1):
            result = self.mul(result, c)
        return result

    def companion(self, c):
        """The matrix whose eigenvalues are the zeros of a series, of the form that is symmetric for a basis polynomial.

        Examples
        --------
        >>> import uniarray as np
        >>> np.polynomial.legendre.legcompanion([1, 2])
        array([[-0.5]])
        """
        [c] = as_series([c])
        if len(c) < 2:
            raise ValueError("Series must have maximum degree of at least 1.")
        count = len(c) - 1
        if count == 1:
            return array([[self._root_of_line(c)]])
        degrees = arange(count)
        # How the sizes of neighbours have to change for them to be orthonormal.
        ratios = sqrt(self.down(degrees + 1.0) / self.times_up(1.0, degrees))
        beside = self.times_up(ratios, degrees)[:-1]
        result = zeros((count, count), c.dtype)
        diagonals = result.reshape(-1)
        diagonals[:: count + 1] = self.same(degrees)
        diagonals[1 :: count + 1] = beside
        diagonals[count :: count + 1] = beside
        scale = ones(count)
        scale[:-1] = (1 / ratios[: count - 1][::-1]).cumprod()[::-1]
        result[:, -1] -= self.times_up(c[:-1] / c[-1] * scale, count - 1)
        return result

    def _root_of_line(self, c):
        constant, slope = self.x
        return constant - slope * c[0] / c[1]

    def roots(self, c):
        """The zeros of a series, in rising order.

        Examples
        --------
        >>> import uniarray as np
        >>> np.polynomial.chebyshev.chebroots([-1, 1, -1, 1]).real.round(6)
        array([-0.5,  0. ,  1. ])
        """
        [c] = as_series([c])
        if len(c) < 2:
            return array([], dtype=c.dtype)
        if len(c) == 2:
            return array([self._root_of_line(c)])
        # Turned around the matrix gives more precise eigenvalues.
        found = linalg.eigvals(self.companion(c)[::-1, ::-1])
        found.sort()
        return real_if_all_are(found) if self.has_real_roots else found
