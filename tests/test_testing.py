"""The assertions for tests of programs: what they pass, and what they refuse."""

import importlib

import pytest
from subject import NAME, ua

testing = importlib.import_module(f"{NAME}.testing")

PASS = [
    ("assert_equal", (1, 1)),
    ("assert_equal", ([1, {"a": float("nan")}], [1, {"a": float("nan")}])),
    ("assert_equal", (ua.zeros(3), 0)),
    ("assert_array_equal", ([1, float("nan")], [1, float("nan")])),
    ("assert_array_equal", (ua.ones((2, 2)), 1)),
    ("assert_array_almost_equal", ([1.0, 2.0000001], [1.0, 2.0])),
    ("assert_almost_equal", (1.00000001, 1.0)),
    ("assert_almost_equal", (1 + 1e-9j, 1 + 0j)),
    ("assert_approx_equal", (0.12345671, 0.12345670, 7)),
    ("assert_allclose", ([1.0, float("inf")], [1.0 + 1e-9, float("inf")])),
    ("assert_array_less", ([1, 2], [2, 3])),
    ("assert_array_max_ulp", (1.0, ua.nextafter(1.0, 2.0))),
    ("assert_array_almost_equal_nulp", (1.0, ua.nextafter(1.0, 2.0))),
    ("assert_string_equal", ("a", "a")),
    ("assert_", (True,)),
]
FAIL = [
    ("assert_equal", (1, 2)),
    ("assert_equal", (0.0, -0.0)),
    ("assert_equal", ([1, 2], [1, 3])),
    ("assert_equal", ([1, 2], [1, 2, 3])),
    ("assert_equal", ({"a": 1}, {"b": 1})),
    ("assert_equal", (1, float("nan"))),
    ("assert_array_equal", ([1, 2], [1, 3])),
    ("assert_array_equal", ([1, 2], [1, 2, 3])),
    ("assert_array_equal", ([1.0, float("nan")], [1.0, 2.0])),
    ("assert_array_equal", ([float("inf"), 1.0], [float("nan"), 1.0])),
    ("assert_array_almost_equal", ([1.0, 2.1], [1.0, 2.0])),
    ("assert_almost_equal", (1.1, 1.0)),
    ("assert_almost_equal", (1 + 1e-3j, 1 + 0j)),
    ("assert_approx_equal", (0.1234, 0.1235, 7)),
    ("assert_allclose", ([1.0], [1.1])),
    ("assert_allclose", ([float("nan")], [1.0])),
    ("assert_array_less", ([1, 3], [2, 3])),
    ("assert_array_max_ulp", (1.0, 1.1)),
    ("assert_array_almost_equal_nulp", (1.0, 1.1)),
    ("assert_string_equal", ("a", "b")),
    ("assert_", (False,)),
]


@pytest.mark.parametrize("name, arguments", PASS)
def test_passes(name, arguments):
    getattr(testing, name)(*arguments)


@pytest.mark.parametrize("name, arguments", FAIL)
def test_fails(name, arguments):
    with pytest.raises(AssertionError):
        getattr(testing, name)(*arguments)


def test_strict_asks_for_dtype_and_shape():
    testing.assert_array_equal(ua.ones(2), ua.ones(2), strict=True)
    with pytest.raises(AssertionError):
        testing.assert_array_equal(ua.ones(2), 1, strict=True)
    with pytest.raises(AssertionError):
        testing.assert_array_equal(ua.ones(2), ua.ones(2, "f4"), strict=True)


def test_what_differs_is_counted():
    with pytest.raises(AssertionError) as raised:
        testing.assert_allclose([1.0, 2.0, 3.0], [1.0, 2.5, 3.0])
    text = str(raised.value)
    assert "Not equal to tolerance rtol=1e-07, atol=0" in text
    assert "Mismatched elements: 1 / 3 (33.3%)" in text
    assert "0.5" in text


def test_raising_and_warning():
    testing.assert_raises(ZeroDivisionError, lambda: 1 // 0)
    with pytest.raises(AssertionError):
        testing.assert_raises(ZeroDivisionError, lambda: 1)
    with testing.assert_raises_regex(ValueError, "x"):
        raise ValueError("an x")
    with testing.assert_no_gc_cycles(), testing.suppress_warnings() as sup:
        told = sup.record(RuntimeWarning)
        _ = ua.array([1.0]) / 0
    assert len(told) == 1
    with pytest.raises(AssertionError):
        testing.assert_no_warnings(lambda: ua.array([1.0]) / 0)
