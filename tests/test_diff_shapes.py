"""Functions that rearrange, join, convert and make arrays give what NumPy gives."""

import math

import dtypes
import promotion_table
from differential import assert_same, attempt, broadcastable, hypothesis, np, shapes, specs, st
from subject import ua


@hypothesis.given(st.data(), shapes())
@hypothesis.settings(max_examples=150)
def test_reshape_ravel_transpose_squeeze(data, shape):
    spec = data.draw(specs(["int8", "float64"], shape))
    size = math.prod(shape)
    divisors = [n for n in range(1, size + 1) if size % n == 0] or [0, 1, 2]
    n = data.draw(st.sampled_from(divisors))
    target = data.draw(
        st.sampled_from([(n, -1), (-1, n), (-1,), (size,), (1, size, 1), (n, size // n if n else 3), (n + 1, 2)])
    )
    order = data.draw(st.permutations(range(len(shape))))
    for call in (
        lambda a: a.reshape(target),
        lambda a: a.ravel(),
        lambda a: a.transpose(order),
        lambda a: a.squeeze(),
        lambda a: a.T.reshape(target),
        lambda a: a.copy(),
    ):
        expected, got = attempt(call, spec.build(np)), attempt(call, spec.build(ua))
        assert_same(expected, got)
        if not isinstance(expected, Exception) and size > 1:
            assert got.flags.c_contiguous == expected.flags.c_contiguous
            assert (got.base is None) == (expected.base is None)


@hypothesis.given(st.data(), shapes(3))
@hypothesis.settings(max_examples=100)
def test_roll(data, shape):
    spec = data.draw(specs(["int16", "complex64"], shape))
    axis = data.draw(st.none() | st.integers(-len(shape) - 1, len(shape)))
    shift = data.draw(st.integers(-7, 7))
    expected = attempt(lambda: np.roll(spec.build(np), shift, axis=axis))
    assert_same(expected, attempt(lambda: ua.roll(spec.build(ua), shift, axis=axis)))


@hypothesis.given(st.data(), shapes(3), st.integers(1, 3))
@hypothesis.settings(max_examples=150)
def test_concatenate_and_stack(data, shape, count):
    axis = data.draw(st.integers(-len(shape) - 1, len(shape)) | st.none())
    found = []
    for _ in range(count):
        part = list(shape)
        if axis is not None and -len(shape) <= axis < len(shape) and data.draw(st.booleans()):
            part[axis] = data.draw(st.integers(0, 3))
        found.append(data.draw(specs(shape=tuple(part), choose=dtypes.binary_values)))
    for name in ("concatenate", "stack"):
        if name == "stack" and axis is None:
            continue
        expected = attempt(getattr(np, name), [s.build(np) for s in found], axis=axis)
        assert_same(expected, attempt(getattr(ua, name), [s.build(ua) for s in found], axis=axis))


@hypothesis.given(st.data(), broadcastable(3))
@hypothesis.settings(max_examples=100)
def test_where(data, sizes):
    mask, x, y = (data.draw(specs(shape=s)) for s in sizes)
    expected = attempt(lambda: np.where(mask.build(np), x.build(np), y.build(np)))
    assert_same(expected, attempt(lambda: ua.where(mask.build(ua), x.build(ua), y.build(ua))))


@hypothesis.given(st.data(), st.sampled_from(dtypes.ALL), shapes(3))
@hypothesis.settings(max_examples=150)
def test_astype(data, target, shape):
    spec = data.draw(specs(shape=shape, choose=lambda source: promotion_table.values_to_cast(source, target) or [0]))
    rule = data.draw(st.sampled_from(promotion_table.RULES))
    expected = attempt(lambda: spec.build(np).astype(target, casting=rule))
    assert_same(expected, attempt(lambda: spec.build(ua).astype(target, casting=rule)))


NUMBERS = st.integers(-50, 50) | st.floats(-50, 50).map(lambda x: round(x, 3))


@hypothesis.given(
    NUMBERS, NUMBERS.filter(lambda step: abs(step) > 0.05), st.integers(0, 40), st.sampled_from([0, 0.5, -0.3])
)
@hypothesis.settings(max_examples=150)
def test_arange_has_the_same_bits(start, step, count, rest):
    stop = start + (count + rest) * step
    assert_same(attempt(lambda: np.arange(start, stop, step)), attempt(lambda: ua.arange(start, stop, step)))


@hypothesis.given(
    NUMBERS, NUMBERS, st.integers(0, 60), st.booleans(), st.sampled_from([None, "float32", "int64", "complex128"])
)
@hypothesis.settings(max_examples=150)
def test_linspace_has_the_same_bits(start, stop, count, endpoint, dtype):
    expected = attempt(lambda: np.linspace(start, stop, count, endpoint=endpoint, dtype=dtype))
    assert_same(expected, attempt(lambda: ua.linspace(start, stop, count, endpoint=endpoint, dtype=dtype)))


NESTED = st.recursive(
    st.booleans() | st.integers(-5, 5) | st.sampled_from([0.5, -1.5, 1j]),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=8,
)


@hypothesis.given(NESTED, st.sampled_from([None, "float64", "complex64"]))
@hypothesis.settings(max_examples=200)
def test_array_of_nested_lists(nested, dtype):
    assert_same(attempt(lambda: np.array(nested, dtype=dtype)), attempt(lambda: ua.array(nested, dtype=dtype)))
