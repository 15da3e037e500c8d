"""Functions that rearrange, join, cut and fill arrays."""

import math

import dtypes

from fuzzing import arrays
from fuzzing.compare import Case


def an_array(rng, **limits):
    dtype = rng.choice(dtypes.ALL)
    return arrays.array(rng, dtype, arrays.shape(rng, **limits))


def several(rng, ndim):
    return tuple(rng.randint(-ndim, ndim - 1) for _ in range(rng.randint(0, ndim)))


def new_shape(rng, size):
    """A shape of so many elements, with a -1 now and then, or a wrong one."""
    shape, rest = [], size
    while rest > 1 and len(shape) < 3:
        divisors = [d for d in range(1, rest + 1) if rest % d == 0]
        shape.append(rng.choice(divisors))
        rest //= shape[-1]
    shape.append(rest)
    rng.shuffle(shape)
    if rng.random() < 0.3:
        shape[rng.randrange(len(shape))] = -1
    if rng.random() < 0.05:
        shape.append(2)
    return tuple(shape)


def rearrange(rng):
    a = an_array(rng)
    ndim, size = len(a.shape), math.prod(a.shape)
    axis, other = (rng.randint(-ndim - (rng.random() < 0.05), max(ndim - 1, 0)) for _ in range(2))
    order = rng.choice("CFAK")
    shape, axes = new_shape(rng, size), several(rng, ndim)
    permutation = tuple(rng.sample(range(ndim), ndim)) if rng.random() < 0.95 else axes
    k = rng.randint(-3, 3)
    calls = {
        "reshape": lambda m, x: x.reshape(shape, order=order if order != "K" else "C"),
        "ravel": lambda m, x: x.ravel(order),
        "flatten": lambda m, x: x.flatten(order),
        "transpose": lambda m, x: x.transpose(permutation),
        "swapaxes": lambda m, x: x.swapaxes(axis, other),
        "moveaxis": lambda m, x: m.moveaxis(x, axes, axes[::-1]),
        "rollaxis": lambda m, x: m.rollaxis(x, axis, other),
        "squeeze": lambda m, x: m.squeeze(x, axis=None if k > 0 else axes),
        "expand_dims": lambda m, x: m.expand_dims(x, axes if k > 0 else axis),
        "flip": lambda m, x: m.flip(x, None if k > 1 else axes),
        "rot90": lambda m, x: m.rot90(x, k, (axis, other)),
        "roll": lambda m, x: m.roll(x, k * 3, None if k > 1 else axis),
        "rolls": lambda m, x: m.roll(x, tuple(range(len(axes))), axes),
        "copy": lambda m, x: m.array(x, order=order, copy=True, ndmin=abs(k)),
        "asarray": lambda m, x: m.asarray(x, order=order),
        "astype": lambda m, x: x.astype(x.dtype, order=order, copy=k > 0),
        "like": lambda m, x: m.zeros_like(x, order=order),
        "full_like": lambda m, x: m.full_like(x, 1, order=order, shape=shape if k > 2 else None),
        "diagonal": lambda m, x: m.diagonal(x, k, axis, other),
        "diag": lambda m, x: m.diag(x, k),
        "diagflat": lambda m, x: m.diagflat(x, k),
        "tril": lambda m, x: m.tril(x, k),
        "triu": lambda m, x: m.triu(x, k),
        "atleast": lambda m, x: (m.atleast_1d(x), m.atleast_2d(x), m.atleast_3d(x)),
        "matrix_transpose": lambda m, x: m.matrix_transpose(x),
        "ascontiguous": lambda m, x: (m.ascontiguousarray(x), m.asfortranarray(x)),
        "real": lambda m, x: (x.real, x.imag, x.conj()),
        "byteswap": lambda m, x: x.byteswap(),
        "tolist": lambda m, x: (x.tolist(), x.tobytes(order if order != "K" else "A"), x.size, x.nbytes, x.ndim),
        "flat": lambda m, x: (x.flat[1:7:2], x.flat[k] if size > 3 else 0, m.array(x.flat)),
        "iterate": lambda m, x: [m.array(row) for row in x],
        "view": lambda m, x: x.view("uint8"),
        "bytes": lambda m, x: x.view("int16"),
    }
    name = rng.choice(list(calls))

    def run(module):
        array = a.build(module)
        got = calls[name](module, array)
        if not hasattr(got, "strides") or size < 2:
            return got
        # What stands alone along an axis has any stride.
        strides = [stride for stride, extent in zip(got.strides, got.shape) if extent > 1]
        return got, module.may_share_memory(got, array), strides

    return Case(f"{name}({a}) axis={axis}, {other} axes={axes} {permutation} order={order} shape={shape} k={k}", run)


