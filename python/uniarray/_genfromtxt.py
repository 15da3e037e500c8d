"""Tables of numbers read from text in which some are missing."""

import itertools
import operator
import warnings

from ._core import _read_table, array, asarray, empty
from ._core import dtype as _dtype
from ._loadtxt import check_ndmin, with_ndmin
from ._text import as_text, lines_of

__all__ = ["ConversionWarning", "genfromtxt"]

_NO_STRUCTURES = "columns of different types or with names need structured arrays, which are not available; give dtype="


class ConversionWarning(UserWarning):
    """Rows of a table that could not be read."""


def _bool(text):
    word = text.upper()
    if word not in ("TRUE", "FALSE"):
        raise ValueError("Invalid boolean")
    return word == "TRUE"


def _int(text):
    value = int(text)
    if not -(2**63) <= value < 2**63:
        raise ValueError("too large for an integer")
    return value


# Functions from text to number, and what stands for a missing one, by kind.
_READERS = {
    "b": (_bool, False),
    "i": (_int, -1),
    "u": (int, -1),
    "f": (float, float("nan")),
    "c": (lambda text: complex(text.replace("+-", "-")), complex("nan")),
}
# The order in which kinds are tried where no dtype is given.
_LADDER = ("b", "i", "f", "c")


def genfromtxt(
    fname,
    dtype=float,
    comments="#",
    delimiter=None,
    skip_header=0,
    skip_footer=0,
    converters=None,
    missing_values=None,
    filling_values=None,
    usecols=None,
    names=None,
    excludelist=None,
    deletechars=None,
    replace_space="_",
    autostrip=False,
    case_sensitive=True,
    defaultfmt="f%i",
    unpack=None,
    usemask=False,
    loose=True,
    invalid_raise=True,
    max_rows=None,
    encoding=None,
    *,
    ndmin=0,
    like=None,
):
    """Read a table of numbers from text, with something else in the place of missing ones.

    Parameters
    ----------
    fname : file, str, path-like or iterable of str
    dtype : dtype or None
        None for the simplest in which all numbers can be read.
    comments : str, optional
        What begins a comment.
    delimiter : str, int or sequence of int, optional
        What stands between fields (white space if not given), or the width of all fields, or of each.
    skip_header, skip_footer : int
        Lines to leave out at the start, and rows at the end.
    converters : dict of functions, optional
        From text to number, by column.
    missing_values : str, sequence or dict, optional
        Texts that may stand for a missing number, for all columns, by column, or by its index.
    filling_values : number, sequence or dict, optional
        What is put in its place: NaN, or -1 for integers, if not given.
    usecols : int, str or sequence of int, optional
        Columns to read.
    names, excludelist, deletechars, replace_space, case_sensitive, defaultfmt
        For structured arrays, which are not available.
    autostrip : bool
        Whether white space around fields does not count.
    unpack : bool, optional
        Whether to transpose.
    usemask : bool
        For masked arrays, which are not available.
    loose : bool
        Whether all that is no number counts as missing.
    invalid_raise : bool
        Whether rows of different lengths are an error, or left out with a warning.
    max_rows : int, optional
    encoding : str, optional
    ndmin : {0, 1, 2}
        How many axes the result has at least.

    Raises
    ------
    ValueError
        For rows of different lengths, and, if not `loose`, for what is no number.

    Examples
    --------
    >>> import io
    >>> import uniarray as np
    >>> np.genfromtxt(io.StringIO("1,,3\\n4,5,x"), delimiter=",", filling_values=0)
    array([[1., 0., 3.],
           [4., 5., 0.]])
    """
    if max_rows is not None:
        if skip_footer:
            raise ValueError("The keywords 'skip_footer' and 'max_rows' can not be specified at the same time.")
        if max_rows < 1:
            raise ValueError("'max_rows' must be at least 1.")
    check_ndmin(ndmin)
    if usemask:
        raise NotImplementedError("masked arrays are not available")
    if names is not None:
        raise NotImplementedError(_NO_STRUCTURES)
    if not isinstance(converters or {}, dict):
        raise TypeError(
            f"The input argument 'converter' should be a valid dictionary (got '{type(converters)}' instead)"
        )
    dtype = None if dtype is None else _dtype(dtype)
    splitter = _Splitter(as_text(delimiter), as_text(comments), autostrip)
    with lines_of(fname, None if encoding == "bytes" else encoding, TypeError) as lines:
        lines = itertools.islice(lines, skip_header, None)
        if max_rows is None:
            lines = list(lines)
        rows, columns = _rows(lines, splitter, usecols, (skip_header, skip_footer, max_rows), invalid_raise, fname)
    simple = not converters and missing_values is None and filling_values is None and loose
    result = splitter.fast(lines, dtype, columns, len(rows)) if simple and not skip_footer else None
    if result is None:
        result = _converted(rows, columns, dtype, converters or {}, missing_values, filling_values, loose, encoding)
    result = with_ndmin(result, ndmin)
    return result.T if unpack else result


