"""Ufuncs of arrays whose dtypes are described in Python."""

from . import _core
from ._absent import ABSENT
from ._core import ndarray
from ._forms import OBJECT
from ._object_casts import checked_casting
from ._object_folds import FOLDS
from ._object_loops import COMPARISONS, loop_of
from ._objects import as_native, as_objects, described, made

__all__ = ["apply", "compared", "result_dtype", "spread", "stored"]

_TRUTHS = frozenset((*COMPARISONS, "logical_and", "logical_or", "logical_xor", "logical_not"))


def _loop(ufunc, kinds=frozenset("O")):
    """The function of elements; text can be compared, joined and asked for its truth."""
    name = ufunc.__name__
    if "O" in kinds:
        function = loop_of(name)
        if function is None:
            raise TypeError(
                f"ufunc '{name}' not supported for the input types, and the inputs could not be safely coerced "
                "to any supported types according to the casting rule ''safe''"
            )
        return function
    text = (name == "add" and kinds <= {"U"}) or (name == "add" and kinds <= {"S"})
    if text or (kinds <= {"U", "S"} and name in COMPARISONS and len(kinds) == 1):
        return loop_of(name)
    if name in _TRUTHS and name not in COMPARISONS:
        function = loop_of(name)
        return lambda *values: bool(function(*map(bool, values)))
    return None


def _no_loop(ufunc, dtypes):
    from ._object_casts import _class_name
    from .exceptions import _UFuncNoLoopError

    shown = ", ".join(map(_class_name, dtypes))
    return _UFuncNoLoopError(
        f"ufunc '{ufunc.__name__}' did not contain a loop with signature matching types ({shown}) -> None"
    )


def result_dtype(ufunc, kwargs):
    """The dtype asked for the results; comparisons give truth values."""
    signature = kwargs.get("signature", kwargs.get("sig"))
    asked = kwargs.get("dtype")
    if isinstance(signature, str) and "->" in signature:
        asked = _core.dtype(signature[-1])
    elif isinstance(signature, tuple) and signature:
        asked = signature[-1]
    if asked is None:
        truth = ufunc.__name__ in COMPARISONS
        return _core.dtype(bool) if truth else OBJECT.dtype
    return _core.dtype(asked)


def stored(ufunc, items, shape, dtype, out, casting="same_kind", keep=False):
    """Results in the output that was given, or in a new array; without axes the element itself."""
    if out is not None and not isinstance(out, ndarray):
        raise TypeError("return arrays must be of ArrayType")
    if out is None:
        if not shape and not keep:
            return items[0] if dtype is OBJECT.dtype else _core.asarray(items[0], dtype)[()]
        result = made(items, shape)
        if dtype is OBJECT.dtype:
            return result
        return as_native(made(list(map(bool, items)) if dtype.kind == "b" else items, shape), dtype)
    if out.dtype.kind != "O" and dtype is OBJECT.dtype and casting != "unsafe":
        from .exceptions import _UFuncOutputCastingError

        raise _UFuncOutputCastingError(
            f"Cannot cast ufunc '{ufunc.__name__}' output from dtype('O') to {out.dtype!r} with casting rule "
            f"'{casting}'"
        )
    if out.shape != shape:
        found, wanted = (f"({','.join(map(str, one))}{',' * (len(one) == 1)})" for one in (out.shape, shape))
        raise ValueError(
            f"non-broadcastable output operand with shape {found} doesn't match the broadcast shape {wanted}"
        )
    out[...] = made(items, shape)
    return out


def _element(value):
    """A scalar of ours as the Python object that it is in an array of objects."""
    return value.item() if isinstance(value, _core.generic) and not isinstance(value, _core.flexible) else value


