"""What programs take from NumPy's inner modules: ``np._core.numerictypes.sctypes``, ``np._core.umath.PZERO``.

The inner modules themselves are not there: each is a name under which the public functions and a few constants
are found.
"""

import sys
from types import ModuleType

from . import _core

__all__ = ["find"]

_MODULES = (
    "_exceptions", "_multiarray_umath", "arrayprint", "einsumfunc", "fromnumeric", "function_base", "getlimits",
    "multiarray", "numeric", "numerictypes", "shape_base", "umath",
)  # fmt: skip


def _sctypes():
    """The scalar types by family, shortest first."""
    sizes = {"int": (8, 16, 32, 64), "uint": (8, 16, 32, 64), "float": (16, 32, 64), "complex": (64, 128)}
    families = {family: [getattr(_core, f"{family}{bits}") for bits in all_] for family, all_ in sizes.items()}
    return {**families, "others": [_core.bool]}


def _obj2sctype(rep, default=None):
    """The scalar type of what is given: a type, a dtype or an array."""
    if isinstance(rep, type) and issubclass(rep, _core.generic):
        return rep
    if isinstance(rep, _core.ndarray):
        return rep.dtype.type
    try:
        return _core.dtype(rep).type
    except TypeError:
        return default


def _umath():
    return {
        # What looks for all ufuncs looks at the module's dictionary.
        **{name: value for name, value in vars(_core).items() if isinstance(value, _core.ufunc)},
        "PZERO": 0.0, "NZERO": -0.0, "PINF": float("inf"), "NINF": -float("inf"), "NAN": float("nan"),
        # As the buffers of functions that cast: elements and, for `nditer`, their smallest number.
        "BUFSIZE": 8192, "UFUNC_BUFSIZE_DEFAULT": 8192, "FLOATING_POINT_SUPPORT": 1,
        "_arg": sys.modules[__package__].angle,
    }  # fmt: skip


def _exceptions():
    exceptions = sys.modules[f"{__package__}.exceptions"]
    names = ("UFuncTypeError", "_UFuncNoLoopError", "_UFuncInputCastingError", "_UFuncOutputCastingError")
    return {name: getattr(exceptions, name) for name in names if hasattr(exceptions, name)}


_TABLES = {
    "_exceptions": _exceptions,
    "numerictypes": lambda: {"sctypes": _sctypes(), "obj2sctype": _obj2sctype},
    "umath": _umath,
    "_multiarray_umath": _umath,
}


class _Inner(ModuleType):
    """One of NumPy's inner modules."""

    def __getattr__(self, name):
        if name[:2] == "__":
            raise AttributeError(name)
        value = getattr(sys.modules[__package__], name)
        setattr(self, name, value)
        return value


def find(name):
    """The object of a name of ``numpy._core``; AttributeError if there is none.

    Examples
    --------
    >>> import uniarray as np
    >>> [one.__name__ for one in np._core.numerictypes.sctypes["float"]]
    ['float16', 'float32', 'float64']
    >>> np._core.umath.add is np.add
    True
    """
    if name in _MODULES:
        module = _Inner(f"{_core.__name__}.{name}")
        vars(module).update(_TABLES.get(name, dict)())
        setattr(_core, name, module)
        return module
    if name == "sctypes":
        return _core.numerictypes.sctypes
    raise AttributeError(f"module {_core.__name__!r} has no attribute {name!r}")
