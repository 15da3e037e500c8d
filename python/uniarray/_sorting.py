"""Putting elements in order, and looking among elements in order."""

from ._absent import ABSENT, given
from ._core import array
from ._subclasses import as_any

__all__ = ["argpartition", "argsort", "partition", "searchsorted", "sort", "sort_complex"]


def sort(a, axis=-1, kind=None, order=None, *, stable=None, descending=ABSENT):
    """A sorted copy. NaN comes last; complex numbers are ordered by real part, then by imaginary part.

    Parameters
    ----------
    axis : int or None
        Along which axis; None sorts the flattened array.
    kind : {'quicksort', 'heapsort', 'mergesort', 'stable'}, optional
        Whether equal elements have to keep their order.
    stable : bool, optional
        The same in one word.
    descending : bool, optional
        Whether the greatest comes first. NaN is last even so.

    Examples
    --------
    >>> import uniarray as np
    >>> np.sort([[3, 1], [2, 0]])
    array([[1, 3],
           [0, 2]])
    >>> np.sort([2.0, np.nan, 1.0])
    array([ 1.,  2., nan])
    """
    a = as_any(a)
    if axis is None:
        result, axis = a.flatten(), -1
    else:
        result = a.copy("K")
    if kind is order is stable is None and descending is ABSENT:
        result.sort(axis)
    else:
        result.sort(axis=axis, kind=kind, order=order, stable=stable, **given(descending=descending))
    return result


def argsort(a, axis=-1, kind=None, order=None, *, stable=None, descending=ABSENT):
    """The indices that sort an array. Those of equal elements are in order, whatever the kind.

    Parameters
    ----------
    axis : int or None
        Along which axis; None sorts the flattened array.
    descending : bool, optional
        Whether the greatest comes first. NaN is last even so.

    Examples
    --------
    >>> import uniarray as np
    >>> np.argsort([3, 1, 2])
    array([1, 2, 0])
    >>> np.argsort([3, 1, 2], descending=True)
    array([0, 2, 1])
    """
    return as_any(a).argsort(axis=axis, kind=kind, order=order, stable=stable, **given(descending=descending))


def partition(a, kth, axis=-1, kind="introselect", order=None):
    """A copy with the elements that belong at the positions `kth` there, none greater before and none less after them.

    Parameters
    ----------
    kth : int or sequence of int
    axis : int or None
        Along which axis; None takes the flattened array.

    Examples
    --------
    >>> import uniarray as np
    >>> np.partition([7, 1, 5, 3], 1)[1]
    np.int64(3)
    """
    a = as_any(a)
    if axis is None:
        result, axis = a.flatten(), -1
    else:
        result = a.copy("K")
    result.partition(kth, axis, kind, order)
    return result


def argpartition(a, kth, axis=-1, kind="introselect", order=None):
    """The indices that partition an array.

    Examples
    --------
    >>> import uniarray as np
    >>> a = np.array([7, 1, 5, 3])
    >>> a[np.argpartition(a, 1)[1]]
    np.int64(3)
    """
    return as_any(a).argpartition(kth, axis, kind, order)


def searchsorted(a, v, side="left", sorter=None):
    """The indices at which values keep a sorted one-dimensional array in order.

    Parameters
    ----------
    side : {'left', 'right'}
        Before or after elements that are equal.
    sorter : array_like of int, optional
        Indices that sort `a`, if it is not in order.

    Examples
    --------
    >>> import uniarray as np
    >>> np.searchsorted([1, 3, 3, 5], [0, 3, 9])
    array([0, 1, 4])
    """
    return as_any(a).searchsorted(v, side, sorter)


def sort_complex(a):
    """A sorted copy as complex numbers.

    Examples
    --------
    >>> import uniarray as np
    >>> np.sort_complex([3, 1, 2])
    array([1.+0.j, 2.+0.j, 3.+0.j])
    """
    result = array(a)
    result.sort()
    if result.dtype.kind == "c":
        return result
    small = str(result.dtype) in ("int8", "uint8", "int16", "uint16")
    return result.astype("complex64" if small else "complex128")
