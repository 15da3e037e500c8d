"""The host for CPython 3.9 and later, which is part of this package."""

import sys

if sys.implementation.name != "cpython":
    raise ImportError(f"the capi host is for CPython, and this is {sys.implementation.name}")
if not getattr(sys, "_is_gil_enabled", lambda: True)() or "t" in getattr(sys, "abiflags", ""):
    raise ImportError("the capi host does not support free-threaded builds of CPython")

from hpyhost import _capi, _leaks

NAME = "capi"


def create(name, path, spec, mode):
    """Make the extension's module, to be filled in by ``exec``."""
    if mode == "trace":
        raise ImportError("HPY=trace: the capi host has no trace mode yet", name=name, path=path)
    if mode == "debug":
        _leaks.watch(_capi.debug_report)
    return _capi.create(name, path, spec, mode == "debug")


exec = _capi.exec
