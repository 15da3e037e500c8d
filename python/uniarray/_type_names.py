"""What types are called: letters, descriptions, and tables of them."""

import warnings

from . import _core
from ._core import asarray

__all__ = ["ScalarType", "mintypecode", "sctypeDict", "typecodes", "typename"]

_EVERY = ["bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"]
_EVERY += ["float16", "float32", "float64", "complex64", "complex128"]

# The names of C and of Python come after NumPy's own.
sctypeDict = {name: getattr(_core, name) for name in _EVERY}
sctypeDict |= {
    "byte": _core.int8, "short": _core.int16, "intc": _core.int32, "int": _core.int64, "intp": _core.int64,
    "long": _core.int64, "longlong": _core.int64, "int_": _core.int64,
    "ubyte": _core.uint8, "ushort": _core.uint16, "uintc": _core.uint32, "uint": _core.uint64, "uintp": _core.uint64,
    "ulong": _core.uint64, "ulonglong": _core.uint64,
    "half": _core.float16, "single": _core.float32, "double": _core.float64, "float": _core.float64,
    "longdouble": _core.float64, "csingle": _core.complex64, "cdouble": _core.complex128, "complex": _core.complex128,
    "clongdouble": _core.complex128, "bool_": _core.bool,
}  # fmt: skip

# Letters by family, as `numpy.typecodes` has them for what there is here.
typecodes = {
    "Character": "c",
    "Integer": "bhilqnp",
    "UnsignedInteger": "BHILQNP",
    "Float": "efdg",
    "Complex": "FDG",
    "AllInteger": "bBhHiIlLqQnNpP",
    "AllFloat": "efdgFDG",
    "Datetime": "Mm",
    "All": "?bhilqnpBHILQNPefdgFDGSUVOMm",
}

ScalarType = (int, float, complex, bool, bytes, str, memoryview, *dict.fromkeys(sctypeDict.values()))

_DESCRIPTIONS = {
    "S1": "character", "?": "bool", "b": "signed char", "B": "unsigned char", "h": "short", "H": "unsigned short",
    "i": "integer", "I": "unsigned integer", "l": "long integer", "L": "unsigned long integer",
    "q": "long long integer", "Q": "unsigned long long integer", "e": "half precision",
    "f": "single precision", "d": "double precision",
    "g": "long precision", "F": "complex single precision", "D": "complex double precision",
    "G": "complex long double precision", "S": "string", "U": "unicode", "V": "void", "O": "object",
}  # fmt: skip


def typename(char):
    """What a type's letter stands for.

    Examples
    --------
    >>> import uniarray as np
    >>> np.typename("d")
    'double precision'
    """
    warnings.warn("uniarray.typename is deprecated. Use uniarray.dtype.name instead.", DeprecationWarning, stacklevel=2)
    return _DESCRIPTIONS[char]


def mintypecode(typechars, typeset="GDFgdf", default="d"):
    """The letter of the smallest type that others can be cast to safely.

    Parameters
    ----------
    typechars : str or list of str or array_like
        Letters, or what has a dtype.
    typeset : str or list of str
        Which letters may be the result.
    default : str
        What to give where none of `typechars` is in `typeset`.

    Examples
    --------
    >>> import uniarray as np
    >>> np.mintypecode(["d", "f", "S"])
    'd'
    """
    letters = (one if isinstance(one, str) else asarray(one).dtype.char for one in typechars)
    known = {one for one in letters if one in typeset}
    if not known:
        return default
    # Both at once need a type that holds either.
    if "F" in known and "d" in known:
        return "D"
    return min(known, key="GDFgdfQqLlIiHhBb?".index)
