"""Distributions of real numbers with parameters.

Wherever a class says what ``_draw(name, size, out, *parameters)`` does, these are its methods: parameters broadcast
against each other and against the size, one number is given if there is neither a size nor an array.
"""

from math import isfinite as _isfinite

from .._core import asarray, float64, isfinite

__all__ = ["Continuous"]


class Continuous:
    """The distributions of real numbers that all generators have."""

    def beta(self, a, b, size=None):
        """Numbers in [0, 1] of the beta distribution.

        Parameters
        ----------
        a, b : float or array_like of float
            Parameters above 0.
        size : int or tuple of int, optional
            The shape; by default that of the parameters.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.default_rng(12345).beta(2.0, 3.0, size=3).round(4)
        array([0.2214, 0.6114, 0.5751])
        """
        return self._draw("beta", size, None, a, b)

    def exponential(self, scale=1.0, size=None):
        """Numbers of the exponential distribution.

        Parameters
        ----------
        scale : float or array_like of float
            The mean, not negative.
        size : int or tuple of int, optional
            The shape; by default that of the parameters.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.default_rng(12345).exponential(2.0, size=3).round(4)
        array([0.3683, 1.2901, 9.3804])
        """
        return self._draw("exponential", size, None, scale)

    def gamma(self, shape, scale=1.0, size=None):
        """Numbers of the gamma distribution.

        Parameters
        ----------
        shape, scale : float or array_like of float
            Neither is negative.
        size : int or tuple of int, optional
            The shape; by default that of the parameters.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.default_rng(12345).gamma(2.0, 3.0, size=3).round(4)
        array([1.2644, 2.3292, 4.7138])
        """
        return self._draw("gamma", size, None, shape, scale)

    def f(self, dfnum, dfden, size=None):
        """Numbers of the F distribution.

        Parameters
        ----------
        dfnum, dfden : float or array_like of float
            Degrees of freedom of numerator and denominator, above 0.
        size : int or tuple of int, optional
            The shape; by default that of the parameters.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.default_rng(12345).f(2.0, 3.0, size=3).round(4)
        array([0.0882, 0.5775, 1.0814])
        """
        return self._draw("f", size, None, dfnum, dfden)

    def noncentral_f(self, dfnum, dfden, nonc, size=None):
        """Numbers of the F distribution with a centre elsewhere.

        Parameters
        ----------
        dfnum, dfden, nonc : float or array_like of float
            Degrees of freedom, above 0, and the centre, not negative.
        size : int or tuple of int, optional
            The shape; by default that of the parameters.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.default_rng(12345).noncentral_f(2.0, 3.0, 1.0, size=3).round(4)
        array([0.0991, 1.3768, 0.0557])
        """
        return self._draw("noncentral_f", size, None, dfnum, dfden, nonc)

    def chisquare(self, df, size=None):
        """Numbers of the chi-square distribution.

        Parameters
        ----------
        df : float or array_like of float
            Degrees of freedom, above 0.
        size : int or tuple of int, optional
            The shape; by default that of the parameters.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.default_rng(12345).chisquare(2.0, size=3).round(4)
        array([0.3683, 1.2901, 9.3804])
        """
        return self._draw("chisquare", size, None, df)

    def noncentral_chisquare(self, df, nonc, size=None):
        """Numbers of the chi-square distribution with a centre elsewhere.

        Parameters
        ----------
        df, nonc : float or array_like of float
            Degrees of freedom, above 0, and the centre, not negative.
        size : int or tuple of int, optional
            The shape; by default that of the parameters.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.default_rng(12345).noncentral_chisquare(2.0, 1.0, size=3).round(4)
        array([0.1201, 1.0963, 2.5954])
        """
        return self._draw("noncentral_chisquare", size, None, df, nonc)

    def standard_cauchy(self, size=None):
        """Numbers of the Cauchy distribution with mode 0.

        Parameters
        ----------
        size : int or tuple of int, optional
            The shape; by default that of the parameters.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.default_rng(12345).standard_cauchy(size=3).round(4)
        array([-1.1267,  3.3594,  0.1017])
        """
        return self._draw("standard_cauchy", size, None)

    def standard_t(self, df, size=None):
        """Numbers of Student's t distribution.

        Parameters
        ----------
        df : float or array_like of float
            Degrees of freedom, above 0.
        size : int or tuple of int, optional
            The shape; by default that of the parameters.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.default_rng(12345).standard_t(5.0, size=3).round(4)
        array([-1.0485, -0.2857, -1.1961])
        """
        return self._draw("standard_t", size, None, df)

    def vonmises(self, mu, kappa, size=None):
        """Angles in [-pi, pi] of the von Mises distribution.

        Parameters
        ----------
        mu, kappa : float or array_like of float
            The mode, and the concentration, which is not negative.
        size : int or tuple of int, optional
            The shape; by default that of the parameters.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.default_rng(12345).vonmises(0.0, 4.0, size=3).round(4)
        array([ 0.1857, -0.8417,  0.6582])
        """
        return self._draw("vonmises", size, None, mu, kappa)

    def pareto(self, a, size=None):
        """Numbers of the Pareto II (Lomax) distribution.

        Parameters
        ----------
        a : float or array_like of float
            The shape, above 0.
        size : int or tuple of int, optional
            The shape; by default that of the parameters.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.default_rng(12345).pareto(3.0, size=3).round(4)
        array([0.0633, 0.2399, 3.7751])
        """
        return self._draw("pareto", size, None, a)

    def weibull(self, a, size=None):
        """Numbers of the Weibull distribution with scale 1.

        Parameters
        ----------
        a : float or array_like of float
            The shape, not negative.
        size : int or tuple of int, optional
            The shape; by default that of the parameters.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.default_rng(12345).weibull(3.0, size=3).round(4)
        array([0.5689, 0.864 , 1.6739])
        """
        return self._draw("weibull", size, None, a)

    def power(self, a, size=None):
        """Numbers in [0, 1] with density ``a * x**(a - 1)``.

        Parameters
        ----------
        a : float or array_like of float
            Above 0.
        size : int or tuple of int, optional
            The shape; by default that of the parameters.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.default_rng(12345).power(3.0, size=3).round(4)
        array([0.552 , 0.7804, 0.9969])
        """
        return self._draw("power", size, None, a)

    def laplace(self, loc=0.0, scale=1.0, size=None):
        """Numbers of the Laplace (double exponential) distribution.

        Parameters
        ----------
        loc, scale : float or array_like of float
            The mode, and the scale, which is not negative.
        size : int or tuple of int, optional
            The shape; by default that of the parameters.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.default_rng(12345).laplace(size=3).round(4)
        array([-0.7882, -0.4565,  0.9032])
        """
        return self._draw("laplace", size, None, loc, scale)

    def gumbel(self, loc=0.0, scale=1.0, size=None):
        """Numbers of the Gumbel distribution.

        Parameters
        ----------
        loc, scale : float or array_like of float
            The mode, and the scale, which is not negative.
        size : int or tuple of int, optional
            The shape; by default that of the parameters.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.default_rng(12345).gumbel(size=3).round(4)
        array([ 1.3551,  0.9652, -0.4677])
        """
        return self._draw("gumbel", size, None, loc, scale)

    def logistic(self, loc=0.0, scale=1.0, size=None):
        """Numbers of the logistic distribution.

        Parameters
        ----------
        loc, scale : float or array_like of float
            The mean, and the scale, which is not negative.
        size : int or tuple of int, optional
            The shape; by default that of the parameters.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.default_rng(12345).logistic(size=3).round(4)
        array([-1.2234, -0.7687,  1.3699])
        """
        return self._draw("logistic", size, None, loc, scale)

    def lognormal(self, mean=0.0, sigma=1.0, size=None):
        """Numbers whose logarithms are normally distributed.

        Parameters
        ----------
        mean, sigma : float or array_like of float
            Mean and standard deviation of the logarithm, the latter not negative.
        size : int or tuple of int, optional
            The shape; by default that of the parameters.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.default_rng(12345).lognormal(size=3).round(4)
        array([0.2408, 3.5386, 0.4187])
        """
        return self._draw("lognormal", size, None, mean, sigma)

    def rayleigh(self, scale=1.0, size=None):
        """Numbers of the Rayleigh distribution.

        Parameters
        ----------
        scale : float or array_like of float
            The mode, not negative.
        size : int or tuple of int, optional
            The shape; by default that of the parameters.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.default_rng(12345).rayleigh(2.0, size=3).round(4)
        array([1.2137, 2.2716, 6.1255])
        """
        return self._draw("rayleigh", size, None, scale)

    def wald(self, mean, scale, size=None):
        """Numbers of the Wald (inverse Gaussian) distribution.

        Parameters
        ----------
        mean, scale : float or array_like of float
            Both above 0.
        size : int or tuple of int, optional
            The shape; by default that of the parameters.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.default_rng(12345).wald(3.0, 2.0, size=3).round(4)
        array([0.6206, 1.0803, 2.7356])
        """
        return self._draw("wald", size, None, mean, scale)

    def normal(self, loc=0.0, scale=1.0, size=None):
        """Numbers of the normal distribution.

        Parameters
        ----------
        loc, scale : float or array_like of float
            Mean and standard deviation, the latter not negative.
        size : int or tuple of int, optional
            The shape; by default that of the parameters.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.default_rng(12345).normal(1, 2, size=3).round(4)
        array([-1.8477,  3.5275, -0.7413])
        """
        return self._draw("normal", size, None, loc, scale)

    def uniform(self, low=0.0, high=1.0, size=None):
        """Numbers in ``[low, high)``, each as likely as the others.

        Parameters
        ----------
        low, high : float or array_like of float
        size : int or tuple of int, optional
            The shape; by default that of the bounds.

        Raises
        ------
        OverflowError
            If the difference of the bounds is not finite.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.default_rng(12345).uniform(1, 2, size=3).round(4)
        array([1.2273, 1.3168, 1.7974])
        """
        if isinstance(low, (int, float)) and isinstance(high, (int, float)):
            span = float(high) - float(low)
            if not _isfinite(span):
                raise OverflowError(self._RANGE_ERROR)
        else:
            low, high = asarray(low).astype(float64, casting="safe"), asarray(high).astype(float64, casting="safe")
            span = high - low
            if not isfinite(span).all():
                raise OverflowError("Range exceeds valid bounds" if span.ndim else self._RANGE_ERROR)
        return self._draw("uniform", size, None, low, span)

    def triangular(self, left, mode, right, size=None):
        """Numbers whose density is a triangle from `left` to `right` with its top at `mode`.

        Parameters
        ----------
        left, mode, right : float or array_like of float
            In this order, `left` and `right` not the same.
        size : int or tuple of int, optional
            The shape; by default that of the parameters.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.default_rng(12345).triangular(0, 1, 4, size=3).round(4)
        array([0.9536, 1.1366, 2.4406])
        """
        left, mode, right = (asarray(part).astype(float64, casting="safe") for part in (left, mode, right))
        if (left > mode).any():
            raise ValueError("left > mode")
        if (mode > right).any():
            raise ValueError("mode > right")
        if (left == right).any():
            raise ValueError("left == right")
        return self._draw("triangular", size, None, left, mode, right)
