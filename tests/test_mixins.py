"""`lib.mixins.NDArrayOperatorsMixin`, and a class like `matrix`, whose products are those of matrices."""

import operator

import pytest
from subject import ua


class Boxed(ua.lib.mixins.NDArrayOperatorsMixin):
    """An array in a box."""

    def __init__(self, value):
        self.value = ua.asarray(value)

    def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
        out = kwargs.get("out", ())
        if not all(isinstance(x, (Boxed, ua.ndarray, ua.generic, int, float)) for x in inputs + out):
            return NotImplemented
        inputs = tuple(x.value if isinstance(x, Boxed) else x for x in inputs)
        if out:
            kwargs["out"] = tuple(x.value if isinstance(x, Boxed) else x for x in out)
        result = getattr(ufunc, method)(*inputs, **kwargs)
        if isinstance(result, tuple):
            return tuple(Boxed(one) for one in result)
        return None if method == "at" else Boxed(result)


BINARY = ["add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "lshift", "rshift", "and_", "xor", "or_"]


@pytest.mark.parametrize("name", BINARY)
def test_operators_both_ways_and_in_place(name):
    function = getattr(operator, name)
    plain, other = ua.array([5, 7]), ua.array([2, 3])
    expected = function(plain, other).tolist()
    for left, right in ((Boxed(plain), other), (plain, Boxed(other)), (Boxed(plain), Boxed(other))):
        result = function(left, right)
        assert type(result) is Boxed and result.value.tolist() == expected
    assert function(Boxed(plain), 2).value.tolist() == function(plain, 2).tolist()
    assert function(2, Boxed(other)).value.tolist() == function(2, other).tolist()
    if name != "truediv":
        boxed = Boxed(plain.copy())
        kept = getattr(operator, f"i{name.rstrip('_')}")(boxed, other)
        assert (type(kept), boxed.value.tolist()) == (Boxed, expected)


def test_comparisons_unary_operators_divmod_and_matmul():
    a = Boxed([1, -2])
    assert (a == 1).value.tolist() == [True, False]
    assert operator.gt(1, a).value.tolist() == [False, True]
    assert [one.value.tolist() for one in (-a, +a, abs(a), ~a)] == [[-1, 2], [1, -2], [1, 2], [-2, 1]]
    assert [one.value.tolist() for one in divmod(Boxed([7, 8]), 3)] == [[2, 2], [1, 2]]
    assert (a @ a).value == 5
    assert (ua.ones(2) @ a).value == -1


def test_objects_that_take_no_part_are_left_the_operation():
    class Out:
        __array_ufunc__ = None

        def __radd__(self, other):
            return "mine"

    assert Boxed([1]) + Out() == "mine"
    with pytest.raises(TypeError):
        Boxed([1]) * object()


@pytest.mark.needs_host("python_subclass")
def test_a_class_like_matrix():
    class Matrix(ua.ndarray):
        __array_priority__ = 10.0

        def __new__(cls, data):
            return ua.array(data, ndmin=2).view(cls)

        def __array_finalize__(self, obj):
            if self.ndim > 2:
                raise ValueError("shape too large to be a matrix.")
            if self.ndim == 1:
                self.shape = (1, self.shape[0])

        def __mul__(self, other):
            return ua.dot(self, ua.asarray(other).view(Matrix) if ua.ndim(other) else other)

        def __rmul__(self, other):
            return ua.dot(other, self)

        def __pow__(self, other):
            return ua.linalg.matrix_power(self, other)

        def __getitem__(self, index):
            found = super().__getitem__(index)
            if isinstance(found, Matrix) and isinstance(index, tuple) and not isinstance(index[1], slice):
                return found.T
            return found

    m = Matrix([[1, 2], [3, 4]])
    assert type(m * m) is Matrix and (m * m).tolist() == [[7, 10], [15, 22]]
    assert (2 * m).tolist() == [[2, 4], [6, 8]]
    assert (ua.ones((2, 2)) * m).tolist() == [[4, 6], [4, 6]]
    assert (m**2).tolist() == [[7, 10], [15, 22]]
    assert (type(m + 1), (m + 1).tolist()) == (Matrix, [[2, 3], [4, 5]])
    assert (m[0].shape, m[:, 0].shape) == ((1, 2), (2, 1))
    assert (type(m.T), m.T.tolist()) == (Matrix, [[1, 3], [2, 4]])
    assert type(ua.concatenate([m, ua.ones((1, 2))])) is Matrix
    assert m.sum(axis=0).shape == (1, 2)
    with pytest.raises(ValueError, match="too large"):
        m[None]
