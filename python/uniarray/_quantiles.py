"""Medians, quantiles and percentiles."""

from ._axes import axes_last, axis_tuple, restored
from ._core import (
    add,
    asarray,
    concatenate,
    empty,
    floor,
    isnan,
    minimum,
    multiply,
    rint,
    subtract,
    true_divide,
    where,
)
from ._core import ceil as _ceil
from ._core import ndarray as _ndarray
from ._picking import take_along_axis
from ._subclasses import as_any

__all__ = ["median", "percentile", "quantile"]


def _stepwise(position, to_previous):
    """Whole positions: the one before or the one after, as a rule says that sees how far it is past the one before."""
    previous = floor(position)
    chosen = where(to_previous(position - previous, previous), previous, previous + 1)
    return where(chosen < 0, 0.0, chosen)


def _continuous(alpha, beta):
    """Hyndman and Fan's family (The American Statistician 50, 361-365, 1996): between elements distances count."""
    return lambda n, q: n * q + (alpha + q * (1 - alpha - beta)) - 1, None


def _averaged(gamma):
    return where(gamma == 0, 0.5, 1.0)


def _halfway(gamma):
    return where(gamma == 0, 0.0, 0.5)


# Name -> (position among n sorted elements at which the quantile lies, how the next element's weight is made of the
# fraction). Without it the fraction itself is the weight; "whole" means that positions are those of elements.
_METHODS = {
    "inverted_cdf": (lambda n, q: _stepwise(n * q - 1, lambda g, _: g == 0), "whole"),
    "averaged_inverted_cdf": (lambda n, q: n * q - 1, _averaged),
    "closest_observation": (
        lambda n, q: _stepwise(n * q - 1 - 0.5, lambda g, previous: (g == 0) & (previous % 2 == 1)),
        "whole",
    ),
    "interpolated_inverted_cdf": _continuous(0, 1),
    "hazen": _continuous(0.5, 0.5),
    "weibull": _continuous(0, 0),
    "linear": (lambda n, q: (n - 1) * q, None),
    "median_unbiased": _continuous(1 / 3.0, 1 / 3.0),
    "normal_unbiased": _continuous(3 / 8.0, 3 / 8.0),
    "lower": (lambda n, q: floor((n - 1) * q), "whole"),
    "higher": (lambda n, q: _ceil((n - 1) * q), "whole"),
    "midpoint": (lambda n, q: 0.5 * (floor((n - 1) * q) + _ceil((n - 1) * q)), _halfway),
    "nearest": (lambda n, q: rint((n - 1) * q), "whole"),
}


def _delivered(result, out, keepdims=False):
    if out is None:
        # Arrays of objects and text are no plain ones.
        is_array = type(result) is _ndarray or (isinstance(result, _ndarray) and result.dtype.kind in "OSUV")
        return result[()] if is_array and result.ndim == 0 and not keepdims else result
    out[...] = result
    return out


