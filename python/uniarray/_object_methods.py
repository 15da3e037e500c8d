"""The methods of object arrays, as NumPy's arrays have them."""

import operator

from . import _core
from ._absent import ABSENT
from ._core import ndarray

__all__ = ["Methods"]


def _folded(name):
    def method(self, axis=None, dtype=None, out=None, keepdims=False, initial=ABSENT, where=True):
        return getattr(_core, name).reduce(self, axis, dtype, out, keepdims, initial, where)

    return method


def _extreme(name):
    def method(self, axis=None, out=None, keepdims=False, initial=ABSENT, where=True):
        return getattr(_core, name).reduce(self, axis, None, out, keepdims, initial, where)

    return method


def _accumulated(name):
    def method(self, axis=None, dtype=None, out=None):
        array = self.ravel() if axis is None else self
        return getattr(_core, name).accumulate(array, 0 if axis is None else axis, dtype, out)

    return method


def _truth(name):
    def method(self, axis=None, out=None, keepdims=False, *, where=True):
        # Truth values, where the ufunc itself gives the last object that decided.
        return getattr(_core, name).reduce(self.astype(bool), axis, None, out, keepdims, where=where)

    return method


def _given(result, out):
    """A result, in the output if there is one."""
    if out is None:
        return result
    out[...] = result
    return out


def _refused(name):
    def method(self, *args, **kwargs):
        raise TypeError(f"{name} is not available for object arrays")

    return method


