"""Public functions of object arrays: which of them work, and how."""

from . import _core
from ._absent import ABSENT
from ._core import ndarray
from ._forms import OBJECT, form_of
from ._object_casts import _class_name, result_type
from ._objects import as_native, as_objects, described, made

__all__ = ["function", "isin", "joined"]


def joined(arrays, axis=0, out=None, dtype=None, casting="same_kind"):
    """`concatenate`: the elements in one list, and arrays of their places joined."""
    arrays = [one if isinstance(one, ndarray) else _core.asarray(one) for one in arrays]
    if out is not None and dtype is not None:
        raise TypeError("concatenate() only takes `out` or `dtype` as an argument, but both were provided.")
    target = out.dtype if out is not None else None if dtype is None else _core.dtype(dtype)
    if target is None:
        target = result_type(*arrays)
    elif target.kind in "SU" and not target.itemsize:
        target = _long_enough(target.kind, arrays)
    for one in arrays:
        if not _core.can_cast(one.dtype, target, casting):
            raise TypeError(
                f"Cannot cast array data from {one.dtype!r} to {target!r} according to the rule '{casting}'"
            )
    form = form_of(target)
    if form is not None and form.subdtype is not None:
        raise TypeError(
            f"The dtype `{target!r}` is not a valid dtype for concatenation since it is a subarray dtype "
            "(the subarray dimensions would be added as array dimensions)."
        )
    if form is None:
        found = _core.concatenate([as_native(as_objects(one), target) for one in arrays], axis)
    else:
        cells, places = [], []
        for one in arrays:
            one = one.astype(OBJECT.dtype) if not isinstance(one, described) else one
            places.append(_core.arange(len(cells), len(cells) + one.size).reshape(one.shape))
            cells.extend(one._items())
        order = _core.concatenate(places, axis)
        found = made([cells[place] for place in order.ravel().tolist()], order.shape, form=form)
    if out is None:
        return found
    if out.shape != found.shape:
        raise ValueError("Output array is the wrong shape")
    out[...] = found
    return out


def _long_enough(letter, arrays):
    """The dtype of text of a kind for the elements of all arrays."""
    if any(one.dtype.kind == "O" for one in arrays):
        # Their texts would have to be looked at.
        raise TypeError(f"cannot cast dtype object to {_class_name(_core.dtype(letter))}.")
    common = result_type(*arrays)
    if common.kind not in "SU":
        return _core.promote_types(common, letter)
    return _core.dtype(f"{letter}{common.itemsize // (4 if common.kind == 'U' else 1)}")


def _concatenate(arrays, axis=0, out=None, *, dtype=None, casting="same_kind"):
    return joined(list(arrays), axis, out, dtype, casting)


def _where(condition, x=ABSENT, y=ABSENT):
    if (x is ABSENT) != (y is ABSENT):
        raise ValueError("either both or neither of x and y should be given")
    if x is ABSENT:
        return as_objects(condition).nonzero()
    from ._object_ufuncs import spread
    from ._views import broadcast_shapes

    dtype = result_type(*(one if isinstance(one, ndarray) else _core.asarray(one) for one in (x, y)))
    form = form_of(dtype)
    condition = condition.astype(bool) if isinstance(condition, described) else condition
    condition, x, y = (as_objects(one) for one in (condition, x, y))
    shape = tuple(broadcast_shapes(condition.shape, x.shape, y.shape))
    columns = zip(*(spread(one, shape) for one in (condition, x, y)))
    items = [a if test else b for test, a, b in columns]
    return made(items, shape, form=form) if form is not None else as_native(made(items, shape), dtype)


def _copyto(dst, src, casting="same_kind", where=True):
    source = src if isinstance(src, ndarray) else _core.asarray(src)
    if not _core.can_cast(source.dtype, dst.dtype, casting):
        raise TypeError(
            f"Cannot cast array data from {source.dtype!r} to {dst.dtype!r} according to the rule '{casting}'"
        )
    if where is True:
        dst[...] = src
    else:
        marks = _core.asarray(where, bool)
        dst[...] = _where(marks, src, dst)


