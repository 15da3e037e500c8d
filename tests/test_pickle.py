"""Pickles and copies of everything that belongs to arrays."""

import copy
import io
import pickle
import struct

import dtypes
import pytest
from subject import ua

PROTOCOLS = range(2, pickle.HIGHEST_PROTOCOL + 1)


def samples():
    a = ua.arange(24).reshape(2, 3, 4)
    return {
        "c_order": a,
        "fortran": a.copy("F"),
        "transposed": a.T,
        "axes_exchanged": a.transpose(1, 0, 2),
        "strided": a[:, ::2, ::-1],
        "without_axes": ua.array(7.5),
        "empty": ua.zeros((0, 3), "i2"),
        "small": ua.array([1, 2], "u1"),
        "many_axes": ua.arange(64.0).reshape((2,) * 6),
        "large": ua.arange(1000.0),
    }


def check_same(got, expected):
    assert type(got) is type(expected)
    assert (got.dtype, got.shape) == (expected.dtype, expected.shape)
    assert got.tolist() == expected.tolist()
    assert got.flags.writeable


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize("name", samples())
def test_arrays_come_back_and_can_be_written(name, protocol):
    array = samples()[name]
    got = pickle.loads(pickle.dumps(array, protocol))
    check_same(got, array)
    got[...] = 1
    assert array.tolist() == samples()[name].tolist()


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_the_order_comes_back(protocol):
    fortran = samples()["fortran"]
    got = pickle.loads(pickle.dumps(fortran, protocol))
    assert got.flags.f_contiguous and not got.flags.c_contiguous


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize("dtype", dtypes.ALL)
def test_every_dtype_comes_back(dtype, protocol):
    array = ua.array([0, 1, 100]).astype(dtype)
    check_same(pickle.loads(pickle.dumps(array, protocol)), array)
    scalar = array[2]
    got = pickle.loads(pickle.dumps(scalar, protocol))
    assert type(got) is type(scalar) and got == scalar
    assert pickle.loads(pickle.dumps(array.dtype, protocol)) is array.dtype


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_ufuncs_and_types_are_the_same_objects(protocol):
    for thing in (ua.add, ua.sin, ua.matmul, ua.float32, ua.ndarray):
        assert pickle.loads(pickle.dumps(thing, protocol)) is thing


@pytest.mark.needs_host("buffer_export")
@pytest.mark.needs_host("buffer_consumers")
def test_protocol_5_hands_over_the_memory_itself():
    array = ua.arange(1000.0)
    buffers = []
    text = pickle.dumps(array, 5, buffer_callback=buffers.append)
    assert len(text) < 300 and len(buffers) == 1
    got = pickle.loads(text, buffers=buffers)
    got[3] = -1
    assert array[3] == -1
    assert pickle.loads(text, buffers=[bytes(8000)]).flags.writeable is False


@pytest.mark.needs_host("buffer_export")
@pytest.mark.needs_host("buffer_consumers")
@pytest.mark.parametrize("length", [0, 8, 7999, 7992])
def test_protocol_5_with_too_little_memory_is_refused(length):
    text = pickle.dumps(ua.arange(1000.0), 5, buffer_callback=lambda _: None)
    with pytest.raises((ValueError, TypeError)):
        pickle.loads(text, buffers=[bytes(length)])


def test_copies_are_independent():
    for array in samples().values():
        for got in (copy.copy(array), copy.deepcopy(array)):
            check_same(got, array)
            assert got.base is None
    nested = {"a": [ua.zeros(3)]}
    again = copy.deepcopy(nested)
    again["a"][0][0] = 5
    assert nested["a"][0].tolist() == [0, 0, 0]


def test_dump_and_dumps():
    array = samples()["fortran"]
    check_same(pickle.loads(array.dumps()), array)
    file = io.BytesIO()
    array.dump(file)
    check_same(pickle.loads(file.getvalue()), array)


@pytest.mark.needs_host("python_subclass")
def test_a_subclass_can_add_to_the_state():
    # Made on demand: not every host can make such a class.
    class Named(ua.ndarray):
        name = None

        def __reduce__(self):
            function, arguments, state = super().__reduce__()
            return function, arguments, (*state, self.name)

        def __setstate__(self, state):
            super().__setstate__(state[:-1])
            self.name = state[-1]

    # Where pickle finds it.
    Named.__qualname__ = "Named"
    globals()["Named"] = Named
    array = ua.arange(3).view(Named)
    array.name = "three"
    for protocol in PROTOCOLS:
        got = pickle.loads(pickle.dumps(array, protocol))
        assert isinstance(got, Named) and got.name == "three" and got.tolist() == [0, 1, 2]


GOOD = (1, (2,), "i4", False, bytes(8))


def with_part(place, value):
    state = list(GOOD)
    state[2] = ua.dtype(state[2])
    state[place] = value
    return tuple(state)


BAD_STATES = {
    "negative shape": with_part(1, (-2,)),
    "huge shape": with_part(1, (2**62,)),
    "huge product": with_part(1, (2**40, 2**40)),
    "beyond an index": with_part(1, (2**70,)),
    "too many axes": with_part(1, (1,) * 65),
    "shape is no tuple": with_part(1, 2),
    "shape of text": with_part(1, ("2",)),
    "too few bytes": with_part(4, bytes(7)),
    "too many bytes": with_part(4, bytes(9)),
    "no bytes": with_part(4, None),
    "a list of bytes": with_part(4, [0] * 8),
    "dtype as text": with_part(2, "i4"),
    "dtype is missing": with_part(2, None),
    "another version": with_part(0, 99),
    "too short": GOOD[:3],
    "too long": (*GOOD, 1, 2),
    "no tuple": 5,
}


@pytest.mark.parametrize("name", BAD_STATES)
def test_bad_states_are_refused_and_leave_the_array_whole(name):
    array = ua.ndarray((0,), "i1")
    with pytest.raises((ValueError, TypeError, OverflowError)):
        array.__setstate__(BAD_STATES[name])
    assert array.tolist() == []
    array.__setstate__(with_part(4, struct.pack("=2i", 1, 2)))
    assert array.tolist() == [1, 2]


def test_the_state_of_an_array_in_use_cannot_be_set():
    array = ua.arange(1000)
    view = array[5:]
    with pytest.raises(ValueError):
        array.__setstate__(with_part(4, bytes(8)))
    assert view[0] == 5 and array.shape == (1000,)


def test_a_view_outlives_a_state_that_is_set():
    array = ua.array([1, 2, 3])
    view = array[1:]
    array.__setstate__(with_part(1, (2,)))
    del array
    assert view.shape == (2,) and len(view.tolist()) == 2


@pytest.mark.parametrize("arguments", [(int, (0,), b"b"), (None, (0,), b"b"), (ua.ndarray, (-1,), b"b")])
def test_only_arrays_are_reconstructed(arguments):
    function = ua.zeros(2).__reduce__()[0]
    with pytest.raises((TypeError, ValueError)):
        function(*arguments)
