"""Items of arrays in place, through ctypes: GraalPy compiles the items of ctypes arrays to loads and stores.

Making such an array takes long, so an instance keeps them once its items have been used some times: ``_hv`` counts up
to that, and then is a ``_View``. What a view was made from is compared after each call of native code, which counts its
turns in the table: only there may an array change.
"""

import ctypes

from hpyhost._ffi import binding_ctypes
from hpyhost._ffi.binding_ctypes import T, word
from hpyhost._ffi.floats import EXACT_BITS
from hpyhost._ffi.interpreter import specialised

symbol = binding_ctypes.symbol

# The attribute for the view.
SLOTS = ("_hv",)

# Uses before a view is made, and the length from which on it is made at once. Loops over an array's items are compiled
# best where they never called native code.
_ENOUGH = 3
_LONG = 1000

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


class _View:
    """The struct of an array as words, its elements, and what they were when it was made.

    Lengths, strides and steps (strides in elements) are those of the two axes, and 0 for a second axis that is not
    there. ``turn`` is the number of native code's turn after which they were compared; ``fits`` tells whether a value
    can be stored.
    """

    __slots__ = (
        "axes",
        "data",
        "elements",
        "fits",
        "length",
        "length2",
        "scalar",
        "step",
        "step2",
        "stride",
        "stride2",
        "struct",
        "tag",
        "turn",
    )


def _places(layout):
    """Indices of words in the struct, and where in one word number of axes, kind and permission lie; None if not so."""
    places = {layout.ndim >> 3, layout.kind >> 3, layout.writeable >> 3}
    if len(places) > 1 or any(at & 7 for at in (layout.data, layout.shape, layout.strides)):
        return None
    shifts = [8 * (at & 7) for at in (layout.ndim, layout.kind, layout.writeable)]
    return layout.data >> 3, layout.shape >> 3, layout.strides >> 3, layout.ndim >> 3, shifts


