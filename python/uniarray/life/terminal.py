"""Life in a terminal: two rows of the board in each line, and a screen that is given back."""

import shutil
import time

# Indexed by 2 * upper + lower.
_BLOCKS = " ▄▀█"
_ASCII = " .':"

# The alternate screen leaves what the user had on the terminal untouched.
_ENTER = "\x1b[?1049h\x1b[?25l\x1b[2J"
_LEAVE = "\x1b[?25h\x1b[?1049l"
_HOME = "\x1b[H"
_END_OF_LINE = "\x1b[K"
_END_OF_SCREEN = "\x1b[J"


def glyphs(encoding):
    """Four characters for two cells, one above the other; ASCII where `encoding` has no blocks.

    >>> glyphs("ascii")
    " .':"
    """
    try:
        _BLOCKS.encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return _ASCII
    return _BLOCKS


def room():
    """How many (rows, columns) of cells fit on the terminal, with two lines left for text.

    >>> rows, columns = room()
    >>> rows >= 2 and columns >= 1
    True
    """
    columns, lines = shutil.get_terminal_size()
    return 2 * max(lines - 2, 1), max(columns, 1)


def draw(life, rows, columns, glyphs=_BLOCKS):
    """The middle of the board, at most `rows` x `columns` cells, as a list of lines of text.

    >>> from uniarray.life import Life
    >>> life = Life(2, 4)
    >>> life.cells[0, 1] = life.cells[0, 2] = life.cells[1, 2] = life.cells[1, 3] = 1
    >>> draw(life, 40, 80, " .':")
    [" ':."]
    """
    top = max(life.height - rows, 0) // 2
    left = max(life.width - columns, 0) // 2
    window = life.cells[top : top + rows, left : left + columns].tolist()
    if len(window) % 2:
        window.append([0] * len(window[0]))
    return [
        "".join([glyphs[2 * upper + lower] for upper, lower in zip(window[i], window[i + 1])])
        for i in range(0, len(window), 2)
    ]


class Screen:
    """The terminal behind `stream` while a run is watched; a context manager.

    Leaving it, by Ctrl-C too, brings back the cursor and what was on the screen before.

    >>> import io
    >>> stream = io.StringIO()
    >>> with Screen(stream, fps=1000) as screen:
    ...     screen.show([" ':."], "generation 0")
    >>> stream.getvalue().endswith("\\x1b[?25h\\x1b[?1049l")
    True
    """

    def __init__(self, stream, fps):
        """Show at most `fps` frames a second on the text stream `stream`."""
        self._stream = stream
        self._pause = 1 / fps
        self._next = 0.0

    def __enter__(self):
        self._stream.write(_ENTER)
        self._stream.flush()
        return self

    def __exit__(self, *exception):
        self._stream.write(_LEAVE)
        self._stream.flush()

    def show(self, lines, status):
        """Wait until the frame is due, then show `lines` and the line `status` below them."""
        now = time.monotonic()
        if now < self._next:
            time.sleep(self._next - now)
            now = self._next
        self._next = now + self._pause
        text = "".join(line + _END_OF_LINE + "\n" for line in lines)
        self._stream.write(_HOME + text + status + _END_OF_SCREEN)
        self._stream.flush()
