"""Bits as bytes and back, and numbers in other bases."""

import operator

from . import _core
from ._axes import axis_index
from ._core import asarray, concatenate, dtype, zeros
from ._views import moveaxis

__all__ = ["base_repr", "binary_repr", "packbits", "unpackbits"]

_UINT8 = dtype("uint8")


def _is_little(bitorder):
    if not isinstance(bitorder, str):
        raise TypeError(f"argument 'bitorder' must be str, not {type(bitorder).__name__}")
    if bitorder not in ("big", "little"):
        raise ValueError("'order' must be either 'little' or 'big'")
    return bitorder == "little"


def packbits(a, /, axis=None, bitorder="big"):
    """Truth values as bits of uint8, eight to an element; the last one is filled up with zeros.

    Parameters
    ----------
    a : array_like of int or bool
        What is not zero is a set bit.
    axis : int, optional
        By default the flattened array is packed.
    bitorder : {'big', 'little'}
        Whether the first is the highest or the lowest bit.

    Examples
    --------
    >>> import uniarray as np
    >>> np.packbits([1, 0, 1, 0, 0, 0, 0, 0, 1])
    array([160, 128], dtype=uint8)
    """
    little = _is_little(bitorder)
    a = asarray(a)
    kind = a.dtype.kind
    if kind not in "biu":
        raise TypeError("Expected an input array of integer or boolean data type")
    if axis is None:
        a, axis = a if a.ndim == 1 else a.ravel(), 0
    elif a.ndim:
        axis = axis_index(axis, a.ndim)
    else:
        a, axis = a.reshape(1), 0
    if axis == a.ndim - 1:
        return _core._packbits(a if kind == "b" else a.astype(bool), little)
    return moveaxis(_core._packbits(moveaxis(a.astype(bool, copy=False), axis, -1), little), -1, axis)


def unpackbits(a, /, axis=None, count=None, bitorder="big"):
    """The bits of uint8 as elements that are 0 or 1.

    Parameters
    ----------
    a : array_like of uint8
    axis : int, optional
        By default the flattened array is unpacked.
    count : int, optional
        How many bits to give; negative: so many less than there are. Bits that are not there are zeros.
    bitorder : {'big', 'little'}
        Whether the highest or the lowest bit comes first.

    Examples
    --------
    >>> import uniarray as np
    >>> np.unpackbits(np.array([5], dtype=np.uint8))
    array([0, 0, 0, 0, 0, 1, 0, 1], dtype=uint8)
    """
    little = _is_little(bitorder)
    a = asarray(a)
    if a.dtype != _UINT8:
        raise TypeError("Expected an input array of unsigned byte data type")
    if axis is None:
        a, axis = a if a.ndim == 1 else a.ravel(), 0
    if a.ndim == 0:
        a = a.reshape(1)
    axis = axis_index(axis, a.ndim)
    is_last = axis == a.ndim - 1
    bits = _core._unpackbits(a if is_last else moveaxis(a, axis, -1), little)
    if count is not None:
        count = operator.index(count)
        length = bits.shape[-1]
        if count < 0 and -count > length:
            raise ValueError("-count larger than number of elements")
        if count > length:
            bits = concatenate((bits, zeros((*bits.shape[:-1], count - length), "uint8")), axis=-1)
        else:
            bits = bits[..., : count if count >= 0 else length + count]
    return bits if is_last else moveaxis(bits, -1, axis)


def binary_repr(num, width=None):
    """An integer in base 2, as text; negative ones with a sign, or in two's complement where there is a width.

    Parameters
    ----------
    num : int
    width : int, optional
        The least number of digits.

    Examples
    --------
    >>> import uniarray as np
    >>> np.binary_repr(3), np.binary_repr(-3), np.binary_repr(-3, width=4)
    ('11', '-11', '1101')
    """
    num = operator.index(num)
    if num >= 0:
        digits = f"{num:b}"
        needed = len(digits)
        text = digits.zfill(width or 0)
    elif width is None:
        return f"-{-num:b}"
    else:
        needed = len(f"{-num - 1:b}") + 1 if num != -1 else 1
        text = f"{(1 << max(width, needed)) + num:b}"
    if width is not None and needed > width:
        raise ValueError(f"Insufficient bit width={width} provided for binwidth={needed}")
    return text


def base_repr(number, base=2, padding=0):
    """An integer in another base, as text.

    Parameters
    ----------
    number : int
    base : int
        From 2 to 36.
    padding : int
        How many zeros stand before it.

    Examples
    --------
    >>> import uniarray as np
    >>> np.base_repr(5), np.base_repr(6, 5), np.base_repr(7, base=5, padding=3)
    ('101', '11', '00012')
    """
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    if base > len(digits):
        raise ValueError("Bases greater than 36 not handled in base_repr.")
    if base < 2:
        raise ValueError("Bases less than 2 not handled in base_repr.")
    rest, found = abs(operator.index(number)), []
    while rest:
        rest, digit = divmod(rest, base)
        found.append(digits[digit])
    found.append("0" * padding)
    if number < 0:
        found.append("-")
    return "".join(reversed(found)) or "0"
