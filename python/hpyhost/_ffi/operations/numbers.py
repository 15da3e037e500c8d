"""Operators."""

import operator

from hpyhost._ffi.table import NULL
from hpyhost._ffi.upcalls import operation

for _name, _function in {
    "Add": operator.add,
    "Subtract": operator.sub,
    "Multiply": operator.mul,
    "MatrixMultiply": operator.matmul,
    "FloorDivide": operator.floordiv,
    "TrueDivide": operator.truediv,
    "Remainder": operator.mod,
    "Divmod": divmod,
    "Lshift": operator.lshift,
    "Rshift": operator.rshift,
    "And": operator.and_,
    "Xor": operator.xor,
    "Or": operator.or_,
    "InPlaceAdd": operator.iadd,
    "InPlaceSubtract": operator.isub,
    "InPlaceMultiply": operator.imul,
    "InPlaceMatrixMultiply": operator.imatmul,
    "InPlaceFloorDivide": operator.ifloordiv,
    "InPlaceTrueDivide": operator.itruediv,
    "InPlaceRemainder": operator.imod,
    "InPlaceLshift": operator.ilshift,
    "InPlaceRshift": operator.irshift,
    "InPlaceAnd": operator.iand,
    "InPlaceXor": operator.ixor,
    "InPlaceOr": operator.ior,
}.items():
    operation(_name, "HH", "H")(_function)

for _name, _function in {
    "Negative": operator.neg,
    "Positive": operator.pos,
    "Absolute": operator.abs,
    "Invert": operator.invert,
    "Index": operator.index,
    "Long": int,
    "Float": float,
}.items():
    operation(_name, "H", "H")(_function)


@operation("Power", "HHO", "H")
def power(a, b, modulus):
    """``a ** b``, or with a modulus ``pow(a, b, modulus)``."""
    if modulus is None or modulus is NULL:
        return a**b
    return pow(a, b, modulus)


@operation("InPlacePower", "HHO", "H")
def in_place_power(a, b, modulus):
    """``a **= b``; a modulus reaches the in-place power of types that extensions define, and no other."""
    if modulus is None or modulus is NULL:
        return operator.ipow(a, b)
    function = getattr(type(a), "__ipow__", None)
    if function is not None:
        native = getattr(function, "__globals__", {}).get("__name__", "").startswith("hpyhost._ffi")
        result = function(a, b, modulus) if native else function(a, b)
        if result is not NotImplemented:
            return result
    return pow(a, b, modulus)


@operation("Number_Check", "O", "i")
def number_check(x):
    """Whether ``x`` can be turned into a number."""
    kind = type(x)
    return (
        hasattr(kind, "__index__") or hasattr(kind, "__int__") or hasattr(kind, "__float__") or isinstance(x, complex)
    )
