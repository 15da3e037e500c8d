"""Distributions of integers with parameters."""

from math import sqrt as _sqrt

from .._core import add, asarray, float64, int64, sqrt

__all__ = ["Discrete"]

# Ten standard deviations below the largest integer of 64 bits.
_RATE_MAX = 9.223372006484771e18
_THINGS_MAX = 10**9


class Discrete:
    """The distributions of integers that all generators have."""

    def poisson(self, lam=1.0, size=None):
        """Integers of the Poisson distribution.

        Parameters
        ----------
        lam : float or array_like of float
            The mean, not negative.
        size : int or tuple of int, optional
            The shape; by default that of the parameters.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.default_rng(12345).poisson(3.0, size=3)
        array([3, 3, 5])
        """
        return self._draw("poisson", size, None, lam)

    def zipf(self, a, size=None):
        """Integers of Zipf's distribution.

        Parameters
        ----------
        a : float or array_like of float
            The exponent, above 1.
        size : int or tuple of int, optional
            The shape; by default that of the parameters.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.default_rng(12345).zipf(2.0, size=3)
        array([1, 1, 2])
        """
        return self._draw("zipf", size, None, a)

    def geometric(self, p, size=None):
        """How many trials there are up to the first success.

        Parameters
        ----------
        p : float or array_like of float
            The probability of success, in (0, 1].
        size : int or tuple of int, optional
            The shape; by default that of the parameters.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.default_rng(12345).geometric(0.3, size=3)
        array([ 1,  2, 14])
        """
        return self._draw("geometric", size, None, p)

    def logseries(self, p, size=None):
        """Integers of the logarithmic series distribution.

        Parameters
        ----------
        p : float or array_like of float
            The parameter, in [0, 1).
        size : int or tuple of int, optional
            The shape; by default that of the parameters.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.default_rng(12345).logseries(0.6, size=3)
        array([2, 1, 1])
        """
        return self._draw("logseries", size, None, p)

    def binomial(self, n, p, size=None):
        """How many of `n` trials succeed.

        Parameters
        ----------
        n : int or array_like of int
            Not negative.
        p : float or array_like of float
            The probability of success, in [0, 1].
        size : int or tuple of int, optional
            The shape; by default that of the parameters.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.default_rng(12345).binomial(10, 0.3, size=3)
        array([2, 2, 4])
        """
        return self._draw("binomial", size, None, n, p)

    def negative_binomial(self, n, p, size=None):
        """How many trials fail before the n-th succeeds.

        Parameters
        ----------
        n : float or array_like of float
            Above 0, not necessarily an integer.
        p : float or array_like of float
            The probability of success, in (0, 1].
        size : int or tuple of int, optional
            The shape; by default that of the parameters.

        Raises
        ------
        ValueError
            Also if the mean is so large that there are no integers for it.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.default_rng(12345).negative_binomial(3, 0.4, size=3)
        array([2, 3, 7])
        """
        if self._CHECKS_NEGATIVE_BINOMIAL:
            if isinstance(n, (int, float)) and isinstance(p, (int, float)):
                large = n > 0 and 0 < p <= 1 and (1 - p) / p * (n + 10 * _sqrt(n)) > _RATE_MAX
            else:
                n, p = asarray(n).astype(float64, casting="safe"), asarray(p).astype(float64, casting="safe")
                allowed = (n > 0).all() and ((p > 0) & (p <= 1)).all()
                large = allowed and ((1 - p) / p * (n + 10 * sqrt(n)) > _RATE_MAX).any()
            if large:
                raise ValueError("n too large or p too small, see Generator.negative_binomial Notes")
        return self._draw("negative_binomial", size, None, n, p)

    def hypergeometric(self, ngood, nbad, nsample, size=None):
        """How many good things are among some that are drawn of good and bad ones, without putting them back.

        Parameters
        ----------
        ngood, nbad : int or array_like of int
            How many there are, not negative and less than 10**9.
        nsample : int or array_like of int
            How many are drawn, at most all.
        size : int or tuple of int, optional
            The shape; by default that of the parameters.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.default_rng(12345).hypergeometric(10, 5, 6, size=3)
        array([3, 4, 3])
        """
        parts = [int(part) if isinstance(part, (int, float)) else part for part in (ngood, nbad, nsample)]
        if all(isinstance(part, int) for part in parts):
            good, bad, sample = parts
            large = good >= _THINGS_MAX or bad >= _THINGS_MAX
            short = good + bad < sample
        else:
            parts = [part if isinstance(part, int) else asarray(part).astype(int64, casting="safe") for part in parts]
            good, bad, sample = (asarray(part) for part in parts)
            large = (good >= _THINGS_MAX).any() or (bad >= _THINGS_MAX).any()
            short = (add(good, bad) < sample).any()
        if large and self._LIMITS_THINGS:
            raise ValueError(f"both ngood and nbad must be less than {_THINGS_MAX}")
        if short:
            raise ValueError("ngood + nbad < nsample")
        return self._draw("hypergeometric", size, None, *parts)
