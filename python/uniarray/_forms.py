"""Dtypes that the binary does not know: their descriptions, and the calls that concern them.

A dtype object of such a description has a number by which the binary asks for its attributes. Arrays of these dtypes
are instances of a class derived from ``ndarray``. Python objects lie in a Python list, where an interpreter's collector
and compiler see them; text, bytes, structures and numbers in the other byte order lie in memory as NumPy has them.
"""

from . import _core
from ._binary import DERIVES

__all__ = ["OBJECT", "Form", "call", "find", "form_of", "tell"]

# By number; there is no number 0. And by dtype.
_forms = [None]
_by_dtype = {}


class Form:
    """What a dtype object tells of itself: an attribute for each of its own."""

    ndim, flags, length = 0, 0, 0
    isnative, isalignedstruct, hasobject, isbuiltin = True, False, False, 1
    names = fields = subdtype = metadata = None
    shape = ()

    def __init__(self, name, char, kind, num, itemsize):
        self.name, self.char, self.kind, self.num = name, char, kind, num
        self.itemsize = self.alignment = itemsize
        self.str, self.byteorder = f"|{char}", "|"
        self.repr, self.text = f"dtype('{char}')", name
        self.dtype = _core._described_dtype(len(_forms))
        _forms.append(self)
        _by_dtype[self.dtype] = self

    @property
    def descr(self):
        return [("", self.str)]

    @property
    def reduced(self):
        return _core.dtype, (self.str[1:],)

    def base(self, dtype):
        return dtype

    def newbyteorder(self, order):
        return self.dtype

    def getitem(self, key):
        raise KeyError(f"There are no fields in dtype {self.text}.")


class _Objects(Form):
    hasobject, flags = True, 63

    def __init__(self):
        super().__init__("object", "O", "O", 17, 8)

    @property
    def type(self):
        from ._objects import object_

        return object_

    def cells(self, items):
        return items

    def blank(self, count):
        return [None] * count


OBJECT = _Objects()

_TEXTS = frozenset(("O", "|O", "=O", "<O", ">O", "O8", "|O8", "object", "object_"))
# What stands for other dtypes, or for none.
_NO_OBJECTS = (str, bytes, memoryview, _core.dtype, _core.generic)


def form_of(dtype):
    """The form of a dtype object; None if the binary knows it.

    Examples
    --------
    >>> form_of(np.dtype(object)) is OBJECT, form_of(np.dtype(float))
    (True, None)
    """
    return _by_dtype.get(dtype)


def find(spec, align=False):
    """The dtype object of a specification; None if it is none.

    Examples
    --------
    >>> find("O") is find(object)
    True
    """
    if isinstance(spec, str) and spec in _TEXTS:
        return OBJECT.dtype
    if isinstance(spec, (str, list, dict, tuple, type)):
        from ._form_parsing import parsed

        found = parsed(spec, align)
        if found is not None:
            return found.dtype if isinstance(found, Form) else found
    if isinstance(spec, type):
        if spec is object or not issubclass(spec, _NO_OBJECTS) or spec.__name__ == "object_":
            return OBJECT.dtype
        return None
    # Objects that have such a dtype.
    dtype = getattr(spec, "dtype", None)
    if dtype is None and type(type(spec)).__module__.partition(".")[0] in ("_ctypes", "ctypes"):
        return find(type(spec))
    return dtype if isinstance(dtype, _core.dtype) else None


def tell(number, question, argument):
    """An attribute of a dtype, or the answer of a method."""
    value = getattr(_forms[number], question)
    return value(argument) if callable(value) and not isinstance(value, type) else value


def call(name, args, kwargs):
    """The result of a function that the binary could not carry out; NotImplemented if it is not for this module.

    On hosts where no class can be derived from ``ndarray`` there are no arrays of these dtypes.
    """
    if not DERIVES:
        return NotImplemented
    from . import _object_calls

    function = _object_calls.CALLS.get(name)
    return NotImplemented if function is None else function(*args, **kwargs)