def _elementwise(ufunc, inputs, kwargs):
    from ._views import broadcast_shapes

    asked = kwargs.get("dtype")
    if asked is not None and _core.dtype(asked).kind != "O" and ufunc.__name__ not in COMPARISONS:
        kwargs = {**kwargs, "casting": "unsafe"}
        return ufunc(*(as_native(one, asked) if isinstance(one, described) else one for one in inputs), **kwargs)
    if ufunc.signature is not None and getattr(_core, ufunc.__name__, None) is ufunc:
        from ._object_products import product

        return product(ufunc, inputs, kwargs)
    native = [one if isinstance(one, (ndarray, _core.flexible)) else _core.asarray(_element(one)) for one in inputs]
    kinds = {one.dtype.kind for one in native}
    objects = "O" in kinds or _asks_for_objects(kwargs)
    function = _loop(ufunc, frozenset("O") if objects else kinds)
    if function is None:
        raise _no_loop(ufunc, [one.dtype for one in native])
    arrays = [as_objects(one) for one in map(_element, inputs)]
    out = kwargs.get("out")
    keep = out is ...
    out = out[0] if isinstance(out, tuple) else None if keep else out
    shape = tuple(broadcast_shapes(*(one.shape for one in arrays)))
    if isinstance(out, ndarray):
        shape = tuple(broadcast_shapes(shape, out.shape))
    mask = kwargs.get("where", True)
    if mask is True:
        items = [function(*values) for values in zip(*(spread(one, shape) for one in arrays))]
    else:
        marks = _core.asarray(mask, bool)
        shape = tuple(broadcast_shapes(shape, marks.shape))
        columns = [spread(one, shape) for one in arrays]
        before = spread(as_objects(out), shape) if out is not None else [None] * len(columns[0])
        marks = spread(as_objects(marks), shape)
        items = [function(*values) if mark else old for mark, old, *values in zip(marks, before, *columns)]
    dtype = result_dtype(ufunc, kwargs)
    if not objects:
        if ufunc.__name__ == "add":
            return _joined_text(items, shape, native, out)
        dtype = _core.dtype(bool)
    return stored(ufunc, items, shape, dtype, out, kwargs.get("casting", "same_kind"), keep)


def _asks_for_objects(kwargs):
    signature = kwargs.get("signature", kwargs.get("sig"))
    asked = [kwargs.get("dtype")]
    if isinstance(signature, str):
        asked += [letter for letter in signature if letter == "O"]
    elif isinstance(signature, tuple):
        asked += signature
    return any(one is not None and _core.dtype(one).kind == "O" for one in asked)


def _joined_text(items, shape, inputs, out):
    letter = inputs[0].dtype.kind
    length = sum(one.dtype.itemsize for one in inputs) // (4 if letter == "U" else 1)
    from ._forms import form_of

    if out is not None:
        out[...] = made(items, shape)
        return out
    form = form_of(_core.dtype(f"{letter}{length}"))
    return made(items, shape, form=form) if shape else form.type(items[0])


def spread(array, shape):
    """The elements of an array in a shape that it broadcasts to."""
    if array.shape == shape:
        return array._items()
    from ._manipulation import broadcast_to

    return array._with(broadcast_to(array._places, shape))._items()


def _numbers(value):
    return value._numbers() if isinstance(value, described) else value


