"""Instances that lend their memory out: the slots for buffers, as memoryviews.

PyPy lets a class in Python export a buffer if it derives from ``bufferable``; Python 3.12 lets any class (PEP 688).
GraalPy accepts neither, so there only ``__buffer__`` itself can be called.
"""

import gc
import sys
from math import prod

from hpyhost._ffi.binding import cstring, lib, peek, set_word, view, word, zeroed
from hpyhost._ffi.results import finish
from hpyhost._ffi.table import frames, new_frame, push, put

_GETBUFFER, _RELEASEBUFFER = 6, 7
_SIZE = 80
_WRITABLE = 1

if sys.implementation.name == "pypy":
    from __pypy__ import newmemoryview
    from __pypy__.bufferable import bufferable as Base

    from hpyhost._ffi.binding_cffi import ffi
else:
    # The class to derive from, where one must.
    Base = None


# Buffers that an extension has a function to release for, and that are not released.
_to_be_released = set()


class Lent:
    """A buffer that an object has filled in: ends with ``release``, or with the last reference to it."""

    def __init__(self, owner, get_function, release_function, flags):
        self.owner = owner
        self.release_function = release_function
        self.kept, self.address = zeroed(_SIZE)
        self.live = False
        try:
            self._fill(get_function, flags)
        except BufferError:
            if Base is None or not _to_be_released:
                raise
            # Nothing is called when a memoryview is released: one that waits for the collector may be in the way.
            gc.collect()
            self._fill(get_function, flags)
        self.live = True
        if release_function:
            _to_be_released.add(id(self))

    def _fill(self, get_function, flags):
        base = frames.pop() if frames else new_frame()
        push(base, self.owner)
        status = lib.hpyffi_call(_GETBUFFER, get_function, base, flags, self.address)
        if word(self.address + 8) == base:
            # The buffer's reference to its owner is the argument itself: another handle, or it would keep the frame.
            h = lib.hpyffi_alloc()
            put(h, self.owner)
            set_word(self.address + 8, h)
            lib.hpyffi_close(base)
        finish(base, 1, status)

    def release(self):
        """Give the buffer back, once."""
        if not self.live:
            return
        self.live = False
        if self.release_function:
            _to_be_released.discard(id(self))
            base = frames.pop() if frames else new_frame()
            push(base, self.owner)
            finish(base, 1, lib.hpyffi_call(_RELEASEBUFFER, self.release_function, base, 0, self.address))
        h = word(self.address + 8)
        if h:
            lib.hpyffi_close(h)

    __del__ = release

    def memoryview(self, flags):
        """A memoryview with the buffer's format and dimensions.

        Raises BufferError where a writable one is wanted and the memory is not, or where this interpreter cannot show
        such a buffer.
        """
        at = self.address
        pointer, size, itemsize = word(at), word(at + 16), word(at + 24)
        readonly, ndim = peek(at + 32, -4), peek(at + 36, -4)
        if readonly and flags & _WRITABLE:
            raise BufferError("Object is not writable.")
        form = cstring(word(at + 40)).decode() if word(at + 40) else "B"
        shape, strides = word(at + 48), word(at + 56)
        shape = tuple(word(shape + 8 * n) for n in range(ndim)) if shape else (size // (itemsize or 1),)
        strides = tuple(word(strides + 8 * n) for n in range(ndim)) if strides else _c_strides(shape, itemsize)
        return _memoryview(self, pointer, size, itemsize, form, shape, strides, readonly)


def _c_strides(shape, itemsize):
    strides = []
    step = itemsize
    for extent in reversed(shape):
        strides.append(step)
        step *= extent
    return tuple(reversed(strides))


def _cast(memory, form, shape):
    """Bytes as items; of the formats of module struct there are only those of one native item."""
    try:
        return memory.cast(form.lstrip("@="), shape)
    except ValueError as error:
        raise BufferError(f"this interpreter has no memoryview of {form!r} items of this shape") from error


if sys.implementation.name == "pypy":

    def _memoryview(lent, pointer, size, itemsize, form, shape, strides, readonly):
        def bytes_from(first, count):
            block = ffi.gc(ffi.cast("char *", first), lambda _: lent.release())
            memory = memoryview(ffi.buffer(block, count))
            return memory.toreadonly() if readonly else memory

        if not shape:
            return _cast(bytes_from(pointer, itemsize), form, ())
        if 0 in shape:
            if 0 in shape[1:]:
                raise BufferError("PyPy has no memoryviews without items but along the first axis")
            # PyPy divides by the size, so there is one row, which is never looked at.
            size = itemsize * prod(shape[1:])
            row = memoryview(ffi.buffer(zeroed(size)[0], size))
            return newmemoryview(row, itemsize, form, (1, *shape[1:]), _c_strides(shape, itemsize))[:0]
        backwards = strides[0] < 0
        if backwards:
            pointer += (shape[0] - 1) * strides[0]
            strides = (-strides[0], *strides[1:])
        reach = shape[0] * strides[0]
        nested = all(a >= n * b for a, n, b in zip(strides, shape[1:], strides[1:]))
        if not nested or strides[-1] < 0:
            raise BufferError("PyPy has memoryviews of rows in their order only")
        # PyPy wants the whole last row to be there, gaps behind items included; nobody reads these.
        view = newmemoryview(bytes_from(pointer, reach), itemsize, form, shape, strides)
        return view[::-1] if backwards else view

else:

    def _memoryview(lent, pointer, size, itemsize, form, shape, strides, readonly):
        if strides != _c_strides(shape, itemsize) and size:
            raise BufferError("this interpreter's memoryview is not made of strides")
        memory = view(pointer, size)
        if readonly:
            memory = memory.toreadonly()
        if form != "B" or len(shape) != 1:
            memory = _cast(memory, form, shape)
        return memory


def methods(get_function, release_function, check):
    """``__buffer__`` and, where the interpreter calls it, ``__release_buffer__`` for the two functions (0: none).

    ``check(self)`` raises for a wrong receiver.
    """
    lent_to = {}

    def __buffer__(self, flags, /):
        check(self)
        lent = Lent(self, get_function, release_function, flags)
        made = lent.memoryview(flags)
        if Base is None:
            lent_to[id(made)] = lent
        return made

    if Base is not None:
        return {"__buffer__": __buffer__}

    def __release_buffer__(self, made, /):
        lent = lent_to.pop(id(made), None)
        if lent is not None:
            lent.release()

    return {"__buffer__": __buffer__, "__release_buffer__": __release_buffer__}
