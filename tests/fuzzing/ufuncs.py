"""Ufuncs: calls with all their options, and their methods."""

import dtypes
import numpy as np
import ufunc_names

from fuzzing import arrays
from fuzzing.compare import Case

CLOSE = set(ufunc_names.UNARY_CLOSE + ufunc_names.BINARY_CLOSE)
MORE = ufunc_names.words("logical_not isnan real conj abs")
UNARY = [name for name in ufunc_names.UNARY if name not in MORE]
REDUCING = ufunc_names.words(
    "add multiply maximum minimum fmax fmin logical_and logical_or logical_xor bitwise_and bitwise_or bitwise_xor "
    "subtract gcd lcm hypot less equal not_equal left_shift"
)
# What is done twice in another order need not give the same bits.
ANY = dtypes.ALL


def operand(rng, extents, choose, names):
    """An array, a scalar, or a Python number."""
    dtype = rng.choice(names)
    values = choose(dtype)
    if rng.random() < 0.15:
        return arrays.scalar(rng, dtype, values)
    return arrays.array(rng, dtype, extents, values)


def call(rng):
    """One ufunc on operands of any kind, with any options."""
    name = rng.choice(UNARY + ufunc_names.BINARY * 2)
    nin = getattr(np, name).nin
    nout = getattr(np, name).nout
    close = name in CLOSE
    (*shapes, mask_shape), full = arrays.broadcastable(rng, nin + 1)
    names = dtypes.REALS if rng.random() < 0.7 else ANY
    choose = arrays.tame if close else dtypes.unary_values
    if not close and set(names) & set(dtypes.COMPLEXES):
        choose = arrays.tame
    operands = [operand(rng, s, choose, names) for s in shapes]
    options, outs, mask = {}, None, None
    if rng.random() < 0.3:
        full = np.broadcast_shapes(*shapes) if all(5 not in s for s in shapes) else full
        if rng.random() < 0.05:
            full = (2, *full)
        outs = [
            arrays.out_of(rng, full, ["float64", "float32", "int64", "bool", "complex128", "float16"])
            for _ in range(nout)
        ]
        if rng.random() < 0.4:
            mask = arrays.array(rng, "bool", mask_shape)
    if rng.random() < 0.2:
        options["dtype"] = rng.choice(ANY)
    if rng.random() < 0.2:
        options["casting"] = rng.choice(["no", "equiv", "safe", "same_kind", "unsafe"])
    if rng.random() < 0.2:
        options["order"] = rng.choice("CFAK")

    def run(module):
        targets = None if outs is None else tuple(arrays.built(o, module) for o in outs)
        more = {} if targets is None else {"out": targets if nout > 1 or name[0] < "m" else targets[0]}
        if mask is not None:
            more["where"] = mask.build(module)
        result = getattr(module, name)(*(arrays.built(o, module) for o in operands), **more, **options)
        if targets is not None:
            kept = result if nout > 1 else (result,)
            return all(k is t for k, t in zip(kept, targets)), *targets
        return result

    loose = close or "complex" in repr([operands, options]) or any("complex" in (o.dtype) for o in outs or [])
    ulps = 16 if loose else 4 if name == "absolute" else 0
    if close and (outs or options):
        # The loop may be one of a shorter type than the output is.
        ulps *= 2.0 ** (29 if any(o.dtype in ("float64", "complex128") for o in outs or []) else 13)
    text = f"np.{name}({operands}, out={outs}, where={mask}, {options})"
    skip = None
    if options.get("casting") == "unsafe" and (outs or "dtype" in options):
        skip = "what a float becomes that does not fit an integer is not defined"
        skip = skip if risky(outs, options) else None
    return Case(text, run, ulps, layout=not outs, skip=skip)


def risky(outs, options):
    """Whether elements may be cast to integers that do not hold them."""
    kinds = [options.get("dtype", ""), *(o.dtype for o in outs or [])]
    return any(np.dtype(kind or "f8").kind in "iub" for kind in kinds) and kinds != [""]


