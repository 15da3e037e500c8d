"""Elementwise functions built from ufuncs: clipping, rounding, parts of complex numbers, replacing of NaN."""

import math
import operator
import warnings

from . import _core
from ._absent import ABSENT
from ._core import (
    absolute,
    arctan2,
    array,
    asarray,
    divide,
    empty,
    generic,
    isfinite,
    isinf,
    isnan,
    maximum,
    minimum,
    multiply,
    ndarray,
    positive,
    rint,
    signbit,
    trunc,
    where,
    zeros,
)
from ._subclasses import as_any
from ._types import finfo, iscomplexobj

__all__ = [
    "angle",
    "around",
    "clip",
    "fix",
    "imag",
    "iscomplex",
    "isneginf",
    "isposinf",
    "isreal",
    "nan_to_num",
    "real",
    "real_if_close",
    "round",
    "sinc",
]


def clip(a, a_min=ABSENT, a_max=ABSENT, out=None, *, min=ABSENT, max=ABSENT, **kwargs):
    """Values outside an interval replaced by its ends.

    Parameters
    ----------
    a : array_like
    a_min, a_max : array_like or None
        The ends; None for none. If they are the wrong way round the result is `a_max` everywhere.
    out : ndarray, optional
    min, max : array_like or None
        Other names of `a_min` and `a_max`, those of the array API standard.
    **kwargs
        As for ufuncs.

    Examples
    --------
    >>> import uniarray as np
    >>> np.clip([-2, 0.5, 7], 0, 1)
    array([0. , 0.5, 1. ])
    >>> np.clip(np.arange(4), max=2)
    array([0, 1, 2, 2])
    """
    if a_min is ABSENT and a_max is ABSENT:
        a_min, a_max = (None if end is ABSENT else end for end in (min, max))
    elif a_min is ABSENT:
        raise TypeError("clip() missing 1 required positional argument: 'a_min'")
    elif a_max is ABSENT:
        raise TypeError("clip() missing 1 required positional argument: 'a_max'")
    elif min is not ABSENT or max is not ABSENT:
        raise ValueError("Passing `min` or `max` keyword argument when `a_min` and `a_max` are provided is forbidden.")
    if not isinstance(a, (ndarray, generic)):
        a = asarray(a)
    if a.dtype.kind in "iu":
        # An end that no element can pass is none.
        low, high = _limits(a.dtype)
        a_min = None if type(a_min) is int and a_min <= low else a_min
        a_max = None if type(a_max) is int and a_max >= high else a_max
    if a_min is None and a_max is None:
        return positive(a, out=out, **kwargs) if a.dtype.kind != "b" else _copied(a, out)
    if a_max is None:
        return maximum(a, a_min, out=out, **kwargs)
    if a_min is None:
        return minimum(a, a_max, out=out, **kwargs)
    return minimum(maximum(a, a_min, **kwargs), a_max, out=out, **kwargs)


def _standard_clip(a, min=ABSENT, max=ABSENT, out=None, *, a_min=ABSENT, a_max=ABSENT, **kwargs):
    """`clip` as the array API standard declares it, with the ends by NumPy's names as the further ones."""
    return clip(a, min, max, out, **{"min": a_min, "max": a_max, **kwargs})


# What `inspect.signature` shows. NumPy's order is the one that runs: its errors and `__array_function__` name `a_min`.
clip.__wrapped__ = _standard_clip


def _copied(a, out):
    if out is None:
        return asarray(a).copy()
    out[...] = a
    return out


def _limits(dtype):
    """The least and the greatest number of an integer type."""
    bits = dtype.itemsize * 8
    return (0, (1 << bits) - 1) if dtype.kind == "u" else (-(1 << bits - 1), (1 << bits - 1) - 1)


def round(a, decimals=0, out=None):
    """Numbers rounded to decimals, halves to the even one.

    Parameters
    ----------
    a : array_like
    decimals : int
        Negative for places before the point.
    out : ndarray, optional

    Examples
    --------
    >>> import uniarray as np
    >>> np.round([0.5, 1.5, 2.678], 1)
    array([0.5, 1.5, 2.7])
    >>> np.round([14, 25, 35], -1)
    array([10, 20, 40])
    """
    a = a if isinstance(a, (ndarray, generic)) else asarray(a)
    decimals = operator.index(decimals)
    if a.dtype.kind == "b" and decimals != 0:
        raise TypeError("booleans cannot be rounded to a number of decimals")
    if a.dtype.kind in "iu":
        if decimals >= 0:
            return positive(a, out=out) if isinstance(a, ndarray) or out is not None else a
        factor = 10.0**-decimals if decimals > -309 else math.inf
        rounded = multiply(rint(divide(a, factor)), factor)
        rounded = rounded.astype(a.dtype)
        return rounded if out is None else _copied(rounded, out)
    if decimals == 0:
        return rint(a, out=out)
    if a.dtype.kind == "c":
        # A product of complex numbers would round its parts once more.
        rounded = empty(a.shape, a.dtype)
        rounded.real, rounded.imag = round(a.real, decimals), round(a.imag, decimals)
        return rounded[()] if out is None and not isinstance(a, ndarray) else _copied(rounded, out)
    factor = 10.0 ** abs(decimals) if abs(decimals) < 309 else math.inf
    if decimals > 0:
        return _scaled(a, factor, multiply, divide, out)
    return _scaled(a, factor, divide, multiply, out)


