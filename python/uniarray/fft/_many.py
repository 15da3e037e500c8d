"""Transforms along several axes, one after the other."""

import warnings

from .._axes import axis_index
from .._core import asarray
from ._one import _given, fft, ifft, irfft, rfft

__all__ = ["fft2", "fftn", "ifft2", "ifftn", "irfft2", "irfftn", "rfft2", "rfftn"]


def _lengths(a, s, axes, real_inverse=False):
    """Lengths and axes, one of either for the other."""
    lengths_given = s is not None
    if s is None:
        axes = list(range(a.ndim)) if axes is None else list(axes)
        s = [a.shape[axis_index(axis, a.ndim)] for axis in axes]
    else:
        if axes is None:
            warnings.warn(
                "`axes` should not be `None` if `s` is not `None` (Deprecated in NumPy 2.0). In a future version of "
                "NumPy, this will raise an error and `s[i]` will correspond to the size along the transformed axis "
                "specified by `axes[i]`. To retain current behaviour, pass a sequence [0, ..., k-1] to `axes` for an "
                "array of dimension k.",
                DeprecationWarning,
                stacklevel=4,
            )
        s = list(s)
        axes = list(range(-len(s), 0)) if axes is None else list(axes)
    if len(s) != len(axes):
        raise ValueError("Shape and axes have different lengths.")
    if real_inverse and not lengths_given and axes:
        s[-1] = (a.shape[axes[-1]] - 1) * 2
    if None in s:
        warnings.warn(
            "Passing an array containing `None` values to `s` is deprecated in NumPy 2.0 and will raise an error in a "
            "future version of NumPy. To use the default behaviour of the corresponding 1-D transform, pass the value "
            "matching the default for its `n` parameter. To use the default behaviour for every axis, the `s` argument "
            "can be omitted.",
            DeprecationWarning,
            stacklevel=4,
        )
    # -1 is as long as the axis.
    return [a.shape[axis] if length == -1 else length for length, axis in zip(s, axes)], axes


def _each(a, s, axes, norm, out, one):
    a = asarray(a)
    s, axes = _lengths(a, s, axes)
    for length, axis in zip(reversed(s), reversed(axes)):
        a = one(a, length, axis, norm)
    return a if out is None else _given(a, out)


def fftn(a, s=None, axes=None, norm=None, out=None):
    """The transform along several axes.

    Parameters
    ----------
    a : array_like
    s : sequence of int, optional
        The lengths: axes are cut off or filled up with zeros.
    axes : sequence of int, optional
        All by default, or as many last ones as there are lengths.
    norm : {None, 'backward', 'ortho', 'forward'}
    out : ndarray, optional

    Examples
    --------
    >>> import uniarray as np
    >>> np.fft.fftn([[1, 0], [0, 1]])
    array([[2.+0.j, 0.+0.j],
           [0.+0.j, 2.+0.j]])
    """
    return _each(a, s, axes, norm, out, fft)


def ifftn(a, s=None, axes=None, norm=None, out=None):
    """The inverse of `fftn`.

    Examples
    --------
    >>> import uniarray as np
    >>> np.fft.ifftn([[2, 0], [0, 2]])
    array([[1.+0.j, 0.+0.j],
           [0.+0.j, 1.+0.j]])
    """
    return _each(a, s, axes, norm, out, ifft)


def rfftn(a, s=None, axes=None, norm=None, out=None):
    """The transform of real numbers along several axes; the last one is as short as with `rfft`.

    Examples
    --------
    >>> import uniarray as np
    >>> np.fft.rfftn(np.ones((2, 4))).shape
    (2, 3)
    """
    a = asarray(a)
    s, axes = _lengths(a, s, axes)
    a = rfft(a, s[-1], axes[-1], norm)
    return _each(a, s[:-1], axes[:-1], norm, out, fft)


def irfftn(a, s=None, axes=None, norm=None, out=None):
    """The inverse of `rfftn`.

    Examples
    --------
    >>> import uniarray as np
    >>> np.fft.irfftn(np.fft.rfftn(np.eye(2))).round(6)
    array([[1., 0.],
           [0., 1.]])
    """
    a = asarray(a)
    s, axes = _lengths(a, s, axes, real_inverse=True)
    for length, axis in zip(s[:-1], axes[:-1]):
        a = ifft(a, length, axis, norm)
    return irfft(a, s[-1], axes[-1], norm, out)


def fft2(a, s=None, axes=(-2, -1), norm=None, out=None):
    """The transform along the last two axes.

    Examples
    --------
    >>> import uniarray as np
    >>> np.fft.fft2([[1, 0], [0, 1]]).real
    array([[2., 0.],
           [0., 2.]])
    """
    return fftn(a, s, axes, norm, out)


def ifft2(a, s=None, axes=(-2, -1), norm=None, out=None):
    """The inverse of `fft2`.

    Examples
    --------
    >>> import uniarray as np
    >>> np.fft.ifft2([[2, 0], [0, 2]]).real
    array([[1., 0.],
           [0., 1.]])
    """
    return ifftn(a, s, axes, norm, out)


def rfft2(a, s=None, axes=(-2, -1), norm=None, out=None):
    """The transform of real numbers along the last two axes.

    Examples
    --------
    >>> import uniarray as np
    >>> np.fft.rfft2(np.ones((2, 4))).shape
    (2, 3)
    """
    return rfftn(a, s, axes, norm, out)


def irfft2(a, s=None, axes=(-2, -1), norm=None, out=None):
    """The inverse of `rfft2`.

    Examples
    --------
    >>> import uniarray as np
    >>> np.fft.irfft2(np.ones((2, 3))).shape
    (2, 4)
    """
    return irfftn(a, s, axes, norm, out)