def apply(ufunc, method, inputs, kwargs):
    """A ufunc, or one of its methods, of arguments with such arrays among them."""
    if method == "__call__" and len(inputs) > ufunc.nin:
        kwargs = {**kwargs, "out": tuple(inputs[ufunc.nin :])}
        inputs = inputs[: ufunc.nin]
    target, inputs = inputs[0] if inputs else None, tuple(_numbers(one) for one in inputs)
    if method == "at" and inputs[0] is not target:
        # What was changed are the numbers in the machine's own byte order.
        ufunc.at(*inputs, **kwargs)
        target[...] = inputs[0]
        return None
    kwargs = {name: value for name, value in kwargs.items() if value is not ABSENT}
    checked_casting(kwargs.get("casting", "same_kind"))
    outs = kwargs.get("out")
    outs = outs if isinstance(outs, tuple) else (outs,)
    special = any(isinstance(one, described) for one in inputs) or _asks_for_objects(kwargs)
    where = kwargs.get("where")
    if isinstance(where, described):
        kwargs = {**kwargs, "where": where.astype(bool)}
    if not special and any(isinstance(one, described) and one._form is not OBJECT for one in outs):
        return _into(ufunc, method, inputs, kwargs, outs)
    if not special and not any(isinstance(one, described) for one in outs):
        # Numbers of the other byte order were all there was.
        return getattr(ufunc, method)(*inputs, **kwargs)
    if method == "__call__":
        return _elementwise(ufunc, inputs, kwargs)
    kinds = {one.dtype.kind for one in inputs if isinstance(one, described)} or {"O"}
    joins = kinds <= {"S", "U"} and ufunc.__name__ == "add" and method in ("reduce", "accumulate", "reduceat")
    if joins and not _asks_for_objects(kwargs):
        dtype = inputs[0].dtype
        longer = _core.dtype(f"{dtype.str[:2]}{2 * (dtype.itemsize // (4 if dtype.kind == 'U' else 1))}")
        raise TypeError(
            f"the resolved dtypes are not compatible with add.{method}. Resolved ({dtype!r}, {dtype!r}, {longer!r})"
        )
    function = _loop(ufunc, frozenset("O") if _asks_for_objects(kwargs) else kinds)
    if function is None:
        raise _no_loop(ufunc, [one.dtype for one in inputs if isinstance(one, ndarray)])
    if "O" not in kinds and ufunc.__name__ in _TRUTHS and "dtype" not in kwargs:
        kwargs = {**kwargs, "dtype": _core.dtype(bool)}
    return FOLDS[method](ufunc, function, *inputs, **kwargs)


def _into(ufunc, method, inputs, kwargs, outs):
    """Results of numbers in outputs of the other byte order."""
    kwargs = {name: value for name, value in kwargs.items() if name != "out"}
    casting = kwargs.get("casting", "same_kind")
    results = getattr(ufunc, method)(*inputs, **kwargs)
    for result, out in zip(results if ufunc.nout > 1 else (results,), outs):
        found = _core.asarray(result)
        if not _core.can_cast(found.dtype, out.dtype, casting):
            from .exceptions import _UFuncOutputCastingError

            raise _UFuncOutputCastingError(
                f"Cannot cast ufunc '{ufunc.__name__}' output from {found.dtype!r} to {out.dtype!r} with casting rule "
                f"'{casting}'"
            )
        out[...] = found
    return outs if ufunc.nout > 1 else outs[0]


def compared(array, other, equal):
    """`==` or `!=`; NotImplemented if the other side has a say."""
    ufunc = _core.equal if equal else _core.not_equal
    if array._form.kind == "V" and array._form.names is None:
        if not _is_void(other):
            raise TypeError("Cannot compare structured or void to non-void arrays.")
        if other.dtype != array.dtype:
            return _full(array.shape, not equal)
        return _compared_bytes(array, _core.asarray(other), equal)
    if array._form.names is None:
        try:
            return ufunc(array, other)
        except TypeError as error:
            if "did not contain a loop" not in str(error):
                raise
            from ._views import broadcast_shapes

            return _full(broadcast_shapes(array.shape, getattr(_core.asarray(other), "shape", ())), not equal)
    if not _is_void(other):
        raise TypeError("Cannot compare structured or void to non-void arrays.")
    other = as_objects(other if isinstance(other, ndarray) else other._array())
    if other._form.names != array._form.names:
        raise TypeError(
            "Cannot compare structured arrays unless they have a common dtype.  I.e. `np.result_type(arr1, arr2)` "
            "must be defined."
        )
    result = None
    for name in array._form.names:
        one = _core.asarray(array[name] == other[name])
        while one.ndim > max(array.ndim, other.ndim):
            one = one.all(-1)
        result = one if result is None else result & one
    return result if equal else ~result


def _is_void(value):
    return isinstance(value, (described, _core.flexible)) and value.dtype.kind == "V"


def _compared_bytes(array, other, equal):
    from ._views import broadcast_shapes

    shape = tuple(broadcast_shapes(array.shape, other.shape))
    pairs = zip(spread(array, shape), spread(other, shape))
    items = [(one.tobytes() == another.tobytes()) == equal for one, another in pairs]
    return _core.asarray(items, bool).reshape(shape) if shape else _core.bool(items[0])


def _full(shape, value):
    result = _core.empty(tuple(shape), bool)
    result[...] = value
    return result if shape else result[()]
