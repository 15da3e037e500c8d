"""Load universal HPy extensions on any Python.

A *universal* extension (``name.hpy0.so``) is one shared object for every Python: it calls nothing but the HPy context
that its *host* gives it. This package is such a host for CPython 3.9 and later, and knows how to use the one that
PyPy 7.3 and GraalPy 23 and 24 have built in.

>>> import hpyhost
>>> core = hpyhost.load("pkg._core", "pkg/_core.hpy0.so")  # doctest: +SKIP
>>> hpyhost.host_of(core)  # doctest: +SKIP
'capi'

Environment:

``HPYHOST``
    ``auto`` (default), ``capi`` (this package's host for CPython), ``builtin`` (the interpreter's own) or ``reference``
    (the ``hpy`` package from PyPI).
``HPY``
    ``debug`` or ``trace`` for all extensions, or ``name:mode,name:mode``, as for the ``hpy`` package.
"""

from hpyhost._loader import UniversalLoader, host_of, load
from hpyhost._select import current

__all__ = ["UniversalLoader", "current", "host_of", "load"]
