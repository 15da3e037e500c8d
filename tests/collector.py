"""The interpreter's collector, and how to wait until it has done its work."""

import gc
import sys
import time
import weakref

# Seconds to wait for a collector that runs beside the program, on a machine that may be busy.
PATIENCE = 60


class _Sentinel:
    """Something that dies at once."""


def _collect_and_hear_of_it():
    """Collect, and wait until the callbacks of weak references have run, of which another thread tells this one.

    They run in no order, so those of the ffi host are looked for, too, and finalisers, which end its capsules. Returns
    whether they may have let go of more.
    """
    called = []
    reference = weakref.ref(_Sentinel(), called.append)
    before = _watched()
    end = time.monotonic() + PATIENCE
    _collect_all()
    while (not called or _ended() or any(other() is None for other in _watched())) and time.monotonic() < end:
        time.sleep(0.005)
    del reference
    after = set(map(id, _watched()))
    return not before or any(id(other) not in after for other in before)


def _watched():
    """The ffi host's references to objects at whose end something is to be done; none if it is not in use."""
    watched = sys.modules.get("hpyhost._ffi.watched")
    return [] if watched is None else watched.outstanding()


def _ended():
    """The finalisers of objects that are gone that have not been called yet."""
    return [finaliser for finaliser in list(weakref.finalize._registry) if finaliser.alive and not finaliser.peek()]


def _collect_all():
    """Collect once: GraalPy's own function does it twice, and each time takes a good part of a second."""
    try:
        from java.lang import System
    except ImportError:
        gc.collect()
    else:
        System.gc()


def collect():
    """Let everything die that can, and what is run at its end be run.

    Whatever finalisers let go of dies at a second collection, and what they gave new life to at a third.
    """
    if sys.implementation.name == "graalpy":
        if _collect_and_hear_of_it():
            _collect_and_hear_of_it()
        return
    for _ in range(3):
        gc.collect()
