"""The elementwise functions, by arity, and how close to NumPy's their results must be.

NumPy promises less than 4 units in the last place for the functions of analysis and its own last bits
depend on the processor; everything else is exact.
"""


def words(text):
    """A list that reads like one."""
    return text.split()


UNARY_EXACT = words("""
negative positive absolute fabs sign sqrt square reciprocal rint floor ceil trunc spacing signbit isnan isinf
isfinite logical_not invert conjugate modf frexp bitwise_count
""")

UNARY_CLOSE = words("""
exp exp2 expm1 log log2 log10 log1p sin cos tan arcsin arccos arctan sinh cosh tanh arcsinh arccosh arctanh cbrt
degrees radians deg2rad rad2deg
""")

BINARY_EXACT = words("""
add subtract multiply divide floor_divide remainder fmod divmod maximum minimum fmax fmin equal not_equal less
less_equal greater greater_equal logical_and logical_or logical_xor bitwise_and bitwise_or bitwise_xor left_shift
right_shift gcd lcm copysign nextafter heaviside
""")

BINARY_CLOSE = words("power float_power arctan2 hypot logaddexp logaddexp2")

UNARY = UNARY_EXACT + UNARY_CLOSE
BINARY = BINARY_EXACT + BINARY_CLOSE
EVERY = UNARY + BINARY

# Without these there are no operators and no Game of Life: their absence is a failure. A function of the list
# above that the library does not have yet is counted as not run.
PROMISED = words("""
add subtract multiply divide floor_divide remainder divmod power negative positive absolute invert bitwise_and
bitwise_or bitwise_xor left_shift right_shift equal not_equal less less_equal greater greater_equal logical_and
logical_or logical_xor logical_not maximum minimum sqrt exp log sin cos isnan isinf isfinite
""")

ALIASES = {"abs": "absolute", "mod": "remainder", "true_divide": "divide", "bitwise_not": "invert"}


def tolerance(name, dtype):
    """Units in the last place by which a result of type `dtype` may differ from NumPy's."""
    if name in UNARY_CLOSE or name in BINARY_CLOSE:
        return 16 if dtype.startswith("complex") else 4
    # Complex products may or may not be fused, and the absolute value is a hypot.
    return 4 if dtype.startswith("complex") or name == "absolute" else 0
