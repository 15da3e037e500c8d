"""Arrays joined and taken apart."""

import itertools
import operator

from ._axes import axis_index
from ._core import array, asarray, concatenate
from ._manipulation import ravel
from ._views import _any_array, atleast_1d, atleast_2d, atleast_3d

__all__ = [
    "append",
    "array_split",
    "block",
    "column_stack",
    "dsplit",
    "dstack",
    "hsplit",
    "hstack",
    "split",
    "unstack",
    "vsplit",
    "vstack",
]


def _each(tup, widen):
    if not hasattr(tup, "__getitem__"):
        raise TypeError('arrays to stack must be passed as a "sequence" type such as list or tuple.')
    return [widen(one) for one in tup]


def vstack(tup, *, dtype=None, casting="same_kind"):
    """Arrays joined along the first axis; vectors are rows.

    Examples
    --------
    >>> import uniarray as np
    >>> np.vstack(([1, 2], [3, 4]))
    array([[1, 2],
           [3, 4]])
    """
    return concatenate(_each(tup, atleast_2d), 0, dtype=dtype, casting=casting)


def hstack(tup, *, dtype=None, casting="same_kind"):
    """Arrays joined along the second axis, vectors along their only one.

    Examples
    --------
    >>> import uniarray as np
    >>> np.hstack(([1, 2], [3]))
    array([1, 2, 3])
    """
    arrays = _each(tup, atleast_1d)
    return concatenate(arrays, 0 if arrays and arrays[0].ndim == 1 else 1, dtype=dtype, casting=casting)


def dstack(tup):
    """Arrays joined along the third axis.

    Examples
    --------
    >>> import uniarray as np
    >>> np.dstack(([1, 2], [3, 4]))
    array([[[1, 3],
            [2, 4]]])
    """
    return concatenate(_each(tup, atleast_3d), 2)


def column_stack(tup):
    """Vectors as columns of a matrix, beside the columns of matrices.

    Examples
    --------
    >>> import uniarray as np
    >>> np.column_stack(([1, 2], [3, 4]))
    array([[1, 3],
           [2, 4]])
    """

    def column(one):
        one = _any_array(one)
        return array(one, copy=None, subok=True, ndmin=2).T if one.ndim < 2 else one

    return concatenate(_each(tup, column), 1)


def append(arr, values, axis=None):
    """Values joined to the end of an array; both are flattened unless an axis is given.

    Examples
    --------
    >>> import uniarray as np
    >>> np.append([1, 2], [[3], [4]])
    array([1, 2, 3, 4])
    """
    arr = _any_array(arr)
    if axis is None:
        arr, values, axis = arr.ravel(), ravel(values), 0
    return concatenate((arr, values), axis=axis)


def block(arrays):
    """An array put together from blocks: the innermost lists are joined along the last axis, those around them along
    the last but one, and so on.

    Examples
    --------
    >>> import uniarray as np
    >>> np.block([[np.eye(2), np.zeros((2, 1))], [np.ones(3)]])
    array([[1., 0., 0.],
           [0., 1., 0.],
           [1., 1., 1.]])
    """
    depth, ndim, where = _nesting(arrays, [])
    if where.endswith("[]"):
        raise ValueError(f"List at {where[:-2]} cannot be empty")
    ndim = max(depth, ndim)

    def build(part, level):
        if level == depth:
            return array(part, ndmin=ndim, copy=None, subok=True)
        return concatenate([build(one, level + 1) for one in part], axis=level - depth)

    result = build(arrays, 0)
    return result.copy() if depth == 0 else result


def _nesting(arrays, path):
    """Depth of the lists, most axes of an array, and where the first one is, or an empty list, marked by brackets."""
    where = "arrays" + "".join(f"[{place}]" for place in path)
    if isinstance(arrays, tuple):
        raise TypeError(
            f"{where} is a tuple. Only lists can be used to arrange blocks, and np.block does not allow implicit "
            "conversion from tuple to ndarray."
        )
    if not isinstance(arrays, list):
        return 0, asarray(arrays).ndim, where
    if not arrays:
        return 1, 0, f"{where}[]"
    found = [_nesting(one, [*path, place]) for place, one in enumerate(arrays)]
    depth = found[0][0]
    for other, _, at in found:
        if other != depth:
            raise ValueError(
                f"List depths are mismatched. First element was at depth {depth + len(path) + 1}, but there is an "
                f"element at depth {other + len(path) + 1} ({at[:-2] if at.endswith('[]') else at})"
            )
    empty = [at for _, _, at in found if at.endswith("[]")]
    return depth + 1, max(ndim for _, ndim, _ in found), empty[-1] if empty else found[0][2]


