"""``HPyType_FromSpec``: classes of Python out of an extension's types, and what the context asks about them."""

import sys

from hpyhost._ffi import buffers, calls, instances, layouts, members, operators, slots
from hpyhost._ffi.binding import set_word, word
from hpyhost._ffi.records import TYPE_SHAPE, Record, base_record, nearest, register, register_class
from hpyhost._ffi.specs import BASETYPE, Request
from hpyhost._ffi.table import hooks
from hpyhost._ffi.typedefs import split_doc

__all__ = ["builtin_shape", "from_spec", "generic_new", "register_class", "set_call_function", "struct_of"]

# What an instance with a struct has.
_STRUCT = ("_hp", "_hb", "_hf")


def from_spec(address, parameters):
    """The class for an ``HPyType_Spec`` and an array of ``HPyType_SpecParam``, which may be null.

    Raises TypeError, ValueError or SystemError where they contradict themselves, as the hosts on CPython do.
    """
    request = Request(address, parameters)
    cls = _make_class(request)
    base = base_record(cls)
    spec = request.spec
    if spec.basicsize and base is not None and base.size and base.struct_shape != spec.shape:
        raise TypeError(
            f"type '{request.name}' has a struct of shape {spec.shape} and derives from a type with one of shape "
            f"{base.struct_shape}"
        )
    record = Record(cls, base, spec.basicsize, spec.shape, request.name)
    destroy = request.slots.get(slots.TP_DESTROY, 0)
    record.destroys = record.destroys or destroy != 0
    nbytes = layouts.nbytes(request.name)
    if nbytes is not None:
        record.nbytes = nbytes
    if slots.TP_CALL in request.slots:
        record.callable = True
    record.is_array = layouts.is_array(request.name)
    register(record, destroy)
    _fill(record, request)
    return cls


def _make_class(request):
    """The class without its methods, which need its record."""
    spec = request.spec
    module, dot, name = request.name.rpartition(".")
    signature, doc = split_doc(name, spec.doc)
    namespace = {"__module__": module if dot else "builtins", "__qualname__": name, "__doc__": doc}
    if signature is not None:
        namespace["__text_signature__"] = signature
    functions = request.slots
    if slots.TP_FINALIZE in functions:
        # Before the class exists: PyPy looks for finalisers only once. `_fill` replaces it.
        namespace["__del__"] = lambda self: None
    if slots.TP_RICHCOMPARE in functions and 59 not in functions:
        namespace["__hash__"] = None
    bases = request.bases
    lends = slots.BF_GETBUFFER in functions and buffers.Base is not None
    if lends and not any(issubclass(base, buffers.Base) for base in bases):
        bases = (*(base for base in bases if base is not object), buffers.Base)
    return _with_slots(request, name, bases, namespace)


def _with_slots(request, name, bases, namespace):
    metaclass = request.metaclass or type
    classes = [c for base in bases for c in base.__mro__]
    own = []
    if request.spec.basicsize and request.spec.shape != TYPE_SHAPE and not any(_has_struct(c) for c in classes):
        own += _STRUCT
    if slots.TP_CALL in request.slots and not any("_hc" in c.__dict__ for c in classes):
        own.append("_hc")
    if layouts.is_array(request.name):
        own += layouts.SLOTS
    if "__dictoffset__" in request.offsets and not any("__dict__" in c.__dict__ for c in classes):
        own.append("__dict__")
    weak = "__weaklistoffset__" in request.offsets or (
        own and instances.needs_weak_references(layouts.nbytes(request.name))
    )
    if weak and not any("__weakref__" in c.__dict__ for c in classes):
        own.append("__weakref__")
    if any(issubclass(base, type) for base in bases):
        return type.__new__(metaclass, name, bases, namespace)
    try:
        cls = type.__new__(metaclass, name, bases, {**namespace, "__slots__": own})
    except TypeError:
        if not own:
            raise
        # A built-in base without a place for slots: there they are in the instance's dictionary.
        return type.__new__(metaclass, name, bases, namespace)
    if sys.implementation.name != "graalpy":
        # Only those who copy and pickle would look at it, and must not see what is the host's. GraalPy looks there for
        # the number of slots of derived classes.
        type.__delattr__(cls, "__slots__")
    return cls


def _has_struct(cls):
    record = cls.__dict__.get("_hpy_type_")
    return record is not None and record.size > 0


def _fill(record, request):
    cls, functions, name = record.cls, request.slots, record.cls.__name__
    attributes = slots.methods(functions, cls, request.name)
    if slots.TP_FINALIZE in functions:
        check = calls.slot_receiver(cls, "__del__")
        attributes["__del__"] = operators.finalizer(functions[slots.TP_FINALIZE], cls, check)
    if slots.BF_GETBUFFER in functions:
        get, release = functions[slots.BF_GETBUFFER], functions.get(slots.BF_RELEASEBUFFER, 0)
        attributes.update(buffers.methods(get, release, calls.slot_receiver(cls, "__buffer__")))
    for special, function in attributes.items():
        attributes[special] = calls.described(function, special, f"{name}.{special}", None)
    for method in request.methods:
        if method.name not in attributes:
            attributes[method.name] = calls.method(
                method.signature, method.function, cls, method.name, f"{name}.{method.name}", method.doc
            )
    for member in request.members:
        attributes.setdefault(member.name, members.member(member, name, _struct_for(cls, member.name)))
    for getset in request.getsets:
        attributes.setdefault(getset.name, members.attribute(getset, cls))
    if "__vectorcalloffset__" in request.offsets:
        record.call = request.offsets["__vectorcalloffset__"]
        attributes["__call__"] = _call_through_struct(cls, record.call)
    _add_new(record, request, attributes)
    if record.size and "__reduce__" not in attributes and "__reduce_ex__" not in attributes:
        attributes["__reduce_ex__"] = _reduce_ex
    if not request.spec.flags & BASETYPE:
        attributes["__init_subclass__"] = classmethod(_refuse_subclass(request.name))
    for attribute, value in attributes.items():
        type.__setattr__(cls, attribute, value)
    layouts.made(request.name, cls)


