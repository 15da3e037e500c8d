"""Native memory that a collector does not see: where nothing else does, ask it to run when much is outstanding.

On PyPy ``ffi.gc`` tells the collector. GraalPy's knows only that an object is small; so the bytes behind objects are
counted, as far as extensions tell of them (``layouts``), and past a limit the collector is run. The limit follows what
is then still in use, so that a program that needs much memory does not collect all the time.
"""

import gc

_LEAST = 1 << 28


class _Count:
    def __init__(self):
        self.bytes = 0
        self.limit = _LEAST


_count = _Count()


def taken(size):
    """Note that an instance with ``size`` native bytes was made."""
    _count.bytes += size
    if _count.bytes > _count.limit:
        _count.limit = 1 << 62  # Not again from within the collector.
        try:
            gc.collect()
        finally:
            _count.limit = max(_LEAST, 2 * _count.bytes)


def released(size):
    """Note that it is gone."""
    _count.bytes -= size
