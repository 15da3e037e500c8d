"""Writing animated GIF files (GIF89a) with two colours."""

import struct

from uniarray.life import lzw

# The smallest code size that the format allows; two colours would do with one bit.
_BITS = 2
_LARGEST_SIDE = 65535


class GifWriter:
    """An animation on the binary file `file`, frame after frame; a context manager.

    Each frame after the first holds only the rectangle that changed.

    >>> import io
    >>> file = io.BytesIO()
    >>> with GifWriter(file, 2, 1, [(0, 0, 0), (255, 255, 255)], fps=10) as gif:
    ...     gif.add([b"\\x00\\x01"])
    ...     gif.add([b"\\x01\\x01"])
    >>> file.getvalue()[:6]
    b'GIF89a'
    """

    def __init__(self, file, width, height, palette, fps):
        """Start a picture of `width` x `height` pixels; `palette` is two RGB triples.

        ValueError when a side is beyond the 65535 pixels of the format.
        """
        if max(width, height) > _LARGEST_SIDE:
            raise ValueError(f"{width} x {height} pixels are too many for a GIF file")
        self._file = file
        self._last = None
        # In hundredths of a second; viewers slow down what is below two.
        self._delay = max(2, round(100 / fps))
        file.write(b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0))
        file.write(b"".join(bytes(colour) for colour in palette))
        # Without this extension an animation plays once.
        file.write(b"\x21\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00")

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self._file.write(b"\x3b")

    def add(self, rows):
        """Add a frame of the full size: `rows` of palette indices 0 and 1."""
        left, top, right, bottom = _changed(self._last, rows)
        self._last = rows
        # Disposal 1: the next frame is drawn over this one.
        self._file.write(b"\x21\xf9\x04\x04" + struct.pack("<H", self._delay) + b"\0\0")
        self._file.write(b"\x2c" + struct.pack("<HHHHB", left, top, right - left, bottom - top, 0))
        data = lzw.encode(b"".join([row[left:right] for row in rows[top:bottom]]), _BITS)
        self._file.write(bytes([_BITS]))
        for start in range(0, len(data), 255):
            block = data[start : start + 255]
            self._file.write(bytes([len(block)]) + block)
        self._file.write(b"\0")


def _changed(old, new):
    """The rectangle (left, top, right, bottom) where `new` differs from `old`, never empty."""
    if old is None:
        return 0, 0, len(new[0]), len(new)
    rows = [i for i, row in enumerate(new) if row != old[i]]
    if not rows:
        return 0, 0, 1, 1
    left, right = len(new[0]), 0
    for i in rows:
        # As big integers, equal pixels cancel and the outermost difference is where the bits are.
        row = int.from_bytes(old[i], "big") ^ int.from_bytes(new[i], "big")
        left = min(left, len(new[i]) - (row.bit_length() + 7) // 8)
        right = max(right, len(new[i]) - ((row & -row).bit_length() - 1) // 8)
    return left, rows[0], right, rows[-1] + 1
