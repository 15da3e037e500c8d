"""Which special methods the slots of a type become, as CPython's type objects have them."""

from hpyhost._ffi import operators as op
from hpyhost._ffi.calls import keywords, slot_receiver

BF_GETBUFFER, BF_RELEASEBUFFER = 1, 2
MP_ASS_SUBSCRIPT, MP_LENGTH, MP_SUBSCRIPT = 3, 4, 5
SQ_ASS_ITEM, SQ_CONCAT, SQ_INPLACE_CONCAT, SQ_INPLACE_REPEAT, SQ_ITEM, SQ_LENGTH, SQ_REPEAT = 39, 40, 42, 43, 44, 45, 46
TP_CALL, TP_NEW, TP_RICHCOMPARE, TP_TRAVERSE, TP_FINALIZE, TP_DESTROY = 50, 65, 67, 71, 80, 1000

# Slot to name of the method and what makes it out of the function: those that stand for themselves.
_SIMPLE = {
    MP_LENGTH: ("__len__", op.length),
    MP_SUBSCRIPT: ("__getitem__", op.subscript),
    6: ("__abs__", op.unary),
    9: ("__bool__", op.inquiry),
    11: ("__float__", op.unary),
    13: ("__index__", op.unary),
    14: ("__iadd__", op.binary),
    15: ("__iand__", op.binary),
    16: ("__ifloordiv__", op.binary),
    17: ("__ilshift__", op.binary),
    18: ("__imul__", op.binary),
    19: ("__ior__", op.binary),
    20: ("__ipow__", op.ternary),
    21: ("__imod__", op.binary),
    22: ("__irshift__", op.binary),
    23: ("__isub__", op.binary),
    24: ("__itruediv__", op.binary),
    25: ("__ixor__", op.binary),
    26: ("__int__", op.unary),
    27: ("__invert__", op.unary),
    30: ("__neg__", op.unary),
    32: ("__pos__", op.unary),
    41: ("__contains__", op.contains),
    TP_CALL: ("__call__", keywords),
    59: ("__hash__", op.hash_of),
    60: ("__init__", op.init),
    66: ("__repr__", op.unary),
    70: ("__str__", op.unary),
    76: ("__imatmul__", op.binary),
}

# Slot to name without underscores: operators with two operands, and so with a reflected method.
_BINARY = {
    7: "add",
    8: "and",
    10: "divmod",
    12: "floordiv",
    28: "lshift",
    29: "mul",
    31: "or",
    34: "mod",
    35: "rshift",
    36: "sub",
    37: "truediv",
    38: "xor",
    75: "matmul",
}

_COMPARISONS = ("__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__")

# What types.py deals with.
_ELSEWHERE = {BF_GETBUFFER, BF_RELEASEBUFFER, TP_NEW, TP_TRAVERSE, TP_FINALIZE, TP_DESTROY}


def methods(functions, cls, owner):
    """The special methods for the slots of the class ``cls``, the type ``owner``, given as slot to function.

    Raises SystemError for slots that HPy 0.9 does not have.
    """
    found = _Methods(cls)
    for slot, function in functions.items():
        if slot in _SIMPLE:
            name, maker = _SIMPLE[slot]
            found.add(name, maker, function)
        elif slot in _BINARY:
            found.add(f"__{_BINARY[slot]}__", op.binary, function)
            found.add(f"__r{_BINARY[slot]}__", op.reflected, function)
        elif slot == 33:
            found.add("__pow__", op.ternary, function)
            found.add("__rpow__", op.reflected_ternary, function)
        elif slot == TP_RICHCOMPARE:
            for number, name in enumerate(_COMPARISONS):
                found.add(name, op.richcompare, function, number)
        elif slot == MP_ASS_SUBSCRIPT:
            found.add("__setitem__", op.set_subscript, function)
            found.add("__delitem__", op.delete_subscript, function)
        elif slot not in _ELSEWHERE and slot not in _SEQUENCE:
            raise SystemError(f"'{owner}' has an HPySlot of unknown number {slot}")
    _add_sequence(found, functions)
    return found.made


class _Methods:
    """Special methods of a class, by name."""

    def __init__(self, cls):
        self.cls = cls
        self.made = {}

    def make(self, name, maker, function, *more):
        return maker(function, self.cls, slot_receiver(self.cls, name), *more)

    def add(self, name, maker, function, *more):
        self.made[name] = self.make(name, maker, function, *more)

    def add_if_absent(self, name, maker, function, *more):
        if name not in self.made:
            self.add(name, maker, function, *more)


_SEQUENCE = {
    SQ_ASS_ITEM,
    SQ_CONCAT,
    SQ_INPLACE_CONCAT,
    SQ_INPLACE_REPEAT,
    SQ_ITEM,
    SQ_LENGTH,
    SQ_REPEAT,
}


def _add_sequence(found, functions):
    """Methods for the slots of sequences, which come second where there are such for numbers or mappings."""
    has_length = SQ_LENGTH in functions
    if has_length:
        found.add_if_absent("__len__", op.length, functions[SQ_LENGTH])
    if SQ_ITEM in functions:
        found.add_if_absent("__getitem__", op.item, functions[SQ_ITEM], has_length)
    if SQ_ASS_ITEM in functions and "__setitem__" not in found.made:
        found.add("__setitem__", op.set_item, functions[SQ_ASS_ITEM], has_length)
        found.add("__delitem__", op.delete_item, functions[SQ_ASS_ITEM], has_length)
    for slot, names, maker in (
        (SQ_CONCAT, ("__add__",), op.binary),
        (SQ_REPEAT, ("__mul__", "__rmul__"), op.repeat),
        (SQ_INPLACE_CONCAT, ("__iadd__",), op.binary),
        (SQ_INPLACE_REPEAT, ("__imul__",), op.repeat),
    ):
        if slot in functions:
            for name in names:
                made = found.make(name, maker, functions[slot])
                first = found.made.get(name)
                found.made[name] = made if first is None else op.either(first, made)
