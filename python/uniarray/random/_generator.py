"""`Generator`: the distributions on top of a bit generator."""

from .._core import _random_draw, float64, int64, ndarray
from .._core import dtype as _dtype
from . import _bounded
from ._continuous import Continuous
from ._discrete import Discrete
from ._engines import PCG64
from ._orders import Orders
from ._vectors import Vectors

__all__ = ["Generator", "default_rng"]

_FLOAT64 = _dtype("float64")
_FLOAT32 = _dtype("float32")
_SOURCE = type(PCG64(0).capsule)


def source_of(bit_generator):
    """What the binary draws from; ValueError for what is no instance of a bit generator."""
    source = bit_generator.capsule
    if not isinstance(source, _SOURCE):
        raise ValueError("Invalid bit generator. The bit generator must be instantiated.")
    return source


def checked_output(out, dtype, size, c_order=False):
    """Raises if an array is not fit for numbers of a dtype."""
    if out is None:
        return
    if not isinstance(out, ndarray):
        raise TypeError(f"Cannot convert {type(out).__name__} to numpy.ndarray")
    flags = out.flags
    if not (flags.c_contiguous or (flags.f_contiguous and not c_order)) or not flags.writeable:
        kind = "C-" if c_order else ""
        raise ValueError(
            f"Supplied output array must be {kind}contiguous, writable, aligned, and in machine byte-order."
        )
    if out.dtype != dtype:
        raise TypeError(f"Supplied output array has the wrong type. Expected {dtype}, got {out.dtype}")
    if size is not None and (tuple(size) if hasattr(size, "__len__") else (size,)) != out.shape:
        raise ValueError("size must match out.shape when used together")


def generator_of(bit_generator):
    """A generator, for pickles."""
    return Generator(bit_generator)


