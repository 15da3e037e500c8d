"""Arrays compared as a whole, and numbers up to a tolerance."""

import warnings

from ._core import (
    absolute,
    array,
    asarray,
    bool,
    isfinite,
    isnan,
    less_equal,
    logical_and,
    logical_or,
    multiply,
    result_type,
    where,
)
from ._errstate import geterr
from ._subclasses import as_any

__all__ = ["allclose", "array_equal", "array_equiv", "isclose"]


def isclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False):
    """Whether numbers are equal up to a tolerance: ``abs(a - b) <= atol + rtol * abs(b)``.

    Parameters
    ----------
    a, b : array_like
    rtol, atol : array_like
        Relative to `b`, and absolute.
    equal_nan : bool
        Whether NaN equals NaN.

    Examples
    --------
    >>> import uniarray as np
    >>> np.isclose([1.0, 2.0, np.nan], [1.0 + 1e-9, 2.1, np.nan])
    array([ True, False, False])
    """
    x, y, rtol, atol = (one if isinstance(one, (int, float, complex)) else as_any(one) for one in (a, b, rtol, atol))
    if not (isfinite(rtol).all() and isfinite(atol).all()):
        _tell_of_tolerances(atol, rtol)
    # Differences of integers could wrap around, and the lesser of them has no absolute value.
    kind = result_type(y if isinstance(y, (int, float, complex)) else as_any(y), 1.0)
    if isinstance(y, (int, float, complex)) and not isinstance(x, (int, float, complex)):
        # A Python number takes the precision of what it is held against.
        kind = result_type(x, y, 1.0)
    elif isinstance(x, (int, float, complex)) and not isinstance(y, (int, float, complex)):
        x = array(x, dtype=result_type(y, x, 1.0))
    y = array(y, dtype=kind, copy=None, subok=True)
    x = as_any(x)
    finite = logical_and(isfinite(x), isfinite(y))
    # The difference of infinities would be invalid.
    distance = absolute(where(finite, x, 0) - where(finite, y, 0))
    with_tolerance = less_equal(distance, atol + multiply(rtol, absolute(where(finite, y, 0))))
    result = logical_or(logical_and(with_tolerance, finite), x == y)
    if equal_nan:
        result = logical_or(result, logical_and(isnan(x), isnan(y)))
    return result[()]


def _tell_of_tolerances(atol, rtol):
    """Tolerances that are no numbers are told of as invalid operations are."""
    text = f"One of rtol or atol is not valid, atol: {atol}, rtol: {rtol}"
    manner = geterr()["invalid"]
    if manner == "warn":
        warnings.warn(text, RuntimeWarning, stacklevel=3)
    elif manner == "raise":
        raise FloatingPointError(text)
    elif manner == "print":
        print(text)


def allclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False):
    """Whether all numbers are equal up to a tolerance; see `isclose`.

    Examples
    --------
    >>> import uniarray as np
    >>> np.allclose([1e10, 1e-7], [1.00001e10, 1e-8])
    False
    """
    return isclose(a, b, rtol=rtol, atol=atol, equal_nan=equal_nan).all().item()


def array_equal(a1, a2, equal_nan=False):
    """Whether two arrays have the same shape and elements.

    Parameters
    ----------
    a1, a2 : array_like
    equal_nan : bool
        Whether NaN equals NaN.

    Examples
    --------
    >>> import uniarray as np
    >>> np.array_equal([1, 2], [1, 2]), np.array_equal([1, 2], [[1, 2]])
    (True, False)
    """
    try:
        a1, a2 = asarray(a1), asarray(a2)
    except Exception:
        return False
    if a1.shape != a2.shape:
        return False
    equal = asarray(a1 == a2)
    if equal_nan:
        equal = logical_or(equal, logical_and(isnan(a1), isnan(a2)))
    return asarray(equal).all().item()


def array_equiv(a1, a2):
    """Whether two arrays broadcast to one shape, and are equal then.

    Examples
    --------
    >>> import uniarray as np
    >>> np.array_equiv([1, 2], [[1, 2], [1, 2]])
    True
    """
    from ._views import broadcast_shapes

    try:
        a1, a2 = asarray(a1), asarray(a2)
        broadcast_shapes(a1.shape, a2.shape)
    except Exception:
        return False
    return asarray(asarray(a1 == a2), bool).all().item()
