"""Types: making them, asking about them, and instances of unusual ones."""

from hpyhost._ffi import types
from hpyhost._ffi.binding import T, W
from hpyhost._ffi.forms import OBJ, TYPE
from hpyhost._ffi.operations.containers import handles
from hpyhost._ffi.push import class_tid
from hpyhost._ffi.table import NULL, get
from hpyhost._ffi.texts import address_of
from hpyhost._ffi.upcalls import operation

operation("Type_FromSpec", "zz", "H")(types.from_spec)
operation("AsStruct", "H", "i")(types.struct_of)
operation("Type_GetBuiltinShape", "H", "i")(types.builtin_shape)
operation("SetCallFunction", "Hz", "v")(types.set_call_function)


@operation("AsStruct_Legacy", "H", "i")
def legacy_struct(x):
    """Only types of CPython's own kind have such structs."""
    raise SystemError("this interpreter has no objects of CPython's C API")


@operation("RegisterClass", "z", "i")
def register_class(h):
    """Give the class that a handle stands for a number, if its instances have a struct; 0 if not."""
    x = get(h)
    if not isinstance(x, type):
        raise TypeError("HPy_New arg 1 must be a type")
    tid = class_tid(x)
    W[8 * h] = W[8 * h] & ~0xFF | TYPE | OBJ
    T[4 * h + 2] = tid
    return tid


@operation("Type_GenericNew", "HzzO", "H")
def generic_new(cls, arguments, count, keywords):
    """A fresh instance; arguments do not matter."""
    if not isinstance(cls, type):
        raise TypeError("HPyType_GenericNew arg 1 must be a type")
    return types.generic_new(cls, tuple(handles(arguments, count)), {} if keywords is NULL else keywords)


@operation("TypeCheck", "HH", "i")
def type_check(x, cls):
    """Whether ``x`` is an instance of the class, as its type alone tells."""
    return cls in type(x).__mro__


@operation("Type_IsSubtype", "HH", "i")
def is_subtype(sub, cls):
    """Whether one class derives from another, as their bases alone tell."""
    return isinstance(sub, type) and isinstance(cls, type) and cls in sub.__mro__


@operation("Type_GetName", "H", "i")
def type_name(cls):
    """The address of the name of a class."""
    if not isinstance(cls, type):
        raise TypeError("arg must be a type")
    return address_of(cls.__name__.encode("utf-8"))
