"""The native half and raw memory through ctypes: GraalPy, and CPython for tests.

The same names as in ``binding_cffi``; what they mean is told there.
"""

import ctypes
import os
import sys
import weakref

from hpyhost._ffi import foreign, signatures

_word = ctypes.c_ssize_t
_UPCALL = ctypes.CFUNCTYPE(_word, _word, _word, _word, _word, _word)

lib = ctypes.CDLL(signatures.LIBRARY)
for _name, _arguments in signatures.FUNCTIONS.items():
    _function = getattr(lib, _name)
    _function.restype = _word
    _function.argtypes = [_word] * _arguments
# GraalPy makes a native function of a Python one only where it is passed as one.
lib.hpyffi_set_upcall.argtypes = [_word, _UPCALL]

_start = lib.hpyffi_start()
# Arrays of a fixed length: GraalPy compiles their items to loads and stores, and refuses lengths from 2**31 on.
T = (_word * (signatures.ENTRIES * 4)).from_address(_start)
D = (ctypes.c_double * (signatures.ENTRIES * 4)).from_address(_start)
W = (ctypes.c_int32 * (signatures.ENTRIES * 8)).from_address(_start)
IDENT = lib.hpyffi_ident()

_peek = lib.hpyffi_peek
string_at = ctypes.string_at
_kept = []
_UNSIGNED = (1 << 64) - 1


def peek(address, width):
    """The integer of ``width`` bytes at an address; a negative width means a signed one."""
    value = _peek(address, width)
    return value & _UNSIGNED if width == 8 else value


def poke(address, width, value):
    """Write an integer of ``width`` bytes."""
    lib.hpyffi_poke(address, width, _signed(value))


def _signed(value):
    value &= _UNSIGNED
    return value - (value >> 63 << 64)


def word(address):
    """The word at an address."""
    return _peek(address, -8)


def set_word(address, value):
    """Write the word at an address."""
    lib.hpyffi_poke(address, 8, value)


def words(address, count):
    """The words from an address on, which is not null, as an array."""
    return (_word * count).from_address(address)


def peek_float(address):
    """The C float at an address."""
    return ctypes.c_float.from_address(address).value


def poke_float(address, value):
    """Write a C float."""
    ctypes.c_float.from_address(address).value = value


def peek_double(address):
    """The C double at an address."""
    return ctypes.c_double.from_address(address).value


def poke_double(address, value):
    """Write a C double."""
    ctypes.c_double.from_address(address).value = value


def cstring(address):
    """The bytes of a string that ends with a null byte."""
    return string_at(address)


def memory(address, size):
    """A copy of ``size`` bytes."""
    return string_at(address, size)


def set_memory(address, data):
    """Write bytes."""
    (ctypes.c_char * len(data)).from_address(address).raw = data


def view(address, size):
    """A writable view of ``size`` bytes, which whoever asks for it must keep alive."""
    return memoryview((ctypes.c_char * size).from_address(address)).cast("B")


class _Owner:
    """Of memory that native code gave."""

    __slots__ = ("__weakref__",)


def _zeroed_by_native_code(size):
    address = lib.hpyffi_allocate(size)
    if not address:
        raise MemoryError
    owner = _Owner()
    weakref.finalize(owner, lib.hpyffi_release, address).atexit = False
    return owner, address


def _zeroed_by_ctypes(size):
    # An array is freed after all that may refer to it: callbacks and ``__del__`` of garbage run in no order.
    owner = (ctypes.c_char * (size + 16))()
    return owner, (ctypes.addressof(owner) + 15) & ~15


# GraalPy's arrays lie where native code cannot see them. Callers get the owner of a block, aligned to 16 bytes, and its
# address.
zeroed = _zeroed_by_native_code if sys.implementation.name == "graalpy" else _zeroed_by_ctypes


def native(data):
    """A native copy of bytes with a null byte at its end: its owner, and its address."""
    owner, address = zeroed(len(data) + 1)
    set_memory(address, data)
    return owner, address


def symbol(path, name):
    """The address of what a shared object exports under a name, 0 if it does not."""
    # GraalPy's ctypes does not tell true addresses.
    path_owner, native_path = native(os.fsencode(path))
    name_owner, native_name = native(name.encode())
    address = lib.hpyffi_symbol(native_path, native_name)
    del path_owner, name_owner
    return address


_VARARGS, _KEYWORDS = 1, 2


def _call(signature, function, base, count, extra):
    """``hpyffi_call`` by way of a function with two arguments, if the others are small."""
    if 0 <= extra < 1 << 15 and count < 1 << 16:
        return _packed(function, base | signature << 24 | count << 32 | extra << 48)
    return _any_call(signature, function, base, count, extra)


def _varargs(function, base, count):
    return _call(_VARARGS, function, base, count, 0)


def _keywords(function, base, count, named):
    return _call(_KEYWORDS, function, base, count, named)


_bind = foreign.binder() if sys.implementation.name == "graalpy" else None
if _bind is not None:
    _any_call = lib.hpyffi_call
    for _name, _arguments in signatures.FUNCTIONS.items():
        if _arguments in (1, 2) and _name != "hpyffi_set_upcall":
            setattr(lib, _name, _bind(symbol(signatures.LIBRARY, _name), _arguments))
    _packed, _peek = lib.hpyffi_packed, lib.hpyffi_peek
    lib.hpyffi_call, lib.hpyffi_varargs, lib.hpyffi_keywords = _call, _varargs, _keywords


def install(number, function):
    """Let ``function(a, b, c, d, r)`` be an operation of native code: it returns an integer and does not raise."""
    made = _UPCALL(function)
    _kept.append(made)
    lib.hpyffi_set_upcall(number, made)
