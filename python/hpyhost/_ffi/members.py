"""Attributes that are places in an instance's struct, and attributes that are functions of the extension.

Members behave as CPython's: what may be assigned, what is out of range, which exceptions say so.
"""

import warnings
from operator import index as as_index

from hpyhost._ffi import fields, operators
from hpyhost._ffi.binding import (
    cstring,
    memory,
    peek,
    peek_double,
    peek_float,
    poke,
    poke_double,
    poke_float,
    set_word,
    word,
)
from hpyhost._ffi.calls import full_name, receiver
from hpyhost._ffi.interpreter import specialised
from hpyhost._ffi.table import NULL

FLOAT, DOUBLE, STRING, OBJECT, CHAR, STRING_INPLACE, BOOL, OBJECT_EX, NONE = 3, 4, 5, 6, 7, 13, 14, 16, 20
UINT, SSIZE = 11, 19

# Kind of an integer member to its bytes (negative: signed), and what CPython warns of where a value does not fit.
_INTEGERS = {
    0: (-2, "short"),
    1: (-4, "int"),
    2: (-8, None),
    8: (-1, "char"),
    9: (1, "unsigned char"),
    10: (2, "unsigned short"),
    11: (4, "unsigned int"),
    12: (8, None),
    17: (-8, None),
    18: (8, None),
    SSIZE: (-8, None),
}
_C_NAMES = {2: "long", 12: "unsigned long", 17: "long long", 18: "unsigned long long", SSIZE: "ssize_t"}


def member(definition, owner, struct_of):
    """A property for an ``HPyMember`` of type ``owner``; ``struct_of(self)`` is the address of the struct.

    Raises SystemError for kinds that do not exist.
    """
    name, kind, offset = definition.name, definition.kind, definition.offset
    if kind in (OBJECT, OBJECT_EX):
        read, write, delete = _object(name, offset, kind == OBJECT_EX, struct_of)
    elif kind in _INTEGERS:
        read, write = _integer(kind, offset, struct_of)
        delete = _undeletable("can't delete numeric/char attribute")
    elif kind in _OTHERS:
        read, write = _OTHERS[kind](offset, struct_of)
        delete = _undeletable("readonly attribute" if write is None else "can't delete numeric/char attribute")
    else:
        raise SystemError(f"bad memberdescr type for {name}")
    if definition.readonly:
        write, delete = _readonly, _readonly_delete
    elif write is None:
        write = _no_string
    return property(read, write, delete, definition.doc)


def _readonly(self, value):
    raise AttributeError("readonly attribute")


def _readonly_delete(self):
    raise AttributeError("readonly attribute")


def _no_string(self, value):
    raise TypeError("readonly attribute")


def _undeletable(message):
    def delete(self):
        raise TypeError(message)

    return delete


def _integer(kind, offset, struct_of):
    width, warned = _INTEGERS[kind]
    bits = 8 * abs(width)
    low, high = (-(1 << (bits - 1)), (1 << (bits - 1)) - 1) if width < 0 else (0, (1 << bits) - 1)

    def read(self):
        return peek(struct_of(self) + offset, width)

    def write(self, value):
        number = _long(value) if kind == SSIZE else as_index(value)
        if warned is not None:
            # CPython reads these as C longs first, and truncates.
            if not -(1 << 63) <= number < 1 << 63 and not (width == 4 and number < 1 << 64):
                raise OverflowError("Python int too large to convert to C long")
            if number < 0 and kind == UINT:
                _warn("Writing negative value into unsigned field")
            elif not low <= number <= high:
                _warn(f"Truncation of value to {warned}")
        elif not low <= number <= high:
            if width < 0 or number >= 1 << 64 or number < -(1 << 63):
                raise OverflowError(f"Python int too large to convert to C {_C_NAMES[kind]}")
            _warn("Writing negative value into unsigned field")
        poke(struct_of(self) + offset, abs(width), number)

    return read, write


