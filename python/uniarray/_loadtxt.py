"""Tables of numbers read from text."""

import itertools
import operator
import warnings

from ._core import concatenate
from ._core import dtype as _dtype
from ._table_readers import Converting, Plain, Syntax
from ._text import lines_of

__all__ = ["check_ndmin", "loadtxt", "with_ndmin"]

# Lines that are taken apart at a time.
_CHUNK = 50_000


def _nonnegative(value):
    try:
        value = operator.index(value)
    except TypeError:
        raise TypeError("argument must be an integer") from None
    if value < 0:
        raise ValueError("argument must be nonnegative")
    return value


def loadtxt(
    fname,
    dtype=float,
    comments="#",
    delimiter=None,
    converters=None,
    skiprows=0,
    usecols=None,
    unpack=False,
    ndmin=0,
    encoding=None,
    max_rows=None,
    *,
    quotechar=None,
    like=None,
):
    """Read a table of numbers from text.

    Parameters
    ----------
    fname : file, str, path-like or iterable of str
        A file, its name (it may be compressed: ``.gz``, ``.bz2``, ``.xz``), or lines.
    dtype : dtype
    comments : str or sequence of str, optional
        What begins a comment.
    delimiter : str, optional
        The character between fields; white space if not given.
    converters : dict or function, optional
        Functions from text to number, by column, or one for all.
    skiprows : int
        Lines to leave out at the start.
    usecols : int or sequence of int, optional
        Columns to read.
    unpack : bool
        Whether to transpose, so that columns can be assigned to names.
    ndmin : {0, 1, 2}
        How many axes the result has at least.
    encoding : str, optional
    max_rows : int, optional
        Rows to read, lines without data not counted.
    quotechar : str, optional
        The character around fields that contain delimiters.

    Returns
    -------
    ndarray
        Without axes of length one.

    Raises
    ------
    ValueError
        For fields that are no such numbers, and rows of different lengths.

    Examples
    --------
    >>> import io
    >>> import uniarray as np
    >>> np.loadtxt(io.StringIO("1 2  # first\\n3 4"))
    array([[1., 2.],
           [3., 4.]])
    """
    dtype = _dtype(dtype)
    check_ndmin(ndmin)
    skiprows = _nonnegative(skiprows)
    limit = None if max_rows is None else _nonnegative(max_rows)
    as_bytes = encoding == "bytes"
    syntax = Syntax(comments, delimiter, quotechar)
    usecols = _columns(usecols)
    if converters is not None and not callable(converters) and not isinstance(converters, dict):
        raise TypeError("converters must be a dictionary mapping columns to converter functions or a single callable.")
    reader = Converting(dtype, syntax, usecols, converters, as_bytes) if converters else Plain(dtype, syntax, usecols)
    with lines_of(fname, None if as_bytes else encoding) as lines:
        parts = list(_parts(itertools.islice(lines, skiprows, None), reader, limit, skiprows))
    result = concatenate(parts) if len(parts) > 1 else parts[0] if parts else reader.nothing()
    if not len(result):
        warnings.warn(f'loadtxt: input contained no data: "{fname}"', category=UserWarning, stacklevel=2)
    result = with_ndmin(result, ndmin)
    return result.T if unpack else result


def _columns(usecols):
    if usecols is None:
        return None
    try:
        columns = list(usecols)
    except TypeError:
        columns = [usecols]
    for column in columns:
        try:
            operator.index(column)
        except TypeError as error:
            raise TypeError(
                "usecols must be an int or a sequence of ints but it contains at least one element of type "
                f"'{type(column).__name__}'"
            ) from error
    return [operator.index(column) for column in columns]


def _parts(lines, reader, limit, first):
    """The table in arrays of a few rows each."""
    done, line_number, warned = 0, first, False
    while limit is None or done < limit:
        # No more lines are taken than are surely needed, since others may want the rest.
        chunk = list(itertools.islice(lines, _CHUNK if limit is None else min(limit - done, _CHUNK)))
        if not chunk:
            return
        part = reader.read(chunk)
        if limit is not None and len(part) < len(chunk) and not warned:
            empty_line = reader.first_empty(chunk)
            if empty_line is not None:
                warned = True
                warnings.warn(
                    f"Input line {line_number + empty_line + 1} contained no data and will not be counted towards "
                    f"`max_rows={limit}`.  This differs from the behaviour in NumPy <=1.22 which counted lines rather "
                    "than rows.  If desired, the previous behaviour can be achieved by using `itertools.islice`.\n"
                    "Please see the 1.23 release notes for an example on how to do this.  If you wish to ignore "
                    "this warning, use `warnings.filterwarnings`.  This warning is expected to be removed in the "
                    "future and is given only once per `loadtxt` call.",
                    UserWarning,
                    stacklevel=4,
                )
        line_number += len(chunk)
        done += len(part)
        if len(part):
            yield part


def check_ndmin(ndmin):
    """Refuse what is no number of axes of a table."""
    if ndmin not in (0, 1, 2):
        raise ValueError(f"Illegal value of ndmin keyword: {ndmin}")


def with_ndmin(table, ndmin):
    """A table without axes of length one, but with as many as wanted."""
    if table.ndim > ndmin:
        table = table.squeeze()
    if table.ndim >= ndmin:
        return table
    # A row becomes a column then.
    return table.reshape(-1) if ndmin == 1 else table.reshape(1, -1).T
