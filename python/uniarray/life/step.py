"""Conway's Game of Life as array code.

`step` is what the benchmark times. It takes the array module as its last argument, so the same
lines run on uniarray and on NumPy.
"""

import uniarray

BOUNDARIES = ("dead", "torus")


def step(padded, counts, lives, np):
    """Advance `padded` by one generation, in place.

    `padded` is the board with a border of one cell all around, uint8, shape (h + 2, w + 2); a live
    cell is 1. `counts` (uint8) and `lives` (bool), shape (h, w), are work space and are overwritten:
    a run of thousands of generations makes no temporary arrays. The border is left as it is.

    >>> import uniarray as np
    >>> padded = np.zeros((5, 5), dtype=np.uint8)
    >>> padded[2, 1:4] = 1
    >>> step(padded, np.zeros((3, 3), dtype=np.uint8), np.zeros((3, 3), dtype=bool), np)
    >>> padded[1:-1, 1:-1].tolist()
    [[0, 1, 0], [0, 1, 0], [0, 1, 0]]
    """
    np.add(padded[:-2, :-2], padded[:-2, 1:-1], out=counts)
    counts += padded[:-2, 2:]
    counts += padded[1:-1, :-2]
    counts += padded[1:-1, 2:]
    counts += padded[2:, :-2]
    counts += padded[2:, 1:-1]
    counts += padded[2:, 2:]
    cells = padded[1:-1, 1:-1]
    # Alive next: three neighbours, or two and alive now (2 | 1 is 3). No other pair gives 3.
    counts |= cells
    np.equal(counts, 3, out=lives)
    cells[...] = lives


def wrap(padded):
    """Copy the outermost cells of the board to the border across: the board becomes a torus.

    >>> import uniarray as np
    >>> padded = np.zeros((4, 4), dtype=np.uint8)
    >>> padded[1, 2] = 1
    >>> wrap(padded)
    >>> padded.tolist()
    [[0, 0, 0, 0], [1, 0, 1, 0], [0, 0, 0, 0], [1, 0, 1, 0]]
    """
    padded[0, 1:-1] = padded[-2, 1:-1]
    padded[-1, 1:-1] = padded[1, 1:-1]
    # Whole columns, after the rows: so the corners come from the corner across.
    padded[:, 0] = padded[:, -2]
    padded[:, -1] = padded[:, 1]


class Life:
    """A board and its work space.

    `height` and `width` count cells; `boundary` says what lies beyond the edge: "dead" cells, or
    with "torus" the opposite edge. `np` is the array module. ValueError for a board without cells
    or an unknown boundary.

    >>> life = Life(5, 5)
    >>> for row, column in [(2, 1), (2, 2), (2, 3)]:
    ...     life.cells[row, column] = 1
    >>> life.run(3)
    >>> life.generation, life.population(), life.alive()
    (3, 3, [(1, 2), (2, 2), (3, 2)])
    """

    def __init__(self, height, width, boundary="dead", np=uniarray):
        """Make a board of dead cells."""
        if height < 1 or width < 1:
            raise ValueError(f"a board of {width} x {height} has no cells")
        if boundary not in BOUNDARIES:
            raise ValueError(f"boundary is {boundary!r}, must be one of {', '.join(BOUNDARIES)}")
        self.np = np
        self.height = height
        self.width = width
        self.boundary = boundary
        self.generation = 0
        self.padded = np.zeros((height + 2, width + 2), dtype=np.uint8)
        self.cells = self.padded[1:-1, 1:-1]
        self._counts = np.zeros((height, width), dtype=np.uint8)
        self._lives = np.zeros((height, width), dtype=bool)

    def step(self):
        """Advance by one generation.

        >>> life = Life(3, 3)
        >>> life.cells[1, 1] = 1
        >>> life.step()
        >>> life.population()
        0
        """
        if self.boundary == "torus":
            wrap(self.padded)
        step(self.padded, self._counts, self._lives, self.np)
        self.generation += 1

    def run(self, steps):
        """Advance by `steps` generations.

        >>> life = Life(3, 3)
        >>> life.run(10)
        >>> life.generation
        10
        """
        for _ in range(steps):
            self.step()

    def population(self):
        """The number of live cells, an int.

        >>> Life(3, 3).population()
        0
        """
        return int(self.cells.sum())

    def alive(self):
        """The live cells as a list of (row, column), row by row.

        >>> life = Life(2, 3)
        >>> life.cells[1, 2] = 1
        >>> life.alive()
        [(1, 2)]
        """
        rows, columns = self.np.nonzero(self.cells)
        return list(zip(rows.tolist(), columns.tolist()))
