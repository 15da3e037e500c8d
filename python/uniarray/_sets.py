"""Arrays as sets: what is in them, once."""

from typing import NamedTuple

from ._axes import axis_index
from ._core import arange, asarray, concatenate, empty, isnan, lexsort, logical_not, not_equal, zeros
from ._core import ndarray as _ndarray
from ._subclasses import as_any

__all__ = [
    "intersect1d",
    "isin",
    "setdiff1d",
    "setxor1d",
    "union1d",
    "unique",
    "unique_all",
    "unique_counts",
    "unique_inverse",
    "unique_values",
]


class UniqueAllResult(NamedTuple):
    """What `unique_all` gives."""

    values: _ndarray
    indices: _ndarray
    inverse_indices: _ndarray
    counts: _ndarray


class UniqueCountsResult(NamedTuple):
    """What `unique_counts` gives."""

    values: _ndarray
    counts: _ndarray


class UniqueInverseResult(NamedTuple):
    """What `unique_inverse` gives."""

    values: _ndarray
    inverse_indices: _ndarray


def _first_of_each(ordered, equal_nan):
    """Where a sorted array has another element than just before."""
    first = empty(ordered.shape, bool)
    first[:1] = True
    _changes(ordered, first[1:])
    if equal_nan and ordered.size and ordered.dtype.kind in "fc" and isnan(ordered[-1]):
        # NaN is last; of all of them the first stays.
        nans = isnan(ordered).searchsorted(True)
        first[nans + 1 :] = False
    return first


def _changes(ordered, out):
    """Writes where an element is another than the one before."""
    if ordered.dtype.kind == "V":
        # The operator compares structures; the ufunc does not.
        out[...] = ordered[1:] != ordered[:-1]
    else:
        not_equal(ordered[1:], ordered[:-1], out=out)


def _told(values, first, order, want):
    """The tuple of results that is wanted, of elements already reduced to one of each."""
    return_index, return_inverse, return_counts, shape = want
    results = [values]
    if return_index:
        results.append(order[first])
    if return_inverse:
        inverse = empty(first.shape, "int64")
        inverse[order] = first.cumsum() - 1
        results.append(inverse.reshape(shape))
    if return_counts:
        starts = first.nonzero()[0]
        results.append(concatenate([starts[1:], [first.size]]).astype("int64") - starts if starts.size else starts)
    return tuple(results) if len(results) > 1 else values


def unique(
    ar,
    return_index=False,
    return_inverse=False,
    return_counts=False,
    axis=None,
    *,
    equal_nan=True,
    sorted=True,
):
    """The elements, each once, in order; or the slices along an axis.

    Parameters
    ----------
    return_index, return_inverse, return_counts : bool
        Whether to give, too: the index of each one's first occurrence; for every element of `ar` the index of its equal
        in the result; how often each occurs.
    axis : int, optional
        Compare the slices along this axis; by default the elements of the flattened array.
    equal_nan : bool
        Whether all NaN are one.
    sorted : bool
        The result is in order in any case.

    Examples
    --------
    >>> import uniarray as np
    >>> np.unique([3, 1, 3, 2])
    array([1, 2, 3])
    >>> np.unique([3, 1, 3], return_counts=True)
    (array([1, 3]), array([1, 2]))
    >>> np.unique([[1, 2], [0, 5], [1, 2]], axis=0)
    array([[0, 5],
           [1, 2]])
    """
    ar = as_any(ar)
    if axis is not None:
        if isinstance(axis, float):
            raise TypeError("integer argument expected, got float")
        axis = axis_index(axis, ar.ndim)
        # The slices of a line are its elements.
        if ar.ndim > 1:
            if ar.dtype.hasobject:
                raise TypeError(f"The axis argument to unique is not supported for dtype {ar.dtype}")
            return _unique_slices(ar, (return_index, return_inverse, return_counts), axis)
    want = (return_index, return_inverse, return_counts, ar.shape)
    flat = ar.flatten()
    if flat.ndim != 1:
        # Matrices always have two axes.
        flat = asarray(ar).flatten()
    if return_index or return_inverse:
        order = flat.argsort()
        ordered = flat[order]
    else:
        order = None
        flat.sort()
        ordered = flat
    first = _first_of_each(ordered, equal_nan)
    return _told(ordered[first], first, order, want)


