"""Memory shared by DLPack: with NumPy where there is one, and with the library itself everywhere."""

import ctypes
import gc
import importlib
import sys

import pytest
from subject import NAME, ua

DTYPES = ["?", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f4", "f8", "F", "D"]

own = pytest.mark.skipif(NAME != "uniarray", reason="what it says is of uniarray's own")


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("size", [3, 1000])
def test_an_imported_array_shows_the_same_memory(dtype, size):
    a = ua.zeros(size, dtype)
    b = ua.from_dlpack(a)
    assert (b.dtype, b.shape, b.strides) == (a.dtype, a.shape, a.strides)
    b[1] = 1
    assert a.tolist() == b.tolist()
    assert a[1] == 1


@pytest.mark.parametrize("index", ["[::2]", "[::-1]", "[3:3]", "[2]", "[:, None]", "[1:]"])
def test_strides_are_kept(index):
    seen = eval("ua.arange(24).reshape(6, 4)" + index)
    again = ua.from_dlpack(seen)
    assert again.shape == seen.shape
    assert again.tolist() == seen.tolist()


def test_the_exporter_lives_as_long_as_the_import():
    a = ua.arange(1000)
    b = ua.from_dlpack(a)
    del a
    gc.collect()
    assert b.tolist() == list(range(1000))


@own
@pytest.mark.needs_host("finalisation")
def test_what_nobody_uses_any_more_is_given_up():
    kept = importlib.import_module("uniarray._dlpack")._exported
    # Of a size that no other test exports.
    a = ua.arange(1234)
    b = ua.from_dlpack(a)
    assert any(one.size == 1234 for one in kept.values())
    del a, b
    for _ in range(10):
        gc.collect()
        # An export looks up what was released.
        ua.arange(3).__dlpack__()
    assert not any(one.size == 1234 for one in kept.values())


def test_capsules_that_nobody_takes_over_release_the_array():
    for _ in range(100):
        ua.arange(1000).__dlpack__()
        ua.arange(1000).__dlpack__(max_version=(1, 0))
    gc.collect()
    assert ua.from_dlpack(ua.arange(3)).tolist() == [0, 1, 2]


def test_read_only_stays_read_only():
    a = ua.arange(3)
    a.flags.writeable = False
    assert not ua.from_dlpack(a).flags.writeable
    with pytest.raises(BufferError):
        a.__dlpack__()


def test_a_copy_is_one():
    a = ua.arange(3)
    b = ua.from_dlpack(a, copy=True)
    b[0] = 9
    assert a.tolist() == [0, 1, 2]
    assert ua.from_dlpack(a, copy=False).tolist() == [0, 1, 2]


def test_the_device_is_the_cpu():
    a = ua.arange(3)
    assert a.__dlpack_device__() == (1, 0)
    assert ua.from_dlpack(a, device="cpu").tolist() == [0, 1, 2]
    with pytest.raises(ValueError, match="Device not understood"):
        ua.from_dlpack(a, device="gpu")
    with pytest.raises(BufferError):
        a.__dlpack__(dl_device=(2, 0))
    with pytest.raises(ValueError):
        a.__dlpack__(stream=1)


def test_strides_that_cut_elements_are_refused():
    a = ua.ndarray((2,), "i4", bytearray(16), strides=(6,))
    with pytest.raises(BufferError):
        a.__dlpack__()


class Exporter:
    """Something that gives the same capsule whenever it is asked."""

    def __init__(self, capsule):
        self.capsule = capsule

    def __dlpack__(self, **keywords):
        return self.capsule

    def __dlpack_device__(self):
        return (1, 0)


def test_a_capsule_is_used_once():
    exporter = Exporter(ua.arange(3).__dlpack__(max_version=(1, 0)))
    assert ua.from_dlpack(exporter).tolist() == [0, 1, 2]
    with pytest.raises((ValueError, BufferError)):
        ua.from_dlpack(exporter)


class Tensor(ctypes.Structure):
    """``DLManagedTensor``: six bytes, and a function that is called when nobody needs them any more.

    That function must be none of Python's, since it may run while an exception is on its way. It is ``rand_r``, which
    makes another number of the one that its argument points to, the lower half of the first member.
    """

    _fields_ = [
        ("data", ctypes.c_uint64),
        ("device", ctypes.c_int32 * 2),
        ("ndim", ctypes.c_int32),
        ("kind", ctypes.c_uint8),
        ("bits", ctypes.c_uint8),
        ("lanes", ctypes.c_uint16),
        ("shape", ctypes.POINTER(ctypes.c_int64)),
        ("strides", ctypes.c_void_p),
        ("byte_offset", ctypes.c_uint64),
        ("manager", ctypes.c_void_p),
        ("deleter", ctypes.c_void_p),
    ]

    def __init__(self):
        self.memory = ctypes.create_string_buffer(b"bytes")
        self.address = ctypes.addressof(self.memory)
        deleter = ctypes.cast(ctypes.CDLL(None).rand_r, ctypes.c_void_p)
        super().__init__(self.address, (1, 0), 1, 1, 8, 1, (ctypes.c_int64 * 1)(6), deleter=deleter)

    @property
    def times_given_back(self):
        seed = ctypes.c_uint32(self.address & 0xFFFFFFFF)
        times = 0
        while seed.value != self.data & 0xFFFFFFFF:
            ctypes.CDLL(None).rand_r(ctypes.byref(seed))
            times += 1
        return times

    def capsule(self):
        new = ctypes.pythonapi.PyCapsule_New
        new.restype, new.argtypes = ctypes.py_object, [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]
        return new(ctypes.addressof(self), b"dltensor", None)

    @staticmethod
    def is_in(capsule):
        return bool(ctypes.pythonapi.PyCapsule_IsValid(ctypes.py_object(capsule), b"dltensor"))


@own
@pytest.mark.needs_host("little_memory")
@pytest.mark.skipif(
    sys.implementation.name != "cpython", reason="only CPython's memory can be made to run out in a test"
)
def test_without_memory_a_tensor_goes_back_once_or_stays_in_its_capsule():
    testing = pytest.importorskip("_testcapi", reason="this CPython came without its own tests")
    take = importlib.import_module("uniarray._core")._from_dlpack_capsule
    # The host keeps the memory of objects that ended for the next ones: here all of them live.
    living = [(tensor, take(tensor.capsule())) for tensor in (Tensor() for _ in range(100))]
    outcomes = set()
    for allocation in range(30):
        tensor = Tensor()
        capsule = tensor.capsule()
        made = None
        testing.set_nomemory(allocation, allocation + 1)
        try:
            made = take(capsule)
        except MemoryError:
            pass
        finally:
            testing.remove_mem_hooks()
        outcomes.add((made is not None, tensor.times_given_back, tensor.is_in(capsule)))
        if made is None:
            assert tensor.times_given_back == (not tensor.is_in(capsule))
        living.append((tensor, made))
    assert {(True, 0, False), (False, 1, False)} <= outcomes
    given_back = [tensor for tensor, made in living if made is not None]
    del living, made
    assert all(tensor.times_given_back == 1 for tensor in given_back)


@pytest.mark.parametrize("capsule", [None, 3, "dltensor", object()], ids=["none", "number", "text", "object"])
def test_what_is_no_capsule_is_refused(capsule):
    with pytest.raises((ValueError, TypeError, BufferError)):
        ua.from_dlpack(Exporter(capsule))


def test_what_exports_nothing_is_refused():
    with pytest.raises(AttributeError):
        ua.from_dlpack([1, 2])


@own
@pytest.mark.parametrize("version", [None, (1, 0)])
def test_numpy_and_the_library_show_each_other_the_same_memory(version):
    numpy = pytest.importorskip("numpy", reason="this interpreter has no NumPy")
    for size in (3, 1000):
        a = ua.arange(size)
        b = numpy.from_dlpack(a)
        a[1] = 77
        assert b[1] == 77
        n = numpy.arange(size)
        c = ua.from_dlpack(n)
        n[1] = 88
        assert c[1] == 88
        # NumPy has versions since 2.1.
        keywords = {} if version is None else {"max_version": version}
        if version and numpy.lib.NumpyVersion(numpy.__version__) < "2.1.0":
            continue
        capsule = Exporter(n.__dlpack__(**keywords))
        assert ua.from_dlpack(capsule).tolist() == n.tolist()
