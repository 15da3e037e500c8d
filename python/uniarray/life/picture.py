"""The board as pixels: a list of rows, each a bytes object with one palette index per pixel."""

# Red, green and blue of a dead and of a live cell.
PALETTE = ((16, 18, 27), (246, 193, 94))

# Pixels along the longer side that a picture is scaled up to, never beyond _LARGEST_CELL a cell.
_GOAL = 640
_LARGEST_CELL = 8


def cell_size(life):
    """The pixels per cell that give a picture of a handy size.

    >>> from uniarray.life import Life
    >>> cell_size(Life(40, 78)), cell_size(Life(800, 800))
    (8, 1)
    """
    return max(1, min(_LARGEST_CELL, _GOAL // max(life.height, life.width)))


def cells(life):
    """The whole board, one pixel per cell.

    >>> from uniarray.life import Life
    >>> life = Life(1, 3)
    >>> life.cells[0, 1] = 1
    >>> cells(life)
    [b'\\x00\\x01\\x00']
    """
    return [bytes(row) for row in life.cells.tolist()]


def scaled(rows, size):
    """Each pixel of `rows`, 0 or 1, as a square of `size` pixels.

    >>> scaled([b"\\x00\\x01"], 2)
    [b'\\x00\\x00\\x01\\x01', b'\\x00\\x00\\x01\\x01']
    """
    if size == 1:
        return rows
    wide = []
    for row in rows:
        row = row.replace(b"\0", b"\0" * size).replace(b"\1", b"\1" * size)
        wide += [row] * size
    return wide
