"""What the host knows of an extension's type, or of a class that derives from one."""

import weakref

from hpyhost._ffi import instances
from hpyhost._ffi.binding import T, W, lib
from hpyhost._ffi.forms import OBJ, ONE, TIDS, TYPE
from hpyhost._ffi.table import grow, hooks, objs, types_by_tid

# Built-in types of which instances of derived ones have the value in the table.
_VALUES = {int: 3, float: 4, complex: 5, str: 6, bytes: 7}

# The shapes of HPyType_BuiltinShape.
OBJECT, TYPE_SHAPE = 0, 1


class Record:
    """A type: ``tid`` is its number, ``cls`` the class, ``shape`` what its spec declares, ``name`` the spec's, or None.

    ``size`` is that of the struct, which may be inherited, as is
    ``struct_shape``, its shape; ``builtin_kind`` the number of the built-in type
    whose value instances have, 0 if none; ``destroys`` and ``finalizes`` whether something is run at an instance's end;
    ``nbytes`` the offset in the struct of the number of native bytes that the instance owns, or None; ``is_array``
    whether there is a layout hint for its elements; ``lasts`` whether the class is never collected; ``callable``
    whether it has HPy_tp_call, ``call`` the offset of the function that calls an instance, or None. ``new(cls)`` makes
    an object; ``make`` and ``adopt`` are told in ``instances``, ``push`` in the
    module of that name.
    """

    def __init__(self, cls, base, basicsize, shape, name=None):
        self.cls = cls
        self.name = name
        self.base = base
        self.shape = shape
        self.size = max(basicsize, base.size if base is not None else 0)
        self.struct_shape = shape if basicsize or base is None else base.struct_shape
        self.builtin_kind = next((_VALUES[c] for c in cls.__mro__ if c in _VALUES), 0)
        if issubclass(cls, type):
            # Its instances are classes, and those keep no struct in an attribute that their instances would see.
            self.builtin_kind = TIDS[type]
        self.destroys = base is not None and base.destroys
        self.finalizes = hasattr(cls, "__del__")
        self.is_array = base is not None and base.is_array
        self.nbytes = base.nbytes if base is not None else None
        self.call = base.call if base is not None else None
        self.callable = base is not None and base.callable
        self.new = _plain_new(cls)
        self.lasts = True
        self.tid = 0
        self.make = self.adopt = self.push = None


def _plain_new(cls):
    """The ``__new__`` of the built-in type that instances of the class are made of."""
    for c in cls.__mro__:
        if c.__module__ == "builtins" and "_hpy_type_" not in c.__dict__:
            return c.__new__
    return object.__new__


def nearest(classes):
    """The record of the first class that has one; None if none has."""
    for c in classes:
        record = c.__dict__.get("_hpy_type_")
        if record is not None:
            return record
    return None


def register(record, destroy):
    """Give a record its number, and its class the record. Returns the handle of the class, which is never freed."""
    cls, base = record.cls, record.base
    h = lib.hpyffi_alloc()
    if h >= len(objs):
        grow(h)
    metaclass = nearest(type(cls).__mro__)
    T[4 * h + 1] = metaclass.tid if metaclass is not None else TIDS.get(type(cls), 0)
    T[4 * h + 2] = 0
    T[4 * h] = ONE | OBJ | TYPE
    objs[h] = cls
    base_tid = base.tid if base is not None else 0
    record.tid = tid = lib.hpyffi_register_type(
        h, base_tid, record.size, destroy, record.builtin_kind, record.finalizes
    )
    lib.hpyffi_close(h)
    types_by_tid.extend([None] * (tid + 1 - len(types_by_tid)))
    types_by_tid[tid] = record
    _add_ancestors(record)
    type.__setattr__(cls, "_hpy_type_", record)
    instances.prepare(record)
    return h


def _add_ancestors(record):
    """Tell native code of the bases that it cannot know from the nearest one."""
    known = set(record.base.cls.__mro__) if record.base is not None else set()
    for c in record.cls.__mro__[1:]:
        if c in known or c is object:
            continue
        other = c.__dict__.get("_hpy_type_")
        tid = other.tid if other is not None else TIDS.get(c, 0)
        if tid:
            lib.hpyffi_add_ancestor(record.tid, tid)


class _WeakRecord:
    """What the table of types has for a class in Python: it does not keep the class alive."""

    __slots__ = ("reference",)

    def __init__(self, record):
        self.reference = weakref.ref(record)

    @property
    def cls(self):
        return self.reference().cls

    def make(self, pointer, aux, base):
        return self.reference().make(pointer, aux, base)


def register_class(cls):
    """The record of a class in Python that derives from an extension's type; TypeError for any other class."""
    own = cls.__dict__.get("_hpy_type_")
    if own is not None:
        return own
    base = _with_struct(cls)
    if base is None:
        raise TypeError(f"'{cls.__name__}' is not a type that an extension defines")
    record = Record(cls, base, base.size, base.shape)
    record.lasts = False
    h = register(record, 0)
    types_by_tid[record.tid] = _WeakRecord(record)
    W[8 * h] &= ~OBJ
    objs[h] = None
    return record


def _with_struct(cls):
    """The record of the nearest base that has a struct, or else of the nearest that has a record."""
    for c in cls.__mro__[1:]:
        record = c.__dict__.get("_hpy_type_")
        if record is not None and record.size:
            return record
    return nearest(cls.__mro__[1:])


def base_record(cls):
    """The record that a new class inherits from; None if it has no base with one."""
    return _with_struct(cls)


def _register_class_or_not(cls):
    """The record of a class; None if it does not derive from an extension's type."""
    return None if nearest(cls.__mro__) is None else register_class(cls)


hooks.register_class = _register_class_or_not
