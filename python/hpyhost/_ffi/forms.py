"""What the words of a handle's entry say: forms, flags, type ids. ``crates/hpyhost-ffi`` has the same numbers."""

import types

OBJECT = 1
INT = 2
FLOAT = 3
INSTANCE = 4
TYPE = 5
TUPLE = 6
SLICE = 7
CONST = 8
STR = 9
BYTES = 11
COMPLEX = 12
BUILTIN_NEW = 13
SPAN = 14

# The part of the first word that has the form.
FORM = 0xFF
# ``objs`` holds the object; without it the object is made from the entry when somebody needs it.
OBJ = 0x100
# The object of an instance is read from a field of its owner.
LAZY = 0x200
# The entry is part of a frame of arguments.
FRAME = 0x400
# The memory that the entry's value points to is freed with it; only native code sets this.
OWNED = 0x800
# The start or the stop of a SPAN is None.
NO_START = 0x1000
NO_STOP = 0x2000

# The first word of a fresh entry: one reference.
ONE = 1 << 32

# Ids of built-in types; those of extension types begin at FIRST_TID.
TIDS = {
    type(None): 1,
    bool: 2,
    int: 3,
    float: 4,
    complex: 5,
    str: 6,
    bytes: 7,
    tuple: 8,
    list: 9,
    dict: 10,
    slice: 11,
    type: 12,
    type(NotImplemented): 13,
    type(...): 14,
    memoryview: 15,
    object: 16,
    types.ModuleType: 17,
    types.BuiltinFunctionType: 18,
}
FIRST_TID = 64
