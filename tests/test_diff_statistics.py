"""Statistics and what goes along sequences: over any axes and layout what NumPy gives."""

import dtypes
from differential import assert_same, attempt, hypothesis, np, shapes, specs, st, supported
from subject import ua

FEW_ULPS = 16

# Before NumPy 2.5 quantiles of nothing but NaN had the array's dtype with some methods, not the result's.
QUANTILES = ["quantile", "nanquantile"] if np.lib.NumpyVersion(np.__version__) >= "2.5.0" else ["quantile"]


def exact_values(dtype):
    """Numbers whose sums and squares are exact in any order."""
    if dtype == "bool":
        return [True, False]
    if dtype in dtypes.UNSIGNED:
        return [0, 1, 2, 3]
    if dtype in dtypes.SIGNED:
        return [-2, -1, 0, 1, 2]
    return [-2.0, -1.0, 0.5, 1.0, 2.0, 4.0]


def some_nan(dtype):
    return [*exact_values(dtype), dtypes.nan, dtypes.nan]


def compare(run, ulps=0):
    expected = attempt(lambda: run(np))
    hypothesis.assume(supported(expected))
    assert_same(expected, attempt(lambda: run(ua)), ulps)


@st.composite
def axes(draw, ndim):
    """None, an axis, or several."""
    if not ndim:
        return None
    one = st.integers(-ndim, ndim - 1)
    several = st.permutations(range(ndim)).flatmap(lambda p: st.integers(1, ndim).map(lambda k: tuple(p[:k])))
    return draw(st.none() | one | several)


@hypothesis.given(st.data(), st.sampled_from(["var", "std", "nanvar", "nanstd"]), shapes(3))
@hypothesis.settings(max_examples=200)
def test_spread(data, name, shape):
    spec = data.draw(specs(dtypes.REALS, shape, exact_values))
    kwargs = {"axis": data.draw(axes(len(shape))), "ddof": data.draw(st.integers(0, 2))}
    if data.draw(st.booleans()):
        kwargs["keepdims"] = True
    if spec.dtype != "float32":
        # Eighths and sixths are rounded once or several times.
        compare(lambda module: module.add(getattr(module, name)(spec.build(module), **kwargs), 1.0), FEW_ULPS)
    else:
        compare(lambda module: getattr(module, name)(spec.build(module), **kwargs).astype("float32") + 1, FEW_ULPS)


@hypothesis.given(st.data(), st.sampled_from(["median", "nanmedian"]), shapes(3, min_axes=1))
@hypothesis.settings(max_examples=200)
def test_medians(data, name, shape):
    names, values = data.draw(st.sampled_from([(dtypes.FLOATS, some_nan), (dtypes.INTEGERS, exact_values)]))
    spec = data.draw(specs(names, shape, values))
    axis, keepdims = data.draw(axes(len(shape))), data.draw(st.booleans())
    compare(lambda module: getattr(module, name)(spec.build(module), axis=axis, keepdims=keepdims))


@hypothesis.given(st.data(), st.sampled_from(QUANTILES), shapes(3, min_axes=1))
@hypothesis.settings(max_examples=300)
def test_quantiles(data, name, shape):
    hypothesis.assume(0 not in shape)
    names = dtypes.FLOATS if name == "nanquantile" else dtypes.FLOATS + dtypes.INTEGERS
    spec = data.draw(specs(names, shape, some_nan if name == "nanquantile" else exact_values))
    methods = "inverted_cdf averaged_inverted_cdf closest_observation interpolated_inverted_cdf hazen weibull linear"
    methods += " median_unbiased normal_unbiased lower higher midpoint nearest"
    method = data.draw(st.sampled_from(methods.split()))
    quarter = st.integers(0, 8).map(lambda n: n / 8)
    q = data.draw(quarter | st.lists(quarter, min_size=1, max_size=3))
    axis, keepdims = data.draw(axes(len(shape))), data.draw(st.booleans())
    compare(lambda module: getattr(module, name)(spec.build(module), q, axis=axis, method=method, keepdims=keepdims), 4)


