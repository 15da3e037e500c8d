"""Every elementwise function on every type it has, as text: what `oracle/ufunc_values.json` holds.

The same code makes the table with NumPy and evaluates the library under test.
"""

import math
import warnings

import agree
import dtypes
import ufunc_names

# Results of these types have no counterpart.
UNSUPPORTED_RESULTS = {"longdouble", "clongdouble", "float128", "complex256"}


def operands(name, dtype, arity):
    """Lists of Python values, one list per argument."""
    if arity == 1:
        values = dtypes.unary_values(dtype)
        if name == "reciprocal" and dtype in dtypes.BOOL + dtypes.INTEGERS:
            values = [value for value in values if value]  # of an integer 0 it is what the processor makes of it
        return [values]
    left = dtypes.binary_values(dtype)
    right = left
    if name == "power" and dtype in dtypes.INTEGERS:
        right = [value for value in left if value >= 0]  # a negative exponent is an error for the whole array
    return [[x for x in left for _ in right], [y for _ in left for y in right]]


def quietly(function):
    """The function without its warnings: NaN and infinities are wanted here."""

    def call(*args, **kwargs):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return function(*args, **kwargs)

    return call


def evaluate(module, name, dtype, arity):
    """List of (dtype name, values), one per output; or the name of the exception."""
    arrays = [module.array(values, dtype=dtype) for values in operands(name, dtype, arity)]
    try:
        results = quietly(getattr(module, name))(*arrays)
    except TypeError:
        return "TypeError"
    outputs = results if isinstance(results, tuple) else (results,)
    return [(str(out.dtype), agree.flatten(out.tolist())) for out in outputs]


def as_text(outputs):
    """What is stored of `evaluate`; None where nothing can be compared."""
    if isinstance(outputs, str):
        return outputs
    if any(dtype in UNSUPPORTED_RESULTS for dtype, _ in outputs):
        return None
    return [f"{dtype}: {agree.write(values, dtype)}" for dtype, values in outputs]


def by_the_standard(name, args, value):
    """NumPy's value, or that of the array API standard in the two cases where the library follows it in place of NumPy.

    >>> by_the_standard("floor_divide", (float("inf"), 2.0), float("nan")), by_the_standard("add", (1.0, 2.0), 3.0)
    (inf, 3.0)
    """
    if name == "floor_divide" and args[1] != 0 and any(map(math.isinf, args)):
        # The floor of the quotient, where NumPy pairs it with the remainder as Python does.
        return args[0] / args[1]
    if name == "tanh" and isinstance(value, complex) and math.isinf(args[0].real) and math.isfinite(args[0].imag):
        # Without C99's sign of sin(2 * imag) in the zero.
        return complex(math.copysign(1, args[0].real), math.copysign(0, args[0].imag))
    return value


def differences(stored, outputs, name, arguments, expect=lambda name, args, value: value):
    """Sentences about each output or element that is not the stored one, or what `expect` makes of it."""
    if isinstance(stored, str) or isinstance(outputs, str):
        return [] if stored == outputs else [f"{name}: expected {stored}, got {outputs}"]
    if len(stored) != len(outputs):
        return [f"{name}: expected {len(stored)} outputs, got {len(outputs)}"]
    found = []
    for text, (dtype, values) in zip(stored, outputs):
        expected_dtype, _, row = text.partition(": ")
        if dtype != expected_dtype:
            found.append(f"{name}: expected dtype {expected_dtype}, got {dtype}")
            continue
        expected = agree.read(row, dtype)
        if len(expected) != len(values):
            found.append(f"{name}: expected {len(expected)} elements, got {len(values)}")
            continue
        ulps = ufunc_names.tolerance(name, dtype)
        for args, e, g in zip(zip(*arguments), expected, values):
            e = expect(name, args, e)
            if not agree.same_value(e, g, dtype, ulps):
                found.append(f"{name}({', '.join(map(repr, args))}) as {dtype}: expected {e!r}, got {g!r}")
    return found
