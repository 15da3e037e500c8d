"""Text that arrays are read from and written to: files, lines, and how they are encoded."""

import contextlib
import os

__all__ = ["as_text", "lines_of", "open_text"]


def open_text(name, mode, encoding):
    """A file by its name, in text mode; compressed ones by their endings."""
    name = os.fspath(name)
    if name.endswith(".gz"):
        import gzip

        return gzip.open(name, mode + "t", encoding=encoding)
    if name.endswith(".bz2"):
        import bz2

        return bz2.open(name, mode + "t", encoding=encoding)
    if name.endswith((".xz", ".lzma")):
        import lzma

        return lzma.open(name, mode + "t", encoding=encoding)
    return open(name, mode + "t", encoding=encoding)


@contextlib.contextmanager
def lines_of(fname, encoding, error=ValueError):
    """The lines of a file, or of whatever gives lines, as text. What gives none is an `error`."""
    if isinstance(fname, str) or hasattr(fname, "__fspath__"):
        with open_text(fname, "r", encoding) as file:
            yield file
        return
    encoding = encoding or getattr(fname, "encoding", None) or "latin1"
    try:
        lines = iter(fname)
    except TypeError as cause:
        raise error(
            f"fname must be a string, filehandle, list of strings,\nor generator. Got {type(fname)} instead."
        ) from cause
    yield (line.decode(encoding) if isinstance(line, bytes) else line for line in lines)


def as_text(value):
    """Bytes as text; other objects as they are.

    Examples
    --------
    >>> as_text(b"a"), as_text(None)
    ('a', None)
    """
    return value.decode("latin1") if isinstance(value, bytes) else value
