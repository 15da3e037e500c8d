"""Any elementwise function on any types, shapes and layouts gives what NumPy gives."""

import dtypes
from differential import assert_same, attempt, broadcastable, hypothesis, np, shapes, specs, st, supported, tame
from subject import ua
from ufunc_names import BINARY_CLOSE, BINARY_EXACT, UNARY_CLOSE, UNARY_EXACT, tolerance


def present(names):
    return [name for name in names if hasattr(ua, name)]


def tame_values(dtype):
    """Extremes of analytic functions and of complex products are the golden tests' business."""
    return tame(dtypes.unary_values(dtype)) or [True, False]


def check(name, operands, ulps=None, **kwargs):
    expected = attempt(lambda: getattr(np, name)(*(o.build(np) for o in operands), **kwargs))
    hypothesis.assume(supported(expected))
    got = attempt(lambda: getattr(ua, name)(*(o.build(ua) for o in operands), **kwargs))
    dtype = str(getattr(expected, "dtype", ""))
    assert_same(expected, got, tolerance(name, dtype) if ulps is None else ulps)


@hypothesis.given(st.sampled_from(present(UNARY_EXACT)), specs(dtypes.REALS))
@hypothesis.settings(max_examples=150)
def test_one_argument_exact(name, spec):
    # The reciprocal of an integer zero is what the processor makes of it.
    hypothesis.assume(name != "reciprocal" or spec.dtype in dtypes.FLOATS)
    check(name, [spec])


@hypothesis.given(st.sampled_from(present(UNARY_EXACT + UNARY_CLOSE)), specs(choose=tame_values))
@hypothesis.settings(max_examples=100)
def test_one_argument_close(name, spec):
    check(name, [spec])


@hypothesis.given(st.data(), st.sampled_from(present(BINARY_EXACT)), broadcastable(2))
@hypothesis.settings(max_examples=250)
def test_two_arguments_exact(data, name, sizes):
    check(name, [data.draw(specs(dtypes.REALS, shape)) for shape in sizes])


@hypothesis.given(st.data(), st.sampled_from(present(BINARY_EXACT + BINARY_CLOSE)), broadcastable(2))
@hypothesis.settings(max_examples=100)
def test_two_arguments_close(data, name, sizes):
    check(name, [data.draw(specs(shape=shape, choose=tame_values)) for shape in sizes])


@hypothesis.given(
    st.data(),
    st.sampled_from(present(["add", "multiply", "less", "bitwise_and", "divmod"])),
    shapes(3, 3, min_axes=1),
    shapes(3, 3, min_axes=1),
)
def test_shapes_that_broadcast_or_not(data, name, first, second):
    check(name, [data.draw(specs(["int32", "bool"], shape)) for shape in (first, second)])


@hypothesis.given(st.data(), st.sampled_from(["add", "divide", "maximum", "equal"]), broadcastable(3))
@hypothesis.settings(max_examples=100)
def test_out_of_any_type_and_layout(data, name, sizes):
    shape = np.broadcast_shapes(*sizes)
    first, second = (data.draw(specs(dtypes.REALS, s, dtypes.binary_values)) for s in sizes[:2])
    mask = data.draw(st.none() | specs(["bool"], sizes[2]))
    out = data.draw(specs(["int64", "float32", "float64", "complex128", "bool"], shape))
    casting = data.draw(st.sampled_from(["same_kind", "unsafe", "safe"]))
    # What a float beyond an integer becomes is not defined.
    hypothesis.assume(casting != "unsafe" or out.dtype not in ("int64", "bool"))

    def run(module):
        target = out.build(module)
        where = True if mask is None else mask.build(module)
        result = getattr(module, name)(
            first.build(module), second.build(module), out=target, where=where, casting=casting
        )
        assert result is target
        return target

    expected = attempt(lambda: run(np))
    assert_same(expected, attempt(lambda: run(ua)))


@hypothesis.given(
    st.sampled_from(dtypes.ALL),
    st.sampled_from(dtypes.ALL),
    st.sampled_from(["add", "subtract", "multiply", "divide", "floor_divide", "remainder", "less", "equal", "maximum"]),
    st.data(),
)
@hypothesis.settings(max_examples=150)
def test_scalars_behave_as_in_numpy(left, right, name, data):
    a = data.draw(st.sampled_from(tame_values(left)))
    b = data.draw(st.sampled_from(tame_values(right)))
    weak = data.draw(st.booleans())

    def run(module):
        x = module.array(a, dtype=left)[()]
        y = b if weak else module.array(b, dtype=right)[()]
        return getattr(module, name)(x, y)

    expected = attempt(lambda: run(np))
    hypothesis.assume(supported(expected))
    assert_same(expected, attempt(lambda: run(ua)), 4 if "complex" in str(getattr(expected, "dtype", "")) else 0)
