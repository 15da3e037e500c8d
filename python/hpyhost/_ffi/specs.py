"""What a type's spec asks for, checked: its parameters, its definitions, and what contradicts itself."""

from hpyhost._ffi import slots, typedefs
from hpyhost._ffi.records import OBJECT, TYPE_SHAPE
from hpyhost._ffi.table import NULL, get_or_null

BASETYPE, HAVE_VECTORCALL, HAVE_GC = 1 << 10, 1 << 11, 1 << 14

_BASE, _BASES_TUPLE, _METACLASS = 1, 2, 3
_LEGACY = -1

# Shape to the built-in type that the struct lies behind.
_BUILTIN = {TYPE_SHAPE: type, 2: int, 3: float, 4: str, 5: tuple, 6: list}

_OFFSETS = ("__weaklistoffset__", "__dictoffset__", "__vectorcalloffset__")


class Request:
    """A spec with its definitions sorted.

    ``slots`` is slot to function; ``methods``, ``members`` and ``getsets`` are lists; ``offsets`` has what the members
    with a meaning of their own say; ``bases`` is a tuple of classes; ``metaclass`` a class or None.
    """

    def __init__(self, address, parameters):
        self.spec = spec = typedefs.spec(address)
        self.name = spec.name
        self.slots, self.methods, self.members, self.getsets, self.offsets = {}, [], [], [], {}
        for definition in spec.defs:
            kind = type(definition)
            if kind is typedefs.Slot:
                self.slots[definition.slot] = definition.function
            elif kind is typedefs.Method:
                self.methods.append(definition)
            elif kind is typedefs.GetSet:
                self.getsets.append(definition)
            elif definition.name in _OFFSETS:
                self.offsets[definition.name] = definition.offset
            else:
                self.members.append(definition)
        self.bases, self.metaclass = _parameters(typedefs.parameters(parameters), spec.name)
        self._check()

    def _check(self):
        spec, name = self.spec, self.name
        if spec.shape == _LEGACY or spec.legacy_slots:
            if spec.shape == _LEGACY:
                message = f"type '{name}' has legacy shape, which needs CPython's C API; this host has it not"
            else:
                message = "cannot specify .legacy_slots without setting .builtin_shape=HPyType_BuiltinShape_Legacy"
            raise TypeError(message)
        if spec.shape != OBJECT and spec.shape not in _BUILTIN:
            raise ValueError(f"invalid shape: {spec.shape}")
        if spec.basicsize < 0 or spec.itemsize < 0:
            raise TypeError(f"type '{name}' has a negative size")
        if spec.flags & HAVE_GC and slots.TP_TRAVERSE not in self.slots:
            raise ValueError("You must provide an HPy_tp_traverse slot if you specify HPy_TPFLAGS_HAVE_GC")
        if spec.basicsize == 0 and self.members:
            raise TypeError(f"type '{name}' has basicsize 0 but defines the member '{self.members[0].name}'")
        builtin = _BUILTIN.get(spec.shape)
        if spec.basicsize and builtin is not None and not any(issubclass(base, builtin) for base in self.bases):
            raise TypeError(f"type '{name}' has the shape of {builtin!r} but does not derive from it")
        if slots.TP_CALL in self.slots:
            if spec.itemsize:
                raise TypeError("Cannot use HPy call protocol with var objects")
            if "__vectorcalloffset__" in self.offsets:
                raise TypeError(
                    "Cannot have HPy_tp_call and explicit member '__vectorcalloffset__'. Specify just one of them."
                )


def _parameters(parameters, name):
    """Bases and metaclass out of (kind, handle) pairs."""
    bases, given, metaclass = [], None, None
    for kind, h in parameters:
        x = get_or_null(h)
        if kind == _BASE:
            bases.append(x)
        elif kind == _BASES_TUPLE:
            if given is not None:
                raise TypeError("multiple specifications of HPyType_SpecParam_BasesTuple")
            given = x
        elif kind == _METACLASS:
            if metaclass is not None:
                raise ValueError("metaclass was specified multiple times")
            metaclass = x
        else:
            raise TypeError(f"unknown HPyType_SpecParam kind {kind} for '{name}'")
        if x is NULL:
            raise TypeError(f"the HPyType_SpecParam of kind {kind} for '{name}' is NULL")
    if metaclass is not None and not (isinstance(metaclass, type) and issubclass(metaclass, type)):
        raise TypeError(f"Metaclass '{metaclass!r}' is not a subclass of 'type'.")
    if metaclass is not None and metaclass.__new__ is not type.__new__:
        raise TypeError("Metaclasses with custom tp_new are not supported.")
    if given is not None:
        if bases:
            raise TypeError("cannot specify both HPyType_SpecParam_Base and HPyType_SpecParam_BasesTuple")
        if not isinstance(given, tuple):
            raise TypeError(f"HPyType_SpecParam_BasesTuple of '{name}' is not a tuple but {given!r}")
        bases = given
    for base in bases:
        if not isinstance(base, type):
            raise TypeError(f"bases must be types, not {type(base)!r}")
    return tuple(bases) or (object,), metaclass
