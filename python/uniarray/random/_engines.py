"""The bit generators."""

import operator

from .._core import _random_source, asarray, int64, uint32, uint64
from .._core import array as _array
from .bit_generator import BitGenerator, SeedSequence

__all__ = ["MT19937", "PCG64", "PCG64DXSM", "SFC64", "Philox"]

_WORD = (1 << 64) - 1
# The golden ratio times 2**128: jumps by it keep streams apart.
_JUMP = 0x9E3779B97F4A7C15F39CC0605CEDC835


class _Pcg(BitGenerator):
    def _start(self):
        self.capsule = _random_source(self._KIND, self._seed_seq.generate_state(4, uint64))

    @property
    def state(self):
        upper, lower, increment_upper, increment, has_uint32, uinteger = self.capsule.words().tolist()
        return {
            "bit_generator": type(self).__name__,
            "state": {"state": upper << 64 | lower, "inc": increment_upper << 64 | increment},
            "has_uint32": has_uint32,
            "uinteger": uinteger,
        }

    @state.setter
    def state(self, value):
        value = self._checked(value)
        state, increment = int(value["state"]["state"]), int(value["state"]["inc"])
        words = [state >> 64, state & _WORD, increment >> 64, increment & _WORD]
        self.capsule.set_words(_array([*words, int(value["has_uint32"]), int(value["uinteger"])], dtype=uint64))

    def advance(self, delta):
        """Moves on as if `delta` numbers had been drawn, or back where it is negative; gives the generator itself."""
        delta = int(delta) & ((1 << 128) - 1)
        self.capsule.advance(delta >> 64, delta & _WORD)
        return self

    def jumped(self, jumps=1):
        """A new generator, `jumps` times so far ahead that streams do not meet."""
        other = type(self)()
        other.state = self.state
        return other.advance(_JUMP * int(jumps))


class PCG64(_Pcg):
    """The default bit generator: PCG XSL-RR 128/64 (M. E. O'Neill, 2014).

    Parameters
    ----------
    seed : {None, int, sequence of int, SeedSequence}, optional
        `None` takes bits from the operating system.

    Examples
    --------
    >>> import uniarray as np
    >>> np.random.PCG64(7).random_raw(2)
    array([11530976094092348043, 16550673365885938325], dtype=uint64)
    >>> np.random.PCG64(7).advance(1).random_raw(1)
    array([16550673365885938325], dtype=uint64)
    """

    _KIND = "PCG64"


class PCG64DXSM(_Pcg):
    """PCG with a cheaper multiplication and a stronger output function, DXSM.

    Parameters
    ----------
    seed : {None, int, sequence of int, SeedSequence}, optional
        `None` takes bits from the operating system.

    Examples
    --------
    >>> import uniarray as np
    >>> np.random.PCG64DXSM(7).random_raw(1)
    array([1791289110853690569], dtype=uint64)
    """

    _KIND = "PCG64DXSM"


class SFC64(BitGenerator):
    """Chris Doty-Humphrey's small fast chaotic generator.

    Parameters
    ----------
    seed : {None, int, sequence of int, SeedSequence}, optional
        `None` takes bits from the operating system.

    Examples
    --------
    >>> import uniarray as np
    >>> np.random.SFC64(7).random_raw(1)
    array([809084925512801999], dtype=uint64)
    """

    def _start(self):
        self.capsule = _random_source("SFC64", self._seed_seq.generate_state(3, uint64))

    @property
    def state(self):
        words = self.capsule.words()
        has_uint32, uinteger = words[4:].tolist()
        return {
            "bit_generator": type(self).__name__,
            "state": {"state": words[:4].copy()},
            "has_uint32": has_uint32,
            "uinteger": uinteger,
        }

    @state.setter
    def state(self, value):
        value = self._checked(value)
        words = [int(word) for word in value["state"]["state"]]
        self.capsule.set_words(_array([*words, int(value["has_uint32"]), int(value["uinteger"])], dtype=uint64))


