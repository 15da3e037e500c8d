"""Seeds, and what all bit generators have in common."""

import abc
import os
import threading

from .._core import _random_generate, _random_pool, asarray, integer, ndarray, uint32, uint64
from .._core import array as _array
from .._core import dtype as _dtype

__all__ = ["BitGenerator", "ISeedSequence", "ISpawnableSeedSequence", "SeedSequence", "SeedlessSeedSequence"]

_POOL_SIZE = 4
_UINT32 = _dtype("uint32")
_UINT64 = _dtype("uint64")


def words_of_int(n):
    """The 32-bit words of an integer, the lowest first.

    Examples
    --------
    >>> words_of_int(2**32 + 5)
    [5, 1]
    """
    n = int(n)
    if n < 0:
        raise ValueError("expected non-negative integer")
    words = [n & 0xFFFFFFFF]
    while n > 0xFFFFFFFF:
        n >>= 32
        words.append(n & 0xFFFFFFFF)
    return words


def _words(x):
    """The 32-bit words of a seed: an integer, a text of one, or a sequence of them."""
    if isinstance(x, ndarray) and x.dtype == _UINT32:
        return [int(word) for word in x.ravel().tolist()]
    if isinstance(x, str):
        if x.startswith("0x"):
            x = int(x, base=16)
        elif x[:1].isdigit():
            x = int(x)
        else:
            raise ValueError("unrecognized seed string")
    if isinstance(x, (int, integer)):
        return words_of_int(x)
    if isinstance(x, ndarray) and x.ndim == 0 and x.dtype.kind in "iu":
        return words_of_int(int(x))
    if not hasattr(x, "__len__"):
        raise TypeError("seed must be integer")
    result = []
    for part in x:
        if hasattr(part, "__len__") and not isinstance(part, str):
            raise TypeError("SeedSequence does not accept nested sequences.")
        result += _words(part)
    return result


class ISeedSequence(abc.ABC):
    """What a bit generator demands of a seed that is no number.

    Examples
    --------
    >>> isinstance(SeedSequence(1), ISeedSequence)
    True
    """

    @abc.abstractmethod
    def generate_state(self, n_words, dtype=uint32):
        """`n_words` words to start a bit generator from, uint32 or uint64."""


class ISpawnableSeedSequence(ISeedSequence):
    """A seed that has children.

    Examples
    --------
    >>> isinstance(SeedSequence(1), ISpawnableSeedSequence)
    True
    """

    @abc.abstractmethod
    def spawn(self, n_children):
        """A list of `n_children` seeds for streams of their own."""


class SeedlessSeedSequence(ISpawnableSeedSequence):
    """The seed of a bit generator that needs none.

    Examples
    --------
    >>> len(SeedlessSeedSequence().spawn(2))
    2
    """

    def generate_state(self, n_words, dtype=uint32):
        raise NotImplementedError("seedless SeedSequences cannot generate state")

    def spawn(self, n_children):
        if n_children < 0:
            raise ValueError("n_children must be non-negative")
        return [self] * n_children


class SeedSequence(ISpawnableSeedSequence):
    """A seed whose bits are mixed well, so that similar seeds give streams that have nothing in common.

    The mixing is M. E. O'Neill's (*Developing a seed_seq alternative*, 2015), with NumPy's constants.

    Parameters
    ----------
    entropy : {None, int, sequence of int}, optional
        Integers that are not negative, of any size; `None` takes bits from the operating system.
    spawn_key : sequence of int, optional
        The place among the children of a seed, as `spawn` sets it.
    pool_size : int, optional
        How many words are kept of the entropy, 4 or more.
    n_children_spawned : int, optional
        How many children there are already.

    Raises
    ------
    TypeError
        For other entropy.
    ValueError
        For negative integers, or a pool of less than 4 words.

    Examples
    --------
    >>> import uniarray as np
    >>> seed = np.random.SeedSequence(12345)
    >>> seed.generate_state(2)
    array([2688385916, 3048105090], dtype=uint32)
    >>> [child.spawn_key for child in seed.spawn(2)]
    [(0,), (1,)]
    """

    def __init__(self, entropy=None, *, spawn_key=(), pool_size=_POOL_SIZE, n_children_spawned=0):
        if pool_size < _POOL_SIZE:
            raise ValueError(f"The size of the entropy pool should be at least {_POOL_SIZE}")
        if entropy is None:
            entropy = int.from_bytes(os.urandom(4 * pool_size), "little")
        elif not isinstance(entropy, (int, integer, list, tuple, range, ndarray)):
            raise TypeError(f"SeedSequence expects int or sequence of ints for entropy not {entropy}")
        self.entropy = entropy
        self.spawn_key = tuple(spawn_key)
        self.pool_size = pool_size
        self.n_children_spawned = n_children_spawned
        words, key = _words(entropy), _words(self.spawn_key)
        if key and len(words) < pool_size:
            # Else the key could be taken for entropy.
            words += [0] * (pool_size - len(words))
        self.pool = _random_pool(_array(words + key, dtype=uint32), pool_size)

    def __repr__(self):
        lines = [f"{type(self).__name__}(", f"    entropy={self.entropy!r},"]
        if self.spawn_key:
            lines.append(f"    spawn_key={self.spawn_key!r},")
        if self.pool_size != _POOL_SIZE:
            lines.append(f"    pool_size={self.pool_size!r},")
        if self.n_children_spawned != 0:
            lines.append(f"    n_children_spawned={self.n_children_spawned!r},")
        return "\n".join([*lines, ")"])

    @property
    def state(self):
        """The arguments that make such a seed."""
        names = ("entropy", "spawn_key", "pool_size", "n_children_spawned")
        return {name: getattr(self, name) for name in names if getattr(self, name) is not None}

    def __getstate__(self):
        return self.state

    def __setstate__(self, state):
        self.__init__(**state)

    def generate_state(self, n_words, dtype=uint32):
        """`n_words` words to start a bit generator from, of dtype uint32 or uint64."""
        dtype = _dtype(dtype)
        if dtype == _UINT32:
            return _random_generate(self.pool, n_words)
        if dtype != _UINT64:
            raise ValueError("only support uint32 or uint64")
        words = _random_generate(self.pool, 2 * n_words).astype(uint64)
        return words[1::2] * _array(1 << 32, dtype=uint64) + words[::2]

    def spawn(self, n_children):
        """A list of `n_children` seeds, which differ from all that were spawned before."""
        if n_children < 0:
            raise ValueError("n_children must be non-negative")
        if self.n_children_spawned + n_children >= 1 << 32:
            raise OverflowError("value too large to convert to uint32_t")
        first = self.n_children_spawned
        self.n_children_spawned += n_children
        return [
            type(self)(self.entropy, spawn_key=(*self.spawn_key, place), pool_size=self.pool_size)
            for place in range(first, first + n_children)
        ]


