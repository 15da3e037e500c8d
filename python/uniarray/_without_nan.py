"""Reductions that leave NaN out."""

import warnings

from ._axes import axes_last, axis_tuple, restored
from ._core import asarray, concatenate, fmax, fmin, isnan, logical_not, maximum, minimum, sqrt, subtract, true_divide
from ._core import ndarray as _ndarray
from ._core import where as _where
from ._picking import take_along_axis
from ._quantiles import percentile, quantile
from ._subclasses import as_any

__all__ = [
    "nanargmax",
    "nanargmin",
    "nancumprod",
    "nancumsum",
    "nanmax",
    "nanmean",
    "nanmedian",
    "nanmin",
    "nanpercentile",
    "nanprod",
    "nanquantile",
    "nanstd",
    "nansum",
    "nanvar",
]

_ABSENT = object()

_SLICE = "All-NaN slice encountered"


def _given(**arguments):
    return {name: value for name, value in arguments.items() if value is not _ABSENT}


def _filled(a, value):
    """The array with a value in place of NaN, and where those were; None if there can be none."""
    a = as_any(a)
    if a.dtype.kind not in "fc":
        return a, None
    nans = asarray(isnan(a))
    filled = asarray(_where(nans, a.dtype.type(value), a))
    return filled if type(a) is _ndarray else filled.view(type(a)), nans


def _warn(sentence):
    warnings.warn(sentence, RuntimeWarning, stacklevel=5)


def _extreme(ufunc, plain, a, axis, out, options):
    """The extreme by the ufunc that leaves NaN out. Of what is no array NumPy speaks in other words."""
    given, a = a, as_any(a)
    is_array = isinstance(given, _ndarray)
    ufunc = ufunc if is_array or a.size else plain
    result = ufunc.reduce(a, axis=axis, out=out, **options)
    if a.dtype.kind in "fc" and asarray(isnan(result)).any():
        _warn(_SLICE if is_array else "All-NaN axis encountered")
    return result


def nanmin(a, axis=None, out=None, keepdims=_ABSENT, initial=_ABSENT, where=_ABSENT):
    """The smallest element that is not NaN.

    Examples
    --------
    >>> import uniarray as np
    >>> np.nanmin([3.0, np.nan, 2.0])
    np.float64(2.0)
    """
    return _extreme(fmin, minimum, a, axis, out, _given(keepdims=keepdims, initial=initial, where=where))


def nanmax(a, axis=None, out=None, keepdims=_ABSENT, initial=_ABSENT, where=_ABSENT):
    """The largest element that is not NaN.

    Examples
    --------
    >>> import uniarray as np
    >>> np.nanmax([3.0, np.nan, 2.0])
    np.float64(3.0)
    """
    return _extreme(fmax, maximum, a, axis, out, _given(keepdims=keepdims, initial=initial, where=where))


def _place_of_extreme(name, fill, a, axis, out, options):
    a, nans = _filled(a, fill)
    result = getattr(a, name)(axis=axis, out=out, **options)
    if nans is not None and nans.size and asarray(nans.all(axis=axis)).any():
        raise ValueError(_SLICE)
    return result


def nanargmin(a, axis=None, out=None, *, keepdims=_ABSENT):
    """The index of the smallest element that is not NaN; ValueError if there is none.

    Examples
    --------
    >>> import uniarray as np
    >>> np.nanargmin([np.nan, 3.0, 2.0])
    np.int64(2)
    """
    return _place_of_extreme("argmin", float("inf"), a, axis, out, _given(keepdims=keepdims))


def nanargmax(a, axis=None, out=None, *, keepdims=_ABSENT):
    """The index of the largest element that is not NaN; ValueError if there is none.

    Examples
    --------
    >>> import uniarray as np
    >>> np.nanargmax([np.nan, 3.0, 2.0])
    np.int64(1)
    """
    return _place_of_extreme("argmax", float("-inf"), a, axis, out, _given(keepdims=keepdims))


def nansum(a, axis=None, dtype=None, out=None, keepdims=_ABSENT, initial=_ABSENT, where=_ABSENT):
    """The sum of the elements that are not NaN.

    Examples
    --------
    >>> import uniarray as np
    >>> np.nansum([1.0, np.nan, 2.0])
    np.float64(3.0)
    """
    options = _given(keepdims=keepdims, initial=initial, where=where)
    return _filled(a, 0)[0].sum(axis=axis, dtype=dtype, out=out, **options)