@hypothesis.given(
    st.data(),
    st.sampled_from(
        ["nanmin", "nanmax", "nansum", "nanprod", "nanmean", "nancumsum", "nancumprod", "nanargmin", "nanargmax"]
    ),
    shapes(3, min_axes=1),
)
@hypothesis.settings(max_examples=200)
def test_without_nan(data, name, shape):
    spec = data.draw(specs(dtypes.FLOATS, shape, some_nan))
    axis = data.draw(st.none() | st.integers(-len(shape), len(shape) - 1))
    compare(lambda module: getattr(module, name)(spec.build(module), axis=axis), 4)


@hypothesis.given(st.data(), st.integers(0, 12))
@hypothesis.settings(max_examples=200)
def test_histograms(data, count):
    spec = data.draw(specs(dtypes.INTEGERS + dtypes.FLOATS, (count,), exact_values))
    bins = data.draw(st.integers(1, 7) | st.lists(st.integers(-3, 5), min_size=1, max_size=5).map(sorted))
    weights = data.draw(st.none() | specs(["int32", "float64"], (count,), exact_values))
    bounds = data.draw(st.none() | st.sampled_from([(0, 3), (-1.5, 2)]))
    density = data.draw(st.booleans())

    def run(module):
        own = None if weights is None else weights.build(module)
        return module.histogram(spec.build(module), bins, range=bounds, weights=own, density=density)

    compare(run, 2)


@hypothesis.given(st.data(), shapes(3, min_axes=1))
@hypothesis.settings(max_examples=200)
def test_differences(data, shape):
    spec = data.draw(specs(dtypes.ALL, shape, exact_values))
    axis = data.draw(st.integers(-len(shape), len(shape) - 1))
    n = data.draw(st.integers(0, 3))
    compare(lambda module: module.diff(spec.build(module), n, axis))
    initial = data.draw(st.booleans())
    compare(lambda module: module.cumulative_sum(spec.build(module), axis=axis, include_initial=initial))
    if spec.dtype != "bool":
        compare(lambda module: module.trapezoid(spec.build(module), axis=axis))
    order = data.draw(st.sampled_from([1, 2]))
    compare(lambda module: module.gradient(spec.build(module), 0.5, axis=axis, edge_order=order), 4)


@hypothesis.given(st.data(), st.sampled_from(["convolve", "correlate"]), st.integers(0, 40), st.integers(0, 40))
@hypothesis.settings(max_examples=150)
def test_convolutions(data, name, left, right):
    a = data.draw(specs(dtypes.ALL, (left,), exact_values))
    b = data.draw(specs(dtypes.ALL, (right,), exact_values))
    mode = data.draw(st.sampled_from(["full", "same", "valid"]))
    # Zeros that are sums have one sign or the other.
    compare(lambda module: getattr(module, name)(a.build(module), b.build(module), mode) + 0)


@hypothesis.given(st.data(), st.integers(1, 6))
@hypothesis.settings(max_examples=150)
def test_interpolation(data, count):
    step = st.sampled_from([0.25, 0.5, 1.0])
    steps = data.draw(st.lists(step, min_size=count, max_size=count))
    xp = [sum(steps[:place]) for place in range(count)]
    fp = data.draw(specs(["int16", "float64", "complex128"], (count,), exact_values))
    x = data.draw(specs(["float64"], choose=lambda _: [-1.0, 0.0, 0.125, 0.5, 0.75, 1.0, 2.5, 9.0, dtypes.nan]))
    period = data.draw(st.none() | st.sampled_from([2.0, -4]))
    # The last bit depends on whether the CPU adds and multiplies in one step.
    compare(lambda module: module.interp(x.build(module), xp, fp.build(module), period=period), 2)


@hypothesis.given(st.data(), st.integers(2, 5), st.integers(1, 3))
def test_covariances_and_averages(data, samples, variables):
    spec = data.draw(specs(dtypes.REALS, (variables, samples), exact_values))
    weights = data.draw(st.lists(st.integers(1, 3), min_size=samples, max_size=samples))
    compare(lambda module: module.cov(spec.build(module), fweights=weights) + 8, 4)
    compare(lambda module: module.cov(spec.build(module), rowvar=False, bias=True) + 8, 4)
    compare(lambda module: module.average(spec.build(module), axis=1, weights=weights), 2)