def array_split(ary, indices_or_sections, axis=0):
    """An array in parts along an axis, which need not be of the same length.

    Parameters
    ----------
    ary : ndarray
    indices_or_sections : int or sequence of int
        How many parts, or where they begin.
    axis : int

    Examples
    --------
    >>> import uniarray as np
    >>> np.array_split(np.arange(5), 2)
    [array([0, 1, 2]), array([3, 4])]
    """
    ary = _any_array(ary)
    axis = operator.index(axis)
    if not -ary.ndim <= axis < ary.ndim:
        raise IndexError("tuple index out of range")
    length = ary.shape[axis]
    try:
        ends = [operator.index(one) for one in indices_or_sections]
    except TypeError:
        sections = int(indices_or_sections)
        if sections <= 0:
            raise ValueError("number sections must be larger than 0.") from None
        each, extra = divmod(length, sections)
        ends = list(itertools.accumulate([each + 1] * extra + [each] * (sections - extra)))[:-1]
    before = (slice(None),) * (axis % ary.ndim)
    return [ary[(*before, slice(start, stop))] for start, stop in zip([0, *ends], [*ends, length])]


def split(ary, indices_or_sections, axis=0):
    """An array in parts of the same length along an axis, or in parts that begin at given places.

    Examples
    --------
    >>> import uniarray as np
    >>> np.split(np.arange(4), 2)
    [array([0, 1]), array([2, 3])]
    >>> np.split(np.arange(4), [1])
    [array([0]), array([1, 2, 3])]
    """
    if not hasattr(indices_or_sections, "__len__"):
        length = _any_array(ary).shape[axis]
        if length % indices_or_sections:
            raise ValueError("array split does not result in an equal division")
    return array_split(ary, indices_or_sections, axis)


def hsplit(ary, indices_or_sections):
    """Parts along the second axis, of a vector along its only one.

    Examples
    --------
    >>> import uniarray as np
    >>> np.hsplit(np.arange(4), 2)
    [array([0, 1]), array([2, 3])]
    """
    ary = _any_array(ary)
    if ary.ndim == 0:
        raise ValueError("hsplit only works on arrays of 1 or more dimensions")
    return split(ary, indices_or_sections, 1 if ary.ndim > 1 else 0)


def vsplit(ary, indices_or_sections):
    """Parts along the first axis of an array with two axes at least.

    Examples
    --------
    >>> import uniarray as np
    >>> np.vsplit(np.eye(2, dtype=int), 2)
    [array([[1, 0]]), array([[0, 1]])]
    """
    if _any_array(ary).ndim < 2:
        raise ValueError("vsplit only works on arrays of 2 or more dimensions")
    return split(ary, indices_or_sections, 0)


def dsplit(ary, indices_or_sections):
    """Parts along the third axis.

    Examples
    --------
    >>> import uniarray as np
    >>> [part.shape for part in np.dsplit(np.zeros((2, 2, 4)), 2)]
    [(2, 2, 2), (2, 2, 2)]
    """
    if _any_array(ary).ndim < 3:
        raise ValueError("dsplit only works on arrays of 3 or more dimensions")
    return split(ary, indices_or_sections, 2)


def unstack(x, /, *, axis=0):
    """The arrays along an axis, as a tuple.

    Examples
    --------
    >>> import uniarray as np
    >>> np.unstack(np.array([[1, 2], [3, 4]]))
    (array([1, 2]), array([3, 4]))
    """
    x = _any_array(x)
    if x.ndim == 0:
        raise ValueError("Input array must be at least 1-d.")
    axis = axis_index(axis, x.ndim)
    before = (slice(None),) * axis
    return tuple(x[(*before, place)] for place in range(x.shape[axis]))
