"""Arrays in files: ``.npy``, ``.npz``, maps of files, and files that are damaged on purpose."""

import doctest
import io
import os
import pathlib
import pickle
import struct
import zipfile

import dtypes
import hosts
import pytest
from subject import NAME, ua
from with_numpy import np, with_numpy


def arrays(module):
    yield module.arange(24).reshape(2, 3, 4)
    yield module.arange(24).reshape(2, 3, 4).copy("F")
    yield module.arange(24.0)[::-2]
    yield module.zeros(())
    yield module.zeros((0, 3))
    yield module.zeros((3, 0), order="F")
    for dtype in dtypes.ALL:
        yield module.array([0, 1, 100]).astype(dtype)


def saved(module, array, **options):
    file = io.BytesIO()
    module.lib.format.write_array(file, array, **options)
    return file.getvalue()


def loaded(content, **options):
    return ua.load(io.BytesIO(content), **options)


@with_numpy
@pytest.mark.parametrize("version", [None, (1, 0), (2, 0), (3, 0)])
def test_files_are_numpys_byte_for_byte(version):
    for ours, theirs in zip(arrays(ua), arrays(np)):
        assert saved(ua, ours, version=version) == saved(np, theirs, version=version)


@with_numpy
@pytest.mark.parametrize("function", ["savez", "savez_compressed"])
def test_archives_hold_numpys_bytes(function):
    def members(module):
        file = io.BytesIO()
        getattr(module, function)(file, module.arange(5), module.eye(2), x=module.zeros(0), y=1.5)
        with zipfile.ZipFile(file) as archive:
            return [(info.filename, info.date_time, archive.read(info)) for info in archive.infolist()]

    assert members(ua) == members(np)


@with_numpy
def test_uncompressed_archives_are_numpys_byte_for_byte():
    def content(module):
        file = io.BytesIO()
        module.savez(file, module.arange(5), x=module.zeros(3))
        return file.getvalue()

    assert content(ua) == content(np)


def test_all_arrays_come_back():
    for array in arrays(ua):
        got = loaded(saved(ua, array))
        assert (got.dtype, got.shape, got.tolist()) == (array.dtype, array.shape, array.tolist())
        assert got.flags.writeable
        assert got.flags.f_contiguous or not array.flags.f_contiguous


def packed_arrays(module):
    yield module.array(["b", "abc", ""])
    yield module.array(["é"], ">U3")
    yield module.array([b"x", b"yy"])[::-1]
    yield module.array(b"ab")
    yield module.zeros(0, "S3")
    yield module.zeros((2, 2), "S0")
    yield module.zeros(3, "V5")
    yield module.array([[1, 2], [3, 4]], ">i4")
    yield module.array([[1.5, 2], [3, 4]], ">f8").T
    yield module.array([(1, 2.5, b"x"), (3, 4.5, b"yy")], dtype="i4,f8,S3")
    yield module.ones((2, 3), dtype=[("a", "i1"), ("b", [("c", ">f4"), ("d", "S2", (2,))])])
    yield module.array([(1, 2.5)], dtype={"names": ["a", "b"], "formats": ["i4", "f8"], "offsets": [4, 16]})


def object_arrays(module):
    yield module.array([1, None, "x", [1, 2], "x"], dtype=object)
    yield module.array([[1, 2], [3, {}]], dtype=object).T
    yield module.array(5, dtype=object)
    yield module.array([], dtype=object)
    yield module.zeros((2, 1, 1, 3), dtype=object)
    yield module.array(["y" * 70000, 2**100, 3] * 3, dtype=object)


@pytest.mark.needs_host("python_subclass")
@with_numpy
def test_text_bytes_and_structures_are_numpys_byte_for_byte():
    for ours, theirs in zip(packed_arrays(ua), packed_arrays(np)):
        content = saved(np, theirs)
        assert saved(ua, ours) == content
        got = loaded(content)
        assert (str(got.dtype), got.shape, got.tobytes()) == (str(theirs.dtype), theirs.shape, theirs.tobytes())
        file = io.BytesIO()
        ua.savez(file, x=ours)
        file.seek(0)
        assert str(np.load(file)["x"].tolist()) == str(theirs.tolist())


