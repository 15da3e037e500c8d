"""What every object can do: attributes, truth, comparison, conversion to text."""

import operator
import sys

from hpyhost._ffi.forms import TIDS
from hpyhost._ffi.table import NULL, get
from hpyhost._ffi.upcalls import operation

operation("IsTrue", "H", "i")(operator.truth)
operation("Length", "H", "i")(len)
operation("Hash", "H", "i")(hash)
operation("Type", "H", "H")(type)
operation("Repr", "H", "H")(repr)
operation("Str", "H", "H")(str)
operation("ASCII", "H", "H")(ascii)
operation("Is", "HH", "i")(operator.is_)

_COMPARISONS = (operator.lt, operator.le, operator.eq, operator.ne, operator.gt, operator.ge)
_EQ, _NE = 2, 3

_BUILTINS = {tid: kind for kind, tid in TIDS.items()}


def _checked_name(name):
    if not isinstance(name, str):
        raise TypeError(f"attribute name must be string, not '{type(name).__name__}'")
    return name


@operation("GetAttr", "HH", "H")
def get_attribute(x, name):
    """An attribute, by an object that should be a str."""
    return getattr(x, _checked_name(name))


operation("GetAttr_s", "Hs", "H")(getattr)


@operation("HasAttr", "HH", "i")
@operation("HasAttr_s", "Hs", "i")
def has_attribute(x, name):
    """Whether there is such an attribute; all exceptions mean no, as in CPython's function."""
    try:
        getattr(x, name)
    except BaseException:
        return 0
    return 1


@operation("SetAttr", "HHO", "v")
def set_attribute(x, name, value):
    """Set an attribute, or delete it where there is no value."""
    if value is NULL:
        delattr(x, _checked_name(name))
    else:
        setattr(x, _checked_name(name), value)


operation("SetAttr_s", "HsO", "v")(set_attribute)


@operation("Bytes", "H", "H")
def to_bytes(x):
    """``bytes(x)``, but not for numbers and text."""
    if type(x) is bytes:
        return x
    kind = type(x)
    if hasattr(kind, "__bytes__"):
        value = kind.__bytes__(x)
        if not isinstance(value, bytes):
            raise TypeError(f"__bytes__ returned non-bytes (type {type(value).__name__})")
        return value
    try:
        return bytes(memoryview(x))
    except TypeError:
        if isinstance(x, str) or not (hasattr(kind, "__iter__") or hasattr(kind, "__getitem__")):
            raise TypeError(f"cannot convert '{kind.__name__}' object to bytes") from None
    return bytes(iter(x))


@operation("RichCompare", "HHz", "H")
def rich_compare(a, b, op):
    """The result of a comparison, whatever it is."""
    if not 0 <= op < 6:
        raise SystemError("bad argument to internal function")
    return _COMPARISONS[op](a, b)


@operation("RichCompareBool", "HHz", "i")
def rich_compare_bool(a, b, op):
    """The truth of a comparison; an object is equal to itself."""
    if a is b and op in (_EQ, _NE):
        return op == _EQ
    return operator.truth(rich_compare(a, b, op))


@operation("IsBuiltin", "Hz", "i")
def is_builtin(x, tid):
    """Whether ``x`` is an instance of the built-in type with that number."""
    return _BUILTINS[tid] in type(x).__mro__


@operation("Dump", "H", "v")
def dump(x):
    """Describe the object on the standard error stream."""
    print(f"object type name: {type(x).__name__}\nobject repr     : {x!r}", file=sys.__stderr__, flush=True)


@operation("Materialise", "z", "v")
def materialise(h):
    """Make the object of a pending entry."""
    get(h)
