"""Fits by least squares with the kinds of series, and quadrature by Gauss with their zeros."""

import warnings

from .. import linalg
from .._core import absolute, arange, asarray, sqrt, where, zeros
from .._types import finfo
from ..exceptions import RankWarning
from .polyutils import as_integer

__all__ = ["Fitting", "fitted"]


def fitted(vander, x, y, deg, rcond, full, w):
    """What the functions for fitting give: coefficients, and with `full` residuals, rank, singular values and `rcond`.

    Parameters
    ----------
    vander : callable
        The matrix of the basis polynomials' values, from numbers and a degree.
    x, y, deg, rcond, full, w
        As for ``polyfit``.
    """
    x, y, degrees = asarray(x) + 0.0, asarray(y) + 0.0, asarray(deg)
    if degrees.ndim > 1 or degrees.dtype.kind not in "iu" or degrees.size == 0:
        raise TypeError("deg must be an int or non-empty 1-D array of int")
    if degrees.min() < 0:
        raise ValueError("expected deg >= 0")
    if x.ndim != 1:
        raise TypeError("expected 1D vector for x")
    if x.size == 0:
        raise TypeError("expected non-empty vector for x")
    if y.ndim < 1 or y.ndim > 2:
        raise TypeError("expected 1D or 2D array for y")
    if len(x) != len(y):
        raise TypeError("expected x and y to have same length")
    highest = int(degrees.max())
    chosen = list(range(highest + 1)) if degrees.ndim == 0 else sorted(int(one) for one in degrees)
    left, right = vander(x, highest)[:, chosen], y
    if w is not None:
        w = asarray(w) + 0.0
        if w.ndim != 1:
            raise TypeError("expected 1D vector for w")
        if len(x) != len(w):
            raise TypeError("expected x and w to have same length")
        left = left * w[:, None]
        right = right * (w if y.ndim == 1 else w[:, None])
    if rcond is None:
        rcond = len(x) * finfo(x.dtype).eps
    scale = sqrt((absolute(left) ** 2).sum(axis=0))
    scale = where(scale == 0, 1, scale)
    found, resids, rank, s = linalg.lstsq(left / scale, right, rcond)
    found = (found.T / scale).T
    result = zeros((highest + 1, *found.shape[1:]), found.dtype)
    result[chosen] = found
    if rank != len(chosen) and not full:
        warnings.warn("The fit may be poorly conditioned", RankWarning, stacklevel=3)
    return (result, [resids, rank, s, rcond]) if full else result


class Fitting:
    """Fits and quadrature for a kind of series, which is given by its recurrence (see ``Kind``)."""

    def fit(self, x, y, deg, rcond=None, full=False, w=None):
        """The series of a degree that fits points best by least squares.

        Parameters
        ----------
        x : array_like, shape (M,)
        y : array_like, shape (M,) or (M, K)
        deg : int or sequence of int
            The highest degree, or which basis polynomials there are.
        rcond : float, optional
            Relative size of singular values that count as zero.
        full : bool
            Whether to give residuals, rank, singular values and `rcond` as well.
        w : array_like, shape (M,), optional
            Weights.

        Examples
        --------
        >>> import uniarray as np
        >>> np.polynomial.chebyshev.chebfit([0, 1, 2, 3], [1, 3, 5, 7], 1).round(6)
        array([1., 2.])
        """
        return fitted(self.vander, x, y, deg, rcond, full, w)

    def gauss(self, deg):
        """Points and weights of the quadrature by Gauss that is exact up to degree ``2 * deg - 1``.

        The points are the zeros of the basis polynomial, eigenvalues of its companion matrix refined by one step of
        Newton's method. The weights are the reciprocals of Christoffel's sums of squares of the orthonormal polynomials
        there (G. H. Golub, J. H. Welsch, Calculation of Gauss quadrature rules, 1969).

        Parameters
        ----------
        deg : int
            How many points, at least one.

        Examples
        --------
        >>> import uniarray as np
        >>> x, w = np.polynomial.legendre.leggauss(2)
        >>> x.round(6), w.round(6)
        (array([-0.57735,  0.57735]), array([1., 1.]))
        """
        count = as_integer(deg, "deg")
        if count <= 0:
            raise ValueError("deg must be a positive integer")
        x = linalg.eigvalsh(self.companion([0] * count + [1]))
        degrees = arange(count)
        middle = self.same(degrees) + zeros(count)
        ratios = sqrt(self.down(degrees + 1.0) / self.times_up(1.0, degrees))
        beside = self.times_up(ratios, degrees)
        # The orthonormal polynomials at the points and their derivatives, from degree to degree.
        before = slope_before = slope = x * 0
        value = before + 1
        for degree in range(count):
            rest, back = x - middle[degree], beside[degree - 1] if degree else 0.0
            after = (rest * value - back * before) / beside[degree]
            slope_after = (rest * slope + value - back * slope_before) / beside[degree]
            before, value, slope_before, slope = value, after, slope, slope_after
        x = x - value / slope
        before, value, squares = x * 0, x * 0 + 1, x * 0
        for degree in range(count):
            squares = squares + value * value
            back = beside[degree - 1] if degree else 0.0
            before, value = value, ((x - middle[degree]) * value - back * before) / beside[degree]
        weights = 1 / squares
        if self.is_symmetric:
            weights, x = (weights + weights[::-1]) / 2, (x - x[::-1]) / 2
        return x, weights * (self.total / weights.sum())

    def weight(self, x):
        """The function by which the basis polynomials are orthogonal.

        Examples
        --------
        >>> import uniarray as np
        >>> np.polynomial.hermite.hermweight([0.0, 1.0]).round(6)
        array([1.      , 0.367879])
        """
        return self._weight(asarray(x) + 0.0)
