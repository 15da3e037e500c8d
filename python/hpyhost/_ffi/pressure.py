"""Native memory that a collector does not see: where nothing else does, let it run when much is outstanding.

On PyPy ``ffi.gc`` tells the collector. GraalPy's knows only that an object is small; so the bytes behind objects are
counted, as far as extensions tell of them (``layouts``), and past a limit a collection is brought about. The limit
follows what is then still in use, so that a program that needs much memory does not collect all the time.
"""

import gc
import sys
import weakref

_LEAST = 1 << 28

# What fills the youngest generation of the JVM, and how much of it is tried.
_FILLER = 1 << 16
_FILLERS = 1 << 12


class _Count:
    def __init__(self):
        self.bytes = 0
        self.limit = _LEAST


_count = _Count()

# The item is there to be overwritten: compilers do without objects that nobody could see.
_fillers = [None]

# Functions that end what has died, called with whether to look at everything, also at what is old.
sweepers = []


class _Sentinel:
    pass


def taken(size):
    """Note that ``size`` native bytes more are in use."""
    _count.bytes += size
    if _count.bytes > _count.limit:
        _relieve()


def released(size):
    """Note that they are free again."""
    _count.bytes -= size


def _relieve():
    most = _count.limit
    _count.limit = 1 << 62  # Not again from within.
    try:
        # Most objects die young, and to collect those takes a tenth of the time.
        if _collect_young():
            _sweep(False)
        if _count.bytes > most // 2:
            _collect_all()
            _sweep(True)
    finally:
        _count.limit = max(_LEAST, 2 * _count.bytes)


def _sweep(everything):
    for sweeper in sweepers:
        sweeper(everything)


def _collect_all():
    if sys.implementation.name == "graalpy":
        try:
            # GraalPy's own function lets the JVM collect everything twice.
            from java.lang import System

            System.gc()
            return
        except ImportError:
            pass
    gc.collect()


def _collect_young():
    """Allocate until the collector comes; whether it did."""
    if not _fillers:
        return False
    sentinel = weakref.ref(_Sentinel())
    for _ in range(_FILLERS):
        _fillers[0] = bytearray(_FILLER)
        if sentinel() is None:
            _fillers[0] = None
            return True
    # This JVM has so much memory that it waits longer.
    _fillers.clear()
    return False
