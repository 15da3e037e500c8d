"""Interpolation, convolution and correlation of sequences."""

from ._core import (
    _interpolate,
    add,
    array,
    asarray,
    concatenate,
    conjugate,
    empty,
    matmul,
    multiply,
    remainder,
    result_type,
    zeros,
)
from ._core import ndarray as _ndarray

__all__ = ["convolve", "correlate", "interp"]

# Shorter kernels are slid over the whole sequence, product by product; longer ones are multiplied window by window.
_SHORT = 24

# So many elements at a time stay in the nearest cache from product to product.
_BLOCK = 8192

_MODES = {"valid": 0, "same": 1, "full": 2}


def interp(x, xp, fp, left=None, right=None, period=None):
    """The values at `x` of the lines that join points.

    Parameters
    ----------
    xp, fp : array_like
        The coordinates, increasing (or any within a period), and the values there.
    left, right : scalar, optional
        The values beyond the ends; those at the ends by default.
    period : float, optional
        Coordinates that differ by it are the same.

    Examples
    --------
    >>> import uniarray as np
    >>> np.interp([0.5, 2.0, 9.0], [1, 2, 3], [10, 20, 30])
    array([10., 20., 30.])
    >>> np.interp(2.5, [1, 2, 3], [10, 20, 40])
    np.float64(30.0)
    """
    xp, fp = asarray(xp), asarray(fp)
    if xp.size == fp.size == 0 and asarray(x).size == 0:
        return zeros(asarray(x).shape, "complex128" if fp.dtype.kind == "c" else "float64")
    if period is not None:
        if period == 0:
            raise ValueError("period must be a non-zero value")
        if xp.ndim != 1 or fp.ndim != 1:
            raise ValueError("Data points must be 1-D sequences")
        if xp.shape[0] != fp.shape[0]:
            raise ValueError("fp and xp are not of the same length")
        period, left, right = abs(period), None, None
        x, xp = (remainder(asarray(places).astype("float64"), period) for places in (x, xp))
        order = xp.argsort()
        xp, fp = xp[order], fp[order]
        xp = concatenate((xp[-1:] - period, xp, xp[0:1] + period))
        fp = concatenate((fp[-1:], fp, fp[0:1]))
    ends = None
    if (left is not None or right is not None) and fp.ndim == 1 and fp.size:
        ends = [fp[0] if left is None else left, fp[-1] if right is None else right]
    return _interpolate(x, xp, fp, ends)


def _mode_number(mode):
    if isinstance(mode, str):
        if mode in _MODES:
            return _MODES[mode]
        if mode[:1].lower() in ("v", "s", "f"):
            raise ValueError("Use one of 'valid', 'same', or 'full' for convolve/correlate mode")
        raise ValueError(f"mode must be one of 'valid', 'same', or 'full' (got {mode!r})")
    if not isinstance(mode, int):
        raise TypeError("convolve/correlate mode not understood")
    if mode not in (0, 1, 2):
        raise ValueError("integer convolve/correlate mode must be 0, 1, or 2")
    return mode


def _slid(a, v, mode):
    """The sums of products of `v` with every window of `a`, which is the longer one."""
    m = v.size
    if mode == 0:
        before = after = 0
    elif mode == 1:
        before, after = m // 2, (m - 1) - m // 2
    else:
        before = after = m - 1
    if before or after:
        padded = zeros(before + a.size + after, a.dtype)
        padded[before : before + a.size] = a
    else:
        padded = a if a.flags.c_contiguous else a.copy()
    count = padded.size - m + 1
    if m <= _SHORT:
        result = empty(count, a.dtype)
        for start in range(0, count, _BLOCK):
            block = result[start : start + _BLOCK]
            stop = start + block.size
            multiply(padded[start:stop], v[0], out=block)
            term = empty(block.size, a.dtype)
            for place in range(1, m):
                multiply(padded[start + place : stop + place], v[place], out=term)
                add(block, term, out=block)
        return result
    step = padded.strides[0]
    return matmul(_ndarray((count, m), padded.dtype, padded, 0, (step, step)), v)


def _sequence(a):
    a = array(a, copy=None)
    if a.ndim == 0:
        a = a.reshape(1)
    if a.ndim > 1:
        raise ValueError("object too deep for desired array")
    return a


def correlate(a, v, mode="valid"):
    """The correlation of two sequences: the sums of products of one with the other's conjugate, moved along it.

    Parameters
    ----------
    mode : {'valid', 'same', 'full'}
        Where they overlap fully, as many as the longer has elements, or wherever they overlap at all.

    Examples
    --------
    >>> import uniarray as np
    >>> np.correlate([1, 2, 3], [0, 1, 2])
    array([8])
    >>> np.correlate([1, 2, 3], [0, 1, 2], "full")
    array([2, 5, 8, 3, 0])
    """
    mode = _mode_number(mode)
    a, v = _sequence(a), _sequence(v)
    dtype = result_type(a.dtype, v.dtype)
    if a.size == 0:
        raise ValueError("first array argument cannot be empty")
    if v.size == 0:
        raise ValueError("second array argument cannot be empty")
    a, v = a.astype(dtype, copy=False), v.astype(dtype, copy=False)
    v = conjugate(v) if dtype.kind == "c" else v
    if v.size > a.size:
        return _slid(v, a, mode)[::-1].copy()
    return _slid(a, v, mode)


def convolve(a, v, mode="full"):
    """The convolution of two sequences: the coefficients of the product, if theirs are those of polynomials.

    Parameters
    ----------
    mode : {'full', 'same', 'valid'}
        Wherever they overlap at all, as many as the longer has elements, or where they overlap fully.

    Examples
    --------
    >>> import uniarray as np
    >>> np.convolve([1, 2], [1, 3])
    array([1, 5, 6])
    """
    a, v = _sequence(a), _sequence(v)
    if a.size == 0:
        raise ValueError("a cannot be empty")
    if v.size == 0:
        raise ValueError("v cannot be empty")
    if v.size > a.size:
        a, v = v, a
    mode = _mode_number(mode)
    dtype = result_type(a.dtype, v.dtype)
    return _slid(a.astype(dtype, copy=False), v.astype(dtype, copy=False)[::-1], mode)