class _Splitter:
    """Takes lines apart."""

    def __init__(self, delimiter, comments, autostrip):
        self.delimiter, self.comments, self.autostrip = delimiter, comments, autostrip
        self._cut = None
        if delimiter is not None and not isinstance(delimiter, str):
            self._cut = self._by_width if hasattr(delimiter, "__iter__") else self._by_one_width
            self.delimiter = [int(width) for width in delimiter] if hasattr(delimiter, "__iter__") else int(delimiter)

    def fields(self, line):
        """The fields of a line; none if nothing is in it."""
        if self.comments is not None:
            line = line.split(self.comments)[0]
        # Space belongs to fields that are told by their width.
        line = line.strip(" \r\n") if self._cut is None else line.strip("\r\n")
        if not line:
            return []
        fields = line.split(self.delimiter) if self._cut is None else self._cut(line)
        return [field.strip() for field in fields] if self.autostrip else fields

    def _by_one_width(self, line):
        width = self.delimiter
        return [line[start : start + width] for start in range(0, len(line), width)]

    def _by_width(self, line):
        ends = list(itertools.accumulate(self.delimiter))
        return [line[start:end] for start, end in zip([0, *ends], ends)]

    def fast(self, lines, dtype, columns, count):
        """The table as the compiled half reads it; None where it cannot, or finds something that is no number."""
        one = [self.delimiter, self.comments]
        if (
            dtype is None
            or dtype.kind not in "fiu"
            or not isinstance(lines, list)
            or any(c is not None and (not isinstance(c, str) or len(c) != 1) for c in one)
        ):
            return None
        try:
            wide, _ = _read_table(lines, dtype, *one, None, columns, 0, None)
        except ValueError:
            return None
        return wide.astype(dtype) if len(wide) == count else None


def _rows(lines, splitter, usecols, skips, invalid_raise, fname):
    """The fields of the columns to read, row by row, and which columns those are."""
    skip_header, skip_footer, max_rows = skips
    rows, invalid, columns, width = [], [], None, None
    for number, line in enumerate(lines, start=skip_header + 1):
        fields = splitter.fields(line)
        if not fields:
            continue
        if width is None:
            width = len(fields)
            columns = _columns(usecols, width)
        if columns is None and len(fields) != width:
            invalid.append((number, len(fields)))
            continue
        try:
            rows.append(fields if columns is None else [fields[column] for column in columns])
        except IndexError:
            invalid.append((number, len(fields)))
            continue
        if len(rows) == max_rows:
            break
    if width is None:
        warnings.warn(f'genfromtxt: Empty input file: "{fname}"', stacklevel=3)
        columns = _columns(usecols, 1)
    if skip_footer > 0:
        # Rows of other lengths after the last good one belong to the footer, which may be anything.
        in_footer = sum(entry[0] > len(rows) + skip_header for entry in invalid)
        invalid = invalid[: len(invalid) - in_footer]
        skip_footer -= in_footer
        rows = rows[: len(rows) - max(skip_footer, 0)] if skip_footer < len(rows) else []
    if invalid:
        expected = width if columns is None else len(columns)
        told = "\n".join(f"    Line #{n} (got {got} columns instead of {expected})" for n, got in invalid)
        message = f"Some errors were detected !\n{told}"
        if invalid_raise:
            raise ValueError(message)
        warnings.warn(message, ConversionWarning, stacklevel=3)
    return rows, columns


