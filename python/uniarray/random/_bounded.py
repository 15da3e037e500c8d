"""Integers within bounds: what NumPy says about the bounds, and which words the binary draws from."""

import operator
import sys

from .._core import _random_integers, _random_integers_each, asarray, empty, int64, uint64
from .._core import array as _array
from .._core import dtype as _dtype
from .._manipulation import broadcast_to
from .._views import broadcast_shapes

__all__ = ["integers", "random_bytes"]

_WORD = (1 << 64) - 1
_LIMITS = {"bool": (0, 1)}
for _bits in (8, 16, 32, 64):
    _LIMITS[f"int{_bits}"] = (-1 << (_bits - 1), (1 << (_bits - 1)) - 1)
    _LIMITS[f"uint{_bits}"] = (0, (1 << _bits) - 1)


def _is_empty(size):
    """Whether an array of the shape has no elements."""
    if isinstance(size, int):
        return size == 0
    return hasattr(size, "__len__") and any(extent == 0 for extent in size)


def _disorder(closed, lows):
    """What NumPy says if a lower bound is above the upper one."""
    if not any(lows):
        return "high < 0" if closed else "high <= 0"
    return "low > high" if closed else "low >= high"


def integers(source, low, high, size, dtype, closed, masked, caller):
    """Integers from `low` to `high`, which is included if the interval is closed; by masks or by Lemire's method.

    Examples
    --------
    >>> from uniarray.random import PCG64
    >>> integers(PCG64(1).capsule, 0, 10, 3, "i2", False, False, "integers")
    array([4, 5, 7], dtype=int16)
    """
    kind = _dtype(dtype)
    limits = _LIMITS.get(kind.name)
    if limits is None:
        raise TypeError(f"Unsupported dtype {kind!r} for {caller}")
    if not getattr(kind, "isnative", True):
        raise ValueError(
            "Providing a dtype with a non-native byteorder is not supported. If you require platform-independent "
            "byteorder, call byteswap when required."
        )
    if size is not None and _is_empty(size):
        return empty(size, kind)
    if type(low) is not int or type(high) is not int:
        low, high = _bound(low), _bound(high)
        if low[1] or high[1]:
            return _each(source, low, high, size, kind, closed, masked)
        low, high = int(low[0][0]), int(high[0][0])
    last = high if closed else high - 1
    if low < limits[0]:
        raise ValueError(f"low is out of bounds for {kind.name}")
    if last > limits[1]:
        raise ValueError(f"high is out of bounds for {kind.name}")
    if low > last:
        raise ValueError(_disorder(closed, [low]))
    result = _random_integers(source, kind, size, low & _WORD, last - low, masked)
    return dtype(result) if size is None and (dtype is bool or dtype is int) else result


def _bound(bound):
    """A bound as values (an array, or a list of Python's integers) and shape."""
    try:
        array = asarray(bound)
    except OverflowError:
        return _nested(bound)
    if array.dtype.kind in "bi":
        return (array.astype(int64) if array.ndim else [int(array)]), array.shape
    return [int(value) for value in array.ravel().tolist()], array.shape


def _nested(bound):
    """Lists of integers that no dtype has."""
    if isinstance(bound, int):
        return [bound], ()
    parts = [_nested(part) for part in bound]
    return [value for values, _ in parts for value in values], (len(parts), *parts[0][1])


def _each(source, low, high, size, kind, closed, masked):
    """Integers with bounds of their own for each."""
    least, most = _LIMITS[kind.name]
    (lows, low_shape), (highs, high_shape) = low, high
    if isinstance(lows, list) or isinstance(highs, list):
        words = _exactly(lows, low_shape, highs, high_shape, kind, closed)
    else:
        last = highs if closed or kind.name == "int64" else highs - 1
        if (lows < least).any():
            raise ValueError(f"low is out of bounds for {kind.name}")
        if (last > most).any():
            raise ValueError(f"high is out of bounds for {kind.name}")
        if (lows > highs if closed else lows >= highs).any():
            raise ValueError(_disorder(closed, lows.ravel().tolist()))
        spans = (highs - lows).astype(uint64)
        words = lows.astype(uint64), spans if closed else spans - _array(1, dtype=uint64)
    shape = broadcast_shapes(words[0].shape, words[1].shape)
    if size is not None:
        shape = (size,) if isinstance(size, int) else tuple(size)
    offsets, spans = broadcast_to(words[0], shape), broadcast_to(words[1], shape)
    return _random_integers_each(source, kind, shape, offsets, spans, masked)


def _exactly(lows, low_shape, highs, high_shape, kind, closed):
    """Words of lower bounds and of spans, by Python's integers."""
    least, most = _LIMITS[kind.name]
    lows = lows if isinstance(lows, list) else lows.ravel().tolist()
    highs = highs if isinstance(highs, list) else highs.ravel().tolist()
    lasts = highs if closed else [high - 1 for high in highs]
    if any(low < least for low in lows):
        raise ValueError(f"low is out of bounds for {kind.name}")
    if any(last > most for last in lasts):
        raise ValueError(f"high is out of bounds for {kind.name}")
    places = [asarray(range(len(values))).reshape(shape) for values, shape in ((lows, low_shape), (lasts, high_shape))]
    shape = broadcast_shapes(low_shape, high_shape)
    pairs = list(zip(*(broadcast_to(place, shape).ravel().tolist() for place in places)))
    spans = [lasts[last] - lows[low] for low, last in pairs]
    if any(span < 0 for span in spans):
        raise ValueError(_disorder(closed, lows))
    offsets = [lows[low] & _WORD for low, _ in pairs]
    return tuple(_array(values, dtype=uint64).reshape(shape) for values in (offsets, spans))


def random_bytes(source, length, masked):
    """So many random bytes.

    Examples
    --------
    >>> from uniarray.random import PCG64
    >>> len(random_bytes(PCG64(1).capsule, 5, False))
    5
    """
    length = operator.index(length)
    words = integers(source, 0, 1 << 32, (length - 1) // 4 + 1, "uint32", False, masked, "integers")
    data = words.tobytes()
    if sys.byteorder == "big":
        data = b"".join(data[place : place + 4][::-1] for place in range(0, len(data), 4))
    return data[:length]
