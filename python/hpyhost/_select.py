"""Which host loads extensions here."""

import importlib
import os
import sys

_MODULES = {
    "capi": "hpyhost._cpython",
    "builtin": "hpyhost._builtin",
    "ffi": "hpyhost._ffi",
    "reference": "hpyhost._reference",
}

_AUTO = {
    "cpython": ("capi",),
    "pypy": ("ffi", "builtin"),
    "graalpy": ("ffi", "builtin"),
}

_cached = {}


def choose(wanted=None):
    """Return the host that ``wanted`` names, a module of this package.

    A host module has ``create(name, path, spec, mode)``, which makes an extension's module, and ``exec(module)``, which
    fills it in. Importing it raises ImportError with the reason if it cannot work on this interpreter.

    ``wanted`` is ``HPYHOST`` from the environment unless given.

    >>> choose("none")
    Traceback (most recent call last):
        ...
    ImportError: HPYHOST=none is not known: use auto, capi, builtin, ffi or reference
    """
    if wanted is None:
        wanted = os.environ.get("HPYHOST") or "auto"
    host = _cached.get(wanted)
    if host is None:
        host = _cached[wanted] = _auto() if wanted == "auto" else _named(wanted)
    return host


def current():
    """Return the name of the host that loads extensions here: ``capi``, ``builtin``, ``ffi`` or ``reference``.

    >>> current() in ("capi", "builtin", "ffi", "reference")
    True
    """
    return choose().NAME


def _named(wanted):
    if wanted not in _MODULES:
        raise ImportError(f"HPYHOST={wanted} is not known: use auto, capi, builtin, ffi or reference")
    try:
        return importlib.import_module(_MODULES[wanted])
    except ImportError as error:
        raise ImportError(f"HPYHOST={wanted}: {error}") from error


def _auto():
    python = sys.implementation.name
    reasons = []
    for name in _AUTO.get(python, ()):
        try:
            return importlib.import_module(_MODULES[name])
        except ImportError as error:
            reasons.append(f"{name}: {error}")
    why = "; ".join(reasons) or f"hpyhost does not know {python}"
    version = ".".join(map(str, sys.version_info[:3]))
    raise ImportError(f"no HPy host works on this interpreter ({python}, Python {version}): {why}")
