"""Items of arrays in place, through ctypes: GraalPy compiles the items of ctypes arrays to loads and stores.

Making such an array takes long, so an instance keeps them once its items have been used some times: ``_hv`` counts up
to that, and then is a ``_View``. What a view was made from is compared at each use, since an array may change.
"""

import ctypes
import os

from hpyhost._ffi.binding import lib, native
from hpyhost._ffi.floats import EXACT

# The attribute for the view.
SLOTS = ("_hv",)

# Uses before a view is made.
_ENOUGH = 3

_word = ctypes.c_ssize_t
_TYPES = {
    "?": ctypes.c_uint8,
    "b": ctypes.c_int8,
    "B": ctypes.c_uint8,
    "h": ctypes.c_int16,
    "H": ctypes.c_uint16,
    "i": ctypes.c_int32,
    "I": ctypes.c_uint32,
    "q": ctypes.c_int64,
    "f": ctypes.c_float,
    "d": ctypes.c_double,
}
# One type for arrays of any length: bounds are checked by the array's shape. GraalPy has none of 2 GiB or more.
_ARRAYS = {letter: kind * (((1 << 31) - 1) // ctypes.sizeof(kind)) for letter, kind in _TYPES.items()}
_float_value = float.__pos__


def symbol(path, name):
    """The address of a constant of a shared object, 0 if it has none of that name."""
    # GraalPy's ctypes does not tell true addresses.
    path_owner, native_path = native(os.fsencode(path))
    name_owner, native_name = native(name.encode())
    address = lib.hpyffi_symbol(native_path, native_name)
    del path_owner, name_owner
    return address


class _View:
    """The struct of an array as words, its elements, and what they were when it was made."""

    __slots__ = ("data", "elements", "length", "scalar", "step", "stride", "struct", "tag")


def _places(layout):
    """Indices of words in the struct, and where in one word number of axes, kind and permission lie; None if not so."""
    places = {layout.ndim >> 3, layout.kind >> 3, layout.writeable >> 3}
    if len(places) > 1 or any(at & 7 for at in (layout.data, layout.shape, layout.strides)):
        return None
    shifts = [8 * (at & 7) for at in (layout.ndim, layout.kind, layout.writeable)]
    return layout.data >> 3, layout.shape >> 3, layout.strides >> 3, layout.ndim >> 3, shifts


def _viewer(layout, kinds):
    """A function that makes the view of an array, or None if its items are not for this module."""
    data_at, shape_at, strides_at, tag_at, (ndim_shift, kind_shift, _) = _places(layout)
    struct_type = _word * (max(data_at, shape_at, strides_at, tag_at) + 1)
    mask = _mask(layout)

    def make(self):
        struct = struct_type.from_address(self._hp)
        tag = struct[tag_at]
        kind = tag >> kind_shift & 0xFF
        letter, scalar = kinds[kind] if kind < len(kinds) else ("", None)
        if tag >> ndim_shift & 0xFF != 1 or letter not in _ARRAYS:
            return None
        stride = struct[strides_at]
        size = ctypes.sizeof(_TYPES[letter])
        if stride <= 0 or stride % size or struct[shape_at] * stride >= 1 << 31:
            return None
        view = _View()
        view.length = struct[shape_at]
        view.struct, view.tag, view.stride, view.step = struct, tag & mask, stride, stride // size
        view.data = struct[data_at]
        view.elements = _ARRAYS[letter].from_address(view.data)
        view.scalar = scalar
        return view

    return make


def _mask(layout):
    _, _, _, _, shifts = _places(layout)
    mask = sum(0xFF << shift for shift in shifts)
    return mask - (mask >> 63 << 64)


def _prepare(make):
    def prepare(self, uses):
        """Count a use of an array without a view; the view if there is one then."""
        if uses is None:
            return None
        if uses < _ENOUGH:
            self._hv = uses + 1
            return None
        self._hv = view = make(self)
        return view

    return prepare


def reader(layout, kinds, cls, native):
    """``__getitem__`` for items whose scalars are floats; ``native`` does all the rest, and other classes."""
    if _places(layout) is None:
        return native
    data_at, shape_at, strides_at, tag_at, _ = _places(layout)
    mask = _mask(layout)
    prepare = _prepare(_viewer(layout, kinds))
    new = float.__new__

    def __getitem__(self, key, /):
        if type(self) is not cls:
            # A class derived from it, or no array at all.
            pass
        elif type(key) is int:
            view = self._hv
            if type(view) is not _View:
                view = prepare(self, view)
            if view is not None and view.scalar is not None:
                struct = view.struct
                n = view.length
                place = key + n if key < 0 else key
                if (
                    0 <= place < n == struct[shape_at]
                    and struct[tag_at] & mask == view.tag
                    and struct[data_at] == view.data
                    and struct[strides_at] == view.stride
                ):
                    return new(view.scalar, view.elements[place * view.step])
        return native(self, key)

    return __getitem__


def writer(layout, kinds, cls, native):
    """``__setitem__`` of numbers; ``native`` does all the rest, and other classes."""
    if _places(layout) is None:
        return native
    data_at, shape_at, strides_at, tag_at, (_, kind_shift, writeable_shift) = _places(layout)
    mask = _mask(layout)
    prepare = _prepare(_viewer(layout, kinds))
    fits = [_fits(letter, scalar) for letter, scalar in kinds]

    def __setitem__(self, key, value, /):
        if type(self) is not cls:
            # A class derived from it, or no array at all.
            pass
        elif type(key) is int:
            view = self._hv
            if type(view) is not _View:
                view = prepare(self, view)
            if view is not None:
                struct, tag = view.struct, view.tag
                n = view.length
                place = key + n if key < 0 else key
                if (
                    0 <= place < n == struct[shape_at]
                    and tag >> writeable_shift & 0xFF == 1
                    and struct[tag_at] & mask == tag
                    and struct[data_at] == view.data
                    and struct[strides_at] == view.stride
                    and fits[tag >> kind_shift & 0xFF](value)
                ):
                    view.elements[place * view.step] = value if type(value) is not view.scalar else _float_value(value)
                    return
        native(self, key, value)

    return __setitem__


def _fits(letter, scalar):
    """Whether a value can be stored as an element of a kind without any question."""
    if letter == "d":

        def fits(value):
            kind = type(value)
            return kind is float or (kind is scalar) or (kind is int and -EXACT <= value <= EXACT)

    elif letter == "?":

        def fits(value):
            return type(value) is bool

    elif letter in _TYPES and letter != "f":
        bits = 8 * ctypes.sizeof(_TYPES[letter])
        low, high = (-(1 << (bits - 1)), (1 << (bits - 1)) - 1) if letter.islower() else (0, (1 << bits) - 1)

        def fits(value):
            return type(value) is int and low <= value <= high

    else:

        def fits(value):
            return False

    return fits
