"""Python subclasses of the array and of scalar types: they keep payload, type and attributes."""

import gc

import pytest
from subject import ua

pytestmark = pytest.mark.needs_host("python_subclass")


def make_class():
    """A subclass with state of its own."""

    class Named(ua.ndarray):
        label = "none"

        def doubled(self):
            return self * 2

    return Named


def test_a_subclass_is_made_and_filled():
    cls = make_class()
    a = cls((2, 3))
    a[...] = 1.5
    assert type(a) is cls
    assert isinstance(a, ua.ndarray)
    assert (a.shape, str(a.dtype), a.sum()) == ((2, 3), "float64", 9.0)


def test_a_subclass_takes_a_dtype():
    a = make_class()((4,), dtype="i2")
    a[:] = [1, 2, 3, 4]
    assert (str(a.dtype), a.tolist()) == ("int16", [1, 2, 3, 4])


def test_instances_have_attributes_and_methods():
    a = make_class()(3)
    a[:] = [1, 2, 3]
    a.label = "mine"
    assert a.label == "mine"
    assert a.doubled().tolist() == [2.0, 4.0, 6.0]


def test_views_and_results_are_of_the_subclass():
    cls = make_class()
    a = cls((2, 2))
    a[...] = 1
    assert type(a[0]) is cls
    assert type(a.T) is cls
    assert type(a + 1) is cls
    assert type(1 + a) is cls


def test_operators_of_the_subclass_come_first():
    class Stubborn(ua.ndarray):
        def __radd__(self, other):
            return "mine"

    a = Stubborn((2,))
    assert ua.ones(2) + a == "mine"


def test_large_and_small_instances_are_collected():
    cls = make_class()
    for size in (1, 10, 10**5):
        for _ in range(50):
            a = cls((size,))
            a[:] = 1
            assert a[-1] == 1
        del a
        gc.collect()


def test_subclasses_of_subclasses():
    class Deeper(make_class()):
        def __init__(self, shape):
            self.kept = shape

    a = Deeper((3,))
    a[:] = 2
    assert (a.kept, a.doubled().tolist()) == ((3,), [4.0, 4.0, 4.0])


def test_scalar_types_can_be_subclassed():
    class Metre(ua.float64):
        def unit(self):
            return "m"

    x = Metre(1.5)
    assert (float(x), x.unit(), x + 1) == (1.5, "m", 2.5)
    assert isinstance(x, float)