def _scaled(a, factor, enlarge, reduce, out):
    return reduce(rint(enlarge(a, factor)), factor, out=out)


around = round


def fix(x, out=None):
    """Numbers rounded towards zero.

    Examples
    --------
    >>> import uniarray as np
    >>> np.fix([2.7, -2.7])
    array([ 2., -2.])
    """
    warnings.warn(
        "numpy.fix is deprecated. Use numpy.trunc instead, which is faster and follows the Array API standard.",
        DeprecationWarning,
        stacklevel=3,
    )
    return trunc(x, out=out)


def real(val):
    """The real parts: a view of complex elements.

    Examples
    --------
    >>> import uniarray as np
    >>> np.real([1 + 2j, 3])
    array([1., 3.])
    """
    try:
        return val.real
    except AttributeError:
        return asarray(val).real


def imag(val):
    """The imaginary parts: a view of complex elements, zeros otherwise.

    Examples
    --------
    >>> import uniarray as np
    >>> np.imag([1 + 2j, 3])
    array([2., 0.])
    """
    try:
        return val.imag
    except AttributeError:
        return asarray(val).imag


def angle(z, deg=False):
    """The angle of complex numbers in the plane, counterclockwise from the positive real axis.

    Parameters
    ----------
    z : array_like
    deg : bool
        Degrees instead of radians.

    Examples
    --------
    >>> import uniarray as np
    >>> np.angle([1j, -1], deg=True)
    array([ 90., 180.])
    """
    z = as_any(z)
    result = arctan2(z.imag if iscomplexobj(z) else 0, z.real)
    return multiply(result, 180 / math.pi) if deg else result


def isreal(x):
    """Whether the imaginary parts are zero.

    Examples
    --------
    >>> import uniarray as np
    >>> np.isreal([1 + 1j, 1 + 0j])
    array([False,  True])
    """
    return imag(x) == 0


def iscomplex(x):
    """Whether the imaginary parts are not zero.

    Examples
    --------
    >>> import uniarray as np
    >>> np.iscomplex([1 + 1j, 1 + 0j])
    array([ True, False])
    """
    x = asarray(x)
    return x.imag != 0 if x.dtype.kind == "c" else zeros(x.shape, bool)[()]


def isposinf(x, out=None):
    """Whether numbers are positive infinity.

    Examples
    --------
    >>> import uniarray as np
    >>> np.isposinf([np.inf, -np.inf, 1])
    array([ True, False, False])
    """
    return _core.logical_and(isinf(x), ~signbit(x), out=out)


def isneginf(x, out=None):
    """Whether numbers are negative infinity.

    Examples
    --------
    >>> import uniarray as np
    >>> np.isneginf([np.inf, -np.inf, 1])
    array([False,  True, False])
    """
    return _core.logical_and(isinf(x), signbit(x), out=out)


def real_if_close(a, tol=100):
    """The real parts if all imaginary parts are close to zero, else the array.

    Parameters
    ----------
    a : array_like
    tol : float
        How close: times the machine's epsilon if above one, else the limit itself.

    Examples
    --------
    >>> import uniarray as np
    >>> np.real_if_close([2.0 + 4e-15j])
    array([2.])
    """
    a = as_any(a)
    if a.dtype.kind != "c":
        return a
    limit = tol * finfo(a.dtype).eps if tol > 1 else tol
    return a.real if (absolute(a.imag) < limit).all() else a


def nan_to_num(x, copy=True, nan=0.0, posinf=None, neginf=None):
    """NaN and infinities replaced by numbers, in real and imaginary parts.

    Parameters
    ----------
    x : array_like
    copy : bool
        False: in place if `x` is an array.
    nan : number
    posinf, neginf : number, optional
        The largest and the smallest finite number by default.

    Examples
    --------
    >>> import uniarray as np
    >>> np.nan_to_num([np.nan, 1, -np.inf], neginf=-5)
    array([ 0.,  1., -5.])
    """
    if isinstance(copy, str):
        raise ValueError("strings are not allowed for 'copy' keyword. Use True/False/None instead.")
    result = array(x, copy=True if copy else None, subok=True)
    if result.dtype.kind in "fc":
        limits = finfo(result.dtype)
        high = limits.max if posinf is None else posinf
        low = limits.min if neginf is None else neginf
        parts = (result.real, result.imag) if result.dtype.kind == "c" else (result,)
        for part in parts:
            if isfinite(part).all():
                continue
            # What is put in may itself be replaced no more.
            found = isnan(part), isposinf(part), isneginf(part)
            for places, value in zip(found, (nan, high, low)):
                part[...] = where(places, value, part)
    return result[()]


def sinc(x):
    """``sin(pi x) / (pi x)``, which is 1 at zero.

    Examples
    --------
    >>> import uniarray as np
    >>> np.sinc([0.0, 0.5]).round(6)
    array([1.     , 0.63662])
    """
    x = asarray(x)
    if x.dtype.kind in "biu":
        x = x.astype(float)
    y = math.pi * where(x == 0, finfo(x.dtype).smallest_subnormal if x.dtype == "float16" else 1.0e-20, x)
    return _core.sin(y) / y
