"""``HPyField``: references from one object to another."""

from hpyhost._ffi import fields
from hpyhost._ffi.upcalls import operation

operation("FieldStore", "HzO", "i")(fields.store)
operation("FieldLoad", "Hz", "H")(fields.load)
