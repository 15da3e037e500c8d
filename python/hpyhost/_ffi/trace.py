"""What native code asks of Python, and how often: each question costs as much as dozens of other steps."""

import atexit
import sys

from hpyhost._ffi.binding import cstring, lib, word, zeroed


def counts():
    """Name of each operation that native code has asked for, and how often."""
    names = cstring(lib.hpyffi_upcall_names()).decode().split()
    owner, address = zeroed(8 * len(names))
    lib.hpyffi_upcall_counts(address)
    found = {name.replace("ctx_", "", 1): word(address + 8 * n) for n, name in enumerate(names)}
    del owner
    return {name: count for name, count in found.items() if count}


def print_at_exit():
    """Print them on the standard error stream when the interpreter ends, the most frequent first."""
    atexit.unregister(_print)
    atexit.register(_print)


def _print():
    found = sorted(counts().items(), key=lambda item: -item[1])
    lines = [f"{count:12,} {name}" for name, count in found]
    print("hpyhost: native code asked Python for", *lines, sep="\n", file=sys.__stderr__)
