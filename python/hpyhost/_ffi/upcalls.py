"""What native code may ask of Python: functions registered by name, and the C functions around them.

An operation is a plain function of objects. How its arguments come out of native words, and how its result goes back,
is told by codes:

- arguments: ``H`` the object of a handle, ``O`` the same or ``NULL``, ``s`` the str of a UTF-8 string, ``S`` the bytes
  of a C string or None for a null pointer, ``z`` the word itself;
- results: ``H`` an object, ``i`` a plain integer, ``d`` a plain double, ``v`` nothing.
"""

from hpyhost._ffi.binding import cstring, lib, text
from hpyhost._ffi.binding import install as install_operation
from hpyhost._ffi.table import get, get_or_null, put, put_float, put_int

# What cffi and ctypes never return of themselves: they return 0 where the function could not even begin, out of stack.
_DONE, _RAISED = 1, -1

# Name to function, codes of the arguments, code of the result.
OPERATIONS = {}


def operation(name, arguments, result):
    """Register the decorated function as the operation ``name``."""

    def register(function):
        OPERATIONS[name] = function, arguments, result
        return function

    return register


def install():
    """Give native code a C function for each operation that it knows; ImportError if one is missing."""
    names = cstring(lib.hpyffi_upcall_names()).decode().split()
    names = [name[4:] if name.startswith("ctx_") else name for name in names]
    missing = [name for name in names if name not in OPERATIONS]
    if missing:
        raise ImportError(f"the native half of the ffi host is newer than its Python half: {', '.join(missing)}")
    for number, name in enumerate(names):
        install_operation(number, _upcall(*OPERATIONS[name]))


def _bytes_or_none(address):
    return cstring(address) if address else None


def _plain(word):
    return word


def _nothing(r, x):
    pass


_ARGUMENTS = {"H": get, "O": get_or_null, "s": text, "S": _bytes_or_none, "z": _plain}
_RESULTS = {"H": put, "i": put_int, "d": put_float, "v": _nothing}


def _upcall(function, arguments, result):
    return _BY_COUNT[len(arguments)](function, _RESULTS[result], *[_ARGUMENTS[code] for code in arguments])


def _failed(r, error):
    put(r, error)
    return _RAISED


# One maker per number of arguments, so that each function is a fixed sequence of calls for a JIT.


def _upcall0(function, result):
    def upcall(a, b, c, d, r):
        try:
            result(r, function())
            return _DONE
        except BaseException as error:
            return _failed(r, error)

    return upcall


def _upcall1(function, result, first):
    def upcall(a, b, c, d, r):
        try:
            result(r, function(first(a)))
            return _DONE
        except BaseException as error:
            return _failed(r, error)

    return upcall


def _upcall2(function, result, first, second):
    def upcall(a, b, c, d, r):
        try:
            result(r, function(first(a), second(b)))
            return _DONE
        except BaseException as error:
            return _failed(r, error)

    return upcall


def _upcall3(function, result, first, second, third):
    def upcall(a, b, c, d, r):
        try:
            result(r, function(first(a), second(b), third(c)))
            return _DONE
        except BaseException as error:
            return _failed(r, error)

    return upcall


def _upcall4(function, result, first, second, third, fourth):
    def upcall(a, b, c, d, r):
        try:
            result(r, function(first(a), second(b), third(c), fourth(d)))
            return _DONE
        except BaseException as error:
            return _failed(r, error)

    return upcall


_BY_COUNT = (_upcall0, _upcall1, _upcall2, _upcall3, _upcall4)
