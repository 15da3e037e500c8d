"""What is measured: a statement, and the arrays it works on."""

import functools

from uniarray.bench import mixed
from uniarray.life import Life, soup, step

_LIFE_STEP = "step(padded, counts, lives, np)"
LIFE_SIDES = (16, 64, 256, 1024)
SIZES = (10, 1000, 1000000)

# The statements of `ufunc`; the names in them are those of `_arrays`.
STATEMENTS = (
    # float64
    "a + b",
    "a * 2.5",
    "a / b",
    "-a",
    "a < b",
    "np.add(a, b, out=c)",
    "np.maximum(a, b)",
    "np.sqrt(a)",
    "np.exp(a)",
    "np.sin(a)",
    "np.where(m, a, b)",
    # every second element
    "s + t",
    # int32, uint8, complex128
    "i + j",
    "i & j",
    "i // j",
    "u + v",
    "z * w",
    # reductions
    "a.sum()",
    "a.max()",
    "a.mean()",
    "a.argmax()",
    "q.any()",
    "np.cumsum(a)",
    "np.nonzero(m)",
    "a.var()",
    "np.median(a)",
    # order
    "np.sort(i)",
    "np.sort(r)",
    "np.argsort(r)",
    "np.partition(r, 5)",
    "a.searchsorted(b)",
    "np.unique(i)",
    "np.bincount(u)",
    "np.histogram(a)",
    # elements, slices, selections
    "a[3]",
    "a[3] = 1.5",
    "a[1:-1]",
    "a[m]",
    "a[k]",
    "a.take(k)",
    "a.repeat(2)",
    # random numbers
    "g.random(n)",
    "g.standard_normal(n)",
    "g.integers(10, size=n)",
    "g.permutation(n)",
    # new arrays and new shapes
    "np.zeros(n)",
    "np.arange(n)",
    "a.copy()",
    "a.astype(np.float32)",
    "a.reshape(2, -1)",
    "np.concatenate((a, b))",
)


class Row:
    """One line of the benchmark.

    `suite` and `label` name it, together with `size`; `statement` is what is timed, and `names(np)`
    gives the variables in it, a dict, made with the array module `np`.

    >>> Row("ufunc", "a + b", 10, "a + b", lambda np: {"a": np.ones(10), "b": np.ones(10)})
    <Row ufunc: a + b, 10>
    """

    __slots__ = ("label", "names", "size", "statement", "suite")

    def __init__(self, suite, label, size, statement, names):
        """Describe a measurement; nothing is made yet."""
        self.suite = suite
        self.label = label
        self.size = size
        self.statement = statement
        self.names = names

    def __repr__(self):
        return f"<Row {self.suite}: {self.label}, {self.size}>"


def life_rows(sides=LIFE_SIDES):
    """A generation of Life on random square boards of the given `sides`.

    >>> life_rows((16,))
    [<Row life: step, 16>]
    """
    return [Row("life", "step", side, _LIFE_STEP, lambda np, side=side: _board(np, side)) for side in sides]


def ufunc_rows(sizes=SIZES, statements=STATEMENTS):
    """Each of `statements` on arrays of each of the `sizes`.

    >>> ufunc_rows((10,), ("a + b",))
    [<Row ufunc: a + b, 10>]
    """
    return [
        Row("ufunc", statement, size, statement, lambda np, size=size: _arrays(np, size))
        for size in sizes
        for statement in statements
    ]


def mixed_rows(programs=mixed.PROGRAMS):
    """Programs that mix Python's loops with arrays: pairs of a function(np, size) and its size.

    >>> mixed_rows(((mixed.sieve, 100),))
    [<Row mixed: sieve, 100>]
    """
    return [
        Row("mixed", program.__name__, size, "program(np, n)", functools.partial(_program, program, size))
        for program, size in programs
    ]


def _program(program, size, np):
    return {"program": program, "np": np, "n": size}


def _board(np, side):
    life = Life(side, side, np=np)
    soup.fill(life, seed=side)
    counts = np.zeros((side, side), dtype=np.uint8)
    lives = np.zeros((side, side), dtype=bool)
    return {"step": step, "padded": life.padded, "counts": counts, "lives": lives, "np": np}


# Two entries: ours and the peer's, of the size at hand; those of a million elements are not kept.
@functools.lru_cache(maxsize=2)
def _arrays(np, n):
    count = np.arange(n)
    a = (count + 1) / n
    double = (np.arange(2 * n) + 1) / n
    return {
        "np": np,
        "n": n,
        "a": a,
        "b": 2.0 - a,
        "c": np.zeros(n),
        "s": double[::2],
        "t": double[1::2],
        "i": (count % 1000).astype(np.int32),
        "j": (count % 7 + 1).astype(np.int32),
        "u": (count % 100).astype(np.uint8),
        "v": (count % 50).astype(np.uint8),
        "z": a + 1j,
        "w": a * 1j,
        "r": ((count * 7919) % n) / n,
        "m": count % 3 == 0,
        "q": count < 0,
        "k": (count * 7919) % n,
        "g": np.random.default_rng(n),
    }
