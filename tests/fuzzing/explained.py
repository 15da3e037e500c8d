"""Differences from NumPy that have a reason, which `docs/differences-from-numpy.md` lists."""

import re

import numpy as np


def call_of(case):
    """The name with which a case's text begins, without `np.`."""
    found = re.match(r"(?:np\.)?([\w. /]*\w)", case.text)
    return found.group(1) if found else ""


def zeros_and_nans(expected, got):
    """The numbers of two results with all zeros and all NaN alike, or None if they differ by more than that."""
    flat = []
    for result in (expected, got):
        parts = result if isinstance(result, (tuple, list)) else (result,)
        # A call with `out` gives whether that was what came back, too.
        parts = [np.bool(part) if isinstance(part, bool) else part for part in parts]
        if any(not hasattr(part, "dtype") for part in parts):
            return False
        numbers = [np.frombuffer(part.tobytes(), str(part.dtype)) for part in parts]
        flat.append([np.where(np.isnan(n), np.nan, n + 0) if n.dtype.kind in "fc" else n for n in numbers])
    return all(np.array_equal(e, g, equal_nan=e.dtype.kind in "fc") for e, g in zip(*flat))


def unstable(topic, case, kind, expected, got):
    either = topic == "sorting" or re.match(r"np\.(fmin|fmax|minimum|maximum)", case.text)
    return either and kind == "other elements" and zeros_and_nans(expected, got)


def unstable_indices(topic, case, kind, expected, got):
    return (
        topic == "sorting" and call_of(case).startswith("unique of") and "nan" in case.text and kind == "other elements"
    )


def comparison_folded_into_out(topic, case, kind, expected, got):
    typed = "out=None" not in case.text or "'dtype'" in case.text
    return topic == "reduce" and re.match(r"np\.(less|equal|not_equal)", case.text) and typed


def logical_casting(topic, case, kind, expected, got):
    raises = kind in ("one raises", "other exceptions")
    return topic == "ufunc" and case.text.startswith("np.logical_") and "casting" in case.text and raises


def first_of_several_errors(topic, case, kind, expected, got):
    if topic == "transform":
        return kind == "other exceptions" and "Invalid norm" in f"{expected} {got}"
    return topic == "ufunc" and kind == "other exceptions" and isinstance(expected, (OverflowError, SystemError))


def ranges_of_dtypes(topic, case, kind, expected, got):
    python = "('python', " in case.text and isinstance(got, OverflowError) and "out of bounds for" in str(got)
    return topic == "ufunc" and kind == "one raises" and python and "'dtype'" in case.text


def casting_of_python_numbers(topic, case, kind, expected, got):
    python = "('python', " in case.text and "cannot cast Python" in str(expected)
    complex_as_real = "('python', (" in case.text and "'unsafe'" in case.text and isinstance(got, TypeError)
    return topic == "ufunc" and kind == "one raises" and (python or complex_as_real)


def comparisons_in_truth(topic, case, kind, expected, got):
    compares = re.match(r"np\.(equal|not_equal|less|less_equal|greater|greater_equal)\b", case.text)
    cast = kind == "other elements" or (kind == "one raises" and "UFuncTypeError" in repr(expected))
    return compares and cast and "'dtype': 'bool'" in case.text


def mixed_signs(topic, case, kind, expected, got):
    sets = call_of(case) in ("isin of", "setdiff1d of", "setxor1d of", "intersect1d of")
    return sets and re.search(r"<u?int64", case.text) and re.search(r"<(int8|int16|int32|float)", case.text)


def beyond_the_dtype(topic, case, kind, expected, got):
    return topic == "lists" and kind == "other elements" and re.search(r"inf|nan", case.text) and "int" in case.text


def long_python_integers(topic, case, kind, expected, got):
    alone = re.match(r"np\.\w+\(\[(\('python', -?\d+, '\w+'\)(, )?)+\], out=", case.text)
    return topic == "ufunc" and kind == "one raises" and alone and re.search(r"\d{19}", case.text)


def axis_error(topic, case, kind, expected, got):
    names = ("IndexError", "ValueError")
    return kind == "other exceptions" and type(got).__name__ == "AxisError" and type(expected).__name__ in names


def nothing_rolled(topic, case, kind, expected, got):
    return call_of(case) == "rolls" and "not enough values to unpack" in str(expected)


def put_flat(topic, case, kind, expected, got):
    return call_of(case) == "put along" and "read-only" in str(expected)


def shared_elements(topic, case, kind, expected, got):
    shared = re.search(r"strides=\([^)]*\b0\b", case.text)
    return call_of(case) in ("flatten", "ravel") and "order=K" in case.text and shared


def sums_of_truth(topic, case, kind, expected, got):
    return call_of(case) == "optimised of" and re.search(r"bool|<u?int8", case.text)


def beyond_the_output(topic, case, kind, expected, got):
    written = topic == "outer and at" and re.match(r"np\.(divide|multiply|remainder|power)\.at\(<u?int", case.text)
    return kind == "other elements" and (written or (topic == "reduce" and "out=None" not in case.text))


def several_quantiles(topic, case, kind, expected, got):
    return call_of(case) == "nanquantile of" and kind == "other shape" and "q=[[" in case.text


def empty_among_joined(topic, case, kind, expected, got):
    return topic == "join" and kind == "other layout" and re.search(r"<\w+\[[\d, ]*\b0\b", case.text)


def inserted_before_the_start(topic, case, kind, expected, got):
    return call_of(case) == "insert" and isinstance(got, IndexError) and "is out of bounds" in str(got)


