"""Calls of the binary that name a dtype described in Python, or whose arguments only arrays of such a dtype hold."""

import math

from . import _core
from ._core import ndarray
from ._forms import OBJECT, form_of
from ._object_casts import _class_name, _width, can_cast, promote_types, result_type
from ._object_folds import FOLDS
from ._object_ufuncs import _asks_for_objects, apply, compared
from ._objects import as_native, as_objects, described, made, placed

__all__ = ["CALLS", "apply", "collected", "compared", "of_bytes"]

_NUMBERS = (bool, int, float, complex, _core.number, _core.bool)
_TEXTS = (str, bytes)


def _is_sequence(value, tuples):
    if isinstance(value, ndarray):
        return value.ndim > 0
    if isinstance(value, tuple):
        return tuples
    if isinstance(value, list):
        return True
    if isinstance(value, (str, bytes, dict, set, _core.generic, type)):
        return False
    return hasattr(value, "__len__") and hasattr(value, "__getitem__")


def _shape(value, ragged, most, tuples):
    """How deep, and how long on each level, sequences are nested."""
    if most == 0 or not _is_sequence(value, tuples):
        return ()
    if isinstance(value, ndarray):
        return value.shape[:most]
    inner = [_shape(item, ragged, most - 1, tuples) for item in value]
    if not inner:
        return (0,)
    common = inner[0]
    for other in inner[1:]:
        if other == common:
            continue
        if not ragged:
            raise ValueError(
                "setting an array element with a sequence. The requested array has an inhomogeneous shape after "
                f"1 dimensions. The detected shape was {(len(inner),)} + inhomogeneous part."
            )
        same = 0
        while same < min(len(common), len(other)) and common[same] == other[same]:
            same += 1
        common = common[:same]
    return (len(inner), *common)


def _leaves(value, depth, found, plain=True):
    if depth == 0:
        found.append(value)
    elif isinstance(value, described) and value.ndim == depth:
        found.extend(value._items())
    elif isinstance(value, ndarray) and value.ndim == depth:
        found.extend(value.ravel().tolist())
    else:
        for item in value:
            _leaves(item, depth - 1, found)


def collected(value, ragged, most=64, tuples=True, voids=False):
    """An object array of what nested sequences hold; where tuples are elements, they are no sequences."""
    if not isinstance(value, ndarray) and hasattr(type(value), "__array__") and not isinstance(value, _core.generic):
        value = _core.asarray(value.__array__())
    elif not isinstance(value, (ndarray, list, tuple)) and _is_sequence(value, tuples):
        value = list(value)
    shape, items = _shape(value, ragged, most, tuples), []
    _leaves(value, len(shape), items)
    return made(items, shape)


def _sized(form, items):
    """The form, as long as the longest item if it has no length yet."""
    if form.itemsize or form.names is not None or not hasattr(form, "length_of"):
        return form
    longest = max((form.length_of(item) for item in items), default=0)
    return form_of(_core.dtype(f"{form.char}{max(longest, 1)}"))


def _dtypes_within(value):
    """The dtypes of the arrays in nested sequences."""
    if isinstance(value, ndarray):
        return {value.dtype}
    found = set()
    if isinstance(value, (list, tuple)):
        for one in value:
            if isinstance(one, (list, tuple, ndarray)):
                found |= _dtypes_within(one)
    return found


def _guessed(items, dtypes=frozenset()):
    """The dtype of elements, and of the arrays that they are from: text, bytes, objects, or numbers of such arrays."""
    if any(dtype.hasobject for dtype in dtypes):
        return OBJECT.dtype
    if dtypes and items and all(isinstance(item, _NUMBERS) and not isinstance(item, _TEXTS) for item in items):
        return _core.asarray(items).dtype
    kinds = {str if isinstance(item, str) else bytes if isinstance(item, bytes) else None for item in items}
    if kinds <= {str, bytes} and kinds:
        return _core.dtype("U" if str in kinds else "S")
    if (
        None in kinds
        and len(kinds) > 1
        and all(isinstance(item, (str, bytes, bool, int, float, complex, _core.number, _core.bool)) for item in items)
    ):
        numbers = [item for item in items if not isinstance(item, (str, bytes))]
        letter = "U" if str in kinds else "S"
        width = max(_width(_core.asarray(one).dtype) for one in numbers)
        longest = max(len(item) for item in items if isinstance(item, (str, bytes)))
        return _core.dtype(f"{letter}{max(width, longest)}")
    voids = [item.dtype for item in items if isinstance(item, _core.flexible) and item.dtype.kind == "V"]
    if items and len(voids) == len(items) and (voids[0].names is not None or len(set(voids)) == 1):
        return voids[0]
    return OBJECT.dtype


