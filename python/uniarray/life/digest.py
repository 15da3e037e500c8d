"""A fingerprint of boards that any backend can compute: from the live cells, not from memory."""

import hashlib


def digest(boards):
    """The SHA-256, in hexadecimal, of the sizes and live cells of `boards`, Life objects.

    >>> from uniarray.life import Life
    >>> digest([Life(2, 3)]) == hashlib.sha256(b"3 x 2\\n").hexdigest()
    True
    """
    result = hashlib.sha256()
    for life in boards:
        lines = [f"{life.width} x {life.height}\n"]
        lines += [f"{row} {column}\n" for row, column in life.alive()]
        result.update("".join(lines).encode("ascii"))
    return result.hexdigest()
