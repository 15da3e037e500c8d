"""`__array_function__`: classes that take calls of public functions over (NEP 18), and `like=` (NEP 35)."""

import importlib
import inspect
import types

import pytest
from subject import NAME, ua


class Telling:
    """Tells how it was asked."""

    def __array_function__(self, func, types, args, kwargs):
        return (func, types, args, kwargs)


class Refusing:
    """Never does it."""

    def __array_function__(self, func, types, args, kwargs):
        return NotImplemented


def test_the_function_gets_what_the_user_passed():
    a = Telling()
    assert ua.sum(a) == (ua.sum, (Telling,), (a,), {})
    assert ua.reshape(a, (2, 3)) == (ua.reshape, (Telling,), (a, (2, 3)), {})
    assert ua.mean(a, axis=1, keepdims=True) == (ua.mean, (Telling,), (a,), {"axis": 1, "keepdims": True})
    assert ua.dot(a, 1) == (ua.dot, (Telling,), (a, 1), {})
    assert ua.where(True, a, 1) == (ua.where, (Telling,), (True, a, 1), {})
    assert ua.linalg.inv(a)[0] is ua.linalg.inv
    assert ua.fft.fft(a, n=4) == (ua.fft.fft, (Telling,), (a,), {"n": 4})


def test_arrays_beside_are_among_the_types():
    a, x = Telling(), ua.ones(2)
    assert ua.dot(x, a)[1] == (ua.ndarray, Telling)
    assert ua.dot(a, x)[1] == (Telling, ua.ndarray)
    assert ua.concatenate([x, a, x])[1:] == ((ua.ndarray, Telling), ([x, a, x],), {})


def test_sequences_of_arrays_are_looked_into():
    a = Telling()
    for function in (ua.concatenate, ua.stack, ua.hstack, ua.vstack, ua.block, ua.column_stack, ua.lexsort):
        assert function([1, a] if function is not ua.lexsort else (1, a))[0] is function
    assert ua.broadcast_arrays(1, a)[0] is ua.broadcast_arrays
    assert ua.meshgrid(1, a)[2] == (1, a)
    assert ua.atleast_1d(1, a)[2] == (1, a)
    assert ua.select([True], [a])[0] is ua.select
    assert ua.linalg.multi_dot([1, a])[0] is ua.linalg.multi_dot


def test_outputs_have_a_say():
    a = Telling()
    assert ua.sum(ua.ones(2), out=a)[3] == {"out": a}
    assert ua.concatenate([ua.ones(2)], out=a)[3] == {"out": a}


def test_derived_classes_are_asked_first():
    order = []

    class First:
        def __array_function__(self, func, types, args, kwargs):
            order.append(("first", types))
            return NotImplemented

    class Derived(First):
        def __array_function__(self, func, types, args, kwargs):
            order.append(("derived", types))
            return NotImplemented

    with pytest.raises(TypeError, match=r"no implementation found for .*dot'.*Derived.*First"):
        ua.dot(First(), Derived())
    assert order == [("derived", (Derived, First)), ("first", (Derived, First))]


def test_when_all_refuse_the_error_names_function_and_types():
    with pytest.raises(TypeError, match=f"no implementation found for '{NAME}.sum' on types that implement"):
        ua.sum(Refusing())
    with pytest.raises(TypeError, match="no implementation found"):
        ua.concatenate([Refusing()])


def test_arrays_do_the_call_unless_other_classes_are_there():
    x = ua.ones(2)
    assert x.__array_function__(ua.sum, (ua.ndarray,), (x,), {}) == 2
    assert x.__array_function__(ua.concatenate, (ua.ndarray,), ([x, x],), {}).tolist() == [1, 1, 1, 1]
    assert x.__array_function__(ua.sum, (ua.ndarray, Telling), (x,), {}) is NotImplemented
    assert x.__array_function__(lambda value: value, (ua.ndarray,), (3,), {}) == 3
    with pytest.raises(TypeError, match="args must be a tuple"):
        x.__array_function__(ua.sum, (), [x], {})
    with pytest.raises(TypeError, match="kwargs must be a dict"):
        x.__array_function__(ua.sum, (), (x,), ())


def test_functions_have_their_own_names_and_signatures():
    assert (ua.sum.__name__, ua.sum.__module__) == ("sum", NAME)
    assert ua.linalg.solve.__module__ == f"{NAME}.linalg"
    assert "axis" in inspect.signature(ua.sum).parameters
    assert ua.sum._implementation(ua.ones(3)) == 3
    with pytest.raises(TypeError, match=r"sum\(\)"):
        ua.sum()


