"""Python functions for the functions in a type's slots, by signature.

As in ``calls``, each maker returns a closure over the address of a native function, for instances of ``cls``.
"""

from operator import index as as_index

from hpyhost._ffi.binding import lib
from hpyhost._ffi.calls import full_name, push_many, push_named
from hpyhost._ffi.results import finish
from hpyhost._ffi.table import frames, new_frame, push, push_deep, pusher

INQUIRY, LENFUNC, TERNARYFUNC, SSIZEARGFUNC, SSIZEOBJARGPROC, OBJOBJARGPROC = 11, 12, 10, 13, 15, 17
HASHFUNC, RICHCMPFUNC, INITPROC, NEWFUNC, GETTER, SETTER, OBJOBJPROC, DESTRUCTOR = 24, 25, 30, 31, 32, 33, 34, 36

_MAX = (1 << 63) - 1

_unary = lib.hpyffi_unary
_binary = lib.hpyffi_binary
_call = lib.hpyffi_call


def unary(function, cls, check):
    """``HPy (*)(ctx, self)``."""
    own = pusher(cls)

    def operator(self, /):
        if type(self) is not cls:
            check(self)
        base = frames.pop() if frames else new_frame()
        own(base, self)
        return finish(base, 1, _unary(function, base))

    return operator


def binary(function, cls, check):
    """``HPy (*)(ctx, left, right)``, with ``self`` on the left."""
    own = pusher(cls)

    def operator(self, other, /):
        if type(self) is not cls:
            check(self)
        base = frames.pop() if frames else new_frame()
        own(base, self)
        own(base + 1, other)
        return finish(base, 2, _binary(function, base))

    return operator


def reflected(function, cls, check):
    """The same function with ``self`` on the right, as CPython calls it for ``other + self``."""
    own = pusher(cls)

    def operator(self, other, /):
        if type(self) is not cls:
            check(self)
        base = frames.pop() if frames else new_frame()
        own(base, other)
        own(base + 1, self)
        return finish(base, 2, _binary(function, base))

    return operator


def either(first, second):
    """An operator, and another one for what the first does not know: nb_add, then sq_concat."""

    def operator(self, other, /):
        x = first(self, other)
        return second(self, other) if x is NotImplemented else x

    return operator


def ternary(function, cls, check):
    """``HPy (*)(ctx, base, exponent, modulus)``."""
    own = pusher(cls)

    def operator(self, other, modulus=None, /):
        if type(self) is not cls:
            check(self)
        base = frames.pop() if frames else new_frame()
        own(base, self)
        push(base + 1, other)
        push(base + 2, modulus)
        return finish(base, 3, _call(TERNARYFUNC, function, base, 2, 0))

    return operator


def reflected_ternary(function, cls, check):
    """The same with ``self`` as exponent."""

    def operator(self, other, modulus=None, /):
        if type(self) is not cls:
            check(self)
        base = frames.pop() if frames else new_frame()
        push(base, other)
        push(base + 1, self)
        push(base + 2, modulus)
        return finish(base, 3, _call(TERNARYFUNC, function, base, 2, 0))

    return operator


def richcompare(function, cls, check, op):
    """``HPy (*)(ctx, left, right, op)`` for one of the six comparisons."""
    own = pusher(cls)

    def operator(self, other, /):
        if type(self) is not cls:
            check(self)
        base = frames.pop() if frames else new_frame()
        own(base, self)
        own(base + 1, other)
        return finish(base, 2, _call(RICHCMPFUNC, function, base, 1, op))

    return operator


def inquiry(function, cls, check):
    """``int (*)(ctx, self)`` that answers yes or no."""
    own = pusher(cls)

    def operator(self, /):
        if type(self) is not cls:
            check(self)
        base = frames.pop() if frames else new_frame()
        own(base, self)
        return finish(base, 1, _call(INQUIRY, function, base, 0, 0)) != 0

    return operator


def number_of(signature):
    """A maker for functions of that signature, ``HPy_ssize_t (*)(ctx, self)``."""

    def maker(function, cls, check):
        own = pusher(cls)

        def operator(self, /):
            if type(self) is not cls:
                check(self)
            base = frames.pop() if frames else new_frame()
            own(base, self)
            return finish(base, 1, _call(signature, function, base, 0, 0))

        return operator

    return maker


length = number_of(LENFUNC)
hash_of = number_of(HASHFUNC)


def contains(function, cls, check):
    """``int (*)(ctx, self, x)`` that answers yes or no."""
    own = pusher(cls)

    def operator(self, x, /):
        if type(self) is not cls:
            check(self)
        base = frames.pop() if frames else new_frame()
        own(base, self)
        push(base + 1, x)
        return finish(base, 2, _call(OBJOBJPROC, function, base, 1, 0)) != 0

    return operator


def subscript(function, cls, check):
    """``HPy (*)(ctx, self, key)``."""
    own = pusher(cls)

    def operator(self, key, /):
        if type(self) is not cls:
            check(self)
        base = frames.pop() if frames else new_frame()
        own(base, self)
        free = push_deep(base + 1, key, base + 2)
        return finish(base, free - base, _binary(function, base))

    return operator


def set_subscript(function, cls, check):
    """``int (*)(ctx, self, key, value)``."""
    own = pusher(cls)

    def operator(self, key, value, /):
        if type(self) is not cls:
            check(self)
        base = frames.pop() if frames else new_frame()
        own(base, self)
        free = push_deep(base + 1, key, base + 3)
        push(base + 2, value)
        finish(base, free - base, _call(OBJOBJARGPROC, function, base, 2, 0))

    return operator


