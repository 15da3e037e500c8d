"""Reductions, statistics, sorting, sets and products."""

import dtypes
from ufunc_names import words

from fuzzing import arrays
from fuzzing.compare import Case

REDUCTIONS = words("""
sum prod mean std var min max ptp any all argmin argmax cumsum cumprod nansum nanprod nanmean nanstd nanvar nanmin
nanmax nanargmin nanargmax nancumsum nancumprod count_nonzero median nanmedian cumulative_sum cumulative_prod amin amax
""")
RUNNING = ("cum", "nancum")


def reduction(rng):
    name = rng.choice(REDUCTIONS)
    dtype = rng.choice(dtypes.ALL)
    values = arrays.exact(dtype)
    if name.startswith("nan") and dtype in dtypes.FLOATS:
        values = [*values, float("nan")]
    if name in ("min", "max", "argmin", "argmax", "any", "all", "amin", "amax", "count_nonzero", "nanmin", "nanmax"):
        values = dtypes.unary_values(dtype)
    extents = arrays.shape(rng)
    a = arrays.array(rng, dtype, extents, values)
    simple = name.startswith(RUNNING) or "arg" in name
    options = {"axis": arrays.axis_of(rng, len(extents), many=not simple)} if rng.random() < 0.9 else {}
    if rng.random() < 0.4 and not name.startswith(RUNNING):
        options["keepdims"] = rng.random() < 0.7
    if rng.random() < 0.2 and ("sum" in name or "prod" in name or name in ("mean", "std", "var")):
        options["dtype"] = rng.choice([*dtypes.FLOATS, *dtypes.COMPLEXES, "int64"])
    if rng.random() < 0.3 and ("std" in name or "var" in name):
        options["ddof"] = rng.choice([0, 1, 2, 0.5])
    if rng.random() < 0.2 and name in ("sum", "prod", "min", "max"):
        options["initial"] = rng.choice([0, 1, 2])
    mask = None
    if rng.random() < 0.2 and name in (
        "sum",
        "prod",
        "min",
        "max",
        "mean",
        "std",
        "var",
        "any",
        "all",
        "nansum",
        "nanmean",
    ):
        mask = arrays.array(rng, "bool", extents)
    method = rng.random() < 0.4 and hasattr(arrays.np.ndarray, name)

    def run(module):
        more = {} if mask is None else {"where": mask.build(module)}
        x = a.build(module)
        return getattr(x, name)(**options, **more) if method else getattr(module, name)(x, **options, **more)

    near = (
        64
        if any(part in name for part in ("prod", "mean", "std", "var")) or "float16" in (dtype, options.get("dtype"))
        else 8
    )
    return Case(f"np.{name}({a}, {options}, where={mask})", run, near=near)


METHODS = words("""
inverted_cdf averaged_inverted_cdf closest_observation interpolated_inverted_cdf hazen weibull linear median_unbiased
normal_unbiased lower higher midpoint nearest
""")


