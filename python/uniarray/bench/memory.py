"""Limits on memory: some built-in hosts never give arrays back, and a benchmark makes many."""

import mmap

# Of the memory that was free at the start: how much all rows may take, and how much one of them.
_PART = 0.7
_PART_OF_A_ROW = 0.02


def _available():
    try:
        with open("/proc/meminfo", encoding="ascii") as file:
            for line in file:
                if line.startswith("MemAvailable:"):
                    return int(line.split()[1]) * 1024
    except OSError:
        pass
    return None


_AVAILABLE = _available()


def resident():
    """The bytes of memory that this process holds; 0 where /proc does not tell.

    >>> resident() >= 0
    True
    """
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * mmap.PAGESIZE
    except (OSError, ValueError):
        return 0


def exhausted():
    """Whether this process has grown to most of what was free when it started.

    >>> exhausted()
    False
    """
    return _AVAILABLE is not None and resident() > _PART * _AVAILABLE


class Allowance:
    """The memory that one row may take from now on.

    >>> Allowance().used_up()
    False
    """

    __slots__ = ("_start",)

    def __init__(self):
        """Start counting."""
        self._start = resident()

    def used_up(self):
        """Whether the process has grown by more than the allowance."""
        return _AVAILABLE is not None and resident() - self._start > _PART_OF_A_ROW * _AVAILABLE
