"""The element types in scope, and the values of each that are worth trying.

Values are Python objects, so that a table made by NumPy can be used where there is no NumPy.
"""

import re
from math import inf, nan

BOOL = ["bool"]
SIGNED = ["int8", "int16", "int32", "int64"]
UNSIGNED = ["uint8", "uint16", "uint32", "uint64"]
FLOATS = ["float16", "float32", "float64"]
COMPLEXES = ["complex64", "complex128"]
INTEGERS = SIGNED + UNSIGNED
REALS = BOOL + INTEGERS + FLOATS
ALL = REALS + COMPLEXES

ITEMSIZE = {name: int(re.sub(r"\D", "", name) or 8) // 8 for name in ALL}

# The largest finite, the smallest normal and the smallest subnormal number of each float type.
FLOAT_LIMITS = {
    "float16": (65504.0, 6.103515625e-05, 5.960464477539063e-08),
    "float32": (3.4028234663852886e38, 1.1754943508222875e-38, 1.401298464324817e-45),
    "float64": (1.7976931348623157e308, 2.2250738585072014e-308, 5e-324),
}


def bounds(name):
    """Smallest and largest value of an integer type."""
    bits = 8 * ITEMSIZE[name]
    return (0, 2**bits - 1) if name in UNSIGNED else (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1)


def unary_values(name):
    """Values of a type for functions of one argument: the ends, the signs, zero and its neighbours."""
    if name == "bool":
        return [False, True]
    if name in INTEGERS:
        low, high = bounds(name)
        small = [0, 1, 2, 3, 7, 100, high - 1, high]
        return small if low == 0 else [low, low + 1, -100, -3, -1, *small]
    if name in FLOATS:
        largest, normal, subnormal = FLOAT_LIMITS[name]
        positive = [0.0, subnormal, normal, 0.25, 0.5, 1.0, 1.5, 2.5, 3.0, 10.0, 700.0, largest, inf]
        return [-x for x in reversed(positive)] + positive + [nan]
    return [0j, 1 + 0j, -1 + 0j, 2j, -2j, 0.5 + 0.25j, -1.5 + 2j, 3 - 0.5j, -2.25 - 1j]


def binary_values(name):
    """A shorter list of the same kind, for functions of two arguments: every pair is tried."""
    if name == "bool":
        return [False, True]
    if name in INTEGERS:
        low, high = bounds(name)
        small = [0, 1, 2, 7, high]
        return small if low == 0 else [low, -3, -1, *small]
    if name in FLOATS:
        largest = FLOAT_LIMITS[name][0]
        return [-inf, -2.5, -1.0, -0.0, 0.0, 0.5, 3.0, largest, inf, nan]
    return [0j, 1 + 0j, 2j, 0.5 - 0.25j, -1.5 + 2j, -3 - 1j]
