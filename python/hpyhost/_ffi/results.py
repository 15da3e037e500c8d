"""What a native call leaves in its frame: a result or an exception, and the frame itself.

A call takes a frame, pushes its arguments from entry ``base`` on, calls native code, and hands the status to
``finish``. Nothing here is a loop where calls are usual: a tracing JIT then makes one piece of it and the caller.
"""

from hpyhost._ffi import constants
from hpyhost._ffi.binding import D, T, W, lib, word
from hpyhost._ffi.forms import OWNED, TUPLE
from hpyhost._ffi.table import (
    FRAME_ENTRIES,
    attend,
    drop_from,
    frames,
    get,
    give_back,
    grow,
    objs,
    pending,
    types_by_tid,
)
from hpyhost._ffi.usual import Usual

_CONSTANTS = constants.OBJECTS
_close = lib.hpyffi_close
# A pending tuple that has the handles in it.
_OWN_TUPLE = OWNED | TUPLE
_float_new, _int_new = float.__new__, int.__new__


def finish(base, count, status):
    """The result of a call whose arguments, with their parts, were ``count`` entries; raises what the call raised."""
    i = 4 * base - 2
    if status == Usual.instance:
        x = Usual.make(T[i], T[i + 1], base)
        release(base, count)
        return x
    if status == Usual.scalar:
        x = _float_new(Usual.scalar_class, D[i])
        release(base, count)
        return x
    if status < 0:
        raise _raised(base, count, status)
    code = status & 0xFF
    if code == 4:
        x = types_by_tid[status >> 16].make(T[i], T[i + 1], base)
    elif code == 1:
        x = _CONSTANTS[T[i]]
    elif code == 3:
        x = D[i]
        if status > 0xFFFF:
            record = types_by_tid[status >> 16]
            if record is not None:
                x = _float_new(record.cls, x)
    elif code == 2:
        x = T[i]
        if status > 0xFFFF:
            record = types_by_tid[status >> 16]
            if record is not None:
                x = _int_new(record.cls, x)
    elif code == 6:
        x = taken(T[i])
    elif code == 7:
        x = T[i]
    elif code == 5:
        x = get(base + T[i])
    else:
        release(base, count)
        raise SystemError("a function of an extension returned NULL without setting an exception")
    release(base, count)
    return x


def _raised(base, count, status):
    # In no local variable of `finish`: its frame is part of the traceback, and the exception would refer to itself.
    error = pending(base, status)
    release(base, count)
    return error


def taken(h):
    """The object of a handle, which is closed."""
    if W[8 * h] == _OWN_TUPLE and W[8 * h + 1] == 1:
        # Nobody else will ask for it, so the table need not know the object: then there is nothing to forget, either.
        first, count = T[4 * h + 2], T[4 * h + 3]
        if count == 1:
            x = (get(word(first)),)
        elif count == 2:
            x = (get(word(first)), get(word(first + 8)))
        else:
            x = tuple([get(word(first + 8 * n)) for n in range(count)])
    else:
        x = get(h)
    _close(h)
    return x


def release(base, count):
    """Give a frame back whose call has ended."""
    if T[1] and not attend(base, base + count):
        return
    objs[base] = None
    if count > 1:
        objs[base + 1] = None
        if count > 2:
            objs[base + 2] = None
            if count > 3:
                objs[base + 3] = None
                if count > 4:
                    if count > 12:
                        drop_from(base + 12, base + count)
                        if count >= FRAME_ENTRIES:
                            drop_from(base + 4, base + 12)
                            give_back(range(base - 1, base + count))
                            return
                    # The parts of a key, without a loop; to clear those of the frame that were not in use does no harm.
                    objs[base + 4] = objs[base + 5] = objs[base + 6] = objs[base + 7] = None
                    objs[base + 8] = objs[base + 9] = objs[base + 10] = objs[base + 11] = None
    frames.append(base)


def large_frame(count):
    """A frame for more entries than one from ``frames`` has; ``release`` knows it by its size."""
    count = max(count, FRAME_ENTRIES)
    first = lib.hpyffi_reserve(count + 1)
    if first + count + 1 >= len(objs):
        grow(first + count + 1)
    return first + 1
