"""Items of arrays in place, through cffi: every access is a load or store once it is compiled."""

import cffi

from hpyhost._ffi.binding_cffi import ffi
from hpyhost._ffi.floats import EXACT
from hpyhost._ffi.interpreter import specialised

# Instances need nothing more.
SLOTS = ()

# cffi refuses to index null pointers, so these two begin at the first item.
_words = ffi.cast("intptr_t *", 8)
_bytes = ffi.cast("uint8_t *", 1)
_cast = ffi.cast
_pointers = {
    "?": ffi.typeof("uint8_t *"),
    "b": ffi.typeof("int8_t *"),
    "B": ffi.typeof("uint8_t *"),
    "h": ffi.typeof("int16_t *"),
    "H": ffi.typeof("uint16_t *"),
    "i": ffi.typeof("int32_t *"),
    "I": ffi.typeof("uint32_t *"),
    "q": ffi.typeof("int64_t *"),
    "Q": ffi.typeof("uint64_t *"),
    "f": ffi.typeof("float *"),
    "d": ffi.typeof("double *"),
}
_float_value = float.__pos__
_double = _pointers["d"]


def symbol(path, name):
    """The address of a constant of a shared object, 0 if it has none of that name."""
    other = cffi.FFI()
    other.cdef(f"extern char {name}[1];")
    try:
        return int(other.cast("intptr_t", other.addressof(other.dlopen(path), name)))
    except (AttributeError, OSError):
        return 0


def _doubles(kinds):
    """The kind of doubles whose scalars are floats, and their class; -1 if there is none."""
    for number, (letter, scalar) in enumerate(kinds):
        if letter == "d" and scalar is not None and issubclass(scalar, float):
            return number, scalar
    return -1, None


def _place(layout, cls):
    """A function that gives the address of the item of an array for one or two integers; 0 if it is not so simple."""
    data_at, shape_at, strides_at = layout.data - 8, layout.shape - 8, layout.strides - 8
    ndim_at = layout.ndim - 1

    def place(self, key):
        if type(self) is not cls:
            # A class derived from it, or no array at all.
            return 0
        if type(key) is int:
            p = self._hp
            if _bytes[p + ndim_at] == 1:
                n = _words[(p + shape_at) >> 3]
                i = key + n if key < 0 else key
                if 0 <= i < n:
                    return _words[(p + data_at) >> 3] + i * _words[(p + strides_at) >> 3]
        elif type(key) is tuple and len(key) == 2:
            i, j = key
            if type(i) is int and type(j) is int:
                p = self._hp
                if _bytes[p + ndim_at] == 2:
                    n = _words[(p + shape_at) >> 3]
                    m = _words[(p + shape_at + 8) >> 3]
                    i = i + n if i < 0 else i
                    j = j + m if j < 0 else j
                    if 0 <= i < n and 0 <= j < m:
                        return (
                            _words[(p + data_at) >> 3]
                            + i * _words[(p + strides_at) >> 3]
                            + j * _words[(p + strides_at + 8) >> 3]
                        )
        return 0

    return specialised(place, "place")


def reader(layout, kinds, cls, native):
    """``__getitem__`` for items of doubles; ``native`` does all the rest, and other classes than ``cls``."""
    kind_at = layout.kind - 1
    doubles, scalar = _doubles(kinds)
    new = float.__new__
    place = _place(layout, cls)

    def __getitem__(self, key, /):
        address = place(self, key)
        if address and _bytes[self._hp + kind_at] == doubles:
            return new(scalar, _cast(_double, address)[0])
        return native(self, key)

    return __getitem__


def writer(layout, kinds, cls, native):
    """``__setitem__`` of numbers; ``native`` does all the rest, and other classes than ``cls``."""
    writeable_at = layout.writeable - 1
    store = _store(layout, kinds)
    place = _place(layout, cls)

    def __setitem__(self, key, value, /):
        address = place(self, key)
        if not (address and _bytes[self._hp + writeable_at] == 1 and store(self._hp, address, value)):
            native(self, key, value)

    return __setitem__


def _store(layout, kinds):
    kind_at = layout.kind - 1
    doubles, scalar = _doubles(kinds)
    number_of = {letter: number for number, (letter, _) in enumerate(kinds) if letter}
    truths = number_of.get("?", -1)
    int32, int64, uint8 = number_of.get("i", -1), number_of.get("q", -1), number_of.get("B", -1)
    # The rarer integers by a table.
    rare = {number: (_pointers[letter], *_range(letter)) for letter, number in number_of.items() if letter in "bhHIQ"}
    int32_p, int64_p, uint8_p = (_pointers[letter] for letter in "iqB")

    def store(p, address, value):
        """Write a value that fits; whether it did."""
        kind = _bytes[p + kind_at]
        if type(value) is float:
            if kind == doubles:
                _cast(_double, address)[0] = value
                return True
            return False
        if type(value) is int:
            if kind == int32:
                if -0x80000000 <= value <= 0x7FFFFFFF:
                    _cast(int32_p, address)[0] = value
                    return True
            elif kind == int64:
                if -0x8000000000000000 <= value <= 0x7FFFFFFFFFFFFFFF:
                    _cast(int64_p, address)[0] = value
                    return True
            elif kind == doubles:
                if -EXACT <= value <= EXACT:
                    _cast(_double, address)[0] = value
                    return True
            elif kind == uint8:
                if 0 <= value <= 0xFF:
                    _cast(uint8_p, address)[0] = value
                    return True
            elif kind in rare:
                pointer, low, high = rare[kind]
                if low <= value <= high:
                    _cast(pointer, address)[0] = value
                    return True
            return False
        if type(value) is bool:
            if kind == truths:
                _bytes[address - 1] = value
                return True
        elif type(value) is scalar and kind == doubles:
            _cast(_double, address)[0] = _float_value(value)
            return True
        return False

    return specialised(store, "store")


def _range(letter):
    bits = 8 * ffi.sizeof(_pointers[letter].item)
    return (-(1 << (bits - 1)), (1 << (bits - 1)) - 1) if letter.islower() else (0, (1 << bits) - 1)
