"""Make the same array in NumPy and in the library under test, and compare what comes out.

Everything that needs NumPy and hypothesis imports it from here; where one is missing or too old those modules are
reported as not run. The examples are the same in every run unless HYPOTHESIS_PROFILE=explore asks for new ones.
"""

import os
import random
import warnings
from typing import NamedTuple

import agree
import dtypes
import pytest
from subject import ua

np = pytest.importorskip("numpy", reason="no NumPy on this interpreter to compare with")
hypothesis = pytest.importorskip("hypothesis", reason="no hypothesis on this interpreter")
st = hypothesis.strategies

# What is compared are NumPy's rules of today: older releases print and check some things differently.
OLDEST = (2, 4)
if tuple(map(int, np.__version__.split(".")[:2])) < OLDEST:
    pytest.skip(f"NumPy {np.__version__} is older than the rules compared here", allow_module_level=True)

hypothesis.settings.register_profile("same", derandomize=True, deadline=None, max_examples=60, database=None)
hypothesis.settings.register_profile("explore", deadline=None, max_examples=2000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

UNSUPPORTED = {"longdouble", "clongdouble", "object", "float128", "complex256"}


class Spec(NamedTuple):
    """How to make an array: `steps` per axis of the memory, then a permutation of the axes."""

    dtype: str
    shape: tuple
    steps: tuple
    order: tuple
    values: tuple

    def build(self, module):
        """The array in `module`: strided, reversed and transposed as told, over memory of its own."""
        sizes = [n * abs(step) for n, step in zip(self.shape, self.steps)]
        memory = module.array(list(self.values), dtype=self.dtype).reshape(sizes)
        # The ellipsis keeps an array without axes an array.
        view = memory[(..., *(slice(None, None, step) for step in self.steps))]
        return view.transpose(self.order) if len(self.order) > 1 else view


def tame(values):
    """Finite numbers of middling size, for functions whose extremes depend on the C library."""
    return [v for v in values if v == v and 0.2 <= abs(v) <= 100]


@st.composite
def specs(draw, names=dtypes.ALL, shape=None, choose=dtypes.unary_values):
    """An array of any type, shape and layout."""
    dtype = draw(st.sampled_from(list(names)))
    if shape is None:
        shape = draw(shapes())
    steps = tuple(draw(st.sampled_from([1, 1, 2, 3, -1, -2])) for _ in shape)
    order = tuple(draw(st.permutations(range(len(shape)))))
    # `shape` is that of the array as seen, after the axes were permuted.
    unpermuted = [0] * len(shape)
    for axis, source in enumerate(order):
        unpermuted[source] = shape[axis]
    count = 1
    for n, step in zip(unpermuted, steps):
        count *= n * abs(step)
    rng = random.Random(draw(st.integers(0, 2**32)))
    return Spec(dtype, tuple(unpermuted), steps, order, tuple(rng.choices(choose(dtype), k=count)))


def shapes(max_axes=4, max_side=4, min_axes=0):
    """Shapes with many, few and no elements."""
    sides = st.sampled_from([*range(max_side + 1), *range(1, max_side + 1)])
    return st.integers(min_axes, max_axes).flatmap(lambda n: st.tuples(*[sides] * n))


@st.composite
def broadcastable(draw, count):
    """`count` shapes that broadcast together."""
    full = draw(shapes())
    found = []
    for _ in range(count):
        start = draw(st.integers(0, len(full)))
        found.append(tuple(n if draw(st.integers(0, 3)) else 1 for n in full[start:]))
    return found


def attempt(function, *args, **kwargs):
    """The result without warnings, or the exception."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return function(*args, **kwargs)
        except (TypeError, ValueError, IndexError, OverflowError, ZeroDivisionError) as error:
            return error


def supported(result):
    """Whether NumPy's result is of a type in scope."""
    parts = result if isinstance(result, tuple) else (result,)
    return not any(str(getattr(part, "dtype", "")) in UNSUPPORTED for part in parts)


def assert_same(expected, got, ulps=0):
    """Same exception, or same type, shape and elements."""
    if isinstance(expected, Exception) or isinstance(got, Exception):
        builtin = (TypeError, ValueError, IndexError, OverflowError, ZeroDivisionError)
        assert isinstance(expected, Exception) and isinstance(got, Exception), f"NumPy: {expected!r}\nhere: {got!r}"
        assert [isinstance(expected, c) for c in builtin] == [isinstance(got, c) for c in builtin], (
            f"{expected!r} {got!r}"
        )
        return
    if isinstance(expected, tuple):
        assert isinstance(got, tuple) and len(got) == len(expected)
        for e, g in zip(expected, got):
            assert_same(e, g, ulps)
        return
    assert isinstance(got, ua.ndarray) == isinstance(expected, np.ndarray), f"NumPy: {expected!r}\nhere: {got!r}"
    dtype = str(expected.dtype)
    assert str(got.dtype) == dtype
    assert got.shape == expected.shape
    left, right = agree.flatten(expected.tolist()), agree.flatten(got.tolist())
    assert len(left) == len(right)
    for e, g in zip(left, right):
        assert agree.same_value(e, g, dtype, ulps), f"NumPy: {e!r}, here: {g!r}\n{expected!r}\n{got!r}"
