"""Writing PNG pictures: 8 bits per pixel with a palette (PNG specification, colour type 3)."""

import struct
import zlib


def encode(rows, palette):
    """A PNG file, as bytes.

    `rows` are bytes objects of equal length, palette indices; `palette` is a list of RGB triples.

    >>> encode([bytes([0, 1])], [(0, 0, 0), (255, 255, 255)])[:8]
    b'\\x89PNG\\r\\n\\x1a\\n'
    """
    header = struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, 3, 0, 0, 0)
    # Each row starts with its filter type: 0, none.
    pixels = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"PLTE", b"".join(bytes(colour) for colour in palette))
        + _chunk(b"IDAT", pixels)
        + _chunk(b"IEND", b"")
    )


def _chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
