"""A progress bar for long runs."""

import time

_WIDTH = 40
# Short runs show no bar at all, long ones redraw it a few times a second.
_QUIET = 0.5
_EVERY = 0.1


class Progress:
    """A bar on the text stream `stream`, when that is a terminal; otherwise nothing.

    >>> import io
    >>> stream = io.StringIO()
    >>> bar = Progress(100, stream)
    >>> bar.update(50)
    >>> bar.close()
    >>> stream.getvalue()
    ''
    """

    def __init__(self, total, stream):
        """Count generations up to `total`."""
        self._total = max(total, 1)
        self._stream = stream if stream is not None and stream.isatty() else None
        self._start = time.monotonic()
        self._next = self._start + _QUIET
        self._shown = False

    def update(self, done):
        """Redraw the bar for `done` generations, if it is time to."""
        if self._stream is None:
            return
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + _EVERY
        self._shown = True
        filled = _WIDTH * done // self._total
        rate = done / (now - self._start)
        self._stream.write(
            f"\r[{'#' * filled}{'.' * (_WIDTH - filled)}] {done}/{self._total} generations, {rate:.0f}/s\x1b[K"
        )
        self._stream.flush()

    def close(self):
        """Wipe the bar away."""
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
