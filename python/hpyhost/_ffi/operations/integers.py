"""Numbers to what C has: integers of fixed width, pointers, doubles."""

import operator

from hpyhost._ffi.upcalls import operation

# What messages call the C type, as native code numbers it.
_INT, _LONG, _SSIZE_T, _SIZE_T = 1, 2, 3, 4


@operation("LongAsInteger", "Hzzz", "i")
def long_as_integer(x, bits, signed, c_type):
    """The value as an integer of that many bits: what the context's ``Long_As…_t`` functions do."""
    value = _integer(x) if c_type == _SSIZE_T or not signed else operator.index(x)
    if not signed and value < 0:
        what = "value to size_t" if c_type == _SIZE_T else "int to unsigned"
        raise OverflowError(f"can't convert negative {what}")
    if not (_signed_fits(value, 64) if signed else value < 1 << 64):
        if c_type in (_SSIZE_T, _SIZE_T):
            raise _too_large("ssize_t" if signed else "size_t")
        raise OverflowError("int too big to convert")
    if bits == 32 and not (_signed_fits(value, 32) if signed else value < 1 << 32):
        raise _too_large("int32_t" if signed else "uint32_t")
    return value


def _signed_fits(value, bits):
    return -1 << (bits - 1) <= value < 1 << (bits - 1)


def _too_large(c_type):
    return OverflowError(f"Python int too large to convert to C {c_type}")


def _integer(x):
    if not isinstance(x, int):
        raise TypeError("an integer is required")
    return int.__index__(x)


@operation("LongAsMask", "Hz", "i")
def long_as_mask(x, bits):
    """The lowest bits of the value."""
    return operator.index(x) & ((1 << bits) - 1)


@operation("Long_AsVoidPtr", "H", "i")
def long_as_pointer(x):
    """The value as a pointer: any 64 bits."""
    value = _integer(x)
    if not -1 << 63 <= value < 1 << 64:
        raise OverflowError("int too big to convert")
    return value


@operation("Long_AsDouble", "H", "d")
def long_as_double(x):
    """The value of an ``int`` as a double."""
    return float(_integer(x))


@operation("Float_AsDouble", "H", "d")
def float_as_double(x):
    """The value as a double; of any object that has ``__float__`` or ``__index__``, but no text."""
    if isinstance(x, float):
        return float.__float__(x)
    kind = type(x)
    if hasattr(kind, "__float__"):
        value = kind.__float__(x)
        if not isinstance(value, float):
            raise TypeError(f"{kind.__name__}.__float__ returned non-float (type {type(value).__name__})")
        return float.__float__(value)
    if hasattr(kind, "__index__"):
        return float(operator.index(x))
    raise TypeError(f"must be real number, not {kind.__name__}")


@operation("LongFromUnsigned", "z", "H")
def long_from_unsigned(bits):
    """The integer that these 64 bits are without a sign."""
    return bits & ((1 << 64) - 1)
