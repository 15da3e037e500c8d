"""Every elementwise function on every type it has, as text: what `oracle/ufunc_values.json` holds.

The same code makes the table with NumPy and evaluates the library under test.
"""

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


def differences(stored, outputs, name, arguments):
    """Sentences about each output or element that is not the stored one."""
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
        found += [
            f"{name}({', '.join(map(repr, args))}) as {dtype}: expected {e!r}, got {g!r}"
            for args, e, g in zip(zip(*arguments), expected, values)
            if not agree.same_value(e, g, dtype, ulps)
        ]
    return found
