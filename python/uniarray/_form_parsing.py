"""Reading NumPy's notations for dtypes that are described in Python."""

import re

from . import _core
from ._core import dtype as _dtype
from ._forms import form_of
from ._packed import _OTHER, _OWN, ByteString, Swapped, Text, Void
from ._records import Field, Record, SubArray

__all__ = ["parsed", "record", "spelled"]

_known = {}


def _one(key, make):
    """The one form of a description."""
    if key not in _known:
        _known[key] = make()
    return _known[key]


_SIZED = re.compile(r"([<>=|]?)(?:([SUVa])(\d*)|(c))$")
_NUMBER = re.compile(r"[<>]([a-zA-Z?]\d*)$")
_REPEATED = re.compile(r"(\(.*\)|\d+)(.+)$")
_NAMES = {"str": "U", "str_": "U", "bytes": "S", "bytes_": "S", "void": "V", "unicode": "U"}
_TYPES = {str: "U", bytes: "S", memoryview: "V"}
_CLASSES = {"str_": "U", "bytes_": "S", "void": "V"}


def spelled(dtype):
    """What a dtype is called within the description of another one."""
    if dtype.subdtype is not None:
        return (spelled(dtype.base), dtype.shape)
    if dtype.names is not None:
        return form_of(dtype).inside()
    text = dtype.str[1:] if dtype.str[0] == "|" else dtype.str
    return text if dtype.itemsize else text[:-1]


def record(fields, itemsize, align=False):
    """The form of fields."""
    align = bool(align)
    if any(field.dtype.hasobject for field in fields):
        raise TypeError("structures with fields of Python objects are not available")
    key = ("record", tuple((f.name, f.dtype, f.offset, f.shape, f.title) for f in fields), itemsize, align)
    return _one(key, lambda: Record(fields, itemsize, align))


def _sub_array(dtype, shape):
    if dtype.subdtype is not None:
        dtype, shape = dtype.base, (*shape, *dtype.shape)
    return _one(("array", dtype, shape), lambda: SubArray(dtype, shape))


def _from_text(text):
    text = text.strip()
    if "," in re.sub(r"\([^)]*\)", "", text):
        parts = re.split(r",(?![^()]*\))", text)
        return _laid_out([(f"f{k}", _dtype(part.strip())) for k, part in enumerate(p for p in parts if p.strip())])
    text = _NAMES.get(text, text)
    found = _SIZED.match(text)
    if found:
        order, letter, length = found[1], found[2] or "c", int(found[3] or 0)
        if letter in "Sa":
            return _one(("S", length), lambda: ByteString(length))
        if letter == "c":
            return _one(("S", 1), lambda: ByteString(1))
        if letter == "V":
            return _one(("V", length), lambda: Void(length))
        order = order if order in ("<", ">") else _OWN
        return _one(("U", length, order), lambda: Text(length, order))
    found = _NUMBER.match(text)
    if found and text[0] == _OTHER:
        return swapped(_dtype(found[1]))
    found = _REPEATED.match(text)
    if found:
        shape = found[1].strip("()")
        shape = tuple(int(one) for one in shape.split(",") if one.strip())
        return _sub_array(_dtype(found[2]), shape)
    return None


def swapped(native):
    """The form of a dtype's numbers in the other byte order; the dtype itself where there is only one order."""
    if native.itemsize == 1:
        return native
    return _one((_OTHER, native), lambda: Swapped(native))


def _unit(entry):
    """A dtype and the axes of a field's specification."""
    dtype = _dtype(entry[0])
    shape = entry[1] if len(entry) > 1 else ()
    shape = (shape,) if isinstance(shape, int) else tuple(shape)
    if dtype.subdtype is not None:
        dtype, shape = dtype.base, (*shape, *dtype.shape)
    return dtype, shape if shape != (1,) or not isinstance(entry[1], int) else ()


