"""The interpreter's collector, and how to wait until it has done its work."""

import gc
import sys
import time
import weakref

# Seconds to wait for a collector that runs beside the program.
PATIENCE = 10


class _Sentinel:
    """Something that dies at once."""


def _collect_and_hear_of_it():
    """Collect, and wait until the callbacks of weak references have run, of which another thread tells this one."""
    called = []
    reference = weakref.ref(_Sentinel(), called.append)
    end = time.monotonic() + PATIENCE
    gc.collect()
    while not called and time.monotonic() < end:
        time.sleep(0.005)
    return reference


def collect():
    """Let everything die that can, and what is run at its end be run.

    Whatever finalisers let go of dies at a second collection, and what they gave new life to at a third.
    """
    if sys.implementation.name == "graalpy":
        # Each one takes a good part of a second.
        _collect_and_hear_of_it()
        _collect_and_hear_of_it()
        return
    for _ in range(3):
        gc.collect()
