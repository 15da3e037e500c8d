"""The ``hpy`` package from PyPI, for comparison: it has wheels for CPython 3.9 to 3.11."""

import sys

from hpyhost import _foreign

NAME = "reference"

if sys.implementation.name != "cpython":
    raise ImportError(f"the reference host is for CPython, and this is {sys.implementation.name}")
try:
    import hpy.universal as _universal
except ImportError as error:
    raise ImportError(f"the reference host needs the package hpy 0.9.0 from PyPI: {error}") from None


def create(name, path, spec, mode):
    """Make the extension's module, complete."""
    return _foreign.load(_universal, name, path, spec, mode)


exec = _foreign.exec