def test_functions_that_may_be_taken_over_are_listed():
    overrides = importlib.import_module(f"{NAME}.testing.overrides")
    functions = overrides.get_overridable_numpy_array_functions()
    for function in (ua.sum, ua.concatenate, ua.linalg.solve, ua.fft.fft, ua.zeros, ua.ones):
        assert function in functions
        assert overrides.allows_array_function_override(function)
    for function in (ua.add, ua.issubdtype, ua.ndarray, len):
        assert not overrides.allows_array_function_override(function)
    assert ua.add in overrides.get_overridable_numpy_ufuncs()
    assert overrides.allows_array_ufunc_override(ua.add) and not overrides.allows_array_ufunc_override(ua.sum)


@pytest.mark.needs_host("python_subclass")
def test_classes_derived_from_arrays_call_super():
    class Counting(ua.ndarray):
        calls = 0

        def __array_function__(self, func, types, args, kwargs):
            Counting.calls += 1
            return super().__array_function__(func, types, args, kwargs)

    a = ua.arange(3.0).view(Counting)
    assert ua.sum(a) == 3
    assert ua.concatenate([a, a]).tolist() == [0, 1, 2, 0, 1, 2]
    assert ua.where(a > 0, a, 1).tolist() == [1, 1, 2]
    assert ua.dot(a, a) == 5
    assert Counting.calls == 4


# Functions that make arrays, and arguments for them.
MAKERS = [
    ("array", [1]),
    ("asarray", [1]),
    ("ascontiguousarray", [2]),
    ("empty", 1),
    ("zeros", 2),
    ("ones", 2),
    ("full", 2, 3),
    ("arange", 3),
    ("eye", 2),
    ("identity", 2),
    ("tri", 2),
    ("frombuffer", b"\0" * 8),
]


@pytest.mark.parametrize("call", [pytest.param(call, id=call[0]) for call in MAKERS])
def test_like_asks_another_class_to_make_the_array(call):
    name, *args = call
    function = getattr(ua, name)
    asked, kinds, given, _ = function(*args, like=Telling())
    assert (asked, kinds, given) == (function, (Telling,), tuple(args))
    assert type(function(*args, like=ua.ones(1))) is ua.ndarray
    assert type(function(*args, like=None)) is ua.ndarray
    with pytest.raises(TypeError, match="The `like` argument must be an array-like that implements"):
        function(*args, like=[1])
    with pytest.raises(TypeError, match="no implementation found"):
        function(*args, like=Refusing())


# NumPy converts the other arguments of these before it asks, and those of the comparison are no such.
CONVERTED_FIRST = {"fromiter(like)", "fromstring(like)"}


def asks(numpy, function, name):
    """Whether a function of NumPy or of ours asks the class of the argument of this name."""
    asked = []

    class Asked:
        def __array_function__(self, func, types, args, kwargs):
            asked.append(func)

    parameters = inspect.signature(function).parameters.values()
    args, kwargs = [], {}
    for parameter in parameters:
        if parameter.name == name:
            value = Asked()
        elif parameter.default is parameter.empty and parameter.kind not in (
            parameter.VAR_KEYWORD,
            parameter.VAR_POSITIONAL,
        ):
            value = numpy.ones(3)
        else:
            continue
        if parameter.kind is parameter.KEYWORD_ONLY or (
            parameter.kind is parameter.POSITIONAL_OR_KEYWORD and parameter.default is not parameter.empty
        ):
            kwargs[parameter.name] = value
        else:
            args.append(value)
    try:
        function(*args, **kwargs)
    except Exception:
        # Arguments that make no sense, which the class is asked about all the same.
        asked = asked[:]
    return asked == [function]


@pytest.mark.skipif(NAME != "uniarray", reason="compares with NumPy")
@pytest.mark.parametrize("part", ["", "linalg", "fft"])
def test_the_same_arguments_are_asked_as_in_numpy(part):
    numpy = pytest.importorskip("numpy")
    if tuple(int(number) for number in numpy.__version__.split(".")[:2]) < (2, 5):
        pytest.skip("an older NumPy, whose compiled functions tell no parameters")
    theirs, ours = (getattr(module, part) if part else module for module in (numpy, ua))
    differences = []
    compared = 0
    for name in dir(ours):
        function = getattr(ours, name)
        other = getattr(theirs, name, None)
        # Functions that set something would keep what they are asked with.
        if (
            not isinstance(function, types.FunctionType)
            or name.startswith(("_", "set_", "seterr", "setbuf"))
            or other is None
        ):
            continue
        known = inspect.signature(other).parameters if callable(other) else {}
        for parameter in inspect.signature(function).parameters:
            if parameter in known and parameter != "kwargs":
                compared += 1
                if f"{name}({parameter})" in CONVERTED_FIRST:
                    assert asks(ua, function, parameter)
                elif asks(ua, function, parameter) != asks(numpy, other, parameter):
                    differences.append(f"{name}({parameter})")
    assert differences == []
    assert compared > 20
