"""The objects around the structs of extension types: how they are made, and how the struct ends with them.

An instance has three attributes: ``_hp`` is the address of its struct, ``_hb`` owns the block of memory that it lies
in, ``_hf`` are the referents of its fields. The block is 16 bytes longer than the struct: native code's header.

Where nothing has to be run at an instance's end, the collector tells when the block may be used again (``chunks``):
native code takes it from the *spare* blocks that are offered to it. Else native code allocates, and
``hpyffi_destroy`` has to be called: by ``ffi.gc`` on PyPy, by way of weak references on GraalPy, which runs no
``__del__``, and by a ``__del__`` on other interpreters, which have no spare blocks.
"""

import sys

from hpyhost._ffi import chunks as _chunks
from hpyhost._ffi import fields, watched
from hpyhost._ffi.binding import T, lib, peek, word, words
from hpyhost._ffi.interpreter import specialised
from hpyhost._ffi.table import frames, hooks, new_frame, types_by_tid

# The largest struct for which spare blocks are kept.
_LARGEST_SPARE = 2400
# Native code takes the spare blocks of a type in this order.
_SPARES = 8
_LAST = _SPARES - 1

_waiting = fields.waiting
_destroy = lib.hpyffi_destroy


def needs_weak_references(nbytes):
    """Whether instances with a struct end by way of weak references; ``nbytes`` as in their record."""
    return sys.implementation.name == "graalpy" or (_cffi is not None and nbytes is not None)


def make(tid, pointer, aux):
    """The object of a pending instance; ``aux`` says the spare block that its struct is in."""
    if peek(pointer - 12, 4):
        aux |= 0x100
    return types_by_tid[tid].make(pointer, aux, 0)


hooks.make_instance = make


def allocate(record):
    """A new instance of a class, with a struct of zeros."""
    x = record.new(record.cls)
    if record.size:
        provide(record, x)
    return x


def provide(record, x):
    """Give an object that was made without a struct one of zeros; its address."""
    base = frames.pop() if frames else new_frame()
    pointer = lib.hpyffi_new(record.tid, base)
    aux = T[4 * base + 3]
    frames.append(base)
    if not pointer:
        raise MemoryError
    record.adopt(x, pointer, aux)
    return pointer


def prepare(record):
    """Choose how instances of a class are made: sets ``make`` and ``adopt`` of its record.

    ``make(pointer, aux, base)`` returns a fresh object around a struct; ``adopt(x, pointer, aux)`` gives x one.
    """
    if not record.size:
        record.make = _structless(record)
        return
    spare = not record.destroys and record.size <= _LARGEST_SPARE
    if _cffi is not None:
        others = _owned_by_cdata(record)
        record.make, record.adopt = _owned_by_collector(record, others[1]) if spare else others
    elif sys.implementation.name == "graalpy":
        others = watched.adopter(record)
        spare = spare and not record.finalizes
        record.make, record.adopt = _owned_by_collector(record, others) if spare else _maker(record, others)
    else:
        record.make, record.adopt = _owned_by_block(record)


def _maker(record, adopt):
    """``make`` by way of ``adopt``, and that."""
    cls, new = record.cls, record.new

    def make(pointer, aux, base):
        x = new(cls)
        adopt(x, pointer, aux, base)
        return x

    return specialised(make, "make"), adopt


def _structless(record):
    """For types without a struct: the block, which is only a header, is at once offered again."""
    tid, cls, new = record.tid, record.cls, record.new

    def make(pointer, aux, base):
        spare = aux & 0xFF
        lib.hpyffi_offer(tid, spare - 1 if spare else 0, pointer - 16)
        return new(cls)

    return make


if sys.implementation.name == "pypy":
    from hpyhost._ffi.binding_cffi import ffi as _cffi
    from hpyhost._ffi.young import note as _note
    from hpyhost._ffi.young import own as _own
else:
    _cffi = None


def _owned_by_collector(record, others):
    """By way of spare blocks; ``others`` adopts what is in none."""
    tid = record.tid
    size = (lib.hpyffi_block_size(tid) + 15) & ~15
    chunks = _chunks.of_size(_SPARES * size)
    spares = words(lib.hpyffi_spares(tid), _SPARES)
    # The chunk of each spare block; None once the block has its object.
    owners = [None] * _SPARES
    views = record.is_array and _cffi is None
    tokens = chunks.tokens

    def refill():
        try:
            token = tokens.pop()
        except IndexError:
            return
        try:
            address, chunk = chunks.take()
            for place in range(_SPARES):
                if owners[place] is None:
                    owners[place] = chunk
                    spares[place] = address + place * size
        finally:
            tokens.append(token)

    def adopt(x, pointer, aux, base=0):
        place = (aux & 0xFF) - 1
        if place < 0:
            others(x, pointer, aux, base)
            refill()
            return
        if views:
            x._hv = 0
        x._hb = owners[place]
        x._hp = pointer
        x._hf = None if aux < 0x100 else _waiting(pointer, aux, base)
        owners[place] = None
        if place == _LAST:
            refill()

    refill()
    return _maker(record, specialised(adopt, "adopt"))


def _owned_by_cdata(record):
    nbytes, size = record.nbytes, record.size
    if nbytes is None or record.finalizes:

        def adopt(x, pointer, aux, base=0):
            _own(x, pointer, size)
            x._hp = pointer
            x._hf = None if aux < 0x100 else _waiting(pointer, aux, base)

    else:

        def adopt(x, pointer, aux, base=0):
            x._hp = pointer
            x._hf = None if aux < 0x100 else _waiting(pointer, aux, base)
            _note(x, pointer, size + word(pointer + nbytes))

    return _maker(record, specialised(adopt, "adopt"))


class _Block:
    """Owns a struct where objects end with ``__del__``."""

    __slots__ = ("pointer",)

    def __init__(self, pointer):
        self.pointer = pointer

    def __del__(self, destroy=_destroy):
        destroy(self.pointer)


def _owned_by_block(record):
    is_array = record.is_array

    def adopt(x, pointer, aux, base=0):
        if is_array:
            x._hv = 0
        x._hb = _Block(pointer)
        x._hp = pointer
        x._hf = None if aux < 0x100 else _waiting(pointer, aux, base)

    return _maker(record, specialised(adopt, "adopt"))
