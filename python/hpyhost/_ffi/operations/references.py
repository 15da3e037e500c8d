"""``HPyField``: what an object's fields refer to is a list of the object.

``_hf`` is None or a list; its first item is a list of the slots that are free, or None. A field's word says its slot.
"""

from hpyhost._ffi.table import NULL
from hpyhost._ffi.upcalls import operation


@operation("FieldStore", "HzO", "i")
def field_store(owner, slot, x):
    """Let a slot refer to ``x``, or to nothing, and then it is free; slot 0 asks for a new one. Returns the slot."""
    fields = owner._hf
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
    if len(fields) > 0xFFFF:
        raise MemoryError("an object has room for 65535 references in HPyFields")
    fields.append(x)
    return len(fields) - 1


@operation("FieldLoad", "Hz", "H")
def field_load(owner, slot):
    """What a slot refers to."""
    return owner._hf[slot]
