"""Counting elements by bins."""

import operator
import warnings

from ._core import (
    array,
    asarray,
    bincount,
    can_cast,
    ceil,
    concatenate,
    isfinite,
    logical_and,
    result_type,
    subtract,
    uint8,
    zeros,
)
from ._core import dtype as _dtype
from ._creation import linspace
from ._differences import diff

__all__ = ["digitize", "histogram", "histogram2d", "histogram_bin_edges", "histogramdd"]


def digitize(x, bins, right=False):
    """The indices of the bins to which elements belong.

    Parameters
    ----------
    bins : array_like
        The edges, in increasing or decreasing order.
    right : bool
        Whether bins include their right edge, not their left one.

    Examples
    --------
    >>> import uniarray as np
    >>> np.digitize([0.2, 6.4, 3.0, 1.6], [0.0, 1.0, 2.5, 4.0, 10.0])
    array([1, 4, 3, 2])
    """
    x, bins = asarray(x), asarray(bins)
    if x.dtype.kind == "c":
        raise TypeError("x may not be complex")
    if bins.dtype.kind == "c":
        raise TypeError(
            f"Cannot cast array data from dtype('{bins.dtype}') to dtype('float64') according to the rule 'safe'"
        )
    if bins.ndim != 1:
        raise ValueError(
            "object too deep for desired array" if bins.ndim else "object of too small depth for desired array"
        )
    side = "left" if right else "right"
    if asarray(bins[1:] >= bins[:-1]).all():
        return bins.searchsorted(x, side=side)
    if not asarray(bins[1:] <= bins[:-1]).all():
        raise ValueError("bins must be monotonically increasing or decreasing")
    return len(bins) - bins[::-1].searchsorted(x, side=side)


def _outer_edges(a, bounds):
    if bounds is not None:
        first, last = bounds
        if first > last:
            raise ValueError("max must be larger than min in range parameter.")
        if not (isfinite(first) and isfinite(last)):
            raise ValueError(f"supplied range of [{first}, {last}] is not finite")
    elif a.size == 0:
        first, last = 0, 1
    else:
        first, last = a.min(), a.max()
        if not (isfinite(first) and isfinite(last)):
            raise ValueError(f"autodetected range of [{first}, {last}] is not finite")
    return (first - 0.5, last + 0.5) if first == last else (first, last)


def distance(a, b):
    """What is left of `a` without `b`, which is not greater: between signed integers it may need all bits.

    Examples
    --------
    >>> import uniarray as np
    >>> distance(np.int8(100), np.int8(-100))
    np.uint8(200)
    """
    dtype = result_type(a, b)
    if dtype.kind != "i":
        return subtract(a, b, dtype=dtype)
    unsigned = _dtype(f"u{dtype.itemsize}")
    return subtract(asarray(a, dtype=dtype), asarray(b, dtype=dtype)).astype(unsigned)


def _number_of_bins(a, rule, bounds, weights):
    from ._bin_widths import RULES

    if rule not in RULES:
        raise ValueError(f"{rule!r} is not a valid estimator for `bins`")
    if weights is not None:
        raise TypeError("Automated estimation of the number of bins is not supported for weighted data")
    first, last = _outer_edges(a, bounds)
    if bounds is not None:
        a = a[logical_and(a >= first, a <= last)]
    if a.size == 0:
        return 1
    width = RULES[rule](a, (first, last))
    if not width:
        return 1
    if a.dtype.kind in "iu" and width < 1:
        width = 1
    return int(ceil(distance(last, first) / width))


def _edges(a, bins, bounds, weights):
    """The edges, and for bins of one width their ends and number."""
    if isinstance(bins, str):
        count = _number_of_bins(a, bins, bounds, weights)
    elif asarray(bins).ndim == 0:
        try:
            count = operator.index(bins)
        except TypeError as error:
            raise TypeError("`bins` must be an integer, a string, or an array") from error
        if count < 1:
            raise ValueError("`bins` must be positive, when an integer")
    elif asarray(bins).ndim == 1:
        edges = asarray(bins)
        if asarray(edges[:-1] > edges[1:]).any():
            raise ValueError("`bins` must increase monotonically, when an array")
        return edges, None
    else:
        raise ValueError("`bins` must be 1d, when an array")
    first, last = _outer_edges(a, bounds)
    dtype = result_type(first, last, a)
    if dtype.kind in "iu":
        dtype = result_type(dtype, float)
    edges = linspace(first, last, count + 1, endpoint=True, dtype=dtype)
    if asarray(edges[:-1] >= edges[1:]).any():
        raise ValueError(f"Too many bins for data range. Cannot create {count} finite-sized bins.")
    return edges, (first, last, count)


