"""What tests ask of the interpreter."""

import gc
import sys

__all__ = [
    "HAS_REFCOUNT",
    "IS_64BIT",
    "IS_MUSL",
    "IS_PYPY",
    "IS_WASM",
    "KnownFailureException",
    "break_cycles",
    "measure",
]

IS_PYPY = sys.implementation.name == "pypy"
IS_WASM = sys.platform == "emscripten"
IS_MUSL = False
IS_64BIT = sys.maxsize > 2**32
HAS_REFCOUNT = sys.implementation.name == "cpython"


class KnownFailureException(Exception):
    """A test fails as is known."""


def break_cycles():
    """Collects garbage until there is none to be expected, also where finalisers run late.

    Examples
    --------
    >>> import uniarray as np
    >>> np.testing.break_cycles()
    """
    for _ in range(1 if HAS_REFCOUNT else 4):
        gc.collect()


def measure(code_str, times=1, label=None):
    """The seconds that code takes, run in the caller's namespace.

    Parameters
    ----------
    code_str : str
    times : int
        How often to run it.
    label : str, optional
        What tracebacks call it.

    Examples
    --------
    >>> import uniarray as np
    >>> np.testing.measure("sum(range(10))", times=2) >= 0
    True
    """
    import time

    frame = sys._getframe(1)
    code = compile(code_str, f"Test name: {label} ", "exec")
    start = time.perf_counter()
    for _ in range(times):
        exec(code, frame.f_globals, frame.f_locals)
    return 0.01 * round((time.perf_counter() - start) * 100)