def quotients_at_infinity(topic, case, kind, expected, got):
    quotient = re.match(r"np\.(floor_divide|divmod)", case.text) or (topic == "scalars" and "//" in case.text)
    # Also a divisor that only becomes infinite in the half precision that is asked for.
    infinite = "inf" in f"{case.text} {expected} {got}" or ("float16" in case.text and re.search(r"\d{5}", case.text))
    return quotient and kind == "other elements" and infinite


def half_transforms(topic, case, kind, expected, got):
    return topic == "transform" and "float16" in case.text and kind in ("other dtype", "other elements")


def transforms_of_nothing(topic, case, kind, expected, got):
    return topic == "transform" and re.search(r"fft\.(irfft|hfft)\w*\(<\w+\[[\d, ]*\b0\]", case.text)


def several_mistakes(topic, case, kind, expected, got):
    single = call_of(case).startswith("gradient") or (topic == "write" and "complex" in case.text)
    return kind == "other exceptions" and single


def chosen_without_axes(topic, case, kind, expected, got):
    return topic == "reduction" and type(got).__name__ == "AxisError" and "where=<" in case.text and "[]:" in case.text


def quantiles_of_nothing(topic, case, kind, expected, got):
    return "quantile of" in case.text and isinstance(got, IndexError) and "q=[]" in case.text


def inverse_of_nothing(topic, case, kind, expected, got):
    return call_of(case) == "pinv of" and expected.size == 0 and kind == "other dtype"


def bits_of_truth(topic, case, kind, expected, got):
    counted = r"np\.bitwise_count\(\[(<(bool|u?int)|\('scalar', (True|False), 'bool'\))"
    return re.match(counted, case.text) and "casting" in case.text


def truths_far_apart(topic, case, kind, expected, got):
    asked = re.match(r"np\.(signbit|isfinite|isnan|isinf)\(\[<float32.*out=\[<bool\[[^]]*\], strides=", case.text)
    return asked and kind == "other elements"


def nothing_taken(topic, case, kind, expected, got):
    return call_of(case) in ("take", "compress", "partition of") and "non-empty take" in str(got)


def any_order_of_lines(topic, case, kind, expected, got):
    return topic == "ufunc" and kind == "other layout" and "'order': 'A'" in case.text


# One per reason: when it applies, and what it is.
REASONS = [
    (
        unstable,
        "of equal elements (zeros of either sign, NaN of any bits) a sort, a set, `fmin` and the like keep any",
    ),
    (unstable_indices, "NaN are in no order among themselves, so their indices are in none"),
    (
        comparison_folded_into_out,
        "`less.reduce` and its kin with a `dtype` or an `out` of another type fold what NumPy folds of truths only",
    ),
    (logical_casting, "NumPy's logical functions do not ask `casting`; here they do like all others"),
    (first_of_several_errors, "of several mistakes in a call another one is named first"),
    (axis_error, "`AxisError` is an `IndexError` and a `ValueError`, and says more"),
    (nothing_rolled, "`roll` of an array without axes along no axes is that array; NumPy fails to unpack it"),
    (put_flat, "`put_along_axis(..., axis=None)` writes to arrays that are not contiguous, too"),
    (shared_elements, "order K among elements that share memory is left open"),
    (empty_among_joined, "empty arrays have no say in the memory order of what is joined"),
    (
        sums_of_truth,
        "`einsum(..., optimize=True)` sums in the dtype of the result; NumPy loses some on the way",
    ),
    (beyond_the_output, "what a number becomes in a type that does not hold it is left open"),
    (quotients_at_infinity, "`//` of an infinity, or by one, is what the array API standard says"),
    (half_transforms, "Fourier transforms of half precision are computed and scaled in single precision"),
    (transforms_of_nothing, "transforms of no elements are zeros; NumPy's `irfft` reads what is not there"),
    (several_mistakes, "of several mistakes in a call another one is named first"),
    (chosen_without_axes, "an array without axes has no axis 0 to take a mean along, with `where` as without"),
    (
        inserted_before_the_start,
        "`insert` at several places looks whether there are any; NumPy does for one place only",
    ),
    (quantiles_of_nothing, "quantiles of nothing are an error, also where none are asked for"),
    (inverse_of_nothing, "`pinv` of no elements has the dtype that it has of some"),
    (bits_of_truth, "`bitwise_count` asks `casting` for what it counts in, also with a `dtype` of the result"),
    (
        truths_far_apart,
        "`isfinite`, `isinf`, `isnan` and `signbit` of float32 fill an `out` with gaps, too; NumPy puts some truths "
        "elsewhere",
    ),
    (ranges_of_dtypes, "a Python integer has to be in the range of the `dtype` that is asked for"),
    (
        casting_of_python_numbers,
        "of Python numbers only complex ones are refused as real ones, whatever `casting` says",
    ),
    (comparisons_in_truth, "comparisons with `dtype=bool` compare the operands as they are; NumPy casts them to bool"),
    (
        mixed_signs,
        "sets of integers of 64 bits and of other numbers go by values; NumPy wraps or rounds them",
    ),
    (beyond_the_dtype, "what a number becomes in a type that does not hold it is left open"),
    (long_python_integers, "Python integers of over 63 bits, alone in a call, are uint64 or float64, and never wrap"),
    (nothing_taken, "`take` from an empty axis is refused also where other axes are empty"),
    (any_order_of_lines, "order A among operands that are one line each is left open"),
    (
        several_quantiles,
        "`nanquantile` puts the axes of `q` first as `quantile` does; NumPy mixes them when there are two",
    ),
]


def reason(topic, case, kind, expected, got):
    """The reason for a difference, or None."""
    return next((why for applies, why in REASONS if applies(topic, case, kind, expected, got)), None)
