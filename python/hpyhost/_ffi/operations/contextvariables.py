"""Context variables."""

import contextvars

from hpyhost._ffi.table import NULL
from hpyhost._ffi.upcalls import operation


def _checked(variable):
    if not isinstance(variable, contextvars.ContextVar):
        raise TypeError("an instance of ContextVar was expected")
    return variable


@operation("ContextVar_New", "sO", "H")
def new(name, default):
    """A variable, with a default or without."""
    return contextvars.ContextVar(name) if default is NULL else contextvars.ContextVar(name, default=default)


@operation("ContextVar_Get", "HO", "H")
def get(variable, default):
    """The value, else ``default``, else the variable's own default; NotImplemented where there is none of them."""
    _checked(variable)
    if default is not NULL:
        return variable.get(default)
    try:
        return variable.get()
    except LookupError:
        return NotImplemented


@operation("ContextVar_Set", "HH", "H")
def change(variable, value):
    """Set the value; the result is what undoes it."""
    return _checked(variable).set(value)
