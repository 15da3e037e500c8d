"""Blocks of native memory that are used again when their objects are gone, on PyPy.

A block ends with its object if nothing has to be run for it. ``ffi.new`` would do: but it tells the collector of every
byte, which makes major collections frequent, and each of them takes longer than all the work between two. So blocks are
cut from chunks. Each block's object refers to its chunk's ``Chunk``, to which there is a weak reference, too; that is
cleared by a minor collection if the objects died young. The chunk is then used again.
"""

import weakref

from hpyhost._ffi.binding import lib

# Chunks in use that outlived a collection are looked at again when there are twice as many.
_LEAST_OLD = 1024
# Chunks that are kept for later; the others are given back.
_MOST_FREE = 8192

_allocate = lib.hpyffi_allocate
_clear = lib.hpyffi_clear
_release = lib.hpyffi_release
_reference = weakref.ref


class Chunk:
    """Is alive as long as blocks of a chunk are in use."""

    __slots__ = ("__weakref__",)


class Chunks:
    """Chunks of ``size`` bytes, zeros.

    ``take`` is for one at a time: who has taken the only item of ``tokens``. Neither threads nor destructors that run
    meanwhile then come in between.
    """

    def __init__(self, size):
        self.size = size
        self.tokens = [None]
        self.free = []
        # (reference to the Chunk, address) of chunks that were not in use at the last sweep, and of the others.
        self.young = []
        self.old = []
        self.limit = _LEAST_OLD
        # Its referent does not survive a collection.
        self.sentinel = _reference(Chunk())

    def take(self):
        """An address, and the Chunk that is to be kept alive."""
        if not self.free and self.sentinel() is None:
            self.sentinel = _reference(Chunk())
            self.sweep()
        if self.free:
            address = self.free.pop()
            _clear(address, self.size)
        else:
            address = _allocate(self.size)
            if not address:
                raise MemoryError
        chunk = Chunk()
        self.young.append((_reference(chunk), address))
        return address, chunk

    def sweep(self):
        """Find the chunks that nobody uses any more."""
        young, self.young = self.young, []
        self.ended(young, self.old)
        if len(self.old) > self.limit:
            old, self.old = self.old, []
            self.ended(old, self.old)
            self.limit = max(_LEAST_OLD, 2 * len(self.old))
        while len(self.free) > _MOST_FREE:
            _release(self.free.pop())

    def ended(self, chunks, others):
        """Add those that are not in use to ``free``, the others to ``others``."""
        for chunk in chunks:
            if chunk[0]() is None:
                self.free.append(chunk[1])
            else:
                others.append(chunk)


_sizes = {}


def of_size(size):
    """The Chunks of a size. Types share them: those of classes in Python end, and their chunks must not be lost."""
    chunks = _sizes.get(size)
    if chunks is None:
        chunks = _sizes[size] = Chunks(size)
    return chunks
