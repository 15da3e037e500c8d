"""The array C API through an extension in C: dtypes, making arrays, looking at them, views, elements, copies."""

import weakref

import hpyhost_fixtures
import numbers_of_capi as n
import pytest
from collector import collect
from subject import ua

api = hpyhost_fixtures.imported("arrayapi")

FLOAT64, INT32 = ua.dtype("f8"), ua.dtype("i4")
NUMBERS = {
    "?": 0,
    "b": 1,
    "B": 2,
    "h": 3,
    "H": 4,
    "i": 5,
    "I": 6,
    "l": 7,
    "L": 8,
    "f": 11,
    "d": 12,
    "F": 14,
    "D": 15,
    "e": 23,
}


class Derived(ua.ndarray):
    """A derived class."""


def test_checks():
    array = ua.zeros(3)
    assert [api.array_check(x) for x in (array, [1], 1.5, FLOAT64, ...)] == [1, 0, 0, 0, 0]
    assert [api.array_check_exact(x) for x in (array, [1], ...)] == [1, 0, 0]
    assert [api.scalar_check(x) for x in (ua.float64(1), ua.int8(1), ua.bool_(1), 1.5, array, ...)] == [
        1,
        1,
        1,
        0,
        0,
        0,
    ]
    assert [api.dtype_check(x) for x in (FLOAT64, float, array, ...)] == [1, 0, 0, 0]


@pytest.mark.needs_host("python_subclass")
def test_exact_check_of_a_derived_class():
    derived = ua.zeros(3).view(Derived)
    assert (api.array_check(derived), api.array_check_exact(derived)) == (1, 0)


@pytest.mark.parametrize("code", NUMBERS)
def test_dtypes_by_number(code):
    dtype = ua.dtype(code)
    assert api.dtype_of_type(NUMBERS[code]) is dtype
    assert api.dtype_look(dtype) == (
        dtype.itemsize, dtype.alignment, dtype.num, ord(dtype.kind), ord(dtype.char), n.NATIVE
    )  # fmt: skip
    assert api.type_num(ua.zeros(1, dtype)) == dtype.num


def test_dtypes_by_name_and_together():
    assert api.dtype_of_type(9) == ua.int64
    assert api.dtype_from("f4") == ua.float32
    assert api.dtype_from(float) == FLOAT64
    assert api.promote_types(INT32, ua.dtype("f4")) == FLOAT64
    assert [api.can_cast(FLOAT64, INT32, rule) for rule in range(5)] == [0, 0, 0, 0, 1]
    assert [api.can_cast(FLOAT64, ua.dtype("f4"), rule) for rule in range(5)] == [0, 0, 0, 1, 1]


@pytest.mark.parametrize("number", [-1, 17, 24, 1000])
def test_numbers_of_no_dtype(number):
    with pytest.raises(ValueError, match=f"no dtype of number {number}"):
        api.dtype_of_type(number)


def test_objects_that_are_no_dtype():
    with pytest.raises(TypeError, match="Cannot interpret"):
        api.dtype_from(3.5)
    with pytest.raises(TypeError, match="expected a dtype, got 'list'"):
        api.dtype_look([])
    with pytest.raises(ValueError, match="no casting rule of number 5"):
        api.can_cast(FLOAT64, INT32, 5)


def test_new_arrays():
    made = api.zeros((2, 3), INT32, n.FORTRANORDER)
    assert (made.dtype, made.tolist(), made.flags.f_contiguous) == (INT32, [[0] * 3] * 2, True)
    assert api.zeros((), None, n.CORDER).dtype == FLOAT64
    assert api.empty((2, 0, 70), INT32, n.CORDER).shape == (2, 0, 70)
    assert api.full((2,), 7, None, n.CORDER).tolist() == [7, 7]
    assert api.full((2,), 7, FLOAT64, n.CORDER).dtype == FLOAT64
    assert api.zeros_of_type(5, (4,)).dtype == INT32
    assert api.empty_of_type(15, (1,) * 9).shape == (1,) * 9
    like = api.empty_like(ua.zeros((2, 3), order="F"), INT32, n.KEEPORDER)
    assert (like.dtype, like.strides) == (INT32, (4, 8))


