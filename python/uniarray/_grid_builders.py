"""Grids and joined arrays written as subscripts: ``mgrid``, ``ogrid``, ``r_``, ``c_``, ``s_``."""

import math

from . import _core
from ._core import arange, array, asarray, concatenate, ndarray, result_type
from ._creation import linspace
from ._grids import indices

__all__ = ["c_", "index_exp", "mgrid", "ogrid", "r_", "s_"]


def _is_count(step):
    """Whether a step is imaginary: it is then a number of points, with the last one among them."""
    return isinstance(step, (complex, _core.complexfloating))


def _points_of(part):
    """The points of a slice along one axis."""
    start, step = _start_and_step(part)
    if _is_count(step):
        kind = result_type(start, part.stop, abs(step))
        return linspace(start, part.stop, int(abs(step)), dtype=kind)
    return arange(start, part.stop, step)


def _start_and_step(part):
    return 0 if part.start is None else part.start, 1 if part.step is None else part.step


class _Grid:
    """What ``mgrid`` (dense) and ``ogrid`` (sparse) are."""

    __slots__ = ("sparse",)

    def __init__(self, sparse):
        self.sparse = sparse

    def __getitem__(self, key):
        if not isinstance(key, tuple):
            return _points_of(key)
        starts, steps, extents, bounds = [], [], [], [0]
        for part in key:
            start, step = _start_and_step(part)
            if _is_count(step):
                extent = int(abs(step))
                bounds += [start, part.stop, abs(step)]
                step = (part.stop - start) / float(extent - 1) if extent != 1 else extent
            else:
                extent = math.ceil((part.stop - start) / step)
                bounds += [start, part.stop, step]
            starts.append(start)
            steps.append(step)
            extents.append(max(extent, 0))
        kind = result_type(*bounds)
        if self.sparse:
            open_grid = indices(extents, dtype=kind, sparse=True)
            return tuple(axis * step + start for axis, start, step in zip(open_grid, starts, steps))
        grid = indices(extents, dtype=kind)
        for axis, (start, step) in enumerate(zip(starts, steps)):
            grid[axis] = grid[axis] * step + start
        return grid


class nd_grid(_Grid):
    """Dense or open grids by subscripts of slices.

    Examples
    --------
    >>> import uniarray as np
    >>> np.mgrid[0:2, 0:3]
    array([[[0, 0, 0],
            [1, 1, 1]],
    <BLANKLINE>
           [[0, 1, 2],
            [0, 1, 2]]])
    >>> np.ogrid[0:2, 0:1:3j]
    (array([[0.],
           [1.]]), array([[0. , 0.5, 1. ]]))
    """

    __slots__ = ()


class _Joiner:
    """Slices, numbers and arrays joined along an axis."""

    __slots__ = ("axis", "matrix", "ndmin", "trans1d")

    def __init__(self, axis=0, matrix=False, ndmin=1, trans1d=-1):
        self.axis, self.matrix, self.ndmin, self.trans1d = axis, matrix, ndmin, trans1d

    def __len__(self):
        return 0

    def __getitem__(self, key):
        if isinstance(key, str):
            raise TypeError("strings of matrix syntax need a `bmat`, which is not here")
        if not isinstance(key, tuple):
            key = (key,)
        axis, ndmin, trans1d = self.axis, self.ndmin, self.trans1d
        parts, weak = [], []
        for place, item in enumerate(key):
            if isinstance(item, str):
                if place:
                    raise ValueError("special directives must be the first entry.")
                axis, ndmin, trans1d = _directive(item, axis, ndmin, trans1d)
                continue
            if isinstance(item, slice):
                part = _points_of(item)
                if ndmin > 1:
                    part = array(part, copy=None, ndmin=ndmin)
                    if trans1d != -1:
                        part = part.swapaxes(-1, trans1d)
            elif isinstance(item, (bool, int, float, complex)) and not isinstance(item, _core.generic):
                weak.append((len(parts), item))
                part = item
            else:
                own = asarray(item).ndim
                part = array(item, copy=None, subok=True, ndmin=ndmin)
                if trans1d != -1 and own < ndmin:
                    part = _placed(part, own, ndmin, trans1d)
            parts.append(part)
        strong = [part.dtype for place, part in enumerate(parts) if isinstance(part, ndarray)]
        if parts:
            kind = result_type(*strong, *(value for _, value in weak))
            for place, value in weak:
                parts[place] = array(value, dtype=kind, ndmin=ndmin)
            parts = [part.astype(kind, copy=False) for part in parts]
        return concatenate(tuple(parts), axis=axis)


def _directive(text, axis, ndmin, trans1d):
    """The axis, least number of axes and place of the first one that a string names."""
    if text in ("r", "c"):
        raise NotImplementedError("matrices by directives are not here; join arrays and shape them")
    if "," in text:
        numbers = text.split(",")
        try:
            axis, ndmin = (int(number) for number in numbers[:2])
            if len(numbers) == 3:
                trans1d = int(numbers[2])
        except Exception as error:
            raise ValueError(f"unknown special directive {text!r}") from error
        return axis, ndmin, trans1d
    try:
        return int(text), ndmin, trans1d
    except (ValueError, TypeError) as error:
        raise ValueError("unknown special directive") from error


def _placed(part, own, ndmin, trans1d):
    """The array with the axes that it had from the start at a place among those that it got."""
    added = ndmin - own
    first = trans1d + added + 1 if trans1d < 0 else trans1d
    order = list(range(ndmin))
    axes = order[:first] + order[added:] + order[first:added]
    return part.transpose(axes)


class _Subscript:
    """The subscript itself, for building indices."""

    __slots__ = ("as_tuple",)

    def __init__(self, as_tuple):
        self.as_tuple = as_tuple

    def __getitem__(self, item):
        if self.as_tuple and not isinstance(item, tuple):
            return (item,)
        return item


mgrid = nd_grid(sparse=False)
ogrid = nd_grid(sparse=True)
r_ = _Joiner(0)
c_ = _Joiner(-1, ndmin=2, trans1d=0)
index_exp = _Subscript(as_tuple=True)
s_ = _Subscript(as_tuple=False)
