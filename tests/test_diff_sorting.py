"""Sorting, searching, picking and sets over any type, axis and layout give what NumPy gives."""

import dtypes
from differential import assert_same, attempt, hypothesis, np, shapes, specs, st, supported
from subject import ua


def with_equals(dtype):
    """Few values, so that there are equal ones, and the special ones of the type."""
    if dtype in dtypes.COMPLEXES:
        nan = dtypes.nan
        return [0j, 1 + 0j, 1 - 1j, -2j, complex(nan, 1), complex(1, nan), complex(nan, nan)]
    if dtype in dtypes.FLOATS:
        return [-dtypes.inf, -1.0, 0.0, 0.5, 1.0, dtypes.inf, dtypes.nan]
    values = dtypes.unary_values(dtype)
    return [values[0], values[-1], *[value for value in values if value in (0, 1, 2, 3)]]


def compare(run):
    expected = attempt(lambda: run(np))
    hypothesis.assume(supported(expected))
    assert_same(expected, attempt(lambda: run(ua)))


def an_axis(data, ndim):
    """An axis, None, or now and then one that does not exist."""
    if data.draw(st.integers(0, 15)) == 0:
        return data.draw(st.sampled_from([ndim, -ndim - 1]))
    return data.draw(st.none() | st.integers(-ndim, ndim - 1) if ndim else st.sampled_from([None, 0, -1]))


@hypothesis.given(st.data(), shapes(max_side=6))
@hypothesis.settings(max_examples=300)
def test_sort_and_argsort(data, shape):
    spec = data.draw(specs(shape=shape, choose=with_equals))
    axis = an_axis(data, len(shape))
    kind = data.draw(st.sampled_from([None, "stable", "quicksort", "heapsort"]))
    compare(lambda module: module.sort(spec.build(module), axis=axis, kind=kind))
    compare(lambda module: module.argsort(spec.build(module), axis=axis, kind="stable"))


@hypothesis.given(st.data(), st.sampled_from(dtypes.REALS), st.integers(0, 2000), st.integers(0, 2**32))
def test_long_lines(data, dtype, count, seed):
    """Other algorithms take over where lines are long."""
    import random

    rng = random.Random(seed)
    if dtype in dtypes.FLOATS:
        values = [rng.choice([rng.gauss(0, 1), float(rng.randrange(5))]) for _ in range(count)]
    else:
        low, high = (0, 1) if dtype == "bool" else dtypes.bounds(dtype)
        values = [rng.randint(low, high) for _ in range(count)]
    compare(lambda module: module.sort(module.array(values, dtype=dtype)))
    compare(lambda module: module.argsort(module.array(values, dtype=dtype), kind="stable"))


@hypothesis.given(st.data(), shapes(max_side=6))
@hypothesis.settings(max_examples=150)
def test_partitions(data, shape):
    """Only what stands at the positions is told; around it anything goes that is not beyond it."""
    spec = data.draw(specs(dtypes.REALS, shape, with_equals))
    axis = an_axis(data, len(shape))
    length = shape[axis] if axis is not None and shape and -len(shape) <= axis < len(shape) else int(np.prod(shape))
    kth = data.draw(st.lists(st.integers(-length - 1, length), min_size=1, max_size=3))
    expected = attempt(lambda: np.partition(spec.build(np), kth, axis=axis))
    got = attempt(lambda: ua.partition(spec.build(ua), kth, axis=axis))
    if isinstance(expected, Exception):
        return assert_same(expected, got)
    order = attempt(lambda: ua.argpartition(spec.build(ua), kth, axis=axis))
    picked = ua.take_along_axis(spec.build(ua), order, axis)
    along = -1 if axis is None else axis
    everything = slice(None)
    for part in (got, picked):
        for position in kth if expected.size else ():
            index = (everything,) * (along % expected.ndim) + (position,)
            assert_same(expected[index], part[index])
        assert_same(np.sort(expected, axis=along), ua.sort(part, axis=along))