def _plain(value):
    """A state without arrays."""
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    return value.tolist() if isinstance(value, ndarray) else value


def bit_generator_of(kind):
    """An instance of a class of bit generators, for pickles."""
    return kind()


class BitGenerator:
    """The base of all bit generators, which make the bits of random numbers.

    Parameters
    ----------
    seed : {None, int, sequence of int, SeedSequence}, optional
        `None` takes bits from the operating system.

    Raises
    ------
    NotImplementedError
        For this class itself.

    Examples
    --------
    >>> import uniarray as np
    >>> bits = np.random.PCG64(1)
    >>> isinstance(bits, np.random.BitGenerator), int(bits.random_raw())
    (True, 9441442522235856127)
    """

    # What the binary draws from.
    capsule = None

    def __init__(self, seed=None):
        if type(self) is BitGenerator:
            raise NotImplementedError("BitGenerator is a base class and cannot be instantized")
        self.lock = threading.RLock()
        self._seed_seq = seed if isinstance(seed, ISeedSequence) else SeedSequence(seed)
        self._start()

    def _start(self):
        """Makes `self.capsule` of the seed."""

    def __getstate__(self):
        return _plain(self.state), self._seed_seq

    def __setstate__(self, state_and_seed):
        if isinstance(state_and_seed, dict):
            self.state = state_and_seed
        else:
            self.state, self._seed_seq = state_and_seed

    def __reduce__(self):
        return bit_generator_of, (type(self),), self.__getstate__()

    @property
    def state(self):
        """The generator's state as a dictionary, which can be assigned again."""
        raise NotImplementedError("Not implemented in base BitGenerator")

    @state.setter
    def state(self, value):
        raise NotImplementedError("Not implemented in base BitGenerator")

    def _checked(self, value):
        """The dictionary, if it is a state of this kind of generator."""
        if not isinstance(value, dict):
            raise TypeError("state must be a dict")
        if value.get("bit_generator", "") != type(self).__name__:
            raise ValueError(f"state must be for a {type(self).__name__} RNG")
        return value

    @property
    def seed_seq(self):
        """The seed sequence that the generator started from."""
        return self._seed_seq

    def spawn(self, n_children):
        """A list of `n_children` bit generators of this kind with streams of their own."""
        if n_children < 0:
            raise ValueError("n_children must be non-negative")
        if not isinstance(self._seed_seq, ISpawnableSeedSequence):
            raise TypeError("The underlying SeedSequence does not implement spawning.")
        return [type(self)(seed=seed) for seed in self._seed_seq.spawn(n_children)]

    def random_raw(self, size=None, output=True):
        """What the generator makes, 64 bits (32 for the Mersenne Twister) at a time: an integer, or uint64 in an array.

        With ``output=False`` the numbers are thrown away, of which there are then as many as `size` adds up to.
        """
        if output:
            return self.capsule.raw(size)
        self.capsule.raw(1 if size is None else int(asarray(size).sum()))
        return None

    def _benchmark(self, cnt, method="uint64"):
        if method not in ("uint64", "double"):
            raise ValueError("Unknown method")
        self.capsule.raw(cnt)
