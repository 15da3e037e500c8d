"""Reading and writing by indices of every kind."""

import math

import dtypes
import numpy as np

from fuzzing import arrays
from fuzzing.compare import Case


def part(rng, n, joint, basic):
    """The index of one axis, as what `built` turns into one: a number, a slice, or ("list", values, type, shape)."""
    kind = rng.random()
    if kind < 0.25:
        return rng.randint(-n, n - 1) if n and rng.random() < 0.97 else n
    if basic or kind < 0.55:
        bound = [None, *range(-n - 2, n + 3)]
        return slice(rng.choice(bound), rng.choice(bound), rng.choice([None, 1, 1, 2, 3, -1, -2, -3]))
    if kind < 0.7:
        return ("mask", tuple(rng.random() < 0.5 for _ in range(n if rng.random() < 0.97 else n + 1)), (-1,))
    shape = rng.choice([joint, joint, (1,), (joint[0], 1), (1, joint[0])])
    low, high = (-n, n - 1) if rng.random() < 0.97 else (-n - 1, n)
    values = tuple(rng.randint(low, high) if low <= high else 0 for _ in range(math.prod(shape)))
    return ("list", values, rng.choice(["int64", "int64", "int8", "uint8", "list"]), shape)


def index(rng, shape, basic=False):
    """A tuple of parts for an array of a shape; sometimes a lone part or a mask of the whole."""
    if not basic and shape and rng.random() < 0.08:
        axes = rng.randint(1, len(shape))
        extents = shape[:axes]
        return (("mask", tuple(rng.random() < 0.4 for _ in range(math.prod(extents))), extents),)
    joint = (rng.randint(0 if rng.random() < 0.1 else 1, 3),)
    if rng.random() < 0.25:
        joint = (2, joint[0])
    used = rng.randint(0, len(shape)) if rng.random() < 0.98 else len(shape) + 1
    parts = [part(rng, shape[axis] if axis < len(shape) else 1, joint, basic) for axis in range(used)]
    for _ in range(rng.choice([0, 0, 0, 1, 2])):
        parts.insert(rng.randint(0, len(parts)), None)
    if rng.random() < 0.35:
        at = rng.randint(0, len(parts))
        parts.insert(at, Ellipsis)
        if rng.random() < 0.5:
            # The axes after it count from the end.
            spare = len(shape) - used
            parts[at + 1 :] = [p if p is None else part(rng, 2, joint, True) for p in parts[at + 1 :]] if spare else []
    return tuple(parts)


def built(parts, module):
    """The index itself, with arrays of a module."""

    def one(p):
        if not isinstance(p, tuple):
            return p
        if p[0] == "mask":
            return module.array(p[1], "bool").reshape(p[2])
        if p[2] == "list":
            return module.array(p[1], "int64").reshape(p[3]).tolist()
        return (
            module.array([v % 256 if p[2] == "uint8" and v >= 0 else v for v in p[1]], "int64")
            .astype(p[2] if p[2] != "uint8" or min(p[1], default=0) >= 0 else "int64")
            .reshape(p[3])
        )

    found = tuple(one(p) for p in parts)
    return found[0] if len(found) == 1 else found


def read(rng):
    """`a[...]`, or its kin."""
    extents = arrays.shape(rng)
    a = arrays.array(rng, rng.choice(dtypes.ALL), extents)
    parts = index(rng, extents, rng.random() < 0.3)

    def run(module):
        array = a.build(module)
        got = array[built(parts, module)]
        if isinstance(got, module.ndarray):
            return got, got.base is None or got.base is not array, module.may_share_memory(got, array)
        return got

    # Of the memory that integers and masks choose NumPy promises no order.
    return Case(f"{a}[{parts}]", run, layout=not any(isinstance(p, tuple) for p in parts))


