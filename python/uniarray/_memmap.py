"""Arrays in files that are mapped into memory."""

import mmap
import operator
import os
import pathlib
from contextlib import nullcontext

from ._binary import check_derived
from ._core import dtype as _dtype
from ._core import ndarray, uint8

__all__ = ["memmap"]

_MODES = {"readonly": "r", "copyonwrite": "c", "readwrite": "r+", "write": "w+"}


class memmap(ndarray):
    """An array of the numbers in a file, of which only those that are used are in memory.

    On interpreters that do not let memory be shared (GraalPy) all is read at once, and written by `flush`.

    Parameters
    ----------
    filename : str, path-like or file
    dtype : dtype
    mode : {'r+', 'r', 'w+', 'c'}
        To read and write; to read only; to make the file, or to empty it; to change elements in memory, but never in
        the file.
    offset : int
        Bytes before the first element.
    shape : int or tuple of int, optional
        One axis with all that there is, if not given.
    order : {'C', 'F'}

    Attributes
    ----------
    filename : str or None
        The absolute path of the file.
    offset : int
    mode : str

    Examples
    --------
    >>> import os, tempfile
    >>> import uniarray as np
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     name = os.path.join(folder, "numbers")
    ...     a = np.memmap(name, dtype="i2", mode="w+", shape=(2, 2))
    ...     a[0] = [1, 2]
    ...     a.flush()
    ...     print(np.fromfile(name, "i2"))
    ...     del a
    [1 2 0 0]
    """

    __array_priority__ = -100.0

    _mmap = None
    filename = None
    offset = None
    mode = None

    def __new__(subtype, filename, dtype=uint8, mode="r+", offset=0, shape=None, order="C"):
        mode = _MODES.get(mode, mode)
        if mode not in _MODES.values():
            words = [*_MODES.values(), *_MODES]
            raise ValueError(f"mode must be one of {words!r} (got {mode!r})")
        if mode == "w+" and shape is None:
            raise ValueError("shape must be given if mode == 'w+'")
        is_file = hasattr(filename, "read")
        name = None if is_file else os.fspath(filename)
        with nullcontext(filename) if is_file else open(name, ("r" if mode == "c" else mode) + "b") as file:
            dtype = _dtype(dtype)
            length = file.seek(0, os.SEEK_END)
            shape, needed = _shape_in(shape, dtype.itemsize, offset, length)
            if mode in ("w+", "r+") and length < needed:
                file.seek(needed - 1, os.SEEK_SET)
                file.write(b"\0")
                file.flush()
                length = needed
            if length < needed:
                # Memory behind the end would be there, but not to be touched.
                raise ValueError("mmap length is greater than file size" if length else "cannot mmap an empty file")
            check_derived(subtype)
            access = {"c": mmap.ACCESS_COPY, "r": mmap.ACCESS_READ}.get(mode, mmap.ACCESS_WRITE)
            # A map begins at a multiple of the system's unit.
            start = offset - offset % mmap.ALLOCATIONGRANULARITY
            if needed == start:
                start = max(start - mmap.ALLOCATIONGRANULARITY, 0)
            memory = mmap.mmap(file.fileno(), needed - start, access=access, offset=start)
            self = ndarray.__new__(subtype, shape, dtype, memory, offset - start, None, order)
            shared = self.flags.writeable or mode == "r"
            if not shared:
                copy = ndarray.__new__(subtype, shape, dtype, order=order)
                copy[...] = self
                self = copy
            self._mmap = memory
            self._copied_to = None if shared or mode == "c" else offset - start
            self.offset = offset
            self.mode = mode
            self.filename = _absolute(filename, file)
        return self

    def __array_finalize__(self, obj):
        # A view of the map is one itself; a result of operations is not.
        if isinstance(obj, memmap) and obj._mmap is not None and _shows(self, obj):
            self._mmap = obj._mmap
            self._copied_to = None
            self.filename, self.offset, self.mode = obj.filename, obj.offset, obj.mode

    def __array_wrap__(self, array, context=None, return_scalar=False):
        array = super().__array_wrap__(array, context)
        if self is array or type(self) is not memmap:
            return array
        # What was computed is in no file.
        return array[()] if return_scalar else array.view(ndarray)

    def __getitem__(self, index):
        part = super().__getitem__(index)
        if type(part) is memmap and part._mmap is None:
            return part.view(type=ndarray)
        return part

    def flush(self):
        """Write what was changed to the file. It is written at some time anyway where memory is shared.

        Examples
        --------
        >>> import tempfile
        >>> import uniarray as np
        >>> with tempfile.TemporaryFile() as file:
        ...     np.memmap(file, mode="w+", shape=3).flush()
        """
        if self._mmap is None:
            if self.base is not None and hasattr(self.base, "flush"):
                self.base.flush()
            return
        if self._copied_to is not None:
            order = "F" if self.flags.f_contiguous and not self.flags.c_contiguous else "C"
            content = self.tobytes(order)
            self._mmap[self._copied_to : self._copied_to + len(content)] = content
        if self.mode in ("r+", "w+"):
            self._mmap.flush()


def _absolute(filename, file):
    """Where a file is, as a path if it was given as one; None for files without a name."""
    if isinstance(filename, pathlib.PurePath):
        return filename.resolve()
    name = getattr(file, "name", None)
    return os.path.abspath(name) if isinstance(name, (str, bytes)) else None


def _shape_in(shape, itemsize, offset, length):
    """The shape as a tuple, and how long the file must be."""
    offset = operator.index(offset)
    if offset < 0:
        raise ValueError("offset must not be negative")
    if shape is None:
        if (length - offset) % itemsize or length < offset:
            raise ValueError("Size of available data is not a multiple of the data-type size.")
        shape = ((length - offset) // itemsize,)
    elif not hasattr(shape, "__iter__"):
        shape = (shape,)
    shape = tuple(operator.index(extent) for extent in shape)
    size = 1
    for extent in shape:
        if extent < 0:
            raise ValueError("negative dimensions are not allowed")
        size *= extent
    needed = offset + size * itemsize
    if needed == 0:
        # There are no empty maps.
        needed = 1
    return shape, needed


def _shows(array, other):
    """Whether an array's memory is that of another one."""
    base = array.base
    while base is not None:
        if base is other or base is other.base:
            return True
        base = getattr(base, "base", None)
    return False
