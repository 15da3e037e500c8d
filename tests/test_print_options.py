"""Print options, array2string and the text of single numbers, letter for letter as NumPy's."""

import itertools
import math
import threading

import pytest
from differential import hypothesis, np, st
from subject import ua

ARRAYS = [
    [1.5, -2.25, 1e-10],
    [math.nan, math.inf, -math.inf, 1.0],
    [[1, -20], [300, 4]],
    [True, False],
    [1 + 2j, -0.5j],
    list(range(2000)),
    [[1e300, 1e-300]],
    0.1,
    [],
]
OPTIONS = [
    {},
    {"precision": 2},
    {"precision": 0},
    {"precision": 30},
    {"precision": None, "floatmode": "unique"},
    {"threshold": 2, "edgeitems": 1},
    {"threshold": 0, "edgeitems": 0},
    {"threshold": math.inf},
    {"threshold": 1.5, "edgeitems": 2},
    {"linewidth": 10},
    {"linewidth": 1},
    {"suppress": True},
    {"suppress": True, "precision": 3},
    {"sign": "+"},
    {"sign": " "},
    {"floatmode": "fixed", "precision": 4},
    {"floatmode": "unique"},
    {"floatmode": "maxprec_equal"},
    {"nanstr": "not a number", "infstr": "∞"},
    {"formatter": {"float": lambda x: f"<{x}>"}},
    {"formatter": {"all": lambda x: "x"}},
    {"formatter": {"int_kind": hex, "bool": lambda x: "TF"[not x]}},
    {"formatter": {"complex_kind": lambda x: f"{x.real:.0f}:{x.imag:.0f}"}},
    {"legacy": "2.1"},
    {"legacy": "2.2"},
    {"legacy": "1.25"},
]


@pytest.mark.parametrize("case", range(len(OPTIONS)))
def test_options_do_what_numpys_do(case):
    for values in ARRAYS:
        for dtype in [None, "f4"] if isinstance(values, list) and isinstance((values or [0])[0], float) else [None]:
            ours, theirs = ua.array(values, dtype), np.array(values, dtype)
            with ua.printoptions(**OPTIONS[case]), np.printoptions(**OPTIONS[case]):
                assert repr(ours) == repr(theirs)
                assert str(ours) == str(theirs)
                assert ua.array2string(ours, separator=";") == np.array2string(theirs, separator=";")
            assert repr(ours) == repr(theirs)


def test_scalars_of_numpy_1_25_are_bare():
    for dtype, value in itertools.product("?bBhHiIlLfdFD", [0, 1]):
        with ua.printoptions(legacy="1.25"), np.printoptions(legacy="1.25"):
            assert repr(ua.dtype(dtype).type(value)) == repr(np.dtype(dtype).type(value))
        assert repr(ua.dtype(dtype).type(value)) == repr(np.dtype(dtype).type(value))


ARGUMENTS = [
    {"max_line_width": 20},
    {"precision": 3, "suppress_small": True},
    {"separator": ", ", "prefix": "prefix", "suffix": ")))"},
    {"formatter": {"float_kind": lambda x: f"{x:.1f}"}},
    {"threshold": 3, "edgeitems": 1, "separator": ""},
    {"sign": "+", "floatmode": "fixed"},
]


@pytest.mark.parametrize("case", range(len(ARGUMENTS)))
def test_array2string_takes_numpys_arguments(case):
    for values in ARRAYS:
        ours, theirs = ua.array(values), np.array(values)
        assert ua.array2string(ours, **ARGUMENTS[case]) == np.array2string(theirs, **ARGUMENTS[case])


@pytest.mark.parametrize("name", ["array_repr", "array_str"])
def test_array_repr_and_str_take_numpys_arguments(name):
    for values, arguments in itertools.product(
        ARRAYS, [{}, {"max_line_width": 15}, {"precision": 1}, {"suppress_small": True}]
    ):
        assert getattr(ua, name)(ua.array(values), **arguments) == getattr(np, name)(np.array(values), **arguments)


def test_options_are_told_and_given_back():
    before = ua.get_printoptions()
    assert before == {name: value for name, value in np.get_printoptions().items() if name in before}
    with ua.printoptions(precision=3) as inside:
        assert inside["precision"] == ua.get_printoptions()["precision"] == 3
        with ua.printoptions(threshold=5):
            assert ua.get_printoptions()["precision"] == 3
    assert ua.get_printoptions() == before
    with pytest.raises(KeyError), ua.printoptions(precision=1):
        raise KeyError
    assert ua.get_printoptions() == before
    ua.set_printoptions(edgeitems=7)
    try:
        assert ua.get_printoptions()["edgeitems"] == 7
    finally:
        ua.set_printoptions(**before)


def test_other_threads_have_their_own_options():
    seen = []
    with ua.printoptions(precision=1):
        thread = threading.Thread(target=lambda: seen.append(str(ua.array([1 / 3]))))
        thread.start()
        thread.join()
        assert str(ua.array([1 / 3])) == "[0.3]"
    assert seen == ["[0.33333333]"]


def test_repr_can_be_replaced():
    with ua.printoptions(override_repr=lambda a: f"{a.size} numbers"):
        assert repr(ua.zeros(3)) == "3 numbers" and str(ua.zeros(3)) == "[0. 0. 0.]"
    assert repr(ua.zeros(3)) == "array([0., 0., 0.])"


