"""``HPyField``: what an object's fields refer to is a list of the object.

``_hf`` is None or a list; or a tuple as long as it is not changed, which is the smaller object. Its first item is None
or the list of the slots that are free. A field's word says its slot in the upper 16 bits.
"""

from hpyhost._ffi.binding import T, lib, peek
from hpyhost._ffi.table import NULL, get, hooks, types_by_tid
from hpyhost._ffi.usual import Usual

_MOST = 0xFFFF


def store(owner, slot, x):
    """Let a slot of ``owner`` refer to ``x``, or, if that is ``NULL``, to nothing; then it is free. Returns the slot.

    Slot 0 asks for a new one. Raises MemoryError if there are 65535 already.
    """
    if isinstance(owner, type) or not hasattr(owner, "_hf"):
        owner = hooks.holder_of(owner)
    fields = owner._hf
    if type(fields) is tuple:
        fields = owner._hf = list(fields)
    if x is NULL:
        if slot:
            fields[slot] = None
            if fields[0] is None:
                fields[0] = []
            fields[0].append(slot)
        return 0
    if slot:
        fields[slot] = x
        return slot
    if fields is None:
        owner._hf = [None, x]
        return 1
    if fields[0]:
        slot = fields[0].pop()
        fields[slot] = x
        return slot
    if len(fields) > _MOST:
        raise MemoryError("an object has room for 65535 references in HPyFields")
    fields.append(x)
    return len(fields) - 1


def load(owner, slot):
    """What a slot refers to."""
    if isinstance(owner, type):
        owner = hooks.holder_of(owner)
    return owner._hf[slot]


hooks.load_field = load


def waiting(pointer, aux, base):
    """``_hf`` of a fresh instance to whose fields native code has stored, as its struct's header and ``aux`` tell."""
    argument = aux >> 16
    if argument:
        return (None, get(base + argument - 1))
    if base:
        # Usually there is one referent, and it is as new as the instance: the memory behind an array.
        status = lib.hpyffi_take_fresh(pointer, base - 1)
        if status:
            i = 4 * base - 2
            if status == Usual.owner:
                return (None, Usual.make_owner(T[i], T[i + 1], 0))
            return (None, types_by_tid[status >> 16].make(T[i], T[i + 1], 0))
    return _taken(pointer)


def _taken(pointer):
    fields = [None]
    for slot in range(1, peek(pointer - 12, 4) + 1):
        h = lib.hpyffi_take_field(pointer, slot)
        if h:
            fields.append(get(h))
            lib.hpyffi_close(h)
        else:
            fields.append(None)
    return fields
