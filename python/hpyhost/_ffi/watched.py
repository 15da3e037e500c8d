"""Instances that end by way of weak references: on GraalPy, which never runs ``__del__``.

When the callback of a reference runs, the object is gone. That suffices to destroy its struct. A finaliser wants the
object, so it gets another one around the same struct, with the same fields. What these refer to must be there then,
so references of such types know it. But they are reached from a list of all, and so must not keep alive what has a
finaliser, too: else no cycle and no chain of such objects would ever end, or only link by link. For these objects
their references stand in, which make objects again when somebody looks.
"""

import weakref

from hpyhost._ffi import fields, pressure
from hpyhost._ffi.binding import lib, word
from hpyhost._ffi.interpreter import specialised

_waiting = fields.waiting
_destroy = lib.hpyffi_destroy


class Reference(weakref.ref):
    """A weak reference that knows what to end when its object is gone."""

    __slots__ = ("native", "pointer")


# Address to reference of each struct that is to be destroyed: a reference's callback runs only while it is alive.
_references = {}


def _ended(reference):
    pointer = reference.pointer
    if _references.pop(pointer, None) is reference:
        if reference.native:
            pressure.released(reference.native)
        _destroy(pointer)


def adopter(record):
    """``adopt`` for the instances of a class, as told in ``instances``."""
    return specialised(_with_finalizer(record) if record.finalizes else _without_finalizer(record), "adopt")


def _without_finalizer(record):
    nbytes, is_array = record.nbytes, record.is_array

    def adopt(x, pointer, aux, base=0):
        x._hp = pointer
        x._hb = None
        x._hf = None if aux < 0x100 else _waiting(pointer, aux, base)
        if is_array:
            x._hv = 0
        reference = Reference(x, _ended)
        reference.pointer = pointer
        reference.native = 0
        if nbytes is not None:
            reference.native = word(pointer + nbytes)
            pressure.taken(reference.native)
        _references[pointer] = reference

    return adopt


def _with_finalizer(record):
    nbytes = record.nbytes
    # A class in Python may refer to its instances.
    own, lasting = weakref.ref(record), record
    while not lasting.lasts:
        lasting = lasting.base

    def adopt(x, pointer, aux, base=0):
        x._hp = pointer
        x._hb = None
        reference = FinalizingReference(x, _finalize)
        reference.pointer = pointer
        reference.native = 0 if nbytes is None else word(pointer + nbytes)
        reference.records = own, lasting
        reference.successor = None
        reference.fields = []
        _references[pointer] = reference
        pressure.taken(reference.native)
        x._hf = _Fields(reference.fields)
        for referent in (None,) if aux < 0x100 else _waiting(pointer, aux, base):
            x._hf.append(referent)

    return adopt


class FinalizingReference(Reference):
    """One for an instance of a type with a finaliser.

    ``fields`` is what the object's fields refer to, in part by references that stand in; ``records`` are a weak
    reference to the record of its class, and the record of the nearest base that is never collected; ``successor`` is
    the object that took its place.
    """

    __slots__ = ("fields", "records", "successor")

    def object(self):
        """The object, or the one that takes its place."""
        x = self()
        if x is None:
            x = self.successor
            if x is None:
                x = self.replace()
        return x

    def replace(self):
        """Make another object around the struct, which ends without finaliser."""
        own, lasting = self.records
        record = own() or lasting
        x = self.successor = record.new(record.cls)
        x._hp, x._hb, x._hf = self.pointer, None, _Inherited(self.fields)
        again = Reference(x, _ended)
        again.pointer, again.native = self.pointer, self.native
        _references[self.pointer] = again
        # Its own callback has not run, perhaps.
        _due[self.pointer] = self
        return x


# Address to reference of each struct whose object has a successor, and whose finaliser has not run yet.
_due = {}


def _finalize(reference):
    x = reference.successor
    if x is None:
        x = reference.replace()
    del _due[reference.pointer]
    x.__del__()


def _stand_in(x):
    """What to keep of ``x`` so that it may end before that: its reference, if it has a finaliser."""
    if getattr(type(x), "_hpy_type_", None) is None or isinstance(x, type):
        return x
    reference = _references.get(getattr(x, "_hp", 0))
    return reference if type(reference) is FinalizingReference else x


class _Fields(list):
    """The referents of an object's fields, with stand-ins in the list of its reference."""

    __slots__ = ("stand_ins",)

    def __init__(self, stand_ins):
        self.stand_ins = stand_ins

    def __setitem__(self, slot, x):
        list.__setitem__(self, slot, x)
        self.stand_ins[slot] = _stand_in(x)

    def append(self, x):
        list.append(self, x)
        self.stand_ins.append(_stand_in(x))


class _Inherited(list):
    """The fields of an object that took the place of another one."""

    __slots__ = ()

    def __getitem__(self, slot):
        x = list.__getitem__(self, slot)
        return x.object() if type(x) is FinalizingReference else x