def _long(value):
    if not isinstance(value, int):
        raise TypeError("an integer is required")
    return value


def _warn(message):
    warnings.warn(message, RuntimeWarning, stacklevel=3)


def _float(offset, struct_of):
    def read(self):
        return peek_float(struct_of(self) + offset)

    def write(self, value):
        poke_float(struct_of(self) + offset, _real(value))

    return read, write


def _double(offset, struct_of):
    def read(self):
        return peek_double(struct_of(self) + offset)

    def write(self, value):
        poke_double(struct_of(self) + offset, _real(value))

    return read, write


def _real(value):
    if isinstance(value, float):
        return float(value)
    if hasattr(type(value), "__float__") or hasattr(type(value), "__index__"):
        return float(value)
    raise TypeError(f"must be real number, not {type(value).__name__}")


def _bool(offset, struct_of):
    def read(self):
        return peek(struct_of(self) + offset, 1) != 0

    def write(self, value):
        if type(value) is not bool:
            raise TypeError("attribute value type must be bool")
        poke(struct_of(self) + offset, 1, value)

    return read, write


def _char(offset, struct_of):
    def read(self):
        return memory(struct_of(self) + offset, 1).decode("utf-8")

    def write(self, value):
        data = value.encode("utf-8") if isinstance(value, str) else b""
        if len(data) != 1:
            raise TypeError("bad argument type for built-in operation")
        poke(struct_of(self) + offset, 1, data[0])

    return read, write


def _string(offset, struct_of):
    def read(self):
        address = word(struct_of(self) + offset)
        return cstring(address).decode("utf-8") if address else None

    return read, None


def _string_in_place(offset, struct_of):
    def read(self):
        return cstring(struct_of(self) + offset).decode("utf-8")

    return read, None


def _none(offset, struct_of):
    def read(self):
        return None

    def write(self, value):
        raise SystemError("bad memberdescr type for a member without a value")

    return read, write


_OTHERS = {
    FLOAT: _float,
    DOUBLE: _double,
    BOOL: _bool,
    CHAR: _char,
    STRING: _string,
    STRING_INPLACE: _string_in_place,
    NONE: _none,
}


def _object(name, offset, required, struct_of):
    """A member that is an ``HPyField``; ``required``: without a referent there is no such attribute."""

    def read(self):
        slot = word(struct_of(self) + offset) >> 48 & 0xFFFF
        if slot:
            return fields.load(self, slot)
        if required:
            raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")
        return None

    def write(self, value):
        place = struct_of(self) + offset
        slot = fields.store(self, word(place) >> 48 & 0xFFFF, value)
        # The address of a referent's struct in the lower bits is only there to be quick; zeros: Python is asked.
        set_word(place, slot << 48 if slot < 1 << 15 else (slot << 48) - (1 << 64))

    def delete(self):
        place = struct_of(self) + offset
        slot = word(place) >> 48 & 0xFFFF
        if slot:
            fields.store(self, slot, NULL)
            set_word(place, 0)
        elif required:
            raise AttributeError(name)

    return read, write, delete


def attribute(definition, cls):
    """A property for an ``HPyGetSet`` of a class."""
    name, closure, owner = definition.name, definition.closure, full_name(cls)
    check = receiver(cls, name)
    if definition.getter:
        read = specialised(operators.getter(definition.getter, cls, check, closure), name)
    else:

        def read(self):
            raise AttributeError(f"attribute '{name}' of '{owner}' objects is not readable")

    if definition.setter:
        write = specialised(operators.setter(definition.setter, cls, check, closure), name)
        delete = operators.deleter(definition.setter, cls, check, closure)
    else:

        def write(self, value):
            raise AttributeError(f"attribute '{name}' of '{owner}' objects is not writable")

        def delete(self):
            raise AttributeError(f"attribute '{name}' of '{owner}' objects is not writable")

    return property(read, write, delete, definition.doc)
