"""Matrices as the decompositions want them, and their results as they were asked for.

The decompositions work in double precision, whatever is given: results are cast back.
"""

from .._core import array, asarray, isfinite
from ._error import LinAlgError

__all__ = ["double", "finite", "matrices", "precise", "single", "solved"]

_SINGLE = ("float32", "complex64")


def matrices(a):
    """An array with matrices in its last two axes."""
    a = array(a, copy=None, subok=True)
    if a.ndim < 2:
        raise LinAlgError(f"{a.ndim}-dimensional array given. Array must be at least two-dimensional")
    return a


def double(*arrays):
    """The arrays in double precision, all real or all complex."""
    kind = "complex128" if any(a.dtype.kind == "c" for a in arrays) else "float64"
    converted = tuple(asarray(a, kind) for a in arrays)
    return converted[0] if len(converted) == 1 else converted


def single(*arrays):
    """Whether results are to be in single precision: if all arrays are."""
    return all(a.dtype.name in _SINGLE for a in arrays)


def finite(a):
    """Raises LinAlgError for NaN and infinities, which no iteration brings to an end."""
    if not isfinite(a).all():
        raise LinAlgError("Array must not contain infs or NaNs")


def solved(result, message):
    """A compiled function's result; LinAlgError where there is none."""
    if result is None:
        raise LinAlgError(message)
    return result


def precise(result, narrow):
    """The result, in single precision if that was given."""
    result = asarray(result)
    if narrow:
        result = result.astype("complex64" if result.dtype.kind == "c" else "float32")
    return result
