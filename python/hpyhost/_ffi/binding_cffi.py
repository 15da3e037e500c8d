"""The native half and raw memory through cffi: PyPy.

``lib`` has the native half's functions; all of their arguments and results are words. ``T``, ``D`` and ``W`` are the
handle table seen as words, as doubles and as 32-bit integers: a tracing JIT compiles their items to loads and stores.
"""

import cffi

from hpyhost._ffi import signatures

ffi = cffi.FFI()
ffi.cdef(
    "".join(
        f"intptr_t {name}({', '.join(['intptr_t'] * count) or 'void'});" for name, count in signatures.FUNCTIONS.items()
    )
)
lib = ffi.dlopen(signatures.LIBRARY)

_start = lib.hpyffi_start()
T = ffi.cast("intptr_t *", _start)
D = ffi.cast("double *", _start)
W = ffi.cast("int32_t *", _start)
IDENT = lib.hpyffi_ident()

# All memory as words. cffi refuses to index a null pointer, so it begins at the second word.
_words = ffi.cast("intptr_t *", 8)
_cast = ffi.cast
_bytes = ffi.typeof("char *")
_float = ffi.typeof("float *")
_double = ffi.typeof("double *")
_word = ffi.typeof("intptr_t")
_upcall = ffi.typeof("intptr_t (*)(intptr_t, intptr_t, intptr_t, intptr_t, intptr_t)")
_pointers = {
    width: ffi.typeof(f"{'u' if width > 0 else ''}int{abs(width) * 8}_t *") for width in (1, 2, 4, 8, -1, -2, -4, -8)
}
_kept = []


def word(address):
    """The word at an address, which must be aligned."""
    return _words[(address >> 3) - 1]


def set_word(address, value):
    """Write the word at an address, which must be aligned."""
    _words[(address >> 3) - 1] = value


def peek(address, width):
    """The integer of ``width`` bytes at an address; a negative width means a signed one."""
    return _cast(_pointers[width], address)[0]


def poke(address, width, value):
    """Write an integer of ``width`` bytes."""
    _cast(_pointers[abs(width)], address)[0] = value & ((1 << (abs(width) * 8)) - 1)


def words(address, count):
    """The words from an address on, which is not null, as an array."""
    return ffi.cast("intptr_t *", address)


def peek_float(address):
    """The C float at an address."""
    return _cast(_float, address)[0]


def poke_float(address, value):
    """Write a C float."""
    _cast(_float, address)[0] = value


def peek_double(address):
    """The C double at an address."""
    return _cast(_double, address)[0]


def poke_double(address, value):
    """Write a C double."""
    _cast(_double, address)[0] = value


def cstring(address):
    """The bytes of a string that ends with a null byte."""
    return ffi.string(_cast(_bytes, address))


def memory(address, size):
    """A copy of ``size`` bytes."""
    return ffi.buffer(_cast(_bytes, address), size)[:]


def set_memory(address, data):
    """Write bytes."""
    ffi.memmove(_cast(_bytes, address), data, len(data))


def view(address, size):
    """A writable view of ``size`` bytes, which whoever asks for it must keep alive."""
    return memoryview(ffi.buffer(_cast(_bytes, address), size)).cast("B")


def native(data):
    """A native copy of bytes with a null byte at its end: its owner, and its address."""
    owner = ffi.new("char[]", data)
    return owner, int(_cast(_word, owner))


def zeroed(size):
    """A zeroed block, aligned to 16 bytes: its owner, and its address."""
    owner = ffi.new("char[]", size + 16)
    return owner, (int(_cast(_word, owner)) + 15) & ~15


def _ignored(kind, error, traceback):
    """Native code is told by the result 0 that the function could not begin."""


def install(number, function):
    """Let ``function(a, b, c, d, r)`` be an operation of native code: it returns an integer and does not raise."""
    made = ffi.callback(_upcall, function, onerror=_ignored)
    _kept.append(made)
    lib.hpyffi_set_upcall(number, int(_cast(_word, made)))
