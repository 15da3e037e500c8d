"""Distributions of vectors."""

import operator
import warnings

from .._comparison import allclose
from .._core import (
    _random_colors,
    _random_dirichlet,
    _random_multinomial,
    abs,
    arange,
    asarray,
    dot,
    float64,
    int64,
    matmul,
    ndarray,
    sqrt,
    zeros,
)
from .._core import array as _array
from .._manipulation import broadcast_to
from .._views import broadcast_shapes
from ._orders import count_of

__all__ = ["Vectors", "kahan_sum", "multinomial_rows", "multivariate_normal", "vector_shape"]

_MOST = (1 << 63) - 1


def kahan_sum(values):
    """A sum by W. Kahan's method (CACM 8, 1965).

    Examples
    --------
    >>> kahan_sum([0.1] * 10)
    1.0
    """
    total, lost = 0.0, 0.0
    for value in values:
        value -= lost
        more = total + value
        total, lost = more, (more - total) - value
    return total


def vector_shape(size, length):
    """How many vectors a size asks for, and the shape of all of them.

    Examples
    --------
    >>> vector_shape(2, 3), vector_shape(None, 3)
    ((2, (2, 3)), (1, (3,)))
    """
    count, shape = count_of(size)
    return count, (*shape, length)


def multinomial_rows(pvals):
    """Vectors of probabilities, checked.

    Examples
    --------
    >>> multinomial_rows([0.5, 0.5])
    array([0.5, 0.5])
    """
    rows = asarray(pvals).astype(float64, casting="safe")
    if not ((rows >= 0) & (rows <= 1)).all():
        raise ValueError("pvals < 0, pvals > 1 or pvals contains NaNs")
    if rows.ndim and rows.shape[-1]:
        for row in rows.reshape(-1, rows.shape[-1]).tolist():
            if kahan_sum(row[:-1]) > 1.0 + 1e-12:
                raise ValueError(_too_much(pvals, rows.ndim))
    return rows


def _too_much(pvals, ndim):
    part = "[:-1]" if ndim == 1 else "[...,:-1]"
    inexact = isinstance(pvals, ndarray) and pvals.dtype.kind == "f" and pvals.dtype != float64
    if inexact and pvals.sum() < 1.0001:
        return (
            f"sum(pvals{part}.astype(np.float64)) > 1.0. The pvals array is cast to 64-bit floating point prior to "
            "checking the sum. Precision changes when casting may cause problems even if the sum of the original pvals "
            "is valid."
        )
    return f"sum(pvals{part}) > 1.0"


def multivariate_normal(standard_normal, mean, cov, size, check_valid, tol, method):
    """Vectors of the multivariate normal distribution, made of standard normal numbers.

    Examples
    --------
    >>> from uniarray.random import default_rng
    >>> multivariate_normal(default_rng(1).standard_normal, [0, 0], [[0, 0], [0, 0]], None, "warn", 1e-8, "svd")
    array([0., 0.])
    """
    # Imported when it is needed: few programs have any other use for it.
    from ..linalg import cholesky, eigh, svd

    mean, cov = _array(mean), _array(cov)
    if mean.dtype.kind == "c" or cov.dtype.kind == "c":
        raise TypeError("mean and cov must not be complex")
    if mean.ndim != 1:
        raise ValueError("mean must be 1 dimensional")
    if cov.ndim != 2 or cov.shape[0] != cov.shape[1]:
        raise ValueError("cov must be 2 dimensional and square")
    if mean.shape[0] != cov.shape[0]:
        raise ValueError("mean and cov must have same length")
    shape = vector_shape(size, mean.shape[0])[1]
    x = standard_normal(shape).reshape(-1, mean.shape[0])
    cov = cov.astype(float64)
    if method == "cholesky":
        factor = cholesky(cov)
    elif method == "eigh":
        s, u = eigh(cov)
        valid = not (s < -tol).any()
        factor = u * sqrt(abs(s))
    else:
        u, s, vh = svd(cov)
        valid = allclose(dot(vh.T * s, vh), cov, rtol=tol, atol=tol)
        # The old generator had the transposed matrix of the right side.
        factor = vh.T * sqrt(s) if method == "legacy" else u * sqrt(s)
    if check_valid != "ignore" and method != "cholesky":
        if check_valid not in ("warn", "raise"):
            raise ValueError("check_valid must equal 'warn', 'raise', or 'ignore'")
        if not valid:
            if check_valid == "raise":
                raise ValueError("covariance is not symmetric positive-semidefinite.")
            warnings.warn("covariance is not symmetric positive-semidefinite.", RuntimeWarning, stacklevel=3)
    return (mean + matmul(x, factor.T)).reshape(shape)


