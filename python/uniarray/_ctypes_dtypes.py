"""The dtypes of ``ctypes`` types."""

import ctypes
import sys

from . import _core

__all__ = ["of_ctypes"]

_Simple = ctypes._SimpleCData
_Pointer = ctypes._Pointer
# What has another letter as a dtype.
_LETTERS = {"c": "S1"}


def of_ctypes(kind):
    """The dtype that lies in memory as a ``ctypes`` type does.

    Parameters
    ----------
    kind : type

    Raises
    ------
    TypeError
        For pointers and fields of bits, of which there are no dtypes.
    NotImplementedError
        For functions.

    Examples
    --------
    >>> of_ctypes(ctypes.c_uint16 * 3).shape
    (3,)
    """
    if issubclass(kind, _Pointer):
        raise TypeError("ctypes pointers have no dtype equivalent")
    if issubclass(kind, ctypes.Array):
        return _core.dtype((_core.dtype(kind._type_), (kind._length_,)))
    if issubclass(kind, (ctypes.Structure, ctypes.Union)):
        return _of_fields(kind)
    if not issubclass(kind, _Simple):
        raise NotImplementedError(f"Unknown ctypes type {kind.__name__}")
    return _of_simple(kind)


def _of_simple(kind):
    letter = _LETTERS.get(kind._type_, kind._type_)
    dtype = _core.dtype(letter)
    if dtype.itemsize != ctypes.sizeof(kind) and dtype.kind in "iuf":
        dtype = _core.dtype(f"{dtype.kind}{ctypes.sizeof(kind)}")
    other = "__ctype_be__" if sys.byteorder == "little" else "__ctype_le__"
    # Of types in the other byte order this is the type itself.
    return dtype.newbyteorder() if getattr(kind, other, None) is kind else dtype


def _of_fields(kind):
    names, formats, offsets = [], [], []
    for name, inner, *bits in kind._fields_:
        if bits:
            raise TypeError("ctypes bitfields have no dtype equivalent")
        names.append(name)
        formats.append(_core.dtype(inner))
        offsets.append(getattr(kind, name).offset)
    itemsize, packed = ctypes.sizeof(kind), hasattr(kind, "_pack_")
    if issubclass(kind, ctypes.Structure):
        # Fields that lie as those of a list would.
        found = _core.dtype(list(zip(names, formats)), align=not packed)
        if found.itemsize == itemsize and [found.fields[name][1] for name in names] == offsets:
            return found
    return _core.dtype({"names": names, "formats": formats, "offsets": offsets, "itemsize": itemsize})
