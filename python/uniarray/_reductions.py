"""Reductions and searches as functions: each is the array method of its name, for whatever ``asarray`` takes.

Arguments by position are read several times faster, so that the usual call has no others; classes derived from
``ndarray`` get them by name, as in NumPy.

``axis`` is an int, a tuple of ints or None for all axes; ``keepdims`` keeps them with length one; ``initial`` is where
the reduction starts; only elements where ``where`` is true take part. What is not given is left to the method.
"""

from ._absent import ABSENT, given
from ._core import asarray, generic, ndarray

__all__ = ["all", "any", "argmax", "argmin", "cumsum", "max", "mean", "min", "nonzero", "prod", "sum"]


def _of(a):
    """What has the method: an array or a scalar as it is, anything else as an array."""
    return a if isinstance(a, (ndarray, generic)) else asarray(a)


def all(a, axis=None, out=None, keepdims=ABSENT, *, where=ABSENT):
    """Whether all elements are true.

    Examples
    --------
    >>> import uniarray as np
    >>> np.all([1, 2, 0])
    np.False_
    """
    if type(a) is ndarray and keepdims is where is ABSENT:
        return a.all(axis, out)
    return _of(a).all(axis=axis, out=out, **given(keepdims=keepdims, where=where))


def any(a, axis=None, out=None, keepdims=ABSENT, *, where=ABSENT):
    """Whether some element is true.

    Examples
    --------
    >>> import uniarray as np
    >>> np.any([0, 2])
    np.True_
    """
    if type(a) is ndarray and keepdims is where is ABSENT:
        return a.any(axis, out)
    return _of(a).any(axis=axis, out=out, **given(keepdims=keepdims, where=where))


def argmax(a, axis=None, out=None, *, keepdims=ABSENT):
    """Index of the first largest element.

    Examples
    --------
    >>> import uniarray as np
    >>> np.argmax([1, 5, 2])
    np.int64(1)
    """
    return _of(a).argmax(axis=axis, out=out, **given(keepdims=keepdims))


def argmin(a, axis=None, out=None, *, keepdims=ABSENT):
    """Index of the first smallest element.

    Examples
    --------
    >>> import uniarray as np
    >>> np.argmin([4, 1, 2])
    np.int64(1)
    """
    return _of(a).argmin(axis=axis, out=out, **given(keepdims=keepdims))


def cumsum(a, axis=None, dtype=None, out=None):
    """Sums of the elements so far.

    Examples
    --------
    >>> import uniarray as np
    >>> np.cumsum([1, 2, 3])
    array([1, 3, 6])
    """
    return _of(a).cumsum(axis=axis, dtype=dtype, out=out)


def max(a, axis=None, out=None, keepdims=ABSENT, initial=ABSENT, where=ABSENT):
    """The largest element; NaN wins.

    Examples
    --------
    >>> import uniarray as np
    >>> np.max([[1, 5], [3, 2]], axis=0)
    array([3, 5])
    """
    if type(a) is ndarray and keepdims is initial is where is ABSENT:
        return a.max(axis, out)
    return _of(a).max(axis=axis, out=out, **given(keepdims=keepdims, initial=initial, where=where))


def mean(a, axis=None, dtype=None, out=None, keepdims=ABSENT, *, where=ABSENT):
    """The arithmetic mean.

    Examples
    --------
    >>> import uniarray as np
    >>> np.mean([1, 2, 3, 4])
    np.float64(2.5)
    """
    if type(a) is ndarray and keepdims is where is ABSENT:
        return a.mean(axis, dtype, out)
    return _of(a).mean(axis=axis, dtype=dtype, out=out, **given(keepdims=keepdims, where=where))


def min(a, axis=None, out=None, keepdims=ABSENT, initial=ABSENT, where=ABSENT):
    """The smallest element; NaN wins.

    Examples
    --------
    >>> import uniarray as np
    >>> np.min([3, 1, 2])
    np.int64(1)
    """
    if type(a) is ndarray and keepdims is initial is where is ABSENT:
        return a.min(axis, out)
    return _of(a).min(axis=axis, out=out, **given(keepdims=keepdims, initial=initial, where=where))


def nonzero(a):
    """Indices of the elements that are not zero, an array per axis.

    Examples
    --------
    >>> import uniarray as np
    >>> np.nonzero([3, 0, 4])
    (array([0, 2]),)
    """
    return _of(a).nonzero()


def prod(a, axis=None, dtype=None, out=None, keepdims=ABSENT, initial=ABSENT, where=ABSENT):
    """The product of the elements.

    Examples
    --------
    >>> import uniarray as np
    >>> np.prod([2, 3, 4])
    np.int64(24)
    """
    if type(a) is ndarray and keepdims is initial is where is ABSENT:
        return a.prod(axis, dtype, out)
    return _of(a).prod(axis=axis, dtype=dtype, out=out, **given(keepdims=keepdims, initial=initial, where=where))


def sum(a, axis=None, dtype=None, out=None, keepdims=ABSENT, initial=ABSENT, where=ABSENT):
    """The sum of the elements.

    Examples
    --------
    >>> import uniarray as np
    >>> np.sum([[1, 2], [3, 4]], axis=1)
    array([3, 7])
    """
    if type(a) is ndarray and keepdims is initial is where is ABSENT:
        return a.sum(axis, dtype, out)
    return _of(a).sum(axis=axis, dtype=dtype, out=out, **given(keepdims=keepdims, initial=initial, where=where))
