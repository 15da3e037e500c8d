"""Instances that end by way of weak references: on GraalPy, which never runs ``__del__``.

A reference that is cleared tells that its object is gone. That suffices to destroy the struct. GraalPy takes long to
call a function for a reference, and so there is only one such call for each collection: it looks through all.

A finaliser wants the object, so it gets another one around the same struct, with the same fields. What these refer to
must be there then, so references of such types know it, and have a function of their own. But they are reached from a
list of all, and so must not keep alive what has a finaliser, too: else no cycle and no chain of such objects would ever
end, or only link by link. For these objects their references stand in, which make objects again when somebody looks.
"""

import sys
import time
import weakref

from hpyhost._ffi import fields, pressure
from hpyhost._ffi.binding import lib, word
from hpyhost._ffi.interpreter import specialised

_waiting = fields.waiting
_destroy = lib.hpyffi_destroy
_reference = weakref.ref

# (reference, address of the struct, native bytes behind it) of what is to be destroyed with its object: what was not
# there at the last collection, and the rest.
_young = []
_old = []

# Who has taken the only item sweeps: neither threads nor destructors that run meanwhile then come in between.
_tokens = [None]

# The old are looked through after a collection if that takes but this part of the time.
_SHARE = 0.02


class _Sentinel:
    __slots__ = ("__weakref__",)


class _Watch:
    """``sentinel`` refers to what does not survive a collection; ``next`` is when to look at the old again."""

    def __init__(self):
        self.sentinel = None
        self.next = 0.0


_watch = _Watch()


def _collected(sentinel):
    _renew()
    sweep(False)


def _renew():
    _watch.sentinel = _reference(_Sentinel(), _collected)


def sweep(everything):
    """End what has died, of what is old only if there is time for it, or if ``everything`` is asked for."""
    try:
        token = _tokens.pop()
    except IndexError:
        return
    try:
        _end(_young)
        start = time.monotonic()
        if everything or start >= _watch.next:
            _end(_old)
            end = time.monotonic()
            _watch.next = end + (end - start) / _SHARE
    finally:
        _tokens.append(token)


def _end(noted):
    count, place = len(noted), 0
    try:
        while place < count:
            reference, pointer, native = item = noted[place]
            place += 1
            if reference() is not None:
                _old.append(item)
            else:
                if native:
                    pressure.released(native)
                _destroy(pointer)
    finally:
        # Behind them there may be more by now; and none must be ended twice, whatever was raised.
        del noted[:place]


if sys.implementation.name == "graalpy":
    # Elsewhere there is nothing to sweep, and on CPython the sentinel would be gone at once, again and again.
    pressure.sweepers.append(sweep)
    _renew()


def outstanding():
    """The references to all objects at whose end something is still to be done."""
    return [item[0] for item in [*_young, *_old]] + list(_references.values())


class Reference(weakref.ref):
    """A weak reference that knows what to end when its object is gone."""

    __slots__ = ("native", "pointer")


# Address to reference of each struct with a finaliser: a reference's callback runs only while it is alive.
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
    nbytes, is_array, taken = record.nbytes, record.is_array, pressure.taken

    def adopt(x, pointer, aux, base=0):
        x._hp = pointer
        x._hb = None
        x._hf = None if aux < 0x100 else _waiting(pointer, aux, base)
        if is_array:
            x._hv = 0
        native = 0 if nbytes is None else word(pointer + nbytes)
        _young.append((_reference(x), pointer, native))
        if native:
            taken(native)

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
