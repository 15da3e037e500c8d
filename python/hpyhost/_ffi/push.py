"""How an object becomes an entry of the handle table.

``None``, truth values and, where they have no identity, plain numbers and slices are pushed without their object, so
that a JIT need not make one: whoever needs it later gets an equal one. All else has the flag OBJ, and ``objs[h]`` is
the object.

The type of the object is asked for first and only: a tracing JIT makes one comparison out of the whole chain.
"""

import sys
import types

from hpyhost._ffi.binding import IDENT, D, T, lib
from hpyhost._ffi.forms import (
    BUILTIN_NEW,
    COMPLEX,
    CONST,
    FIRST_TID,
    FLOAT,
    FRAME,
    INSTANCE,
    INT,
    NO_START,
    NO_STOP,
    OBJ,
    OBJECT,
    ONE,
    SLICE,
    SPAN,
    TIDS,
    TUPLE,
    TYPE,
)
from hpyhost._ffi.interpreter import specialised

MIN, MAX = -(1 << 63), (1 << 63) - 1

# Entries of a frame: the result, self, the arguments, and the parts of arguments that are tuples or slices.
FRAME_ENTRIES = 64

# The longest tuple that is pushed with its items.
_LONGEST = 8

# Object of each entry that has one. It grows on demand: the native table has room for many more.
objs = [None] * 1024

# First argument entries of the frames that are free.
frames = []

# Record of each extension type by its id; the ids of built-in types have none.
types_by_tid = [None] * FIRST_TID

# What the table needs from the modules that make classes, set by them: register_class(cls) gives the record of a class
# that derives from an extension type; make_instance(tid, pointer, aux) the object of a fresh instance; struct_of(x) the
# address of the struct of an instance, which is made where it has none yet.
hooks = types.SimpleNamespace(register_class=None, make_instance=None, struct_of=None)

# Two equal numbers may be two objects only on CPython; that slices may be so elsewhere nobody asks.
_IDENTITY = OBJ if sys.implementation.name == "cpython" else 0

_BY_CLASS = sys.implementation.name == "graalpy"

_INT = ONE | FRAME | INT | _IDENTITY
_FLOAT = ONE | FRAME | FLOAT | _IDENTITY
_COMPLEX = ONE | FRAME | COMPLEX
_CONST = ONE | FRAME | CONST
_OBJECT = ONE | FRAME | OBJ | OBJECT
_INSTANCE = ONE | FRAME | OBJ | INSTANCE
_TYPE = ONE | FRAME | OBJ | TYPE
_TUPLE = ONE | FRAME | OBJ | TUPLE
_SLICE = ONE | FRAME | OBJ | SLICE
_SPAN = ONE | FRAME | SPAN | _IDENTITY
_BUILTIN_NEW = ONE | FRAME | OBJ | BUILTIN_NEW

_float_new, _int_new, _complex_new = float.__new__, int.__new__, complex.__new__
_new_type = type(_float_new)
_float_value = float.__pos__


