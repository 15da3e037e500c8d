"""What differs between interpreters in how functions are best made."""

import sys
import types

_NAME = sys.implementation.name


def with_own_code(function, name):
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


if _NAME == "pypy":
    from __pypy__ import builtinify as _builtinify
else:
    _builtinify = None


def unbound(function):
    """A module's function as one that does not become a method where it is put into a class, if there is such."""
    return function if _builtinify is None else _builtinify(function)
