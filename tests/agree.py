"""When two numbers count as the same. Pure Python: it runs where there is no NumPy."""

import math
import struct

# Bits of a float as an integer, and the distance of 1.0 to its neighbour.
FLOAT_FORMS = {
    "float16": ("<e", "<h", 2.0**-10),
    "float32": ("<f", "<i", 2.0**-23),
    "float64": ("<d", "<q", 2.0**-52),
}
SHORT = ("float16", "float32")
PART = {"complex64": "float32", "complex128": "float64"}


def ordinal(value, dtype):
    """Number the floats of a type in their order, so that neighbours differ by one (both zeros are 0)."""
    as_float, as_int, _ = FLOAT_FORMS[dtype]
    try:
        packed = struct.pack(as_float, value)
    except OverflowError:  # beyond the largest number of a short type
        packed = struct.pack(as_float, math.copysign(math.inf, value))
    bits = struct.unpack(as_int, packed)[0]
    return bits if bits >= 0 else -(bits & (2 ** (8 * len(packed) - 1) - 1))


def same_float(expected, got, dtype, ulps=0):
    """Equal within `ulps` units in the last place; NaN is NaN, and a zero keeps its sign."""
    if math.isnan(expected) or math.isnan(got):
        return math.isnan(expected) and math.isnan(got)
    if expected == 0 and got == 0:
        return math.copysign(1, expected) == math.copysign(1, got)
    if math.isinf(expected) or math.isinf(got):
        return expected == got
    return abs(ordinal(expected, dtype) - ordinal(got, dtype)) <= ulps


def same_complex(expected, got, dtype, ulps=0):
    """Without tolerance part by part; with it, by the distance in the plane (a part may cancel)."""
    finite = math.isfinite(expected.real) and math.isfinite(expected.imag)
    if ulps and finite:
        if not (math.isfinite(got.real) and math.isfinite(got.imag)):
            return False
        return abs(expected - got) <= ulps * FLOAT_FORMS[PART[dtype]][2] * abs(expected)
    return all(
        same_float(e, g, PART[dtype], ulps) or (ulps and e == g == 0)
        for e, g in ((expected.real, got.real), (expected.imag, got.imag))
    )


def same_value(expected, got, dtype, ulps=0):
    """One element of the type named `dtype`, as Python objects."""
    if dtype in FLOAT_FORMS:
        return isinstance(got, float) and same_float(expected, got, dtype, ulps)
    if dtype in PART:
        return isinstance(got, complex) and same_complex(expected, got, dtype, ulps)
    return type(expected) is type(got) and expected == got


def flatten(nested):
    """The elements of `tolist()` in C order, whatever the number of axes."""
    if not isinstance(nested, list):
        return [nested]
    return [element for part in nested for element in flatten(part)]


def write(values, dtype):
    """Elements as one line of text (`read` gives them back exactly)."""
    if dtype in SHORT:
        return " ".join(shortest(v, dtype) for v in values)
    if dtype in FLOAT_FORMS or dtype not in PART:
        return " ".join(str(int(v)) if isinstance(v, bool) else repr(v) for v in values)
    return " ".join(f"{write([v.real], PART[dtype])},{write([v.imag], PART[dtype])}" for v in values)


def shortest(value, dtype):
    """The shortest decimal that is this number of a short type; `value` is exactly one."""
    for digits in range(1, 10):
        text = f"{value:.{digits}g}"
        if math.isnan(value) or math.isinf(value) or rounded(float(text), dtype) == value:
            return repr(float(text))
    raise ValueError(f"{value!r} is not a {dtype}")


def rounded(value, dtype):
    """The number of a short type nearest to a Python float."""
    form = FLOAT_FORMS[dtype][0]
    try:
        return struct.unpack(form, struct.pack(form, value))[0]
    except OverflowError:
        return math.copysign(math.inf, value)


def read(text, dtype):
    """Back from `write`."""
    if dtype == "bool":
        return [word == "1" for word in text.split()]
    if dtype in SHORT:
        return [rounded(float(word), dtype) for word in text.split()]
    if dtype == "float64":
        return [float(word) for word in text.split()]
    if dtype in PART:
        pairs = (word.split(",") for word in text.split())
        return [complex(read(re, PART[dtype])[0], read(im, PART[dtype])[0]) for re, im in pairs]
    return [int(word) for word in text.split()]