def median(a, axis=None, out=None, overwrite_input=False, keepdims=False):
    """The middle element in order, or the mean of the two in the middle. With NaN among them it is NaN.

    Parameters
    ----------
    axis : int or tuple of int, optional
        Along which axes; all by default.
    overwrite_input : bool
        NumPy may then use the memory of `a`; here it stays as it is.

    Examples
    --------
    >>> import uniarray as np
    >>> np.median([3, 1, 10, 2])
    np.float64(2.5)
    >>> np.median([[3, 1, 9], [4, 6, 5]], axis=1)
    array([3., 5.])
    """
    a = as_any(a)
    axes = axis_tuple(axis, a.ndim)
    lines = axes_last(a, axes).copy()
    count = lines.shape[-1]
    if count == 0:
        result = lines.mean(axis=-1)
    else:
        inexact = lines.dtype.kind in "fc"
        middle = [(count - 1) // 2, count // 2]
        lines.partition([*middle, count - 1] if inexact else middle, axis=-1)
        result = lines[..., middle[0] : middle[1] + 1].mean(axis=-1)
        if inexact:
            last = lines[..., -1]
            if asarray(isnan(last)).any():
                result = where(isnan(last), last, result)
    if keepdims:
        result = restored(result, axes, a.ndim)
    result = as_any(result)
    if out is not None and out.shape != result.shape:
        raise ValueError(f"output parameter has the wrong shape: {out.shape} instead of {result.shape}")
    return _delivered(result, out, keepdims)


def _interpolated(lines, q, weak, method):
    """The quantiles of every line, which is reordered; a new first axis for those of `q`."""
    count = lines.shape[-1]
    try:
        place, weight_of = _METHODS[method]
    except KeyError:
        raise ValueError(f"{method!r} is not a valid method. Use one of: {_METHODS.keys()}") from None
    inexact = lines.dtype.kind == "f"
    position = asarray(place(count, q))
    # Positions beyond the ends are those of the ends.
    last = float(count - 1)
    inside = (position >= 0) & (position < last)
    previous = where(inside, floor(position), where(position < 0, 0.0, last)).astype("int64")
    following = minimum(previous + 1, where(inside, count - 1, previous))
    needed = concatenate((previous.ravel(), asarray(following).ravel(), [count - 1]))
    lines.partition(sorted({int(one) for one in needed}), axis=-1)
    nans = isnan(lines[..., -1]) if inexact else None
    moved = lines.transpose([lines.ndim - 1, *range(lines.ndim - 1)]) if lines.ndim > 1 else lines
    low = asarray(moved[previous])
    if weight_of == "whole" or (method == "linear" and position.dtype.kind == "i"):
        result = low
    else:
        high = asarray(moved[following])
        fraction = position - floor(position)
        fraction = asarray(position - previous)
        weight = asarray(fraction if weight_of is None else weight_of(fraction)).astype(position.dtype)
        weight = float(weight) if weak else weight.reshape(position.shape + (1,) * (lines.ndim - 1))
        result = _between(low, high, weight)
    if nans is not None and asarray(nans).any():
        result = where(nans, lines[..., -1], result)
    return asarray(result)


def _between(low, high, weight):
    """From the end that is nearer, so that both ends are met exactly."""
    distance = subtract(high, low)
    result = asarray(add(low, multiply(distance, weight)))
    back = asarray(subtract(high, multiply(distance, 1 - weight)))
    return where(asarray(weight) >= 0.5, back, result).astype(result.dtype, copy=False)


def _weighted(lines, weights, q):
    """Quantiles by the inverted distribution function, in which every element has a weight."""
    order = lines.argsort(axis=-1)
    lines = take_along_axis(lines, order, -1)
    weights = take_along_axis(weights, order, -1)
    shares = weights.cumsum(axis=-1, dtype="float64")
    shares = shares / shares[..., -1:]
    if isnan(shares[..., -1]).any():
        raise ValueError("Weights included NaN, inf or were all zero.")
    # A quantile of 0 is the first element with a weight.
    shares[shares == 0] = -1
    result = empty(q.shape + lines.shape[:-1], lines.dtype)
    flat_lines, flat_shares = (part.reshape((-1, lines.shape[-1])) for part in (lines, shares))
    flat_result = result.reshape((*q.shape, -1))
    for row in range(flat_lines.shape[0]):
        places = minimum(flat_shares[row].searchsorted(q), lines.shape[-1] - 1)
        flat_result[..., row] = flat_lines[row][places]
    if lines.dtype.kind == "f":
        last = lines[..., -1]
        if asarray(isnan(last)).any():
            result = where(isnan(last), last, result)
    return result


def checked_weights(weights, a, axes, axis):
    """Weights in the shape of the array.

    Examples
    --------
    >>> import uniarray as np
    >>> checked_weights([1, 2], np.zeros((2, 1)), (0,), 0)
    array([[1],
           [2]])
    """
    weights = asarray(weights)
    if a.shape != weights.shape:
        if axis is None:
            raise TypeError("Axis must be specified when shapes of a and weights differ.")
        if weights.shape != tuple(a.shape[one] for one in axes):
            raise ValueError("Shape of weights must be consistent with shape of a along specified axis.")
        order = sorted(range(len(axes)), key=axes.__getitem__)
        weights = weights.transpose(order)
        weights = weights.reshape(tuple(n if place in axes else 1 for place, n in enumerate(a.shape)))
        weights = weights._broadcast_to(a.shape)
    if asarray(weights < 0).any():
        raise ValueError("Weights must be non-negative.")
    return weights


def _quantiles(a, q, axis, out, method, keepdims, weights, sentence, scale):
    a = asarray(a)
    if a.dtype.kind == "c":
        raise TypeError("a must be an array of real numbers")
    # A Python number keeps out of the dtype of the result.
    weak = type(q) in (int, float)
    q = asarray(q) if scale == 1 else asarray(true_divide(q, scale))
    if q.size and not (asarray(q >= 0).all() and asarray(q <= 1).all()):
        raise ValueError(sentence)
    if q.ndim > 2:
        raise ValueError("q must be a scalar or 1d")
    axes = axis_tuple(axis, a.ndim)
    if weights is None:
        lines = axes_last(a, axes).copy()
        if lines.shape[-1] == 0:
            raise IndexError("index -1 is out of bounds for axis 0 with size 0")
        result = _interpolated(lines, q, weak, method)
    else:
        if method != "inverted_cdf":
            raise ValueError(f"Only method 'inverted_cdf' supports weights. Got: {method}.")
        weights = checked_weights(weights, a, axes, axis)
        result = _weighted(axes_last(a, axes), axes_last(weights, axes), q)
    if keepdims:
        result = restored(result, axes, a.ndim)
    if weights is not None:
        if out is None:
            return result
        if out.shape != result.shape:
            raise ValueError(f"Wrong shape of argument 'out', shape={result.shape} is required; got shape={out.shape}.")
    return _delivered(result, out, keepdims)


def quantile(a, q, axis=None, out=None, overwrite_input=False, method="linear", keepdims=False, *, weights=None):
    """The values below which the shares `q` of the elements lie. With NaN among them it is NaN.

    Parameters
    ----------
    q : array_like of float
        Between 0 and 1; its axes come first in the result.
    axis : int or tuple of int, optional
        Along which axes; all by default.
    method : str
        How to choose or interpolate between elements: 'inverted_cdf', 'averaged_inverted_cdf', 'closest_observation',
        'interpolated_inverted_cdf', 'hazen', 'weibull', 'linear', 'median_unbiased', 'normal_unbiased', 'lower',
        'higher', 'midpoint' or 'nearest'.
    weights : array_like, optional
        What each element counts, with 'inverted_cdf' only.

    Examples
    --------
    >>> import uniarray as np
    >>> np.quantile([1, 2, 3, 4], 0.5)
    np.float64(2.5)
    >>> np.quantile([1, 2, 3, 4], [0.25, 0.5], method="lower")
    array([1, 2])
    """
    return _quantiles(a, q, axis, out, method, keepdims, weights, "Quantiles must be in the range [0, 1]", 1)


def percentile(a, q, axis=None, out=None, overwrite_input=False, method="linear", keepdims=False, *, weights=None):
    """As `quantile`, with shares in percent.

    Examples
    --------
    >>> import uniarray as np
    >>> np.percentile([[1, 2, 3], [4, 5, 9]], 50, axis=1)
    array([2., 5.])
    """
    return _quantiles(a, q, axis, out, method, keepdims, weights, "Percentiles must be in the range [0, 100]", 100)
