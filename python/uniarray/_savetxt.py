"""Tables of numbers written as text."""

import contextlib
import itertools
import re

from ._core import asarray
from ._text import as_text, open_text

__all__ = ["savetxt"]


def savetxt(
    fname,
    X,
    fmt="%.18e",
    delimiter=" ",
    newline="\n",
    header="",
    footer="",
    comments="# ",
    encoding=None,
):
    """Write a table of numbers as text.

    Parameters
    ----------
    fname : file, str or path-like
        A file, or its name; with the ending ``.gz``, ``.bz2`` or ``.xz`` it is compressed.
    X : array_like
        With one or two axes.
    fmt : str or sequence of str
        How numbers are written: for all columns, for a whole row, or one for each column.
    delimiter, newline : str
        What stands between columns, and at the end of rows.
    header, footer : str
        Text before and after the table.
    comments : str
        What stands before its lines.
    encoding : str, optional

    Raises
    ------
    ValueError
        For arrays with other numbers of axes, and formats that do not fit the columns.

    Examples
    --------
    >>> import io
    >>> import uniarray as np
    >>> file = io.StringIO()
    >>> np.savetxt(file, np.eye(2), fmt="%d", delimiter=",", header="a,b")
    >>> file.getvalue()
    '# a,b\\n1,0\\n0,1\\n'
    """
    fmt, delimiter = as_text(fmt), str(as_text(delimiter))
    newline, comments = as_text(newline), as_text(comments)
    with _writer(fname, encoding) as write:
        table = asarray(X)
        if table.ndim not in (1, 2):
            raise ValueError(f"Expected 1D or 2D array, got {table.ndim}D array instead")
        if table.ndim == 1:
            table = table.reshape(-1, 1)
        complex_numbers = table.dtype.kind == "c"
        line = _line_format(fmt, delimiter, table.shape[1], complex_numbers)
        if header:
            write(comments + header.replace("\n", "\n" + comments) + newline)
        # Scalars write themselves otherwise than Python's numbers do, where the format leaves it to them.
        rows = table if re.search("%[^%a-zA-Z]*[sr]", line) else table.tolist()
        for row in rows:
            if complex_numbers:
                row = itertools.chain.from_iterable((number.real, number.imag) for number in row)
            try:
                text = line % tuple(row)
            except TypeError as error:
                raise TypeError(
                    f"Mismatch between array dtype ('{table.dtype}') and format specifier ('{line}')"
                ) from error
            text += newline
            write(text.replace("+-", "-") if complex_numbers else text)
        if footer:
            write(comments + footer.replace("\n", "\n" + comments) + newline)


def _line_format(fmt, delimiter, columns, complex_numbers):
    """The format of a row."""
    if isinstance(fmt, (list, tuple)):
        if len(fmt) != columns:
            raise AttributeError(f"fmt has wrong shape.  {fmt}")
        return delimiter.join(map(as_text, fmt))
    if not isinstance(fmt, str):
        raise ValueError(f"invalid fmt: {fmt!r}")
    count = fmt.count("%")
    if count == 1:
        one = f" ({fmt}+{fmt}j)" if complex_numbers else fmt
        return delimiter.join([one] * columns)
    if count != columns * (2 if complex_numbers else 1):
        raise ValueError(f"fmt has wrong number of % formats:  {fmt}")
    return fmt


@contextlib.contextmanager
def _writer(fname, encoding):
    """A function that writes text to a file, be it one of text or of bytes."""
    if isinstance(fname, str) or hasattr(fname, "__fspath__"):
        with open_text(fname, "w", encoding or "latin1") as file:
            yield file.write
        return
    if not hasattr(fname, "write"):
        raise ValueError("fname must be a string or file handle")
    takes_bytes = None

    def write(text):
        nonlocal takes_bytes
        if takes_bytes is None:
            try:
                fname.write(text)
                takes_bytes = False
                return
            except TypeError:
                takes_bytes = True
        fname.write(text.encode(encoding or "latin1") if takes_bytes else text)

    yield write