def test_shapes_and_orders_that_are_none():
    with pytest.raises(ValueError, match="negative dimensions"):
        api.zeros((2, -1), None, n.CORDER)
    with pytest.raises(ValueError, match="maximum"):
        api.zeros_without_shape(65)
    with pytest.raises(ValueError, match="number of axes cannot be negative"):
        api.zeros_without_shape(-1)
    with pytest.raises(SystemError, match="null"):
        api.zeros_without_shape(2)
    with pytest.raises(ValueError, match="array is too big"):
        api.zeros((2**40, 2**40), None, n.CORDER)
    with pytest.raises(ValueError, match="no memory order of number 7"):
        api.zeros((2,), None, 7)
    with pytest.raises(TypeError, match="expected a dtype, got 'str'"):
        api.zeros((2,), "f8", n.CORDER)


def test_look():
    array = ua.arange(6, dtype="i2").reshape(2, 3)[:, ::-1]
    data, shape, strides, size, itemsize, number, flags = api.look(array)
    assert (shape, strides, size, itemsize, number) == ((2, 3), (6, -2), 6, 2, 3)
    assert flags == n.NATIVE | n.ALIGNED | n.WRITEABLE
    assert (data, shape, strides) == (api.data(array), api.shape(array), api.strides(array))
    assert (api.ndim(array), api.size(array), api.itemsize(array), api.flags(array)) == (2, 6, 2, flags)
    assert api.dtype(array) is array.dtype
    assert api.element_pointer(array, (0, 2)) == api.data(array.base)
    scalar = ua.array(3.0)
    assert api.look(scalar)[1:3] == ((), ())
    assert (api.shape(scalar), api.strides(scalar)) == ((), ())


def test_flags():
    both = n.C_CONTIGUOUS | n.F_CONTIGUOUS
    own = n.OWNDATA | n.NATIVE | n.ALIGNED | n.WRITEABLE
    assert api.flags(ua.zeros(3)) == both | own
    assert api.flags(ua.zeros((2, 3))) == n.C_CONTIGUOUS | own
    assert api.flags(ua.zeros((2, 3), order="F")) == n.F_CONTIGUOUS | own
    frozen = ua.zeros(3)
    frozen.flags.writeable = False
    assert not api.flags(frozen) & n.WRITEABLE
    odd = ua.zeros(17, "u1")[1:].view("f8")
    assert not api.flags(odd) & (n.ALIGNED | n.OWNDATA)


def test_base_and_overlap():
    array = ua.zeros(5)
    view = array[1:]
    assert api.base(array) is None
    assert api.base(view) is array
    assert (api.may_overlap(array, view), api.may_overlap(array[:2], array[2:])) == (1, 0)


@pytest.mark.parametrize(
    "name",
    ["data", "ndim", "shape", "strides", "size", "itemsize", "type_num", "flags", "dtype", "base", "look", "squeeze"],
)
def test_what_is_no_array_is_refused(name):
    with pytest.raises(TypeError, match="expected an array, got 'list'"):
        getattr(api, name)([1, 2])
    with pytest.raises(SystemError, match="null was passed"):
        getattr(api, name)(...)


def test_views():
    array = ua.arange(24).reshape(2, 3, 4)
    assert api.reshape(array, (4, -1), n.CORDER).base is array.base
    assert api.reshape(array, (4, -1), n.FORTRANORDER).tolist() == array.reshape((4, -1), order="F").tolist()
    assert api.transpose(array, None).shape == (4, 3, 2)
    assert api.transpose(array, (1, 0, 2)).tolist() == array.transpose(1, 0, 2).tolist()
    assert api.squeeze(ua.zeros((1, 3, 1))).shape == (3,)
    wide = api.broadcast_to(ua.arange(3), (2, 3))
    assert (wide.strides, wide.flags.writeable) == ((0, 8), False)
    assert api.view_as(ua.ones(2), ua.dtype("u4")).shape == (4,)
    with pytest.raises(ValueError, match="cannot reshape"):
        api.reshape(array, (5, -1), n.CORDER)
    with pytest.raises(ValueError):
        api.transpose(array, (0, 0, 1))
    with pytest.raises(ValueError, match=r"could not be broadcast|not broadcast"):
        api.broadcast_to(array, (2, 3, 5))