def _viewer(layout, kinds):
    """A function that makes the view of an array, or None if its items are not for this module."""
    data_at, shape_at, strides_at, tag_at, (ndim_shift, kind_shift, writeable_shift) = _places(layout)
    struct_type = _word * (max(data_at, shape_at + 1, strides_at + 1, tag_at) + 1)
    mask = _mask(layout)
    fits = [specialised(_fits(letter, scalar), "fits") for letter, scalar in kinds]

    def make(self):
        turn = T[3]
        struct = struct_type.from_address(self._hp)
        tag = struct[tag_at]
        kind = tag >> kind_shift & 0xFF
        axes = tag >> ndim_shift & 0xFF
        letter, scalar = kinds[kind] if kind < len(kinds) else ("", None)
        if not 1 <= axes <= min(2, layout.dims) or letter not in _ARRAYS:
            return None
        size = ctypes.sizeof(_TYPES[letter])
        lengths = [struct[shape_at + axis] for axis in range(axes)] + [0] * (2 - axes)
        strides = [struct[strides_at + axis] for axis in range(axes)] + [0] * (2 - axes)
        if any(stride < 0 or stride % size for stride in strides):
            return None
        if sum(length * stride for length, stride in zip(lengths, strides)) >= 1 << 31:
            return None
        view = _View()
        view.axes = axes
        view.length, view.length2 = lengths
        view.stride, view.stride2 = strides
        view.step, view.step2 = (stride // size for stride in strides)
        view.struct, view.tag = struct, tag & mask
        view.data = struct[data_at]
        view.elements = _ARRAYS[letter].from_address(view.data)
        view.scalar = scalar
        view.fits = fits[kind] if tag >> writeable_shift & 0xFF == 1 else _nothing
        view.turn = turn
        return view

    return make


def _mask(layout):
    _, _, _, _, shifts = _places(layout)
    mask = sum(0xFF << shift for shift in shifts)
    return mask - (mask >> 63 << 64)


def _prepare(layout, make):
    shape = layout.shape

    def prepare(self, uses):
        """Count a use of an array without a view; the view if there is one then."""
        if uses is None:
            return None
        if uses < _ENOUGH and word(self._hp + shape) < _LONG:
            self._hv = uses + 1
            return None
        self._hv = view = make(self)
        return view

    return prepare


def _unchanged(layout):
    """A function that tells whether an array's view still is right; if not, there will be another one."""
    data_at, shape_at, strides_at, tag_at, _ = _places(layout)
    mask = _mask(layout)

    def unchanged(self, view):
        struct, turn = view.struct, T[3]
        if (
            struct[tag_at] & mask == view.tag
            and struct[data_at] == view.data
            and struct[shape_at] == view.length
            and struct[strides_at] == view.stride
            and (view.axes == 1 or (struct[shape_at + 1] == view.length2 and struct[strides_at + 1] == view.stride2))
        ):
            view.turn = turn
            return True
        self._hv = 0
        return False

    return specialised(unchanged, "unchanged")


def _is_simple(key):
    """Whether a subscript is what views are for: an integer, or two."""
    return type(key) is int or (type(key) is tuple and len(key) == 2 and type(key[0]) is int and type(key[1]) is int)


def _ready(layout, kinds):
    """A function that tells whether an array has a right view now which it had not before."""
    prepare = _prepare(layout, _viewer(layout, kinds))
    unchanged = _unchanged(layout)

    def ready(self, key):
        if not _is_simple(key):
            return False
        view = self._hv
        if type(view) is not _View:
            return prepare(self, view) is not None
        return view.turn != T[3] and unchanged(self, view)

    return ready


def _place(self, key):
    """The number of an item among the elements of an array's view; -1 if there is none that is right, or the key is
    no integer, or two for two axes.
    """
    view = self._hv
    if type(view) is _View and view.turn == T[3]:
        if type(key) is int:
            if view.axes == 1:
                n = view.length
                i = key + n if key < 0 else key
                if 0 <= i < n:
                    return i * view.step
        elif type(key) is tuple and len(key) == 2 and view.axes == 2:
            i, j = key
            if type(i) is int and type(j) is int:
                n, m = view.length, view.length2
                i = i + n if i < 0 else i
                j = j + m if j < 0 else j
                if 0 <= i < n and 0 <= j < m:
                    return i * view.step + j * view.step2
    return -1


# The functions below end in what is rare, and do not come back from it to what is usual: so the compiler knows in a
# loop what it has read of a view.


def reader(layout, kinds, cls, native):
    """``__getitem__`` for items whose scalars are floats; ``native`` does all the rest, and other classes."""
    if _places(layout) is None:
        return native
    ready = _ready(layout, kinds)
    place = specialised(_place, "place")
    new = float.__new__

    def item(self, key):
        if type(self) is cls and ready(self, key):
            at = _place(self, key)
            if at >= 0 and self._hv.scalar is not None:
                return new(self._hv.scalar, self._hv.elements[at])
        return native(self, key)

    def __getitem__(self, key, /):
        if type(self) is cls:
            at = place(self, key)
            if at >= 0:
                view = self._hv
                if view.scalar is not None:
                    return new(view.scalar, view.elements[at])
        return item(self, key)

    return __getitem__


def writer(layout, kinds, cls, native):
    """``__setitem__`` of numbers; ``native`` does all the rest, and other classes."""
    if _places(layout) is None:
        return native
    ready = _ready(layout, kinds)
    place = specialised(_place, "place")

    def store(self, key, value):
        if type(self) is cls and ready(self, key):
            at = _place(self, key)
            if at >= 0 and self._hv.fits(value):
                self._hv.elements[at] = value if type(value) is not self._hv.scalar else _float_value(value)
                return
        native(self, key, value)

    def __setitem__(self, key, value, /):
        if type(self) is cls:
            at = place(self, key)
            if at >= 0:
                view = self._hv
                if view.fits(value):
                    view.elements[at] = value if type(value) is not view.scalar else _float_value(value)
                    return
        store(self, key, value)

    return __setitem__


def _nothing(value):
    """For what must not be written to."""
    return False


def _fits(letter, scalar):
    """Whether a value can be stored as an element of a kind without any question."""
    if letter == "d":

        def fits(value):
            kind = type(value)
            # GraalPy takes six times as long to compare integers beyond 32 bits.
            return kind is float or (kind is scalar) or (kind is int and value.bit_length() <= EXACT_BITS)

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
