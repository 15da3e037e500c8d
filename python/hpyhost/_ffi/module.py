"""Modules out of their definitions, in the two phases that Python's import has."""

import os
import types

from hpyhost import _leaks
from hpyhost._ffi import calls, layouts, trace, typedefs
from hpyhost._ffi.binding import cstring, lib, native, text, word, zeroed
from hpyhost._ffi.results import finish
from hpyhost._ffi.table import frames, new_frame, push

_CREATE, _EXEC = 2000, 2001
_INQUIRY, _MOD_CREATE = 11, 39

# The code of a call that returned NULL without an exception.
_NOTHING = 0

_MESSAGE_SIZE = 4096

# The attribute of a module that has the functions that are to fill it in.
_WAITING = "_hpy_exec_"

# What is wrong with a module that defines its own creation.
_CREATE_ALONE = (
    "This is not allowed: a module that HPy_mod_create makes is not a builtin module object and has no use for "
    "anything else in the HPyModuleDef. Define either HPy_mod_create alone or everything but it."
)


class _Definition:
    """The members of an HPyModuleDef."""

    def __init__(self, address):
        self.doc = typedefs.text_or_none(word(address))
        self.size = word(address + 8)
        self.legacy_methods = word(address + 16)
        self.defines = word(address + 24)
        self.globals = word(address + 32)


def create(name, path, spec, mode):
    """Make the extension's module, to be filled in by ``exec``.

    Raises ImportError if the file is no universal extension, and SystemError if its definition is malformed.
    """
    if mode == "debug":
        _leaks.watch(_open_handles)
    if mode == "trace":
        trace.print_at_exit()
    definition = _Definition(_open(name, path, mode == "debug"))
    layouts.load(path, name)
    if definition.size:
        what = (
            "HPy does not permit HPyModuleDef.size < 0"
            if definition.size < 0
            else "Module state is not supported yet in HPy, set HPyModuleDef.size = 0 if module state is not needed"
        )
        raise SystemError(f"'{name}': {what}")
    defs = typedefs.definitions(definition.defines, name)
    maker, fillers = _slots(defs, name)
    if maker:
        return _create_alone(name, spec, definition, maker, len(defs) > 1)
    if definition.legacy_methods:
        raise SystemError(f"'{name}': legacy methods need CPython's C API, which this host has not")
    methods = [_checked(method, name) for method in defs if type(method) is typedefs.Method]
    module = types.ModuleType(spec.name if spec is not None else name, definition.doc)
    for method in methods:
        function = calls.function(method.signature, method.function, method.name, module, method.doc)
        setattr(module, method.name, function)
    setattr(module, _WAITING, fillers)
    return module


def exec(module):
    """Fill in a module that ``create`` made."""
    if isinstance(module, types.ModuleType):
        for function in vars(module).pop(_WAITING, ()):
            _fill(module, function)


def _checked(method, owner):
    if not 1 <= method.signature <= 4:
        cause = SystemError(f"'{owner}': {method.name} has unknown signature {method.signature}")
        # The exception of the `hpy` package, which does not say where.
        raise ValueError("Unsupported HPyMeth signature") from cause
    return method


def _fill(module, function):
    base, status = _run(_INQUIRY, function, module)
    if finish(base, 1, status):
        raise SystemError(f"execution of module {module.__name__} failed without setting an exception")


def _run(signature, function, x):
    """Call a function of one argument: the frame and the status."""
    base = frames.pop() if frames else new_frame()
    push(base, x)
    return base, lib.hpyffi_call(signature, function, base, 0, 0)


def _open_handles():
    """Lines about the handles that extensions in debug mode have open."""
    report = lib.hpyffi_debug_report()
    lines = text(report) if report else ""
    lib.hpyffi_release(report)
    return lines


def _open(name, path, debug):
    """The address of the definition of the extension at ``path``."""
    message_owner, message = zeroed(_MESSAGE_SIZE)
    path_owner, native_path = native(os.fsencode(path))
    name_owner, native_name = native(name.encode("utf-8"))
    definition = lib.hpyffi_open(native_path, native_name, message, _MESSAGE_SIZE, int(debug))
    if not definition:
        raise ImportError(cstring(message).decode("utf-8", "replace"), name=name, path=path)
    del message_owner, path_owner, name_owner
    return definition


def _slots(defs, owner):
    """The function that makes the module, 0 if there is none, and those that fill it in."""
    maker, fillers = 0, []
    for slot in defs:
        # Upstream's host overlooks members and properties of a module, too.
        if type(slot) is not typedefs.Slot:
            continue
        number, function = slot
        if number == _EXEC:
            fillers.append(function)
        elif number != _CREATE:
            raise SystemError(f"'{owner}': Unsupported slot in HPyModuleDef.defines (value: {number}).")
        elif maker:
            raise SystemError(f"'{owner}': Multiple definitions of the HPy_mod_create slot in HPyModuleDef.defines.")
        else:
            maker = function
    return maker, fillers


def _create_alone(name, spec, definition, maker, others):
    """What the extension's own function makes."""
    if others or definition.doc or definition.legacy_methods or definition.globals:
        what = "some other slots or methods" if others else "other fields"
        raise SystemError(f"HPyModuleDef defines a HPy_mod_create slot and {what} in '{name}'. {_CREATE_ALONE}")
    base, status = _run(_MOD_CREATE, maker, spec)
    if status & 0xFF == _NOTHING:
        raise SystemError(f"creation of module {name} failed without setting an exception")
    module = finish(base, 1, status)
    if isinstance(module, types.ModuleType):
        raise SystemError("HPy_mod_create slot returned a builtin module object. This is currently not supported.")
    return module
