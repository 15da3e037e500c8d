"""Loading an extension, alone or as part of Python's import system."""

import os
import sys
from importlib.machinery import ExtensionFileLoader
from importlib.util import module_from_spec, spec_from_file_location

from hpyhost import _file, _mode, _select

# (name, path) -> name of the host that loaded it.
_hosts = {}


class UniversalLoader(ExtensionFileLoader):
    """A loader (PEP 451) for the universal extension at ``path``.

    ``host`` is the name of the host that loaded it, or None before it is loaded.

    >>> UniversalLoader("pkg._core", "pkg/_core.hpy0.so")
    UniversalLoader('pkg._core', 'pkg/_core.hpy0.so')
    """

    def __init__(self, name, path):
        # Without the base's: Python 3.9 makes paths absolute there.
        self.name = name
        self.path = os.fspath(path)
        self._made = []

    def __repr__(self):
        return f"{type(self).__name__}({self.name!r}, {self.path!r})"

    def __eq__(self, other):
        return type(other) is type(self) and (other.name, other.path) == (self.name, self.path)

    def __hash__(self):
        return hash((self.name, self.path))

    @property
    def host(self):
        # Not an attribute of the one loader: a reload that is refused leaves the module with a new one.
        return _hosts.get((self.name, self.path))

    def create_module(self, spec):
        """Make the module for ``spec``.

        Raises ImportError if the file is missing, truncated, no universal extension, or needs another HPy.
        """
        reason = _file.check(self.path)
        if reason is not None:
            message = f"cannot load {self.path!r} as module {self.name!r}: {reason}"
            raise ImportError(message, name=self.name, path=self.path)
        host = _select.choose()
        module = host.create(self.name, self.path, spec, _mode.mode_of(self.name))
        _hosts[self.name, self.path] = host.NAME
        self._made.append((module, host.exec))
        return module

    def exec_module(self, module):
        """Fill in the module that ``create_module`` made.

        Raises ImportError for any other module, and for one that is filled in already, as ``importlib.reload`` asks
        for: an extension may hold on to what it put into its module the first time.
        """
        for place, (made, fill_in) in enumerate(self._made):
            if made is module:
                del self._made[place]
                return fill_in(module)
        message = (
            f"cannot reload module {self.name!r}: a universal extension fills in its module only once "
            f"(for a second module take the first out of sys.modules and import again)"
        )
        raise ImportError(message, name=self.name, path=self.path)

    def is_package(self, fullname):
        """Return whether the file is the ``__init__`` of a package."""
        return os.path.basename(self.path).startswith("__init__.")


def load(name, path, spec=None):
    """Load the universal extension at ``path`` as module ``name`` and return the module.

    The part of ``name`` after the last dot is the name the extension was built with. The module is in ``sys.modules``
    when its code runs, as with any import; if that fails it is taken out again. Loading a file twice gives a second
    module over the same static data. The parent package is not touched: setting the attribute is left to the caller.

    ``spec`` is the module's spec where an import system has made one; it must have a name and an origin.

    >>> load("core", "no/such/core.hpy0.so")
    Traceback (most recent call last):
        ...
    ImportError: cannot load 'no/such/core.hpy0.so' as module 'core': No such file or directory
    """
    path = os.fspath(path)
    loader = getattr(spec, "loader", None)
    if not isinstance(loader, UniversalLoader):
        loader = UniversalLoader(name, path)
    if spec is None:
        spec = spec_from_file_location(name, path, loader=loader)
        module = module_from_spec(spec)
    else:
        module = loader.create_module(spec)
        for attribute, value in (("__loader__", loader), ("__spec__", spec), ("__file__", path)):
            setattr(module, attribute, value)
    previous = sys.modules.get(name)
    sys.modules[name] = module
    try:
        loader.exec_module(module)
    except BaseException:
        if previous is None:
            del sys.modules[name]
        else:
            sys.modules[name] = previous
        raise
    return module


def host_of(module):
    """Return the name of the host that loaded a module, given as such or by name.

    Raises ValueError for a module that this package did not load.

    >>> import sys
    >>> host_of(sys)
    Traceback (most recent call last):
        ...
    ValueError: module 'sys' was not loaded by hpyhost
    """
    if isinstance(module, str):
        module = sys.modules[module]
    loader = getattr(module, "__loader__", None)
    if not isinstance(loader, UniversalLoader) or loader.host is None:
        raise ValueError(f"module {module.__name__!r} was not loaded by hpyhost")
    return loader.host