class Vectors:
    """The distributions of vectors, as `Generator` has them."""

    def multivariate_normal(self, mean, cov, size=None, check_valid="warn", tol=1e-8, *, method="svd"):
        """Vectors of the multivariate normal distribution.

        Parameters
        ----------
        mean : array_like, shape (n,)
        cov : array_like, shape (n, n)
            The covariances, symmetric and positive semidefinite.
        size : int or tuple of int, optional
            The shape of the array of vectors.
        check_valid : {'warn', 'raise', 'ignore'}, optional
            What happens if the covariances are none.
        tol : float, optional
            How exactly that is looked at.
        method : {'svd', 'eigh', 'cholesky'}, optional
            How the covariances are factorised. Factors are unique only up to signs, so that vectors may differ from
            those that another library makes of the same numbers.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.default_rng(12345).multivariate_normal([0, 0], [[1, 0], [0, 4]], size=5).shape
        (5, 2)
        """
        if method not in {"eigh", "svd", "cholesky"}:
            raise ValueError("method must be one of {'eigh', 'svd', 'cholesky'}")
        return multivariate_normal(self.standard_normal, mean, cov, size, check_valid, tol, method)

    def multinomial(self, n, pvals, size=None):
        """How often each of several outcomes comes in `n` trials.

        Parameters
        ----------
        n : int or array_like of int
            Not negative.
        pvals : array_like of float, shape (..., k)
            The probability of each outcome; the last one's is what the others leave.
        size : int or tuple of int, optional
            The shape of the array of vectors.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.default_rng(12345).multinomial(10, [0.2, 0.3, 0.5])
        array([1, 3, 6])
        """
        counts = asarray(n).astype(int64, casting="safe")
        rows = asarray(pvals)
        length = rows.shape[-1] if rows.ndim else 0
        if not length:
            raise ValueError(
                "pvals must have at least 1 dimension and the last dimension of pvals must be greater than 0."
            )
        rows = multinomial_rows(pvals)
        if (counts < 0).any():
            raise ValueError("n < 0")
        places = arange(0, rows.size, length).reshape(rows.shape[:-1])
        given = broadcast_shapes(counts.shape, places.shape)
        shape = given
        if size is not None:
            shape = count_of(size)[1]
            all_shapes = broadcast_shapes(given, shape)
            if all_shapes != shape:
                raise ValueError(
                    f"Output size {shape} is not compatible with broadcast dimensions of inputs {all_shapes}."
                )
        counts, places = broadcast_to(counts, shape).ravel(), broadcast_to(places, shape).ravel()
        result = _random_multinomial(self._source, counts, places, rows.ravel(), length, False)
        return result.reshape((*shape, length))

    def multivariate_hypergeometric(self, colors, nsample, size=None, method="marginals"):
        """How many things of each colour are among some that are drawn, without putting them back.

        Parameters
        ----------
        colors : sequence of int
            How many things of each colour there are.
        nsample : int
            How many are drawn.
        size : int or tuple of int, optional
            The shape of the array of vectors.
        method : {'marginals', 'count'}, optional
            Colour by colour, or by shuffling all things.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.default_rng(12345).multivariate_hypergeometric([4, 5, 6], 5)
        array([1, 2, 2])
        """
        if method not in ("count", "marginals"):
            raise ValueError('method must be "count" or "marginals".')
        try:
            nsample = operator.index(nsample)
        except TypeError:
            raise ValueError("nsample must be an integer") from None
        if nsample < 0:
            raise ValueError("nsample must be nonnegative.")
        if nsample > _MOST:
            raise ValueError(f"nsample must not exceed {_MOST}")
        try:
            colors = asarray(colors)
            good = colors.ndim == 1 and (colors.size == 0 or colors.dtype.kind in "iu")
            good = good and not (colors < 0).any() and not (colors > _MOST).any()
        except (ValueError, OverflowError):
            good = False
        if not good:
            raise ValueError(
                f"colors must be a one-dimensional sequence of nonnegative integers not exceeding {_MOST}."
            )
        total = sum(int(color) for color in colors.tolist())
        if total > _MOST:
            raise ValueError(f"sum(colors) must not exceed the maximum value of a 64 bit signed integer ({_MOST})")
        if method == "marginals" and total >= 1000000000:
            raise ValueError('When method is "marginals", sum(colors) must be less than 1000000000.')
        if method == "count" and total > _MOST // 8:
            raise ValueError(f"When method is 'count', sum(colors) must not exceed {_MOST // 8}")
        if nsample > total:
            raise ValueError("nsample > sum(colors)")
        count, shape = vector_shape(size, colors.size)
        if colors.size == 0:
            return zeros(shape, dtype=int64)
        result = _random_colors(self._source, colors.astype(int64), nsample, count, method == "count")
        return result.reshape(shape)

    def dirichlet(self, alpha, size=None):
        """Vectors of numbers that add up to 1, of the Dirichlet distribution.

        Parameters
        ----------
        alpha : sequence of float
            Not negative.
        size : int or tuple of int, optional
            The shape of the array of vectors.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.default_rng(12345).dirichlet([1.0, 2.0, 3.0]).round(4)
        array([0.0291, 0.6135, 0.3574])
        """
        return self._dirichlet(alpha, size, asarray(alpha) < 0, "alpha < 0", False)

    def _dirichlet(self, alpha, size, wrong, message, legacy):
        length = len(alpha)
        alpha = asarray(alpha).astype(float64, casting="safe")
        if alpha.ndim != 1:
            raise ValueError("object too deep for desired array")
        if wrong.any():
            raise ValueError(message)
        count, shape = vector_shape(size, length)
        return _random_dirichlet(self._source, alpha, count, legacy).reshape(shape)
