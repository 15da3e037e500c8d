"""Scalars that are floats and nothing more: their operators in Python, which a JIT makes arithmetic of.

The extension says so in its layout hints (``include/hpyhost/layouts.h``). What has a special result, a warning for
example, is left to its own functions.
"""

from hpyhost._ffi.interpreter import replace_attribute, specialised

_ARITHMETIC = ("add", "sub", "mul", "truediv")
_COMPARISONS = ("lt", "le", "eq", "ne", "gt", "ge")

# Integers up to this one are floats, too.
EXACT_BITS = 53
EXACT = 1 << EXACT_BITS

_new = float.__new__


def install(cls):
    """Give the class quick operators in place of those that it has from the extension."""
    for name in _ARITHMETIC:
        _replace(cls, f"__{name}__", _binary)
        _replace(cls, f"__r{name}__", _binary)
    for name in ("__neg__", "__pos__", "__abs__"):
        _replace(cls, name, _unary)
    # Objects for false and true, when they are known.
    shared = [None, None]
    for name in _COMPARISONS:
        _replace(cls, f"__{name}__", _comparison, shared)


def _replace(cls, name, maker, *more):
    native = getattr(cls, name, None)
    if native is not None and native is not getattr(float, name):
        replace_attribute(cls, name, specialised(maker(cls, getattr(float, name), native, *more), name))


def _usual(cls, other):
    kind = type(other)
    return kind is float or kind is cls or (kind is int and -EXACT <= other <= EXACT)


def _binary(cls, operation, native):
    def operator(self, other, /):
        if type(self) is cls and _usual(cls, other):
            try:
                z = operation(self, other)
            except ZeroDivisionError:
                return native(self, other)
            if z - z == 0.0:
                return _new(cls, z)
        return native(self, other)

    return operator


def _unary(cls, operation, native):
    def operator(self, /):
        if type(self) is cls:
            z = operation(self)
            if z - z == 0.0:
                return _new(cls, z)
        return native(self)

    return operator


def _comparison(cls, operation, native, shared):
    def operator(self, other, /):
        if type(self) is cls and _usual(cls, other):
            z = operation(self, other)
            if shared[z] is None:
                share(z, native(self, other))
            return shared[z]
        return native(self, other)

    def share(z, result):
        shared[z] = result
        if shared[not z] is not None and type(shared[not z]) is type(result):
            _replace_truth(type(result), shared)

    return operator


def _replace_truth(cls, shared):
    native = getattr(cls, "__bool__", None)
    if native is None:
        return
    false, true = shared

    def __bool__(self, /):
        if self is true:
            return True
        if self is false:
            return False
        return native(self)

    replace_attribute(cls, "__bool__", specialised(__bool__, "__bool__"))
