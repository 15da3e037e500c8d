"""The types that most results have, as far as layout hints tell.

They are attributes of a class because a JIT takes those for constants: then it knows how a result is made when it
compiles the call. All other types are found by their number.
"""

from hpyhost._ffi.interpreter import replace_attribute


class Usual:
    """``instance`` is the status of a call whose result is a fresh instance that ``make`` makes the object of;
    ``owner`` and ``make_owner`` are the same for what owns an instance's memory; ``scalar`` is the status of a float of
    ``scalar_class``.
    """

    instance = owner = scalar = -1 << 62
    make = make_owner = scalar_class = None


def _fresh(record):
    return 4 | record.tid << 16


def note_instance(record):
    """Expect instances of a type."""
    replace_attribute(Usual, "instance", _fresh(record))
    replace_attribute(Usual, "make", staticmethod(record.make))


def note_owner(record):
    """Expect instances of a type as owners of the memory of others."""
    replace_attribute(Usual, "owner", _fresh(record))
    replace_attribute(Usual, "make_owner", staticmethod(record.make))


def note_scalar(record):
    """Expect floats of a type that derives from ``float``."""
    replace_attribute(Usual, "scalar", 3 | record.tid << 16)
    replace_attribute(Usual, "scalar_class", record.cls)