def nanprod(a, axis=None, dtype=None, out=None, keepdims=_ABSENT, initial=_ABSENT, where=_ABSENT):
    """The product of the elements that are not NaN.

    Examples
    --------
    >>> import uniarray as np
    >>> np.nanprod([3.0, np.nan, 2.0])
    np.float64(6.0)
    """
    options = _given(keepdims=keepdims, initial=initial, where=where)
    return _filled(a, 1)[0].prod(axis=axis, dtype=dtype, out=out, **options)


def nancumsum(a, axis=None, dtype=None, out=None):
    """The sums of the elements so far, with NaN as nothing.

    Examples
    --------
    >>> import uniarray as np
    >>> np.nancumsum([1.0, np.nan, 2.0])
    array([1., 1., 3.])
    """
    return _filled(a, 0)[0].cumsum(axis=axis, dtype=dtype, out=out)


def nancumprod(a, axis=None, dtype=None, out=None):
    """The products of the elements so far, with NaN as one.

    Examples
    --------
    >>> import uniarray as np
    >>> np.nancumprod([3.0, np.nan, 2.0])
    array([3., 3., 6.])
    """
    return _filled(a, 1)[0].cumprod(axis=axis, dtype=dtype, out=out)


def _check_inexact(dtype, out, a):
    from ._core import dtype as make

    if dtype is not None and make(dtype).kind not in "fc":
        raise TypeError("If a is inexact, then dtype must be inexact")
    if out is not None and out.dtype.kind not in "fc":
        raise TypeError("If a is inexact, then out must be inexact")


def nanmean(a, axis=None, dtype=None, out=None, keepdims=_ABSENT, *, where=_ABSENT):
    """The mean of the elements that are not NaN.

    Examples
    --------
    >>> import uniarray as np
    >>> np.nanmean([[1.0, np.nan], [3.0, 4.0]], axis=0)
    array([2., 4.])
    """
    options = _given(keepdims=keepdims, where=where)
    filled, nans = _filled(a, 0)
    if nans is None:
        return filled.mean(axis=axis, dtype=dtype, out=out, **options)
    _check_inexact(dtype, out, filled)
    count = logical_not(nans).sum(axis=axis, dtype="int64", **options)
    total = filled.sum(axis=axis, dtype=dtype, out=out, **options)
    mean = _divided(total, count, out)
    if asarray(count == 0).any():
        _warn("Mean of empty slice")
    return mean


def _divided(total, count, out=None):
    with warnings.catch_warnings():
        # Where nothing is left the result is NaN, and that is told in other words.
        warnings.simplefilter("ignore", RuntimeWarning)
        if isinstance(total, _ndarray):
            return true_divide(total, count, out=total, casting="unsafe")
        return total.dtype.type(total / count)


def nanvar(
    a,
    axis=None,
    dtype=None,
    out=None,
    ddof=0,
    keepdims=_ABSENT,
    *,
    where=_ABSENT,
    mean=_ABSENT,
    correction=_ABSENT,
):
    """The variance of the elements that are not NaN. See `var` for the parameters.

    Examples
    --------
    >>> import uniarray as np
    >>> np.nanvar([1.0, np.nan, 3.0])
    np.float64(1.0)
    """
    options = _given(where=where)
    filled, nans = _filled(a, 0)
    if correction is not _ABSENT:
        if ddof != 0:
            raise ValueError("ddof and correction can't be provided simultaneously.")
        ddof = correction
    if nans is None:
        return filled.var(axis, dtype, out, ddof, keepdims is True, **options, **_given(mean=mean))
    _check_inexact(dtype, out, filled)
    present = logical_not(nans)
    count = asarray(present.sum(axis=axis, dtype="int64", keepdims=True, **options))
    if mean is _ABSENT:
        mean = _divided(asarray(filled.sum(axis=axis, dtype=dtype, keepdims=True, **options)), count)
    away, _ = _filled(subtract(a, mean), 0)
    away = asarray(_where(nans, 0, away))
    squares = away.real * away.real + away.imag * away.imag if away.dtype.kind == "c" else away * away
    kept = _given(keepdims=keepdims)
    if dtype is not None and squares.dtype.kind != "c" and asarray(filled).dtype.kind == "c":
        dtype = None
    total = squares.sum(axis=axis, dtype=dtype, out=out, **kept, **options)
    freedom = count.reshape(asarray(total).shape) - ddof
    result = _divided(total, maximum(freedom, 0) if asarray(freedom).ndim else max(freedom.item(), 0))
    lost = asarray(freedom <= 0)
    if lost.any():
        _warn("Degrees of freedom <= 0 for slice.")
        if isinstance(result, _ndarray):
            result[lost] = float("nan")
        else:
            result = result.dtype.type(float("nan"))
    return result


