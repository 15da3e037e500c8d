"""Memory shared with others by NumPy's protocols, and descriptions that are wrong on purpose."""

import array
import ctypes

import dtypes
import pytest
from subject import ua
from with_numpy import np, with_numpy


class Described:
    """An object with a dictionary, which keeps what the dictionary describes."""

    def __init__(self, owner=None, **interface):
        self.owner = owner
        self.__array_interface__ = interface


def address_of(memory):
    # By way of text: GraalPy 23 cannot compare the numbers that ctypes gives.
    return int(str(ctypes.addressof(memory)))


def description(memory, **changes):
    """A correct description of 8 int16 in a ctypes array, with some entries changed; None takes one out."""
    interface = {
        "version": 3,
        "typestr": "<i2",
        "shape": (2, 4),
        "data": (address_of(memory), False),
        "strides": None,
        **changes,
    }
    return Described(memory, **interface)


def memory():
    return (ctypes.c_int16 * 8)(*range(8))


@pytest.mark.parametrize("dtype", dtypes.ALL)
def test_arrays_describe_themselves(dtype):
    a = ua.zeros((2, 3), dtype)
    d = a.__array_interface__
    assert d["version"] == 3 and d["shape"] == (2, 3) and d["typestr"] == a.dtype.str and d["strides"] is None
    assert d["data"] == (a.ctypes.data, False) and d["descr"] == [("", a.dtype.str)]
    assert a.T.__array_interface__["strides"] == a.T.strides
    a.flags.writeable = False
    assert a.__array_interface__["data"][1] is True


@pytest.mark.needs_host("true_addresses")
def test_a_description_is_shared():
    numbers = memory()
    a = ua.asarray(description(numbers))
    assert a.tolist() == [[0, 1, 2, 3], [4, 5, 6, 7]]
    a[1, 1] = 50
    assert numbers[5] == 50
    backwards = description(numbers, shape=(4,), strides=(-4,), data=(address_of(numbers) + 12, True))
    b = ua.asarray(backwards)
    assert b.tolist() == [6, 4, 2, 0] and not b.flags.writeable


@pytest.mark.needs_host("true_addresses")
def test_the_described_memory_stays():
    import gc

    a = ua.asarray(description(memory()))
    gc.collect()
    assert a.sum() == 28


def test_memory_may_be_given_as_a_buffer():
    raw = bytearray(memory())
    assert ua.asarray(description(memory(), data=raw)).tolist() == [[0, 1, 2, 3], [4, 5, 6, 7]]
    assert ua.asarray(description(memory(), data=raw, offset=4, shape=(3,))).tolist() == [2, 3, 4]


def released():
    view = memoryview(bytearray(16))
    view.release()
    return view


BAD = {
    "no typestr": {"typestr": None},
    "another typestr": {"typestr": "<q9"},
    "typestr of objects": {"typestr": "|O8"},
    "typestr of text": {"typestr": "<U4"},
    "typestr is a number": {"typestr": 5},
    "typestr of the other order": {"typestr": ">i2"},
    "an empty typestr": {"typestr": ""},
    "no shape": {"shape": None},
    "no shape and no memory": {"shape": None, "data": None},
    "shape is a number": {"shape": 8},
    "shape is a list": {"shape": [2, 4]},
    "negative shape": {"shape": (-2, 4)},
    "huge shape": {"shape": (2**62,)},
    "huge product": {"shape": (2**40, 2**40)},
    "shape beyond an index": {"shape": (2**70,)},
    "shape of floats": {"shape": (2.0, 4)},
    "shape of text": {"shape": ("2", 4)},
    "too many axes": {"shape": (1,) * 65},
    "strides are a number": {"strides": 2},
    "too few strides": {"strides": (2,)},
    "too many strides": {"strides": (8, 2, 2)},
    "strides beyond an index": {"strides": (2**70, 2)},
    "strides out of all memory": {"strides": (2**62, 2**62)},
    "strides below all memory": {"strides": (-(2**62), 2)},
    "strides of text": {"strides": ("8", 2)},
    "no memory": {"data": (0, False)},
    "no memory for one element": {"data": (0, True), "typestr": "f8", "shape": ()},
    "no memory for many axes": {"data": (0, True), "shape": (2**40, 0, 2**40)},
    "no memory, but many bytes": {"data": (0, False), "shape": (2**40,)},
    "a negative address": {"data": (-8, False)},
    "an address beyond all memory": {"data": (2**63, False)},
    "an address at the end of memory": {"data": (2**64 - 8, False)},
    "an address that is too large": {"data": (2**70, False)},
    "an address of text": {"data": ("zz", False)},
    "data of one": {"data": (1,)},
    "data of three": {"data": (1, False, 3)},
    "data is a number": {"data": 5},
    "no data": {"data": None},
    "too little memory": {"data": bytes(15)},
    "strides out of the memory": {"data": bytes(16), "strides": (16, 2)},
    "strides below the memory": {"data": bytes(16), "strides": (-8, 2)},
    "offset out of the memory": {"data": bytes(16), "offset": 1},
    "negative offset": {"data": bytes(16), "offset": -2},
    "huge offset": {"data": bytes(16), "offset": 2**62},
    "released memory": {"data": released()},
}