@hypothesis.given(st.data(), st.integers(0, 8))
@hypothesis.settings(max_examples=200)
def test_searchsorted(data, count):
    spec = data.draw(specs(shape=(count,), choose=with_equals))
    values = data.draw(specs(choose=with_equals))
    side = data.draw(st.sampled_from(["left", "right"]))
    compare(lambda module: module.searchsorted(module.sort(spec.build(module)), values.build(module), side))

    def sorter(module):
        array = spec.build(module)
        return array.searchsorted(values.build(module), side, sorter=array.argsort(kind="stable"))

    compare(sorter)


@hypothesis.given(st.data(), st.lists(st.sampled_from(dtypes.ALL), min_size=1, max_size=3), shapes(2, min_axes=1))
def test_lexsort(data, names, shape):
    keys = [data.draw(specs([name], shape, with_equals)) for name in names]
    axis = data.draw(st.integers(-len(shape), len(shape) - 1))
    compare(lambda module: module.lexsort([key.build(module) for key in keys], axis=axis))


@hypothesis.given(st.data(), shapes())
@hypothesis.settings(max_examples=300)
def test_take_put_and_repeat(data, shape):
    spec = data.draw(specs(shape=shape))
    axis = an_axis(data, len(shape))
    indices = data.draw(specs(dtypes.SIGNED, choose=lambda _: [-5, -1, 0, 1, 2, 9]))
    mode = data.draw(st.sampled_from(["raise", "wrap", "clip"]))
    compare(lambda module: module.take(spec.build(module), indices.build(module), axis=axis, mode=mode))

    def put(module):
        array = spec.build(module)
        array.put(indices.build(module), spec.build(module).ravel()[:3], mode=mode)
        return array

    compare(put)
    counts = data.draw(st.integers(-1, 3) | st.lists(st.integers(0, 3), min_size=1, max_size=4))
    compare(lambda module: module.repeat(spec.build(module), counts, axis=axis))


@hypothesis.given(st.data(), shapes())
@hypothesis.settings(max_examples=200)
def test_masks_and_choices(data, shape):
    spec = data.draw(specs(shape=shape))
    mask = data.draw(specs(["bool"], shape))
    values = data.draw(specs([spec.dtype]))

    def putmask(module):
        array = spec.build(module)
        module.putmask(array, mask.build(module), values.build(module))
        return array

    def place(module):
        array = spec.build(module)
        module.place(array, mask.build(module), values.build(module))
        return array

    compare(putmask)
    compare(place)
    compare(lambda module: module.extract(mask.build(module), spec.build(module)))
    condition = data.draw(st.lists(st.booleans(), max_size=5))
    axis = an_axis(data, len(shape))
    compare(lambda module: module.compress(condition, spec.build(module), axis=axis))
    compare(lambda module: mask.build(module).choose([values.build(module), spec.build(module)]))
    compare(lambda module: module.count_nonzero(spec.build(module), axis=axis))
    compare(lambda module: module.argwhere(spec.build(module)))


@hypothesis.given(st.data(), shapes(3))
@hypothesis.settings(max_examples=200)
def test_unique(data, shape):
    spec = data.draw(specs(dtypes.REALS, shape, with_equals))
    wanted = data.draw(st.tuples(*[st.booleans()] * 3))
    axis = data.draw(st.none() | st.integers(0, len(shape) - 1)) if shape else None
    equal_nan = data.draw(st.booleans())
    # Rows are compared as a whole, which zeros of two signs and NaN are no good for.
    hypothesis.assume(axis is None or (spec.dtype not in dtypes.FLOATS and 0 not in shape))
    compare(lambda module: module.unique(spec.build(module), *wanted, axis=axis, equal_nan=equal_nan))


@hypothesis.given(
    st.data(),
    st.sampled_from(["isin", "union1d", "intersect1d", "setdiff1d", "setxor1d"]),
    shapes(2),
    shapes(2),
)
@hypothesis.settings(max_examples=200)
def test_sets(data, name, left, right):
    # Between int64 and uint64 NumPy compares as floats in some ways and exactly in others.
    names = [name for name in dtypes.REALS if name != "uint64"]
    a = data.draw(specs(names, left, with_equals))
    b = data.draw(specs(names, right, with_equals))
    compare(lambda module: getattr(module, name)(a.build(module), b.build(module)))
