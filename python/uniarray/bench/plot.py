"""The ratios of a report as a bar chart, in SVG or PNG."""

import math

from uniarray.bench import bitmap, svg

_LINE = 16
_LABELS = 260
_BARS = 520
_VALUES = 60
_TOP = 44
_FASTER, _SLOWER, _AXIS, _TEXT = "#3a8f5c", "#c2493d", "#888888", "#222222"


class Drawing:
    """A size in pixels, `boxes` and `texts`.

    A box is (left, top, width, height, colour), a text (x, y, anchor, text, colour): y is its
    middle, and the anchor, "start" or "end", says which end of it x is.

    >>> Drawing(10, 5).boxes
    []
    """

    def __init__(self, width, height):
        """Start an empty drawing."""
        self.width = width
        self.height = height
        self.boxes = []
        self.texts = []


def layout(title, rows):
    """A Drawing of the entries `rows` of a report: bars to the right where ours is faster, else left.

    The scale is logarithmic; entries without a ratio are left out. ValueError if none has one.

    >>> drawing = layout("t", [{"suite": "life", "label": "step", "size": 16, "ratio": 2.0}])
    >>> [text for *_, text, _ in drawing.texts]
    ['t', '1', '2', 'step', '16', '2.00']
    """
    rows = [entry for entry in rows if entry["ratio"]]
    if not rows:
        raise ValueError("no ratios to plot")
    drawing = Drawing(_LABELS + _BARS + _VALUES, _TOP + _LINE * len(rows) + 8)
    drawing.texts.append((8, 12, "start", title, _TEXT))
    logs = [math.log2(entry["ratio"]) for entry in rows]
    low, high = min(0, math.floor(min(logs))), max(1, math.ceil(max(logs)))
    unit = _BARS / (high - low)
    origin = _LABELS - low * unit
    for power in range(low, high + 1):
        x = _LABELS + (power - low) * unit
        drawing.boxes.append((x, _TOP - 6, 1, drawing.height - _TOP, "#dddddd"))
        drawing.texts.append((x + 3, _TOP - 12, "end", f"{2.0**power:g}", _AXIS))
    for number, (entry, log) in enumerate(zip(rows, logs)):
        top = _TOP + number * _LINE
        middle = top + _LINE // 2 - 2
        drawing.texts.append((_LABELS - 66, middle, "end", entry["label"], _TEXT))
        drawing.texts.append((_LABELS - 6, middle, "end", str(entry["size"]), _AXIS))
        left, width = (origin, log * unit) if log >= 0 else (origin + log * unit, -log * unit)
        colour = _FASTER if log >= 0 else _SLOWER
        drawing.boxes.append((left, top, max(width, 1), _LINE - 4, colour))
        drawing.texts.append((drawing.width - 8, middle, "end", f"{entry['ratio']:.2f}", _TEXT))
    drawing.boxes.append((origin, _TOP - 6, 1, drawing.height - _TOP, _TEXT))
    return drawing


def write(path, title, rows):
    """Draw `rows` into the file `path`, as its ending says: .svg or .png.

    >>> write("ratios.gif", "t", [{"suite": "life", "label": "step", "size": 16, "ratio": 2.0}])
    Traceback (most recent call last):
      ...
    ValueError: ratios.gif: a plot is .svg or .png
    """
    ending = path.lower()[-4:]
    if ending not in (".svg", ".png"):
        raise ValueError(f"{path}: a plot is .svg or .png")
    drawing = layout(title, rows)
    data = svg.encode(drawing) if ending == ".svg" else bitmap.encode(drawing)
    with open(path, "wb") as file:
        file.write(data)