def join(rng):
    count = rng.randint(1, 4)
    base = arrays.shape(rng, 3)
    axis = arrays.axis_of(rng, len(base))
    name = rng.choice(
        ["concatenate", "concatenate", "stack", "hstack", "vstack", "dstack", "column_stack", "block", "append"]
    )
    parts = []
    for _ in range(count):
        extents = list(base)
        if axis is not None and -len(base) <= axis < len(base) and rng.random() < 0.6:
            extents[axis] = rng.randint(0, 3)
        if rng.random() < 0.04:
            extents = [*extents, 2]
        parts.append(arrays.array(rng, rng.choice(dtypes.ALL), extents, writable=True))
    options = {}
    if name in ("concatenate", "stack"):
        options["axis"] = axis if name == "concatenate" else axis or 0
    if name in ("concatenate", "stack", "hstack", "vstack") and rng.random() < 0.3:
        options["dtype"] = rng.choice(dtypes.ALL)
        options["casting"] = rng.choice(["safe", "same_kind"])

    def run(module):
        found = [p.build(module) for p in parts]
        if name == "append":
            return module.append(found[0], found[-1], axis=axis)
        return getattr(module, name)(found, **options)

    return Case(f"{name}({parts}, {options}, axis={axis})", run, layout=True)


def cut(rng):
    a = an_array(rng, max_axes=3)
    ndim = len(a.shape)
    axis = arrays.axis_of(rng, ndim)
    n = a.shape[axis] if axis is not None and -ndim <= axis < ndim else math.prod(a.shape)
    places = [rng.randint(-n - (rng.random() < 0.05), n) for _ in range(rng.randint(0, 3))]
    sections = rng.randint(1, 4) if rng.random() < 0.5 else sorted(abs(p) for p in places)
    value = arrays.array(rng, rng.choice(dtypes.REALS), (), [1])
    where = rng.choice([places, slice(rng.randint(-3, 3), None, rng.choice([1, 2, -1])), rng.randint(-n, n)])
    widths = rng.choice([1, 2, (1, 0), [(rng.randint(0, 3), rng.randint(0, 2)) for _ in range(ndim)]])
    mode = rng.choice(
        ["constant", "edge", "wrap", "reflect", "symmetric", "linear_ramp", "minimum", "maximum", "empty"]
    )
    reps = rng.choice([2, (2, 1), (1, 0, 2), ()])
    repeats = rng.choice([2, 0, [rng.randint(0, 3) for _ in range(max(n, 1))], [2]])
    calls = {
        "split": lambda m, x: m.array_split(x, sections, axis=axis or 0),
        "exact split": lambda m, x: m.split(x, sections, axis=axis or 0),
        "insert": lambda m, x: m.insert(x, where, value.build(m), axis=axis),
        "delete": lambda m, x: m.delete(x, where, axis=axis),
        "pad": lambda m, x: m.pad(x, widths, mode=mode),
        "tile": lambda m, x: m.tile(x, reps),
        "repeat": lambda m, x: m.repeat(x, repeats, axis=axis),
        "resize": lambda m, x: m.resize(x, (2, 3)),
        "trim_zeros": lambda m, x: m.trim_zeros(x),
        "unstack": lambda m, x: m.unstack(x, axis=axis or 0),
        "broadcast_to": lambda m, x: m.broadcast_to(x, (2, *x.shape)),
        "windows": lambda m, x: m.lib.stride_tricks.sliding_window_view(x, 2, axis=axis or 0),
        "fill_diagonal": lambda m, x: (m.fill_diagonal(x, value.build(m), wrap=len(places) > 1), x),
        "ediff1d": lambda m, x: m.ediff1d(x),
        "diff": lambda m, x: m.diff(x, n=len(places), axis=-1 if axis is None else axis),
    }
    name = rng.choice(list(calls))
    # Rows are chosen by a mask, of whose results NumPy promises no order.
    layout = name != "delete"
    skip = "what is empty has any elements" if name == "pad" and mode == "empty" else None
    text = f"{name}({a}) axis={axis} where={where} sections={sections} widths={widths} {mode} {reps} {repeats} {value}"
    return Case(text, lambda module: calls[name](module, a.build(module)), layout=layout, skip=skip, ulps=4)


TOPICS = {"rearrange": (rearrange, 4), "join": (join, 3), "cut": (cut, 3)}
