"""Capsules."""

from hpyhost._ffi.binding import cstring, word
from hpyhost._ffi.capsule import PyCapsule, make
from hpyhost._ffi.upcalls import operation

_POINTER, _NAME, _CONTEXT, _DESTRUCTOR = range(4)


@operation("Capsule_New", "zzz", "H")
def new(pointer, name, destructor):
    """A capsule; the name must live as long as it."""
    function = _function(destructor)
    if not pointer:
        raise ValueError("PyCapsule_New called with null pointer")
    return make(pointer, name, function)


def _function(destructor):
    """The function of an ``HPyCapsule_Destructor``, which has CPython's trampoline first; 0 if there is none."""
    if not destructor:
        return 0
    trampoline, function = word(destructor), word(destructor + 8)
    if not trampoline or not function:
        raise ValueError("an HPyCapsule destructor needs both an implementation and a trampoline")
    return function


def _checked(capsule, caller):
    if type(capsule) is not PyCapsule:
        raise ValueError(f"PyCapsule_{caller} called with invalid PyCapsule object")
    return capsule._contents


def _same(a, b):
    return a == b or (a != 0 and b != 0 and cstring(a) == cstring(b))


@operation("Capsule_Get", "Hzz", "i")
def get(capsule, key, name):
    """The pointer, name or context; the pointer only for who knows the name."""
    if key == _POINTER:
        contents = _checked(capsule, "GetPointer")
        if not _same(contents.name, name):
            raise ValueError("PyCapsule_GetPointer called with incorrect name")
        return contents.pointer
    if key == _NAME:
        return _checked(capsule, "GetName").name
    if key == _CONTEXT:
        return _checked(capsule, "GetContext").context
    raise ValueError(f"HPyCapsule key {key} cannot be read")


@operation("Capsule_IsValid", "Oz", "i")
def is_valid(capsule, name):
    """Whether this is a capsule of that name."""
    return type(capsule) is PyCapsule and _same(capsule._contents.name, name)


@operation("Capsule_Set", "Hzz", "v")
def change(capsule, key, value):
    """Change the pointer, name, context or destructor."""
    if key == _POINTER:
        if not value:
            raise ValueError("PyCapsule_SetPointer called with null pointer")
        _checked(capsule, "SetPointer").pointer = value
    elif key == _NAME:
        _checked(capsule, "SetName").name = value
    elif key == _CONTEXT:
        _checked(capsule, "SetContext").context = value
    elif key == _DESTRUCTOR:
        function = _function(value)
        _checked(capsule, "SetDestructor").destructor = function
    else:
        raise ValueError(f"HPyCapsule key {key} is unknown")
