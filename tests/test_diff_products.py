"""Products of matrices of any type, shape and layout, against NumPy."""

import dtypes
from differential import assert_same, attempt, hypothesis, np, specs, st
from subject import ua

SMALL = st.integers(0, 5)


def whole(name):
    """Small whole numbers of a type, whose sums of products are exact."""
    signed = not name.startswith("u") and name != "bool"
    return [0, 1, 2, 3] + [-1, -2] * signed


def attempted(function, *args, **kwargs):
    """The result with zeros that have no sign, for how BLAS begins its sums is its own affair; or the exception."""
    result = attempt(function, *args, **kwargs)
    if isinstance(result, Exception) or str(result.dtype) == "bool":
        return result
    return result + result.dtype.type(0)


@st.composite
def factors(draw):
    """Two arrays that fit as matrices or vectors, over stacks that broadcast; sometimes they do not fit."""
    rows, inner, columns = draw(SMALL), draw(SMALL), draw(SMALL)
    stack = draw(st.lists(st.integers(1, 3), max_size=2))
    first = draw(st.sampled_from([(inner,), (rows, inner), (*stack, rows, inner), (*stack, 1, inner)]))
    second = draw(st.sampled_from([(inner,), (inner, columns), (*stack[1:], inner, columns), (1, inner, columns)]))
    if draw(st.integers(0, 9)) == 0:
        second = (*second, 2)
    return [draw(specs(shape=shape, choose=whole)) for shape in (first, second)]


@hypothesis.given(factors())
def test_matmul(pair):
    one, two = [spec.build(np) for spec in pair], [spec.build(ua) for spec in pair]
    assert_same(attempted(np.matmul, *one), attempted(ua.matmul, *two))
    assert_same(attempted(lambda: one[0] @ one[1]), attempted(lambda: two[0] @ two[1]))


@hypothesis.given(factors())
def test_dot_and_inner(pair):
    one, two = [spec.build(np) for spec in pair], [spec.build(ua) for spec in pair]
    assert_same(attempted(np.dot, *one), attempted(ua.dot, *two))
    assert_same(attempted(np.inner, *one), attempted(ua.inner, *two))


@hypothesis.given(factors(), st.data())
def test_an_output_of_any_layout(pair, data):
    one, two = [spec.build(np) for spec in pair], [spec.build(ua) for spec in pair]
    expected = attempt(np.matmul, *one)
    hypothesis.assume(not isinstance(expected, Exception))
    spec = data.draw(specs(names=dtypes.ALL, shape=np.shape(expected), choose=whole))
    first, second = spec.build(np), spec.build(ua)
    # Where the inputs are part of the output, it is as if they had been copied.
    assert_same(attempted(np.matmul, *one, out=first), attempted(ua.matmul, *two, out=second))
    assert_same(attempted(lambda: first), attempted(lambda: second))


@hypothesis.given(
    st.integers(1, 40), st.integers(1, 40), st.integers(1, 40), st.sampled_from(dtypes.ALL), st.integers(0, 7)
)
def test_large_and_small_matrices_take_other_ways_to_the_same_sums(rows, inner, columns, dtype, layout):
    def build(module):
        a = (module.arange(rows * inner) % 5).astype(dtype).reshape(rows, inner)
        b = (module.arange(inner * columns) % 7).astype(dtype).reshape(inner, columns)
        if layout & 1:
            a = a.T.copy().T
        if layout & 2:
            b = b.T.copy().T
        if layout & 4:
            a = a[::-1]
        return a @ b

    assert_same(attempted(build, np), attempted(build, ua))
