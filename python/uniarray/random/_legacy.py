"""`RandomState`: the generator that NumPy had before 1.17, whose streams stay as they are."""

import operator
import warnings

from .._core import _random_draw, _random_multinomial, arange, asarray, int64, zeros
from .._core import array as _array
from .._core import integer as _integer
from . import _bounded
from ._continuous import Continuous
from ._discrete import Discrete
from ._engines import MT19937
from ._generator import source_of
from ._orders import checked_probabilities, chosen, count_of, draw_weighted, population_of, shuffle
from ._vectors import Vectors, multinomial_rows, multivariate_normal, vector_shape

__all__ = ["RandomState"]

# What is drawn as `Generator` draws it.
_SHARED = {"random", "laplace", "gumbel", "logistic", "triangular", "poisson"}


def random_state_of(bit_generator):
    """A generator, for pickles."""
    return RandomState(bit_generator)


class RandomState(Continuous, Discrete):
    """Random numbers as programs have drawn them since long ago; new ones use `default_rng`.

    Streams are NumPy's: the same seed and the same calls give the same numbers, to the last bit.

    Parameters
    ----------
    seed : {None, int, sequence of int, BitGenerator}, optional
        Integers of 32 bits; `None` takes bits from the operating system.

    Examples
    --------
    >>> import uniarray as np
    >>> np.random.RandomState(0).rand(2).round(4)
    array([0.5488, 0.7152])
    """

    _poisson_lam_max = 9.223372006484771e18
    _RANGE_ERROR = "Range exceeds valid bounds"
    _CHECKS_NEGATIVE_BINOMIAL = False
    _LIMITS_THINGS = False

    def __init__(self, seed=None):
        if seed is None:
            seed = MT19937()
        elif not hasattr(seed, "capsule"):
            bit_generator = MT19937(0)
            bit_generator._legacy_seeding(seed)
            seed = bit_generator
        self._take(seed)

    def _take(self, bit_generator):
        """Draws from this bit generator from now on."""
        self._source = source_of(bit_generator)
        self._bit_generator = bit_generator
        self._source.set_gauss(None)

    def _draw(self, name, size, out, *parameters):
        if name not in _SHARED:
            name = "legacy_" + name
        return _random_draw(self._source, name, size, out, *parameters)

    def __repr__(self):
        return f"{self} at 0x{id(self):X}"

    def __str__(self):
        return f"{type(self).__name__}({type(self._bit_generator).__name__})"

    def __getstate__(self):
        state = self.get_state(legacy=False)
        return {**state, "state": self._bit_generator.__getstate__()[0]["state"]}

    def __setstate__(self, state):
        self.set_state(state)

    def __reduce__(self):
        return random_state_of, (self._bit_generator,), self.__getstate__()

    def seed(self, seed=None):
        """Starts anew.

        Raises
        ------
        TypeError
            If the bit generator is no Mersenne Twister.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.seed(0)
        >>> np.random.rand(2).round(4)
        array([0.5488, 0.7152])
        """
        if not isinstance(self._bit_generator, MT19937):
            raise TypeError("can only re-seed a MT19937 BitGenerator")
        self._bit_generator._legacy_seeding(seed)
        self._source.set_gauss(None)

    def get_state(self, legacy=True):
        """The state: a tuple of name, words, place among them, and the normal number yet to be given; or a dictionary.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.RandomState(0).get_state()[0]
        'MT19937'
        """
        state, gauss = self._bit_generator.state, self._source.gauss()
        state["has_gauss"], state["gauss"] = int(gauss is not None), gauss or 0.0
        if legacy and state["bit_generator"] != "MT19937":
            warnings.warn(
                "get_state and legacy can only be used with the MT19937 BitGenerator. To silence this warning, set "
                "`legacy` to False.",
                RuntimeWarning,
                stacklevel=2,
            )
            legacy = False
        if legacy and not isinstance(self._bit_generator, MT19937):
            raise ValueError("legacy can only be True when the underlying bitgenerator is an instance of MT19937.")
        if not legacy:
            return state
        key = state["state"]
        return state["bit_generator"], key["key"], key["pos"], state["has_gauss"], state["gauss"]

    def set_state(self, state):
        """Takes over what `get_state` gave.

        Examples
        --------
        >>> import uniarray as np
        >>> state = np.random.get_state()
        >>> np.random.set_state(state)
        """
        if isinstance(state, dict):
            if "bit_generator" not in state or "state" not in state:
                raise ValueError("state dictionary is not valid.")
        else:
            if not isinstance(state, (tuple, list)):
                raise TypeError("state must be a dict or a tuple.")
            if state[0] != "MT19937":
                raise ValueError("set_state can only be used with legacy MT19937 state instances.")
            name, key, pos, *rest = state
            state = {"bit_generator": name, "state": {"key": key, "pos": pos}}
            if rest:
                state["has_gauss"], state["gauss"] = rest
        has_gauss, gauss = int(state.get("has_gauss", 0)), float(state.get("gauss", 0.0))
        self._bit_generator.state = state
        self._source.set_gauss(gauss if has_gauss else None)

    def random_sample(self, size=None):
        """Numbers in [0, 1), each as likely as the others.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.RandomState(0).random_sample(2).round(4)
        array([0.5488, 0.7152])
        """
        return self._draw("random", size, None)

    def random(self, size=None):
        """As `random_sample`.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.RandomState(0).random(2).round(4)
        array([0.5488, 0.7152])
        """
        return self.random_sample(size)

    def rand(self, *args):
        """As `random_sample`, with the extents as arguments.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.RandomState(0).rand(2).round(4)
        array([0.5488, 0.7152])
        """
        return self.random_sample(args or None)

    def randn(self, *args):
        """As `standard_normal`, with the extents as arguments.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.RandomState(0).randn(2).round(4)
        array([1.7641, 0.4002])
        """
        return self.standard_normal(args or None)

    def standard_normal(self, size=None):
        """Normally distributed numbers with mean 0 and variance 1.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.RandomState(0).standard_normal(2).round(4)
        array([1.7641, 0.4002])
        """
        return self._draw("standard_normal", size, None)

    def standard_exponential(self, size=None):
        """Exponentially distributed numbers with mean 1.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.RandomState(0).standard_exponential(2).round(4)
        array([0.7959, 1.2559])
        """
        return self._draw("standard_exponential", size, None)

    def standard_gamma(self, shape, size=None):
        """Numbers of the gamma distribution with scale 1; `shape` is its shape.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.RandomState(0).standard_gamma(2.0, 2).round(4)
        array([5.1388, 2.2385])
        """
        return self._draw("standard_gamma", size, None, shape)

    def tomaxint(self, size=None):
        """Integers from 0 to the largest of 64 bits.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.RandomState(1).tomaxint()
        3846349041279680629
        """
        if size is None:
            return int(self._words(1)[0])
        count, shape = count_of(size)
        return self._words(count).reshape(shape)

    def _words(self, count):
        words = _bounded.integers(self._source, 0, (1 << 64) - 1, count, "uint64", True, True, "tomaxint")
        return (words >> 1).astype(int64)

    def randint(self, low, high=None, size=None, dtype=int):
        """Integers from `low` up to `high`, which is not included, or from 0 up to `low`.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.RandomState(0).randint(10, size=5)
        array([5, 0, 3, 3, 7])
        """
        if high is None:
            low, high = 0, low
        return _bounded.integers(self._source, low, high, size, dtype, False, True, "randint")

    def random_integers(self, low, high=None, size=None):
        """As `randint`, but from 1 on, and with `high` included; deprecated.

        Examples
        --------
        >>> import uniarray as np, warnings
        >>> with warnings.catch_warnings():
        ...     warnings.simplefilter("ignore")
        ...     np.random.RandomState(0).random_integers(10, size=3)
        array([6, 1, 4])
        """
        first = 1 if high is None else low
        last = low if high is None else high
        warnings.warn(
            f"This function is deprecated. Please call randint({first}, {last} + 1) instead",
            DeprecationWarning,
            stacklevel=2,
        )
        return self.randint(first, int(last) + 1, size=size, dtype=int64)

    def bytes(self, length):
        r"""Random bytes.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.RandomState(0).bytes(4)
        b'\xac\n\x7f\x8c'
        """
        return _bounded.random_bytes(self._source, length, True)

    def choice(self, a, size=None, replace=True, p=None):
        """Elements of an array with one axis, or integers below a number, chosen at random.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.RandomState(0).choice(5, 3, replace=False)
        array([2, 0, 1])
        """
        original, a = a, asarray(a)
        population = population_of(a, original, 0, ["a must be 1-dimensional or an integer"])
        if a.ndim > 1:
            raise ValueError("a must be 1-dimensional")
        count, shape = count_of(size)
        if population <= 0 and count != 0:
            if a.ndim == 0:
                raise ValueError("a must be greater than 0 unless no samples are taken")
            raise ValueError("'a' cannot be empty unless no samples are taken")
        if p is not None:
            p = checked_probabilities(
                p,
                population,
                [
                    "'p' must be 1-dimensional",
                    "'a' and 'p' must have same size",
                    "probabilities contain NaN",
                    "probabilities are not non-negative",
                    "probabilities do not sum to 1",
                ],
            )
        if replace:
            if p is None:
                places = asarray(self.randint(0, population, size=shape))
            else:
                cdf = p.cumsum()
                cdf /= cdf[-1]
                places = asarray(cdf.searchsorted(self.random_sample(shape), side="right"))
        else:
            if count > population:
                raise ValueError("Cannot take a larger sample than population when 'replace=False'")
            if count < 0:
                raise ValueError("Negative dimensions are not allowed")
            if p is None:
                places = self.permutation(population)[:count].reshape(shape)
            else:
                places = draw_weighted(self.random_sample, p, shape, count)
        return chosen(a, places, size, 0)

    def shuffle(self, x):
        """Brings an array or a mutable sequence into random order along its first axis, in place.

        Examples
        --------
        >>> import uniarray as np
        >>> x = [1, 2, 3, 4]
        >>> np.random.RandomState(0).shuffle(x)
        >>> x
        [3, 4, 2, 1]
        """
        shuffle(self._source, x, 0)

    def permutation(self, x):
        """An array in random order along its first axis, or the integers below a number.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.RandomState(0).permutation(5)
        array([2, 0, 1, 3, 4])
        """
        if isinstance(x, (int, _integer)):
            result = arange(x)
            self.shuffle(result)
            return result
        array = asarray(x)
        if array.ndim < 1:
            raise IndexError("x must be an integer or at least 1-dimensional")
        if array.ndim == 1:
            array = _array(array)
            self.shuffle(array)
            return array
        order = arange(array.shape[0])
        self.shuffle(order)
        return array[order]

    def multivariate_normal(self, mean, cov, size=None, check_valid="warn", tol=1e-8):
        """Vectors of the multivariate normal distribution.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.RandomState(0).multivariate_normal([0, 0], [[1, 0], [0, 4]], size=5).shape
        (5, 2)
        """
        return multivariate_normal(self.standard_normal, mean, cov, size, check_valid, tol, "legacy")

    def multinomial(self, n, pvals, size=None):
        """How often each of several outcomes comes in `n` trials.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.RandomState(0).multinomial(10, [0.2, 0.3, 0.5])
        array([2, 4, 4])
        """
        n = operator.index(n)
        if asarray(pvals).ndim == 0:
            raise TypeError("pvals must be a 1-d sequence")
        row = multinomial_rows(pvals)
        if row.ndim > 1:
            raise ValueError("object too deep for desired array")
        if n < 0:
            raise ValueError("n < 0")
        count, shape = vector_shape(size, row.size)
        if not row.size:
            return zeros(shape, dtype=int64)
        counts = zeros(count, dtype=int64) + n
        return _random_multinomial(self._source, counts, zeros(count, dtype=int64), row, row.size, True).reshape(shape)

    _dirichlet = Vectors._dirichlet

    def dirichlet(self, alpha, size=None):
        """Vectors of numbers that add up to 1, of the Dirichlet distribution.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.RandomState(0).dirichlet([1.0, 2.0, 3.0]).round(4)
        array([0.082 , 0.2904, 0.6276])
        """
        return self._dirichlet(alpha, size, asarray(alpha) <= 0, "alpha <= 0", True)
