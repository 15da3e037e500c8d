"""`reduce`, `accumulate`, `reduceat`, `outer` and `at` of ufuncs, for Python objects."""

import functools

from . import _core
from ._absent import ABSENT
from ._core import ndarray
from ._objects import as_objects, made

__all__ = ["FOLDS"]

# What a fold of nothing gives; the others have nothing to give.
_IDENTITIES = {
    "add": 0, "multiply": 1, "logical_and": True, "logical_or": False, "logical_xor": False, "bitwise_or": 0,
    "bitwise_xor": 0, "bitwise_and": -1,
}  # fmt: skip


def _only(out):
    return out[0] if isinstance(out, tuple) else out


def _lines(array, axes):
    """The shape that is left without some axes, and for each of its places the elements along these axes."""
    rest = [axis for axis in range(array.ndim) if axis not in axes]
    shape = tuple(array.shape[axis] for axis in rest)
    places = array._places.transpose((*rest, *sorted(axes)))
    count = 1
    for axis in axes:
        count *= array.shape[axis]
    flat = places.reshape(-1).tolist()
    cells = array._cells
    number = 1
    for extent in shape:
        number *= extent
    return shape, [[cells[p] for p in flat[k * count : (k + 1) * count]] for k in range(number)]


def _result_dtype(ufunc, dtype):
    from ._object_ufuncs import result_dtype

    return result_dtype(ufunc, {"dtype": dtype})


def _reduce(
    ufunc, function, array, axis=0, dtype=None, out=None, keepdims=False, initial=ABSENT, where=True
):  # fmt: skip
    from ._object_ufuncs import spread, stored

    if dtype is not None and _core.dtype(dtype).kind != "O":
        return ufunc.reduce(as_objects(array).astype(dtype), axis, dtype, out, keepdims)
    array = as_objects(array)
    if axis is None:
        axes = tuple(range(array.ndim))
    else:
        axes = tuple(a + array.ndim if a < 0 else a for a in (axis if isinstance(axis, tuple) else (axis,)))
        for a in axes:
            if not 0 <= a < max(array.ndim, 1):
                raise _axis_error(a, array.ndim)
        axes = tuple(a for a in axes if a < array.ndim)
    shape, lines = _lines(array, axes)
    if where is not True:
        marks = made(spread(as_objects(_core.asarray(where, bool)), array.shape), array.shape)
        _, chosen = _lines(marks, axes)
        lines = [[item for item, mark in zip(line, row) if mark] for line, row in zip(lines, chosen)]
    items = []
    for line in lines:
        if initial is not ABSENT and initial is not None:
            items.append(functools.reduce(function, line, initial))
        elif line:
            # As in NumPy, the first element is taken as it is.
            items.append(functools.reduce(function, line))
        elif ufunc.__name__ in _IDENTITIES and initial is not None:
            items.append(_IDENTITIES[ufunc.__name__])
        else:
            raise ValueError(f"zero-size array to reduction operation {ufunc.__name__} which has no identity")
    if keepdims:
        shape = tuple(1 if axis in axes else extent for axis, extent in enumerate(array.shape))
    keep = out is ...
    out = None if keep else _only(out)
    return stored(ufunc, items, shape, _result_dtype(ufunc, dtype), out, "unsafe", keep)


def _axis_error(axis, ndim):
    from .exceptions import AxisError

    return AxisError(axis, ndim)


def _axis(axis, ndim):
    found = axis + ndim if axis < 0 else axis
    if not 0 <= found < ndim:
        raise _axis_error(axis, ndim)
    return found


def _rows(array, axis):
    """The lines along one axis, and the shape with that axis last."""
    moved = array._with(array._places.swapaxes(axis, -1))
    width = moved.shape[-1]
    items = moved._items()
    return moved.shape[:-1], [items[k : k + width] for k in range(0, len(items), width)] if width else []


def _put_back(items, shape, width, axis):
    return made(items, (*shape, width)).swapaxes(axis, -1)._detached()


def _finished(ufunc, result, dtype, out):
    from ._object_ufuncs import stored

    return stored(ufunc, result._items(), result.shape, _result_dtype(ufunc, dtype), _only(out), "unsafe")


def _accumulate(ufunc, function, array, axis=0, dtype=None, out=None):
    import itertools

    array = as_objects(array)
    axis = _axis(axis, array.ndim)
    shape, rows = _rows(array, axis)
    items = [item for row in rows for item in itertools.accumulate(row, function)]
    return _finished(ufunc, _put_back(items, shape, array.shape[axis], axis), dtype, out)


def _reduceat(ufunc, function, array, indices, axis=0, dtype=None, out=None):
    array = as_objects(array)
    axis = _axis(axis, array.ndim)
    shape, rows = _rows(array, axis)
    starts = _core.asarray(indices, int).tolist()
    width = array.shape[axis]
    for start in starts:
        if not 0 <= start < width:
            raise IndexError(f"index {start} out-of-bounds in {ufunc.__name__}.reduceat [0, {width})")
    items = []
    for row in rows:
        for start, stop in zip(starts, [*starts[1:], width]):
            items.append(functools.reduce(function, row[start : max(stop, start + 1)]))
    return _finished(ufunc, _put_back(items, shape, len(starts), axis), dtype, out)


def _outer(ufunc, function, a, b, **kwargs):
    a, b = as_objects(a), as_objects(b)
    return ufunc(a.reshape(a.shape + (1,) * b.ndim), b, **kwargs)


def _at(ufunc, function, a, indices, *values):
    if not isinstance(a, ndarray):
        raise TypeError("first operand must be array")
    places = as_objects(a)._places[indices]
    places = places if isinstance(places, ndarray) else _core.asarray(places)
    columns = []
    for value in values:
        from ._object_ufuncs import spread

        columns.append(spread(as_objects(value), places.shape))
    target = as_objects(a)
    for place, *others in zip(places.ravel().tolist(), *columns):
        target._cells[place] = function(target._cells[place], *others)
    if target is not a:
        a[...] = target


FOLDS = {"reduce": _reduce, "accumulate": _accumulate, "reduceat": _reduceat, "outer": _outer, "at": _at}
