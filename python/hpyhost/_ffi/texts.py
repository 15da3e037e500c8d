"""Native copies of texts whose address an extension asks for.

The address must be good as long as the object lives. A copy per object would be that, but nothing tells when a ``str``
dies: it has no weak references. A copy per handle would die too early: an extension may ask by one handle and keep
another. So copies are kept by value: equal texts share one, and asking again gives the same address. Most are names,
few and short; so that a program that asks for ever new ones does not grow for ever, the oldest go when there are too
many bytes, yet only while no extension is running: then the only addresses still in use are those that an extension has
stored away together with a handle, and it takes ``LIMIT`` bytes of later texts to make one of those bad.
"""

from hpyhost._ffi.binding import T, lib, native

LIMIT = 1 << 24

# Word of the table's header: one more than the number of calls into extensions that are running.
_RUNNING = 2

# What a copy needs beside its bytes, roughly.
_OVERHEAD = 200

_copies = {}
_total = 0


def address_of(data):
    """The address of a native copy of bytes, with a null byte at its end."""
    copy = _copies.get(data)
    if copy is None:
        copy = _copies[data] = native(data)
        _count(len(data) + _OVERHEAD)
        if _total > LIMIT:
            lib.hpyffi_wake()
    return copy[1]


def _count(size):
    global _total
    _total += size


def forget_oldest():
    """Let old copies go if there are too many and no extension is running: called when a call has ended."""
    if _total <= LIMIT:
        return
    if T[_RUNNING] != 1:
        lib.hpyffi_wake()
        return
    for data in list(_copies):
        del _copies[data]
        _count(-len(data) - _OVERHEAD)
        if _total <= LIMIT // 2:
            break