def nanstd(
    a,
    axis=None,
    dtype=None,
    out=None,
    ddof=0,
    keepdims=_ABSENT,
    *,
    where=_ABSENT,
    mean=_ABSENT,
    correction=_ABSENT,
):
    """The standard deviation of the elements that are not NaN. See `var` for the parameters.

    Examples
    --------
    >>> import uniarray as np
    >>> np.nanstd([1.0, np.nan, 3.0])
    np.float64(1.0)
    """
    squares = nanvar(a, axis, dtype, out, ddof, keepdims, where=where, mean=mean, correction=correction)
    if isinstance(squares, _ndarray):
        return sqrt(squares, out=squares)
    return squares.dtype.type(sqrt(squares))


def nanmedian(a, axis=None, out=None, overwrite_input=False, keepdims=_ABSENT):
    """The median of the elements that are not NaN.

    Examples
    --------
    >>> import uniarray as np
    >>> np.nanmedian([3.0, np.nan, 1.0, 2.0])
    np.float64(2.0)
    """
    from ._quantiles import median

    a = asarray(a)
    keepdims = keepdims is not _ABSENT and keepdims
    if a.size == 0:
        return nanmean(a, axis, out=out, keepdims=keepdims)
    if a.dtype.kind not in "fc":
        return median(a, axis, out, overwrite_input, keepdims)
    axes = axis_tuple(axis, a.ndim)
    lines = axes_last(a, axes).copy()
    # NaN goes last: what is before it is a line without.
    lines.sort(axis=-1)
    count = asarray(logical_not(isnan(lines)).sum(axis=-1, keepdims=True))
    low = take_along_axis(lines, maximum((count - 1) // 2, 0), -1)
    high = take_along_axis(lines, minimum(count // 2, lines.shape[-1] - 1), -1)
    middle = concatenate((low, high), axis=-1)
    # As a mean of one or of two: where they are the same element there may be no rounding.
    result = asarray(_where(low == high, low, middle.mean(axis=-1, keepdims=True)))[..., 0]
    empty = asarray(count == 0)[..., 0]
    if empty.any():
        for _ in range(int(empty.sum())):
            _warn(_SLICE)
        result = _where(empty, float("nan"), result)
    result = restored(result, axes, a.ndim) if keepdims else asarray(result)
    if out is not None:
        out[...] = result
        return out
    return result[()] if result.ndim == 0 and not keepdims else result


def _line_by_line(function, a, q, axis, out, method, keepdims, weights):
    a = asarray(a)
    if a.dtype.kind == "c":
        raise TypeError("a must be an array of real numbers")
    keepdims = keepdims is not _ABSENT and keepdims
    if a.size == 0:
        return nanmean(a, axis, out=out, keepdims=keepdims)
    if a.dtype.kind != "f":
        return function(a, q, axis, out, False, method, keepdims, weights=weights)
    axes = axis_tuple(axis, a.ndim)
    lines = axes_last(a, axes)
    flat = lines.reshape((-1, lines.shape[-1]))
    heavy = None
    if weights is not None:
        from ._quantiles import checked_weights

        heavy = axes_last(checked_weights(weights, a, axes, axis), axes).reshape(flat.shape)
    found = []
    for place in range(flat.shape[0]):
        line = flat[place]
        present = logical_not(isnan(line))
        if not present.any():
            _warn(_SLICE)
            found.append(function(line, q, method=method))
            continue
        own = None if heavy is None else heavy[place][present]
        found.append(function(line[present], q, method=method, weights=own))
    result = asarray(found)
    order = [*range(1, result.ndim), 0]
    result = result.transpose(order).reshape(result.shape[1:] + lines.shape[:-1])
    if keepdims:
        result = restored(result, axes, a.ndim)
    if out is not None:
        out[...] = result
        return out
    return result[()] if result.ndim == 0 else result


def nanquantile(a, q, axis=None, out=None, overwrite_input=False, method="linear", keepdims=_ABSENT, *, weights=None):
    """As `quantile`, of the elements that are not NaN.

    Examples
    --------
    >>> import uniarray as np
    >>> np.nanquantile([1.0, np.nan, 3.0], 0.5)
    np.float64(2.0)
    """
    return _line_by_line(quantile, a, q, axis, out, method, keepdims, weights)


def nanpercentile(a, q, axis=None, out=None, overwrite_input=False, method="linear", keepdims=_ABSENT, *, weights=None):
    """As `percentile`, of the elements that are not NaN.

    Examples
    --------
    >>> import uniarray as np
    >>> np.nanpercentile([[1.0, np.nan, 3.0], [5.0, 6.0, 7.0]], 50, axis=1)
    array([2., 6.])
    """
    return _line_by_line(percentile, a, q, axis, out, method, keepdims, weights)
