"""Python functions for the functions of an extension: methods and module functions, by their HPy signature.

Each maker returns a closure over the address of one native function. A tracing JIT folds what a closure holds, and
inlines it to stores into the handle table, one native call and the making of the result; so arguments are pushed
without loops, up to four of them.
"""

from hpyhost._ffi import interpreter
from hpyhost._ffi.binding import T, lib, native, set_word, zeroed
from hpyhost._ffi.forms import FRAME, OBJ, ONE, STR, TUPLE
from hpyhost._ffi.results import finish, large_frame
from hpyhost._ffi.table import FRAME_ENTRIES, frames, new_frame, objs, push, push_deep, pusher, put
from hpyhost._ffi.typedefs import split_doc

VARARGS, KEYWORDS, NOARGS, ONE_ARGUMENT = 1, 2, 3, 4

# A tuple or slice with all of its parts takes up to 32 entries; where fewer are left it is pushed as a plain object.
_DEEPEST = FRAME_ENTRIES - 36

_unary = lib.hpyffi_unary
_binary = lib.hpyffi_binary
_varargs = lib.hpyffi_varargs
_keywords = lib.hpyffi_keywords


def full_name(cls):
    """The name of a class in CPython's messages: that of the spec for a type of an extension."""
    record = cls.__dict__.get("_hpy_type_")
    return cls.__name__ if record is None or record.name is None else record.name


# Native code relies on what these check. They are called for instances of derived classes, too.


def receiver(cls, name):
    """A check for a method or property of ``cls``: TypeError for what is no instance of it."""

    def check(self):
        if cls not in type(self).__mro__:
            owner, given = full_name(cls), full_name(type(self))
            raise TypeError(f"descriptor '{name}' for '{owner}' objects doesn't apply to a '{given}' object")

    return check


def slot_receiver(cls, name):
    """The same for a special method that is made out of a slot, of which CPython says it in other words."""

    def check(self):
        if cls not in type(self).__mro__:
            owner, given = full_name(cls), full_name(type(self))
            raise TypeError(f"descriptor '{name}' requires a '{owner}' object but received a '{given}'")

    return check


def noargs(function, cls, check):
    """``HPy (*)(ctx, self)``."""
    own = pusher(cls)

    def call(self, /):
        if type(self) is not cls:
            check(self)
        base = frames.pop() if frames else new_frame()
        own(base, self)
        return finish(base, 1, _unary(function, base))

    return call


def one(function, cls, check):
    """``HPy (*)(ctx, self, argument)``."""
    own = pusher(cls)

    def call(self, x, /):
        if type(self) is not cls:
            check(self)
        base = frames.pop() if frames else new_frame()
        own(base, self)
        free = push_deep(base + 1, x, base + 2)
        return finish(base, free - base, _binary(function, base))

    return call


def varargs(function, cls, check):
    """``HPy (*)(ctx, self, arguments, number)``."""
    own = pusher(cls)

    def call(self, /, *args):
        if type(self) is not cls:
            check(self)
        count = len(args)
        if count > 4:
            return many(self, args)
        base = frames.pop() if frames else new_frame()
        own(base, self)
        free = push_arguments(base, args, count, base + 1 + count)
        return finish(base, free - base, _varargs(function, base, count))

    def many(self, args):
        base, free = push_many(self, args, 0)
        return finish(base, free - base, _varargs(function, base, len(args)))

    return call


def keywords(function, cls, check):
    """``HPy (*)(ctx, self, arguments, number of positional ones, names of the others)``."""
    own = pusher(cls)

    def call(self, /, *args, **named):
        if type(self) is not cls:
            check(self)
        if named:
            return with_names(self, args, named)
        count = len(args)
        if count > 4:
            return many(self, args)
        base = frames.pop() if frames else new_frame()
        own(base, self)
        free = push_arguments(base, args, count, base + 1 + count)
        return finish(base, free - base, _keywords(function, base, count, 0))

    def with_names(self, args, named):
        count = len(args)
        if len(named) == 1 and count <= 3:
            name, value = named.popitem()
            base = frames.pop() if frames else new_frame()
            own(base, self)
            last = base + 1 + count
            free = push_arguments(base, args, count, last + 2)
            free = push_next(last, value, free, base + _DEEPEST)
            push_name(last + 1, name)
            return finish(base, free - base, _keywords(function, base, count, 1))
        base, free = push_named(self, args, named)
        return finish(base, free - base, _keywords(function, base, len(args), len(named)))

    def many(self, args):
        base, free = push_many(self, args, 0)
        return finish(base, free - base, _keywords(function, base, len(args), 0))

    return call


