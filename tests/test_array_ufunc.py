"""`__array_ufunc__`: classes that take ufunc calls over."""

import operator

import pytest
from subject import ua
from with_numpy import np, with_numpy


class Telling:
    """Tells how it was asked."""

    def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
        return (ufunc, method, inputs, kwargs)


class Refusing:
    """Never does it."""

    def __init__(self):
        self.asked = 0

    def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
        self.asked += 1
        return NotImplemented


class Without:
    """Takes no part."""

    __array_ufunc__ = None


def test_a_call_is_taken_over_by_any_input():
    a, x = Telling(), ua.ones(2)
    assert ua.multiply(a, x) == (ua.multiply, "__call__", (a, x), {})
    assert ua.multiply(x, a) == (ua.multiply, "__call__", (x, a), {})
    assert ua.negative(a) == (ua.negative, "__call__", (a,), {})
    assert ua.matmul(x, a) == (ua.matmul, "__call__", (x, a), {})
    assert ua.multiply([1, 2], a)[2][0] == [1, 2]


def test_outputs_are_a_tuple_however_they_were_given():
    a, x, y = Telling(), ua.ones(2), ua.ones(2)
    assert ua.add(a, x, y)[3] == {"out": (y,)}
    assert ua.add(a, x, out=y)[3] == {"out": (y,)}
    assert ua.add(a, x, out=(y,))[3] == {"out": (y,)}
    assert ua.add(a, x, out=None)[3] == {}
    assert ua.add(a, x, None)[3] == {}
    assert ua.modf(a, x)[3] == {"out": (x, None)}
    assert ua.modf(a, out=(None, x))[3] == {"out": (None, x)}
    assert ua.modf(a, None, None)[3] == {}


def test_an_output_or_a_mask_takes_over_as_well():
    a, x = Telling(), ua.ones(2)
    assert ua.add(x, x, out=a)[3] == {"out": (a,)}
    assert ua.add(x, x, a)[3] == {"out": (a,)}
    assert ua.divmod(x, x, out=(None, a))[3] == {"out": (None, a)}
    assert ua.add(x, x, where=a)[3] == {"where": a}
    assert ua.add.reduce(x, out=a)[3] == {"out": (a,)}
    assert ua.add.accumulate(x, out=a)[3] == {"out": (a,)}


def test_keywords_arrive_as_given_and_sig_is_signature():
    a = Telling()
    assert ua.add(1, a, where=42, subok="no", casting="bad")[3] == {"where": 42, "subok": "no", "casting": "bad"}
    assert ua.add(1, a, sig="ddd")[3] == {"signature": "ddd"}
    assert ua.add(1, a, signature="ddd")[3] == {"signature": "ddd"}


def test_wrong_calls_are_refused_before_anybody_is_asked():
    a = Telling()
    for call in (
        lambda: ua.add(a),
        lambda: ua.add(a, a, a, a),
        lambda: ua.add(a, a, foo=1),
        lambda: ua.add(a, a, sig="d", signature="d"),
        lambda: ua.add(a, a, a, out=a),
        lambda: ua.matmul(a, a, axis=0, axes=[0, 0]),
        lambda: ua.add.reduce(a, 0, axis=0),
        lambda: ua.add.reduce(a, 0, None, None, False, 0, True, 1),
    ):
        with pytest.raises(TypeError):
            call()
    for out in ((), (1, 2)):
        with pytest.raises(ValueError, match="must have exactly one entry"):
            ua.add.reduce(a, out=out)


def test_methods_get_their_arguments_by_name():
    a = Telling()
    assert ua.add.reduce(a, "axis", "dtype", "out", "keep", "first", "where") == (
        ua.add,
        "reduce",
        (a,),
        {"axis": "axis", "dtype": "dtype", "out": ("out",), "keepdims": "keep", "initial": "first", "where": "where"},
    )
    assert ua.add.reduce(a, 0, None, None, False)[3] == {"axis": 0, "dtype": None, "keepdims": False}
    assert ua.add.reduce(a)[3] == {}
    assert ua.add.accumulate(a, 1, "dtype", "out")[1:] == (
        "accumulate",
        (a,),
        {"axis": 1, "dtype": "dtype", "out": ("out",)},
    )
    assert ua.add.reduceat(a, [4, 2], 1, dtype=None)[1:] == ("reduceat", (a, [4, 2]), {"axis": 1, "dtype": None})
    assert ua.add.outer(a, 42)[1:] == ("outer", (a, 42), {})
    assert ua.add.outer(42, a, order="K")[1:] == ("outer", (42, a), {"order": "K"})
    assert ua.add.at(a, [4, 2], "b")[1:] == ("at", (a, [4, 2], "b"), {})
    assert ua.negative.at(a, [4, 2])[1:] == ("at", (a, [4, 2]), {})


def test_derived_classes_are_asked_first_and_each_class_once():
    order = []

    class First:
        def __array_ufunc__(self, *args, **kwargs):
            order.append("first")
            return NotImplemented

    class Derived(First):
        def __array_ufunc__(self, *args, **kwargs):
            order.append("derived")
            return NotImplemented

    class Other:
        def __array_ufunc__(self, *args, **kwargs):
            order.append("other")
            return "done"

    assert ua.add(First(), Derived(), Other()) == "done"
    assert order == ["derived", "first", "other"]
    order.clear()
    assert ua.add(First(), First(), out=Other()) == "done"
    assert order == ["first", "other"]


def test_when_all_refuse_the_error_names_the_operands():
    a = Refusing()
    with pytest.raises(TypeError, match=r"all returned NotImplemented from __array_ufunc__.*'add'.*'int', 'Refusing'"):
        ua.add(1, a)
    assert a.asked == 1