class Methods:
    """What an object array does with its elements."""

    __slots__ = ()

    sum, prod = _folded("add"), _folded("multiply")
    max, min = _extreme("maximum"), _extreme("minimum")
    cumsum, cumprod = _accumulated("add"), _accumulated("multiply")
    all, any = _truth("logical_and"), _truth("logical_or")
    getfield, setfield, resize = map(_refused, ("getfield", "setfield", "resize"))
    __dlpack__ = _refused("__dlpack__")

    def item(self, *args):
        found = self._cells[self._places.item(*args)]
        return found if self.dtype.kind == "O" else found.item()

    def tolist(self):
        numbers = self._numbers()
        if numbers is not self:
            return numbers.tolist()
        objects = self.dtype.kind == "O"
        cells = self._cells

        def named(places):
            if isinstance(places, list):
                return [named(one) for one in places]
            return cells[places] if objects else cells[places].item()

        return named(self._places.tolist())

    def fill(self, value):
        for place in self._places.ravel().tolist():
            self._cells[place] = value

    def copy(self, order="C"):
        from ._object_calls import _ordered

        return _ordered(self, order)

    def flatten(self, order="C"):
        return self._with(self._places.flatten(order))._detached()

    def ravel(self, order="C"):
        return self._shared(self._places.ravel(order))

    def reshape(self, *shape, **kwargs):
        return self._shared(self._places.reshape(*shape, **kwargs))

    def _shared(self, places):
        """A view where the places are one, else a copy."""
        result = self._with(places)
        return result if places.base is not None else result._detached()

    def view(self, dtype=None, type=None):
        if isinstance(dtype, builtin_type) and issubclass(dtype, ndarray):
            dtype, type = None, dtype
        if type is not None and not isinstance(self, type):
            raise TypeError("arrays of such elements are of no other class")
        if dtype is None or _core.dtype(dtype) == self.dtype:
            return self._with(self._places.view())
        dtype = _core.dtype(dtype)
        if self.dtype.hasobject or dtype.hasobject:
            raise TypeError("Cannot change data-type for array of references.")
        from ._records import seen_as

        if dtype.itemsize == self.itemsize:
            return seen_as(self._cells, self._places, dtype)
        # Byte by byte, with one more axis.
        octets = seen_as(self._cells, self._places, _core.dtype("u1"), 0, (self.itemsize,))
        if not self.ndim:
            raise ValueError("Changing the dtype of a 0d array is only supported if the itemsize is unchanged")
        return octets.reshape((*self.shape[:-1], -1)).view(dtype)

    def astype(self, dtype, order="K", casting="unsafe", subok=True, copy=True):
        from ._forms import form_of
        from ._object_calls import _ordered, in_form
        from ._object_casts import _CASTS, can_cast
        from ._objects import as_native

        dtype = _core.dtype(dtype)
        if dtype == self.dtype:
            return _ordered(self, order) if copy else self
        if casting not in _CASTS:
            raise ValueError("casting must be one of 'no', 'equiv', 'safe', 'same_kind', or 'unsafe'")
        if not can_cast(self, dtype, casting):
            raise TypeError(
                f"Cannot cast array data from {self.dtype!r} to {dtype!r} according to the rule '{casting}'"
            )
        form = form_of(dtype)
        if form is not None:
            return in_form(self, form, order)
        return as_native(self, dtype, "F" if order == "F" or (order in "AK" and self.flags.fnc) else "C")

    def tobytes(self, order="C"):
        if self.dtype.hasobject:
            raise TypeError("the elements of object arrays have no bytes")
        return self._cells.gathered(self._places.ravel(order)).tobytes()

    def tofile(self, fid, sep="", format="%s"):
        if sep:
            from ._files import tofile

            return tofile(self._places, fid, sep, format)
        if hasattr(fid, "write"):
            fid.write(self.tobytes())
        else:
            with open(fid, "wb") as file:
                file.write(self.tobytes())
        return None

    def byteswap(self, inplace=False):
        target = self if inplace else self._detached()
        numbers = self._numbers()
        if numbers is not self:
            target[...] = numbers.byteswap()
        elif self._form.names is not None:
            for name in self._form.names:
                target[name].byteswap(True)
        elif self._form.kind == "U":
            from ._records import seen_as

            codes = (self.itemsize // 4,)
            seen_as(target._cells, target._places, _core.dtype("u4"), 0, codes).byteswap(True)
        return target

    def take(self, indices, axis=None, out=None, mode="raise"):
        return self._chosen(self._places.take(indices, axis, mode=mode), out)

    def repeat(self, repeats, axis=None):
        return self._chosen(self._places.repeat(repeats, axis))

    def compress(self, condition, axis=None, out=None):
        return self._chosen(self._places.compress(condition, axis), out)

    def diagonal(self, offset=0, axis1=0, axis2=1):
        return self._with(self._places.diagonal(offset, axis1, axis2))

    def trace(self, offset=0, axis1=0, axis2=1, dtype=None, out=None):
        return self.diagonal(offset, axis1, axis2).sum(-1, dtype, out)

    def _chosen(self, places, out=None):
        if not isinstance(places, ndarray):
            return self._cells[places]
        return _given(self._with(places)._detached(), out)

    def put(self, indices, values, mode="raise"):
        from ._objects import as_objects

        items = as_objects(values)._items()
        places = self._places.ravel().take(indices, mode=mode)
        if items:
            for index, place in enumerate(_core.asarray(places).ravel().tolist()):
                self._cells[place] = items[index % len(items)]

    def _truths(self):
        """Which elements are true; structures are if a byte of theirs is not zero."""
        return _core.asarray([bool(item) for item in self._items()], bool).reshape(self.shape)

    def nonzero(self):
        truths = self._truths()
        # As in NumPy objects are asked twice: first how many there will be.
        if self.dtype.kind == "O" and (self._truths() != truths).any():
            raise RuntimeError("number of non-zero array elements changed during function execution.")
        return truths.nonzero()

    def choose(self, choices, out=None, mode="raise"):
        return self.astype(int).choose(choices, out, mode)

    def conjugate(self, out=None):
        return _core.conjugate(self, out=out)

    conj = conjugate

    def dot(self, b, out=None):
        from ._object_products import dot

        return dot(self, b, out)

    def round(self, decimals=0, out=None):
        from ._objects import _mapped

        return _given(_mapped(self, lambda item: round(item, decimals)), out)

    def clip(self, min=None, max=None, out=None, *, casting="same_kind", **kwargs):
        from ._object_casts import checked_casting

        checked_casting(casting)
        result = self
        if min is not None:
            result = _core.maximum(result, min)
        if max is not None:
            result = _core.minimum(result, max)
        return _given(result, out)

    def mean(self, axis=None, dtype=None, out=None, keepdims=False, *, where=True):
        count = _core.add.reduce(_core.zeros(self.shape, bool) | True, axis, int, keepdims=keepdims, where=where)
        return _given(self.sum(axis, dtype, None, keepdims, where=where) / count, out)

    def var(self, axis=None, dtype=None, out=None, ddof=0, keepdims=False, *, where=True):
        count = _core.add.reduce(_core.zeros(self.shape, bool) | True, axis, int, keepdims=keepdims, where=where)
        deviations = self - self.mean(axis, dtype, None, True, where=where)
        squares = (deviations * _core.conjugate(deviations)).real
        return _given(squares.sum(axis, dtype, None, keepdims, where=where) / (count - ddof), out)

    def std(self, axis=None, dtype=None, out=None, ddof=0, keepdims=False, *, where=True):
        return _given(self.var(axis, dtype, None, ddof, keepdims, where=where) ** 0.5, out)

    def _by_lines(self, axis, function):
        """An object array of a function of the lines along an axis, which gives as many items."""
        from ._object_folds import _axis, _put_back, _rows

        axis = _axis(axis, self.ndim)
        shape, rows = _rows(self, axis)
        return _put_back([item for row in rows for item in function(row)], shape, self.shape[axis], axis)

    def _order(self, order=None):
        """The function of an element by which such are sorted: None for the elements themselves."""
        names = self._form.names
        if names is None:
            if order is not None:
                raise ValueError("Cannot specify order when the array has no fields.")
            return operator.methodcaller("tobytes") if self._form.kind == "V" else None
        first = [order] if isinstance(order, str) else list(order or ())
        for name in first:
            if name not in names:
                raise ValueError(f"unknown field name: {name}")
            if first.count(name) > 1:
                raise ValueError(f"duplicate field name: {name}")
        wanted = first + [name for name in names if name not in first]
        places = [names.index(name) for name in wanted]

        def key(element):
            fields = element.item()
            return tuple(fields[place] for place in places)

        return key

    def sort(self, axis=-1, kind=None, order=None, *, stable=None, descending=False):
        key = self._order(order)
        ordered = self._by_lines(axis, lambda row: sorted(row, key=key, reverse=descending))
        # Structures show their memory: they are copied before that is written.
        self[...] = ordered.astype(self.dtype) if key is not None else ordered

    def argsort(self, axis=-1, kind=None, order=None, *, stable=None, descending=False):
        key = self._order(order)
        array, axis = (self.ravel(), 0) if axis is None else (self, axis)
        if not array.ndim:
            return _core.zeros((1,), int)

        def places(row):
            row = row if key is None else list(map(key, row))
            return sorted(range(len(row)), key=row.__getitem__, reverse=descending)

        return array._by_lines(axis, places).astype(int)

    def _check_kth(self, kth, axis):
        """Where to divide must be within the axis; sorting divides everywhere."""
        from ._object_folds import _axis

        width = self.size if axis is None else self.shape[_axis(axis, self.ndim)]
        places = _core.asarray(kth)
        if places.dtype.kind not in "iu":
            raise TypeError("Partition index must be integer")
        for place in places.ravel().tolist():
            if not -width <= place < width:
                raise ValueError(f"kth(={place}) out of bounds ({width})")

    def partition(self, kth, axis=-1, kind="introselect", order=None):
        self._check_kth(kth, axis)
        self.sort(axis, order=order)

    def argpartition(self, kth, axis=-1, kind="introselect", order=None):
        self._check_kth(kth, axis)
        return self.argsort(axis, order=order)

    def searchsorted(self, v, side="left", sorter=None):
        import bisect

        from ._objects import as_objects

        if side not in ("left", "right"):
            raise ValueError(f"search side must be 'left' or 'right' (got '{side}')")
        find = bisect.bisect_left if side == "left" else bisect.bisect_right
        if isinstance(v, _core.generic) or not isinstance(v, ndarray):
            v = _core.asarray(v)
        dtype = _core.result_type(self.dtype, v.dtype)
        if dtype != self.dtype:
            return self.astype(dtype).searchsorted(v.astype(dtype, copy=False), side, sorter)
        items = self._items() if sorter is None else self[sorter]._items()
        found = as_objects(v.astype(dtype, copy=False))
        values, key = found._items(), self._order()
        if key is not None:
            items, values = list(map(key, items)), list(map(key, values))
        places = _core.asarray([find(items, value) for value in values], int)
        return places.reshape(found.shape) if found.ndim else places[0]

    def _best(self, axis, out, keepdims, better):
        from ._object_folds import _axis, _rows

        array, axis = (self.ravel(), 0) if axis is None else (self, axis)
        axis = _axis(axis, array.ndim)
        if not array.shape[axis]:
            raise ValueError("attempt to get an extreme of an empty sequence")
        shape, rows = _rows(array, axis)
        places = []
        for row in rows:
            best = 0
            for place, value in enumerate(row):
                if better(value, row[best]):
                    best = place
            places.append(best)
        result = _core.asarray(places, int).reshape(shape) if shape else _core.int64(places[0])
        if keepdims:
            kept = (*array.shape[:axis], 1, *array.shape[axis + 1 :]) if array is self else (1,) * self.ndim
            result = _core.asarray(result).reshape(kept)
        return _given(result, out)

    def argmax(self, axis=None, out=None, *, keepdims=False):
        return self._best(axis, out, keepdims, operator.gt)

    def argmin(self, axis=None, out=None, *, keepdims=False):
        return self._best(axis, out, keepdims, operator.lt)


builtin_type = type


def _operator(ufunc, reflected):
    """An operator's method: the ufunc, unless the other side does not want it."""

    def method(self, other):
        if getattr(builtin_type(other), "__array_ufunc__", True) is None:
            return NotImplemented
        return getattr(_core, ufunc)(*((other, self) if reflected else (self, other)))

    return method


# The binary's own operators do not take text for an operand.
_OPERATORS = {
    "add": "add", "sub": "subtract", "mul": "multiply", "truediv": "divide", "floordiv": "floor_divide",
    "mod": "remainder", "pow": "power", "and": "bitwise_and", "or": "bitwise_or", "xor": "bitwise_xor",
    "lshift": "left_shift", "rshift": "right_shift",
}  # fmt: skip
for _name, _ufunc in _OPERATORS.items():
    setattr(Methods, f"__{_name}__", _operator(_ufunc, False))
    setattr(Methods, f"__r{_name}__", _operator(_ufunc, True))
for _name, _ufunc in (("lt", "less"), ("le", "less_equal"), ("gt", "greater"), ("ge", "greater_equal")):
    setattr(Methods, f"__{_name}__", _operator(_ufunc, False))
