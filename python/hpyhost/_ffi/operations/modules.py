"""Importing, compiling, evaluating."""

import importlib

from hpyhost._ffi.table import NULL
from hpyhost._ffi.upcalls import operation

# By HPy_SourceKind.
_MODES = ("eval", "exec", "single")

operation("Import_ImportModule", "s", "H")(importlib.import_module)


@operation("Compile_s", "ssz", "H")
def compile_source(source, name, kind):
    """A code object."""
    if not 0 <= kind < len(_MODES):
        raise SystemError(f"invalid HPy_SourceKind: {kind}")
    return compile(source, name, _MODES[kind], dont_inherit=True)


@operation("EvalCode", "HOO", "H")
def evaluate(code, namespace, local):
    """What a code object evaluates to; None for statements."""
    if namespace is NULL:
        raise SystemError("PyEval_EvalCodeEx: NULL globals")
    return eval(code, namespace) if local is NULL else eval(code, namespace, local)