def _parts(value, name, bits):
    """The 64-bit words of an integer or of an array of them, the lowest first."""
    value = value if isinstance(value, int) else asarray(value)
    if isinstance(value, int) or value.shape == ():
        value = int(value)
        if value < 0 or value >> bits:
            raise ValueError(f"{name} must be positive and less than 2**{bits}.")
        return [value >> shift & _WORD for shift in range(0, bits, 64)]
    if value.shape != (bits // 64,):
        raise ValueError(f"{name} must have {bits // 64} elements when using array form")
    return value.astype(uint64).tolist()


class Philox(BitGenerator):
    """Philox 4x64-10, which enciphers a counter (J. K. Salmon et al., 2011).

    Parameters
    ----------
    seed : {None, int, sequence of int, SeedSequence}, optional
        `None` takes bits from the operating system.
    counter : {None, int, sequence of 4 int}, optional
        Where to start, 256 bits.
    key : {None, int, sequence of 2 int}, optional
        128 bits instead of a seed.

    Raises
    ------
    ValueError
        If there are both a seed and a key, or numbers out of range.

    Examples
    --------
    >>> import uniarray as np
    >>> np.random.Philox(key=7).random_raw(1)
    array([16086915834549238692], dtype=uint64)
    """

    def __init__(self, seed=None, counter=None, key=None):
        if seed is not None and key is not None:
            raise ValueError("seed and key cannot be both used")
        super().__init__(seed)
        if key is not None:
            words = _parts(key, "key", 128)
            self._seed_seq = None
        else:
            words = self._seed_seq.generate_state(2, uint64).tolist()
        counter = _parts(0 if counter is None else counter, "counter", 256)
        self.capsule = _random_source("Philox", _array(words, dtype=uint64))
        self._restart(counter, words)

    def _restart(self, counter, key):
        self.capsule.set_words(_array([*counter, *key, 0, 0, 0, 0, 4, 0, 0], dtype=uint64))

    @property
    def state(self):
        words = self.capsule.words()
        buffer_pos, has_uint32, uinteger = words[10:].tolist()
        return {
            "bit_generator": type(self).__name__,
            "state": {"counter": words[:4].copy(), "key": words[4:6].copy()},
            "buffer": words[6:10].copy(),
            "buffer_pos": buffer_pos,
            "has_uint32": has_uint32,
            "uinteger": uinteger,
        }

    @state.setter
    def state(self, value):
        value = self._checked(value)
        words = [*value["state"]["counter"], *value["state"]["key"], *value["buffer"]]
        words += [value["buffer_pos"], value["has_uint32"], value["uinteger"]]
        self.capsule.set_words(_array([int(word) for word in words], dtype=uint64))

    def advance(self, delta):
        """Moves the counter on by `delta`, or back where it is negative; gives the generator itself."""
        words = self.capsule.words().tolist()
        counter = sum(word << 64 * place for place, word in enumerate(words[:4])) + int(delta)
        self._restart(_parts(counter & ((1 << 256) - 1), "step", 256), words[4:6])
        return self

    def jumped(self, jumps=1):
        """A new generator, `jumps` times 2**128 steps of the counter ahead."""
        other = type(self)()
        other.state = self.state
        return other.advance(int(jumps) << 128)


class MT19937(BitGenerator):
    """The Mersenne Twister (M. Matsumoto, T. Nishimura, 1998), which `RandomState` draws from.

    Parameters
    ----------
    seed : {None, int, sequence of int, SeedSequence}, optional
        `None` takes bits from the operating system.

    Examples
    --------
    >>> import uniarray as np
    >>> np.random.MT19937(7).random_raw(1)
    array([1315568259], dtype=uint64)
    """

    def _start(self):
        self._start_from(self._seed_seq)

    def _start_from(self, seed):
        words = seed.generate_state(624, uint32).astype(uint64)
        if self.capsule is not None:
            self.capsule.set_words(_array([0x80000000, *words.tolist()[1:], 623], dtype=uint64))
        else:
            self.capsule = _random_source("MT19937", words)

    def _legacy_seeding(self, seed):
        """Starts anew as `RandomState` does it: from integers of 32 bits, one or many, or from the system."""
        if seed is None:
            # As NumPy does it, which leaves the place among the words as it was.
            place = int(self.capsule.words()[624])
            self._start_from(SeedSequence())
            self.capsule.set_words(_array([*self.capsule.words().tolist()[:624], place], dtype=uint64))
        else:
            self.capsule.seed_legacy(self._legacy_words(seed))
        self._seed_seq = None

    @staticmethod
    def _legacy_words(seed):
        try:
            index = operator.index(seed.squeeze() if hasattr(seed, "squeeze") else seed)
        except TypeError:
            array = asarray(seed)
            if array.size == 0:
                raise ValueError("Seed must be non-empty") from None
            array = array.astype(int64, casting="safe")
            if array.ndim != 1:
                raise ValueError("Seed array must be 1-d") from None
            if ((array > 0xFFFFFFFF) | (array < 0)).any():
                raise ValueError("Seed must be between 0 and 2**32 - 1") from None
            return array.astype(uint32)
        if not 0 <= index <= 0xFFFFFFFF:
            raise ValueError("Seed must be between 0 and 2**32 - 1")
        return index

    @property
    def state(self):
        words = self.capsule.words()
        return {
            "bit_generator": type(self).__name__,
            "state": {"key": words[:624].astype(uint32), "pos": int(words[624])},
        }

    @state.setter
    def state(self, value):
        if isinstance(value, tuple):
            if value[0] != "MT19937" or len(value) not in (3, 5):
                raise ValueError("state is not a legacy MT19937 state")
            value = {"bit_generator": "MT19937", "state": {"key": value[1], "pos": value[2]}}
        state = self._checked(value)["state"]
        words = [int(word) for word in state["key"]]
        self.capsule.set_words(_array([*words, int(state["pos"])], dtype=uint64))

    def jumped(self, jumps=1):
        """A new generator, `jumps` times 2**128 words ahead. The first jump takes some tenths of a second."""
        other = type(self)()
        other.state = self.state
        for _ in range(operator.index(jumps)):
            other.capsule.jump()
        return other