def _unique_slices(ar, wanted, axis):
    others = [place for place in range(ar.ndim) if place != axis]
    moved = ar.transpose([axis, *others])
    count = moved.shape[0]
    width = ar.size // count if count else 0
    rows = moved.reshape((count, width))
    order = lexsort(rows.T[::-1]) if width else arange(count)
    ordered = rows[order]
    first = empty(count, bool)
    first[:1] = True
    first[1:] = not_equal(ordered[1:], ordered[:-1]).any(axis=1)
    kept = ordered[first]
    back = list(range(1, ar.ndim))
    back.insert(axis, 0)
    values = kept.reshape((kept.shape[0], *moved.shape[1:])).transpose(back)
    return _told(values, first, order, (*wanted, (count,)))


def unique_all(x, /):
    """The elements, each once, with first indices, inverse indices and counts. Every NaN counts as another.

    Examples
    --------
    >>> import uniarray as np
    >>> result = np.unique_all([3, 1, 3])
    >>> result.values, result.inverse_indices
    (array([1, 3]), array([1, 0, 1]))
    """
    return UniqueAllResult(*unique(x, True, True, True, equal_nan=False))


def unique_counts(x, /):
    """The elements, each once, with how often they occur. Every NaN counts as another.

    Examples
    --------
    >>> import uniarray as np
    >>> np.unique_counts([3, 1, 3]).counts
    array([1, 2])
    """
    return UniqueCountsResult(*unique(x, return_counts=True, equal_nan=False))


def unique_inverse(x, /):
    """The elements, each once, and the indices among them that give the array again. Every NaN counts as another.

    Examples
    --------
    >>> import uniarray as np
    >>> values, inverse = np.unique_inverse([3, 1, 3])
    >>> values[inverse]
    array([3, 1, 3])
    """
    return UniqueInverseResult(*unique(x, return_inverse=True, equal_nan=False))


def unique_values(x, /):
    """The elements, each once. Every NaN counts as another.

    Examples
    --------
    >>> import uniarray as np
    >>> np.unique_values([3, 1, 3])
    array([1, 3])
    """
    return unique(x, equal_nan=False)


def _check_table(others):
    """NumPy's table has a place for everything between the least and the greatest."""
    if others.dtype.kind == "b":
        return
    bits = 8 * others.dtype.itemsize - (others.dtype.kind == "i")
    if int(others.max()) - int(others.min()) > 2**bits - 1:
        raise RuntimeError(
            "You have specified kind='table', but the range of values in `ar2` or `ar1` exceed the maximum integer of "
            "the datatype. Please set `kind` to None or 'sort'."
        )


def _close(element, others):
    """The least and the greatest of the others where a table of all between costs no more than sorting."""
    for array in (element, others):
        if type(array) is not _ndarray or array.dtype.kind not in "iu" or array.dtype == "uint64":
            return None
    low, high = int(others.min()), int(others.max())
    # NumPy's limit.
    return (low, high) if high - low <= 6 * (element.size + others.size) else None


