"""`--check`: known truths about well-known patterns.

The populations were computed with NumPy; on these boards no cell ever reaches the edge.
"""

from uniarray.life.library import load
from uniarray.life.step import Life

# Pattern, side of the square board, and its population at some generations.
_POPULATIONS = (
    ("r-pentomino", 800, {1103: 116}),
    ("acorn", 800, {500: 276, 1000: 457}),
)
_LONG = (("acorn", 2800, {5206: 633}),)

_GUN_PERIOD = 30
_GLIDER_CELLS = 5


def generations(level):
    """How many generations `run` will compute for `level`, "short" or "long".

    >>> generations("short") < generations("long")
    True
    """
    return sum(length for length, _ in _plan(level))


def run(level, np, advance):
    """Compute the truths of `level`, "short" or "long", with the array module `np`.

    Yields (sentence, found, expected, boards): the truth holds if found == expected, and `boards`
    are the final boards for the digest. `advance(life, steps)` runs a board, so that the caller
    can show progress.

    >>> import uniarray
    >>> sentence, found, expected, boards = next(run("short", uniarray, Life.run))
    >>> sentence, found == expected
    ('glider is itself, moved by (1, 1), every 4 generations', True)
    """
    for _, truth in _plan(level):
        yield truth(np, advance)


def _plan(level):
    """The truths of `level`: (generations, function)."""
    plan = [(80, _glider), (64, _glider_on_a_torus), (4 * _GUN_PERIOD, _gun)]
    for row in _POPULATIONS + (_LONG if level == "long" else ()):
        plan.append((max(row[2]), lambda np, advance, row=row: _population(row, np, advance)))
    return plan


def _glider(np, advance):
    life = Life(64, 64, np=np)
    load("glider").place(life, 8, 8)
    expected = [life.alive()]
    found = [life.alive()]
    for _ in range(20):
        advance(life, 4)
        found.append(life.alive())
        expected.append([(row + 1, column + 1) for row, column in expected[-1]])
    return "glider is itself, moved by (1, 1), every 4 generations", found, expected, [life]


def _glider_on_a_torus(np, advance):
    life = Life(16, 16, "torus", np=np)
    load("glider").place(life)
    start = life.alive()
    advance(life, 4 * 16)
    return "glider is back after 64 generations on a torus of 16 x 16", life.alive(), start, [life]


def _gun(np, advance):
    life = Life(200, 200, np=np)
    load("gosper-gun").place(life)
    gun = set(life.alive())
    found, expected = [], []
    for shots in range(1, 5):
        advance(life, _GUN_PERIOD)
        alive = set(life.alive())
        found.append((gun <= alive, len(alive - gun)))
        expected.append((True, shots * _GLIDER_CELLS))
    return "Gosper gun is itself and one glider more every 30 generations", found, expected, [life]


def _population(row, np, advance):
    name, side, truths = row
    life = Life(side, side, np=np)
    pattern = load(name)
    pattern.place(life)
    found = {}
    for generation in truths:
        advance(life, generation - life.generation)
        found[generation] = life.population()
    told = ", ".join(f"{cells} cells at {generation}" for generation, cells in truths.items())
    return f"{pattern.name} on {side} x {side}: {told}", found, truths, [life]