def _add_new(record, request, attributes):
    cls = record.cls
    function = request.slots.get(slots.TP_NEW)
    if function is not None:
        new = operators.new(function, cls)
    elif record.size and cls.__new__ is object.__new__:
        new = _default_new()
    elif issubclass(cls, type):
        return
    else:
        # CPython inherits from the base that decides the layout, which need not be the first one with a `__new__`.
        new = getattr(cls.__base__, "__new__", None)
        if new is None or new is cls.__new__:
            return
    attributes["__new__"] = staticmethod(new)


def _default_new():
    """What ``object.__new__`` is to types with a struct."""

    def __new__(cls, /, *args, **named):
        if args or named:
            if cls.__new__ is not __new__:
                raise TypeError("object.__new__() takes exactly one argument (the type to instantiate)")
            if cls.__init__ is object.__init__:
                raise TypeError(f"{cls.__name__}() takes no arguments")
        return generic_new(cls)

    return __new__


def _reduce_ex(self, protocol, /):
    """Refuse to copy or pickle what has a struct, unless its class says how."""
    cls = type(self)
    if cls.__reduce__ is object.__reduce__ and getattr(cls, "__getstate__", None) is getattr(
        object, "__getstate__", None
    ):
        raise TypeError(f"cannot pickle '{cls.__name__}' object")
    return object.__reduce_ex__(self, protocol)


def _refuse_subclass(name):
    def __init_subclass__(cls, **named):
        raise TypeError(f"type '{name}' is not an acceptable base type")

    return __init_subclass__


def generic_new(cls, args=(), named=None):
    """A fresh instance with a struct of zeros; arguments do not matter, as for CPython's ``PyType_GenericNew``."""
    record = cls.__dict__.get("_hpy_type_")
    if record is None:
        if nearest(cls.__mro__) is None:
            return object.__new__(cls)
        record = register_class(cls)
    return instances.allocate(record)


class _ClassStruct:
    """The struct of a class whose metaclass is an extension's type."""

    __slots__ = ("__weakref__", "_hb", "_hf", "_hp")


def holder_of(x):
    """What has the struct and the fields of ``x``: classes keep them in another object."""
    if isinstance(x, type):
        _struct_of_class(x)
        return x.__dict__["_hpy_struct_"]
    struct_of(x)
    return x


hooks.holder_of = holder_of


def struct_of(x):
    """The address of an object's struct, 0 if its type has none; it is made if the object has none yet."""
    if isinstance(x, type):
        return _struct_of_class(x)
    try:
        return x._hp
    except AttributeError:
        pass
    record = _record_of(type(x))
    return instances.provide(record, x) if record is not None and record.size else 0


def _struct_for(cls, member):
    """``struct_of`` for a member of instances of a class; TypeError for others."""
    check = calls.receiver(cls, member)

    def struct(self):
        if type(self) is not cls:
            check(self)
        return struct_of(self)

    return struct


def _struct_of_class(cls):
    holder = cls.__dict__.get("_hpy_struct_")
    if holder is not None:
        return holder._hp
    record = _record_of(type(cls))
    if record is None or not record.size:
        return 0
    holder = _ClassStruct()
    pointer = instances.provide(record, holder)
    type.__setattr__(cls, "_hpy_struct_", holder)
    return pointer


def _record_of(cls):
    record = cls.__dict__.get("_hpy_type_")
    if record is None and nearest(cls.__mro__) is not None:
        record = register_class(cls)
    return record


hooks.struct_of = struct_of


def builtin_shape(cls):
    """The shape that a class's spec or that of its nearest such base declares; TypeError for what is no class."""
    if not isinstance(cls, type):
        raise TypeError("arg must be a type")
    record = nearest(cls.__mro__)
    return record.shape if record is not None else -1


def set_call_function(x, address):
    """Let calls of ``x`` go to the function of an ``HPyCallFunction`` from now on.

    Raises TypeError if its type does not implement calls.
    """
    record = _record_of(type(x))
    if record is not None and record.call is not None:
        place = struct_of(x) + record.call
        set_word(place, word(address))
        set_word(place + 8, word(address + 8))
        return
    if record is None or not record.callable:
        raise TypeError(f"type {type(x)!r} does not implement the HPy call protocol")
    for c in type(x).__mro__:
        function = c.__dict__.get("__call__")
        if function is not None:
            if not hasattr(function, "checks_own"):
                type.__setattr__(c, "__call__", _call_own_or(function))
            break
    x._hc = operators.called_with(word(address + 8))


def _call_own_or(function):
    """``__call__`` of a type some of whose instances have a function of their own."""

    def __call__(self, /, *args, **named):
        own = getattr(self, "_hc", None)
        return function(self, *args, **named) if own is None else own(self, args, named)

    __call__.checks_own = True
    return __call__


def _call_through_struct(cls, offset):
    """``__call__`` of a type whose struct has the function."""
    check = calls.slot_receiver(cls, "__call__")

    def __call__(self, /, *args, **named):
        check(self)
        function = word(struct_of(self) + offset + 8)
        if not function:
            raise TypeError(f"'{type(self).__name__}' object is not callable")
        return operators.called_with(function)(self, args, named)

    return __call__
