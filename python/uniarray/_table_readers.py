"""Lines of text as rows of numbers, for ``loadtxt``."""

import operator
import re

from ._core import _read_fields, _read_table, array, asarray, empty
from ._text import as_text

__all__ = ["Converting", "Plain", "Syntax"]


class Syntax:
    """The arguments that say how lines are taken apart."""

    def __init__(self, comments, delimiter, quotechar):
        comments = [] if comments is None else [comments] if isinstance(comments, (str, bytes)) else list(comments)
        comments = [as_text(comment) for comment in comments]
        if "" in comments:
            raise ValueError("comments cannot be an empty string. Use comments=None to disable comments.")
        self.delimiter, self.quote = as_text(delimiter), as_text(quotechar)
        for character in (self.delimiter, self.quote):
            if character is not None and (not isinstance(character, str) or len(character) != 1):
                raise TypeError(
                    f"Text reading control character must be a single unicode character or None; but got: {character!r}"
                )
        # The compiled half knows one comment of one character.
        simple = len(comments) == 1 and len(comments[0]) == 1
        self.comment = comments[0] if simple else None
        self._others = None
        if comments and not simple:
            if self.delimiter in comments:
                raise TypeError(f"Comment characters '{comments!r}' cannot include the delimiter '{self.delimiter!r}'")
            if self.quote is not None:
                raise ValueError(
                    "when multiple comments or a multi-character comment is given, quotes are not supported.  In this "
                    "case quotechar must be set to None."
                )
            self._others = re.compile("|".join(map(re.escape, comments)))
        self._check_control()

    def _check_control(self):
        """Characters with a meaning are different from each other, and no line ends."""
        control = [character for character in self.characters if character is not None]
        if any(character in "\r\n" for character in control):
            raise TypeError(
                "control character 'delimiter', 'comments' or 'quotechar' cannot be a newline (`\\r` or `\\n`)."
            )
        separates = self.delimiter is None and any(c is not None and c.isspace() for c in (self.comment, self.quote))
        if len(set(control)) != len(control) or separates:
            raise TypeError(
                "The values for control characters 'delimiter', 'quotechar', and `comment` are incompatible"
            )

    def prepared(self, lines):
        """Lines without comments that the compiled half does not know.

        Raises
        ------
        ValueError
            If one of them has a line end in its midst.
        """
        if self.quote is None:
            for line in lines:
                if isinstance(line, str) and any(end in line.rstrip("\r\n") for end in "\r\n"):
                    raise ValueError(
                        "Found an unquoted embedded newline within a single line of input.  "
                        "This is currently not supported."
                    )
        if self._others is None:
            return lines
        return [self._others.split(line, maxsplit=1)[0] for line in lines]

    @property
    def characters(self):
        """Delimiter, comment and quote, as the compiled half wants them."""
        return self.delimiter, self.comment, self.quote


class Plain:
    """Reads numbers as the compiled half does."""

    def __init__(self, dtype, syntax, usecols):
        self.dtype, self.syntax, self.usecols = dtype, syntax, usecols
        self.rows, self.fields = 0, None

    def read(self, lines):
        """The rows in some lines, which go on behind those that were read before."""
        lines = self.syntax.prepared(lines)
        wide, self.fields = _read_table(
            lines, self.dtype, *self.syntax.characters, self.usecols, self.rows, self.fields
        )
        self.rows += len(wide)
        return wide.astype(self.dtype, copy=False)

    def first_empty(self, lines):
        """The first of some lines that has no fields."""
        lines = self.syntax.prepared(lines)
        return next((n for n, line in enumerate(lines) if not _read_fields([line], *self.syntax.characters)), None)

    def nothing(self):
        """A table without rows."""
        return empty((0, 1 if self.usecols is None else len(self.usecols)), self.dtype)


class Converting(Plain):
    """Reads numbers by functions that somebody gave."""

    def __init__(self, dtype, syntax, usecols, converters, as_bytes):
        super().__init__(dtype, syntax, usecols)
        self.converters, self.as_bytes = converters, as_bytes

    def read(self, lines):
        rows = _read_fields(self.syntax.prepared(lines), *self.syntax.characters)
        values = [self._row(fields) for fields in rows]
        width = len(values[0]) if values else self.nothing().shape[1]
        return array(values, self.dtype).reshape(len(values), width)

    def _row(self, fields):
        count = len(fields)
        if self.fields is None:
            self.fields = count
            self._by_column = self._functions(count)
        if self.usecols is None:
            if count != self.fields:
                raise ValueError(
                    f"the number of columns changed from {self.fields} to {count} at row {self.rows + 1}; "
                    "use `usecols` to select a subset and avoid this error"
                )
            columns = range(count)
        else:
            columns = self.usecols
        values = []
        for column in columns:
            if not -count <= column < count:
                raise ValueError(f"invalid column index {column} at row {self.rows + 1} with {count} columns")
            column %= count
            try:
                values.append(self._value(column, fields[column]))
            except Exception as error:
                raise ValueError(
                    f"could not convert string {fields[column]!r:.100} to {self.dtype} at row {self.rows}, "
                    f"column {column + 1}."
                ) from error
        self.rows += 1
        return values

    def _functions(self, count):
        if callable(self.converters):
            return dict.fromkeys(range(count), self.converters)
        functions = {}
        for column, function in self.converters.items():
            try:
                place = operator.index(column)
            except TypeError:
                raise TypeError("keys of the converters dictionary must be integers") from None
            if not -count <= place < count:
                raise ValueError(
                    f"converter specified for column {place}, which is invalid for the number of fields {count}."
                )
            if not callable(function):
                raise TypeError(
                    f"values of the converters dictionary must be callable, but the value for key {column!r} is not"
                )
            functions[place % count] = function
        return functions

    def _value(self, column, text):
        function = self._by_column.get(column)
        if function is None:
            wide, _ = _read_table([text], self.dtype, "\n", None, None, None, 0, None)
            return wide[0, 0].item()
        value = function(text.encode("latin1") if self.as_bytes else text)
        # As what it is, or as the text that it is.
        return asarray(value, self.dtype)[()].item() if not isinstance(value, str) else self.dtype.type(value).item()
