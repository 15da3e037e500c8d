"""Random numbers, with NumPy's streams: the same seed and the same calls give the same numbers, to the last bit.

>>> import uniarray as np
>>> rng = np.random.default_rng(12345)
>>> rng.integers(10, size=5)
array([6, 2, 7, 3, 2])

Vectors of `multivariate_normal` are made of the same numbers, but their covariances may be factorised with other signs.

The functions here without a generator, such as ``rand`` and ``seed``, are methods of one `RandomState`.
"""

from . import bit_generator as bit_generator
from ._engines import MT19937, PCG64, PCG64DXSM, SFC64, Philox
from ._generator import Generator, default_rng
from ._legacy import RandomState
from .bit_generator import BitGenerator, SeedSequence

_rand = RandomState()

_OF_THE_STATE = [
    "beta",
    "binomial",
    "bytes",
    "chisquare",
    "choice",
    "dirichlet",
    "exponential",
    "f",
    "gamma",
    "geometric",
    "get_state",
    "gumbel",
    "hypergeometric",
    "laplace",
    "logistic",
    "lognormal",
    "logseries",
    "multinomial",
    "multivariate_normal",
    "negative_binomial",
    "noncentral_chisquare",
    "noncentral_f",
    "normal",
    "pareto",
    "permutation",
    "poisson",
    "power",
    "rand",
    "randint",
    "randn",
    "random",
    "random_integers",
    "random_sample",
    "rayleigh",
    "seed",
    "set_state",
    "shuffle",
    "standard_cauchy",
    "standard_exponential",
    "standard_gamma",
    "standard_normal",
    "standard_t",
    "triangular",
    "uniform",
    "vonmises",
    "wald",
    "weibull",
    "zipf",
]
globals().update({name: getattr(_rand, name) for name in _OF_THE_STATE})
ranf = sample = _rand.random_sample


def get_bit_generator():
    """The bit generator that the functions draw from.

    Examples
    --------
    >>> import uniarray as np
    >>> type(np.random.get_bit_generator()).__name__
    'MT19937'
    """
    return _rand._bit_generator


def set_bit_generator(bitgen):
    """Makes the functions draw from another bit generator.

    Examples
    --------
    >>> import uniarray as np
    >>> bits = np.random.get_bit_generator()
    >>> np.random.set_bit_generator(np.random.MT19937(1))
    >>> np.random.set_bit_generator(bits)
    """
    _rand._take(bitgen)


__all__ = [
    "MT19937",
    "PCG64",
    "PCG64DXSM",
    "SFC64",
    "BitGenerator",
    "Generator",
    "Philox",
    "RandomState",
    "SeedSequence",
    "default_rng",
    "get_bit_generator",
    "ranf",
    "sample",
    "set_bit_generator",
    *_OF_THE_STATE,
]
