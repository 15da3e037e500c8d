"""Arrays whose dtypes are described in Python: objects, text, bytes, structures, numbers in the other byte order.

Such an array is, to the binary, an array of integers: the places of its elements in a storage: a Python list, or
memory. Whatever moves, repeats or views elements works on the places; views share the storage, copies have one of their
own. Places always lie as steadily as the numbers from 0 on do in the array they are a view of; so the fields of
structures are views of memory, too.
"""

from . import _core
from ._binary import check_derived
from ._core import arange, asarray, ndarray
from ._forms import OBJECT
from ._object_methods import Methods

__all__ = ["object_"]


class object_(_core.generic):
    """The type of the elements of object arrays; calling it gives the object itself, or an array of a sequence.

    Examples
    --------
    >>> import uniarray as np
    >>> np.object_(3)
    3
    """

    def __new__(cls, value=None, /):
        array = _core.array(value, OBJECT.dtype)
        return array if array.ndim else array[()]


class described(Methods, ndarray):
    """An array whose dtype is described in Python; made by ``array(..., dtype=object)`` and the like."""

    _form = OBJECT
    __array_priority__ = 0.0

    def __array_finalize__(self, template):
        if isinstance(template, described):
            self._cells, self._form = template._cells, template._form
        else:
            self._cells = []

    @property
    def dtype(self):
        return self._form.dtype

    @property
    def itemsize(self):
        return self._form.itemsize

    @property
    def nbytes(self):
        return self.size * self._form.itemsize

    @property
    def _places(self):
        """The places of the elements, as a plain array that shares memory."""
        return ndarray.view(self, ndarray)

    def _items(self):
        """The elements in C order."""
        cells = self._cells
        return [cells[place] for place in self._places.ravel().tolist()]

    def _with(self, places):
        """An array at other places of the same list."""
        result = places.view(described)
        result._cells, result._form = self._cells, self._form
        return result

    def _strided(self, shape, strides, offset=0):
        """A view with other strides that begins elsewhere, in bytes of the elements' memory."""
        step = getattr(self._cells, "step", 8) or 1
        return self._with(self._places._strided(shape, [stride // step * 8 for stride in strides], offset // step * 8))

    def _detached(self):
        """The same elements in a storage of their own."""
        return made(self._items(), self.shape, form=self._form)

    def _numbers(self):
        """The elements as numbers of the machine's own byte order; the array itself if they are no numbers."""
        form = self._form
        return form.numbers(self._cells, self._places) if hasattr(form, "numbers") else self

    def _field(self, name):
        if self._form.names is None:
            raise IndexError(
                "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays "
                "are valid indices"
            )
        if isinstance(name, str):
            result = self._form.seen(self._cells, self._places, name)
        else:
            from ._records import seen_as

            result = seen_as(self._cells, self._places, self._form.part(name).dtype)
        if not self.flags.writeable:
            result.setflags(write=False)
        return result

    def __getitem__(self, key):
        if isinstance(key, str) or (isinstance(key, list) and key and isinstance(key[0], str)):
            return self._field(key)
        found = self._places[_key(key)]
        if not isinstance(found, ndarray):
            return self._cells[found]
        result = self._with(found)
        # What is no view of the places is a copy.
        return result if found.base is not None else result._detached()

    def __setitem__(self, key, value):
        if not self.flags.writeable:
            raise ValueError("assignment destination is read-only")
        if isinstance(key, str) or (isinstance(key, list) and key and isinstance(key[0], str)):
            self._field(key)[...] = value
            return
        places = self._places[_key(key)]
        cells = self._cells
        if not isinstance(places, ndarray):
            # What has a form takes the element; objects are anything, arrays too.
            cells[places] = value
            return
        source = value if isinstance(value, described) else self._elements_of(value, places.ndim)
        if source._form.names is not None:
            # Structures show their memory, which may be the one that is written.
            source = source._detached()
        while source.ndim > places.ndim and source.shape[0] == 1:
            source = source[0] if source.ndim > 1 else source.reshape(())
        if source.shape != places.shape:
            source = _broadcast(source, places.shape)
        for place, item in zip(places.ravel().tolist(), source._items()):
            cells[place] = item

    def _elements_of(self, value, ndim):
        """What is assigned to axes, as an array: of structures tuples are the elements, of objects deeper lists."""
        if isinstance(value, ndarray):
            return _core.array(value, OBJECT.dtype)
        from ._object_calls import collected

        most = ndim if self._form is OBJECT else 64
        return collected(value, True, most, tuples=self._form.names is None, voids=True)

    def __iter__(self):
        if not self.ndim:
            raise TypeError("iteration over a 0-d array")
        return map(self.__getitem__, range(len(self)))

    def __contains__(self, value):
        return any(bool(item == value) for item in self._items())

    def __bool__(self):
        if self.size != 1:
            raise ValueError(
                "The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()"
                if self.size
                else "The truth value of an empty array is ambiguous. Use `array.size > 0` to check that an array "
                "is not empty."
            )
        return bool(self._items()[0])

    def _only(self, function):
        if self.ndim:
            raise TypeError("only 0-dimensional arrays can be converted to Python scalars")
        return function(self[()])

    def __int__(self):
        return self._only(int)

    def __float__(self):
        return self._only(float)

    def __complex__(self):
        return self._only(complex)

    def __index__(self):
        raise TypeError("only integer scalar arrays can be converted to a scalar index")

    def __repr__(self):
        from ._object_text import shown

        return shown(self, True)

    def __str__(self):
        from ._object_text import shown

        return shown(self, False)

    def __format__(self, spec):
        return format(self[()] if self.ndim == 0 else str(self), spec)

    def __reduce__(self):
        if self._form is not OBJECT:
            return _rebuilt_packed, (self.dtype, self.tobytes(), self.shape)
        return _rebuilt, (self._items(), self.shape)

    def __copy__(self):
        return self._detached()

    def __deepcopy__(self, memo):
        import copy

        if self._form is not OBJECT:
            return self._detached()
        return made([copy.deepcopy(item, memo) for item in self._items()], self.shape)

    def __array__(self, dtype=None, *, copy=None):
        if dtype is None or _core.dtype(dtype) == self.dtype:
            return self._detached() if copy else self
        return self.astype(dtype)

    def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
        from ._object_ufuncs import apply

        return apply(ufunc, method, inputs, kwargs)

    def __array_function__(self, func, types, args, kwargs):
        from ._object_functions import function

        return function(func, types, args, kwargs)

    @property
    def __array_interface__(self):
        if self._form is OBJECT:
            raise AttributeError("the elements of object arrays are not in memory")
        from ._records import seen_as

        inner = seen_as(self._cells, self._places, _core.dtype("u1")).__array_interface__
        dtype = self.dtype
        return {**inner, "shape": self.shape, "typestr": dtype.str, "descr": dtype.descr}

    @property
    def ctypes(self):
        raise TypeError("the elements of this array are not where C code would look for them")

    @property
    def __array_struct__(self):
        raise AttributeError("__array_struct__")

    @property
    def strides(self):
        step = getattr(self._cells, "step", 8)
        return tuple(stride // 8 * step for stride in self._places.strides)

    def __eq__(self, other):
        return self._compared(other, True)

    def __ne__(self, other):
        return self._compared(other, False)

    __hash__ = None

    def _compared(self, other, equal):
        """`==` or `!=`: what cannot be compared is unequal, and structures are compared as wholes."""
        from ._object_ufuncs import compared

        return compared(self, other, equal)

    @property
    def real(self):
        numbers = self._numbers()
        if numbers is not self:
            return numbers.real.astype(self._part_dtype())
        if self._form is not OBJECT:
            return self
        return _mapped(self, lambda item: getattr(item, "real", item))

    def _part_dtype(self):
        """The dtype of the parts of complex numbers in the other byte order."""
        return self._numbers().real.dtype.newbyteorder(self._form.byteorder)

    @property
    def imag(self):
        numbers = self._numbers()
        if numbers is not self:
            return numbers.imag.astype(self._part_dtype())
        if self._form is not OBJECT:
            return _core.zeros(self.shape, self.dtype)
        return _mapped(self, lambda item: getattr(item, "imag", 0))

    @property
    def flat(self):
        from ._flat import of

        return of(self)

    @flat.setter
    def flat(self, values):
        items = list(_core.array(values, OBJECT.dtype)._items())
        for index, place in enumerate(self._places.ravel().tolist()):
            self._cells[place] = items[index % len(items)]


def _broadcast(source, shape):
    from ._manipulation import broadcast_to

    try:
        return source._with(broadcast_to(source._places, shape))
    except ValueError:
        raise ValueError(
            f"could not broadcast input array from shape {source.shape} into shape {tuple(shape)}".replace(" ", "")
            .replace("couldnotbroadcastinputarrayfromshape", "could not broadcast input array from shape ")
            .replace("intoshape", " into shape ")
        ) from None


def _mapped(array, function):
    """The array of a function of every element."""
    return made([function(item) for item in array._items()], array.shape)


def _key(key):
    """A subscript with arrays of the other byte order made plain ones."""
    if isinstance(key, described):
        return key._numbers()
    if isinstance(key, tuple):
        return tuple(one._numbers() if isinstance(one, described) else one for one in key)
    return key


def _rebuilt(items, shape):
    return made(list(items), shape)


def _rebuilt_packed(dtype, data, shape):
    from ._object_calls import of_bytes

    return of_bytes(dtype, data, shape)


def made(items, shape, order="C", form=OBJECT):
    """An array of a list of elements in C order; of objects it keeps the list.

    Examples
    --------
    >>> made([1, None], (2,))
    array([1, None], dtype=object)
    """
    places = arange(len(items)).reshape(shape)
    if order == "F" and places.ndim > 1:
        items = [items[place] for place in places.ravel("F").tolist()]
        places = arange(len(items)).reshape(places.shape[::-1]).T
    return placed(places, form.cells(items), form)


def placed(places, cells, form):
    """An array of the elements at some places of a storage."""
    check_derived(described)
    result = places.view(described)
    result._cells, result._form = cells, form
    return result


def as_objects(value):
    """Anything as an array of objects, or of another dtype that is described in Python."""
    return value if isinstance(value, described) else _core.array(value, OBJECT.dtype)


def _number(text, kind):
    """The number that a text or bytes spell."""
    text = text.decode("ascii") if isinstance(text, bytes) else str.__str__(text)
    if kind == "b":
        return bool(text)
    return {"f": float, "c": complex}.get(kind, int)(text)


def as_native(array, dtype, order="C"):
    """The elements as numbers of a dtype."""
    numbers = array._numbers()
    if numbers is not array:
        return numbers.astype(dtype, order=order, copy=False)
    result = _core.empty(array.shape, dtype, order=order)
    kind = result.dtype.kind
    if array._form.kind == "V":
        if kind != "b":
            raise TypeError(f"Cannot cast array data from {array.dtype!r} to {result.dtype!r}")
        result[...] = asarray([any(item.tobytes()) for item in array._items()], bool).reshape(array.shape)
        return result
    flat = [_number(item, kind) if isinstance(item, (str, bytes)) else item for item in array._items()]
    flat = [item[()] if isinstance(item, ndarray) and item.ndim == 0 else item for item in flat]
    if kind == "b":
        flat = list(map(bool, flat))
    if result.ndim == 0:
        result[()] = flat[0]
    else:
        result[...] = asarray(flat, dtype).reshape(array.shape)
    return result
