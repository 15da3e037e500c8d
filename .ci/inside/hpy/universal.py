"""The loader of universal extensions, as the ``hpy`` package has it, over hpyhost."""

import sys

import hpyhost

MODE_UNIVERSAL, MODE_DEBUG, MODE_TRACE = 0, 1, 2


def load(name, path, spec, debug=False, mode=MODE_UNIVERSAL):
    """Load the extension and leave ``sys.modules`` as it was; RuntimeError for what is no extension.

    >>> load("core", "no/such/core.hpy0.so", None)
    Traceback (most recent call last):
        ...
    RuntimeError: cannot load 'no/such/core.hpy0.so' as module 'core': No such file or directory
    """
    if debug or mode != MODE_UNIVERSAL:
        raise RuntimeError("only universal mode is tested")
    before = sys.modules.get(name)
    try:
        return hpyhost.load(name, path, spec)
    except ImportError as error:
        raise RuntimeError(str(error)) from error
    finally:
        sys.modules.pop(name, None)
        if before is not None:
            sys.modules[name] = before


def _load_bootstrap(name, ext_name, package, file, loader, spec, environ):
    """What the Python file beside an extension calls."""
    module = load(name, file, spec)
    module.__file__ = spec.origin = file
    module.__loader__, module.__name__, module.__package__, module.__spec__ = loader, ext_name, package, spec
    return module


def get_version():
    """Version and revision."""
    return "0.9.0", "hpyhost"
