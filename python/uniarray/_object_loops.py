"""What ufuncs do with Python objects: for every ufunc a function of elements."""

import math
import operator

__all__ = ["COMPARISONS", "loop_of", "types_of"]

COMPARISONS = {
    "equal": operator.eq,
    "not_equal": operator.ne,
    "less": operator.lt,
    "less_equal": operator.le,
    "greater": operator.gt,
    "greater_equal": operator.ge,
}


def _sign(value):
    if value > 0:
        return 1
    if value < 0:
        return -1
    if value == 0:
        return 0
    raise TypeError("unorderable types for comparison")


def _lcm(a, b):
    divisor = _gcd(a, b)
    return abs(a // divisor * b) if divisor else 0


def _gcd(a, b):
    if isinstance(a, int) and isinstance(b, int):
        return math.gcd(a, b)
    while b:
        a, b = b, a % b
    return abs(a)


def _rounder(name):
    function = getattr(math, name)

    def rounded(value):
        # Python's numbers know the function of `math`; others have the method.
        return function(value) if hasattr(value, f"__{name}__") else _method(name)(value)

    return rounded


def _method(name):
    """The function that calls the elements' own method."""

    def call(value, *others):
        method = getattr(value, name, None)
        if not callable(method):
            raise TypeError(
                f"loop of ufunc does not support argument 0 of type {type(value).__name__} which has no callable "
                f"{name} method"
            )
        return method(*others)

    return call


def _extreme(better):
    # Of objects that are not in order, such as NaN, it is the second one.
    return lambda a, b: a if better(a, b) else b


_LOOPS = {
    "add": operator.add, "subtract": operator.sub, "multiply": operator.mul, "divide": operator.truediv,
    "floor_divide": operator.floordiv, "remainder": operator.mod, "power": operator.pow,
    "negative": operator.neg, "positive": operator.pos, "absolute": abs, "fabs": _method("fabs"),
    "invert": operator.invert, "bitwise_and": operator.and_, "bitwise_or": operator.or_,
    "bitwise_xor": operator.xor, "left_shift": operator.lshift, "right_shift": operator.rshift,
    "logical_and": lambda a, b: a and b, "logical_or": lambda a, b: a or b,
    "logical_xor": lambda a, b: bool(a) != bool(b), "logical_not": operator.not_,
    "maximum": _extreme(operator.ge), "minimum": _extreme(operator.le),
    "fmax": _extreme(operator.ge), "fmin": _extreme(operator.le),
    "sign": _sign, "square": lambda a: a * a, "reciprocal": lambda a: 1 / a,
    "floor": _rounder("floor"), "ceil": _rounder("ceil"), "trunc": _rounder("trunc"), "gcd": _gcd, "lcm": _lcm,
    "bitwise_count": _method("bit_count"),
    **COMPARISONS,
}  # fmt: skip

_METHODS = frozenset(
    (
        "arccos", "arccosh", "arcsin", "arcsinh", "arctan", "arctan2", "arctanh", "cbrt", "conjugate", "cos", "cosh",
        "deg2rad", "degrees", "exp", "exp2", "expm1", "fmod", "hypot", "log", "log10", "log1p", "log2", "rad2deg",
        "radians", "rint", "sin", "sinh", "sqrt", "tan", "tanh",
    )
)  # fmt: skip


# Ufuncs of whole vectors and matrices that objects have, too.
PRODUCTS = ("matmul", "vecdot", "matvec", "vecmat")


def types_of(ufunc):
    """The signatures of a ufunc's loops for objects.

    Examples
    --------
    >>> types_of(np.equal), types_of(np.isnan)
    (['OO->?', 'OO->O'], [])
    """
    name = ufunc.__name__
    if name not in PRODUCTS and loop_of(name) is None:
        return []
    objects = "O" * ufunc.nin
    return [f"{objects}->?", f"{objects}->O"] if name in COMPARISONS else [f"{objects}->O"]


def loop_of(name):
    """The function of elements of a ufunc; None if it has none for objects.

    Examples
    --------
    >>> loop_of("add")([1], [2])
    [1, 2]
    >>> loop_of("isnan") is None
    True
    """
    return _method(name) if name in _METHODS else _LOOPS.get(name)