@pytest.mark.needs_host("python_subclass")
def test_text_bytes_and_structures_come_back():
    for array in packed_arrays(ua):
        got = loaded(saved(ua, array))
        assert (got.dtype, got.shape, got.tobytes()) == (array.dtype, array.shape, array.tobytes())
        got[...] = array
        assert got.flags.f_contiguous or not array.flags.f_contiguous


@pytest.mark.needs_host("python_subclass")
@with_numpy
def test_objects_are_exchanged_with_numpy():
    for ours, theirs in zip(object_arrays(ua), object_arrays(np)):
        content, numpys = saved(ua, ours), saved(np, theirs)
        # The same header; pickles of the same differ.
        assert content[:128] == numpys[:128]
        got = np.load(io.BytesIO(content), allow_pickle=True)
        assert (got.dtype, got.shape, got.tolist()) == (theirs.dtype, theirs.shape, theirs.tolist())
        got = loaded(numpys, allow_pickle=True)
        assert (got.dtype, got.shape, got.tolist()) == (ours.dtype, theirs.shape, theirs.tolist())
        assert got.flags.f_contiguous == theirs.flags.f_contiguous


@pytest.mark.needs_host("python_subclass")
@with_numpy
def test_numpys_scalars_and_arrays_among_objects_become_ours():
    array = np.array([np.float64(2.5), np.int8(3), None, None], dtype=object)
    array[2], array[3] = np.arange(3), np.array(["a", None], dtype=object)
    number, byte, inner, objects = loaded(saved(np, array), allow_pickle=True)
    assert (type(number), number, type(byte), byte) == (ua.float64, 2.5, ua.int8, 3)
    assert (type(inner), inner.tolist()) == (ua.ndarray, [0, 1, 2])
    assert (objects.dtype, objects.tolist()) == (ua.dtype(object), ["a", None])


@pytest.mark.needs_host("python_subclass")
def test_objects_are_pickled_if_that_is_allowed():
    for array in object_arrays(ua):
        content = saved(ua, array)
        got = loaded(content, allow_pickle=True)
        assert (got.dtype, got.shape, got.tolist()) == (array.dtype, array.shape, array.tolist())
        with pytest.raises(ValueError, match="Object arrays cannot be loaded when allow_pickle=False"):
            loaded(content)
        for write in (ua.save, ua.savez):
            with pytest.raises(ValueError, match="Object arrays cannot be saved when allow_pickle=False"):
                write(io.BytesIO(), array, allow_pickle=False)


@pytest.mark.needs_host("python_subclass")
def test_a_pickle_of_something_else_is_no_array():
    start = saved(ua, ua.array([None], dtype=object))[:128]
    with pytest.raises(ValueError, match="no array in the pickle"):
        loaded(start + pickle.dumps({}), allow_pickle=True)


def header(text, version=b"\x01\x00", length=None):
    """A file with a header of this text, and 16 bytes after it."""
    text = text.encode() if isinstance(text, str) else text
    form = "<H" if version == b"\x01\x00" else "<I"
    return b"\x93NUMPY" + version + struct.pack(form, len(text) if length is None else length) + text + bytes(16)


def described(descr="'<f8'", shape="(2,)", order="False"):
    return header(f"{{'descr': {descr}, 'fortran_order': {order}, 'shape': {shape}, }}\n")


def test_the_other_byte_order_is_turned_round():
    for descr, form, values in [("'>i4'", ">4i", [1, 2, -3, 4]), ("'>f8'", ">2d", [1.5, -2.0])]:
        content = described(descr, f"({len(values)},)")[:-16] + struct.pack(form, *values)
        assert loaded(content).tolist() == values
    content = described("'>c8'", "(1,)")[:-16] + struct.pack(">2f", 1.5, -2.0)
    assert loaded(content).tolist() == [1.5 - 2j]


