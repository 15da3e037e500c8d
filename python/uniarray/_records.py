"""Structured dtypes: elements of several fields, and their scalars."""

import math
from types import MappingProxyType

from . import _core
from ._core import dtype as _dtype
from ._core import ndarray
from ._packed import Packed, Void, fresh

__all__ = ["void"]


class Field:
    """One field: its dtype, where it begins, and how many elements it has along which axes."""

    __slots__ = ("dtype", "name", "offset", "shape", "title")

    def __init__(self, name, dtype, offset, shape=(), title=None):
        self.name, self.dtype, self.offset, self.shape, self.title = name, dtype, offset, tuple(shape), title

    @property
    def nbytes(self):
        size = self.dtype.itemsize
        for extent in self.shape:
            size *= extent
        return size

    @property
    def told(self):
        """The dtype, with the axes if there are some."""
        return _dtype((self.dtype, self.shape)) if self.shape else self.dtype

    def described(self):
        from ._form_parsing import spelled

        name = (self.title, self.name) if self.title else self.name
        return (name, spelled(self.dtype), self.shape) if self.shape else (name, spelled(self.dtype))


class Record(Void):
    """``V`` with fields."""

    def __init__(self, fields, itemsize, align):
        super().__init__(itemsize)
        self._all = {field.name: field for field in fields}
        self.isalignedstruct, self.flags = align, 16
        self.alignment = max([field.dtype.alignment for field in fields], default=1) if align else 1
        self.names = tuple(field.name for field in fields)
        self.length = len(fields)
        self.isnative = all(field.dtype.isnative for field in fields)
        self.isbuiltin = 0
        offset, self._packs = 0, not align
        for field in fields:
            self._packs &= field.offset == offset
            offset += field.nbytes
        self._packs &= offset == itemsize
        self.text = str([field.described() for field in fields] if self._packs else self._dictionary())
        self.repr = f"dtype({self._listed() if self._is_usual() else self.text}{', align=True' if align else ''})"
        if self._is_usual() and align:
            self.repr = f"dtype({self._listed()}, align=True)"
        elif align:
            self.repr = f"dtype({self._dictionary(False)!s}, align=True)"

    def inside(self):
        """What stands for the structure in the description of another one."""
        return [field.described() for field in self._all.values()] if self._packs else self._dictionary()

    def _listed(self):
        return str([field.described() for field in self._all.values()])

    def _is_usual(self):
        """Whether the list of fields says all: nothing lies between them but what alignment asks for."""
        if self._packs:
            return True
        if not self.isalignedstruct:
            return False
        offset = 0
        for field in self._all.values():
            offset = -(-offset // field.dtype.alignment) * field.dtype.alignment
            if field.offset != offset:
                return False
            offset += field.nbytes
        return -(-offset // self.alignment) * self.alignment == self.itemsize

    def _dictionary(self, aligned=True):
        fields = self._all.values()
        found = {
            "names": [field.name for field in fields],
            "formats": [field.described()[1] if not field.shape else field.described()[1:] for field in fields],
            "offsets": [field.offset for field in fields],
            "itemsize": self.itemsize,
        }
        if aligned and self.isalignedstruct:
            found["aligned"] = True
        return found

    @property
    def fields(self):
        found = {}
        for field in self._all.values():
            entry = (field.told, field.offset) if field.title is None else (field.told, field.offset, field.title)
            found[field.name] = entry
            if field.title is not None:
                found[field.title] = entry
        return MappingProxyType(found)

    @property
    def descr(self):
        found, end = [], 0
        for field in sorted(self._all.values(), key=lambda one: one.offset):
            if field.offset > end:
                found.append(("", f"|V{field.offset - end}"))
            kind = field.dtype.descr if field.dtype.names else field.dtype.str
            found.append((field.name, kind, field.shape) if field.shape else (field.name, kind))
            end = field.offset + field.nbytes
        if self.itemsize > end:
            found.append(("", f"|V{self.itemsize - end}"))
        return found

    @property
    def reduced(self):
        return _dtype, (self._dictionary(),)

    def getitem(self, key):
        if isinstance(key, str):
            if key not in self._all:
                raise KeyError(f"Field named '{key}' not found.")
            return self._all[key].told
        if isinstance(key, list):
            return self.part(key).dtype
        names = self.names
        if not -len(names) <= key < len(names):
            raise IndexError(f"Field index {key} out of range.")
        return self._all[names[key]].told

    def field(self, name):
        if name not in self._all:
            raise ValueError(f"no field of name {name}")
        return self._all[name]

    def part(self, names):
        """The form of some of the fields, where they are."""
        for name in names:
            if name not in self._all:
                raise KeyError(name)
        from ._form_parsing import record

        return record([self._all[name] for name in names], self.itemsize, self.isalignedstruct)

    def newbyteorder(self, order):
        from ._form_parsing import record

        fields = [Field(f.name, f.dtype.newbyteorder(order), f.offset, f.shape, f.title) for f in self._all.values()]
        return record(fields, self.itemsize, self.isalignedstruct).dtype

    def seen(self, cells, places, name):
        """The field of all elements: a view of their memory."""
        field = self.field(name)
        return seen_as(cells, places, field.dtype, field.offset, field.shape)

    def read(self, cells, place):
        return void._of(cells, place)

    def tuple_of(self, cells, place):
        found = []
        for name in self.names:
            value = self.seen(cells, _core.asarray(place), name)
            found.append(value.tolist() if value.ndim else value[()] if value.dtype.names else value.item())
        return tuple(one.item() if isinstance(one, void) else one for one in found)

    def write(self, cells, place, value):
        if isinstance(value, void):
            value = tuple(value[name] for name in value.dtype.names) if value.dtype.names else value
        if isinstance(value, tuple):
            if len(value) != len(self.names):
                raise ValueError(
                    f"could not assign tuple of length {len(value)} to structure with {len(self.names)} fields."
                )
        else:
            value = (value,) * len(self.names)
        for name, one in zip(self.names, value):
            self.seen(cells, _core.asarray(place), name)[...] = one


def seen_as(cells, places, dtype, offset=0, shape=()):
    """Bytes of the elements at some places of a storage, as an array of another dtype that shares the memory."""
    from ._forms import form_of
    from ._objects import described

    form = form_of(dtype)
    first = places.ravel()[0].item() if places.size else 0
    start = cells.offset + first * cells.step + offset
    if form is None:
        strides = [stride // 8 * cells.step for stride in places.strides]
        inner = dtype.itemsize
        steps = []
        for extent in reversed(shape):
            steps.append(inner)
            inner *= extent
        if not places.size:
            return _core.empty(places.shape + shape, dtype)
        return ndarray(places.shape + shape, dtype, cells.memory, start, (*strides, *reversed(steps)))
    if shape:
        return _seen_within(cells, places, form, start, shape)
    result = places.view(described)
    result._cells, result._form = Packed(form, cells.memory, cells.offset + offset, cells.step), form
    return result


def _seen_within(cells, places, form, start, shape):
    """The elements of a sub-array in each of several elements: their places count in a unit that fits both."""
    strides = [stride // 8 * cells.step for stride in places.strides]
    inner, steps = form.itemsize, []
    for extent in reversed(shape):
        steps.append(inner)
        inner *= extent
    strides += reversed(steps)
    unit = math.gcd(start, *strides) or 1
    if not places.size or not inner:
        return _core.empty(places.shape + shape, form.dtype)
    every = _core.arange(cells.memory.size // unit)
    steps = [stride // unit * 8 for stride in strides]
    result = ndarray(places.shape + shape, every.dtype, every, start // unit * 8, steps)
    from ._objects import placed

    return placed(result, Packed(form, cells.memory, 0, unit), form)


class SubArray(Void):
    """Several elements that lie together; arrays get their axes."""

    def __init__(self, dtype, shape):
        size = dtype.itemsize
        for extent in shape:
            size *= extent
        super().__init__(size)
        self._base, self.shape, self.ndim = dtype, tuple(shape), len(shape)
        self.subdtype, self.alignment = (dtype, self.shape), dtype.alignment
        from ._form_parsing import spelled

        self.text = str((spelled(dtype), self.shape))
        self.repr = f"dtype({self.text})"

    def base(self, dtype):
        return self._base


class void(_core.flexible):
    """An element of a structured array, whose fields it shows, or bytes of no meaning.

    Examples
    --------
    >>> import uniarray as np
    >>> np.void(b"ab").tobytes()
    b'ab'
    """

    def __new__(cls, value=b"", /, dtype=None):
        if dtype is not None:
            return _core.array(value, dtype)[()]
        data = bytes(value)
        form = _dtype(f"V{len(data)}")
        from ._forms import form_of

        cells = fresh(form_of(form), 1)
        cells.put(0, data)
        return cls._of(cells, 0)

    @classmethod
    def _of(cls, cells, place):
        self = _core.flexible.__new__(cls)
        self._cells, self._place = cells, place
        return self

    @property
    def dtype(self):
        return self._cells.form.dtype

    shape, ndim, size = (), 0, 1

    @property
    def itemsize(self):
        return self.dtype.itemsize

    def tobytes(self, order="C"):
        return self._cells.data(self._place)

    def item(self):
        form = self._cells.form
        return form.tuple_of(self._cells, self._place) if form.names is not None else self.tobytes()

    tolist = item

    def _array(self):
        from ._objects import described

        result = _core.asarray(self._place).view(described)
        result._cells, result._form = self._cells, self._cells.form
        return result

    def __array__(self, dtype=None, *, copy=None):
        return self._array()

    def __getitem__(self, key):
        if isinstance(key, int):
            key = self._names()[key]
        found = self._array()[key]
        return found[()] if isinstance(found, ndarray) and not found.ndim else found

    def __setitem__(self, key, value):
        if isinstance(key, int):
            key = self._names()[key]
        self._array()[key][...] = value

    def _names(self):
        if self.dtype.names is None:
            raise IndexError("can't index void scalar without fields")
        return self.dtype.names

    def __len__(self):
        return len(self._names())

    def __iter__(self):
        return (self[name] for name in self._names())

    def __bool__(self):
        return any(self.tobytes())

    def __eq__(self, other):
        if isinstance(other, void):
            return _core.bool(self.dtype == other.dtype and self.item() == other.item())
        return NotImplemented

    def __ne__(self, other):
        return NotImplemented if not isinstance(other, void) else _core.bool(not self == other)

    def __hash__(self):
        return hash(self.item())

    def __str__(self):
        return str(self.item())

    def __repr__(self):
        if self.dtype.names is None:
            return f"np.void({self.tobytes()!r})"
        return f"np.void({self.item()}, dtype={self.dtype.descr})"
