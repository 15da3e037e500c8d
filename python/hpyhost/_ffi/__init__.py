"""The host for interpreters without HPy: natively a table of handles, and Python code around it.

It needs cffi (PyPy) or ctypes (all others). Native code is in ``_ffihost.so``; what is here: ``binding`` (calls of
native code, raw memory), ``push`` and ``table`` (objects to handles and back), ``calls`` (functions of an extension as
Python functions), ``types`` (classes out of specs), ``operations`` (what native code asks of Python), ``module``.
"""

import importlib
import os

from hpyhost._ffi import signatures

if not os.path.exists(signatures.LIBRARY):
    raise ImportError(f"the ffi host needs {os.path.basename(signatures.LIBRARY)}, which was not built")

try:
    importlib.import_module("hpyhost._ffi.binding")
except (OSError, AttributeError) as _error:
    raise ImportError(f"the ffi host cannot load its native half: {_error}") from _error

from hpyhost._ffi import constants, operations, upcalls
from hpyhost._ffi.module import create, exec
from hpyhost._ffi.table import objs

__all__ = ["NAME", "create", "exec", "operations"]

NAME = "ffi"

for _handle, _object in constants.OBJECTS.items():
    objs[_handle] = _object
upcalls.install()