def _ravelled(a, weights):
    a = asarray(a)
    if a.dtype.kind == "b":
        warnings.warn(f"Converting input from {a.dtype} to {uint8} for compatibility.", RuntimeWarning, stacklevel=4)
        a = a.astype(uint8)
    if weights is not None:
        weights = asarray(weights)
        if weights.shape != a.shape:
            raise ValueError("weights should have the same shape as a.")
        weights = weights.ravel()
    return a.ravel(), weights


def histogram_bin_edges(a, bins=10, range=None, weights=None):
    """The edges of the bins that `histogram` counts in.

    Examples
    --------
    >>> import uniarray as np
    >>> np.histogram_bin_edges([0, 1, 4], bins=4)
    array([0., 1., 2., 3., 4.])
    """
    a, weights = _ravelled(a, weights)
    return _edges(a, bins, range, weights)[0]


def _in_bins_of_one_width(a, weights, edges, uniform, dtype):
    first, last, count = uniform
    inside = logical_and(a >= first, a <= last)
    if not asarray(inside).all():
        a = a[inside]
        weights = None if weights is None else weights[inside]
    a = a.astype(edges.dtype, copy=False)
    places = ((distance(a, first) / distance(last, first)) * count).astype("int64")
    places[places == count] -= 1
    # The division may be off by one unit in the last place: the edges decide.
    places[a < edges[places]] -= 1
    places[logical_and(a >= edges[places + 1], places != count - 1)] += 1
    if dtype.kind == "c":
        result = zeros(count, dtype)
        result.real[...] = bincount(places, weights.real.copy(), count)
        result.imag[...] = bincount(places, weights.imag.copy(), count)
        return result
    return bincount(places, weights, count).astype(dtype, copy=False)


def _in_any_bins(a, weights, edges, dtype):
    """Differences of how many elements there are up to each edge; the last bin has both its edges."""
    if weights is None:
        ordered = a.copy()
        ordered.sort()
        before = _up_to(ordered, edges)
    else:
        order = a.argsort()
        ordered = a[order]
        sums = concatenate((zeros(1, dtype), weights[order].cumsum()))
        before = sums[_up_to(ordered, edges)]
    return diff(before.astype(dtype, copy=False))


def _up_to(ordered, edges):
    return concatenate((ordered.searchsorted(edges[:-1], "left"), ordered.searchsorted(edges[-1:], "right")))


def histogram(a, bins=10, range=None, density=None, weights=None):
    """How many elements fall into each bin.

    Parameters
    ----------
    bins : int, sequence or str
        How many bins of one width, or their edges, or the name of a rule that chooses how many ('auto', 'doane', 'fd',
        'rice', 'scott', 'sqrt', 'stone', 'sturges').
    range : (float, float), optional
        The ends of the bins; elements outside are left out. By default those of the elements.
    density : bool, optional
        Whether to scale so that the area is 1.
    weights : array_like, optional
        What each element counts.

    Returns
    -------
    hist, bin_edges : ndarray
        Bins include their left edge, and the last one its right edge, too.

    Examples
    --------
    >>> import uniarray as np
    >>> np.histogram([1, 2, 1, 4], bins=[0, 2, 3, 4])
    (array([2, 1, 1]), array([0, 2, 3, 4]))
    >>> np.histogram([0.0, 1.0, 1.5, 2.0], bins=2)
    (array([1, 3]), array([0., 1., 2.]))
    """
    a, weights = _ravelled(a, weights)
    edges, uniform = _edges(a, bins, range, weights)
    dtype = _dtype("int64") if weights is None else weights.dtype
    simple = weights is None or can_cast(dtype, "float64") or can_cast(dtype, "complex128")
    if uniform is not None and simple:
        counts = _in_bins_of_one_width(a, weights, edges, uniform, dtype)
    else:
        counts = _in_any_bins(a, weights, edges, dtype)
    if density:
        widths = asarray(diff(edges), dtype=float)
        return counts / widths / counts.sum(), edges
    return counts, edges


