"""A Drawing as a PNG file."""

from uniarray.bench import font
from uniarray.life import png

# Pixels of the picture for a pixel of the font.
_SCALE = 2
_ADVANCE = (font.WIDTH + 1) * _SCALE


def encode(drawing):
    """The PNG file of `drawing`, as bytes.

    >>> from uniarray.bench.plot import Drawing
    >>> encode(Drawing(10, 5))[1:4]
    b'PNG'
    """
    palette = [(255, 255, 255)]
    rows = [bytearray(drawing.width) for _ in range(drawing.height)]

    def colour(text):
        value = bytes.fromhex(text[1:])
        if tuple(value) not in palette:
            palette.append(tuple(value))
        return palette.index(tuple(value))

    def fill(left, top, width, height, index):
        # What reaches over the edge is cut off; text may.
        start = min(max(round(left), 0), drawing.width)
        stop = min(max(round(left + width), start), drawing.width)
        for row in rows[max(round(top), 0) : max(round(top + height), 0)]:
            row[start:stop] = bytes([index]) * (stop - start)

    for left, top, width, height, name in drawing.boxes:
        fill(left, top, max(width, 1), height, colour(name))
    for x, y, anchor, text, name in drawing.texts:
        left = x if anchor == "start" else x - _ADVANCE * len(text)
        top = y - font.HEIGHT * _SCALE // 2
        for number, character in enumerate(text):
            for row, column in font.pixels(character):
                corner = left + number * _ADVANCE + column * _SCALE
                fill(corner, top + row * _SCALE, _SCALE, _SCALE, colour(name))
    return png.encode([bytes(row) for row in rows], palette)
