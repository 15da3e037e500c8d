"""Lists, tuples, dictionaries, slices."""

import operator

from hpyhost._ffi.binding import set_word, word
from hpyhost._ffi.push import MAX, MIN
from hpyhost._ffi.table import get
from hpyhost._ffi.upcalls import operation


def bad_internal_call():
    """The exception for a caller in C that passes an object of a wrong type."""
    return SystemError("bad argument to internal function")


def handles(address, count):
    """The objects of an array of handles."""
    return [get(word(address + 8 * n)) for n in range(count)]


@operation("List_New", "z", "H")
def list_new(size):
    """A list of that many items, which are to be set."""
    if size < 0:
        raise bad_internal_call()
    return [None] * size


@operation("List_Append", "HH", "v")
def list_append(x, item):
    """Append to a list."""
    if not isinstance(x, list):
        raise bad_internal_call()
    list.append(x, item)


operation("Dict_New", "", "H")(dict)


@operation("Dict_Keys", "H", "H")
def dict_keys(x):
    """A list of the keys of a dict."""
    if not isinstance(x, dict):
        raise bad_internal_call()
    return list(dict.keys(x))


@operation("Dict_Copy", "H", "H")
def dict_copy(x):
    """A dict with the items of a dict."""
    if not isinstance(x, dict):
        raise bad_internal_call()
    return dict.copy(x)


@operation("ListFromHandles", "zz", "H")
def list_from_handles(address, count):
    """A list of the objects of an array of handles; the null handle is None."""
    found = [word(address + 8 * n) for n in range(count)]
    return [get(h) if h else None for h in found]


@operation("Slice_Unpack", "Hz", "v")
def slice_unpack(x, address):
    """Write start, stop and step of a slice, with what the missing ones stand for, into three words."""
    if not isinstance(x, slice):
        raise bad_internal_call()
    step = _bound(x.step, 1)
    if step == 0:
        raise ValueError("slice step cannot be zero")
    # So that -step is a number, too.
    step = max(step, -MAX)
    start = _bound(x.start, MAX if step < 0 else 0)
    stop = _bound(x.stop, MIN if step < 0 else MAX)
    for n, value in enumerate((start, stop, step)):
        set_word(address + 8 * n, value)


def _bound(x, default):
    if x is None:
        return default
    if not hasattr(type(x), "__index__"):
        raise TypeError("slice indices must be integers or None or have an __index__ method")
    return max(MIN, min(MAX, operator.index(x)))
