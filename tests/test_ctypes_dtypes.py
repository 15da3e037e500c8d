"""Dtypes of ``ctypes`` types: where such a type has its fields, and which there are no dtypes of."""

import ctypes

import pytest
from subject import ua

pytestmark = pytest.mark.needs_host("python_subclass")


class Padded(ctypes.Structure):
    _fields_ = [("a", ctypes.c_uint8), ("b", ctypes.c_uint16)]


class Packed(ctypes.Structure):
    _pack_ = 1
    _layout_ = "ms"
    _fields_ = [("a", ctypes.c_uint8), ("b", ctypes.c_uint16)]


class Either(ctypes.Union):
    _fields_ = [("a", ctypes.c_uint8), ("b", ctypes.c_uint16)]


class Nested(ctypes.Structure):
    _fields_ = [("inner", Padded * 2), ("text", ctypes.c_char * 5), ("number", ctypes.c_double)]


class Big(ctypes.BigEndianStructure):
    _fields_ = [("a", ctypes.c_uint8), ("b", ctypes.c_uint32)]


class Bits(ctypes.Structure):
    _fields_ = [("a", ctypes.c_uint8, 7), ("b", ctypes.c_uint8, 1)]


@pytest.mark.parametrize("kind", [Padded, Packed, Either, Nested, Big])
def test_fields_lie_where_ctypes_has_them(kind):
    for dtype in (ua.dtype(kind), ua.dtype(kind())):
        assert dtype.itemsize == ctypes.sizeof(kind)
        assert dtype.names == tuple(name for name, _ in kind._fields_)
        assert [dtype.fields[name][1] for name in dtype.names] == [getattr(kind, name).offset for name in dtype.names]


def test_the_elements_are_those_of_the_structure():
    value = (Nested * 2)()
    value[1].inner[1].b, value[1].number, value[0].text = 513, 2.5, b"ab"
    array = ua.frombuffer(bytes(value), Nested)
    assert array["number"].tolist() == [0.0, 2.5]
    assert array["inner"]["b"].tolist() == [[0, 0], [0, 513]]
    assert b"".join(array["text"][0].tolist()) == b"ab"
    assert ua.frombuffer(bytes(Big(1, 2)), Big)["b"].tolist() == [2]


def test_simple_types_and_arrays():
    assert ua.dtype(ctypes.c_int16) == ua.dtype("i2")
    assert ua.dtype(ctypes.c_size_t) == ua.dtype(ua.uintp)
    assert ua.dtype(ctypes.c_char) == ua.dtype("S1")
    assert ua.dtype(ctypes.c_uint16.__ctype_be__) == ua.dtype(">u2")
    assert ua.dtype(ctypes.c_uint16.__ctype_le__) == ua.dtype("<u2")
    assert ua.dtype(ctypes.c_uint16 * 3).subdtype == (ua.dtype("u2"), (3,))
    assert ua.dtype((ctypes.c_uint8 * 3) * 2).itemsize == 6
    assert ua.dtype((ctypes.c_uint8 * 3) * 2).shape == (2, 3)


def test_pointers_bits_and_functions_have_none():
    for kind in (ctypes.POINTER(ctypes.c_int), Bits, ctypes.c_char_p):
        with pytest.raises(TypeError):
            ua.dtype(kind)
    with pytest.raises(NotImplementedError):
        ua.dtype(ctypes.CFUNCTYPE(ctypes.c_int))
