"""repr and str of any array, letter for letter as NumPy's."""

import dtypes
from differential import hypothesis, np, st
from subject import ua


@st.composite
def numbers(draw, dtype):
    """Values of a type as people have them (few digits) and as machines have them (any bits)."""
    if dtype == "bool":
        return draw(st.booleans())
    if dtype in dtypes.INTEGERS:
        low, high = dtypes.bounds(dtype)
        return draw(st.integers(low, high) | st.integers(max(low, -20), min(high, 120)))
    if dtype in dtypes.FLOATS:
        width = 8 * dtypes.ITEMSIZE[dtype]
        power = draw(st.integers(-6, 6))
        few_digits = st.integers(-9999, 9999).map(lambda n: n * 10.0**power)
        return draw(st.floats(width=width) | few_digits | few_digits | st.sampled_from([0.0, -0.0, 1.0, 0.5]))
    part = numbers("float32" if dtype == "complex64" else "float64")
    return complex(draw(part), draw(part))


@st.composite
def columns(draw, dtype):
    """A list of values of one character: wide ranges and narrow ones print differently."""
    return draw(st.lists(numbers(dtype), min_size=1, max_size=12))


@hypothesis.given(st.sampled_from(dtypes.ALL).flatmap(lambda dtype: st.tuples(st.just(dtype), columns(dtype))))
@hypothesis.settings(max_examples=500)
def test_arrays_of_one_axis(case):
    dtype, values = case
    with np.errstate(all="ignore"):
        expected = np.array(values, dtype=dtype)
    got = ua.array(expected.tolist(), dtype=dtype)
    assert repr(got) == repr(expected)
    assert str(got) == str(expected)


@hypothesis.given(
    st.sampled_from(["int64", "float64", "float32", "bool", "complex128"]),
    st.lists(st.integers(0, 12), max_size=4),
    st.integers(),
)
@hypothesis.settings(max_examples=100)
def test_arrays_of_any_shape(dtype, shape, seed):
    size = 1
    for n in shape:
        size *= n
    values = [(k * 7919 + seed) % 1000 / 8 - 20 for k in range(size)]
    expected = np.array(values).astype(dtype).reshape(shape)
    got = ua.array(values, dtype="float64").astype(dtype).reshape(shape)
    assert repr(got) == repr(expected)
    assert str(got) == str(expected)


@hypothesis.given(st.sampled_from(dtypes.ALL).flatmap(lambda dtype: st.tuples(st.just(dtype), numbers(dtype))))
@hypothesis.settings(max_examples=300)
def test_scalars(case):
    dtype, value = case
    with np.errstate(all="ignore"):
        expected = np.array(value, dtype=dtype)[()]
    got = ua.array(expected.item(), dtype=dtype)[()]
    assert repr(got) == repr(expected)
    assert str(got) == str(expected)
    assert repr(ua.array(got)) == repr(np.array(expected))
