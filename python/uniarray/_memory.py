"""Where exported memory lies: the one thing that a memoryview does not tell.

Every interpreter has its own way, none has an official one; where there is none, the caller copies.
"""

import sys

__all__ = ["address"]


def _by_raw_address(view):
    """PyPy knows the address, and keeps the memory in its place from then on."""
    return view._pypy_raw_address()


def _by_c_api(view):
    """CPython fills a C structure whose first word is the address of the element at index zero.

    The memory stays where it is as long as the memoryview lives, so that the structure can be given back at once.
    """
    import ctypes

    full_read_only = 0x11C  # PyBUF_FULL_RO
    record = (ctypes.c_void_p * 16)()  # longer than any version's Py_buffer
    get = ctypes.pythonapi.PyObject_GetBuffer
    get.argtypes = [ctypes.py_object, ctypes.c_void_p, ctypes.c_int]
    get.restype = ctypes.c_int
    release = ctypes.pythonapi.PyBuffer_Release
    release.argtypes = [ctypes.c_void_p]
    release.restype = None
    get(view, ctypes.addressof(record), full_read_only)
    found = record[0]
    release(ctypes.addressof(record))
    return found or 0


def _not_at_all(view):
    """GraalPy's memory lies among the Java objects, which move."""
    return None


_WAYS = {"cpython": _by_c_api, "pypy": _by_raw_address}
_find = _WAYS.get(sys.implementation.name, _not_at_all)


def address(view):
    """The address of a memoryview's element at index zero, or None where the interpreter does not tell.

    It holds as long as the memoryview lives and is not released.

    Examples
    --------
    >>> address(memoryview(bytearray(8))[4:]) is None or isinstance(address(memoryview(b"")), int)
    True
    """
    return 0 if view.nbytes == 0 else _find(view)
