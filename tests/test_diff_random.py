"""Random numbers of any distribution, parameters, sizes and generators are NumPy's, to the last bit."""

import pytest
from differential import hypothesis, np, st
from subject import ua

KINDS = ["PCG64", "PCG64DXSM", "Philox", "SFC64", "MT19937"]

# Method -> a strategy for each parameter.
above_0 = st.floats(1e-3, 1e4)
shape = st.floats(0.01, 1e3)
probability = st.floats(0.0, 1.0)
location = st.floats(-1e6, 1e6)
count = st.integers(0, 10**12)
things = st.integers(0, 10**6)
REALS = {
    "beta": (shape, shape),
    "chisquare": (shape,),
    "exponential": (above_0,),
    "f": (shape, shape),
    "gamma": (shape, above_0),
    "gumbel": (location, above_0),
    "laplace": (location, above_0),
    "logistic": (location, above_0),
    "lognormal": (st.floats(-5, 5), st.floats(0, 3)),
    "noncentral_chisquare": (shape, st.floats(0, 1e3)),
    "noncentral_f": (shape, shape, st.floats(0, 1e3)),
    "normal": (location, above_0),
    "pareto": (shape,),
    "power": (shape,),
    "rayleigh": (above_0,),
    "standard_cauchy": (),
    "standard_exponential": (),
    "standard_gamma": (shape,),
    "standard_normal": (),
    "standard_t": (shape,),
    "uniform": (st.floats(-1e6, 0), st.floats(0, 1e6)),
    "vonmises": (st.floats(-10, 10), st.floats(0, 1e7)),
    "wald": (above_0, above_0),
    "weibull": (shape,),
}
COUNTS = {
    "binomial": (count, probability),
    "geometric": (st.floats(1e-3, 1.0),),
    "hypergeometric": (things, things, st.integers(1, 10)),
    "logseries": (st.floats(0.0, 0.999),),
    "negative_binomial": (shape, st.floats(0.01, 1.0)),
    "poisson": (st.floats(0.0, 1e12),),
    "zipf": (st.floats(1.1, 100.0),),
}


def bits_of(value):
    """Everything about a number or an array."""
    if getattr(value, "shape", ()) != ():
        return str(value.dtype), value.shape, value.tobytes()
    return type(value).__name__, repr(value.item() if hasattr(value, "item") else value)


def assert_streams_agree(make, draw):
    """What is drawn is the same, twice, and so is the state after it."""
    found = []
    for library in (np, ua):
        generator = make(library)
        drawn = [bits_of(draw(generator, library)) for _ in range(2)]
        found.append([*drawn, generator.uniform()])
    assert found[0] == found[1]


def modern(kind, seed):
    """A maker of a `Generator`."""
    return lambda library: library.random.Generator(getattr(library.random, kind)(seed))


def old(_, seed):
    """A maker of a `RandomState`."""
    return lambda library: library.random.RandomState(seed)


@pytest.mark.parametrize("maker", [modern, old])
@pytest.mark.parametrize("name", sorted({**REALS, **COUNTS}))
@hypothesis.given(data=st.data(), seed=st.integers(0, 2**32 - 1), kind=st.sampled_from(KINDS))
@hypothesis.settings(max_examples=20)
def test_draws_of_one_distribution(maker, name, data, seed, kind):
    parameters = data.draw(st.tuples(*{**REALS, **COUNTS}[name]))
    if name == "hypergeometric":
        good, bad, sample = parameters
        hypothesis.assume(sample <= good + bad)
    size = data.draw(st.sampled_from([None, 300, (2, 3), (), (0, 2)]))
    assert_streams_agree(maker(kind, seed), lambda generator, _: getattr(generator, name)(*parameters, size=size))


@pytest.mark.parametrize("name", [name for name, parameters in REALS.items() if parameters])
@hypothesis.given(data=st.data(), seed=st.integers(0, 2**64))
@hypothesis.settings(max_examples=10)
def test_arrays_of_parameters(name, data, seed):
    lists = [data.draw(st.lists(one, min_size=3, max_size=3)) for one in REALS[name]]
    if len(lists) > 1:
        lists[0] = [[value] for value in lists[0][:2]]
    size = data.draw(st.sampled_from([None, (4, 2, 3)]))
    assert_streams_agree(
        modern("PCG64", seed),
        lambda generator, library: getattr(generator, name)(*[library.array(part) for part in lists], size=size),
    )


@hypothesis.given(
    st.data(), st.sampled_from(["bool", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8"]), st.sampled_from(KINDS)
)
@hypothesis.settings(max_examples=300)
def test_integers(data, dtype, kind):
    least, most = (0, 1) if dtype == "bool" else (int(np.iinfo(dtype).min), int(np.iinfo(dtype).max))
    bounds = sorted(data.draw(st.tuples(*[st.integers(least, most) | st.integers(max(least, -3), min(most, 300))] * 2)))
    size = data.draw(st.sampled_from([None, 50, (2, 3)]))
    seed = data.draw(st.integers(0, 2**64))
    assert_streams_agree(
        modern(kind, seed), lambda generator, _: generator.integers(*bounds, size=size, dtype=dtype, endpoint=True)
    )
    assert_streams_agree(
        old(kind, seed % 2**32),
        lambda generator, _: generator.randint(bounds[0], bounds[1] + 1, size=size, dtype=dtype),
    )
    lows = [bounds[0], bounds[0], bounds[1]]
    assert_streams_agree(
        modern(kind, seed),
        lambda generator, library: generator.integers(
            library.array(lows, dtype=dtype), bounds[1], size=(4, 3), dtype=dtype, endpoint=True
        ),
    )


@hypothesis.given(st.data(), st.integers(1, 40), st.sampled_from(KINDS), st.integers(0, 2**64))
@hypothesis.settings(max_examples=200)
def test_orders_and_choices(data, population, kind, seed):
    size = data.draw(st.integers(0, population))
    weights = data.draw(st.none() | st.lists(st.integers(1, 9), min_size=population, max_size=population))
    p = weights and [weight / sum(weights) for weight in weights]
    replace = data.draw(st.booleans())
    assert_streams_agree(modern(kind, seed), lambda generator, _: generator.choice(population, size, replace, p))
    assert_streams_agree(old(kind, seed % 2**32), lambda generator, _: generator.choice(population, size, replace, p))
    assert_streams_agree(modern(kind, seed), lambda generator, _: generator.permutation(population))
    axis = data.draw(st.sampled_from([None, 0, 1, -1]))
    assert_streams_agree(
        modern(kind, seed),
        lambda generator, library: generator.permuted(library.arange(population * 3).reshape(3, population), axis=axis),
    )


@hypothesis.given(
    st.lists(st.integers(0, 2**100), max_size=6), st.lists(st.integers(0, 2**40), max_size=3), st.integers(4, 9)
)
@hypothesis.settings(max_examples=200)
def test_seeds(entropy, key, pool_size):
    def words(library):
        seed = library.random.SeedSequence(entropy, spawn_key=key, pool_size=pool_size)
        child = seed.spawn(2)[1]
        return [seed.generate_state(9).tolist(), child.generate_state(3, library.uint64).tolist()]

    assert words(np) == words(ua)


@pytest.mark.parametrize("name", ["random", "standard_normal", "standard_exponential"])
@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_a_million_draws(name, dtype):
    assert_streams_agree(modern("PCG64", 2024), lambda generator, _: getattr(generator, name)(1_000_000, dtype=dtype))