def delete_subscript(function, cls, check):
    """The same with a null value, which deletes."""
    own = pusher(cls)

    def operator(self, key, /):
        if type(self) is not cls:
            check(self)
        base = frames.pop() if frames else new_frame()
        own(base, self)
        free = push_deep(base + 1, key, base + 3)
        finish(base, free - base, _call(OBJOBJARGPROC, function, base, 1, 0))

    return operator


def _position(self, key, has_length):
    """The index that sq_item gets for ``self[key]``: one that is negative counts from the end if there is a length."""
    try:
        place = as_index(key)
    except TypeError:
        if hasattr(type(key), "__index__"):
            raise
        raise TypeError(f"sequence index must be integer, not '{type(key).__name__}'") from None
    if place < 0 and has_length:
        place += len(self)
    if not -_MAX - 1 <= place <= _MAX:
        raise IndexError("cannot fit 'int' into an index-sized integer")
    return place


def item(function, cls, check, has_length):
    """``HPy (*)(ctx, self, index)`` as ``__getitem__``."""
    own = pusher(cls)

    def operator(self, key, /):
        if type(self) is not cls:
            check(self)
        place = _position(self, key, has_length)
        base = frames.pop() if frames else new_frame()
        own(base, self)
        return finish(base, 1, _call(SSIZEARGFUNC, function, base, 0, place))

    return operator


def set_item(function, cls, check, has_length):
    """``int (*)(ctx, self, index, value)`` as ``__setitem__``."""
    own = pusher(cls)

    def operator(self, key, value, /):
        if type(self) is not cls:
            check(self)
        place = _position(self, key, has_length)
        base = frames.pop() if frames else new_frame()
        own(base, self)
        push(base + 1, value)
        finish(base, 2, _call(SSIZEOBJARGPROC, function, base, 1, place))

    return operator


def delete_item(function, cls, check, has_length):
    """The same with a null value, which deletes."""
    own = pusher(cls)

    def operator(self, key, /):
        if type(self) is not cls:
            check(self)
        place = _position(self, key, has_length)
        base = frames.pop() if frames else new_frame()
        own(base, self)
        finish(base, 1, _call(SSIZEOBJARGPROC, function, base, 0, place))

    return operator


def repeat(function, cls, check):
    """``HPy (*)(ctx, self, count)`` as ``__mul__``; not for what is no integer."""
    own = pusher(cls)

    def operator(self, count, /):
        if type(self) is not cls:
            check(self)
        if not hasattr(type(count), "__index__"):
            return NotImplemented
        count = as_index(count)
        if not -_MAX - 1 <= count <= _MAX:
            raise OverflowError("cannot fit 'int' into an index-sized integer")
        base = frames.pop() if frames else new_frame()
        own(base, self)
        return finish(base, 1, _call(SSIZEARGFUNC, function, base, 0, count))

    return operator


def init(function, cls, check):
    """``int (*)(ctx, self, arguments, number, dict of keywords or null)``."""

    def operator(self, /, *args, **named):
        if type(self) is not cls:
            check(self)
        base, free = push_with_dictionary(self, args, named)
        finish(base, free - base, _call(INITPROC, function, base, len(args), 1 if named else 0))

    return operator


def new(function, owner):
    """``HPy (*)(ctx, class, arguments, number, dict of keywords or null)`` of the class ``owner``."""

    def __new__(cls, /, *args, **named):
        if cls is not owner:
            check_class(cls)
        base, free = push_with_dictionary(cls, args, named)
        return finish(base, free - base, _call(NEWFUNC, function, base, len(args), 1 if named else 0))

    def check_class(cls):
        name = full_name(owner)
        if not isinstance(cls, type):
            raise TypeError(f"{name}.__new__(X): X is not a type object ({full_name(type(cls))})")
        if owner not in cls.__mro__:
            given = full_name(cls)
            raise TypeError(f"{name}.__new__({given}): {given} is not a subtype of {name}")

    return __new__


def push_with_dictionary(self, args, named):
    """A frame with arguments, then the dictionary of keywords if there are any; and its first free entry."""
    base, free = push_many(self, args, 1 if named else 0)
    if named:
        push(base + 1 + len(args), named)
    return base, free


def called_with(function):
    """``HPyFunc_KEYWORDS``, of an object that has a function of its own: with the arguments of any call."""

    def call(self, args, named):
        if named:
            base, free = push_named(self, args, named)
        else:
            base, free = push_many(self, args, 0)
        return finish(base, free - base, lib.hpyffi_keywords(function, base, len(args), len(named)))

    return call


def finalizer(function, cls, check):
    """``void (*)(ctx, self)`` as ``__del__``."""
    own = pusher(cls)

    def finalize(self, /):
        if type(self) is not cls:
            check(self)
        base = frames.pop() if frames else new_frame()
        own(base, self)
        finish(base, 1, _call(DESTRUCTOR, function, base, 0, 0))

    return finalize


def getter(function, cls, check, closure):
    """``HPy (*)(ctx, self, closure)``."""
    own = pusher(cls)

    def get(self, /):
        if type(self) is not cls:
            check(self)
        base = frames.pop() if frames else new_frame()
        own(base, self)
        return finish(base, 1, _call(GETTER, function, base, 0, closure))

    return get


def setter(function, cls, check, closure):
    """``int (*)(ctx, self, value, closure)``."""
    own = pusher(cls)

    def set(self, value, /):
        if type(self) is not cls:
            check(self)
        base = frames.pop() if frames else new_frame()
        own(base, self)
        push(base + 1, value)
        finish(base, 2, _call(SETTER, function, base, 1, closure))

    return set


def deleter(function, cls, check, closure):
    """The same with a null value, which deletes."""
    own = pusher(cls)

    def delete(self, /):
        if type(self) is not cls:
            check(self)
        base = frames.pop() if frames else new_frame()
        own(base, self)
        finish(base, 1, _call(SETTER, function, base, 0, closure))

    return delete
