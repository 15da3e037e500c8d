"""The RLE file format of Life patterns.

    #N Glider
    x = 3, y = 3, rule = B3/S23
    bob$2bo$3o!

Lines that start with # are comments. The header gives width, height and rule. Then `b` is a dead
cell, `o` a live one, `$` the end of a row, a number before any of them repeats it, and `!` ends the
pattern; what follows is ignored. Lines may break anywhere.
"""

from uniarray.life.pattern import Pattern

# Spellings of Conway's rule in use: births/survivals, the old survivals/births, and its name.
_CONWAY = ("B3/S23", "23/3", "LIFE", "CONWAY'S LIFE", "CONWAY")

# A count longer than this is no pattern that could be held; also keeps int() of a line cheap.
_LONGEST_COUNT = 9


def parse(text, name="pattern"):
    """Read RLE `text` into a Pattern named by its #N line, else by `name`.

    ValueError, naming the line, for anything malformed, for a live cell outside the size of the
    header and for a rule that is not Conway's.

    >>> parse("x = 3, y = 3, rule = B3/S23\\nbob$2bo$3o!").cells
    ((0, 1), (1, 2), (2, 0), (2, 1), (2, 2))
    """
    lines = list(enumerate(text.splitlines(), 1))
    at = 0
    while at < len(lines) and (lines[at][1].startswith("#") or not lines[at][1].strip()):
        if lines[at][1].startswith("#N"):
            name = lines[at][1][2:].strip() or name
        at += 1
    if at == len(lines):
        raise ValueError("RLE without a header line, such as x = 3, y = 3")
    width, height = _header(*lines[at])
    return Pattern(name, height, width, _cells(lines[at + 1 :], width, height))


def dump(pattern):
    """Write `pattern` as RLE text, lines of at most 70 characters.

    >>> from uniarray.life import Pattern
    >>> print(dump(Pattern("corner", 2, 3, [(0, 0), (0, 1), (1, 0)])))
    #N corner
    x = 3, y = 2, rule = B3/S23
    2o$o!
    """
    items = []
    row = column = 0
    for r, c in pattern.cells:
        if r > row:
            items.append((r - row, "$"))
            row, column = r, 0
        if c > column:
            items.append((c - column, "b"))
        if items and items[-1][1] == "o" and c == column:
            items[-1] = (items[-1][0] + 1, "o")
        else:
            items.append((1, "o"))
        column = c + 1
    lines = [""]
    for word in [(str(n) if n > 1 else "") + tag for n, tag in items] + ["!"]:
        if len(lines[-1]) + len(word) > 70:
            lines.append("")
        lines[-1] += word
    head = f"#N {pattern.name}\nx = {pattern.width}, y = {pattern.height}, rule = B3/S23\n"
    return head + "\n".join(lines)


def _header(number, line):
    values = {}
    # A rule may hold commas (bounded grids), so only the first two are split off.
    for field in line.split(",", 2):
        key, equals, value = field.partition("=")
        if not equals:
            raise ValueError(f"line {number}: RLE header expected, such as x = 3, y = 3")
        values[key.strip().lower()] = value.strip()
    size = []
    for key in "xy":
        value = values.get(key, "")
        if not (value.isascii() and value.isdigit() and len(value) <= _LONGEST_COUNT):
            raise ValueError(f"line {number}: RLE header gives no usable {key}")
        size.append(int(value))
    rule = values.get("rule", "B3/S23")
    if rule.upper() not in _CONWAY:
        raise ValueError(f"line {number}: rule {rule} is not Conway's, B3/S23")
    return size


def _cells(lines, width, height):
    cells = []
    row = column = 0
    count = ""
    for number, line in lines:
        if line.startswith("#"):
            continue
        for character in line:
            if character.isspace():
                continue
            if character in "0123456789":
                count += character
                if len(count) > _LONGEST_COUNT:
                    raise ValueError(f"line {number}: run count {count}... is too long")
                continue
            n = int(count or 1)
            if n == 0:
                raise ValueError(f"line {number}: run count 0")
            if character == "!":
                if count:
                    raise ValueError(f"line {number}: run count before !")
                return cells
            count = ""
            if character in "bB.":
                column += n
            elif character in "oOA":
                # Checked before the run is laid out: a count may be of any size.
                if row >= height or column + n > width:
                    raise ValueError(f"line {number}: live cells beyond the header's {width} x {height}")
                cells.extend((row, column + i) for i in range(n))
                column += n
            elif character == "$":
                row, column = row + n, 0
            else:
                raise ValueError(f"line {number}: {character!r} means nothing in RLE")
    raise ValueError("RLE ends without !")
