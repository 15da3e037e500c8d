"""What runs the arrays: interpreter, host and binary."""

import hashlib
import os
import platform
import sys

_NAMES = {"cpython": "CPython", "pypy": "PyPy", "graalpy": "GraalPy"}


def interpreter():
    """Name and version of the running interpreter.

    >>> interpreter().split()[0] in ("CPython", "PyPy", "GraalPy")
    True
    """
    python = platform.python_version()
    name = _NAMES.get(sys.implementation.name, sys.implementation.name)
    if name == "PyPy":
        own = ".".join(map(str, sys.pypy_version_info[:3]))
        return f"{name} {own} (Python {python})"
    if name == "GraalPy":
        own = sys.modules["__graalpython__"].get_graalvm_version()
        # Some releases call themselves "snapshot".
        return f"{name} {own} (Python {python})" if own[0].isdigit() else f"{name} (Python {python})"
    return f"{name} {python}"


def binary():
    """The path of the loaded universal binary.

    >>> os.path.basename(binary())
    '_core.hpy0.so'
    """
    from uniarray import _core

    # Not every host sets __file__; all give a module the spec that it was loaded from.
    return os.path.abspath(getattr(_core, "__file__", None) or _core.__spec__.origin)


def sha256(path):
    """The SHA-256 of the file at `path`, in hexadecimal.

    >>> len(sha256(__file__))
    64
    """
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        for block in iter(lambda: file.read(1 << 20), b""):
            digest.update(block)
    return digest.hexdigest()


def describe():
    """A dict with `interpreter`, `host` (hpyhost's name of it) and `sha256` of the loaded binary.

    >>> sorted(describe())
    ['host', 'interpreter', 'sha256']
    """
    import hpyhost

    from uniarray import _core

    return {
        "interpreter": interpreter(),
        "host": hpyhost.host_of(_core),
        "sha256": sha256(binary()),
    }
