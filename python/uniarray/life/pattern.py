"""A pattern: the live cells of a rectangle, apart from any board."""


class Pattern:
    """Live `cells`, a sorted tuple of (row, column), in a rectangle of `height` by `width`.

    >>> blinker = Pattern("blinker", 1, 3, [(0, 0), (0, 1), (0, 2)])
    >>> blinker
    <Pattern blinker: 3 x 1, 3 cells>
    """

    __slots__ = ("cells", "height", "name", "width")

    def __init__(self, name, height, width, cells):
        """Keep the cells; ValueError when one lies outside the rectangle."""
        self.name = name
        self.height = height
        self.width = width
        self.cells = tuple(sorted(cells))
        for row, column in self.cells:
            if not (0 <= row < height and 0 <= column < width):
                raise ValueError(f"cell ({row}, {column}) lies outside {width} x {height}")

    def __repr__(self):
        return f"<Pattern {self.name}: {self.width} x {self.height}, {len(self.cells)} cells>"

    def must_fit(self, height, width):
        """ValueError when the pattern is larger than a board of `height` x `width`.

        >>> Pattern("dot", 1, 1, [(0, 0)]).must_fit(3, 3)
        """
        if self.height > height or self.width > width:
            raise ValueError(f"{self.name} is {self.width} x {self.height}, larger than the board, {width} x {height}")

    def place(self, life, row=None, column=None):
        """Bring the pattern's cells to life on `life`, by default in the middle of the board.

        `row`, `column`: where the rectangle's upper left corner goes. ValueError when it does not
        fit on the board.

        >>> from uniarray.life import Life
        >>> life = Life(3, 3)
        >>> Pattern("blinker", 1, 3, [(0, 0), (0, 1), (0, 2)]).place(life)
        >>> life.alive()
        [(1, 0), (1, 1), (1, 2)]
        """
        self.must_fit(life.height, life.width)
        row = (life.height - self.height) // 2 if row is None else row
        column = (life.width - self.width) // 2 if column is None else column
        if not (0 <= row <= life.height - self.height and 0 <= column <= life.width - self.width):
            raise ValueError(f"{self.name} at ({row}, {column}) reaches over the edge of the board")
        for r, c in self.cells:
            life.cells[row + r, column + c] = 1
