"""The array C API through an extension in C: loops over elements, ufuncs, reductions, float errors, new ufuncs."""

import warnings

import hpyhost_fixtures
import numbers_of_capi as n
import pytest
from subject import ua

api = hpyhost_fixtures.imported("arrayapi")

ANY, FLOAT64 = -1, 12


def folded(values):
    """What `for_each_sum` makes of numbers in this order."""
    total = 0.0
    for value in values:
        total = total / 2 + value
    return total


def test_broadcast_shape():
    assert api.broadcast_shape(ua.zeros((3, 1)), ua.zeros(4), ua.zeros((2, 1, 1))) == (2, 3, 4)
    assert api.broadcast_shape(ua.array(1)) == ()
    with pytest.raises(ValueError, match=r"could not be broadcast together with shapes \(2,\) \(3,\)"):
        api.broadcast_shape(ua.zeros(2), ua.zeros(3))
    with pytest.raises(TypeError, match="expected an array"):
        api.broadcast_shape(ua.zeros(2), [1])


@pytest.mark.parametrize("options", [0, n.WITHOUT_PYTHON, n.IN_INDEX_ORDER])
def test_a_loop_sees_every_element(options):
    array = ua.arange(1.0, 25).reshape(2, 3, 4)
    assert api.for_each_sum(array, options, ANY, 0) == folded(range(1, 25))
    assert api.for_each_sum(array[:0], options, ANY, 0) == 0
    assert api.for_each_sum(ua.array(3.0), options, ANY, 0) == 3


def test_the_order_of_indices_is_kept_when_asked_for():
    turned = ua.arange(1.0, 25).reshape(2, 3, 4).transpose(2, 0, 1)
    in_order = [float(x) for x in turned.ravel()]
    assert api.for_each_sum(turned, n.IN_INDEX_ORDER, ANY, 0) == folded(in_order)
    assert api.for_each_sum(turned[:, ::-1], n.IN_INDEX_ORDER | n.WITHOUT_PYTHON, ANY, 0) == folded(
        float(x) for x in turned[:, ::-1].ravel()
    )


def test_elements_are_cast_for_the_loop():
    assert api.for_each_sum(ua.array([1, 2], "i2"), 0, FLOAT64, 0) == 2.5
    with pytest.raises(TypeError, match="rule 'safe'"):
        api.for_each_sum(ua.array([1j]), 0, FLOAT64, 0)


def test_elements_at_odd_addresses_are_moved_for_the_loop():
    odd = ua.zeros(17, "u1")[1:].view("f8")
    odd[:] = 1, 2
    assert api.for_each_sum(odd, 0, ANY, 0) == 2.5


def test_loops_that_fail():
    array = ua.array([1.0, -1.0])
    with pytest.raises(RuntimeError, match="the loop of an iteration failed with status 5"):
        api.for_each_sum(array, n.WITHOUT_PYTHON, ANY, 1)
    with pytest.raises(ArithmeticError, match="a negative number"):
        api.for_each_sum(array, 0, ANY, 2)
    # A failure ends the loop: the second run of elements is not looked at.
    assert api.for_each_sum(ua.array([1.0, 1.0]), 0, ANY, 2) == 1.5


def test_several_operands():
    out = ua.zeros((2, 3))
    api.for_each_copy(n.SAFE, n.WRITE, ua.arange(3.0), out, ua.array([[1.0], [2]]))
    assert out.tolist() == [[-1, 0, 1], [-2, -1, 0]]


def test_results_are_cast_back():
    out = ua.zeros(3, "f4")
    api.for_each_copy(n.SAME_KIND, n.WRITE, ua.arange(3), out, ua.array(1, "i1"))
    assert out.tolist() == [-1, 0, 1]
    with pytest.raises(TypeError, match="rule 'safe'"):
        api.for_each_copy(n.SAFE, n.WRITE, ua.arange(3.0), out, ua.array(1.0))


def test_results_that_share_memory_with_operands():
    array = ua.arange(6.0)
    expected = (array[:5] - array[:1]).tolist()
    api.for_each_copy(n.SAFE, n.WRITE, array[:5], array[1:], array[:1])
    assert array[1:].tolist() == expected
    array = ua.arange(6.0)
    api.for_each_copy(n.SAFE, n.READ | n.WRITE, array, array, array[::-1])
    assert array.tolist() == [-5, -3, -1, 1, 3, 5]


