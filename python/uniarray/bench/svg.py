"""A Drawing as an SVG file."""

from html import escape


def encode(drawing):
    """The SVG file of `drawing`, as bytes.

    >>> from uniarray.bench.plot import Drawing
    >>> encode(Drawing(10, 5)).splitlines()[-1]
    b'</svg>'
    """
    size = f'width="{drawing.width}" height="{drawing.height}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="11">',
        '<rect width="100%" height="100%" fill="#ffffff"/>',
    ]
    for left, top, width, height, colour in drawing.boxes:
        lines.append(f'<rect x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{colour}"/>')
    for x, y, anchor, text, colour in drawing.texts:
        lines.append(f'<text x="{x:.1f}" y="{y + 4:.1f}" text-anchor="{anchor}" fill="{colour}">{escape(text)}</text>')
    return "\n".join([*lines, "</svg>", ""]).encode()
