"""Which frequency stands where, and zero in the middle."""

import operator

from .._core import arange, asarray, empty, multiply
from .._manipulation import roll

__all__ = ["fftfreq", "fftshift", "ifftshift", "rfftfreq"]


def _count(n):
    try:
        return operator.index(n)
    except TypeError:
        raise ValueError("n should be an integer") from None


def _in(dtype, frequencies):
    return frequencies if dtype is None else frequencies.astype(dtype)


def fftfreq(n, d=1.0, device=None, *, dtype=None):
    """The frequencies of `fft`, in cycles per unit of the distance between samples.

    Parameters
    ----------
    n : int
        How many samples.
    d : float
        Their distance.
    device : {None, 'cpu'}
    dtype : dtype, optional
        float64 by default. NumPy does not have it, the array API standard does.

    Examples
    --------
    >>> import uniarray as np
    >>> np.fft.fftfreq(4, 0.5)
    array([ 0. ,  0.5, -1. , -0.5])
    """
    n = _count(n)
    result = empty(n, int, device=device)
    positive = (n - 1) // 2 + 1
    result[:positive] = arange(positive)
    result[positive:] = arange(-(n // 2), 0)
    return _in(dtype, multiply(result, 1.0 / (n * d)))


def rfftfreq(n, d=1.0, device=None, *, dtype=None):
    """The frequencies of `rfft`.

    Examples
    --------
    >>> import uniarray as np
    >>> np.fft.rfftfreq(4, 0.5)
    array([0. , 0.5, 1. ])
    """
    n = _count(n)
    return _in(dtype, multiply(arange(n // 2 + 1, device=device), 1.0 / (n * d)))


def _axes(x, axes):
    if axes is None:
        return tuple(range(x.ndim))
    return (axes,) if not hasattr(axes, "__len__") else tuple(axes)


def fftshift(x, axes=None):
    """Elements moved so that the one for frequency zero stands in the middle.

    Examples
    --------
    >>> import uniarray as np
    >>> np.fft.fftshift(np.fft.fftfreq(4))
    array([-0.5 , -0.25,  0.  ,  0.25])
    """
    x = asarray(x)
    axes = _axes(x, axes)
    return roll(x, [x.shape[axis] // 2 for axis in axes], axes)


def ifftshift(x, axes=None):
    """The inverse of `fftshift`.

    Examples
    --------
    >>> import uniarray as np
    >>> np.fft.ifftshift([-1, 0, 1])
    array([ 0,  1, -1])
    """
    x = asarray(x)
    axes = _axes(x, axes)
    return roll(x, [-(x.shape[axis] // 2) for axis in axes], axes)