def _laid_out(entries, align=False):
    """The form of (name, dtype, shape) one after the other."""
    fields, offset, widest = [], 0, 1
    for place, entry in enumerate(entries):
        name, title = entry[0], None
        if isinstance(name, tuple):
            title, name = name
        dtype, shape = _unit(entry[1:])
        if align:
            offset = -(-offset // dtype.alignment) * dtype.alignment
            widest = max(widest, dtype.alignment)
        field = Field(name or f"f{place}", dtype, offset, shape, title)
        fields.append(field)
        offset += field.nbytes
    _check_names(fields)
    return record(fields, -(-offset // widest) * widest, align)


def _check_names(fields):
    names = [field.name for field in fields]
    if any(not isinstance(name, str) for name in names):
        raise TypeError("field names must be strings")
    for name in names:
        if names.count(name) > 1:
            raise ValueError(f"field {name!r} occurs more than once")


def _from_dictionary(spec, align):
    if "names" not in spec or "formats" not in spec:
        entries = sorted(((name, *value) for name, value in spec.items()), key=lambda one: one[2])
        spec = {
            "names": [one[0] for one in entries],
            "formats": [one[1] for one in entries],
            "offsets": [one[2] for one in entries],
        }
    names, formats = list(spec["names"]), list(spec["formats"])
    if len(names) != len(formats):
        raise ValueError("'names', 'formats', 'offsets', and 'titles' dict entries must have the same length")
    align = align or bool(spec.get("aligned", False))
    titles = spec.get("titles") or [None] * len(names)
    offsets = spec.get("offsets")
    if offsets is None:
        entries = [((t, n) if t else n, _dtype(f)) for n, f, t in zip(names, formats, titles)]
        found = _laid_out(entries, align)
    else:
        fields = []
        for name, kind, offset, title in zip(names, formats, offsets, titles):
            dtype, shape = _unit((_dtype(kind),))
            fields.append(Field(name, dtype, int(offset), shape, title))
        _check_names(fields)
        end = max([field.offset + field.nbytes for field in fields], default=0)
        widest = max([field.dtype.alignment for field in fields], default=1) if align else 1
        found = record(fields, -(-end // widest) * widest, align)
    itemsize = spec.get("itemsize")
    if itemsize is not None:
        if itemsize < found.itemsize:
            raise ValueError(
                f"NumPy dtype descriptor requires {found.itemsize} bytes, cannot override to smaller itemsize of "
                f"{itemsize}"
            )
        found = record(list(found._all.values()), int(itemsize), align)
    return found


def parsed(spec, align=False):
    """The form of a specification; None if it is none.

    Examples
    --------
    >>> parsed("i4,f8").names
    ('f0', 'f1')
    """
    if isinstance(spec, str):
        return _from_text(spec)
    if isinstance(spec, type):
        if type(spec).__module__ == f"{__package__}.dtypes":
            return _dtype(spec._letter)
        letter = _TYPES.get(spec)
        if letter is None and issubclass(spec, _core.flexible):
            letter = next((_CLASSES[base.__name__] for base in spec.__mro__ if base.__name__ in _CLASSES), None)
        if letter is None and issubclass(spec, (str, bytes)):
            letter = "U" if issubclass(spec, str) else "S"
        if letter is None and type(spec).__module__.partition(".")[0] in ("_ctypes", "ctypes"):
            from ._ctypes_dtypes import of_ctypes

            return of_ctypes(spec)
        return None if letter is None else _from_text(letter)
    if isinstance(spec, list):
        if not all(isinstance(one, tuple) and len(one) in (2, 3) for one in spec):
            raise TypeError(
                "Field elements must be 2- or 3-tuples, got '"
                + repr(next(one for one in spec if not (isinstance(one, tuple) and len(one) in (2, 3))))
                + "'"
            )
        return _laid_out(spec, align)
    if isinstance(spec, dict):
        return _from_dictionary(spec, align)
    if isinstance(spec, tuple) and len(spec) == 2:
        dtype = _dtype(spec[0])
        if dtype.kind in "SUV" and dtype.itemsize == 0 and isinstance(spec[1], int):
            return _from_text(f"{dtype.kind}{spec[1]}")
        shape = spec[1]
        shape = (int(shape),) if hasattr(shape, "__index__") else tuple(map(int, shape))
        return _sub_array(dtype, shape) if shape else dtype
    return None