def _axis_edges(column, bins, bounds, axis):
    if asarray(bins).ndim == 0:
        if bins < 1:
            raise ValueError(f"`bins[{axis}]` must be positive, when an integer")
        first, last = _outer_edges(column, bounds)
        try:
            count = operator.index(bins)
        except TypeError as error:
            raise TypeError(f"`bins[{axis}]` must be an integer, when a scalar") from error
        return linspace(first, last, count + 1)
    if asarray(bins).ndim == 1:
        edges = asarray(bins)
        if asarray(edges[:-1] > edges[1:]).any():
            raise ValueError(f"`bins[{axis}]` must be monotonically increasing, when an array")
        return edges
    raise ValueError(f"`bins[{axis}]` must be a scalar or 1d array")


def histogramdd(sample, bins=10, range=None, density=None, weights=None):
    """How many points fall into each box of a grid.

    Parameters
    ----------
    sample : array_like
        A row for each point; or a sequence of arrays, one for each coordinate.
    bins : int or sequence
        For all coordinates, or for each: how many bins, or their edges.
    range : sequence, optional
        The ends for each coordinate, or None.

    Returns
    -------
    hist : ndarray
        An axis for each coordinate.
    edges : list of ndarray

    Examples
    --------
    >>> import uniarray as np
    >>> counts, edges = np.histogramdd(np.array([[0, 0], [0, 1], [1, 1]]), bins=2)
    >>> counts
    array([[1., 1.],
           [0., 1.]])
    """
    if hasattr(sample, "shape") and len(sample.shape) == 2:
        sample = asarray(sample)
    else:
        sample = asarray(sample)
        sample = (sample.reshape((1, -1)) if sample.ndim < 2 else sample).T
    points, coordinates = sample.shape
    weights = None if weights is None else asarray(weights)
    try:
        if len(bins) != coordinates:
            raise ValueError("The dimension of bins must be equal to the dimension of the sample x.")
    except TypeError:
        bins = coordinates * [bins]
    if range is None:
        range = (None,) * coordinates
    elif len(range) != coordinates:
        raise ValueError("range argument must have one entry per dimension")
    edges = [_axis_edges(sample[:, axis], own, bounds, axis) for axis, (own, bounds) in enumerate(zip(bins, range))]
    # A bin before and one after on each axis for the points outside.
    flat = zeros(points, "int64")
    for axis, own in enumerate(edges):
        column = sample[:, axis]
        place = own.searchsorted(column, "right")
        place[column == own[-1]] -= 1
        flat = flat * (len(own) + 1) + place
    shape = tuple(len(own) + 1 for own in edges)
    size = 1
    for extent in shape:
        size *= extent
    counts = bincount(flat, weights, size).reshape(shape).astype(float)
    counts = counts[(slice(1, -1),) * coordinates]
    if density:
        total = counts.sum()
        for axis, own in enumerate(edges):
            widths = [1] * coordinates
            widths[axis] = len(own) - 1
            counts = counts / diff(own).reshape(widths)
        counts = counts / total
    return counts, edges


def histogram2d(x, y, bins=10, range=None, density=None, weights=None):
    """How many points of the plane fall into each box of a grid.

    Examples
    --------
    >>> import uniarray as np
    >>> counts, xedges, yedges = np.histogram2d([0, 0, 1], [0, 1, 1], bins=2)
    >>> counts
    array([[1., 1.],
           [0., 1.]])
    """
    if len(x) != len(y):
        raise ValueError("x and y must have the same length.")
    try:
        number = len(bins)
    except TypeError:
        number = 1
    if number not in (1, 2):
        bins = [asarray(bins), asarray(bins)]
    counts, edges = histogramdd(array([asarray(x), asarray(y)]).T, bins, range, density, weights)
    return counts, edges[0], edges[1]
