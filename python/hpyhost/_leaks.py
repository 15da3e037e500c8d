"""What extensions in debug mode forgot to close."""

import atexit
import sys

# Functions of hosts that return the open handles: a line per place where some were made, with their number first.
_reports = []


def watch(report):
    """Ask the function ``report`` for open handles, and print what it returns when the interpreter ends."""
    if report not in _reports:
        _reports.append(report)
        atexit.register(_print)


def open_handles():
    """Return how many handles extensions in debug mode have open, by the place where they were made.

    A place is a function of HPy's context and the extension's function that called it. Handles do not outlive the call
    in which they were made, so what this finds while no extension runs was forgotten. Only extensions that were loaded
    with ``HPY=debug`` are watched, by the hosts ``capi`` and ``ffi``.

    >>> open_handles()
    {}
    """
    found = {}
    for report in _reports:
        for line in report().splitlines():
            count, _, place = line.partition(" ")
            found[place] = found.get(place, 0) + int(count)
    return found


def _print():
    found = open_handles()
    if found:
        lines = [f"{count:12,} made by {place}" for place, count in found.items()]
        print("hpyhost: handles that were never closed:", *lines, sep="\n", file=sys.__stderr__)
