"""The array C API through an extension in C: new generalised ufuncs."""

import inspect

import hpyhost_fixtures
import pytest
from subject import ua

api = hpyhost_fixtures.imported("arrayapi")


@pytest.fixture(scope="module")
def matvec():
    """A matrix of int32 or float64 times a vector, which raises a LookupError at 13."""
    return api.register_matvec("(m,n),(n)->(m)", 2)


def test_it_is_a_ufunc_like_any_other(matvec):
    assert type(matvec) is ua.ufunc
    assert (matvec.__name__, matvec.nin, matvec.nout, matvec.types) == ("c_matvec", 2, 1, ["ii->i", "dd->d"])
    assert matvec.signature == "(m,n),(n)->(m)"
    assert "A matrix times a vector." in matvec.__doc__
    assert {"axes", "axis", "keepdims"} < set(inspect.signature(matvec).parameters)


def test_stacks_broadcast_and_elements_are_cast(matvec):
    a = ua.arange(12, dtype="i2").reshape(2, 1, 2, 3)
    b = ua.arange(15, dtype="i4").reshape(5, 3)
    result = matvec(a, b)
    assert (result.dtype, result.shape) == (ua.int32, (2, 5, 2))
    assert result.tolist() == ua.matvec(a, b).tolist()
    assert matvec(a, b + 0.5).dtype == ua.float64
    assert matvec([[1, 2], [3, 4]], [1, 10], dtype="f8").dtype == ua.float64
    with pytest.raises(TypeError, match="not supported for the input types"):
        matvec(a, b * 1j)


@pytest.mark.parametrize(
    "index", ["[::-1]", "[:, ::-1]", "[:, :, ::-1]", "[::2, :, 1:]", "[:0]", "[:, :0]", "[:, :, :0]"]
)
def test_any_layout(matvec, index):
    a = eval("ua.arange(20.0, 80.0).reshape(3, 4, 5)" + index)
    b = ua.arange(10.0)[::2][: a.shape[-1]]
    assert matvec(a, b).tolist() == ua.matvec(a, b).tolist()
    turned = ua.array(a.swapaxes(-1, -2)).swapaxes(-1, -2)
    assert matvec(turned, b).tolist() == ua.matvec(a, b).tolist()


def test_elements_at_odd_addresses(matvec):
    odd = ua.zeros(33, "u1")[1:].view("f8")
    odd[:] = 1, 2, 3, 4
    assert matvec(odd.reshape(2, 2), odd[:2]).tolist() == [5, 11]
    assert matvec(odd.reshape(2, 2), odd[:2], out=odd[1:3]) is not None
    assert odd.tolist() == [1, 5, 11, 4]


def test_outputs_that_are_given(matvec):
    a, b = ua.arange(6.0).reshape(2, 3), ua.ones(3)
    out = ua.zeros(2, "f4")
    assert matvec(a, b, out=out) is out
    assert out.tolist() == [3, 12]
    assert matvec(a, b, out).tolist() == [3, 12]
    square = ua.arange(9.0).reshape(3, 3)
    expected = ua.matvec(square, square[1]).tolist()
    matvec(square, square[1], out=square[1])
    assert square[1].tolist() == expected
    with pytest.raises(ValueError, match="core dimension 0, with gufunc signature"):
        matvec(a, b, out=ua.zeros(3))
    with pytest.raises(ValueError, match="non-broadcastable output"):
        matvec(ua.ones((4, 2, 3)), b, out=ua.zeros(2))
    with pytest.raises(TypeError, match="output"):
        matvec(a, b, out=ua.zeros(2, "i4"))
    out.flags.writeable = False
    with pytest.raises(ValueError, match="read-only"):
        matvec(a, b, out=out)


def test_axes(matvec):
    a, b = ua.arange(20.0, 44.0).reshape(2, 3, 4), ua.arange(2.0)
    result = matvec(a, b, axes=[(1, 0), 0, 0])
    assert result.shape == (3, 4)
    assert result.tolist() == ua.matvec(a, b, axes=[(1, 0), 0, 0]).tolist()
    with pytest.raises(TypeError, match="axis can only be used with a single shared core dimension"):
        matvec(a, b, axis=0)
    with pytest.raises(TypeError, match="does not support keepdims"):
        matvec(a, b, keepdims=True)
    with pytest.raises(ValueError, match="axes should be a list with an entry for all 3 inputs and outputs"):
        matvec(a, b, axes=[(0, 1)])


@pytest.mark.parametrize(
    ("shapes", "message"),
    [
        (((2, 3), (4,)), "size 4 is different from 3"),
        (((3,), (3,)), r"Input operand 0 does not have enough dimensions \(has 1, gufunc core with signature"),
        (((2, 3), ()), "Input operand 1 does not have enough dimensions"),
        (((2, 2, 3), (3, 3)), "could not be broadcast together"),
    ],
)
def test_shapes_that_do_not_fit(matvec, shapes, message):
    with pytest.raises(ValueError, match=message):
        matvec(*map(ua.zeros, shapes))


def test_methods_of_elements_are_refused(matvec):
    with pytest.raises(RuntimeError, match="Reduction not defined on ufunc with signature"):
        matvec.reduce(ua.ones((2, 2)))
    with pytest.raises(TypeError, match="method outer is not allowed"):
        matvec.outer(ua.ones((2, 2)), ua.ones(2))
    with pytest.raises(TypeError, match="does not support ufunc with non-trivial signature"):
        matvec.at(ua.ones((2, 2)), 0, 1)


def test_loops_that_fail(matvec):
    with pytest.raises(LookupError, match="unlucky number"):
        matvec([[13]], [1])
    big = ua.ones((300, 300))
    big[-1, -1] = 13
    with pytest.raises(LookupError, match="unlucky number"):
        matvec(big, ua.ones(300))
    assert matvec([[1]], [2]).tolist() == [2]


def test_float_errors(matvec):
    with pytest.warns(RuntimeWarning, match="overflow encountered in c_matvec"):
        matvec([[1e308]], [1e308])


def test_objects_have_no_loop(matvec):
    with pytest.raises(TypeError):
        matvec(ua.array([[None]]), ua.array([None]))


def test_several_outputs_and_extents_that_are_numbers():
    summary = api.register_summary()
    total, counts = summary(ua.arange(6, dtype="u1").reshape(2, 3))
    assert (total.dtype, total.tolist()) == (ua.float64, [3, 12])
    assert (counts.dtype, counts.tolist()) == (ua.int32, [[3, 6, 9]] * 2)
    total, counts = summary([1, 2])
    assert type(total) is ua.float64
    assert (total, counts.tolist()) == (3, [2, 4, 6])
    out = ua.zeros(3, "i8")
    assert summary([5], out=(None, out))[1] is out
    assert out.tolist() == [1, 2, 3]
    with pytest.raises(ValueError, match=r"Output operand 1 has a mismatch.*size 4 is different from 3"):
        summary([5], out=(None, ua.zeros(4, "i4")))


@pytest.mark.parametrize(
    ("signature", "nin"),
    [
        ("", 2),
        ("(m,n),(n)", 2),
        ("(n)->(n)", 2),
        ("(m,n),(n)->(m)", 1),
        ("(m,n),(n)->(m),(m)", 2),
        ("(m n),(n)->(m)", 2),
    ],
)
def test_signatures_that_are_none(signature, nin):
    with pytest.raises(ValueError, match=r"no signature|a type for every operand"):
        api.register_matvec(signature, nin)


def test_numbers_of_operands():
    with pytest.raises(ValueError, match="at most"):
        api.register_matvec("(n),(n),(n),(n),(n)->(n)", 5)
