"""Public functions of object arrays: which of them work, and how."""

from . import _core
from ._core import ndarray
from ._forms import OBJECT, form_of
from ._object_calls import result_type
from ._objects import as_native, as_objects, described, made

__all__ = ["function", "joined"]


def joined(arrays, axis=0, out=None, dtype=None, casting="same_kind"):
    """`concatenate`: the elements in one list, and arrays of their places joined."""
    arrays = [one if isinstance(one, ndarray) else _core.asarray(one) for one in arrays]
    if out is not None and dtype is not None:
        raise TypeError("concatenate() only takes `out` or `dtype` as an argument, but both were provided.")
    target = out.dtype if out is not None else None if dtype is None else _core.dtype(dtype)
    if target is None:
        target = result_type(*arrays)
    elif target.kind in "SU" and not target.itemsize:
        target = _core.promote_types(result_type(*arrays), target)
    for one in arrays:
        if not _core.can_cast(one.dtype, target, casting):
            raise TypeError(
                f"Cannot cast array data from {one.dtype!r} to {target!r} according to the rule '{casting}'"
            )
    form = form_of(target)
    if form is not None and form.subdtype is not None:
        raise TypeError("The dtype `{target}` is not a valid dtype for concatenation since it is a subarray dtype.")
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


def _concatenate(arrays, axis=0, out=None, *, dtype=None, casting="same_kind"):
    return joined(list(arrays), axis, out, dtype, casting)


def _where(condition, x=None, y=None):
    if x is None and y is None:
        return as_objects(condition).nonzero()
    from ._object_ufuncs import spread
    from ._views import broadcast_shapes

    form = form_of(result_type(*(one if isinstance(one, ndarray) else _core.asarray(one) for one in (x, y))))
    condition, x, y = (as_objects(one) for one in (condition, x, y))
    shape = tuple(broadcast_shapes(condition.shape, x.shape, y.shape))
    columns = zip(*(spread(one, shape) for one in (condition, x, y)))
    items = [a if test else b for test, a, b in columns]
    return made(items, shape, form=form or OBJECT)


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
        if fill != 0 or isinstance(fill, ndarray) or kind.kind == "O":
            result[...] = fill
        return result

    return make


def _count_nonzero(a, axis=None, *, keepdims=False):
    return _core.add.reduce(a.astype(bool), axis, int, keepdims=keepdims)


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
    from ._object_products import dot

    return dot(a, b, out)


def _inner(a, b):
    a, b = as_objects(a), as_objects(b)
    return _dot(a, b.swapaxes(-1, -2) if b.ndim > 1 and a.ndim else b)


_OWN = {
    "concatenate": _concatenate, "where": _where, "copyto": _copyto, "putmask": _putmask, "empty_like": _like(None),
    "zeros_like": _like(0), "ones_like": _like(1), "full_like": _like(None), "count_nonzero": _count_nonzero,
    "array_equal": _array_equal, "dot": _dot, "inner": _inner, "result_type": lambda *args: result_type(*args),
    "can_cast": lambda *args, **kwargs: _core.can_cast(OBJECT.dtype, *args[1:], **kwargs),
    **{name: _text(name) for name in ("array2string", "array_repr", "array_str")},
}  # fmt: skip

# Functions that only move elements: they work on the places of the first argument.
_MOVES = frozenset(
    """
    atleast_1d atleast_2d atleast_3d broadcast_to delete diag diagflat diagonal expand_dims extract flip fliplr
    flipud matrix_transpose moveaxis ravel repeat reshape resize roll rollaxis rot90 split array_split hsplit vsplit
    dsplit squeeze swapaxes take take_along_axis tile transpose trim_zeros unstack permute_dims
    """.split()  # noqa: SIM905
)

# Functions that are written with methods, ufuncs and the functions above.
_WRITTEN = frozenset(
    """
    all allclose amax amin any append argmax argmin argpartition argsort argwhere around block broadcast_arrays
    choose clip column_stack compress copy cumprod cumsum diff dstack ediff1d einsum einsum_path fill_diagonal
    flatnonzero hstack insert isclose iscomplexobj isrealobj kron max may_share_memory mean min ndim nonzero
    ones outer partition place prod ptp put put_along_axis round searchsorted select shape shares_memory size sort
    stack std sum tensordot trace tril triu trunc unique var vdot vstack
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
    """A public function with an object array among its arguments; NotImplemented if there is no such one."""
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
    if name in _WRITTEN:
        return implementation_of(func)(*args, **kwargs)
    return NotImplemented
