"""Native memory of objects that die young, on PyPy.

``ffi.gc`` runs its function only after a major collection, and its size hint makes these frequent: 3 microseconds for
an object with 8 KB. So the structs of types that tell how much memory is behind them (``layouts``) are first noted
here, with a weak reference to the object. After some megabytes a minor collection is brought about, which clears the
references to what has died; that is ended at once, and its memory is used again while it is still in the cache. What
lives on gets its ``ffi.gc``.
"""

import gc
import weakref

from __pypy__ import newlist_hint

from hpyhost._ffi.binding_cffi import ffi, lib

# Bytes between two collections: one takes some hundredths of a millisecond, and this much fits a cache. But what is
# alive then becomes old; so that it is a small part there are some objects between them, unless these are very large.
_LIMIT = 1 << 22
_LEAST = 32
_MOST = 1 << 28

# Integers in a list that is still made in the nursery, and how many of them fill the largest one that there may be.
_FILLER = 16_000
_FILLERS = 1024

_cast = ffi.cast
_void = ffi.typeof("void *")
_gc = ffi.gc
_destroy = lib.hpyffi_destroy
_destructor = ffi.cast("void (*)(void *)", lib.hpyffi_destroy)
_reference = weakref.ref

# (reference, address of the struct, bytes) of each object that was not there at the last collection.
_young = []

_fillers = [None]


class _Count:
    def __init__(self):
        self.bytes = 0


_count = _Count()


def note(x, pointer, size):
    """Let the struct at ``pointer``, with ``size`` native bytes in all, end with ``x``."""
    x._hb = None
    _young.append((_reference(x), pointer, size))
    _count.bytes += size
    if _count.bytes > _LIMIT and (len(_young) >= _LEAST or _count.bytes > _MOST):
        _sweep()


def own(x, pointer, size):
    """The same for an object that is expected to live."""
    x._hb = _gc(_cast(_void, pointer), _destructor, size)


class _Sentinel:
    pass


def _collect_young():
    """Fill the nursery, so that a minor collection takes place: ``gc.collect_step`` does part of a major one, too."""
    if _fillers:
        sentinel = _reference(_Sentinel())
        for _ in range(_FILLERS):
            # Room that is not written to, so that this does not empty the cache.
            filler = newlist_hint(_FILLER)
            filler.append(0)
            _fillers[0] = filler
            if sentinel() is None:
                _fillers[0] = None
                return
        # This PyPy has another nursery.
        _fillers.clear()
    gc.collect_step()


def _sweep():
    _count.bytes = 0
    noted = _young[:]
    # Other threads may have appended more.
    del _young[: len(noted)]
    _collect_young()
    for reference, pointer, size in noted:
        x = reference()
        if x is None:
            _destroy(pointer)
        else:
            # Some 30 MB of such hints make PyPy begin a major collection; more garbage than that is meant to wait.
            own(x, pointer, size >> 3)