def _putmask(a, mask, values):
    if not isinstance(a, described):
        values = values.astype(a.dtype) if isinstance(values, described) else values
        _core.putmask(a, _core.asarray(mask, bool), values)
        return
    items = as_objects(values)._items()
    marks = _core.asarray(mask, bool).ravel().tolist()
    for index, (place, mark) in enumerate(zip(a._places.ravel().tolist(), marks)):
        if mark and items:
            a._cells[place] = items[index % len(items)]


def _like(value):
    def make(prototype, *args, dtype=None, order="K", subok=True, shape=None, device=None):
        fill = args[0] if args else value
        shape = prototype.shape if shape is None else shape
        kind = prototype.dtype if dtype is None else dtype
        result = _core.zeros(shape, kind)
        if isinstance(fill, ndarray) or fill != 0 or _core.dtype(kind).kind == "O":
            result[...] = fill
        return result

    return make


def _count_nonzero(a, axis=None, *, keepdims=False):
    return _core.add.reduce(a._truths(), axis, int, keepdims=keepdims)


def _like_each_other(*values):
    """Arrays of the one dtype that holds the elements of all."""
    arrays = [one if isinstance(one, ndarray) else _core.asarray(one) for one in values]
    dtype = result_type(*arrays)
    return [one.astype(dtype, copy=False) for one in arrays]


def _searchsorted(a, v, side="left", sorter=None):
    a, v = _like_each_other(a, v)
    return a.searchsorted(v, side, sorter)


def _choose(a, choices, out=None, mode="raise"):
    from ._views import broadcast_arrays

    a, *choices = broadcast_arrays(as_native(as_objects(a), int), *_like_each_other(*choices))
    stacked = joined([one.reshape((1, *one.shape)) for one in choices])
    places = _core.arange(a.size).reshape(a.shape)
    chosen = a.choose([_core.asarray(k) for k in range(len(choices))], mode=mode)
    result = stacked.reshape(-1)[chosen * a.size + places]
    if out is None:
        return result
    out[...] = result
    return out


def _lexsort(keys, axis=-1):
    from ._picking import take_along_axis

    keys = [(one if isinstance(one, ndarray) else _core.asarray(one)) for one in keys]
    if not keys:
        raise TypeError("need sequence of keys with len > 0 in lexsort")
    if any(key.shape != keys[0].shape for key in keys):
        raise ValueError("all keys need to be the same shape")
    if not keys[0].ndim:
        return _core.zeros((), int)
    order = None
    for key in keys:
        line = key.swapaxes(axis, -1)
        if order is None:
            order = line.argsort(-1, kind="stable")
        else:
            order = take_along_axis(order, take_along_axis(line, order, -1).argsort(-1, kind="stable"), -1)
    return order.swapaxes(axis, -1)


def isin(element, test_elements, assume_unique=False, invert=False, *, kind=None):
    if kind not in (None, "sort", "table"):
        raise ValueError(f"Invalid kind: '{kind}'. Please use None, 'sort' or 'table'.")
    element = element if isinstance(element, ndarray) else _core.asarray(element)
    others = test_elements if isinstance(test_elements, ndarray) else _core.asarray(test_elements)
    if kind == "table":
        raise ValueError(
            "The 'table' method is only supported for boolean or integer arrays. Please select 'sort' or None for kind."
        )
    if not others.size:
        found = _core.zeros(element.shape, bool)
    elif "O" in (element.dtype.kind, others.dtype.kind):
        # Objects need not be sortable or hashable, but they can be compared.
        found = _core.zeros(element.shape, bool)
        for other in as_objects(others)._items():
            found |= _equal_to(element, other)
    else:
        element, others = _like_each_other(element, others)
        known = set(others.ravel().tolist())
        items = [one in known for one in element.ravel().tolist()]
        found = _core.asarray(items, bool).reshape(element.shape)
    return _core.logical_not(found) if invert else found


def _equal_to(array, value):
    """Which elements are equal to a value; a sequence is one, too."""
    items = [bool(one is value or one == value) for one in as_objects(array)._items()]
    return _core.asarray(items, bool).reshape(array.shape)


