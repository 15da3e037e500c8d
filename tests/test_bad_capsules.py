"""Structures that other libraries hand over, made wrong on purpose: exceptions, and no read out of bounds."""

import ctypes
import sys

import pytest
from subject import ua

if sys.implementation.name != "cpython":
    pytest.skip("capsules are made by CPython's C API", allow_module_level=True)

make_capsule = ctypes.pythonapi.PyCapsule_New
make_capsule.restype = ctypes.py_object
make_capsule.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]

MEMORY = (ctypes.c_double * 6)(*range(6))
ADDRESS = ctypes.addressof(MEMORY)


def extents(*values):
    return (ctypes.c_int64 * len(values))(*values)


class Interface(ctypes.Structure):
    """NumPy's `PyArrayInterface`."""

    _fields_ = [
        ("two", ctypes.c_int),
        ("nd", ctypes.c_int),
        ("typekind", ctypes.c_char),
        ("itemsize", ctypes.c_int),
        ("flags", ctypes.c_int),
        ("shape", ctypes.POINTER(ctypes.c_int64)),
        ("strides", ctypes.POINTER(ctypes.c_int64)),
        ("data", ctypes.c_void_p),
        ("descr", ctypes.c_void_p),
    ]


class Tensor(ctypes.Structure):
    """DLPack's `DLManagedTensor`; there is no deleter."""

    _fields_ = [
        ("data", ctypes.c_void_p),
        ("device_type", ctypes.c_int32),
        ("device_id", ctypes.c_int32),
        ("ndim", ctypes.c_int32),
        ("code", ctypes.c_uint8),
        ("bits", ctypes.c_uint8),
        ("lanes", ctypes.c_uint16),
        ("shape", ctypes.POINTER(ctypes.c_int64)),
        ("strides", ctypes.POINTER(ctypes.c_int64)),
        ("byte_offset", ctypes.c_uint64),
        ("manager_ctx", ctypes.c_void_p),
        ("deleter", ctypes.c_void_p),
    ]


class Versioned(ctypes.Structure):
    """DLPack's `DLManagedTensorVersioned`."""

    _fields_ = [
        ("major", ctypes.c_uint32),
        ("minor", ctypes.c_uint32),
        ("manager_ctx", ctypes.c_void_p),
        ("deleter", ctypes.c_void_p),
        ("flags", ctypes.c_uint64),
        *Tensor._fields_[:10],
    ]


def by_struct(**changes):
    """The array of a correct description of MEMORY as two by three, with some members changed."""
    fields = {"two": 2, "nd": 2, "typekind": b"f", "itemsize": 8, "flags": 0x701}
    fields.update(shape=extents(2, 3), strides=extents(24, 8), data=ADDRESS, descr=None)
    interface = Interface(**{**fields, **changes})

    class Described:
        kept = interface
        __array_struct__ = make_capsule(ctypes.addressof(interface), None, None)

    return ua.asarray(Described())


def by_tensor(versioned=False, **changes):
    """The same by DLPack."""
    fields = {"data": ADDRESS, "device_type": 1, "device_id": 0, "ndim": 2, "code": 2, "bits": 64, "lanes": 1}
    fields.update(shape=extents(2, 3), strides=extents(3, 1), byte_offset=0, manager_ctx=None, deleter=None)
    name = b"dltensor"
    if versioned:
        fields.update(major=1, minor=0, flags=0)
        name = b"dltensor_versioned"
    tensor = (Versioned if versioned else Tensor)(**{**fields, **changes})

    class Exporter:
        kept = tensor
        capsule_name = name

        def __dlpack__(self, **keywords):
            return make_capsule(ctypes.addressof(tensor), name, None)

        def __dlpack_device__(self):
            return (1, 0)

    KEPT.append(tensor)
    return ua.from_dlpack(Exporter())


# Tensors live as long as the process: arrays may show them until then.
KEPT = []


