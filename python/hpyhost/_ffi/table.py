"""The handle table from Python's side: entries back to objects, results, and what is left when a call has ended.

A handle is the number of an entry. Four words per entry lie in native memory and mirror what native code wants to know
(``forms``); ``objs`` holds the objects that go with them. How an object becomes an entry is told in ``push``.
"""

from hpyhost._ffi import constants, texts
from hpyhost._ffi.binding import D, T, W, lib, memory, set_word, word, zeroed
from hpyhost._ffi.forms import (
    BYTES,
    COMPLEX,
    CONST,
    FIRST_TID,
    FLOAT,
    FORM,
    FRAME,
    INSTANCE,
    INT,
    LAZY,
    NO_START,
    NO_STOP,
    OBJ,
    OBJECT,
    SLICE,
    SPAN,
    STR,
    TUPLE,
    TYPE,
)
from hpyhost._ffi.push import (
    FRAME_ENTRIES,
    MAX,
    frames,
    grow,
    hooks,
    new_frame,
    objs,
    push,
    push_deep,
    pusher,
    types_by_tid,
)

__all__ = [
    "FRAME_ENTRIES",
    "NULL",
    "attend",
    "drop_from",
    "frames",
    "get",
    "get_or_null",
    "give_back",
    "grow",
    "hooks",
    "materialise",
    "new_frame",
    "objs",
    "pending",
    "push",
    "push_deep",
    "pusher",
    "put",
    "put_float",
    "put_int",
    "raised",
    "types_by_tid",
]


class _Null:
    def __repr__(self):
        return "HPy_NULL"


# The object that stands for the null handle.
NULL = _Null()


def drop_from(first, end):
    """Let go of the objects of the entries from ``first`` to before ``end``."""
    for h in range(first, end):
        objs[h] = None


def put(h, x):
    """Fill in entry ``h``, which native code made, with one reference to ``x``."""
    if h >= len(objs):
        grow(h)
    push(h, x)
    W[8 * h] &= ~FRAME


def put_int(h, value):
    """Fill in entry ``h`` with a plain integer for native code: any 64 bits, signed or not."""
    T[4 * h + 2] = value if value <= MAX else value - (1 << 64)


def put_float(h, value):
    """Fill in entry ``h`` with a plain double for native code."""
    D[4 * h + 2] = value


def get(h):
    """The object of a handle; SystemError for the null handle."""
    if W[8 * h] & OBJ:
        return objs[h]
    return materialise(h)


def get_or_null(h):
    """The object of a handle; ``NULL`` for the null handle."""
    return get(h) if h else NULL


def materialise(h):
    """Make the object of an entry that has none yet."""
    form = W[8 * h] & FORM
    # Plain values have no identity: the object is not kept, so that a JIT need not make one.
    if form == CONST:
        return constants.OBJECTS[T[4 * h + 2]]
    if form == TYPE:
        # A class in Python, which its handle does not keep alive.
        return types_by_tid[T[4 * h + 2]].cls
    if form == INT and T[4 * h + 1] < FIRST_TID:
        return T[4 * h + 2]
    if form == FLOAT and T[4 * h + 1] < FIRST_TID:
        return D[4 * h + 2]
    x = _made(h, form)
    if h >= len(objs):
        grow(h)
    objs[h] = x
    # Only the half with the form: native code of another thread may count references in the other one.
    W[8 * h] |= OBJ
    return x


def _made(h, form):
    i = 4 * h
    if form == INT:
        return int.__new__(types_by_tid[T[i + 1]].cls, T[i + 2])
    if form == FLOAT:
        return float.__new__(types_by_tid[T[i + 1]].cls, D[i + 2])
    if form == COMPLEX:
        tid = T[i + 1]
        return complex.__new__(types_by_tid[tid].cls if tid >= FIRST_TID else complex, D[i + 2], D[i + 3])
    if form == INSTANCE:
        if W[8 * h] & LAZY:
            where = T[i + 3]
            return hooks.load_field(get(where >> 16), where & 0xFFFF)
        return hooks.make_instance(T[i + 1], T[i + 2], T[i + 3])
    if form == TUPLE:
        first = T[i + 2]
        return tuple([get(word(first + 8 * n)) for n in range(T[i + 3])])
    if form == SLICE:
        first = T[i + 2]
        return slice(get(first), get(first + 1), get(first + 2))
    if form == SPAN:
        state = W[8 * h]
        return slice(None if state & NO_START else T[i + 2], None if state & NO_STOP else T[i + 3])
    if form == STR:
        return memory(T[i + 2], T[i + 3]).decode("utf-8")
    if form == BYTES:
        return memory(T[i + 2], T[i + 3])
    if form == OBJECT:
        # The result of an operation that could not even begin: nothing but a lack of stack does that.
        return RecursionError("maximum recursion depth exceeded while calling a Python object")
    if h == 0:
        raise SystemError("null argument to internal routine")
    raise SystemError(f"handle {h} is closed" if form == 0 else f"handle {h} has no object (form {form})")


_DRAINED = 1024
_buffers = []


def attend(base, end):
    """Do what waits after a call, when ``T[1]`` is not 0; whether the frame may be used again.

    Native code may have kept arguments of the frame, which then stay its own, or closed handles, whose objects are to
    be let go. The frame has entries from ``base`` to before ``end``.
    """
    mine = True
    for h in range(base, end):
        if W[8 * h + 1] > 1:
            lib.hpyffi_abandon(base, end - base)
            give_back([base - 1, *range(end, base - 1 + FRAME_ENTRIES)])
            mine = False
            break
    drain()
    return mine


def drain():
    """Let go of the objects of handles that native code closed."""
    # A destructor may call into native code and come here again: so a buffer of its own.
    owner, address = _buffers.pop() if _buffers else zeroed(8 * _DRAINED)
    count = _DRAINED
    while count == _DRAINED:
        count = lib.hpyffi_drain(address, _DRAINED)
        for n in range(count):
            h = word(address + 8 * n)
            if h < len(objs):
                objs[h] = None
        if count:
            lib.hpyffi_free(address, count)
    _buffers.append((owner, address))
    texts.forget_oldest()


def give_back(handles):
    """Give entries back that are part of no frame any more."""
    owner, address = zeroed(8 * len(handles))
    for n, h in enumerate(handles):
        set_word(address + 8 * n, h)
    lib.hpyffi_free(address, len(handles))
    del owner


def pending(base, status):
    """The exception that a call left in the frame at ``base``, to be raised: ``status`` is negative."""
    i = 4 * (base - 1)
    first, second = T[i + 2], T[i + 3]
    if status == -1:
        error = get(first)
        lib.hpyffi_close(first)
        return error
    try:
        return raised(get(first), get_or_null(second))
    except BaseException as error:
        return error
    finally:
        lib.hpyffi_close(first)
        if second:
            lib.hpyffi_close(second)


def raised(kind, value):
    """The exception that CPython makes when ``kind`` is raised with ``value``, which may be ``NULL``."""
    if not (isinstance(kind, type) and issubclass(kind, BaseException)):
        return SystemError(f"_PyErr_SetObject: exception {kind!r} is not a BaseException subclass")
    if value is NULL or value is None:
        error = kind()
    elif isinstance(value, kind):
        return value
    elif isinstance(value, tuple):
        error = kind(*value)
    else:
        error = kind(value)
    if not isinstance(error, BaseException):
        name = type(error).__name__
        return TypeError(f"calling {kind!r} should have returned an instance of BaseException, not {name}")
    return error
