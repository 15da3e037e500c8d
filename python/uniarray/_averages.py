"""Weighted means, covariances, and how far elements spread."""

import warnings

from ._axes import axis_index
from ._core import (
    array,
    asarray,
    concatenate,
    conjugate,
    dot,
    empty,
    maximum,
    minimum,
    multiply,
    result_type,
    rint,
    sqrt,
    true_divide,
)
from ._subclasses import as_any

__all__ = ["average", "corrcoef", "cov", "ptp"]


def ptp(a, axis=None, out=None, keepdims=False):
    """The distance from the smallest to the largest element.

    Examples
    --------
    >>> import uniarray as np
    >>> np.ptp([[3, 1], [7, 2]], axis=1)
    array([2, 5])
    """
    from ._core import subtract

    a = as_any(a)
    return subtract(
        a.max(axis=axis, out=out, keepdims=keepdims),
        a.min(axis=axis, keepdims=keepdims),
        *([] if out is None else [out]),
    )


def average(a, axis=None, weights=None, returned=False, *, keepdims=False):
    """The mean, in which every element counts by its weight.

    Parameters
    ----------
    axis : int or tuple of int, optional
        Along which axes; all by default.
    weights : array_like, optional
        Of the shape of `a`, or of the axes alone. All the same by default.
    returned : bool
        Whether to give, too, the sums of the weights.

    Examples
    --------
    >>> import uniarray as np
    >>> np.average([1.0, 2.0, 4.0], weights=[3, 1, 1])
    np.float64(1.8)
    """
    a = as_any(a)
    axes = None
    if axis is not None:
        given = axis if isinstance(axis, (tuple, list)) else (axis,)
        axes = tuple(axis_index(one, a.ndim, "axis") for one in given)
        if len(set(axes)) != len(axes):
            raise ValueError("repeated axis in `axis` argument")
    if weights is None:
        mean = a.mean(axis=axes, keepdims=keepdims)
        scale = asarray(mean).dtype.type(a.size / asarray(mean).size)
    else:
        weights = _weights_for(a, as_any(weights), axes)
        exact = a.dtype.kind in "iub"
        dtype = result_type(a.dtype, weights.dtype, "float64") if exact else result_type(a.dtype, weights.dtype)
        scale = weights.sum(axis=axes, dtype=dtype, keepdims=keepdims)
        if asarray(scale == 0).any():
            raise ZeroDivisionError("Weights sum to zero, can't be normalized")
        mean = as_any(multiply(a, weights, dtype=dtype)).sum(axis=axes, keepdims=keepdims) / scale
    if returned:
        shape = asarray(mean).shape
        if asarray(scale).shape != shape:
            scale = asarray(scale)._broadcast_to(shape).copy()
        return mean, scale
    return mean


def _weights_for(a, weights, axes):
    """Weights that broadcast against the array."""
    if a.shape == weights.shape:
        return weights
    if axes is None:
        raise TypeError("Axis must be specified when shapes of a and weights differ.")
    if weights.shape != tuple(a.shape[axis] for axis in axes):
        raise ValueError("Shape of weights must be consistent with shape of a along specified axis.")
    weights = weights.transpose(sorted(range(len(axes)), key=axes.__getitem__))
    return weights.reshape(tuple(extent if axis in axes else 1 for axis, extent in enumerate(a.shape)))


def _as_rows(m, rowvar, dtype):
    m = array(m, dtype=dtype)
    rows = m.reshape((1,) * (2 - m.ndim) + m.shape)
    return rows.T if not rowvar and m.ndim != 1 else rows


def _checked_counts(weights, name, samples):
    weights = asarray(weights, dtype=float)
    if name == "fweights" and not asarray(weights == rint(weights)).all():
        raise TypeError("fweights must be integer")
    if weights.ndim > 1:
        raise RuntimeError(f"cannot handle multidimensional {name}")
    if weights.shape[0] != samples:
        raise RuntimeError(f"incompatible numbers of samples and {name}")
    if asarray(weights < 0).any():
        raise ValueError(f"{name} cannot be negative")
    return weights


def cov(m, y=None, rowvar=True, bias=False, ddof=None, fweights=None, aweights=None, *, dtype=None):
    """The covariances of variables, whose observations are the columns.

    Parameters
    ----------
    m, y : array_like
        At most two axes; the variables of `y` come after those of `m`.
    rowvar : bool
        Whether variables are the rows; else they are the columns.
    bias : bool
        Whether to divide by the number of observations, not by one less.
    ddof : int, optional
        What to take off the number of observations, instead.
    fweights, aweights : array_like, optional
        How often each observation was made, and how much it counts.

    Examples
    --------
    >>> import uniarray as np
    >>> np.cov([[0, 1, 2], [2, 1, 0]])
    array([[ 1., -1.],
           [-1.,  1.]])
    """
    if ddof is not None and ddof != int(ddof):
        raise ValueError("ddof must be integer")
    m = asarray(m)
    if m.ndim > 2:
        raise ValueError("m has more than 2 dimensions")
    if y is not None:
        y = asarray(y)
        if y.ndim > 2:
            raise ValueError("y has more than 2 dimensions")
    if dtype is None:
        dtype = result_type(m.dtype, "float64") if y is None else result_type(m.dtype, y.dtype, "float64")
    rows = _as_rows(m, rowvar, dtype)
    if rows.shape[0] == 0:
        return empty((0, 0), dtype)
    if y is not None:
        rows = concatenate((rows, _as_rows(y, rowvar, dtype)), axis=0)
    if ddof is None:
        ddof = 0 if bias else 1
    weights = None
    if fweights is not None:
        weights = _checked_counts(fweights, "fweights", rows.shape[1])
    if aweights is not None:
        aweights = _checked_counts(aweights, "aweights", rows.shape[1])
        weights = aweights if weights is None else weights * aweights
    mean, total = average(rows, axis=1, weights=weights, returned=True)
    total = total[0]
    if weights is None:
        freedom = rows.shape[1] - ddof
    elif ddof == 0:
        freedom = total
    elif aweights is None:
        freedom = total - ddof
    else:
        freedom = total - ddof * (weights * aweights).sum() / total
    if freedom <= 0:
        warnings.warn("Degrees of freedom <= 0 for slice", RuntimeWarning, stacklevel=3)
        freedom = 0.0
    rows = rows - mean[:, None]
    other = rows if weights is None else rows * weights
    products = dot(rows, conjugate(other.T))
    return asarray(products * true_divide(1, freedom)).astype(products.dtype, copy=False).squeeze()


def corrcoef(x, y=None, rowvar=True, *, dtype=None):
    """The correlation coefficients of variables: covariances over the products of the standard deviations.

    Examples
    --------
    >>> import uniarray as np
    >>> np.corrcoef([[0, 1, 2], [2, 1, 0]])
    array([[ 1., -1.],
           [-1.,  1.]])
    """
    c = cov(x, y, rowvar, dtype=dtype)
    if c.ndim == 0:
        return c / c
    deviations = sqrt(c.diagonal().real)
    c = c / deviations[:, None]
    c = c / deviations[None, :]
    if c.dtype.kind == "c":
        c.real[...] = minimum(maximum(c.real, -1), 1)
        c.imag[...] = minimum(maximum(c.imag, -1), 1)
        return c
    return minimum(maximum(c, -1, out=c), 1, out=c)
