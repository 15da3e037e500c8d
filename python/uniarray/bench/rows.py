"""The rows about Life and about whole programs."""

import functools

from uniarray.bench import mixed
from uniarray.bench.row import Row
from uniarray.life import Life, soup, step

_LIFE_STEP = "step(padded, counts, lives, np)"
LIFE_SIDES = (16, 64, 256, 1024)


def life_rows(sides=LIFE_SIDES):
    """A generation of Life on random square boards of the given `sides`.

    >>> life_rows((16,))
    [<Row life: step, 16>]
    """
    return [Row("life", "step", side, _LIFE_STEP, lambda np, side=side: _board(np, side)) for side in sides]


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
