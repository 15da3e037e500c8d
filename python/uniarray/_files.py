"""Elements in files and in text: ``fromfile``, ``tofile``, ``fromstring``, ``fromiter``."""

import io
import itertools
import math
import operator
import os
import sys

from ._core import _read_row, array, empty, frombuffer, zeros
from ._core import dtype as _dtype

__all__ = ["bytes_of", "fill_from", "fromfile", "fromiter", "fromstring", "is_plain", "isfileobj"]

_UNMATCHED = "string or file could not be read to its end due to unmatched data"


def isfileobj(f):
    """Whether an object is a file of the operating system, opened in binary mode.

    Examples
    --------
    >>> import io
    >>> isfileobj(io.BytesIO())
    False
    """
    if not isinstance(f, (io.FileIO, io.BufferedReader, io.BufferedWriter)):
        return False
    try:
        f.fileno()
    except OSError:
        return False
    return True


def fill_from(file, dtype, count):
    """An array of up to `count` elements that are read from a binary file, and how many there were.

    Examples
    --------
    >>> import io
    >>> fill_from(io.BytesIO(bytes([1, 0, 2, 0, 3])), "u2", 3)[0][:2]
    array([1, 2], dtype=uint16)
    """
    dtype = _dtype(dtype)
    if dtype.itemsize and isfileobj(file) and count * dtype.itemsize > _rest(file):
        # A file may claim anything: no memory for what is not in it.
        count = _rest(file) // dtype.itemsize
    if not is_plain(dtype):
        return _fill_packed(file, dtype, count)
    result = empty(count, dtype)
    done, nbytes = 0, result.nbytes
    try:
        memory = memoryview(result).cast("B") if nbytes else b""
        while done < nbytes:
            # Files may give less than they are asked for.
            read = file.readinto(memory[done:])
            if not read:
                break
            done += read
    except (AttributeError, TypeError):
        if done:
            raise
        # Not every file has this method, and not every interpreter lets it see an array's memory.
        return _fill_by_copy(file, dtype, count)
    return result, done // dtype.itemsize


def is_plain(dtype):
    """Whether the binary knows the dtype."""
    from ._forms import form_of

    return form_of(dtype) is None


def _read_up_to(file, size):
    parts, missing = [], size
    while missing:
        # Not all at once: a file may claim anything.
        part = file.read(min(missing, 2**26))
        if not part:
            break
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)


def _fill_by_copy(file, dtype, count):
    data = _read_up_to(file, count * dtype.itemsize)
    found = len(data) // dtype.itemsize
    result = empty(count, dtype)
    result[:found] = frombuffer(data, dtype, found)
    return result, found


def _fill_packed(file, dtype, count):
    """As `fill_from` for a dtype that is described in Python."""
    if dtype.subdtype is not None:
        # The elements of arrays that lie in others; arrays have their axes.
        base, shape = dtype.subdtype
        each = math.prod(shape)
        result, found = fill_from(file, base, count * each)
        found //= max(each, 1)
        return result[: found * each].reshape((found, *shape)), found
    if not dtype.itemsize:
        return zeros(count, dtype), count
    data = _read_up_to(file, count * dtype.itemsize)
    found = len(data) // dtype.itemsize
    if found == count and count:
        result = frombuffer(bytearray(data), dtype)
        # Not every interpreter lets memory be shared.
        return (result if result.flags.writeable else result.copy()), found
    result = zeros(found, dtype)
    if found:
        result[...] = frombuffer(data, dtype, found)
    return result, found


def _rest(file):
    """Bytes from here to the end; infinite for what cannot tell."""
    try:
        here = file.tell()
        end = file.seek(0, os.SEEK_END)
        file.seek(here)
    except OSError:
        return float("inf")
    return max(end - here, 0)


def _is_path(file):
    return isinstance(file, (str, bytes)) or hasattr(file, "__fspath__")


def fromfile(file, dtype=float, count=-1, sep="", offset=0, *, like=None):
    """An array of the elements in a file.

    Parameters
    ----------
    file : file, str or path-like
        An open file is read from its position on.
    dtype : dtype
    count : int
        How many; -1 for all.
    sep : str
        What stands between numbers in text; empty for bytes.
    offset : int
        Bytes to leave out, of binary files only.

    Raises
    ------
    ValueError
        For text that is neither a number nor the separator.

    Examples
    --------
    >>> import os, tempfile
    >>> import uniarray as np
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     name = os.path.join(folder, "numbers")
    ...     np.array([1, 2, 3]).tofile(name)
    ...     np.fromfile(name, int, offset=8)
    array([2, 3])
    """
    dtype, count = _dtype(dtype), operator.index(count)
    if sep and offset:
        raise TypeError("'offset' argument only permitted for binary files")
    if _is_path(file):
        with open(os.fspath(file), "rb") as opened:
            return _read_file(opened, dtype, count, sep, offset)
    if isinstance(file, io.TextIOBase):
        file = file.buffer
    # Others than the operating system's are refused, in their own words.
    file.fileno()
    return _read_file(file, dtype, count, sep, offset)