BAD_FILES = {
    "nothing": b"",
    "no array": b"something else",
    "only magic": b"\x93NUMPY",
    "no header": b"\x93NUMPY\x01\x00",
    "half a length": b"\x93NUMPY\x01\x00\x05",
    "unknown version": header("{}", b"\x09\x00"),
    "header longer than the file": header("{}", length=60000),
    "header of 4 GB": header("{}", b"\x02\x00", length=2**32 - 1),
    "no literal": header("__import__('os').abort()"),
    "a name": header("{'descr': x, 'fortran_order': False, 'shape': (2,)}"),
    "a call": described("__import__('os').abort()"),
    "an expression": described(shape="(2**100,)"),
    "no dictionary": header("[1, 2]"),
    "a missing key": header("{'descr': '<f8', 'shape': (2,)}"),
    "one key more": header("{'descr': '<f8', 'fortran_order': False, 'shape': (2,), 'x': 1}"),
    "deeply nested": header("(" * 5000 + ")" * 5000),
    "deep minus signs": header("-" * 9000 + "1"),
    "invalid utf-8": header(b"{'descr': '\xff'}", b"\x03\x00"),
    "zeros": header(b"{\0}"),
    "negative shape": described(shape="(-2,)"),
    "two negative extents": described(shape="(-1, -2)"),
    "huge shape": described(shape="(4611686018427387904,)"),
    "a shape beyond an index": described(shape="(99999999999999999999999999,)"),
    "huge product": described(shape="(1099511627776, 1099511627776)"),
    "shape with text": described(shape="('2',)"),
    "shape is a list": described(shape="[2]"),
    "shape is a number": described(shape="2"),
    "shape of floats": described(shape="(2.0,)"),
    "too many axes": described(shape=str((1,) * 65)),
    "more elements than the file": described(shape="(3,)"),
    "many more elements than the file": described(shape="(100000000,)"),
    "order is a number": described(order="1"),
    "objects": described("'|O'"),
    "text longer than the file": described("'<U4'"),
    "bytes longer than the file": described("'|S9'"),
    "a structure longer than the file": described("[('a', '<f8'), ('b', '|S1')]"),
    "a field that is none": described("[('a',)]"),
    "fields of the same name": described("[('a', '<f4'), ('a', '<f4')]"),
    "a structure of objects": described("[('a', '|O')]"),
    "a sub-array without a shape": described("('<f8',)"),
    "deep structures": described("[('a', " * 200 + "'<f8'" + ")]" * 200),
    "times": described("'<M8[s]'"),
    "unknown dtype": described("'<f7'"),
    "dtype of nothing": described("''"),
    "dtype is a number": described("5"),
    "dtype is none": described("None"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_damaged_files_are_refused(name):
    with pytest.raises((ValueError, EOFError, OverflowError, MemoryError)):
        loaded(BAD_FILES[name])


@pytest.mark.parametrize("name", BAD_FILES)
def test_damaged_files_are_refused_in_archives_and_maps(name, tmp_path):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("x.npy", BAD_FILES[name])
    archive.seek(0)
    if BAD_FILES[name].startswith(b"\x93NUMPY"):
        with pytest.raises((ValueError, EOFError, OverflowError, MemoryError)):
            ua.load(archive)["x"]
    path = tmp_path / "x.npy"
    path.write_bytes(BAD_FILES[name])
    refusals = (ValueError, EOFError, OverflowError, MemoryError)
    if hosts.host_of(ua) in hosts.LIMITS["python_subclass"].lacking:
        # There are no maps at all.
        refusals += (NotImplementedError,)
    for mode in ("r", "c"):
        with pytest.raises(refusals):
            ua.load(path, mmap_mode=mode)
    with pytest.raises((ValueError, EOFError, OverflowError, MemoryError)):
        ua.load(path)


def test_pickles_are_refused_in_numpys_words():
    import pickle

    content = pickle.dumps([1, 2])
    with pytest.raises(ValueError, match="This file contains pickled \\(object\\) data"):
        loaded(content)
    assert loaded(content, allow_pickle=True) == [1, 2]
    with pytest.raises(pickle.UnpicklingError, match="Failed to interpret file"):
        loaded(b"no pickle either", allow_pickle=True)
    with pytest.raises(ValueError, match="Object arrays cannot be loaded when allow_pickle=False"):
        loaded(described("'|O'"))


def test_long_headers_need_trust():
    spaces = " " * 20000
    content = header(f"{{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }}{spaces}\n")
    with pytest.raises(ValueError, match=r"Header info length \(20\d+\) is large and may not be safe"):
        loaded(content)
    assert loaded(content, max_header_size=30000).shape == (2,)
    assert loaded(content, allow_pickle=True).shape == (2,)


def test_an_archive_is_a_mapping_that_reads_when_asked(tmp_path):
    path = tmp_path / "a"
    ua.savez(path, ua.arange(3), x=ua.eye(2))
    with ua.load(tmp_path / "a.npz") as archive:
        assert isinstance(archive, ua.lib.npyio.NpzFile)
        assert sorted(archive) == sorted(archive.files) == ["arr_0", "x"] and len(archive) == 2
        assert "x" in archive and "x.npy" in archive and "y" not in archive
        assert archive["arr_0"].tolist() == [0, 1, 2]
        assert archive.f.x.tolist() == archive["x.npy"].tolist() == [[1, 0], [0, 1]]
        assert dict(archive.items()).keys() == {"arr_0", "x"}
        assert archive.get("nothing") is None
        with pytest.raises(KeyError, match="y is not a file in the archive"):
            archive["y"]
        with pytest.raises(AttributeError):
            _ = archive.f.y
        assert "with keys: x, arr_0" in repr(archive)
    with pytest.raises(ValueError, match="Cannot use un-named variables and keyword arr_0"):
        ua.savez(io.BytesIO(), 1, arr_0=2)


def test_names_get_their_ending(tmp_path):
    ua.save(tmp_path / "a", [1])
    ua.save(str(tmp_path / "b.npy"), [1])
    assert sorted(os.listdir(tmp_path)) == ["a.npy", "b.npy"]
    with pytest.raises(FileNotFoundError):
        ua.load(tmp_path / "c.npy")


def test_several_arrays_in_one_file(tmp_path):
    with open(tmp_path / "many", "wb+") as file:
        for n in range(3):
            ua.save(file, ua.arange(n))
        file.seek(0)
        assert [ua.load(file).tolist() for _ in range(3)] == [[], [0], [0, 1]]
        with pytest.raises(EOFError, match="No data left in file"):
            ua.load(file)


@pytest.mark.needs_host("python_subclass")
def test_a_map_reads_and_writes_the_file(tmp_path):
    path = tmp_path / "numbers"
    a = ua.memmap(path, dtype="f4", mode="w+", shape=(3, 4))
    assert isinstance(a, ua.memmap) and a.filename == pathlib.Path(path).resolve() and a.mode == "w+" and a.offset == 0
    a[1] = [1, 2, 3, 4]
    a.flush()
    assert ua.fromfile(path, "f4")[4:8].tolist() == [1, 2, 3, 4]
    again = ua.memmap(str(path), dtype="f4", mode="r", shape=(2, 2), offset=16, order="F")
    assert again.tolist() == [[1, 3], [2, 4]]
    with pytest.raises(ValueError, match="read-only"):
        again[0, 0] = 1
    private = ua.memmap(path, dtype="f4", mode="c")
    private[4] = 99
    private.flush()
    assert private[4] == 99 and ua.fromfile(path, "f4")[4] == 1
    del a, again, private


@pytest.mark.needs_host("python_subclass")
@pytest.mark.parametrize(
    "arguments",
    [
        {"mode": "x"},
        {"mode": "w+"},
        {"mode": "r", "shape": 100},
        {"mode": "r", "shape": -1},
        {"mode": "r", "shape": (2**62,)},
        {"mode": "r", "shape": (2**40, 2**40)},
        {"mode": "r", "offset": 100},
        {"mode": "r", "offset": -4},
        {"mode": "r", "dtype": "f8", "offset": 1},
        {"mode": "c", "shape": 17},
    ],
)
def test_maps_of_what_is_not_there_are_refused(arguments, tmp_path):
    path = tmp_path / "numbers"
    path.write_bytes(bytes(16))
    with pytest.raises((ValueError, OverflowError)):
        ua.memmap(path, **arguments)


@pytest.mark.needs_host("python_subclass")
def test_arrays_in_files_are_mapped(tmp_path):
    path = tmp_path / "a.npy"
    ua.save(path, ua.arange(6).reshape(2, 3).copy("F"))
    a = ua.load(path, mmap_mode="r+")
    assert isinstance(a, ua.memmap) and a.tolist() == [[0, 1, 2], [3, 4, 5]] and a.flags.f_contiguous
    a[0, 0] = 7
    a.flush()
    assert ua.load(path)[0, 0] == 7
    b = ua.lib.format.open_memmap(tmp_path / "b.npy", "w+", "i2", (3,))
    b[:] = 5
    b.flush()
    assert ua.load(tmp_path / "b.npy").tolist() == [5, 5, 5]
    with pytest.raises(ValueError, match="Filename must be a string or a path-like object"), open(path, "rb") as file:
        ua.lib.format.open_memmap(file)
    del a, b


def test_elements_in_files(tmp_path):
    path = tmp_path / "raw"
    a = ua.arange(6, dtype="i2").reshape(2, 3)
    a.T.tofile(path)
    assert path.read_bytes() == a.T.tobytes()
    assert ua.fromfile(path, "i2").tolist() == [0, 3, 1, 4, 2, 5]
    assert ua.fromfile(str(path), "i2", count=2, offset=4).tolist() == [1, 4]
    with open(path, "rb") as file:
        file.seek(2)
        assert ua.fromfile(file, "i2", count=1).tolist() == [3]
        assert file.tell() == 4
    # Bytes that make no element are left out, and fewer elements than asked for are no error.
    assert ua.fromfile(path, "f8").size == 1
    assert ua.fromfile(path, "f8", count=100).size == 1
    a.tofile(path, sep=", ", format="%d")
    assert path.read_text() == "0, 1, 2, 3, 4, 5"
    assert ua.fromfile(path, int, sep=",").tolist() == [0, 1, 2, 3, 4, 5]
    with pytest.raises(TypeError, match="'offset' argument only permitted for binary files"):
        ua.fromfile(path, int, sep=",", offset=1)


@pytest.mark.parametrize("sep", ["", ","])
def test_elements_are_written_to_the_operating_systems_files_only(sep):
    file = io.BytesIO()
    with pytest.raises(io.UnsupportedOperation, match="fileno"):
        ua.arange(3).tofile(file, sep=sep)
    assert file.getvalue() == b""


@pytest.mark.skipif(NAME != "uniarray", reason="what files are asked for is another library's own affair")
@pytest.mark.needs_host("buffer_export")
def test_a_file_that_breaks_off_is_not_read_anew():
    class Broken(io.BytesIO):
        """Gives a part, then its own error; what else it could give would come after a gap."""

        def readinto(self, memory):
            if self.tell():
                raise TypeError("broken")
            memory[:3] = self.read(3)
            return 3

    from uniarray._files import fill_from

    with pytest.raises(TypeError, match="broken"):
        fill_from(Broken(bytes(8)), "u1", 8)


@pytest.mark.skipif(NAME != "uniarray", reason="the docstrings of another library are its own affair")
@pytest.mark.parametrize(
    "name", ["descr_to_dtype", "dtype_to_descr", "magic", "read_array", "read_magic", "write_array"]
)
def test_functions_of_the_format_have_examples_that_hold(name):
    function = getattr(ua.lib.format, name)
    test = doctest.DocTestParser().get_doctest(function.__doc__, {}, name, None, 0)
    told = []
    doctest.DocTestRunner(verbose=False).run(test, out=told.append)
    assert test.examples and told == []
