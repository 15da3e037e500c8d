"""What differs between interpreters in how functions and classes are best made."""

import sys
import types

_NAME = sys.implementation.name


def _with_own_code(function, name):
    """The function with a code object of its own, which has the name.

    Tracebacks then tell which method it was; and an interpreter that keeps profiles by code object (GraalPy) does not
    mix those of all methods of a signature.
    """
    made = types.FunctionType(
        function.__code__.replace(co_name=name),
        function.__globals__,
        name,
        function.__defaults__,
        function.__closure__,
    )
    made.__kwdefaults__ = function.__kwdefaults__
    return made


def _frozen(function, name):
    """As above, and what its closure holds becomes constants of the code.

    PyPy's JIT knows the code that it compiles, but reads a closure's cells anew each time: with constants an item
    access took a third of the time.
    """
    code = function.__code__
    constants = list(code.co_consts)
    places = {}
    for number, cell in enumerate(function.__closure__ or (), len(code.co_cellvars)):
        places[number] = len(constants)
        constants.append(cell.cell_contents)
    if len(constants) > 256:
        return _with_own_code(function, name)
    instructions = bytearray(code.co_code)
    for at in range(0, len(instructions), 2):
        if instructions[at] == _LOAD_DEREF and instructions[at + 1] in places:
            instructions[at], instructions[at + 1] = _LOAD_CONST, places[instructions[at + 1]]
        elif instructions[at] in _ON_CELLS:
            # It makes functions itself, or assigns to a cell.
            return _with_own_code(function, name)
    code = code.replace(co_name=name, co_code=bytes(instructions), co_consts=tuple(constants), co_freevars=())
    made = types.FunctionType(code, function.__globals__, name, function.__defaults__)
    made.__kwdefaults__ = function.__kwdefaults__
    return made


if _NAME == "pypy":
    from opcode import opmap

    from __pypy__ import builtinify as _builtinify

    _LOAD_CONST, _LOAD_DEREF = opmap["LOAD_CONST"], opmap["LOAD_DEREF"]
    _ON_CELLS = {opmap[name] for name in ("LOAD_CLOSURE", "STORE_DEREF", "DELETE_DEREF") if name in opmap}
    specialised = _frozen
elif _NAME == "graalpy":
    from hpyhost._ffi.templates import frozen as _from_source

    _builtinify = None

    def specialised(function, name):
        """The function with a code object of its own, which has the name, and if possible without closure."""
        return _from_source(function, name) or _with_own_code(function, name)

else:
    _builtinify = None
    specialised = _with_own_code


def unbound(function):
    """A module's function as one that does not become a method where it is put into a class, if there is such."""
    return function if _builtinify is None else _builtinify(function)


def replace_attribute(cls, name, value):
    """Set an attribute of a class so that a JIT takes the new value for a constant, as it took the old one."""
    # PyPy expects more changes of an attribute that was changed, and then reads it anew each time.
    if name in cls.__dict__:
        type.__delattr__(cls, name)
    type.__setattr__(cls, name, value)