@pytest.mark.parametrize("name", BAD)
def test_wrong_descriptions_are_refused(name):
    with pytest.raises((ValueError, TypeError, OverflowError, BufferError)):
        ua.asarray(description(memory(), **BAD[name]))


@pytest.mark.parametrize("shape", [(0,), (3, 0), (0, 3)])
def test_arrays_without_elements_need_no_memory(shape):
    a = ua.asarray(Described(typestr="<f8", shape=shape, data=(0, True)))
    assert a.shape == shape and a.dtype == "f8" and a.tolist() == ua.zeros(shape).tolist()


@pytest.mark.parametrize("interface", [None, 5, [], "text", {}, {1: 2}])
def test_what_is_no_description_is_refused(interface):
    class Wrong:
        __array_interface__ = interface

    with pytest.raises((ValueError, TypeError)):
        ua.asarray(Wrong())


def test_a_released_memoryview_is_refused():
    for make in (ua.asarray, ua.frombuffer, lambda view: ua.ndarray((2,), "u1", view)):
        with pytest.raises((ValueError, TypeError)):
            make(released())


class WithMethod:
    """An object with the method, which notes how it was called."""

    def __init__(self, result):
        self.result, self.calls = result, []

    def __array__(self, dtype=None, copy=None):
        self.calls.append((dtype, copy))
        return self.result if dtype is None else self.result.astype(dtype)


def test_the_method_is_told_dtype_and_copy():
    it = WithMethod(ua.arange(3))
    assert ua.asarray(it) is it.result
    assert ua.array(it).tolist() == [0, 1, 2]
    assert ua.asarray(it, "f4").dtype == "f4"
    assert ua.array(it, copy=False) is it.result
    assert it.calls == [(None, None), (None, True), (ua.dtype("f4"), None), (None, False)]


def test_methods_that_know_no_copy():
    class Old:
        def __array__(self, dtype=None):
            return ua.zeros(2, dtype or "f8")

    assert ua.asarray(Old()).tolist() == [0, 0]
    with pytest.warns(DeprecationWarning, match="must implement 'dtype' and 'copy' keyword arguments"):
        assert ua.array(Old()).tolist() == [0, 0]
    warned = pytest.warns(DeprecationWarning, match="must implement 'dtype' and 'copy' keyword arguments")
    with warned, pytest.raises(ValueError, match="Unable to avoid copy"):
        ua.array(Old(), copy=False)


def test_a_number_may_describe_itself():
    class Half(Described):
        def __float__(self):
            return 0.5

    half = Half(typestr="<f8")
    assert ua.array(half).tolist() == 0.5 and ua.array([half, half]).tolist() == [0.5, 0.5]
    with pytest.raises(ValueError):
        ua.array(Half(typestr="<f8", shape=(2,)))