def in_form(array, form, order="K"):
    """The elements of any array as those of another form."""
    form = _sized(form, array._items() if isinstance(array, described) else _digits(array, form))
    fortran = order == "F" or (order in ("A", "K") and array.flags.fnc)
    items = array._items() if isinstance(array, described) else array.ravel().tolist()
    if form is OBJECT and isinstance(array, described) and array._form is not OBJECT:
        # What an element is in Python: text, bytes, a tuple or a number.
        items = [item.item() for item in items]
    shape = array.shape
    if form.subdtype is not None:
        return _of_sub_arrays(array, form)
    return made(items, shape, "F" if fortran else "C", form)


def _digits(array, form):
    """Something as long as the text of any element of an array."""
    return ["x" * _width(array.dtype)] if form.kind in "SU" else [b"x" * array.dtype.itemsize]


def _of_sub_arrays(array, form):
    """An array with the axes of a subarray behind its own: each element is repeated over them."""
    base, shape = form.subdtype
    array = as_objects(array) if isinstance(array, described) else _core.asarray(array)
    wide = array.reshape(array.shape + (1,) * len(shape))
    from ._manipulation import broadcast_to

    return broadcast_to(wide, array.shape + shape).astype(base)


def _collected_sub_arrays(value, form):
    """The same of nested lists; a tuple in them is the subarray of one element."""
    base, shape = form.subdtype
    items = collected(value, ragged=False, tuples=False)
    elements = items._items()
    if not any(isinstance(item, tuple) for item in elements):
        return _of_sub_arrays(_core.asarray(value), form)
    result = _core.empty((len(elements), *shape), base)
    for place, item in zip(result, elements):
        found = _core.asarray(item, base)
        if found.ndim > len(shape):
            raise ValueError(
                "setting an array element with a sequence. The requested array would exceed the maximum number of "
                f"dimension of {len(shape)}."
            )
        place[...] = found
    return result.reshape(items.shape + shape)


def array(object, dtype=None, *, copy=True, order="K", subok=False, ndmin=0, ndmax=64, like=None):
    """`array` of elements that are described in Python, or of what only these hold."""
    order = order or "K"
    form = None if dtype is None else form_of(_core.dtype(dtype))
    if dtype is not None and form is None:
        result = as_native(as_objects(object), dtype, "F" if order == "F" else "C")
    elif isinstance(object, described) and (form is None or form is object._form):
        in_order = order in ("K", "A") or object.flags[f"{order}_CONTIGUOUS"]
        result = object if not copy and in_order else _ordered(object, order)
        if copy is False and result is not object:
            raise ValueError("Unable to avoid copy while creating an array as requested.")
    elif copy is False:
        raise ValueError("Unable to avoid copy while creating an array as requested.")
    elif isinstance(object, ndarray):
        result = in_form(object, form, order)
    else:
        records = form is not None and form.names is not None
        ragged = form is OBJECT
        if form is not None and form.subdtype is not None:
            return _collected_sub_arrays(object, form)
        result = collected(object, ragged, ndmax, tuples=not records)
        items = result._items()
        elements = [item[()] if isinstance(item, ndarray) and item.ndim == 0 else item for item in items]
        if form is None:
            dtype = _guessed(elements, _dtypes_within(object))
            if form_of(dtype) is None:
                return as_native(result, dtype, "F" if order == "F" else "C")
            form = form_of(dtype)
        form = _sized(form, elements)
        if form is not OBJECT:
            result = made(elements, result.shape, form=form)
        if order == "F":
            result = _ordered(result, "F")
    if result.ndim < ndmin:
        result = result.reshape((1,) * (ndmin - result.ndim) + result.shape)
    return result


def _ordered(source, order):
    fortran = order == "F" or (order in ("A", "K") and source.flags.fnc)
    return made(source._items(), source.shape, "F" if fortran else "C", source._form)


def asarray(a, dtype=None, order=None, *, device=None, copy=None, like=None):
    return array(a, dtype, copy=copy, order=order or "K")


def ascontiguousarray(a, dtype=None, *, like=None):
    return array(a, dtype, copy=None, order="C", ndmin=1)


def _blank(zero):
    def make(shape, dtype=None, order="C", *, device=None, like=None):
        form = form_of(_core.dtype(dtype))
        if form.subdtype is not None:
            base, inner = form.subdtype
            outer = (shape,) if hasattr(shape, "__index__") else tuple(shape)
            return (_core.zeros if zero else _core.empty)(outer + inner, base, order)
        form = _sized(form, [])
        places = _core.empty(shape, "i8", order="F" if order == "F" else "C")
        count = places.size
        places = _core.arange(count).reshape(places.shape[::-1] if order == "F" else places.shape)
        cells = [0] * count if zero and form is OBJECT else form.blank(count)
        return placed(places.T if order == "F" else places, cells, form)

    return make


def _ndarray(shape, dtype=None, buffer=None, offset=0, strides=None, order=None):
    if buffer is None:
        return _blank(False)(shape, dtype, order or "C")
    form = form_of(_core.dtype(dtype))
    if form is OBJECT:
        raise ValueError("cannot construct an object array from buffer data")
    memory = _core.frombuffer(buffer, "u1", -1, offset)
    count = _core.empty(shape, bool).size
    if memory.size < count * form.itemsize:
        raise TypeError("buffer is too small for requested array")
    return of_memory(form, memory, shape)


