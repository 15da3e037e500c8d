"""Calls of Python objects."""

from hpyhost._ffi.operations.containers import handles
from hpyhost._ffi.table import NULL
from hpyhost._ffi.upcalls import operation

operation("Callable_Check", "H", "i")(callable)


@operation("CallTupleDict", "HOO", "H")
def call_tuple_dict(function, arguments, keywords):
    """Call with a tuple of arguments and a dict of named ones, either of which may be missing."""
    if arguments is not NULL and not isinstance(arguments, tuple):
        raise TypeError("HPy_CallTupleDict requires args to be a tuple or null handle")
    if keywords is not NULL and not isinstance(keywords, dict):
        raise TypeError("HPy_CallTupleDict requires kw to be a dict or null handle")
    if keywords is NULL:
        return function() if arguments is NULL else function(*arguments)
    return function(**keywords) if arguments is NULL else function(*arguments, **keywords)


@operation("Call", "HzzO", "H")
def call(function, address, count, names):
    """Call with an array of ``count`` positional arguments and one value for each name."""
    if names is NULL or not names:
        return function(*handles(address, count))
    values = handles(address, count + len(names))
    return function(*values[:count], **dict(zip(names, values[count:])))


@operation("CallMethod", "HzzO", "H")
def call_method(name, address, count, names):
    """Call a method of the first argument."""
    if count == 0:
        raise TypeError("HPy_CallMethod needs the receiver as its first argument")
    if not isinstance(name, str):
        raise TypeError(f"attribute name must be string, not {type(name)!r}")
    (receiver,) = handles(address, 1)
    return call(getattr(receiver, name), address + 8, count - 1, names)
