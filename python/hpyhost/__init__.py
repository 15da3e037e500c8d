"""Load universal HPy extensions on any Python.

A *universal* extension (``name.hpy0.so``) is one shared object for every Python: it calls nothing but the HPy context
that its *host* gives it. This package is such a host for CPython 3.9 and later and, by way of cffi or ctypes, for PyPy
and GraalPy; and it knows how to use the one that PyPy 7.3 and GraalPy 23 and 24 have built in.

Where it was installed with pip, ``import foo`` finds ``foo.hpy0.so`` on ``sys.path``, and nobody needs to import this
package; elsewhere ``install_import_hook()`` does the same. One file can be loaded from anywhere:

>>> import hpyhost
>>> core = hpyhost.load("pkg._core", "pkg/_core.hpy0.so")  # doctest: +SKIP
>>> hpyhost.host_of(core)  # doctest: +SKIP
'capi'

Environment:

``HPYHOST``
    ``auto`` (default), ``capi`` (this package's host for CPython), ``ffi`` (its host for all others), ``builtin`` (the
    interpreter's own) or ``reference`` (the ``hpy`` package from PyPI).
``HPY``
    ``debug`` or ``trace`` for all extensions, or ``name:mode,name:mode``, as for the ``hpy`` package. With ``debug``,
    misused handles raise SystemError, and ``open_handles()`` tells of forgotten ones.
"""

from _hpyhost_hook import install as install_import_hook

from hpyhost._leaks import open_handles
from hpyhost._loader import UniversalLoader, host_of, load
from hpyhost._select import current

__all__ = ["UniversalLoader", "current", "host_of", "install_import_hook", "load", "open_handles"]
