"""The .cells file format of Life patterns, called plain text.

    !Name: Glider
    .O
    ..O
    OOO

Lines that start with ! are comments. Each other line is a row: `.` is dead, `O` is alive; dead
cells at the end of a row may be left out.
"""

from uniarray.life.pattern import Pattern


def parse(text, name="pattern"):
    """Read .cells `text` into a Pattern named by its !Name line, else by `name`.

    ValueError, naming the line, for any other character, and when there is no row at all.

    >>> parse("!Name: Corner\\nOO\\nO.")
    <Pattern Corner: 2 x 2, 3 cells>
    """
    rows = []
    cells = []
    for number, line in enumerate(text.splitlines(), 1):
        line = line.rstrip()
        if line.startswith("!"):
            if line[1:].lower().startswith("name:"):
                name = line[6:].strip() or name
            continue
        for column, character in enumerate(line):
            if character in "O*":
                cells.append((len(rows), column))
            elif character != ".":
                raise ValueError(f"line {number}: {character!r} means nothing in .cells")
        rows.append(line)
    if not any(rows):
        raise ValueError(".cells without a row of cells")
    return Pattern(name, len(rows), max(map(len, rows)), cells)