def statistics(rng):
    dtype = rng.choice(dtypes.REALS)
    extents = arrays.shape(rng, 3)
    a = arrays.array(rng, dtype, extents, arrays.tame(dtype))
    axis = arrays.axis_of(rng, len(extents), many=True)
    one = arrays.axis_of(rng, len(extents))
    q = rng.choice([0.5, 0, 1, 0.25, [0.1, 0.9], [[0.5], [0.75]], []])
    method, keepdims = rng.choice(METHODS), rng.random() < 0.3
    line = arrays.array(rng, rng.choice(dtypes.REALS), (rng.randint(0, 12),), None)
    line = arrays.array(rng, line.dtype, line.shape, arrays.tame(line.dtype))
    other = arrays.array(rng, rng.choice(dtypes.REALS), line.shape, [1, 0])
    counts = arrays.array(rng, rng.choice(["int64", "uint8", "int8"]), line.shape, [0, 1, 2, 5])
    bins = rng.choice([1, 3, 10, [0, 1, 2, 3], [-1.5, 0, 0.25, 7], "auto", "sturges"])
    side = rng.choice(["left", "right"])
    edges = sorted(rng.sample([-3, -1, 0, 0.5, 1, 2, 5], rng.randint(1, 5)))
    calls = {
        "quantile": lambda m: m.quantile(a.build(m), q, axis=axis, method=method, keepdims=keepdims),
        "percentile": lambda m: m.percentile(a.build(m), 50, axis=axis, method=method, keepdims=keepdims),
        "nanquantile": lambda m: m.nanquantile(a.build(m), q, axis=axis, method=method),
        "average": lambda m: m.average(a.build(m), axis=axis, keepdims=keepdims),
        "weighted": lambda m: m.average(line.build(m), weights=other.build(m), returned=True),
        "bincount": lambda m: m.bincount(counts.build(m), minlength=rng_minlength),
        "weighed": lambda m: m.bincount(abs(counts.build(m)), other.build(m)),
        "histogram": lambda m: m.histogram(line.build(m), bins),
        "dense": lambda m: m.histogram(line.build(m), bins if not isinstance(bins, str) else 5, density=True),
        "digitize": lambda m: m.digitize(a.build(m), edges, right=side == "right"),
        "searchsorted": lambda m: m.searchsorted(edges, a.build(m), side=side),
        "cov": lambda m: m.cov(a.build(m), rowvar=keepdims),
        "corrcoef": lambda m: m.corrcoef(line.build(m), other.build(m)),
        "gradient": lambda m: m.gradient(a.build(m), axis=one),
        "trapezoid": lambda m: m.trapezoid(a.build(m), axis=one if one is not None else -1),
        "interp": lambda m: m.interp(a.build(m), edges, edges[::-1], left=-9.0),
        "clip": lambda m: m.clip(a.build(m), rng_low, rng_high),
        "round": lambda m: m.round(a.build(m), rng_minlength - 1),
        "nan_to_num": lambda m: m.nan_to_num(a.build(m)),
        "unwrap": lambda m: m.unwrap(a.build(m)),
        "convolve": lambda m: m.convolve(line.build(m), other.build(m), ["full", "same", "valid"][rng_minlength % 3]),
        "isclose": lambda m: m.isclose(a.build(m), 0.5, atol=0.3),
        "allclose": lambda m: (
            m.allclose(a.build(m), 1.0),
            m.array_equal(a.build(m), a.build(m)),
            m.array_equiv(a.build(m), 1),
        ),
        "vander": lambda m: m.vander(line.build(m), 3),
    }
    rng_minlength, (rng_low, rng_high) = rng.randint(0, 8), sorted(rng.sample([-2, -1, 0, 1, 2.5, 100], 2))
    name = rng.choice(list(calls))
    text = (
        f"{name} of {a} axis={axis}/{one} q={q} {method} keepdims={keepdims} line={line} other={other} counts={counts}"
    )
    return Case(f"{text} bins={bins} {side} {edges} {rng_minlength} {rng_low} {rng_high}", calls[name], near=64)


def sorting(rng):
    dtype = rng.choice(dtypes.ALL)
    values = rng.choice([dtypes.unary_values, arrays.exact, dtypes.binary_values])(dtype)
    if dtype in dtypes.COMPLEXES and rng.random() < 0.5:
        nan = dtypes.nan
        values = [0j, 1 + 0j, 1 - 1j, complex(nan, 1), complex(1, nan), complex(nan, nan)]
    extents = arrays.shape(rng, 3, rng.choice([4, 9]))
    a = arrays.array(rng, dtype, extents, values, writable=True)
    b = arrays.array(rng, dtype if rng.random() < 0.6 else rng.choice(dtypes.ALL), arrays.shape(rng, 2), None)
    axis = arrays.axis_of(rng, len(extents))
    kind = rng.choice([None, "stable", "quicksort", "heapsort", "mergesort"])
    n = 1
    for extent in extents:
        n *= extent
    kth = rng.randint(-n - 1, n) if axis is None and n else rng.randint(-2, 3)
    flags = {name: rng.random() < 0.5 for name in ("return_index", "return_inverse", "return_counts", "equal_nan")}
    side = rng.choice(["left", "right"])

    def partitioned(m):
        parted = m.partition(a.build(m), kth, axis=axis)
        chosen = m.take(parted, [kth], axis=axis if axis is not None else 0)
        return chosen, m.sort(parted, axis=axis)

    def sort_in_place(m):
        x = a.build(m)
        x.sort(axis=-1 if axis is None else axis, kind=kind)
        return x

    calls = {
        "sort": lambda m: m.sort(a.build(m), axis=axis, kind=kind),
        "in place": sort_in_place,
        "argsort": lambda m: m.argsort(a.build(m), axis=axis, kind="stable"),
        "partition": partitioned,
        "lexsort": lambda m: m.lexsort((a.build(m), a.build(m)), axis=-1 if axis is None else axis),
        "searchsorted": lambda m: m.searchsorted(m.sort(a.build(m), axis=None), b.build(m), side=side),
        "unique": lambda m: m.unique(a.build(m), **flags),
        "unique of rows": lambda m: m.unique(a.build(m), axis=axis, **flags),
        "isin": lambda m: m.isin(a.build(m), b.build(m), invert=flags["return_index"]),
        "union1d": lambda m: m.union1d(a.build(m), b.build(m)),
        "intersect1d": lambda m: m.intersect1d(a.build(m), b.build(m), return_indices=flags["return_index"]),
        "setdiff1d": lambda m: (m.setdiff1d(a.build(m), b.build(m)), m.setxor1d(a.build(m), b.build(m))),
        "argmax": lambda m: (m.argmax(a.build(m), axis=axis), m.argmin(a.build(m), axis=axis)),
        "sort_complex": lambda m: m.sort_complex(a.build(m)),
    }
    name = rng.choice(list(calls))
    return Case(f"{name} of {a} and {b}, axis={axis} {kind} kth={kth} {flags} {side}", calls[name])


