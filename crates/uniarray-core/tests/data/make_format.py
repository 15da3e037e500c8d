"""Writes format.txt: arrays and scalars with the text that NumPy gives them.

python make_format.py [--count N] [--seed S] > format.txt

One case per line, fields separated by tabs: dtype, shape, print options, elements as hexadecimal bytes (repeated
until the shape is full), repr, str; with `\\n` for the end of a line. Scalars have the shape `scalar`.
`FORMAT_CASES=file cargo test -p uniarray-core --test format` checks another file than the committed one.
"""

import argparse
import sys

import numpy as np

DTYPES = ["?", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f4", "f8", "c8", "c16"]
SHAPES = [(), (1,), (2,), (3,), (5,), (17,), (40,), (2, 2), (3, 1), (1, 4), (2, 3, 2), (1, 1, 1, 2), (4, 9)]
EMPTY = [(0,), (0, 3), (2, 0), (1, 0, 2)]
LONG = [(1001,), (1200,), (40, 30), (3, 400), (400, 3), (11, 10, 10), (2, 2, 300), (6, 6, 6, 6)]


def reals(rng, count, kind):
    """Floats of the sort that programs hold: round ones, measured ones, extreme ones and special ones."""
    style = rng.integers(10)
    if style == 0:
        values = rng.integers(-50, 50, count).astype("f8")
    elif style == 1:
        values = rng.integers(-5000, 5000, count) / 10 ** rng.integers(1, 5)
    elif style == 2:
        values = rng.standard_normal(count)
    elif style == 3:
        values = rng.standard_normal(count) * 10.0 ** rng.integers(-12, 12)
    elif style == 4:
        values = rng.standard_normal(count) * 10.0 ** rng.integers(-6, 6, count)
    elif style == 5:
        values = rng.integers(0, 2**32, count).astype("u4").view("f4").astype("f8")
    elif style == 6:
        values = rng.integers(0, 2**63, count).view("f8") * rng.choice([-1.0, 1.0], count)
    elif style == 7:
        values = 10.0 ** rng.integers(-9, 17, count)
    elif style == 8:
        values = rng.random(count) * 10.0 ** rng.integers(0, 9)
    else:
        values = rng.choice([0.0, -0.0, 1.0, -1.5, 0.1, 1e-4, 99999999.0, 1e8, 1e15, 1e16, 5e-324], count)
    special = rng.integers(6)
    if special == 0:
        values = np.where(rng.random(count) < 0.3, rng.choice([np.nan, np.inf, -np.inf, 0.0, -0.0], count), values)
    elif special == 1:
        values = np.where(rng.random(count) < 0.5, rng.choice([np.nan, np.inf]), np.abs(values))
    return values.astype(kind)


def elements(rng, count, code):
    dtype = np.dtype(code)
    if dtype.kind == "b":
        return rng.random(count) < rng.choice([0.0, 0.5, 1.0])
    if dtype.kind in "iu":
        info = np.iinfo(dtype)
        spread = int(rng.choice([3, 20, 100, 127, 10**4, 10**9, 2**63 - 1]))
        low, high = max(info.min, -spread), min(info.max, spread)
        values = rng.integers(low, high, count, dtype=dtype, endpoint=True)
        if rng.integers(5) == 0:
            values[rng.integers(count)] = info.max if rng.integers(2) else info.min
        return values
    part = "f4" if dtype.itemsize in (4, 8) and dtype.char in "fF" else "f8"
    if dtype.kind == "f":
        return reals(rng, count, part)
    values = np.empty(count, dtype)
    values.real, values.imag = reals(rng, count, part), reals(rng, count, part)
    return values


def options(rng):
    if rng.integers(3):
        return {}
    choices = {
        "precision": [0, 1, 2, 3, 4, 6, 12, 17],
        "threshold": [0, 5, 20, 100000],
        "edgeitems": [0, 1, 2, 5],
        "linewidth": [10, 20, 40, 60, 100, 200],
        "suppress": [True],
        "sign": ["+", " "],
        "floatmode": ["fixed", "unique", "maxprec_equal"],
        "nanstr": ["NA", "not a number"],
        "infstr": ["oo", "infinite"],
    }
    names = rng.choice(list(choices), rng.integers(1, 4), replace=False)
    return {str(name): choices[name][rng.integers(len(choices[name]))] for name in names}


def line(code, shape, given, values, texts, longest=None):
    if longest is not None and len(texts[0]) > longest:
        return
    shown = ",".join(f"{name}={int(value) if value is True else value}" for name, value in given.items())
    shape = shape if isinstance(shape, str) else ",".join(map(str, shape))
    fields = [code, shape, shown, values.tobytes().hex(), *(text.replace("\n", "\\n") for text in texts)]
    print("\t".join(fields))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=1100)
    parser.add_argument("--longest", type=int, default=600, help="leave out longer texts")
    parser.add_argument("--seed", type=int, default=20)
    args = parser.parse_args()
    rng = np.random.default_rng(args.seed)
    np.seterr(all="ignore")
    assert sys.byteorder == "little"
    print(f"# numpy {np.__version__}, seed {args.seed}")
    for code in DTYPES:
        for shape in EMPTY:
            array = np.zeros(shape, code)
            line(code, shape, {}, array, [repr(array), str(array)])
    for case in range(args.count):
        code = DTYPES[rng.integers(len(DTYPES))] if rng.integers(2) else DTYPES[rng.integers(9, 13)]
        if case % 4 == 0:
            scalar = elements(rng, 1, code)
            line(code, "scalar", {}, scalar, [repr(scalar[0]), str(scalar[0])])
            continue
        shapes = LONG if rng.integers(8) == 0 else SHAPES
        shape = shapes[rng.integers(len(shapes))]
        given = options(rng)
        if shapes is LONG and given.get("threshold", 0) > 2000:
            continue
        values = elements(rng, min(int(np.prod(shape)), int(rng.choice([4, 12]))), code)
        array = np.resize(values, shape)
        with np.printoptions(**given):
            line(code, shape, given, values, [repr(array), str(array)], args.longest)


if __name__ == "__main__":
    main()
