"""Where exported memory lies: the one thing that a memoryview does not tell.

Every interpreter has its own way, none has an official one; where there is none, the caller copies.
"""

import functools
import sys

__all__ = ["address"]


def _by_raw_address(view):
    """PyPy knows the address, and keeps the memory in its place from then on."""
    return view._pypy_raw_address()


def _c_api():
    """CPython fills a C structure whose first word is the address of the element at index zero.

    The memory stays where it is as long as the memoryview lives, so that the structure can be given back at once.
    """
    import ctypes

    full_read_only = 0x11C  # PyBUF_FULL_RO
    get = ctypes.PYFUNCTYPE(ctypes.c_int, ctypes.py_object, ctypes.c_void_p, ctypes.c_int)(
        ("PyObject_GetBuffer", ctypes.pythonapi)
    )
    release = ctypes.PYFUNCTYPE(None, ctypes.c_void_p)(("PyBuffer_Release", ctypes.pythonapi))
    longer_than_any_buffer = ctypes.c_void_p * 16

    def find(view):
        record = longer_than_any_buffer()
        place = ctypes.addressof(record)
        get(view, place, full_read_only)
        found = record[0]
        release(place)
        return found or 0

    return find


def _not_at_all(view):
    """GraalPy's memory lies among the Java objects, which move."""
    return None


@functools.cache
def _way():
    """This interpreter's way; found when it is first needed, since it takes `ctypes` on CPython."""
    name = sys.implementation.name
    if name == "cpython":
        return _c_api()
    return _by_raw_address if name == "pypy" else _not_at_all


def address(view):
    """The address of a memoryview's element at index zero, or None where the interpreter does not tell.

    It holds as long as the memoryview lives and is not released.

    Examples
    --------
    >>> address(memoryview(b""))
    0
    """
    return 0 if view.nbytes == 0 else _way()(view)