def push_arguments(base, args, count, free):
    """Push up to four arguments after ``self``; their parts go to entries from ``free`` on. The first free one then."""
    if count == 1:
        (a,) = args
        return push_deep(base + 1, a, free)
    if count == 2:
        a, b = args
        free = push_deep(base + 1, a, free)
        return push_next(base + 2, b, free, base + _DEEPEST)
    if count == 0:
        return free
    if count == 3:
        a, b, c = args
        free = push_deep(base + 1, a, free)
        free = push_next(base + 2, b, free, base + _DEEPEST)
        return push_next(base + 3, c, free, base + _DEEPEST)
    a, b, c, d = args
    free = push_deep(base + 1, a, free)
    free = push_next(base + 2, b, free, base + _DEEPEST)
    free = push_next(base + 3, c, free, base + _DEEPEST)
    return push_next(base + 4, d, free, base + _DEEPEST)


def push_next(h, x, free, last):
    """As ``push_deep``, if there is room for the parts."""
    if free <= last:
        return push_deep(h, x, free)
    push(h, x)
    return free


def push_many(self, args, more):
    """A frame with any number of arguments and room for ``more`` entries after them: it, and its first free entry."""
    free = 1 + len(args) + more
    if free < FRAME_ENTRIES - 2:
        base = frames.pop() if frames else new_frame()
        last = base + _DEEPEST
    else:
        base = large_frame(free)
        last = 0
    push(base, self)
    free += base
    h = base + 1
    for x in args:
        free = push_next(h, x, free, last)
        h += 1
    return base, free


def push_named(self, args, named):
    """A frame with positional arguments, then those with names, then the tuple of the names."""
    names = tuple(named)
    base, free = push_many(self, args + tuple(named.values()), 1)
    push_names(base + 1 + len(args) + len(names), names)
    return base, free


# Names of arguments are the same ones again and again: they and tuples of them have entries for ever.
_names = {}
_name_tuples = {}
# Name to (tuple of it alone, address).
_alone = {}
_kept = []
_MOST_NAMES = 4096


def push_names(h, names):
    """Push a tuple of strings."""
    address = _name_tuples.get(names)
    if address is None:
        if len(_name_tuples) >= _MOST_NAMES:
            push(h, names)
            return
        _, address = kept = zeroed(8 * len(names))
        for place, name in enumerate(names):
            set_word(address + 8 * place, _name_handle(name))
        _kept.append(kept)
        _name_tuples[names] = address
        if len(names) == 1:
            _alone[names[0]] = names, address
    _push_known_names(h, names, address, len(names))


def push_name(h, name):
    """Push a tuple of one string."""
    known = _alone.get(name)
    if known is None:
        push_names(h, (name,))
        return
    names, address = known
    _push_known_names(h, names, address, 1)


def _push_known_names(h, names, address, count):
    i = 4 * h
    T[i] = ONE | FRAME | OBJ | TUPLE
    T[i + 1] = 8
    T[i + 2] = address
    T[i + 3] = count
    objs[h] = names


def _name_handle(name):
    h = _names.get(name)
    if h is None:
        h = lib.hpyffi_alloc()
        put(h, name)
        data = name.encode("utf-8", "surrogatepass")
        _, address = kept = native(data)
        _kept.append(kept)
        # Native code reads the text of such an entry itself.
        T[4 * h] = ONE | OBJ | STR
        T[4 * h + 2] = address
        T[4 * h + 3] = len(data)
        # Not before it is whole: from here on other threads use the entry, and native code counts references in it.
        h = _names.setdefault(name, h)
    return h


_MAKERS = {VARARGS: varargs, KEYWORDS: keywords, NOARGS: noargs, ONE_ARGUMENT: one}


def method(signature, function, cls, name, qualname, doc):
    """A method of a class; SystemError if the signature is none for methods.

    ``doc`` may begin with the signature as in C: ``name($self, x, /)\\n--\\n\\n``.
    """
    maker = _MAKERS.get(signature)
    if maker is None:
        raise SystemError(f"Unsupported HPyMeth.signature of '{name}': {signature}")
    return described(maker(function, cls, receiver(cls, name)), name, qualname, doc)


def function(signature, address, name, module, doc):
    """A function of a module, which gets the module as its ``self``; SystemError as for ``method``."""
    call = described(
        _MODULE_MAKERS[signature](method(signature, address, type(module), name, name, doc), module), name, name, doc
    )
    call.__module__ = module.__name__
    return interpreter.unbound(call)


# One more call, which a JIT removes, keeps these from being written twice.


def _module_noargs(method, module):
    def call():
        return method(module)

    return call


def _module_one(method, module):
    def call(x, /):
        return method(module, x)

    return call


def _module_varargs(method, module):
    def call(*args):
        return method(module, *args)

    return call


def _module_keywords(method, module):
    def call(*args, **named):
        return method(module, *args, **named)

    return call


_MODULE_MAKERS = {
    VARARGS: _module_varargs,
    KEYWORDS: _module_keywords,
    NOARGS: _module_noargs,
    ONE_ARGUMENT: _module_one,
}


def described(call, name, qualname, doc):
    """The function with its name and documentation."""
    call = interpreter.specialised(call, name)
    call.__name__ = name
    call.__qualname__ = qualname
    signature, call.__doc__ = split_doc(name, doc)
    if signature is not None:
        call.__text_signature__ = signature
    return call
