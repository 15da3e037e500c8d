"""Arrays of any type, shape and layout, made alike in two modules from the same bytes."""

import math
from typing import NamedTuple

import dtypes
import numpy as np

GAP = 0xA5


class Recipe(NamedTuple):
    """Memory, and how an array lies in it."""

    dtype: str
    shape: tuple
    strides: tuple
    offset: int
    memory: bytes
    writable: bool

    def build(self, module):
        """The array in `module`, over memory of its own."""
        memory = bytearray(self.memory) if self.writable else self.memory
        return module.ndarray(self.shape, self.dtype, memory, self.offset, self.strides)

    def __repr__(self):
        array = self.build(np)
        place = "" if array.flags.c_contiguous and array.flags.aligned else f", strides={self.strides}+{self.offset}"
        return f"<{self.dtype}{list(self.shape)}{place}: {array.tolist()}>"


def shape(rng, max_axes=4, max_side=4, min_axes=0):
    """Small shapes of many axes, and now and then long ones of few."""
    if rng.random() < 0.06 and max_axes and max_side >= 4:
        long = rng.choice([17, 33, 64, 130, 300])
        return (long,) if rng.random() < 0.6 or max_axes < 2 else rng.choice([(3, long), (long, 3)])
    count = rng.randint(min_axes, max_axes)
    least = 0 if rng.random() < 0.15 else 1
    return tuple(rng.randint(least, max_side) for _ in range(count))


def broadcastable(rng, count, **limits):
    """So many shapes that broadcast together, and their common shape; or, rarely, that do not."""
    full = shape(rng, **limits)
    found = []
    for _ in range(count):
        part = tuple(
            n if rng.random() < 0.8 else 1 for n in full[rng.randint(0, len(full)) if rng.random() < 0.4 else 0 :]
        )
        if rng.random() < 0.01:
            part = (*part[:-1], 5)
        found.append(part)
    return found, full


def lie(rng, extents, itemsize, writable):
    """Strides, offset and size of memory in which an array of such extents could lie."""
    order = list(range(len(extents)))
    layout = rng.random()
    if layout < 0.3:
        order.reverse()
    elif layout < 0.6:
        rng.shuffle(order)
    packed = rng.random()
    # Elements in a packed record: nothing is aligned.
    unit = itemsize + (rng.randint(1, 3) if packed < 0.08 else 0)
    strided = rng.random() < 0.5
    strides, step = [0] * len(extents), unit
    for axis in order:
        if not writable and rng.random() < 0.15:
            continue
        many = rng.choice([1, 1, 2, 3]) if strided else 1
        strides[axis] = step * many
        step *= many * max(extents[axis], 1)
    offset = rng.choice([0, 0, itemsize, 1, 3]) if packed < 0.2 else 0
    below = 0
    for axis, extent in enumerate(extents):
        if extent > 1 and strided and rng.random() < 0.3:
            strides[axis] = -strides[axis]
            below -= strides[axis] * (extent - 1)
    reach = sum(abs(stride) * (extent - 1) for stride, extent in zip(strides, extents) if extent)
    return tuple(strides), offset + below, offset + reach + itemsize + 8


def array(rng, dtype, extents=None, values=None, writable=None):
    """A recipe; `values` are what its elements are chosen from (those of `dtypes` otherwise)."""
    extents = shape(rng) if extents is None else tuple(extents)
    values = dtypes.unary_values(dtype) if values is None else values
    writable = rng.random() < 0.7 if writable is None else writable
    itemsize = dtypes.ITEMSIZE[dtype]
    count = math.prod(extents)
    if rng.random() < 0.4:
        plain = np.empty(extents, dtype)
        strides, offset, size = plain.strides, 0, plain.nbytes + 8
    else:
        strides, offset, size = lie(rng, extents, itemsize, writable)
    memory = bytearray([GAP]) * size
    np.ndarray(extents, dtype, memory, offset, strides)[...] = np.array(
        [rng.choice(values) for _ in range(count)], dtype
    ).reshape(extents)
    return Recipe(dtype, extents, strides, offset, bytes(memory), writable)


# Values whose sums and products are exact in every type, whatever the order of the operations.
EXACT = {
    "b": [False, True],
    "u": [0, 1, 2, 3, 5, 7],
    "i": [-3, -2, -1, 0, 1, 2, 5],
    "f": [-2.0, -1.5, -1.0, 0.0, 0.5, 1.0, 2.0],
    "c": [-1 + 0j, 1j, 0.5j, 1 + 1j, 2 + 0j, 0j],
}


def exact(dtype):
    return EXACT[dtype[0]]


def tame(dtype):
    """Middling numbers, for functions whose extremes depend on the C library."""
    if dtype in dtypes.FLOATS:
        return [-3.0, -1.25, -0.5, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.25, 7.5]
    if dtype in dtypes.COMPLEXES:
        return [1 + 0j, -1 + 0.5j, 2j, -2j, 0.5 + 0.25j, -1.5 + 2j, 3 - 0.5j]
    return exact(dtype)


def axis_of(rng, ndim, none=True, many=False):
    """An axis, None, several, or one that is not there."""
    drawn = rng.random()
    if drawn < 0.03:
        return rng.choice([ndim, -ndim - 1])
    if many and drawn < 0.25:
        axes = [axis - ndim if rng.random() < 0.3 else axis for axis in rng.sample(range(ndim), rng.randint(0, ndim))]
        return tuple(axes)
    if (none and drawn < 0.5) or not ndim:
        return None if none else rng.choice([0, -1])
    return rng.randint(-ndim, ndim - 1)


def out_of(rng, extents, names):
    """An array to be written."""
    dtype = rng.choice(names)
    return array(rng, dtype, extents, exact(dtype), writable=True)


def scalar(rng, dtype, values=None):
    """A Python number, or what makes a scalar of the library: (kind, value, dtype)."""
    value = rng.choice(values or dtypes.binary_values(dtype))
    return ("python" if rng.random() < 0.5 else "scalar", value, dtype)


def built(thing, module):
    """An operand in a module: of a recipe, of `scalar`, or what it is."""
    if isinstance(thing, Recipe):
        return thing.build(module)
    if isinstance(thing, tuple) and thing and thing[0] == "python":
        return thing[1]
    if isinstance(thing, tuple) and thing and thing[0] == "scalar":
        return module.array(thing[1], thing[2])[()]
    if isinstance(thing, list):
        return [built(part, module) for part in thing]
    return thing