def _read_file(file, dtype, count, sep, offset):
    if sep:
        start = file.tell()
        text = file.read().decode("latin1")
        numbers, used = _numbers(text, dtype, count, sep)
        file.seek(start + used)
        return numbers
    file.seek(offset, os.SEEK_CUR)
    if count < 0:
        rest = file.read()
        return frombuffer(rest, dtype, len(rest) // dtype.itemsize).copy()
    result, found = fill_from(file, dtype, count)
    return result if found == len(result) else result[:found].copy()


def _numbers(text, dtype, count, sep):
    """The numbers in a text, and how many characters they take."""
    wide, used, unmatched = _read_row(text, dtype, count, sep)
    if unmatched:
        raise ValueError(_UNMATCHED)
    return wide.astype(dtype, copy=False), used


def fromstring(string, dtype=float, count=-1, *, sep="", like=None):
    """An array of the numbers in a text.

    Parameters
    ----------
    string : str
    dtype : dtype
    count : int
        How many; -1 for all.
    sep : str
        What stands between the numbers, any white space aside.

    Raises
    ------
    ValueError
        Without a separator, for text that is neither a number nor the separator, and for fewer numbers than asked for.

    Examples
    --------
    >>> import uniarray as np
    >>> np.fromstring("1, 2", dtype=int, sep=",")
    array([1, 2])
    """
    if not sep:
        raise ValueError("The binary mode of fromstring is removed, use frombuffer instead")
    if isinstance(string, (bytes, bytearray)):
        string = bytes(string).decode("latin1")
    if not isinstance(string, str):
        raise TypeError(f"fromstring() argument 1 must be read-only bytes-like object, not {type(string).__name__}")
    dtype, count = _dtype(dtype), operator.index(count)
    numbers, _ = _numbers(string, dtype, count, sep)
    if count > len(numbers):
        raise ValueError("string is smaller than requested size")
    return numbers


def tofile(array, fid, sep="", format="%s"):
    if _is_path(fid):
        with open(os.fspath(fid), "wb") as opened:
            tofile(array, opened, sep, format)
        return
    if isinstance(fid, io.TextIOBase):
        fid.flush()
        fid = fid.buffer
    # As for reading.
    fid.fileno()
    if sep:
        items = array.reshape(-1).tolist()
        texts = (format % (item,) for item in items) if format else map(str, items)
        fid.write(sep.join(texts).encode("ascii"))
    else:
        fid.write(bytes_of(array, "C"))


def bytes_of(array, order):
    """The elements' bytes in C or F order, for a file: the memory itself, if it is so and the file can see it.

    Examples
    --------
    >>> import uniarray as np
    >>> bytes(bytes_of(np.array([[1, 2], [3, 4]], "u1"), "F"))
    b'\\x01\\x03\\x02\\x04'
    """
    # Elsewhere files see no memory but Python's own.
    if sys.implementation.name == "cpython" and array.nbytes and is_plain(array.dtype):
        laid_out = array.T if order == "F" else array
        if laid_out.flags.c_contiguous:
            return memoryview(laid_out).cast("B")
    return array.tobytes(order)


def fromiter(iter, dtype, count=-1, *, like=None):
    """An array of the numbers that an iterable gives.

    Parameters
    ----------
    iter : iterable
    dtype : dtype
    count : int
        How many; -1 for all.

    Raises
    ------
    ValueError
        If there are fewer.

    Examples
    --------
    >>> import uniarray as np
    >>> np.fromiter((x * x for x in range(3)), float)
    array([0., 1., 4.])
    """
    dtype = _dtype(dtype)
    if not dtype.itemsize and dtype.kind in "SUV" and dtype.names is None:
        raise ValueError("Must specify length when using variable-size data-type.")
    count = operator.index(count)
    items = list(iter if count < 0 else itertools.islice(iter, count))
    if len(items) < count:
        raise ValueError(f"iterator too short: Expected {count} but iterator had only {len(items)} items.")
    if dtype.shape:
        result = empty((len(items), *dtype.shape), dtype.base)
        for place, item in enumerate(items):
            result[place] = item
        return result
    result = array(items, dtype)
    if result.ndim != 1:
        raise ValueError("setting an array element with a sequence.")
    return result