def _columns(usecols, width):
    """The columns to read, counted from the first; None for all."""
    if usecols is None:
        return None
    if isinstance(usecols, str):
        usecols = [name.strip() for name in usecols.split(",")]
    try:
        columns = list(usecols)
    except TypeError:
        columns = [usecols]
    if any(isinstance(column, str) for column in columns):
        raise NotImplementedError(_NO_STRUCTURES)
    columns = [operator.index(column) for column in columns]
    return [column + width if column < 0 else column for column in columns]


def _converted(rows, columns, dtype, converters, missing_values, filling_values, loose, encoding):
    """An array of the numbers in fields, column by column."""
    width = len(rows[0]) if rows else (1 if columns is None else len(columns))
    # What is told by column is told by the file's.
    places = list(range(width)) if columns is None else columns
    missing = _missing(missing_values, places)
    fillings = _fillings(filling_values, places)
    functions = {_place(column, places): function for column, function in converters.items()}
    if not rows:
        return empty((0,), dtype or float)
    read, kinds = [], set()
    for index in range(width):
        texts = [row[index] for row in rows]
        function = functions.get(index)
        if function is not None and encoding == "bytes":
            function = _of_bytes(function)
        column = _Column(function, missing[index], fillings[index], loose, index)
        values, kind = column.read(texts, dtype)
        read.append(values)
        kinds.add(kind)
    if dtype is None and len(kinds) > 1:
        raise NotImplementedError(_NO_STRUCTURES)
    return array(list(zip(*read)), dtype)


def _of_bytes(function):
    return lambda text: function(text.encode("latin1"))


def _place(column, places):
    if isinstance(column, str):
        raise NotImplementedError(_NO_STRUCTURES)
    column = operator.index(column)
    return places.index(column) if column in places else column


def _missing(given, places):
    """The texts that stand for a missing number, by column."""
    result = [[""] for _ in places]
    if isinstance(given, dict):
        for column, texts in given.items():
            texts = [texts] if isinstance(texts, (str, bytes)) or not hasattr(texts, "__iter__") else texts
            chosen = range(len(places)) if column is None else [_place(column, places)]
            for index in chosen:
                if index < len(result):
                    result[index].extend(str(as_text(text)) for text in texts)
    elif isinstance(given, (list, tuple)):
        for own, text in zip(result, given):
            own.append(str(as_text(text)))
    elif given is not None:
        texts = str(as_text(given)).split(",") if isinstance(given, (str, bytes)) else [str(given)]
        for own in result:
            own.extend(texts)
    return [[text.strip() for text in own] for own in result]


def _fillings(given, places):
    """What is put in the place of a missing number, by column; None for the kind's own."""
    result = [None] * len(places)
    if isinstance(given, dict):
        for column, value in given.items():
            index = _place(column, places)
            if index < len(result):
                result[index] = value
    elif isinstance(given, (list, tuple)):
        result[: len(given)] = given[: len(places)]
    else:
        result = [given] * len(places)
    return result


class _Column:
    """How the fields of a column become numbers."""

    def __init__(self, function, missing, filling, loose, index):
        self.function, self.missing, self.filling, self.loose, self.index = function, missing, filling, loose, index

    def read(self, texts, dtype):
        """The numbers, and their kind."""
        if self.function is not None:
            values = [self._value(text, self.function, float("nan"), row) for row, text in enumerate(texts)]
            return values, asarray(values).dtype.kind if dtype is None else dtype.kind
        if dtype is not None:
            function, default = _READERS[dtype.kind]
            return [self._value(text, function, default, row) for row, text in enumerate(texts)], dtype.kind
        # As soon as one text is no number of a kind, the next kind is tried for all.
        for kind in _LADDER:
            try:
                values = [self._strict(text, *_READERS[kind]) for text in texts]
            except ValueError:
                continue
            if kind == "b" and all(text.strip() in self.missing for text in texts):
                continue
            return values, kind
        raise NotImplementedError("text in arrays is not available; give dtype=")

    def _strict(self, text, function, default):
        try:
            return function(text)
        except ValueError:
            if text.strip() not in self.missing:
                raise
            return default if self.filling is None else self.filling

    def _value(self, text, function, default, row):
        if not self.loose:
            try:
                return self._strict(text, function, default)
            except ValueError as error:
                raise ValueError(
                    f"Converter #{self.index} is locked and cannot be upgraded: "
                    f"(occurred line #{row + 1} for value '{text}')"
                ) from error
        try:
            return function(text)
        except ValueError:
            return default if self.filling is None else self.filling