def of_memory(form, memory, shape):
    """An array that shows bytes."""
    from ._packed import Packed

    places = _core.empty(shape, bool)
    return placed(_core.arange(places.size).reshape(places.shape), Packed(form, memory), form)


def of_bytes(dtype, data, shape):
    """An array of bytes that are copied."""
    return of_memory(form_of(dtype), _core.frombuffer(data, "u1").copy() if data else _core.zeros(1, "u1"), shape)


def arange(*args, dtype=None, device=None, like=None):
    asked = args[3] if len(args) > 3 else dtype
    given = [(one if isinstance(one, ndarray) else _core.asarray(one)).dtype for one in args[:3]]
    for one in given if asked is None else (*given, _core.dtype(asked)):
        if one.kind in "SUV":
            raise TypeError(f"arange() not supported for inputs with DType {_class_name(one)}.")
    if all(one.kind != "O" for one in given):
        return in_form(_core.arange(*args[:3]), form_of(_core.dtype(asked)))
    start, stop, step = (0, *args, 1) if len(args) == 1 else (*args, 1)[:3]
    # As many as fit, each so many steps from the first one.
    count = max(math.ceil((stop - start) / step), 0)
    return array([start + place * step for place in range(count)], asked)


def astype(array, dtype, order="K", casting="unsafe", subok=True, copy=True):
    """`a.astype(...)` of an array of numbers."""
    form = form_of(_core.dtype(dtype))
    if form is None:
        return NotImplemented
    if not can_cast(array, dtype, casting):
        raise TypeError(f"Cannot cast array data from {array.dtype!r} to {form.repr} according to the rule '{casting}'")
    return in_form(array, form, order)


def view(array, dtype=None, type=None):
    """`a.view(...)`: the memory of numbers as elements of another form."""
    form = form_of(_core.dtype(dtype))
    if form is OBJECT or form is None:
        raise TypeError("Cannot change data-type for array of references.")
    size = array.itemsize
    if not array.flags.c_contiguous:
        if form.itemsize != size or array.base is None:
            raise ValueError("To change to a dtype of a different size, the last axis must be contiguous")
        return view(array.copy(), dtype)
    shape = array.shape
    if form.itemsize != size:
        if not shape:
            raise ValueError("Changing the dtype of a 0d array is only supported if the itemsize is unchanged")
        if shape[-1] * size % form.itemsize:
            raise ValueError(
                "When changing to a larger dtype, its size must be a divisor of the total size in bytes of the last "
                "axis of the array."
            )
        shape = (*shape[:-1], shape[-1] * size // form.itemsize)
    return of_memory(form, array.reshape(-1).view("u1"), shape)


def concatenate(arrays, /, axis=0, out=None, *, dtype=None, casting="same_kind"):
    from ._object_functions import joined

    return joined(list(arrays), axis, out, dtype, casting)


def _operand(value):
    plain = isinstance(value, (ndarray, _core.generic, bool, int, float, complex))
    return value if plain and not isinstance(value, (str, bytes)) else _core.asarray(value)


def _method(name):
    def call(ufunc, *args, **kwargs):
        from ._overrides import _normalised

        inputs, kwargs = _normalised(ufunc, name, args, kwargs)
        # What has no dtype in the binary has one here.
        inputs = tuple(map(_operand, inputs[: ufunc.nin])) + tuple(inputs[ufunc.nin :])
        outs = kwargs.get("out") or ()
        named = _asks_for_objects(kwargs)
        if not named and not any(isinstance(one, described) for one in (*inputs, *(outs if outs is not ... else ()))):
            return NotImplemented
        return apply(ufunc, name, inputs, kwargs)

    return call


def frombuffer(buffer, dtype=float, count=-1, offset=0, *, like=None):
    form = form_of(_core.dtype(dtype))
    if form is OBJECT or form.hasobject:
        raise ValueError("cannot create an OBJECT array from memory buffer")
    if not form.itemsize:
        raise ValueError("itemsize cannot be zero in type")
    memory = _core.frombuffer(buffer, "u1", -1, offset)
    if count < 0 and memory.size % form.itemsize:
        raise ValueError("buffer size must be a multiple of element size")
    if count > memory.size // form.itemsize:
        raise ValueError("buffer is smaller than requested size")
    result = of_memory(form, memory, (memory.size // form.itemsize if count < 0 else count,))
    result.setflags(write=memory.flags.writeable)
    return result


CALLS = {
    "frombuffer": frombuffer,
    "array": array, "asarray": asarray, "ascontiguousarray": ascontiguousarray, "empty": _blank(False),
    "zeros": _blank(True), "ndarray": _ndarray, "arange": arange, "astype": astype, "view": view,
    "promote_types": promote_types, "result_type": result_type, "can_cast": can_cast, "concatenate": concatenate,
    **{f"ufunc.{name}": _method(name) for name in ("__call__", *FOLDS)},
}  # fmt: skip