def test_operands_that_are_refused():
    a = ua.arange(3.0)
    frozen = ua.zeros(3)
    frozen.flags.writeable = False
    with pytest.raises(ValueError, match="read-only"):
        api.for_each_copy(n.SAFE, n.WRITE, a, frozen, a)
    with pytest.raises(ValueError, match="non-broadcastable output"):
        api.for_each_copy(n.SAFE, n.WRITE, ua.zeros((2, 3)), ua.zeros(3), a)
    with pytest.raises(ValueError, match="read, written or both"):
        api.for_each_copy(n.SAFE, 0, a, ua.zeros(3), a)
    with pytest.raises(ValueError, match="read, written or both"):
        api.for_each_copy(n.SAFE, 4, a, ua.zeros(3), a)
    with pytest.raises(TypeError, match="expected an array"):
        api.for_each_copy(n.SAFE, n.WRITE, a, [1, 2, 3], a)
    with pytest.raises(ValueError, match="1 to 8 operands"):
        api.for_each_copy(n.SAFE, n.WRITE)


def test_calling_ufuncs():
    add = api.ufunc("add")
    assert add is ua.add
    assert api.call_ufunc(add, None, ua.arange(3), 10).tolist() == [10, 11, 12]
    out = ua.zeros(2)
    assert api.call_ufunc(add, None, [1, 2], 0.5, out) is out
    assert api.call_ufunc(add, {"dtype": "f4"}, [1, 2], 1).dtype == ua.float32
    quotient, rest = api.call_ufunc(api.ufunc("divmod"), None, 7, 2)
    assert (quotient, rest) == (3, 1)
    with pytest.raises(AttributeError, match="no ufunc 'ad'"):
        api.ufunc("ad")
    with pytest.raises(TypeError, match="expected a ufunc, got 'int'"):
        api.call_ufunc(3, None, 1, 2)
    with pytest.raises(TypeError, match="from 2 to 3 positional arguments"):
        api.call_ufunc(add, None, 1)
    with pytest.raises(SystemError, match="null"):
        api.call_ufunc(add, None, 1, ...)
    with pytest.raises(TypeError):
        api.call_ufunc(add, {"no": 1}, 1, 2)


def test_reductions_and_products():
    array = ua.arange(6).reshape(2, 3)
    assert api.reduce(ua.add, array, None, None, None, 0) == 15
    assert api.reduce(ua.add, array, (0,), None, None, 0).tolist() == [3, 5, 7]
    assert api.reduce(ua.maximum, array, (-1,), None, None, 1).tolist() == [[2], [5]]
    assert api.reduce(ua.add, array, (0, 1), ua.dtype("f4"), None, 0).dtype == ua.float32
    out = ua.zeros(2)
    assert api.reduce(ua.add, array, (1,), None, out, 0) is out
    assert out.tolist() == [3, 12]
    assert api.accumulate(ua.add, array, 1, None, None).tolist() == [[0, 1, 3], [3, 7, 12]]
    assert api.matmul(array, array.T, None).tolist() == [[5, 14], [14, 50]]
    product = ua.zeros((2, 2))
    assert api.matmul(array, array.T, product) is product
    with pytest.raises(ua.exceptions.AxisError):
        api.reduce(ua.add, array, (2,), None, None, 0)
    with pytest.raises(ValueError, match="reduce only supported for binary functions"):
        api.reduce(ua.sin, array, None, None, None, 0)
    with pytest.raises(RuntimeError, match="Reduction not defined"):
        api.reduce(ua.matmul, array, None, None, None, 0)
    with pytest.raises(ValueError, match="matmul"):
        api.matmul(array, array, None)


def test_float_errors_are_found_and_reported():
    assert api.errors_of_division(1.0, 3.0) == 0
    assert api.errors_of_division(1.0, 0.0) == 1
    assert api.errors_of_division(0.0, 0.0) == 8
    assert api.errors_of_division(1e308, 1e-308) == 2
    with pytest.warns(RuntimeWarning, match="divide by zero encountered in my place"):
        api.report_float_errors(1, "my place")
    with ua.errstate(invalid="raise"), pytest.raises(FloatingPointError, match="invalid value encountered in here"):
        api.report_float_errors(8, "here")
    with ua.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("error")
        api.report_float_errors(15, "nowhere")
    api.report_float_errors(0, "nowhere")


@pytest.fixture(scope="module")
def scaled():
    """`a + 10 * b` of int32 and float64, which raises a LookupError at 13."""
    return api.register_scaled(True, n.NO_IDENTITY)


def test_a_new_ufunc_is_one_like_any_other(scaled):
    assert type(scaled) is ua.ufunc
    assert repr(scaled) == "<ufunc 'scaled'>"
    assert (scaled.__name__, scaled.nin, scaled.nout, scaled.types) == ("scaled", 2, 1, ["ii->i", "dd->d"])
    assert scaled.identity is None
    assert "The first number plus ten times the second." in scaled.__doc__
    assert scaled.__doc__.startswith("scaled(x1, x2, /, out=None, *, where=True")