@pytest.mark.parametrize("result", [None, 5, "text", [1, 2]])
def test_methods_that_give_no_array_are_refused(result):
    class Wrong:
        def __array__(self, dtype=None, copy=None):
            return result

    with pytest.raises(ValueError, match="object __array__ method not producing an array"):
        ua.asarray(Wrong())


def test_errors_of_the_method_come_through():
    class Broken:
        def __array__(self, dtype=None, copy=None):
            raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        ua.asarray(Broken())


def test_a_structure_is_shared():
    class WithStruct:
        def __init__(self, a):
            self.a, self.__array_struct__ = a, a.__array_struct__

    for a in (ua.arange(6).reshape(2, 3), ua.arange(6, dtype="i2").reshape(2, 3).T, ua.zeros(()), ua.zeros((0, 2))):
        b = ua.asarray(WithStruct(a))
        assert b.dtype == a.dtype and b.tolist() == a.tolist() and b.shape == a.shape
        if a.size:
            b[...] = 9
            assert (a == 9).all()
    a = ua.arange(3)
    a.flags.writeable = False
    assert not ua.asarray(WithStruct(a)).flags.writeable


@pytest.mark.parametrize("structure", [5, "text", object()])
def test_what_is_no_structure_is_refused(structure):
    class Wrong:
        __array_struct__ = structure

    with pytest.raises((ValueError, TypeError)):
        ua.asarray(Wrong())


@with_numpy
def test_numpy_sees_our_memory_and_we_see_numpys():
    ours = ua.arange(6.0).reshape(2, 3)
    theirs = np.asarray(ours)
    theirs[1, 2] = -1
    assert ours[1, 2] == -1
    theirs = np.arange(6, dtype="c8").reshape(2, 3)[:, ::-1]
    ours = ua.asarray(theirs)
    ours[0, 0] = 5j
    assert theirs[0, 0] == 5j and ours.strides == theirs.strides


@with_numpy
@pytest.mark.parametrize("attribute", ["__array_interface__", "__array_struct__"])
def test_each_protocol_works_with_numpy_both_ways(attribute):
    class Only:
        def __init__(self, a):
            self.a = a

        def __getattr__(self, name):
            if name == attribute:
                return getattr(self.a, name)
            raise AttributeError(name)

    for one, other in ((ua, np), (np, ua)):
        for a in (one.arange(6, dtype="f4").reshape(2, 3).T, one.zeros(()), one.ones((2, 0)), one.arange(9)[::-3]):
            b = other.asarray(Only(a))
            assert (b.shape, b.dtype.str, b.tolist()) == (a.shape, a.dtype.str, a.tolist())
            if a.size:
                b[...] = 7
                assert (a == 7).all()


@pytest.mark.needs_host("shared_import")
@pytest.mark.parametrize("name", ["bool", "int8", "uint64", "float16", "float32", "float64", "complex64", "complex128"])
def test_numpy_takes_our_scalars(name):
    numpy = pytest.importorskip("numpy")
    taken = numpy.asarray(getattr(ua, name)(1))
    assert (taken.dtype, taken.shape, taken[()]) == (numpy.dtype(name), (), 1)
    assert numpy.asarray([getattr(ua, name)(0), getattr(ua, name)(1)]).tolist() == [0, 1]


@pytest.mark.needs_host("shared_import")
def test_arrays_of_the_standard_library_are_shared():
    numbers = array.array("i", [1, 2, 3])
    a = ua.asarray(numbers)
    a[1] = 9
    assert numbers[1] == 9
    c = (ctypes.c_double * 3)(1, 2, 3)
    ua.asarray(c)[0] = -1
    assert c[0] == -1


def test_ctypes_sees_the_memory():
    a = ua.array([1, 2, 3], "i4")
    pointer = a.ctypes.data_as(ctypes.POINTER(ctypes.c_int32))
    assert pointer[:3] == [1, 2, 3]
    pointer[1] = 5
    assert a.tolist() == [1, 5, 3]
    assert list(a.ctypes.shape) == [3] and list(a.ctypes.strides) == [4]