def isin(element, test_elements, assume_unique=False, invert=False, *, kind=None):
    """For every element whether it is among the others.

    Parameters
    ----------
    assume_unique : bool
        Whether neither has equal elements; it makes no difference here.
    invert : bool
        Tell which are not.
    kind : {None, 'sort', 'table'}
        How to find out: by the order of the others, or in a table with a place for everything between the least and the
        greatest of them. By default the table is taken for integers that lie close enough together.

    Examples
    --------
    >>> import uniarray as np
    >>> np.isin([1, 5, 2], [2, 1, 7])
    array([ True, False,  True])
    >>> np.isin([2**63 - 1, 0, -(2**63)], [-2, 0])
    array([False,  True, False])
    """
    if kind not in (None, "sort", "table"):
        raise ValueError(f"Invalid kind: '{kind}'. Please use None, 'sort' or 'table'.")
    element, others = asarray(element), asarray(test_elements)
    if "O" in (element.dtype.kind, others.dtype.kind):
        from ._object_functions import isin as of_objects

        return of_objects(element, others, assume_unique, invert, kind=kind)
    others = others.ravel()
    if kind == "table" and not (element.dtype.kind in "iub" and others.dtype.kind in "iub"):
        raise ValueError(
            "The 'table' method is only supported for boolean or integer arrays. Please select 'sort' or None for kind."
        )
    if kind == "table" and others.size:
        _check_table(others)
    if others.size == 0:
        found = zeros(element.shape, bool)
    elif kind != "sort" and (bounds := _close(element, others)):
        low, high = bounds
        table = zeros(high - low + 1, bool)
        table[others.astype(int, copy=False) - low] = True
        element = element.astype(int, copy=False)
        # Where the difference wraps around, the element is outside as well.
        found = asarray(table.take(element - low, mode="clip"))
        found = found & (element >= low) & (element <= high)
    else:
        others = unique(others)
        places = asarray(others.searchsorted(element))
        found = asarray(others.take(places, mode="clip") == element)
    # An array also where the element is one number.
    return asarray(logical_not(found) if invert else found)


def union1d(ar1, ar2):
    """What is in either of two arrays, each once, in order.

    Examples
    --------
    >>> import uniarray as np
    >>> np.union1d([3, 1], [2, 3])
    array([1, 2, 3])
    """
    return unique(concatenate((asarray(ar1).ravel(), asarray(ar2).ravel())))


def intersect1d(ar1, ar2, assume_unique=False, return_indices=False):
    """What is in both of two arrays, each once, in order.

    Parameters
    ----------
    assume_unique : bool
        Whether neither has equal elements.
    return_indices : bool
        Whether to give, too, the indices of the first occurrences in both.

    Examples
    --------
    >>> import uniarray as np
    >>> np.intersect1d([3, 1, 2, 3], [3, 0, 2])
    array([2, 3])
    """
    ar1, ar2 = as_any(ar1).ravel(), as_any(ar2).ravel()
    indices1 = indices2 = None
    if not assume_unique:
        if return_indices:
            ar1, indices1 = unique(ar1, return_index=True)
            ar2, indices2 = unique(ar2, return_index=True)
        else:
            ar1, ar2 = unique(ar1), unique(ar2)
    both = concatenate((ar1, ar2))
    order = both.argsort()
    ordered = both[order]
    same = ordered[1:] == ordered[:-1]
    common = ordered[:-1][same]
    if not return_indices:
        return common
    places1, places2 = order[:-1][same], order[1:][same] - ar1.size
    if not assume_unique:
        places1, places2 = indices1[places1], indices2[places2]
    return common, places1, places2


def setdiff1d(ar1, ar2, assume_unique=False):
    """What is in the first array and not in the second, each once, in order.

    Parameters
    ----------
    assume_unique : bool
        Whether neither has equal elements: then the order of the first is kept.

    Examples
    --------
    >>> import uniarray as np
    >>> np.setdiff1d([3, 1, 2, 1], [2])
    array([1, 3])
    """
    ar1 = asarray(ar1).ravel() if assume_unique else unique(ar1)
    return ar1[isin(ar1, ar2, invert=True)]


def setxor1d(ar1, ar2, assume_unique=False):
    """What is in just one of two arrays, each once, in order.

    Examples
    --------
    >>> import uniarray as np
    >>> np.setxor1d([1, 2, 3], [3, 4])
    array([1, 2, 4])
    """
    if not assume_unique:
        ar1, ar2 = unique(ar1), unique(ar2)
    both = concatenate((asarray(ar1).ravel(), asarray(ar2).ravel()))
    if both.size == 0:
        return both
    both.sort()
    edge = empty(both.size + 1, bool)
    edge[0] = edge[-1] = True
    _changes(both, edge[1:-1])
    return both[edge[1:] & edge[:-1]]