@pytest.mark.parametrize(
    "options",
    [
        {"threshold": math.nan},
        {"threshold": "text"},
        {"threshold": b"1"},
        {"floatmode": "random"},
        {"sign": "x"},
        {"precision": 2.5},
        {"precision": "1"},
    ],
)
def test_options_that_do_not_exist_are_refused(options):
    with pytest.raises((ValueError, TypeError)) as caught:
        ua.set_printoptions(**options)
    with pytest.raises(caught.type):
        np.set_printoptions(**options)
    assert repr(ua.array([0.5])) == "array([0.5])"


def test_old_versions_that_cannot_be_had_are_refused():
    with pytest.raises(ValueError, match=r"legacy printing mode '1\.13' is not available"):
        ua.set_printoptions(legacy="1.13")


def test_formatters_must_give_text_and_may_fail():
    with ua.printoptions(formatter={"all": lambda x: 5}), pytest.raises(TypeError):
        repr(ua.zeros(2))
    with ua.printoptions(formatter={"all": lambda x: 1 / 0}), pytest.raises(ZeroDivisionError):
        repr(ua.zeros(2))


def test_a_formatter_that_changes_the_array_does_no_harm():
    a = ua.arange(6)

    def spoil(x):
        a.shape = (2, 3) if a.ndim == 1 else (6,)
        return str(x)

    with ua.printoptions(formatter={"all": spoil}):
        assert str(a) == "[0 1 2 3 4 5]"


FLOATS = st.floats() | st.integers(-9999, 9999).map(lambda n: n / 100) | st.sampled_from([0.0, -0.0, 1e16, 1e-5, 0.5])
COUNTS = st.none() | st.integers(0, 20)


@hypothesis.given(FLOATS, COUNTS, st.booleans(), st.booleans(), st.sampled_from("k.0-"), st.booleans(), COUNTS, COUNTS)
@hypothesis.example(0.0099999, 2, False, False, "k", False, None, None)
@hypothesis.example(0.5, 3, False, False, "k", False, None, None)
@hypothesis.settings(max_examples=500)
def test_positional_floats(x, precision, unique, fractional, trim, sign, left, right):
    if precision == 0 and not fractional:
        precision = 1
    if precision is None:
        unique = True
    for dtype in ("f8", "f4"):
        with np.errstate(all="ignore"):
            theirs = np.dtype(dtype).type(x)
        ours = ua.array(float(theirs), dtype)[()]
        arguments = {
            "precision": precision,
            "unique": unique,
            "fractional": fractional,
            "trim": trim,
            "sign": sign,
            "pad_left": left,
            "pad_right": right,
        }
        assert ua.format_float_positional(ours, **arguments) == np.format_float_positional(theirs, **arguments)


@hypothesis.given(FLOATS, COUNTS, st.booleans(), st.sampled_from("k.0-"), st.booleans(), COUNTS, COUNTS)
@hypothesis.settings(max_examples=500)
def test_floats_with_exponents(x, precision, unique, trim, sign, left, digits):
    # Of exact digits that are zeros NumPy's '-' leaves the point, unless the number ends before them.
    if precision is None or trim == "-":
        unique = True
    for dtype in ("f8", "f4"):
        with np.errstate(all="ignore"):
            theirs = np.dtype(dtype).type(x)
        ours = ua.array(float(theirs), dtype)[()]
        arguments = {"precision": precision, "unique": unique, "trim": trim, "sign": sign}
        arguments |= {"pad_left": left, "exp_digits": digits}
        assert ua.format_float_scientific(ours, **arguments) == np.format_float_scientific(theirs, **arguments)


@hypothesis.given(FLOATS, st.integers(0, 20), COUNTS)
@hypothesis.settings(max_examples=200)
def test_least_digits(x, least, precision):
    # Where no float has a fraction, a minimum makes NumPy write all digits of the exact value.
    hypothesis.assume(not abs(x) > 1e15)
    if precision is not None and precision < least:
        precision = least
    for function in ("format_float_positional", "format_float_scientific"):
        arguments = {"min_digits": least, "precision": precision}
        assert getattr(ua, function)(x, **arguments) == getattr(np, function)(x, **arguments)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("format_float_positional", {"x": 1.0, "precision": 0, "fractional": False}),
        ("format_float_positional", {"x": 1.0, "precision": -1}),
        ("format_float_positional", {"x": 1.0, "precision": 2, "min_digits": 3}),
        ("format_float_positional", {"x": 1.0, "trim": "x"}),
        ("format_float_positional", {"x": 1.0, "unique": False}),
        ("format_float_positional", {"x": "text"}),
        ("format_float_positional", {"x": 1.0, "pad_left": "a"}),
        ("format_float_scientific", {"x": 1.0, "precision": -5}),
        ("format_float_scientific", {"x": 1.0, "exp_digits": 1.5}),
    ],
)
def test_wrong_requests_for_floats_are_refused(name, arguments):
    with pytest.raises((TypeError, ValueError)):
        getattr(np, name)(**arguments)
    with pytest.raises((TypeError, ValueError)):
        getattr(ua, name)(**arguments)


def test_huge_requests_do_no_harm():
    for count, argument in itertools.product((20_000, 2**40, 2**70), ("precision", "pad_left", "pad_right")):
        with pytest.raises(RuntimeError, match="Float formatting result too large"):
            ua.format_float_positional(1.0, **{argument: count})
    with ua.printoptions(precision=2**40, floatmode="fixed", linewidth=2**60, edgeitems=2**60, nanstr="n" * 70_000):
        assert len(repr(ua.array([0.5, math.nan]))) > 70_000