def test_right_ones_are_shared():
    for make in (by_struct, by_tensor, lambda: by_tensor(versioned=True)):
        a = make()
        assert a.tolist() == [[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]]
        assert a.ctypes.data == ADDRESS
    assert by_struct(strides=extents(-24, 8), data=ADDRESS + 24).tolist() == [[3.0, 4.0, 5.0], [0.0, 1.0, 2.0]]
    assert by_tensor(shape=extents(0, 3), data=None).shape == (0, 3)
    assert by_tensor(strides=None).tolist() == by_tensor().tolist()


BAD_STRUCTS = {
    "another number at the start": {"two": 3},
    "a negative number of axes": {"nd": -1},
    "too many axes": {"nd": 65, "shape": extents(*[1] * 65), "strides": extents(*[8] * 65)},
    "no shape": {"shape": None},
    "a negative extent": {"shape": extents(-2, 3)},
    "a huge extent": {"shape": extents(2**62, 3)},
    "a huge product": {"shape": extents(2**40, 2**40)},
    "strides out of all memory": {"strides": extents(2**62, 2**62)},
    "strides below all memory": {"strides": extents(-(2**62), 8)},
    "no memory": {"data": None},
    "memory at the end": {"data": 2**64 - 8},
    "an unknown kind": {"typekind": b"q"},
    "kind zero": {"typekind": b"\0"},
    "a kind that is no letter": {"typekind": b"\xff"},
    "objects": {"typekind": b"O"},
    "text": {"typekind": b"U"},
    "an impossible size": {"itemsize": 7},
    "a negative size": {"itemsize": -8},
    "no size": {"itemsize": 0},
    "a huge size": {"itemsize": 2**31 - 1},
}


@pytest.mark.parametrize("name", BAD_STRUCTS)
def test_wrong_structures_are_refused(name):
    with pytest.raises((ValueError, TypeError, OverflowError)):
        by_struct(**BAD_STRUCTS[name])


@pytest.mark.parametrize("name", [b"named", b"dltensor", b""])
def test_capsules_of_another_name_are_no_structures(name):
    class Described:
        __array_struct__ = make_capsule(ADDRESS, name, None)

    with pytest.raises((ValueError, TypeError)):
        ua.asarray(Described())


BAD_TENSORS = {
    "another device": {"device_type": 2},
    "a device that is none": {"device_type": -1},
    "a negative number of axes": {"ndim": -1},
    "too many axes": {"ndim": 65, "shape": extents(*[1] * 65), "strides": extents(*[1] * 65)},
    "a huge number of axes": {"ndim": 2**31 - 1},
    "no shape": {"shape": None},
    "a negative extent": {"shape": extents(-2, 3)},
    "a huge extent": {"shape": extents(2**62, 3)},
    "a huge product": {"shape": extents(2**40, 2**40)},
    "strides out of all memory": {"strides": extents(2**59, 2**59)},
    "strides below all memory": {"strides": extents(-(2**59), 1)},
    "strides beyond 64 bits": {"strides": extents(2**62, 1)},
    "no memory": {"data": None},
    "no memory, but an offset": {"data": None, "byte_offset": ADDRESS},
    "an offset out of all memory": {"byte_offset": 2**63},
    "an offset that goes round": {"byte_offset": 2**64 - 2 * ADDRESS},
    "an unknown family": {"code": 9},
    "handles": {"code": 3},
    "impossible bits": {"bits": 63},
    "no bits": {"bits": 0},
    "vectors": {"lanes": 4},
    "no lanes": {"lanes": 0},
}


@pytest.mark.parametrize("name", BAD_TENSORS)
@pytest.mark.parametrize("versioned", [False, True])
def test_wrong_tensors_are_refused(versioned, name):
    with pytest.raises((ValueError, BufferError, TypeError)):
        by_tensor(versioned, **BAD_TENSORS[name])


def test_versions_to_come_are_refused():
    with pytest.raises(BufferError):
        by_tensor(True, major=2)