class Generator(Continuous, Discrete, Orders, Vectors):
    """Random numbers of many distributions; `default_rng` makes one.

    Streams are NumPy's: the same seed and the same calls give the same numbers, to the last bit.

    Parameters
    ----------
    bit_generator : BitGenerator
        What makes the bits.

    Raises
    ------
    ValueError
        For what is no instance of a bit generator.

    Examples
    --------
    >>> import uniarray as np
    >>> rng = np.random.Generator(np.random.PCG64(12345))
    >>> rng.random(3).round(4)
    array([0.2273, 0.3168, 0.7974])
    """

    _poisson_lam_max = 9.223372006484771e18
    _RANGE_ERROR = "high - low range exceeds valid bounds"
    _CHECKS_NEGATIVE_BINOMIAL = True
    _LIMITS_THINGS = True

    def __init__(self, bit_generator):
        self._source = source_of(bit_generator)
        self._bit_generator = bit_generator

    def _draw(self, name, size, out, *parameters):
        return _random_draw(self._source, name, size, out, *parameters)

    def __repr__(self):
        return f"{self} at 0x{id(self):X}"

    def __str__(self):
        return f"{type(self).__name__}({type(self.bit_generator).__name__})"

    def __getstate__(self):
        return None

    def __setstate__(self, state):
        if isinstance(state, dict):
            self.bit_generator.state = state

    def __reduce__(self):
        return generator_of, (self._bit_generator,), None

    @property
    def bit_generator(self):
        """What makes the bits."""
        return self._bit_generator

    def spawn(self, n_children):
        """A list of `n_children` generators with streams of their own.

        Examples
        --------
        >>> import uniarray as np
        >>> [child.integers(100) for child in np.random.default_rng(12345).spawn(2)]
        [np.int64(22), np.int64(76)]
        """
        if n_children < 0:
            raise ValueError("n_children must be non-negative")
        return [type(self)(child) for child in self._bit_generator.spawn(n_children)]

    def _standard(self, name, names, size, dtype, out):
        if dtype is not float64:
            dtype = _dtype(dtype)
            if dtype == _FLOAT32:
                checked_output(out, _FLOAT32, size)
                return _random_draw(self._source, names[1], size, out)
            if dtype != _FLOAT64:
                raise TypeError(f"Unsupported dtype {dtype!r} for {name}")
        checked_output(out, _FLOAT64, size)
        return _random_draw(self._source, names[0], size, out)

    def random(self, size=None, dtype=float64, out=None):
        """Numbers in [0, 1), each as likely as the others.

        Parameters
        ----------
        size : int or tuple of int, optional
            The shape; one number by default.
        dtype : {float64, float32}, optional
        out : ndarray, optional
            A contiguous array for the result.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.default_rng(12345).random(3).round(4)
        array([0.2273, 0.3168, 0.7974])
        """
        return self._standard("random", ("random", "random_f32"), size, dtype, out)

    def standard_normal(self, size=None, dtype=float64, out=None):
        """Normally distributed numbers with mean 0 and variance 1.

        Parameters
        ----------
        size : int or tuple of int, optional
            The shape; one number by default.
        dtype : {float64, float32}, optional
        out : ndarray, optional
            A contiguous array for the result.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.default_rng(12345).standard_normal(3).round(4)
        array([-1.4238,  1.2637, -0.8707])
        """
        return self._standard("standard_normal", ("standard_normal", "standard_normal_f32"), size, dtype, out)

    def standard_exponential(self, size=None, dtype=float64, method="zig", out=None):
        """Exponentially distributed numbers with mean 1.

        Parameters
        ----------
        size : int or tuple of int, optional
            The shape; one number by default.
        dtype : {float64, float32}, optional
        method : {'zig', 'inv'}, optional
            By the ziggurat method, or by the inverse of the distribution function.
        out : ndarray, optional
            A contiguous array for the result.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.default_rng(12345).standard_exponential(3).round(4)
        array([0.1841, 0.645 , 4.6902])
        """
        kind = "standard" if method == "zig" else "inverse"
        return self._standard(
            "standard_exponential", (f"{kind}_exponential", f"{kind}_exponential_f32"), size, dtype, out
        )

    def standard_gamma(self, shape, size=None, dtype=float64, out=None):
        """Numbers of the gamma distribution with scale 1.

        Parameters
        ----------
        shape : float or array_like of float
            Not negative.
        size : int or tuple of int, optional
            The shape of the result; by default that of the parameter.
        dtype : {float64, float32}, optional
        out : ndarray, optional
            An array in C order for the result.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.default_rng(12345).standard_gamma(2.0, size=3).round(4)
        array([0.4215, 0.7764, 1.5713])
        """
        dtype = _dtype(dtype)
        if dtype == _FLOAT64:
            name = "standard_gamma"
        elif dtype == _FLOAT32:
            name = "standard_gamma_f32"
        else:
            raise TypeError(f"Unsupported dtype {dtype!r} for standard_gamma")
        checked_output(out, dtype, size, c_order=True)
        return self._draw(name, size, out, shape)

    def integers(self, low, high=None, size=None, dtype=int64, endpoint=False):
        """Integers from `low` to `high`, each as likely as the others.

        Parameters
        ----------
        low : int or array_like of int
            The least; or 0 is the least and this stands for `high`.
        high : int or array_like of int, optional
            One more than the largest.
        size : int or tuple of int, optional
            The shape; by default that of the bounds.
        dtype : dtype, optional
            Any of the integers, or bool.
        endpoint : bool, optional
            Whether `high` itself may be drawn.

        Raises
        ------
        ValueError
            If there is no integer in between, or bounds do not fit the dtype.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.default_rng(12345).integers(10, size=5)
        array([6, 2, 7, 3, 2])
        """
        if high is None:
            low, high = 0, low
        return _bounded.integers(self._source, low, high, size, dtype, bool(endpoint), False, "integers")

    def bytes(self, length):
        r"""Random bytes.

        Examples
        --------
        >>> import uniarray as np
        >>> np.random.default_rng(12345).bytes(4)
        b'\x9d\xc1\xff\xb2'
        """
        return _bounded.random_bytes(self._source, length, False)


def default_rng(seed=None):
    """A generator of random numbers: `Generator` on top of `PCG64`.

    Parameters
    ----------
    seed : {None, int, sequence of int, SeedSequence, BitGenerator, Generator, RandomState}, optional
        `None` takes bits from the operating system. A bit generator is drawn from, a generator is given back as it is.

    Examples
    --------
    >>> import uniarray as np
    >>> np.random.default_rng(42).integers(6, size=4)
    array([0, 4, 3, 2])
    """
    from ._legacy import RandomState

    if hasattr(seed, "capsule"):
        return Generator(seed)
    if isinstance(seed, Generator):
        return seed
    if isinstance(seed, RandomState):
        return Generator(seed._bit_generator)
    return Generator(PCG64(seed))