def test_windows_lie_within_the_array():
    array = ua.arange(10)
    window = api.window(array, 0, (8, 3), (8, 8))
    assert window[3].tolist() == [3, 4, 5]
    window[7, 2] = -1
    assert array[9] == -1
    assert api.window(array, 72, (10,), (-8,)).tolist() == array[::-1].tolist()
    assert api.window(array, 800, (0, 3), (8, 8)).size == 0
    for offset, shape, strides in [(0, (11,), (8,)), (-8, (1,), (8,)), (8, (3,), (-8,)), (0, (2, 2), (2**62, 2**62))]:
        with pytest.raises(ValueError, match="strides is incompatible"):
            api.window(array, offset, shape, strides)


def test_write_protection():
    array = ua.zeros(3)
    api.set_writeable(array, 0)
    for change in [
        lambda: api.set_element(array, (0,), 1),
        lambda: api.fill(array, 1),
        lambda: api.copy_into(array, array, 4),
    ]:
        with pytest.raises(ValueError, match="read-only"):
            change()
    with pytest.raises(ValueError, match="cannot set WRITEABLE"):
        api.set_writeable(array[1:], 1)
    api.set_writeable(array, 1)
    api.set_element(array, (0,), 1)
    assert array.tolist() == [1, 0, 0]


def test_elements():
    array = ua.arange(6, dtype="i4").reshape(2, 3)
    found = api.get_element(array, (1, -1))
    assert (found, type(found)) == (5, ua.int32)
    api.set_element(array, (-2, 1), 40)
    assert array.tolist() == [[0, 40, 2], [3, 4, 5]]
    assert api.get_element(ua.array(2.5), ()) == 2.5
    api.fill(array, 9)
    assert array.tolist() == [[9] * 3] * 2
    with pytest.raises(IndexError, match="index 2 is out of bounds for axis 0 with size 2"):
        api.element_pointer(array, (2, 0))
    with pytest.raises(OverflowError):
        api.set_element(array, (0, 0), 2**40)
    with pytest.raises(SystemError, match="null"):
        api.set_element(array, (0, 0), ...)
    with pytest.raises(SystemError, match="null"):
        api.get_element(array, ())


@pytest.mark.parametrize("code", NUMBERS)
def test_scalars_through_memory(code):
    value = api.through_memory(1, ua.dtype(code))
    assert value == 1
    assert value.dtype == ua.dtype(code)
    with pytest.raises((TypeError, ValueError)):
        api.through_memory("one" if code != "?" else ua.zeros(2), ua.dtype(code))


def test_copies():
    array = ua.array([[1.5, 2], [3, 4]])
    cast = api.cast(array, INT32, n.FORTRANORDER, n.UNSAFE)
    assert (cast.tolist(), cast.flags.f_contiguous) == ([[1, 2], [3, 4]], True)
    copy = api.copy(array, n.KEEPORDER)
    assert copy.tolist() == array.tolist()
    assert not api.may_overlap(copy, array)
    into = ua.zeros((2, 2), "f4")
    api.copy_into(into, array[0], n.SAME_KIND)
    assert into.tolist() == [[1.5, 2], [1.5, 2]]
    with pytest.raises(TypeError, match="according to the rule 'same_kind'"):
        api.cast(array, INT32, n.CORDER, n.SAME_KIND)
    with pytest.raises(TypeError, match="according to the rule 'safe'"):
        api.copy_into(into, array, n.SAFE)
    with pytest.raises(ValueError, match="could not broadcast"):
        api.copy_into(into, ua.zeros(3, "f4"), n.SAFE)


def test_any_object_as_an_array():
    array = ua.arange(6.0).reshape(2, 3)
    assert api.from_any(array, None, 0, 0, 0) is array
    assert api.from_any(array, FLOAT64, 2, 2, n.C_CONTIGUOUS | n.WRITEABLE | n.ALIGNED | n.NATIVE) is array
    assert api.from_any([[1, 2], [3, 4]], FLOAT64, 0, 2, 0).tolist() == [[1, 2], [3, 4]]
    assert api.from_any(3, None, 0, 0, 0).shape == ()
    turned = api.from_any(array, None, 0, 0, n.F_CONTIGUOUS)
    assert (turned.flags.f_contiguous, turned.tolist()) == (True, array.tolist())
    assert api.from_any(array.T, None, 0, 0, n.C_CONTIGUOUS).flags.c_contiguous
    copy = api.from_any(array, None, 0, 0, n.ENSURECOPY)
    assert copy is not array
    assert not api.may_overlap(copy, array)
    frozen = ua.zeros(2)
    frozen.flags.writeable = False
    assert api.from_any(frozen, None, 0, 0, n.WRITEABLE).flags.writeable
    odd = ua.zeros(17, "u1")[1:].view("f8")
    assert api.from_any(odd, None, 0, 0, n.ALIGNED).flags.aligned


