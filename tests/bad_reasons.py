"""Why some bad calls are answered otherwise than by NumPy; `docs/differences-from-numpy.md` lists the same reasons."""

import re

import bad_values

# What no dtype of here holds: text, objects, records, and lists of different lengths.
OF_NO_DTYPE = [*bad_values.NO_NUMBERS[:4], "[[1], [2, 3]]", "b'bytes'", "2**70", "2**64", "[True, False, 'x']"]
OF_NO_DTYPE += ["object)", "np.array(['b', 'a'])", "'i4,f8')", "[None, None]", "Broken()", "[Broken()]"]
DTYPES_TO_COME = ["list", "'i4,i4'", "'f4, '", "('f4', (2,))", "object()", "[]"]
# Kinds of parameters that are no arrays.
PLAIN = {"axis", "shape", "order", "casting", "mode", "kind", "flag", "integer", "text", "function", "count"}
SIZES = ["2**31", "2**62", "10**17", "2**64", "2**70", "-(2**70)", "-(2**31)", "(1,) * 64"]


def dtypes_to_come(call, expected, got):
    kinds = set(call.odd) - PLAIN
    values = DTYPES_TO_COME + OF_NO_DTYPE if "dtype" in kinds else OF_NO_DTYPE
    return bool(kinds) and any(value in call.expression for value in values)


def axis_error(call, expected, got):
    return got == "AxisError" and expected in ("ValueError", "IndexError", "OverflowError")


def numbers_beyond_c(call, expected, got):
    huge = any(size in call.expression for size in SIZES)
    limits = ("OverflowError", "MemoryError", "ValueError", "IndexError", "TypeError", "RuntimeError", "AxisError")
    return huge and expected in limits and (got in limits or "Error" not in got)


def uninitialised(call, expected, got):
    return "empty" in call.function and "Error" not in expected + got


def accidents(call, expected, got):
    return expected in ("AttributeError", "SystemError", "RecursionError", "UnboundLocalError", "ZeroDivisionError")


def another_mistake(call, expected, got):
    return len(call.odd) > 1 and expected.endswith("Error") and got.endswith("Error")


# One per reason: when it applies, and what it is.
REASONS = [
    (dtypes_to_come, "text, objects, records and integers of more than 64 bits are dtypes to come"),
    (axis_error, "`AxisError` is an `IndexError` and a `ValueError`, and says more"),
    (numbers_beyond_c, "numbers beyond those of C, and shapes beyond 32 axes, meet other limits here, or none"),
    (accidents, "where NumPy trips over an argument, the argument is refused or understood"),
    (another_mistake, "of several mistakes in a call another one is named first"),
]


def reason(call, expected, got):
    """The reason for a difference, or an empty text."""
    return next((why for applies, why in REASONS if applies(call, expected, got)), "")


def lost(expression):
    """The reason why a call takes too long or ends the process, or an empty text."""
    if re.search(r"padding=2\*\*31|base_repr", expression):
        return "a text of so many digits takes its time"
    return ""
