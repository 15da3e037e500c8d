"""Reductions over any axes of any layout give what NumPy gives."""

import dtypes
from differential import assert_same, attempt, hypothesis, np, shapes, specs, st, supported
from subject import ua

NAMES = ["sum", "prod", "min", "max", "any", "all", "mean", "argmin", "argmax", "cumsum", "nonzero"]


def exact_values(dtype):
    """Numbers whose sums and products are exact in any order."""
    if dtype == "bool":
        return [True, False]
    if dtype in dtypes.UNSIGNED:
        return [0, 1, 2, 3]
    if dtype in dtypes.SIGNED:
        return [-2, -1, 0, 1, 2]
    return [-2.0, -1.0, 0.5, 1.0, 2.0, 4.0]


@st.composite
def axes(draw, ndim, several):
    """None, an axis, several, or one that does not exist."""
    one = st.integers(-ndim, ndim - 1) if ndim else st.just(0)
    choices = [st.none(), one, one]
    if several and ndim:
        choices.append(st.permutations(range(ndim)).flatmap(lambda p: st.integers(0, ndim).map(lambda k: tuple(p[:k]))))
    if draw(st.integers(0, 15)) == 0:
        choices = [st.just(ndim), st.just(-ndim - 1)]
    return draw(st.one_of(choices))


@hypothesis.given(st.data(), st.sampled_from(NAMES), shapes())
@hypothesis.settings(max_examples=300)
def test_methods(data, name, shape):
    spec = data.draw(specs(shape=shape, choose=exact_values))
    kwargs = {}
    if name != "nonzero":
        kwargs["axis"] = data.draw(axes(len(shape), name not in ("argmin", "argmax", "cumsum")))
    if name not in ("nonzero", "cumsum") and data.draw(st.booleans()):
        kwargs["keepdims"] = True
    if name in ("sum", "prod", "mean", "cumsum") and data.draw(st.booleans()):
        kwargs["dtype"] = data.draw(st.sampled_from(["float32", "float64", "complex128", "int64"]))
    expected = attempt(lambda: getattr(spec.build(np), name)(**kwargs))
    hypothesis.assume(supported(expected))
    got = attempt(lambda: getattr(spec.build(ua), name)(**kwargs))
    # A mean of thirds is rounded once or twice, a product of complex numbers may be fused.
    assert_same(expected, got, ulps=4 if name == "mean" or spec.dtype in dtypes.COMPLEXES else 0)


@hypothesis.given(st.data(), st.sampled_from(["sum", "prod", "min", "max", "any", "all"]), shapes())
@hypothesis.settings(max_examples=150)
def test_where_and_initial(data, name, shape):
    spec = data.draw(specs(dtypes.REALS, shape, exact_values))
    axis = data.draw(axes(len(shape), True))
    mask = data.draw(st.none() | specs(["bool"], shape))
    initial = data.draw(st.sampled_from([None, 1, 3, 2.0]))

    def run(module):
        kwargs = {"axis": axis}
        if mask is not None:
            kwargs["where"] = mask.build(module)
        if initial is not None and name not in ("any", "all"):
            kwargs["initial"] = initial
        return getattr(module, name)(spec.build(module), **kwargs)

    expected = attempt(lambda: run(np))
    hypothesis.assume(supported(expected))
    assert_same(expected, attempt(lambda: run(ua)))


@hypothesis.given(
    st.data(), st.sampled_from(["add", "multiply", "subtract", "maximum", "logical_or", "bitwise_xor"]), shapes(3)
)
@hypothesis.settings(max_examples=200)
def test_reduce_accumulate_and_outer(data, name, shape):
    spec = data.draw(specs(dtypes.REALS, shape, exact_values))
    axis = data.draw(axes(len(shape), False).filter(lambda a: a is not None))
    method = data.draw(st.sampled_from(["reduce", "accumulate", "outer"]))
    second = data.draw(specs(dtypes.REALS, data.draw(shapes(2)), exact_values))

    def run(module):
        ufunc = getattr(module, name)
        if method == "outer":
            return ufunc.outer(spec.build(module), second.build(module))
        return getattr(ufunc, method)(spec.build(module), axis=axis)

    expected = attempt(lambda: run(np))
    hypothesis.assume(supported(expected))
    assert_same(expected, attempt(lambda: run(ua)))


@hypothesis.given(st.sampled_from(dtypes.FLOATS), st.integers(0, 3000), st.integers(0, 2**32))
def test_sums_of_many_floats_are_as_good_as_numpys(dtype, count, seed):
    """Bits may differ, the error may not: pairwise summation loses a few units where a plain loop loses hundreds."""
    import math
    import random

    rng = random.Random(seed)
    values = np.array([rng.uniform(0.5, 1) for _ in range(count)], dtype)
    exact = math.fsum(values.tolist())
    got = ua.array(values.tolist(), dtype=dtype).sum().item()
    assert abs(got - exact) <= 4 * float(np.finfo(dtype).eps) * abs(exact)
