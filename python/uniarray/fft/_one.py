"""Transforms along one axis."""

import math
import operator

from .. import _core
from .._axes import axis_index
from .._core import asarray, can_cast, conjugate, ndarray, zeros

__all__ = ["fft", "hfft", "ifft", "ihfft", "irfft", "rfft"]

_SWAPPED = {None: "forward", "backward": "forward", "ortho": "ortho", "forward": "backward"}


def _factor(n, norm, inverse):
    if norm not in _SWAPPED:
        raise ValueError(f'Invalid norm value {norm}; should be "backward", "ortho" or "forward".')
    if norm == "ortho":
        return 1 / math.sqrt(n)
    return 1 / n if (norm == "forward") != inverse else 1.0


def _length(n):
    n = operator.index(n)
    if n < 1:
        raise ValueError(f"Invalid number of FFT data points ({n}) specified.")
    return n


def _with_length(a, n):
    """The last axis cut off or filled up with zeros."""
    if a.shape[-1] == n:
        return a
    result = zeros((*a.shape[:-1], n), a.dtype)
    kept = min(n, a.shape[-1])
    result[..., :kept] = a[..., :kept]
    return result


def _complex(a):
    if a.dtype.kind == "c":
        return a
    return a.astype("complex64" if a.dtype.name in ("float16", "float32") else "complex128")


def _given(result, out):
    if out is None:
        return result
    if not isinstance(out, ndarray):
        raise TypeError("return arrays must be of ArrayType")
    if out.shape != result.shape:
        raise ValueError("output array has wrong shape.")
    if not can_cast(result.dtype, out.dtype, "same_kind"):
        raise TypeError(
            f"Cannot cast ufunc 'fft' output from {result.dtype!r} to {out.dtype!r} with casting rule 'same_kind'"
        )
    out[...] = result
    return out


def _prepared(a, n, axis):
    a = asarray(a)
    if a.ndim == 0:
        raise IndexError("tuple index out of range")
    n = _length(a.shape[axis] if n is None else n)
    axis = axis_index(axis, a.ndim)
    return a.swapaxes(axis, -1), n, axis


def _transformed(a, n, axis, norm, out, inverse):
    moved, n, axis = _prepared(a, n, axis)
    result = _core._fft(_with_length(_complex(moved), n), inverse, _factor(n, norm, inverse))
    return _given(result.swapaxes(axis, -1), out)


def fft(a, n=None, axis=-1, norm=None, out=None):
    """The discrete Fourier transform along an axis.

    Parameters
    ----------
    a : array_like
    n : int, optional
        The length: the axis is cut off or filled up with zeros.
    axis : int
    norm : {None, 'backward', 'ortho', 'forward'}
    out : ndarray, optional

    Examples
    --------
    >>> import uniarray as np
    >>> np.fft.fft([1, -1, 1, -1])
    array([0.+0.j, 0.+0.j, 4.+0.j, 0.+0.j])
    """
    return _transformed(a, n, axis, norm, out, False)


def ifft(a, n=None, axis=-1, norm=None, out=None):
    """The inverse of `fft`.

    Examples
    --------
    >>> import uniarray as np
    >>> np.fft.ifft([0, 4, 0, 0])
    array([ 1.+0.j,  0.+1.j, -1.+0.j,  0.-1.j])
    """
    return _transformed(a, n, axis, norm, out, True)


def rfft(a, n=None, axis=-1, norm=None, out=None):
    """The transform of real numbers, whose second half would repeat the first.

    Examples
    --------
    >>> import uniarray as np
    >>> np.fft.rfft([1, -1, 1, -1])
    array([0.+0.j, 0.+0.j, 4.+0.j])
    """
    moved, n, axis = _prepared(a, n, axis)
    if moved.dtype.kind == "c":
        raise TypeError("ufunc 'rfft_n_even' did not contain a loop with signature matching types complex128 -> None")
    result = _core._fft(_with_length(_complex(moved), n), False, _factor(n, norm, False))
    return _given(result[..., : n // 2 + 1].swapaxes(axis, -1), out)


def irfft(a, n=None, axis=-1, norm=None, out=None):
    """The inverse of `rfft`: real numbers. Their number is even unless `n` says another one.

    Examples
    --------
    >>> import uniarray as np
    >>> np.fft.irfft([0, 0, 4])
    array([ 1., -1.,  1., -1.])
    """
    a = asarray(a)
    if a.ndim and n is None:
        n = 2 * (a.shape[axis] - 1)
    moved, n, axis = _prepared(a, n, axis)
    half = n // 2 + 1
    known = _with_length(_complex(moved), half)
    whole = zeros((*known.shape[:-1], n), known.dtype)
    whole[..., :half] = known
    # The first number is real, and of an even length the middle one.
    whole[..., 0].imag = 0
    if n % 2 == 0:
        whole[..., n // 2].imag = 0
    rest = n - half
    whole[..., half:] = conjugate(known[..., rest:0:-1])
    result = _core._fft(whole, True, _factor(n, norm, True)).real.copy()
    return _given(result.swapaxes(axis, -1), out)


def hfft(a, n=None, axis=-1, norm=None, out=None):
    """The transform of numbers whose second half is the first one's complex conjugate, mirrored: real numbers.

    Examples
    --------
    >>> import uniarray as np
    >>> np.fft.hfft([1, 2, 1])
    array([ 6.,  0., -2.,  0.])
    """
    a = asarray(a)
    if norm not in _SWAPPED:
        _factor(1, norm, False)
    return irfft(conjugate(a), n, axis, norm=_SWAPPED[norm], out=out)


def ihfft(a, n=None, axis=-1, norm=None, out=None):
    """The inverse of `hfft`.

    Examples
    --------
    >>> import uniarray as np
    >>> np.fft.ihfft([6, 0, 2, 0])
    array([2.-0.j, 1.-0.j, 2.-0.j])
    """
    if norm not in _SWAPPED:
        _factor(1, norm, False)
    return _given(conjugate(rfft(a, n, axis, norm=_SWAPPED[norm])), out)
