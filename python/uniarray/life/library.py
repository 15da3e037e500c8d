"""Where patterns come from: the shipped ones by name, or a file."""

import os

from uniarray.life import plaintext, rle

_SHIPPED = os.path.join(os.path.dirname(os.path.abspath(__file__)), "shipped")


def names():
    """The names of the patterns that come along.

    >>> names()
    ['acorn', 'glider', 'gosper-gun', 'r-pentomino']
    """
    return sorted(os.path.splitext(file)[0] for file in os.listdir(_SHIPPED))


def load(source):
    """The pattern shipped under the name `source`, or else read from the file `source`.

    The format of a file is told by its ending, .rle or .cells. ValueError for an unknown name or a
    malformed file, OSError for a file that cannot be read.

    >>> load("glider")
    <Pattern Glider: 3 x 3, 5 cells>
    """
    if source in names():
        for file in os.listdir(_SHIPPED):
            if os.path.splitext(file)[0] == source:
                return _read(os.path.join(_SHIPPED, file))
    if os.path.splitext(source)[1].lower() not in (".rle", ".cells"):
        raise ValueError(
            f"no pattern {source!r}: give one of {', '.join(names())}, random, or a file ending in .rle or .cells"
        )
    return _read(source)


def _read(path):
    stem, ending = os.path.splitext(os.path.basename(path))
    # Old pattern files come in any 8-bit encoding; only comments go beyond ASCII.
    with open(path, encoding="utf-8-sig", errors="replace") as file:
        text = file.read()
    parse = rle.parse if ending.lower() == ".rle" else plaintext.parse
    try:
        return parse(text, stem)
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from None
