"""The host that PyPy 7.3 and GraalPy 23 and 24 have built in."""

import sys

from hpyhost import _foreign

NAME = "builtin"

if sys.implementation.name == "pypy":
    try:
        import _hpy_universal as _universal
    except ImportError:
        raise ImportError("this PyPy has no built-in HPy: PyPy 7.3 is the last with it") from None
elif sys.implementation.name == "graalpy":
    try:
        import hpy.universal as _universal
    except ImportError as error:
        raise ImportError(f"this GraalPy has no built-in HPy, or it is not enabled: {error}") from None
else:
    raise ImportError(f"{sys.implementation.name} has no built-in HPy")


def create(name, path, spec, mode):
    """Make the extension's module, complete."""
    return _foreign.load(_universal, name, path, spec, mode)


exec = _foreign.exec