def test_none_means_no_part_in_ufuncs():
    a = Without()
    for call in (lambda: ua.add(a, 1), lambda: ua.add(1, 1, out=a), lambda: ua.add.reduce(a)):
        with pytest.raises(TypeError, match=r"operand 'Without' does not support ufuncs \(__array_ufunc__=None\)"):
            call()


def test_operators_of_arrays_and_scalars_ask_too():
    a, x = Telling(), ua.ones(2)
    assert (x + a)[:2] == (ua.add, "__call__")
    assert (x**a)[0] is ua.power
    assert (x @ a)[0] is ua.matmul
    assert (x == a)[0] is ua.equal
    assert (x < a)[0] is ua.less
    assert (ua.float64(2) * a)[0] is ua.multiply
    assert divmod(x, a)[0] is ua.divmod
    assert operator.iadd(x, a)[1:] == ("__call__", (x, a), {"out": (x,)})


def test_in_place_operators_never_give_up_the_array():
    x = ua.ones(2)
    with pytest.raises(TypeError, match="does not support ufuncs"):
        x += Without()
    with pytest.raises(TypeError, match="all returned NotImplemented"):
        x *= Refusing()


def test_a_higher_priority_is_left_the_operation_if_there_is_no_array_ufunc():
    class Ahead:
        __array_priority__ = 1.0

        def __radd__(self, other):
            return "mine"

        def __gt__(self, other):
            return "greater"

    class Behind(Ahead):
        __array_priority__ = -1.0

        def __array__(self, dtype=None, copy=None):
            return ua.ones(2)

    x = ua.ones(2)
    assert (x + Ahead(), x < Ahead()) == ("mine", "greater")
    assert (x + Behind()).tolist() == [2, 2]
    assert ua.float64(1) + Behind() == "mine"
    with pytest.raises(TypeError):
        Without() + x


@pytest.mark.needs_host("python_subclass")
class TestDerivedFromArrays:
    """Classes derived from `ndarray`, which inherit an `__array_ufunc__` that is none."""

    def make(self):
        class Noting(ua.ndarray):
            def __array_ufunc__(self, ufunc, method, *inputs, out=None, **kwargs):
                plain = [x.view(ua.ndarray) if isinstance(x, Noting) else x for x in inputs]
                if out:
                    kwargs["out"] = tuple(x.view(ua.ndarray) if isinstance(x, Noting) else x for x in out)
                result = super().__array_ufunc__(ufunc, method, *plain, **kwargs)
                if result is NotImplemented or method == "at":
                    return result
                if out:
                    return out[0]
                made = ua.asarray(result).view(Noting)
                made.note = (ufunc.__name__, method)
                return made

        return Noting

    def test_super_does_the_call(self):
        cls = self.make()
        a = ua.arange(3.0).view(cls)
        assert type(a + 1) is cls and (a + 1).tolist() == [1, 2, 3]
        assert (1 - a).note == ("subtract", "__call__")
        assert a.sum().note == ("add", "reduce")
        assert a.max().note == ("maximum", "reduce")
        assert ua.cumsum(a).note == ("add", "accumulate")
        assert a.any().note == ("logical_or", "reduce")
        assert (a @ a).note == ("matmul", "__call__")
        assert (a**2).note == ("square", "__call__")
        assert (-a).note == ("negative", "__call__")
        assert ua.add.outer(a, a).note == ("add", "outer")
        b = a
        b += 1
        assert b is a and a.tolist() == [1, 2, 3]
        ua.add.at(a, [0, 0], 1)
        assert a.tolist() == [3, 2, 3]

    def test_super_leaves_it_to_other_classes(self):
        a = ua.arange(3.0).view(self.make())
        assert a.__array_ufunc__(ua.add, "__call__", ua.ones(3), 1).tolist() == [2, 2, 2]
        assert ua.ndarray.__array_ufunc__(a, ua.add, "__call__", Telling(), 1) is NotImplemented
        with pytest.raises(TypeError):
            a + Refusing()

    def test_arrays_call_plainly(self):
        x = ua.ones(3)
        assert x.__array_ufunc__(ua.add, "reduce", x, axis=0) == 3
        assert x.__array_ufunc__(ua.add, "__call__", x, 1).tolist() == [2, 2, 2]
        with pytest.raises(TypeError):
            x.__array_ufunc__()

    def test_a_class_derived_from_arrays_may_take_no_part(self):
        class Out(ua.ndarray):
            __array_ufunc__ = None

            def __radd__(self, other):
                return "mine"

        a = ua.ones(2).view(Out)
        assert ua.ones(2) + a == "mine"
        with pytest.raises(TypeError):
            a + 1


@with_numpy
@pytest.mark.parametrize("number", [float, int, complex])
@pytest.mark.parametrize("name", ["add", "sub", "mul", "truediv", "pow", "lt", "eq"])
def test_python_numbers_of_derived_classes_meet_scalars_as_in_numpy(number, name):
    operation = getattr(operator, name)
    refuses = type("Refuses", (number,), {f"__r{name}__": lambda self, other: "theirs", "__array_ufunc__": None})
    refuses.__gt__ = refuses.__eq__ = lambda self, other: "theirs"
    usual = type("Usual", (number,), {})
    for dtype in ("float64", "float32", "int8"):
        assert operation(getattr(ua, dtype)(1), refuses(2)) == "theirs"
        for swap in (False, True):
            found = []
            for module in (ua, np):
                sides = (getattr(module, dtype)(3), usual(2))
                try:
                    result = operation(*(reversed(sides) if swap else sides))
                    found.append((type(result).__name__, complex(result)))
                except TypeError:
                    found.append("TypeError")
            assert found[0] == found[1]