def test_a_new_ufunc_casts_and_broadcasts(scaled):
    result = scaled(ua.array([[1], [2]], "i2"), ua.arange(3, dtype="u1"))
    assert (result.dtype, result.tolist()) == (ua.int32, [[1, 11, 21], [2, 12, 22]])
    assert scaled(1.5, ua.array([1, 2])).tolist() == [11.5, 21.5]
    assert scaled(ua.float32(1), 2) == 21
    assert type(scaled(1, 2)) is ua.float64
    assert scaled([1, 2], [3, 4], dtype="f8").tolist() == [31, 42]
    assert scaled.resolve_dtypes((ua.dtype("i2"), ua.dtype("i2"), None)) == (ua.dtype("i4"),) * 3
    with pytest.raises(TypeError, match="not supported for the input types"):
        scaled(1j, 2)


def test_a_new_ufunc_has_all_keywords_and_methods(scaled):
    a = ua.arange(4, dtype="i4")
    out = ua.full(4, -1)
    assert scaled(a, a, out=out, where=[True, False, True, False]) is out
    assert out.tolist() == [0, -1, 22, -1]
    assert scaled(a, a, casting="unsafe", dtype="i4").dtype == ua.int32
    assert scaled.reduce(a) == 60
    assert scaled.reduce(a.reshape(2, 2), axis=1).tolist() == [10, 32]
    assert scaled.accumulate(a).tolist() == [0, 10, 30, 60]
    assert scaled.reduceat(a, [0, 2]).tolist() == [10, 32]
    assert scaled.outer(a[:2], a[:2]).tolist() == [[0, 10], [1, 11]]
    scaled.at(a, [0, 0], 1)
    assert a[0] == 20
    backwards = ua.arange(4, dtype="i4")[::-1]
    assert scaled(backwards, backwards[::-1], out=backwards).tolist() == [3, 12, 21, 30]
    with pytest.raises(ValueError, match="could not be broadcast"):
        scaled(ua.zeros(2), ua.zeros(3))


def test_a_new_ufunc_has_elements_where_they_belong(scaled):
    raw = ua.zeros(25, "u1")
    odd = raw[1:].view("f8")
    odd[:] = 1, 2, 3
    scaled(odd, odd, out=odd)
    assert odd.tolist() == [11, 22, 33]
    assert scaled.reduce(raw[1:].view("f8")) == 11 + 10 * 22 + 10 * 33


def test_identity_of_a_new_ufunc():
    scaled = api.register_scaled(True, 3)
    assert scaled.identity == 3
    assert scaled.reduce(ua.zeros(0)) == 3
    assert scaled.reduce(ua.ones((2, 2)), axis=None) == 43
    scaled = api.register_scaled(True, n.NO_IDENTITY)
    with pytest.raises(ValueError, match="no identity"):
        scaled.reduce(ua.zeros(0))


def test_loops_of_new_ufuncs_that_fail(scaled):
    with pytest.raises(LookupError, match="unlucky number"):
        scaled([1, 2, 3], [12, 13, 14])
    with pytest.raises(LookupError, match="unlucky number"):
        scaled.reduce([1, 13])
    with pytest.raises(LookupError, match="unlucky number"):
        scaled.accumulate([1, 13])
    with pytest.raises(LookupError, match="unlucky number"):
        scaled.at(ua.zeros(2), [1], 13)
    # Long calls run while other threads run Python.
    with pytest.raises(LookupError, match="unlucky number"):
        scaled(ua.zeros(200_000), 13)
    assert scaled(1, 2) == 21
    silent = api.register_scaled(False, n.NO_IDENTITY)
    with pytest.raises(RuntimeError, match="the loop of ufunc 'scaled' failed with status 13"):
        silent(1, 13)


def test_float_errors_of_new_ufuncs(scaled):
    with pytest.warns(RuntimeWarning, match="overflow encountered in scaled"):
        scaled(1e308, 1e308)


def test_outputs_of_several_types():
    divmod10 = api.register_divmod10()
    tens, ones = divmod10(ua.array([123, 45], "u8"))
    assert (tens.dtype, tens.tolist(), ones.dtype, ones.tolist()) == (ua.float64, [12, 4], ua.uint8, [3, 5])
    assert divmod10.types == ["L->dB"]
    out = ua.zeros(1, "u8")
    divmod10(ua.array([99], "u1"), out=(None, out))
    assert out.tolist() == [9]
    with pytest.raises(ValueError, match="reduce only supported for binary functions"):
        divmod10.reduce([1])


@pytest.mark.parametrize("what", range(12))
def test_descriptions_of_ufuncs_that_are_wrong(what):
    with pytest.raises((ValueError, SystemError)) as raised:
        api.register_wrong(what)
    expected = {
        0: "size",
        2: "4 inputs|at most 4",
        3: "0 inputs",
        4: "3 outputs",
        5: "at least",
        7: "number 99",
        8: "-128 to 127",
    }
    assert raised.match(expected.get(what, "UTF-8" if what == 10 else "null"))
