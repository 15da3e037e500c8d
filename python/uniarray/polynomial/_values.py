"""What the kinds of series are at numbers: sums by Clenshaw's scheme, and matrices of the basis polynomials."""

from .._core import array, asarray, empty
from .._creation import ones
from .polyutils import as_integer

__all__ = ["Values"]


def _of_one_shape(*points):
    points = [asarray(one) for one in points]
    if any(one.shape != points[0].shape for one in points[1:]):
        raise ValueError("x, y, z are incompatible" if len(points) == 3 else "x, y are incompatible")
    return points


class Values:
    """Functions of numbers for a kind of series, which is given by its recurrence (see ``Kind``)."""

    def val(self, x, c, tensor=True):
        """The values of a series.

        Parameters
        ----------
        x : array_like
        c : array_like
            Coefficients along the first axis.
        tensor : bool
            Whether every series is evaluated at every x, or they broadcast.

        Examples
        --------
        >>> import uniarray as np
        >>> np.polynomial.chebyshev.chebval([0, 1, 2], [1, 2, 3])
        array([-2.,  6., 26.])
        """
        c = array(c, ndmin=1, copy=None)
        if c.dtype.kind in "biu":
            c = c + 0.0
        if isinstance(x, (list, tuple)):
            x = asarray(x)
        if tensor and hasattr(x, "ndim"):
            c = c.reshape(c.shape + (1,) * x.ndim)
        nearer, further = c[-1] + x * 0, 0
        for degree in reversed(range(len(c) - 1)):
            step = self.over_up((x - self.same(degree)) * nearer, degree)
            factor = self.over_up(self.down(degree + 1), degree + 1)
            nearer, further = c[degree] + step - factor * further, nearer
        return nearer

    def valnd(self, pts, c):
        """The values of a series in several variables at points.

        Parameters
        ----------
        pts : sequence of array_like
            The coordinates, of one shape.
        c : array_like
            Coefficients: the first axis belongs to the first variable, and so on.

        Examples
        --------
        >>> import uniarray as np
        >>> np.polynomial.chebyshev.chebvalnd([[1, 2], [3, 4]], [[1, 2], [3, 4]])
        array([22., 47.])
        """
        x, *rest = _of_one_shape(*pts)
        c = self.val(x, c)
        for one in rest:
            c = self.val(one, c, tensor=False)
        return c

    def val2d(self, x, y, c):
        """The values of a series in two variables at points (x, y).

        Examples
        --------
        >>> import uniarray as np
        >>> np.polynomial.chebyshev.chebval2d([1, 2], [3, 4], [[1, 2], [3, 4]])
        array([22., 47.])
        """
        return self.valnd((x, y), c)

    def val3d(self, x, y, z, c):
        """The values of a series in three variables at points (x, y, z).

        Examples
        --------
        >>> import uniarray as np
        >>> np.polynomial.chebyshev.chebval3d([1, 2], [3, 4], [5, 6], [[[1, 2], [3, 4]]])
        array([ 80., 121.])
        """
        return self.valnd((x, y, z), c)

    def grid2d(self, x, y, c):
        """The values of a series in two variables at all pairs of numbers of x and y.

        Examples
        --------
        >>> import uniarray as np
        >>> np.polynomial.chebyshev.chebgrid2d([1, 2], [3, 4], [[1, 2], [3, 4]])
        array([[22., 28.],
               [37., 47.]])
        """
        return self._grid(c, x, y)

    def grid3d(self, x, y, z, c):
        """The values of a series in three variables at all triples of numbers of x, y and z.

        Examples
        --------
        >>> import uniarray as np
        >>> np.polynomial.chebyshev.chebgrid3d([1, 2], [3], [5], [[[1, 2], [3, 4]]])
        array([[[80.]],
        <BLANKLINE>
               [[80.]]])
        """
        return self._grid(c, x, y, z)

    def _grid(self, c, *points):
        for one in points:
            c = self.val(one, c)
        return c

    def vander(self, x, deg):
        """The values of all basis polynomials up to a degree, along a new last axis.

        Examples
        --------
        >>> import uniarray as np
        >>> np.polynomial.chebyshev.chebvander([2, 3], 2)
        array([[ 1.,  2.,  7.],
               [ 1.,  3., 17.]])
        """
        highest = as_integer(deg, "deg")
        if highest < 0:
            raise ValueError("deg must be non-negative")
        x = array(x, copy=None, ndmin=1) + 0.0
        result = empty((highest + 1, *x.shape), x.dtype)
        result[0] = 1
        for degree in range(highest):
            rest = (x - self.same(degree)) * result[degree]
            if degree:
                rest = rest - self.down(degree) * result[degree - 1]
            result[degree + 1] = self.over_up(rest, degree)
        return result.transpose(*range(1, result.ndim), 0)

    def vander2d(self, x, y, deg):
        """The products of all basis polynomials of two variables up to degrees, along a new last axis.

        Parameters
        ----------
        x, y : array_like
            Of one shape.
        deg : sequence of two int
            The highest degrees.

        Examples
        --------
        >>> import uniarray as np
        >>> np.polynomial.chebyshev.chebvander2d([2], [3], [1, 1])
        array([[1., 3., 2., 6.]])
        """
        return self._vander((x, y), deg)

    def vander3d(self, x, y, z, deg):
        """The products of all basis polynomials of three variables up to degrees, along a new last axis.

        Examples
        --------
        >>> import uniarray as np
        >>> np.polynomial.chebyshev.chebvander3d([2], [3], [4], [1, 0, 1])
        array([[1., 4., 2., 8.]])
        """
        return self._vander((x, y, z), deg)

    def _vander(self, points, degrees):
        degrees = [as_integer(one, "degrees") for one in degrees]
        if len(degrees) != len(points):
            raise ValueError(f"Expected {len(points)} dimensions of degrees, got {len(degrees)}")
        points = [asarray(one) + 0.0 for one in points]
        result = ones((*points[0].shape, 1))
        for one, degree in zip(points, degrees):
            factor = self.vander(one, degree).reshape((*one.shape, 1, degree + 1))
            result = result[..., None] * factor
            result = result.reshape((*result.shape[:-2], result.shape[-2] * result.shape[-1]))
        return result
