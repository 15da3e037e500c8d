"""Matrices as the decompositions want them, and their results as they were asked for.

The decompositions work in double precision, whatever is given: results are cast back.
"""

import math

from .._core import absolute, array, asarray, dtype, isfinite, ndarray
from ._error import LinAlgError

__all__ = ["double", "finite", "matrices", "precise", "scaled", "single", "solved", "unscaled"]

_SINGLE = ("float32", "complex64")
# There is one object of it.
_DOUBLE = dtype("float64")


def matrices(a):
    """An array with matrices in its last two axes."""
    if type(a) is not ndarray:
        a = array(a, copy=None, subok=True)
    if a.ndim < 2:
        raise LinAlgError(f"{a.ndim}-dimensional array given. Array must be at least two-dimensional")
    return a


def double(*arrays):
    """The arrays in double precision, all real or all complex."""
    for a in arrays:
        if a.dtype is not _DOUBLE or type(a) is not ndarray:
            break
    else:
        return arrays[0] if len(arrays) == 1 else arrays
    if any(a.dtype.name == "float16" for a in arrays):
        raise TypeError("array type float16 is unsupported in linalg")
    kind = "complex128" if any(a.dtype.kind == "c" for a in arrays) else "float64"
    converted = tuple(asarray(a, kind) for a in arrays)
    return converted[0] if len(converted) == 1 else converted


def single(*arrays):
    """Whether results are to be in single precision: if all arrays are."""
    for a in arrays:  # noqa: SIM110 - a generator would cost more than the looks
        if a.dtype.name not in _SINGLE:
            return False
    return True


def scaled(a):
    """Matrices with elements whose squares neither overflow nor vanish, and by which power of two they were divided."""
    largest = float(absolute(a.real).max(initial=0))
    if a.dtype.kind == "c":
        largest = max(largest, float(absolute(a.imag).max(initial=0)))
    if 0 < largest < 1e-140 or 1e140 < largest < math.inf:
        _, exponent = math.frexp(largest)
        # In two steps, as the power itself may overflow.
        half = exponent // 2
        return a * math.ldexp(1.0, -half) * math.ldexp(1.0, half - exponent), exponent
    return a, 0


def unscaled(values, exponent):
    """Eigenvalues or singular values of matrices that were `scaled`."""
    if exponent == 0:
        return values
    half = exponent // 2
    return values * math.ldexp(1.0, half) * math.ldexp(1.0, exponent - half)


def finite(a):
    """Raises LinAlgError for NaN and infinities, which no iteration brings to an end."""
    if not isfinite(a).all():
        raise LinAlgError("Array must not contain infs or NaNs")


def solved(result, message):
    """A compiled function's result; LinAlgError where there is none."""
    if result is None:
        raise LinAlgError(message)
    return result


def precise(result, narrow, like=None):
    """The result, in single precision if that was given, and as the class of an array wants it."""
    if type(result) is not ndarray:
        result = asarray(result)
    if narrow:
        result = result.astype("complex64" if result.dtype.kind == "c" else "float32")
    return result if like is None or type(like) is ndarray else like.__array_wrap__(result)
