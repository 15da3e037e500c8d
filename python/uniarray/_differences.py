"""Differences of neighbours and sums so far."""

import math as _math
import operator

from ._absent import ABSENT
from ._axes import axis_index
from ._core import (
    absolute,
    add,
    array,
    asarray,
    concatenate,
    multiply,
    not_equal,
    remainder,
    result_type,
    subtract,
    where,
)
from ._manipulation import broadcast_to
from ._subclasses import as_any

__all__ = ["cumprod", "cumulative_prod", "cumulative_sum", "diff", "ediff1d", "unwrap"]


def diff(a, n=1, axis=-1, prepend=ABSENT, append=ABSENT):
    """Differences of neighbours along an axis; of truth values, whether they differ.

    Parameters
    ----------
    a : array_like
    n : int
        How many times.
    axis : int
    prepend, append : array_like, optional
        What to put before and after the elements first.

    Examples
    --------
    >>> import uniarray as np
    >>> np.diff([1, 4, 9, 16])
    array([3, 5, 7])
    >>> np.diff([1, 4, 9, 16], n=2, prepend=0)
    array([2, 2, 2])
    """
    if n == 0:
        return a
    if n < 0:
        raise ValueError(f"order must be non-negative but got {n!r}")
    a = as_any(a)
    if a.ndim == 0:
        raise ValueError("diff requires input that is at least one dimensional")
    axis = axis_index(axis, a.ndim)
    if prepend is not ABSENT or append is not ABSENT:
        parts = (_beside(prepend, a, axis), a, _beside(append, a, axis))
        a = concatenate([part for part in parts if part is not None], axis)
    later, earlier = slice(1, None), slice(None, -1)
    if axis:
        before = (slice(None),) * axis
        later, earlier = (*before, later), (*before, earlier)
    step = not_equal if a.dtype.kind == "b" else subtract
    for _ in range(operator.index(n)):
        a = step(a[later], a[earlier])
    return a


def _beside(part, a, axis):
    """What is put before or after an array; a number becomes one element along the axis."""
    if part is ABSENT:
        return None
    part = asarray(part)
    if part.ndim == 0:
        part = broadcast_to(part, (*a.shape[:axis], 1, *a.shape[axis + 1 :]))
    return part


def ediff1d(ary, to_end=None, to_begin=None):
    """Differences of neighbours in the flattened array, with others around them.

    Examples
    --------
    >>> import uniarray as np
    >>> np.ediff1d([1, 2, 4], to_begin=-9)
    array([-9,  1,  2])
    """
    ary = array(ary, copy=None, subok=True).ravel()
    parts = [ary[1:] - ary[:-1]]
    for name, part in (("to_begin", to_begin), ("to_end", to_end)):
        if part is None:
            continue
        from ._core import can_cast

        part = asarray(part)
        if not can_cast(part.dtype, ary.dtype, "same_kind"):
            raise TypeError(f"dtype of `{name}` must be compatible with input `ary` under the `same_kind` rule.")
        part = part.ravel().astype(ary.dtype)
        parts = [part, *parts] if name == "to_begin" else [*parts, part]
    return concatenate(parts).view(type(ary))


def cumprod(a, axis=None, dtype=None, out=None):
    """Products of the elements so far.

    Examples
    --------
    >>> import uniarray as np
    >>> np.cumprod([1, 2, 3])
    array([1, 2, 6])
    """
    return as_any(a).cumprod(axis, dtype, out)


def _cumulative(x, axis, dtype, out, include_initial, ufunc, name):
    x = as_any(x)
    if axis is None:
        if x.ndim > 1:
            raise ValueError("For arrays which have more than one dimension ``axis`` argument is required.")
        axis = 0
    if x.ndim == 0:
        x = x.reshape(1)
    axis = axis_index(axis, x.ndim)
    if not include_initial:
        return getattr(x, name)(axis, dtype, out)
    shape = (*x.shape[:axis], x.shape[axis] + 1, *x.shape[axis + 1 :])
    sums = getattr(x, name)(axis, dtype)
    if out is None:
        from ._core import empty

        out = empty(shape, sums.dtype)
    before = (slice(None),) * axis
    out[(*before, slice(0, 1))] = ufunc.identity
    out[(*before, slice(1, None))] = sums
    return out


def cumulative_sum(x, /, *, axis=None, dtype=None, out=None, include_initial=False):
    """Sums of the elements so far along an axis.

    Parameters
    ----------
    x : array_like
    axis : int, optional
        Needed if there are several axes.
    dtype : dtype, optional
    out : ndarray, optional
    include_initial : bool
        Whether the sum of nothing comes first.

    Examples
    --------
    >>> import uniarray as np
    >>> np.cumulative_sum([1, 2, 3], include_initial=True)
    array([0, 1, 3, 6])
    """
    return _cumulative(x, axis, dtype, out, include_initial, add, "cumsum")


def cumulative_prod(x, /, *, axis=None, dtype=None, out=None, include_initial=False):
    """Products of the elements so far along an axis.

    Parameters
    ----------
    x : array_like
    axis, dtype, out, include_initial
        As for `cumulative_sum`.

    Examples
    --------
    >>> import uniarray as np
    >>> np.cumulative_prod([1, 2, 3])
    array([1, 2, 6])
    """
    return _cumulative(x, axis, dtype, out, include_initial, multiply, "cumprod")


def unwrap(p, discont=None, axis=-1, *, period=2 * _math.pi):
    """Values that wrap around, made continuous by adding multiples of the period.

    Parameters
    ----------
    p : array_like
    discont : float, optional
        Jumps up to this size are kept; half the period by default and at least.
    axis : int
    period : number
        After which values wrap around; with integers the result is of integers.

    Examples
    --------
    >>> import uniarray as np
    >>> np.unwrap([0, 1, 2, -1, 0], period=4)
    array([0, 1, 2, 3, 4])
    """
    p = as_any(p)
    axis = axis_index(axis, p.ndim)
    steps = diff(p, axis=axis)
    kind = result_type(steps, period)
    if discont is None:
        discont = period / 2
    if kind.kind in "iu":
        half, rest = divmod(period, 2)
        on_the_edge = rest == 0
    else:
        half, on_the_edge = period / 2, True
    wrapped = remainder(steps + half, period) - half
    if on_the_edge:
        # A step of half a period keeps its sign.
        wrapped = where((wrapped == -half) & (steps > 0), half, wrapped)
    correction = where(absolute(steps) < discont, 0, wrapped - steps)
    result = array(p, copy=True, dtype=kind)
    rest = (slice(None),) * axis + (slice(1, None),)
    result[rest] = p[rest] + correction.cumsum(axis)
    return result