def grow(h):
    """Make room in ``objs`` for entry ``h``."""
    objs.extend([None] * (h + 1 - len(objs) + len(objs) // 2))


def new_frame():
    """A frame that no call uses, for when ``frames`` is empty: its first argument entry."""
    first = lib.hpyffi_reserve(FRAME_ENTRIES)
    if first + FRAME_ENTRIES >= len(objs):
        grow(first + FRAME_ENTRIES)
    return first + 1


# So many that calls of some dozen threads never meet an empty list: to look for a frame and to take it are two steps.
frames.extend(new_frame() for _ in range(64))


def push(h, x):
    """Fill in entry ``h`` of a frame with one reference to ``x``."""
    i = 4 * h
    k = type(x)
    if k is int:
        if MIN <= x <= MAX:
            T[i] = _INT
            T[i + 1] = 3
            T[i + 2] = x
            if not _IDENTITY:
                return
        else:
            T[i] = _OBJECT
            T[i + 1] = 3
    elif k is float:
        T[i] = _FLOAT
        T[i + 1] = 4
        D[i + 2] = x
        if not _IDENTITY:
            return
    elif x is None:
        T[i] = _CONST
        T[i + 1] = 1
        T[i + 2] = 3
        return
    elif k is bool:
        T[i] = _CONST
        T[i + 1] = 2
        T[i + 2] = 4 if x else 5
        return
    else:
        record = getattr(k, "_hpy_type_", None)
        if record is not None:
            _push_instance(i, x, k, record)
        elif k is str:
            T[i] = _OBJECT
            T[i + 1] = 6
        else:
            _push_other(i, x, k)
    objs[h] = x


def _push_instance(i, x, k, record):
    if record.cls is not k:
        record = hooks.register_class(k)
        if record is None:
            # That was the metaclass's.
            _push_other(i, x, k)
            return
    T[i + 1] = record.tid
    kind = record.builtin_kind
    if kind == 0 and record.size:
        try:
            T[i + 2] = x._hp
        except AttributeError:
            # Made by a built-in type's __new__: the struct is made now.
            T[i + 2] = hooks.struct_of(x)
        T[i] = _INSTANCE
    elif kind == 4:
        T[i] = _FLOAT | OBJ
        # Not the type's own conversion, which would push it again.
        D[i + 2] = _float_value(x)
    elif kind == 5:
        _push_complex(i, x)
    elif kind == 3:
        value = int.__index__(x)
        T[i] = _INT | OBJ if MIN <= value <= MAX else _OBJECT
        if MIN <= value <= MAX:
            T[i + 2] = value
    elif isinstance(x, type):
        _push_class(i, x, record.tid)
    elif record.size:
        T[i] = _INSTANCE
        T[i + 2] = hooks.struct_of(x)
    else:
        T[i] = _OBJECT


def pusher(cls):
    """``push`` for methods of a class, whose arguments mostly are its instances.

    GraalPy's compiler does best with few questions, and with such as are asked in one place only of one class.
    """
    record = cls.__dict__.get("_hpy_type_")
    if not _BY_CLASS or record is None or record.builtin_kind or not record.size:
        return push
    if record.push is None:
        record.push = specialised(_of_class(cls, record.tid), "push")
    return record.push


def _of_class(cls, tid):
    def push_own(h, x):
        if type(x) is not cls:
            push(h, x)
            return
        i = 4 * h
        try:
            T[i + 2] = x._hp
        except AttributeError:
            T[i + 2] = hooks.struct_of(x)
        T[i] = _INSTANCE
        T[i + 1] = tid
        objs[h] = x

    return push_own


def _push_complex(i, x):
    T[i] = _COMPLEX | OBJ
    value = complex.__pos__(x)
    D[i + 2] = value.real
    D[i + 3] = value.imag


def _push_class(i, x, tid):
    T[i] = _TYPE
    T[i + 1] = tid
    T[i + 2] = class_tid(x)


def class_tid(x):
    """The id that instances of the class ``x`` have; 0 if native code knows nothing about them."""
    tid = TIDS.get(x)
    if tid is not None:
        return tid
    record = getattr(x, "_hpy_type_", None)
    if record is None:
        return 0
    if record.cls is not x:
        record = hooks.register_class(x)
        if record is None:
            return 0
    return record.tid


def _push_other(i, x, k):
    T[i + 1] = TIDS.get(k, 0)
    if k is complex:
        T[i] = _COMPLEX | OBJ
        D[i + 2] = x.real
        D[i + 3] = x.imag
    elif isinstance(x, type):
        _push_class(i, x, TIDS.get(k, 0))
    elif x is NotImplemented or x is ...:
        T[i] = _CONST | OBJ
        T[i + 2] = 6 if x is NotImplemented else 7
    elif k is _new_type and (x is _float_new or x is _int_new or x is _complex_new):
        T[i] = _BUILTIN_NEW
        T[i + 2] = 1 if x is _float_new else 2 if x is _int_new else 3
    else:
        T[i] = _OBJECT


def push_deep(h, x, free):
    """As ``push``, with the items of a short tuple and the parts of a slice in entries from ``free`` on.

    The first entry that is free then is returned. A frame has room for the deepest case.
    """
    k = type(x)
    if k is tuple:
        n = len(x)
        if n <= _LONGEST:
            i = 4 * h
            T[i] = _TUPLE
            T[i + 1] = 8
            T[i + 2] = IDENT + 8 * free
            T[i + 3] = n
            objs[h] = x
            return _push_items(free, x, n)
    elif k is slice:
        return _push_slice(h, x, free)
    push(h, x)
    return free


def _push_items(h, x, n):
    """Push the items of a tuple of length ``n``. Usual lengths without a loop, which a tracing JIT makes a call of."""
    if n == 2:
        a, b = x
        free = _push_item(h, a, h + 2)
        return _push_item(h + 1, b, free)
    if n == 1:
        (a,) = x
        return _push_item(h, a, h + 1)
    if n == 3:
        a, b, c = x
        free = _push_item(h, a, h + 3)
        free = _push_item(h + 1, b, free)
        return _push_item(h + 2, c, free)
    free = h + n
    for item in x:
        free = _push_item(h, item, free)
        h += 1
    return free


def _push_item(h, x, free):
    if type(x) is slice:
        return _push_slice(h, x, free)
    push(h, x)
    return free


def _push_slice(h, x, free):
    i = 4 * h
    start, stop = x.start, x.stop
    if x.step is None:
        state = _SPAN
        if start is None:
            state |= NO_START
            start = 0
        if stop is None:
            state |= NO_STOP
            stop = 0
        if type(start) is int and type(stop) is int and MIN <= start <= MAX and MIN <= stop <= MAX:
            T[i] = state
            T[i + 1] = 11
            T[i + 2] = start
            T[i + 3] = stop
            if _IDENTITY:
                objs[h] = x
            return free
        start, stop = x.start, x.stop
    T[i] = _SLICE
    T[i + 1] = 11
    T[i + 2] = free
    objs[h] = x
    push(free, start)
    push(free + 1, stop)
    push(free + 2, x.step)
    return free + 3