def products(rng):
    left, right = (rng.choice(dtypes.ALL) for _ in range(2))
    n, k, m_ = (rng.randint(0 if rng.random() < 0.1 else 1, 5) for _ in range(3))
    if rng.random() < 0.05:
        n, k, m_ = (rng.randint(20, 70) for _ in range(3))
    k2 = k if rng.random() < 0.97 else k + 1
    batch, other = arrays.broadcastable(rng, 2, max_axes=2, max_side=3)[0] if rng.random() < 0.4 else ((), ())
    one = rng.random()
    first = (k,) if one < 0.15 else (*batch, n, k)
    second = (k2,) if one > 0.85 else (*other, k2, m_)
    a = arrays.array(rng, left, first, arrays.exact(left))
    b = arrays.array(rng, right, second, arrays.exact(right))
    u = arrays.array(rng, left, (*batch, k), arrays.exact(left))
    v = arrays.array(rng, right, (*other, k2), arrays.exact(right))
    calls = {
        "matmul": lambda m: m.matmul(a.build(m), b.build(m)),
        "operator": lambda m: a.build(m) @ b.build(m),
        "dot": lambda m: m.dot(a.build(m), b.build(m)),
        "inner": lambda m: m.inner(u.build(m), v.build(m)),
        "outer": lambda m: m.outer(u.build(m), v.build(m)),
        "vecdot": lambda m: m.vecdot(u.build(m), v.build(m)),
        "matvec": lambda m: m.matvec(a.build(m), v.build(m)),
        "vecmat": lambda m: m.vecmat(u.build(m), b.build(m)),
        "vdot": lambda m: m.vdot(u.build(m), v.build(m)),
        "tensordot": lambda m: m.tensordot(a.build(m), b.build(m), axes=1),
        "pairs": lambda m: m.tensordot(a.build(m), b.build(m), axes=([-1], [max(len(second) - 2, 0)])),
        "einsum": lambda m: m.einsum("...ij,...jk->...ik", a.build(m), b.build(m)),
        "optimised": lambda m: m.einsum("...ij,...jk->...k", a.build(m), b.build(m), optimize=True),
        "trace": lambda m: m.einsum("...ii", a.build(m)),
        "kron": lambda m: m.kron(u.build(m), v.build(m)),
        "transposed": lambda m: a.build(m).T @ b.build(m).T,
        "own": lambda m: m.matmul(a.build(m), a.build(m).mT),
        "cross": lambda m: m.cross(u.build(m)[..., :3], v.build(m)[..., :3]),
    }
    name = rng.choice(list(calls))
    return Case(f"{name} of {a} and {b}; {u} and {v}", calls[name], near=64, layout=name == "matmul")


TOPICS = {
    "reduction": (reduction, 4),
    "statistics": (statistics, 3),
    "sorting": (sorting, 3),
    "products": (products, 3),
}
