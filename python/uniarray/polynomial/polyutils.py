"""What functions of series share (``numpy.polynomial.polyutils``)."""

import operator

from .._core import array, asarray, promote_types

__all__ = ["as_series", "getdomain", "mapdomain", "mapparms", "trimcoef", "trimseq"]


def trimseq(seq):
    """Coefficients without zeros at the end, at least one.

    Examples
    --------
    >>> import uniarray as np
    >>> np.polynomial.polyutils.trimseq([1, 2, 0])
    [1, 2]
    """
    if len(seq) == 0 or seq[-1] != 0:
        return seq
    last = len(seq) - 1
    while last > 0 and seq[last] == 0:
        last -= 1
    return seq[: last + 1]


def as_series(alist, trim=True):
    """Sequences of coefficients as arrays of one floating-point type.

    Examples
    --------
    >>> import uniarray as np
    >>> np.polynomial.polyutils.as_series([[1, 2], [3]])
    [array([1., 2.]), array([3.])]
    """
    arrays = [array(one, ndmin=1) for one in alist]
    for one in arrays:
        if one.size == 0:
            raise ValueError("Coefficient array is empty")
        if one.ndim != 1:
            raise ValueError("Coefficient array is not 1-d")
    if trim:
        arrays = [trimseq(one) for one in arrays]
    kind = arrays[0].dtype
    for one in arrays[1:]:
        kind = promote_types(kind, one.dtype)
    if kind.kind not in "fc":
        kind = asarray(1.0).dtype
    return [array(one, dtype=kind, copy=True) for one in arrays]


def as_integer(value, name):
    """A number that may only be an integer, as a plain int; TypeError with its name if it is none."""
    try:
        return operator.index(value)
    except TypeError:
        raise TypeError(f"{name} must be an integer, received {value}") from None


def trimcoef(c, tol=0):
    """Coefficients without small ones at the end.

    Examples
    --------
    >>> import uniarray as np
    >>> np.polynomial.polyutils.trimcoef([0, 0, 3, 0, 5, 0, 0])
    array([0., 0., 3., 0., 5.])
    """
    if tol < 0:
        raise ValueError("tol must be non-negative")
    [c] = as_series([c])
    (large,) = (abs(c) > tol).nonzero()
    return c[:1] * 0 if len(large) == 0 else c[: int(large[-1]) + 1].copy()


def getdomain(x):
    """The interval, or for complex numbers the rectangle, that numbers lie in.

    Examples
    --------
    >>> import uniarray as np
    >>> np.polynomial.polyutils.getdomain([3, 1, 2])
    array([1., 3.])
    """
    [x] = as_series([x], trim=False)
    if x.dtype.kind == "c":
        return array([complex(x.real.min(), x.imag.min()), complex(x.real.max(), x.imag.max())])
    return array([x.min(), x.max()])


def mapparms(old, new):
    """Offset and scale of the linear map from one interval to another.

    Examples
    --------
    >>> import uniarray as np
    >>> [float(one) for one in np.polynomial.polyutils.mapparms((-1, 1), (0, 4))]
    [2.0, 2.0]
    """
    length = old[1] - old[0]
    offset = (old[1] * new[0] - old[0] * new[1]) / length
    return offset, (new[1] - new[0]) / length


def mapdomain(x, old, new):
    """Numbers mapped from one interval to another.

    Examples
    --------
    >>> import uniarray as np
    >>> np.polynomial.polyutils.mapdomain([-1.0, 0.0, 1.0], [-1, 1], [0, 4])
    array([0., 2., 4.])
    """
    if isinstance(x, (list, tuple)):
        x = asarray(x)
    offset, scale = mapparms(old, new)
    return offset + scale * x
