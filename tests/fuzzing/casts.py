"""Conversions: dtypes, Python objects, text."""

import dtypes
import promotion_table

from fuzzing import arrays
from fuzzing.compare import Case


def astype(rng):
    source, target = rng.choice(dtypes.ALL), rng.choice(dtypes.ALL)
    values = promotion_table.values_to_cast(source, target) or [0]
    a = arrays.array(rng, source, values=values)
    rule, order = rng.choice(promotion_table.RULES), rng.choice("CFAK")
    kind = rng.choice(["astype", "astype", "copyto", "array", "asarray", "fill", "setitem"])
    to = arrays.array(
        rng, target, a.shape if rng.random() < 0.7 else (2, *a.shape), arrays.exact(target), writable=True
    )
    mask = arrays.array(rng, "bool", a.shape)

    def run(module):
        x = a.build(module)
        if kind == "astype":
            return x.astype(target, order=order, casting=rule)
        if kind == "array":
            return module.array(x, dtype=target, order=order)
        if kind == "asarray":
            return module.asarray(x, dtype=target)
        y = to.build(module)
        if kind == "copyto":
            module.copyto(y, x, casting=rule, where=mask.build(module))
        elif kind == "fill":
            y.fill(x.ravel()[0])
        else:
            y[...] = x
        return y

    return Case(f"{kind}({a}, {target}, {rule}, {order}) to {to} where {mask}", run, layout=True)


def nested(rng, depth=0):
    """Lists of lists of numbers, most of one shape."""
    drawn = rng.random()
    if depth > 2 or drawn < 0.3:
        return rng.choice([True, False, 0, 1, -5, 300, 2**40, 2**63, 2**70, 0.5, -1.5, 1j, float("nan"), 1e300])
    if drawn < 0.7:
        return [nested(rng, depth + 1)] * rng.randint(0, 3)
    return [nested(rng, depth + 1) for _ in range(rng.randint(0, 3))]


def from_lists(rng):
    what = nested(rng)
    if rng.random() < 0.3:
        what = [what, arrays.array(rng, rng.choice(dtypes.ALL), arrays.shape(rng, 2))]
    dtype = rng.choice([None, None, *dtypes.ALL])
    ndmin = rng.choice([0, 0, 0, 3])

    def built(thing, module):
        if isinstance(thing, list):
            return [built(part, module) for part in thing]
        return arrays.built(thing, module)

    return Case(f"np.array({what}, {dtype}, ndmin={ndmin})", lambda m: m.array(built(what, m), dtype, ndmin=ndmin))


def text(rng):
    dtype = rng.choice(dtypes.ALL)
    values = rng.choice([dtypes.unary_values, arrays.exact, arrays.tame])(dtype)
    if dtype in dtypes.FLOATS and rng.random() < 0.3:
        values = [rng.uniform(-1, 1) * 10.0 ** rng.randint(-3, 4) for _ in range(4)]
    a = arrays.array(rng, dtype, values=values)
    options = {}
    if rng.random() < 0.4:
        options["precision"] = rng.choice([0, 1, 3, 8, 17, None])
    if rng.random() < 0.3:
        options["suppress_small"] = rng.random() < 0.5
    if rng.random() < 0.3:
        options["max_line_width"] = rng.choice([10, 30, 75])
    extra = {}
    if rng.random() < 0.4:
        extra["floatmode"] = rng.choice(["fixed", "unique", "maxprec", "maxprec_equal"])
    if rng.random() < 0.3:
        extra["sign"] = rng.choice(["-", "+", " "])
    if rng.random() < 0.3:
        extra["threshold"], extra["edgeitems"] = rng.choice([0, 5, 20]), rng.choice([1, 2, 3])
    if rng.random() < 0.3:
        extra["separator"] = rng.choice([",", ", ", ""])

    def run(module):
        x = a.build(module)
        return (
            repr(x),
            str(x),
            module.array_repr(x, **options),
            module.array_str(x, **options),
            module.array2string(x, **options, **extra),
            repr(x.ravel()[:1].sum()).replace("uniarray", "np") if x.size else "",
            format(x.ravel()[0], rng_format) if x.size else "",
        )

    rng_format = rng.choice(["", "", "e", "g", ".2f", "+", "8", "<10", "%", ".0e"])
    return Case(f"text of {a}, {options}, {extra}, {rng_format!r}", run)


def scalars(rng):
    """Operators between scalars, and with Python's numbers."""
    left, right = (arrays.scalar(rng, d, dtypes.binary_values(d)) for d in rng.choices(dtypes.ALL, k=2))
    if left[0] == right[0] == "python":
        left = ("scalar", *left[1:])
    sign = rng.choice(
        ["+", "-", "*", "/", "//", "%", "**", "<<", ">>", "&", "|", "^", "<", "<=", "==", "!=", ">", "divmod"]
    )
    code = compile("divmod(x, y)" if sign == "divmod" else f"x {sign} y", "scalars", "eval")
    skip = "2**shift" if sign in ("<<", ">>") else None
    if sign in ("<<", ">>") and not any("float" in d or "complex" in d for d in (left[2], right[2])):
        skip = None

    def run(module):
        return eval(code, {"x": arrays.built(left, module), "y": arrays.built(right, module), "divmod": divmod})

    loose = 4 if sign in ("**", "/", "*", "//", "%", "divmod") and "complex" in left[2] + right[2] else 0
    return Case(f"{left} {sign} {right}", run, ulps=loose or (4 if sign == "**" else 0), skip=skip)


TOPICS = {"astype": (astype, 4), "lists": (from_lists, 2), "text": (text, 3), "scalars": (scalars, 3)}