def write(rng):
    """`a[...] = b`, and the same with an operator."""
    extents = arrays.shape(rng)
    a = arrays.array(rng, rng.choice(dtypes.ALL), extents, writable=True)
    parts = index(rng, extents, rng.random() < 0.3)
    try:
        wanted = np.shape(a.build(np)[built(parts, np)])
    except IndexError:
        wanted = (2,)
    drawn = rng.random()
    if drawn < 0.3 and wanted:
        wanted = tuple(n if rng.random() < 0.7 else 1 for n in wanted[rng.randint(0, len(wanted)) :])
    elif drawn < 0.4:
        wanted = (1, *wanted)
    elif drawn < 0.45:
        wanted = (*wanted, 2)
    dtype = rng.choice(dtypes.REALS)
    value = arrays.array(rng, dtype, wanted, [v for v in arrays.exact(dtype) if v >= 0])
    if rng.random() < 0.15:
        value = arrays.scalar(rng, dtype, [v for v in arrays.exact(dtype) if v >= 0])
    repeated = has_repetition(a, parts)
    sign = None if rng.random() < 0.8 or repeated else rng.choice(["__iadd__", "__imul__"])

    def run(module):
        array = a.build(module)
        where = built(parts, module)
        if sign:
            array[where] = getattr(array[where], sign)(arrays.built(value, module))
        else:
            array[where] = arrays.built(value, module)
        return array

    skip = "which of several values is written last is not defined" if repeated else None
    return Case(f"{a}[{parts}] {sign or '='} {value}", run, skip=skip)


def has_repetition(a, parts):
    """Whether an index chooses an element twice."""
    numbers = np.arange(math.prod(a.shape)).reshape(a.shape)
    try:
        chosen = np.asarray(numbers[built(parts, np)])
    except IndexError:
        return False
    return len(np.unique(chosen)) < chosen.size


def pick(rng):
    """take, put, choose and the like."""
    extents = arrays.shape(rng, 3)
    dtype = rng.choice(dtypes.ALL)
    a = arrays.array(rng, dtype, extents, writable=True)
    axis = arrays.axis_of(rng, len(extents))
    n = a_side(extents, axis)
    reach = 0 if rng.random() < 0.8 else 3
    places = arrays.array(
        rng,
        rng.choice(["int64", "int64", "int32", "int16"]),
        arrays.shape(rng, 2, 3),
        list(range(-n - reach, n + reach)) or [0],
    )
    mode = rng.choice(["raise", "raise", "wrap", "clip"])
    values = arrays.array(rng, dtype, (rng.randint(0, 4),))
    mask = arrays.array(rng, "bool", extents if rng.random() < 0.7 else arrays.shape(rng, 1))
    name = rng.choice(
        [
            "take",
            "put",
            "compress",
            "extract",
            "putmask",
            "place",
            "repeat",
            "choose",
            "along",
            "put along",
            "where",
            "nonzero",
        ]
    )

    def run(module):
        array, where = a.build(module), places.build(module)
        if name == "take":
            return module.take(array, where, axis=axis, mode=mode)
        if name == "put":
            module.put(array, where, values.build(module), mode=mode)
        elif name == "compress":
            return module.compress(mask.build(module).ravel(), array, axis=axis)
        elif name == "extract":
            return module.extract(mask.build(module), array)
        elif name == "repeat":
            return module.repeat(array, abs(where.ravel()), axis=axis)
        elif name == "choose":
            return module.choose(abs(where), [array, array[..., :1], 5], mode=mode)
        elif name == "along":
            return module.take_along_axis(array, module.argsort(array, axis=axis, kind="stable"), axis=axis)
        elif name == "put along":
            order = module.argsort(array, axis=axis, kind="stable")
            module.put_along_axis(array, order, values.build(module)[:1], axis=axis)
        elif name == "where":
            return module.where(mask.build(module), array, 1)
        elif name == "nonzero":
            return (
                array.nonzero(),
                module.argwhere(array),
                module.flatnonzero(array),
                module.count_nonzero(array, axis=axis),
            )
        elif name == "putmask":
            module.putmask(array, mask.build(module), values.build(module))
        else:
            module.place(array, mask.build(module), values.build(module))
        return array

    return Case(f"{name}({a}, {places}, axis={axis}, mode={mode}, {values}, {mask})", run)


def a_side(extents, axis):
    if axis is None or not -len(extents) <= axis < len(extents):
        return math.prod(extents)
    return extents[axis]


TOPICS = {"read": (read, 4), "write": (write, 4), "pick": (pick, 3)}
