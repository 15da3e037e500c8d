"""Layout hints: what an extension tells about the structs of its types (``include/hpyhost/layouts.h``).

For a type whose instances are strided arrays the items are read and written in place, which a JIT compiles to a bounds
check and a load or store. Whatever is unusual is left to the extension's own functions, with all errors.
"""

import sys
from collections import namedtuple

from hpyhost._ffi import floats
from hpyhost._ffi.binding import cstring, peek, word
from hpyhost._ffi.interpreter import replace_attribute, specialised
from hpyhost._ffi.usual import note_instance, note_owner, note_scalar

if sys.implementation.name == "pypy":
    from hpyhost._ffi import layouts_cffi as _access
else:
    from hpyhost._ffi import layouts_ctypes as _access

_VERSION = 1
_SIZE = 56
_ARRAY_SIZE = 48
_MEMORY_SIZE = 16

# Offsets in the struct; ``kinds`` is a list of (letter of the element, name of the scalar type or None).
Array = namedtuple("Array", "data shape strides dims ndim kind writeable kinds")

# Attributes that instances of such a type have in addition.
SLOTS = _access.SLOTS

# Name in the spec to description, offset, or class.
_arrays = {}
_memories = {}
_floats = set()
_classes = {}


def load(path, name):
    """Read the hints of the extension ``name`` at ``path``, which is loaded already; most have none."""
    address = _access.symbol(path, "hpyhost_layouts_" + name.rpartition(".")[2].replace("-", "_"))
    if not address or peek(address, 4) != _VERSION or peek(address + 4, 4) < _SIZE:
        return
    count, size, first = peek(address + 8, 4), peek(address + 12, 4), word(address + 16)
    if size >= _ARRAY_SIZE:
        for at in range(first, first + count * size, size):
            _arrays[_text(word(at))] = _array(at)
    count, size, first = peek(address + 24, 4), peek(address + 28, 4), word(address + 32)
    if size >= _MEMORY_SIZE:
        for at in range(first, first + count * size, size):
            _memories[_text(word(at))] = peek(at + 8, 4)
    count, size, first = peek(address + 40, 4), peek(address + 44, 4), word(address + 48)
    if size:
        _floats.update(_text(word(at)) for at in range(first, first + count * size, size))


def _text(address):
    return cstring(address).decode("utf-8") if address else None


def _array(at):
    numbers = [peek(at + 8 + 4 * n, 4) for n in range(8)]
    first = word(at + 40)
    kinds = [(_text(word(first + 16 * n)), _text(word(first + 16 * n + 8))) for n in range(numbers[7])]
    return Array(*numbers[:7], kinds)


def nbytes(name):
    """The offset of the number of native bytes that instances of a type own; None if nothing is known."""
    return _memories.get(name)


def is_array(name):
    """Whether there is a description of the elements of a type."""
    return name in _arrays


def made(name, cls):
    """Note that the class of a type exists; arrays get quick items as soon as the types of their scalars exist, too."""
    if name in _floats:
        floats.install(cls)
    if name in _memories:
        note_owner(cls._hpy_type_)
    if not _arrays:
        return
    _classes[name] = cls
    for array_name, layout in list(_arrays.items()):
        names = {array_name, *(scalar for _, scalar in layout.kinds if scalar)}
        if name in names and all(other in _classes for other in names):
            _install(_classes[array_name], layout)


def _install(cls, layout):
    kinds = [(letter, _classes.get(scalar)) for letter, scalar in layout.kinds]
    note_instance(cls._hpy_type_)
    for letter, scalar in kinds:
        if letter == "d" and scalar is not None:
            note_scalar(scalar._hpy_type_)
    read, write = cls.__dict__.get("__getitem__"), cls.__dict__.get("__setitem__")
    if read is not None:
        replace_attribute(cls, "__getitem__", specialised(_access.reader(layout, kinds, cls, read), "__getitem__"))
    if write is not None:
        replace_attribute(cls, "__setitem__", specialised(_access.writer(layout, kinds, cls, write), "__setitem__"))
