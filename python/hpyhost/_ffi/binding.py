"""The native half and raw memory, through what this interpreter is fast with.

What the names mean is told in ``binding_cffi``.
"""

import sys

if sys.implementation.name == "pypy":
    from hpyhost._ffi import binding_cffi as _binding
else:
    from hpyhost._ffi import binding_ctypes as _binding

lib = _binding.lib
T = _binding.T
D = _binding.D
W = _binding.W
IDENT = _binding.IDENT

word = _binding.word
set_word = _binding.set_word
peek = _binding.peek
poke = _binding.poke
peek_float = _binding.peek_float
poke_float = _binding.poke_float
peek_double = _binding.peek_double
poke_double = _binding.poke_double
cstring = _binding.cstring
memory = _binding.memory
set_memory = _binding.set_memory
view = _binding.view
native = _binding.native
zeroed = _binding.zeroed
words = _binding.words
install = _binding.install


def text(address):
    """The ``str`` of a UTF-8 string that ends with a null byte; SystemError for a null pointer."""
    if not address:
        raise SystemError("null argument to internal routine")
    return cstring(address).decode("utf-8")
