"""``bytes`` and ``str``."""

import os

from hpyhost._ffi.binding import cstring, memory, peek, set_word
from hpyhost._ffi.operations.containers import bad_internal_call
from hpyhost._ffi.table import NULL
from hpyhost._ffi.texts import address_of
from hpyhost._ffi.upcalls import operation


def _checked_text(x):
    if not isinstance(x, str):
        raise TypeError("bad argument type for built-in operation")
    return x


def _checked_bytes(x):
    if not isinstance(x, bytes):
        raise TypeError(f"expected bytes, {type(x).__name__} found")
    return x


@operation("Bytes_Size", "H", "i")
@operation("Bytes_GET_SIZE", "H", "i")
def bytes_size(x):
    """The number of bytes."""
    return bytes.__len__(_checked_bytes(x))


@operation("Bytes_AsString", "H", "i")
@operation("Bytes_AS_STRING", "H", "i")
def bytes_address(x):
    """The address of the bytes, which a null byte follows."""
    return address_of(bytes(_checked_bytes(x)) if type(x) is not bytes else x)


@operation("DecodeUTF8", "zz", "H")
def text_from_utf8(address, size):
    """The text of so many bytes of UTF-8."""
    return memory(address, size).decode("utf-8")


@operation("Unicode_AsUTF8AndSize", "Hz", "i")
def text_address(x, size_address):
    """The address of the text as UTF-8, which a null byte follows; the size is written if there is a place for it."""
    data = str.encode(_checked_text(x), "utf-8")
    if size_address:
        set_word(size_address, len(data))
    return address_of(data)


for _name, _encoding in {"AsASCIIString": "ascii", "AsLatin1String": "latin-1", "AsUTF8String": "utf-8"}.items():
    operation(f"Unicode_{_name}", "H", "H")(lambda x, encoding=_encoding: str.encode(_checked_text(x), encoding))


@operation("Unicode_EncodeFSDefault", "H", "H")
def encode_file_name(x):
    """The name as the operating system has it."""
    return os.fsencode(_checked_text(x))


@operation("Unicode_DecodeFSDefault", "z", "H")
def decode_file_name(address):
    """The text of a name from the operating system."""
    return os.fsdecode(cstring(address))


@operation("Unicode_DecodeFSDefaultAndSize", "zz", "H")
def decode_sized_file_name(address, size):
    """The text of a name from the operating system, of so many bytes."""
    return os.fsdecode(memory(address, size))


_WIDE = 4


@operation("Unicode_FromWideChar", "zz", "H")
def text_from_wide(address, size):
    """The text of an array of ``wchar_t``; a size of -1 means that a zero ends it."""
    if not address:
        if size == 0:
            return ""
        raise bad_internal_call()
    if size == -1:
        size = 0
        while peek(address + _WIDE * size, _WIDE):
            size += 1
    points = [peek(address + _WIDE * n, _WIDE) for n in range(size)]
    for point in points:
        if point > 0x10FFFF:
            raise ValueError(f"character U+{point:x} is not in range [U+0000; U+10ffff]")
    return "".join(map(chr, points))


@operation("Unicode_ReadChar", "Hz", "i")
def read_character(x, index):
    """The code point at an index."""
    _checked_text(x)
    if not 0 <= index < str.__len__(x):
        raise IndexError("string index out of range")
    return ord(str.__getitem__(x, index))


@operation("Unicode_Substring", "Hzz", "H")
def substring(x, start, end):
    """The characters from ``start`` to before ``end``."""
    _checked_text(x)
    if start < 0 or end < 0:
        raise IndexError("string index out of range")
    return str.__getitem__(x, slice(start, end))


def _name_of(data, default):
    return default if data is None else data.decode("utf-8")


def _decoded(data, encoding, errors):
    return data.decode(encoding, _name_of(errors, "strict"))


@operation("Unicode_DecodeASCII", "zzS", "H")
def decode_ascii(address, size, errors):
    """The text of ASCII bytes."""
    return _decoded(memory(address, size), "ascii", errors)


@operation("Unicode_DecodeLatin1", "zzS", "H")
def decode_latin1(address, size, errors):
    """The text of Latin-1 bytes."""
    return _decoded(memory(address, size), "latin-1", errors)


@operation("Unicode_FromEncodedObject", "OSS", "H")
def text_from_encoded(x, encoding, errors):
    """The text of an object that has bytes."""
    if x is NULL:
        raise bad_internal_call()
    if isinstance(x, str):
        raise TypeError("decoding str is not supported")
    if not isinstance(x, bytes):
        try:
            x = bytes(memoryview(x))
        except TypeError:
            message = f"decoding to str: need a bytes-like object, {type(x).__name__} found"
            raise TypeError(message) from None
    # Empty bytes are an empty text in every encoding, even an unknown one.
    return _decoded(x, _name_of(encoding, "utf-8"), errors) if x else ""
