"""Blocks of native memory that are used again when their objects are gone, on PyPy and GraalPy.

A block ends with its object if nothing has to be run for it. PyPy's ``ffi.new`` would do: but it tells the collector of
every byte, which makes major collections frequent, and each of them takes longer than all the work between two. So
blocks are cut from chunks. Each block's object refers to its chunk's ``Chunk``, to which there is a weak reference,
too; that is cleared by a minor collection if the objects died young. The chunk is then used again.
"""

import sys
import weakref

from hpyhost._ffi import pressure
from hpyhost._ffi.binding import lib

# Chunks in use that outlived a collection are looked at again when there are twice as many, and these bytes of them.
_LEAST_OLD = 1 << 20
# Bytes of chunks of a size that are kept for later; the others are given back.
_MOST_FREE = 1 << 25

_allocate = lib.hpyffi_allocate
_clear = lib.hpyffi_clear
_release = lib.hpyffi_release
_reference = weakref.ref

# PyPy's minor collections come soon enough; those of a JVM with much memory do not.
_counted = sys.implementation.name == "graalpy"


class Chunk:
    """Is alive as long as blocks of a chunk are in use."""

    __slots__ = ("__weakref__",)


class Chunks:
    """Chunks of ``size`` bytes, zeros.

    ``take`` is for one at a time: who has taken the only item of ``tokens``. Neither threads nor destructors that run
    meanwhile then come in between. ``sweeping`` is the same for ``sweep``.
    """

    def __init__(self, size):
        self.size = size
        self.tokens = [None]
        self.sweeping = [None]
        self.free = []
        # (reference to the Chunk, address) of chunks that were not in use at the last sweep, and of the others.
        self.young = []
        self.old = []
        self.limit = self.least = _LEAST_OLD // size
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
            if _counted:
                pressure.taken(self.size)
        chunk = Chunk()
        self.young.append((_reference(chunk), address))
        return address, chunk

    def sweep(self, everything=False):
        """Find the chunks that nobody uses any more."""
        try:
            token = self.sweeping.pop()
        except IndexError:
            return
        try:
            self.end(self.young)
            if everything or len(self.old) > self.limit:
                self.end(self.old)
                self.limit = max(self.least, 2 * len(self.old))
            while len(self.free) * self.size > _MOST_FREE:
                _release(self.free.pop())
                if _counted:
                    pressure.released(self.size)
        finally:
            self.sweeping.append(token)

    def end(self, chunks):
        """Move those that are not in use to ``free``, the others to ``old``."""
        count, place = len(chunks), 0
        try:
            while place < count:
                chunk = chunks[place]
                place += 1
                if chunk[0]() is None:
                    self.free.append(chunk[1])
                else:
                    self.old.append(chunk)
        finally:
            # Behind them there may be more by now.
            del chunks[:place]


_sizes = {}


def of_size(size):
    """The Chunks of a size. Types share them: those of classes in Python end, and their chunks must not be lost."""
    chunks = _sizes.get(size)
    if chunks is None:
        chunks = _sizes[size] = Chunks(size)
    return chunks


def _sweep(everything):
    for chunks in list(_sizes.values()):
        chunks.sweep(everything)


if _counted:
    pressure.sweepers.append(_sweep)
