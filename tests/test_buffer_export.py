"""Arrays lend their memory: what memoryview and other readers see."""

import gc
import hashlib
import io
import struct

import dtypes
import pytest
from subject import ua

pytestmark = pytest.mark.needs_host("buffer_export")

FORMATS = dict(zip(dtypes.ALL, ["?", "b", "h", "i", "l", "B", "H", "I", "L", "e", "f", "d", "Zf", "Zd"]))


@pytest.mark.parametrize("dtype", dtypes.ALL)
def test_view_tells_format_shape_and_strides(dtype):
    a = ua.zeros((2, 3), dtype=dtype)
    view = memoryview(a)
    size = dtypes.ITEMSIZE[dtype]
    assert view.format == FORMATS[dtype]
    assert (view.itemsize, view.ndim, view.shape, view.strides) == (size, 2, (2, 3), (3 * size, size))
    assert view.nbytes == 6 * size
    assert not view.readonly


@pytest.mark.parametrize("dtype", dtypes.REALS)
def test_view_has_the_elements(dtype):
    a = ua.array([[0, 1, 2], [3, 4, 5]]).astype(dtype)
    if dtype == "float16":
        # Older memoryviews do not read such elements.
        assert struct.unpack("@6e", memoryview(a).tobytes()) == tuple(a.ravel().tolist())
    else:
        assert memoryview(a).tolist() == a.tolist()


def test_view_of_a_view_has_its_strides():
    a = ua.arange(12, dtype="i4").reshape(3, 4)[::-1, ::2]
    view = memoryview(a)
    assert view.shape == (3, 2)
    assert view.strides == (-16, 8)
    assert view.tolist() == [[8, 10], [4, 6], [0, 2]]
    assert not view.contiguous


def test_contiguity_is_told():
    a = ua.zeros((2, 3))
    assert memoryview(a).c_contiguous and not memoryview(a).f_contiguous


@pytest.mark.needs_host("column_memoryview")
def test_contiguity_of_columns_is_told():
    a = ua.zeros((2, 3))
    assert memoryview(a.T).f_contiguous and not memoryview(a.T).c_contiguous


@pytest.mark.needs_host("view_without_axes")
def test_view_without_axes():
    view = memoryview(ua.array(2.5))
    assert (view.ndim, view.shape, view.strides) == (0, (), ())
    assert view[()] == 2.5  # tolist() of such a view ends PyPy


def test_view_of_nothing():
    view = memoryview(ua.zeros((0, 3), "i2"))
    assert (view.shape, view.nbytes) == ((0, 3), 0)
    assert view.tolist() == []


def test_writes_go_both_ways():
    a = ua.zeros(3, "i4")
    view = memoryview(a)
    view[1] = 7
    a[2] = 9
    assert a.tolist() == view.tolist() == [0, 7, 9]


def test_read_only_arrays_give_read_only_views():
    a = ua.arange(3)
    a.flags.writeable = False
    view = memoryview(a)
    assert view.readonly
    with pytest.raises(TypeError):
        view[0] = 1
    assert a.tolist() == [0, 1, 2]


def test_a_view_keeps_the_memory():
    view = memoryview(ua.arange(1000, dtype="i8"))
    gc.collect()
    other = [ua.full(1000, -1) for _ in range(50)]
    assert view.tolist() == list(range(1000))
    assert len(other) == 50


def test_released_views_leave_the_array_usable():
    a = ua.arange(3)
    with memoryview(a) as view:
        assert view[2] == 2
    with pytest.raises(ValueError):
        view[0]
    a += 1
    assert a.tolist() == [1, 2, 3]


def test_many_views_of_one_array():
    a = ua.arange(4, dtype="u1")
    views = [memoryview(a) for _ in range(100)]
    a[0] = 200
    assert {view[0] for view in views} == {200}


@pytest.mark.needs_host("memoryview_owner")
def test_the_view_names_its_owner():
    a = ua.arange(3)
    assert memoryview(a).obj is a


@pytest.mark.needs_host("strided_bytes")
def test_bytes_are_the_elements_in_order():
    a = ua.arange(4, dtype="u2")
    assert bytes(memoryview(a)) == struct.pack("4H", 0, 1, 2, 3)
    assert bytes(memoryview(a)[::-2]) == struct.pack("2H", 3, 1)
    assert memoryview(a).cast("B").tolist() == [0, 0, 1, 0, 2, 0, 3, 0]


@pytest.mark.needs_host("column_memoryview")
def test_fortran_order_is_read_by_its_axes():
    a = ua.arange(6, dtype="u1").reshape(2, 3)
    assert memoryview(a.T).tolist() == [[0, 3], [1, 4], [2, 5]]


@pytest.mark.needs_host("buffer_consumers")
def test_readers_of_plain_bytes_see_the_elements():
    a = ua.arange(6, dtype="u1")
    raw = bytes(range(6))
    assert b"".join([a, a]) == raw + raw
    assert hashlib.sha256(a).digest() == hashlib.sha256(raw).digest()
    file = io.BytesIO()
    file.write(a)
    assert file.getvalue() == raw


@pytest.mark.needs_host("struct_of_native_objects")
@pytest.mark.needs_host("struct_buffer")
def test_structs_are_read_from_arrays():
    assert struct.unpack_from("6B", ua.arange(6, dtype="u1")) == tuple(range(6))


@pytest.mark.needs_host("buffer_consumers")
def test_files_read_into_arrays():
    a = ua.zeros(4, "u1")
    assert io.BytesIO(b"\1\2\3").readinto(a) == 3
    assert a.tolist() == [1, 2, 3, 0]