def _array_equal(a1, a2, equal_nan=False):
    a1, a2 = as_objects(a1), as_objects(a2)
    return a1.shape == a2.shape and all(bool(x == y) for x, y in zip(a1._items(), a2._items()))


def _text(name):
    def write(a, *args, **kwargs):
        from ._object_text import shown, written

        if name == "array2string":
            return written(a, **kwargs)
        return shown(a, name == "array_repr")

    return write


def _dot(a, b, out=None):
    a, b = _plain(a), _plain(b)
    if not any(isinstance(one, described) for one in (a, b, out)):
        return _core.asarray(a).dot(b, out)
    from ._object_products import dot

    return dot(a, b, out)


def _vdot(a, b):
    a, b = _plain(a), _plain(b)
    if not any(isinstance(one, described) for one in (a, b)):
        return _core.vdot(a, b)
    return _dot(_core.conjugate(as_objects(a).ravel()), as_objects(b).ravel())


def _inner(a, b):
    a, b = _plain(a), _plain(b)
    if not any(isinstance(one, described) for one in (a, b)):
        return _core.inner(a, b)
    a, b = as_objects(a), as_objects(b)
    return _dot(a, b.swapaxes(-1, -2) if b.ndim > 1 and a.ndim else b)


_OWN = {
    "concatenate": _concatenate, "where": _where, "copyto": _copyto, "putmask": _putmask, "empty_like": _like(None),
    "zeros_like": _like(0), "ones_like": _like(1), "full_like": _like(None), "count_nonzero": _count_nonzero,
    "array_equal": _array_equal, "dot": _dot, "inner": _inner, "result_type": lambda *args: result_type(*args),
    "can_cast": lambda *args, **kwargs: _core.can_cast(OBJECT.dtype, *args[1:], **kwargs),
    "searchsorted": _searchsorted, "choose": _choose, "lexsort": _lexsort, "isin": isin, "vdot": _vdot,
    **{name: _text(name) for name in ("array2string", "array_repr", "array_str")},
}  # fmt: skip

# Functions that only move elements: they work on the places of the first argument.
_MOVES = frozenset(
    """
    broadcast_to delete diagonal expand_dims flip fliplr flipud matrix_transpose moveaxis ravel repeat reshape
    roll rollaxis rot90 split array_split hsplit vsplit dsplit squeeze swapaxes take take_along_axis tile transpose
    unstack permute_dims
    """.split()  # noqa: SIM905
)


def _moved(implementation, args, kwargs):
    """A function of the places; what are views of them are views of the array."""
    source, *rest = args
    if not isinstance(source, described):
        return NotImplemented

    def seen(result):
        if isinstance(result, (list, tuple)):
            return type(result)(map(seen, result))
        if not isinstance(result, ndarray):
            return source._cells[result]
        found = source._with(result)
        return found if result.base is not None else found._detached()

    return seen(implementation(source._places, *rest, **kwargs))


def _plain(value):
    """Numbers of the other byte order, alone or in a sequence, as those of the machine's own."""
    if isinstance(value, described):
        return value._numbers()
    if isinstance(value, (list, tuple)) and any(isinstance(one, described) for one in value):
        found = [_plain(one) for one in value]
        if any(one is not other for one, other in zip(found, value)):
            return type(value)(found)
    return value


def function(func, types, args, kwargs):
    """A public function with an array of a described dtype among its arguments."""
    if not all(issubclass(kind, ndarray) for kind in types):
        return NotImplemented
    from ._overrides import implementation_of

    name = func.__name__
    numbers = tuple(map(_plain, args))
    if any(one is not other for one, other in zip(numbers, args)) and name not in _OWN and name not in _MOVES:
        # Numbers of the other byte order are numbers.
        return func(*numbers, **kwargs)
    if name in _OWN:
        return _OWN[name](*args, **kwargs)
    if name in _MOVES and args and not any(isinstance(one, described) for one in args[1:]):
        return _moved(implementation_of(func), args, kwargs)
    # Written with methods, ufuncs and the functions above; what reads memory itself refuses these arrays.
    return implementation_of(func)(*args, **kwargs)
