"""Reading and writing by any index gives what NumPy gives."""

import math
import random

import numpy_index
from differential import assert_same, attempt, hypothesis, np, shapes, specs, st
from subject import ua


@hypothesis.given(st.data(), shapes(), st.booleans())
@hypothesis.settings(max_examples=300)
def test_reading(data, shape, basic):
    spec = data.draw(specs(["int16", "float64", "complex64", "bool"], shape))
    index = data.draw(numpy_index.indices(shape, basic))
    expected = attempt(lambda: spec.build(np)[numpy_index.build(index, np)])
    got = attempt(lambda: spec.build(ua)[numpy_index.build(index, ua)])
    assert_same(expected, got)


@hypothesis.given(st.data(), shapes(), st.booleans())
@hypothesis.settings(max_examples=300)
def test_writing(data, shape, basic):
    spec = data.draw(specs(["int16", "float64", "complex64", "bool"], shape))
    index = data.draw(numpy_index.indices(shape, basic))
    selected = attempt(lambda: spec.build(np)[numpy_index.build(index, np)])
    value_shape = getattr(selected, "shape", ())
    if data.draw(st.booleans()):  # broadcast, or not of the shape at all
        value_shape = value_shape[data.draw(st.integers(0, len(value_shape))) :]
    value = data.draw(specs(["int8", "float32"], tuple(value_shape), lambda dtype: [1, 2, 3, 4, 5]))

    def run(module):
        array = spec.build(module)
        array[numpy_index.build(index, module)] = value.build(module)
        return array

    assert_same(attempt(lambda: run(np)), attempt(lambda: run(ua)))


@hypothesis.given(st.integers(0, 2**32))
@hypothesis.settings(max_examples=200)
def test_overlapping_memory(seed):
    """Slices of one array as source and target: as if the source had been copied."""
    rng = random.Random(seed)
    shape = rng.choice([(12,), (6, 6)])
    window = tuple(rng.randint(1, 4) for _ in shape)

    def part():
        index = []
        for n, length in zip(shape, window):
            step = rng.choice([1, 1, 2, -1, -2])
            reach = (length - 1) * abs(step)
            if reach >= n:
                step, reach = int(math.copysign(1, step)), length - 1
            low = rng.randint(0, n - 1 - reach)
            first = low if step > 0 else low + reach
            stop = first + length * step
            index.append(slice(first, None if stop < 0 else stop, step))
        return tuple(index)

    first, second, target = part(), part(), part()
    kind = rng.choice(["assign", "add out", "in place", "negative out", "cast", "accumulate"])
    dtype = rng.choice(["int8", "int64", "float32", "complex128"])

    def run(module):
        a = module.arange(math.prod(shape)).astype(dtype).reshape(shape)
        if kind == "assign":
            a[target] = a[first]
        elif kind == "add out":
            module.add(a[first], a[second], out=a[target])
        elif kind == "in place":
            view = a[target]
            view *= a[first]
        elif kind == "negative out":
            module.negative(a[first], out=a[target])
        elif kind == "accumulate":
            module.add.accumulate(a[first], axis=-1, out=a[target])
        else:
            module.add(a[first], a[second], out=a[target], dtype="complex128", casting="unsafe")
        return a

    assert_same(attempt(lambda: run(np)), attempt(lambda: run(ua)))