def reduce(rng):
    """The reductions of a ufunc along any axes."""
    name = rng.choice(REDUCING)
    dtype = rng.choice(ANY if name in ("add", "multiply", "maximum", "minimum", "equal") else dtypes.REALS)
    extents = arrays.shape(rng)
    options = {"axis": arrays.axis_of(rng, len(extents), many=True)} if rng.random() < 0.9 else {}
    if rng.random() < 0.4:
        options["keepdims"] = rng.random() < 0.7
    if rng.random() < 0.25:
        options["initial"] = rng.choice([0, 1, 2, 0.5, 1j, None, True])
    if rng.random() < 0.25:
        options["dtype"] = rng.choice(ANY)
    mask = (
        arrays.array(rng, "bool", arrays.shape(rng) if rng.random() < 0.1 else extents) if rng.random() < 0.25 else None
    )
    # Only what fits everywhere is cast.
    extreme = name in ("maximum", "minimum", "fmax", "fmin") and "dtype" not in options
    targeted = rng.random() < 0.2
    a = arrays.array(rng, dtype, extents, None if extreme and not targeted else arrays.exact(dtype))
    target = None
    if targeted:
        expected = Case("", lambda m: getattr(m, name).reduce(a.build(m), **options))
        shape = result_shape(expected)
        target = arrays.out_of(rng, shape, dtypes.ALL)

    def run(module):
        more = {} if mask is None else {"where": mask.build(module)}
        if target is not None:
            more["out"] = target.build(module)
        result = getattr(module, name).reduce(a.build(module), **options, **more)
        return (result, more["out"]) if target is not None else result

    near = 0 if dtype not in ("float16",) and options.get("dtype") != "float16" else 64
    if name in ("multiply", "hypot", "subtract") or dtype in dtypes.COMPLEXES:
        near = 64
    if options.get("dtype") in (*dtypes.FLOATS, *dtypes.COMPLEXES) or target is not None:
        near = near or 8
    return Case(f"np.{name}.reduce({a}, {options}, where={mask}, out={target})", run, near=near)


def result_shape(case):
    try:
        return np.shape(case.run(np))
    except Exception:
        return ()


def accumulate(rng):
    """Running results, and those of the parts between places."""
    name = rng.choice(REDUCING)
    dtype = rng.choice(dtypes.REALS if rng.random() < 0.8 or name not in ("add", "multiply", "subtract") else ANY)
    extents = arrays.shape(rng, max_axes=3)
    a = arrays.array(rng, dtype, extents, arrays.exact(dtype))
    axis = arrays.axis_of(rng, len(extents), none=False)
    options = {} if rng.random() < 0.2 else {"axis": axis}
    if rng.random() < 0.25:
        options["dtype"] = rng.choice(ANY)
    side = extents[axis] if extents and -len(extents) <= axis < len(extents) else 2
    places = None
    if rng.random() < 0.5:
        top = side if rng.random() < 0.05 else max(side - 1, 0)
        places = [rng.randint(0, top) for _ in range(rng.randint(0, 4))]

    def run(module):
        function = getattr(module, name)
        if places is None:
            return function.accumulate(a.build(module), **options)
        return function.reduceat(a.build(module), module.array(places, "int64"), **options)

    return Case(f"np.{name}.accumulate/reduceat({a}, {places}, {options})", run, near=64)


def outer_and_at(rng):
    """All pairs, and in place at repeated indices."""
    name = rng.choice([*REDUCING, "power", "divide", "remainder"])
    left, right = (rng.choice(dtypes.REALS) for _ in range(2))
    if rng.random() < 0.5:
        a = arrays.array(rng, left, arrays.shape(rng, 2), arrays.exact(left))
        b = arrays.array(rng, right, arrays.shape(rng, 2), arrays.exact(right))
        return Case(
            f"np.{name}.outer({a}, {b})", lambda m: getattr(m, name).outer(a.build(m), b.build(m)), 8, layout=True
        )
    extents = arrays.shape(rng, 3, min_axes=1)
    a = arrays.array(rng, left, extents, arrays.exact(left), writable=True)
    n = extents[0]
    places = [rng.randint(-n, n - 1) for _ in range(rng.randint(0, 5))] if n else []
    b = arrays.array(rng, right, (len(places), *extents[1:]) if rng.random() < 0.7 else (), arrays.exact(right))

    def run(module):
        target = a.build(module)
        getattr(module, name).at(target, module.array(places, "int64"), b.build(module))
        return target

    return Case(f"np.{name}.at({a}, {places}, {b})", run, 8)


TOPICS = {"ufunc": (call, 8), "reduce": (reduce, 4), "accumulate": (accumulate, 2), "outer and at": (outer_and_at, 2)}
