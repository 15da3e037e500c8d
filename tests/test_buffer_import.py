"""frombuffer and asarray on memory that belongs to somebody else."""

import array
import gc
import mmap
import struct

import dtypes
import pytest
from subject import NAME, ua


@pytest.mark.needs_host("buffer_export")
@pytest.mark.parametrize("dtype", dtypes.ALL)
def test_frombuffer_reads_what_memoryview_wrote(dtype):
    a = ua.array([1, 0, 2]).astype(dtype)
    raw = bytes(memoryview(a))
    back = ua.frombuffer(raw, dtype=dtype)
    assert str(back.dtype) == dtype
    assert back.tolist() == a.tolist()


@pytest.mark.needs_host("shared_import")
def test_a_bytearray_is_shared():
    memory = bytearray(4)
    a = ua.frombuffer(memory, "u1")
    a[1] = 7
    memory[2] = 9
    assert a.tolist() == list(memory) == [0, 7, 9, 0]
    assert a.flags.writeable and not a.flags.owndata


def test_bytes_are_shared_and_read_only():
    a = ua.frombuffer(b"\1\2\3", "u1")
    assert not a.flags.writeable
    with pytest.raises(ValueError, match="assignment destination is read-only"):
        a[0] = 5
    assert (a + 1).tolist() == [2, 3, 4]


@pytest.mark.needs_host("shared_import")
def test_an_array_array_is_shared():
    memory = array.array("d", [1.5, 2.5, 3.5])
    a = ua.frombuffer(memory)
    a[0] = -1
    assert memory[0] == -1
    assert a.tolist() == [-1.0, 2.5, 3.5]


@pytest.mark.needs_host("shared_import")
def test_a_memory_map_is_shared():
    with mmap.mmap(-1, 16) as memory:
        a = ua.frombuffer(memory, "i4")
        a[:] = [1, 2, 3, 4]
        assert struct.unpack("4i", memory[:]) == (1, 2, 3, 4)
        del a
        gc.collect()


def test_the_owner_stays_alive():
    a = ua.frombuffer(bytearray(range(100)), "u1")
    gc.collect()
    others = [bytearray(100) for _ in range(100)]
    assert a.tolist() == list(range(100))
    assert len(others) == 100


def test_count_and_offset_choose_a_part():
    raw = struct.pack("<6h", *range(6))
    assert ua.frombuffer(raw, "i2", count=2, offset=4).tolist() == [2, 3]
    assert ua.frombuffer(raw, "i2", offset=8).tolist() == [4, 5]
    assert ua.frombuffer(raw, "u1", count=1, offset=2).tolist() == [1]


@pytest.mark.needs_host("shared_import")
def test_unaligned_memory_is_read_and_written():
    memory = bytearray(b"\xff" + struct.pack("<3d", 1.5, 2.5, 3.5))
    a = ua.frombuffer(memory, "f8", offset=1)
    assert (a * 2).tolist() == [3.0, 5.0, 7.0]
    a += 1
    assert struct.unpack_from("<3d", memory, 1) == (2.5, 3.5, 4.5)
    assert a.sum() == 10.5


def test_bool_bytes_other_than_one_count_as_true():
    a = ua.frombuffer(bytes([0, 1, 2, 255]), "bool")
    assert (a == True).tolist() == [False, True, True, True]  # noqa: E712 (an elementwise comparison)
    assert a.astype("i4").tolist() == [0, 1, 1, 1]
    assert (~a).tolist() == [True, False, False, False]
    assert a.sum() == 3


@pytest.mark.parametrize(
    "code, dtype", list(zip("bBhHiIlLqQfd", ["i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "i8", "u8", "f4", "f8"]))
)
def test_asarray_takes_the_type_of_a_buffer(code, dtype):
    memory = array.array(code, [1, 2, 3])
    a = ua.asarray(memory)
    assert a.dtype == ua.dtype(dtype)
    assert a.tolist() == [1, 2, 3]


@pytest.mark.needs_host("shared_import")
def test_asarray_shares_a_writable_buffer_and_array_copies_it():
    memory = bytearray(b"abc")
    shared = ua.asarray(memoryview(memory))
    copied = ua.array(memoryview(memory))
    memory[0] = 0
    assert shared.tolist() == [0, 98, 99]
    assert copied.tolist() == [97, 98, 99]


def test_asarray_keeps_axes_and_strides_of_a_memoryview():
    view = memoryview(bytes(range(6))).cast("B", (2, 3))
    assert ua.asarray(view).tolist() == [[0, 1, 2], [3, 4, 5]]
    assert ua.asarray(memoryview(bytes(range(6)))[::-2]).tolist() == [5, 3, 1]


@pytest.mark.needs_host("buffer_export")
@pytest.mark.needs_host("column_memoryview")
def test_asarray_of_a_memoryview_of_an_array_shares_its_memory():
    original = ua.arange(12, dtype="i2").reshape(3, 4)[:, ::-2]
    again = ua.asarray(memoryview(original))
    assert (again.shape, again.strides) == (original.shape, original.strides)
    again[0, 0] = 99
    assert original[0, 0] == 99


def test_asarray_of_a_read_only_memoryview_is_read_only():
    a = ua.asarray(memoryview(b"abc"))
    assert not a.flags.writeable


def test_frombuffer_refuses_strided_memory():
    with pytest.raises((ValueError, BufferError)):
        ua.frombuffer(memoryview(bytes(6))[::2], "u1")


def test_a_released_memoryview_is_refused():
    view = memoryview(b"abc")
    view.release()
    with pytest.raises(ValueError):
        ua.frombuffer(view, "u1")


@pytest.mark.needs_host("shared_import")
def test_ndarray_shares_the_memory_that_it_is_given():
    memory = bytearray(16)
    a = ua.ndarray((2, 2), "u2", memory, offset=2, strides=(8, 4))
    a[:] = [[1, 2], [3, 4]]
    assert struct.unpack_from("<8H", memory) == (0, 1, 0, 2, 0, 3, 0, 4)
    memory[2] = 9
    assert a[0, 0] == 9
    assert a.flags.writeable and not a.flags.owndata


@pytest.mark.needs_host("shared_import")
def test_ndarray_at_an_odd_address_is_not_aligned():
    a = ua.ndarray(2, "f8", bytearray(17), offset=1)
    assert not a.flags.aligned
    a += 1
    assert a.tolist() == [1.0, 1.0]


def test_ndarray_over_bytes_is_read_only_and_keeps_them():
    a = ua.ndarray(4, "u1", bytes(range(10)), offset=3)
    gc.collect()
    assert not a.flags.writeable
    assert a.tolist() == [3, 4, 5, 6]


@pytest.mark.skipif(NAME == "numpy", reason="NumPy takes it, and reads what lies there")
def test_an_offset_before_the_memory_is_refused():
    for offset in (-1, -(2**62)):
        with pytest.raises(ValueError):
            ua.ndarray(2, "u1", bytes(8), offset)


@pytest.mark.needs_host("python_subclass")
def test_a_subclass_of_ndarray_is_made_over_memory():
    class Mine(ua.ndarray):
        pass

    a = Mine((2,), "u2", b"\1\0\2\0")
    assert type(a) is Mine
    assert a.tolist() == [1, 2]