def test_memory_of_other_objects_is_shared():
    buffer = bytearray(4)
    array = api.from_any(memoryview(buffer), None, 0, 0, 0)
    assert array.tolist() == [0] * 4
    if array.flags.writeable:
        array[1] = 7
        assert buffer[1] == 7


def test_unsafe_casts_are_asked_for():
    array = ua.array([1.5, 2.5])
    with pytest.raises(TypeError, match="according to the rule 'safe'"):
        api.from_any(array, INT32, 0, 0, 0)
    assert api.from_any(array, INT32, 0, 0, n.FORCECAST).tolist() == [1, 2]


def test_demands_that_cannot_be_met():
    with pytest.raises(ValueError, match="too deep"):
        api.from_any(ua.zeros((2, 2)), None, 0, 1, 0)
    with pytest.raises(ValueError, match="too small depth"):
        api.from_any(ua.zeros(2), None, 2, 0, 0)
    with pytest.raises(ValueError, match="unknown demands"):
        api.from_any(ua.zeros(2), None, 0, 0, 0x8000)
    with pytest.raises(TypeError):
        api.from_any(object(), FLOAT64, 0, 0, 0)
    with pytest.raises(ValueError, match="inhomogeneous"):
        api.from_any([[1], [1, 2]], None, 0, 0, 0)
    with pytest.raises(SystemError, match="null"):
        api.from_any(..., None, 0, 0, 0)


@pytest.mark.needs_host("python_subclass")
def test_derived_classes_stay_unless_refused():
    derived = ua.arange(3.0).view(Derived)
    assert api.from_any(derived, None, 0, 0, 0) is derived
    plain = api.from_any(derived, None, 0, 0, n.ENSUREARRAY)
    assert type(plain) is ua.ndarray
    assert api.may_overlap(plain, derived)
    assert type(api.from_any(derived, INT32, 0, 0, n.FORCECAST)) is Derived
    assert type(api.from_any(derived, INT32, 0, 0, n.FORCECAST | n.ENSUREARRAY)) is ua.ndarray


def test_memory_with_an_owner():
    class Owner:
        pass

    owner = Owner()
    array = api.from_memory((2, 4), None, ua.uint8().dtype.num, 0, owner, None)
    assert array.tolist() == [[0, 1, 2, 3], [4, 5, 6, 7]]
    assert array.base is owner
    assert (array.flags.writeable, array.flags.owndata) == (False, False)
    strided = api.from_memory((2, 3), (1, 2), 2, n.WRITEABLE, owner, None)
    assert strided.tolist() == [[0, 2, 4], [1, 3, 5]]
    assert strided.flags.writeable


@pytest.mark.needs_host("finalisation")
def test_memory_goes_back_with_the_last_array_that_shows_it():
    before = api.released()[0]
    array = api.from_memory((3,), None, 2, n.WRITEABLE, None, 77)
    view = array[1:]
    del array
    collect()
    assert view.tolist() == [1, 2]
    assert api.released()[0] == before
    del view
    collect()
    assert api.released() == (before + 1, 77)


def test_memory_that_was_refused_is_still_the_callers():
    before = api.released()[0]
    for shape, number in [((-1,), 2), ((2,), 99)]:
        with pytest.raises(ValueError):
            api.from_memory(shape, None, number, 0, None, 1)
    collect()
    assert api.released()[0] == before


@pytest.mark.needs_host("finalisation")
def test_an_owner_lives_as_long_as_the_memory():
    ended = []

    class Owner:
        pass

    owner = Owner()
    weakref.finalize(owner, ended.append, 1)
    array = api.from_memory((3,), None, 2, 0, owner, 5)
    del owner
    collect()
    assert not ended
    assert array.tolist() == [0, 1, 2]
    del array
    # Three objects in a row: some collectors need a round for each.
    for _ in range(4):
        collect()
    assert ended == [1]
