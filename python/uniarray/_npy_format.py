"""Whole arrays in the ``.npy`` format; `lib.format` is the public face of this module."""

import math
import operator
import os

from ._binary import DERIVES
from ._files import bytes_of, fill_from, is_plain, isfileobj
from ._npy_dtypes import descr_to_dtype, dtype_to_descr
from ._npy_header import MAX_HEADER_SIZE, check_version, read_header, read_magic, write_header
from ._npy_objects import read_objects, write_objects

__all__ = [
    "header_data_from_array_1_0",
    "open_memmap",
    "read_array",
    "read_array_header_1_0",
    "read_array_header_2_0",
    "write_array",
    "write_array_header_1_0",
    "write_array_header_2_0",
]


def header_data_from_array_1_0(array):
    """What the header says of an array.

    Parameters
    ----------
    array : ndarray

    Returns
    -------
    dict

    Examples
    --------
    >>> from uniarray.lib.format import *
    >>> import uniarray as np
    >>> header_data_from_array_1_0(np.zeros((2, 3)))
    {'shape': (2, 3), 'fortran_order': False, 'descr': '<f8'}
    """
    fortran = array.flags.f_contiguous and not array.flags.c_contiguous
    return {"shape": array.shape, "fortran_order": fortran, "descr": dtype_to_descr(array.dtype)}


def write_array_header_1_0(fp, d):
    """Write a header of version 1.0, with all that comes before it.

    Parameters
    ----------
    fp : file
    d : dict
        As `header_data_from_array_1_0` gives it.

    Examples
    --------
    >>> from uniarray.lib.format import *
    >>> import io
    >>> file = io.BytesIO()
    >>> write_array_header_1_0(file, {"shape": (2,), "fortran_order": False, "descr": "<f8"})
    >>> len(file.getvalue())
    128
    """
    write_header(fp, d, (1, 0))


def write_array_header_2_0(fp, d):
    """Write a header of version 2.0, with all that comes before it.

    Parameters
    ----------
    fp : file
    d : dict
        As `header_data_from_array_1_0` gives it.

    Examples
    --------
    >>> from uniarray.lib.format import *
    >>> import io
    >>> file = io.BytesIO()
    >>> write_array_header_2_0(file, {"shape": (2,), "fortran_order": False, "descr": "<f8"})
    >>> _ = file.seek(0)
    >>> read_magic(file)
    (2, 0)
    """
    write_header(fp, d, (2, 0))


def read_array_header_1_0(fp, max_header_size=MAX_HEADER_SIZE):
    """Read the header of a file of version 1.0, from behind the version.

    Parameters
    ----------
    fp : file
    max_header_size : int
        Headers that are longer are refused: taking literals apart may need much memory.

    Returns
    -------
    shape : tuple of int
    fortran_order : bool
    dtype : dtype

    Raises
    ------
    ValueError
        If the header is none.

    Examples
    --------
    >>> from uniarray.lib.format import *
    >>> import io
    >>> file = io.BytesIO()
    >>> write_array_header_1_0(file, {"shape": (2,), "fortran_order": False, "descr": "<f8"})
    >>> _ = file.seek(MAGIC_LEN)
    >>> read_array_header_1_0(file)
    ((2,), False, dtype('float64'))
    """
    return read_header(fp, (1, 0), max_header_size)


def read_array_header_2_0(fp, max_header_size=MAX_HEADER_SIZE):
    """Read the header of a file of version 2.0, from behind the version.

    Parameters
    ----------
    fp : file
    max_header_size : int
        Headers that are longer are refused.

    Returns
    -------
    shape : tuple of int
    fortran_order : bool
    dtype : dtype

    Raises
    ------
    ValueError
        If the header is none.

    Examples
    --------
    >>> from uniarray.lib.format import *
    >>> import io
    >>> file = io.BytesIO()
    >>> write_array_header_2_0(file, {"shape": (), "fortran_order": False, "descr": "|b1"})
    >>> _ = file.seek(MAGIC_LEN)
    >>> read_array_header_2_0(file)
    ((), False, dtype('bool'))
    """
    return read_header(fp, (2, 0), max_header_size)


def write_array(fp, array, version=None, allow_pickle=True, pickle_kwargs=None):
    """Write an array to a file, header and elements.

    Parameters
    ----------
    fp : file
    array : ndarray
    version : {None, (1, 0), (2, 0), (3, 0)}
        None for the oldest that will do.
    allow_pickle : bool
        Whether Python objects may be written, which are pickled.
    pickle_kwargs : dict, optional
        For the pickler: ``fix_imports``.

    Raises
    ------
    ValueError
        For an array of objects if pickles are not allowed.

    Examples
    --------
    >>> from uniarray.lib.format import *
    >>> import io
    >>> import uniarray as np
    >>> file = io.BytesIO()
    >>> write_array(file, np.arange(3))
    >>> _ = file.seek(0)
    >>> read_array(file)
    array([0, 1, 2])
    """
    check_version(version)
    d = header_data_from_array_1_0(array)
    write_header(fp, d, version)
    if array.dtype.hasobject:
        if not allow_pickle:
            raise ValueError("Object arrays cannot be saved when allow_pickle=False")
        write_objects(fp, array, d["fortran_order"], pickle_kwargs or {})
        return
    fp.write(bytes_of(array, "F" if d["fortran_order"] else "C"))


def read_array(fp, allow_pickle=False, pickle_kwargs=None, *, max_header_size=MAX_HEADER_SIZE):
    """Read an array from a file, header and elements.

    Parameters
    ----------
    fp : file
    allow_pickle : bool
        Whether the file is trusted: objects are unpickled, which may do anything, and its header may have any length.
    pickle_kwargs : dict, optional
        For the unpickler: ``encoding`` and ``fix_imports``.
    max_header_size : int
        Headers that are longer are refused.

    Raises
    ------
    ValueError
        If the file is damaged, or holds objects and pickles are not allowed.

    Examples
    --------
    >>> from uniarray.lib.format import *
    >>> import io
    >>> import uniarray as np
    >>> file = io.BytesIO()
    >>> write_array(file, np.array([[1.5], [2.5]]))
    >>> _ = file.seek(0)
    >>> read_array(file)
    array([[1.5],
           [2.5]])
    """
    if allow_pickle:
        max_header_size = 2**64
    version = read_magic(fp)
    check_version(version)
    shape, fortran, dtype = read_header(fp, version, max_header_size)
    if dtype.hasobject and not allow_pickle:
        raise ValueError("Object arrays cannot be loaded when allow_pickle=False")
    swapped = not DERIVES and dtype.kind in "iufc" and not dtype.isnative
    if not (DERIVES or swapped or is_plain(dtype)):
        raise ValueError(f"arrays of {dtype!r} are not available on this host")
    if dtype.hasobject:
        return read_objects(fp, shape, pickle_kwargs or {})
    if swapped:
        # No arrays of the other byte order on this host: they become those of the machine's own.
        dtype = dtype.newbyteorder("=")
    count = math.prod(shape)
    array, found = fill_from(fp, dtype, count)
    if found != count:
        raise ValueError(
            f"Failed to read all data for array. Expected {shape} = {count} elements, "
            f"could only read {found} elements. (file seems not fully written?)"
        )
    if swapped:
        array.byteswap(inplace=True)
    if fortran:
        return array.reshape(shape[::-1]).transpose()
    return array.reshape(shape)


def open_memmap(
    filename,
    mode="r+",
    dtype=None,
    shape=None,
    fortran_order=False,
    version=None,
    *,
    max_header_size=MAX_HEADER_SIZE,
):
    """An array in a file that is mapped into memory.

    Parameters
    ----------
    filename : str or path-like
    mode : str
        As for `memmap`; one with ``w`` makes the file.
    dtype : dtype, optional
    shape : tuple of int
    fortran_order : bool
    version : {None, (1, 0), (2, 0), (3, 0)}
        Of a new file.
    max_header_size : int
        Headers that are longer are refused.

    Returns
    -------
    memmap

    Raises
    ------
    ValueError
        For what is no file's name, and for a file that is damaged.

    Examples
    --------
    >>> from uniarray.lib.format import *
    >>> import os, tempfile
    >>> import uniarray as np
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     name = os.path.join(folder, "a.npy")
    ...     np.save(name, np.arange(3))
    ...     a = open_memmap(name, "r")
    ...     print(a[2])
    ...     del a
    2
    """
    from ._memmap import memmap

    if isfileobj(filename):
        raise ValueError("Filename must be a string or a path-like object.  Memmap cannot use existing file handles.")
    if "w" in mode:
        check_version(version)
        d = {
            "descr": dtype_to_descr(dtype),
            "fortran_order": bool(fortran_order),
            "shape": tuple(shape) if hasattr(shape, "__iter__") else (operator.index(shape),),
        }
        with open(os.fspath(filename), mode + "b") as fp:
            write_header(fp, d, version)
            offset = fp.tell()
        dtype = descr_to_dtype(d["descr"])
        shape, fortran = d["shape"], d["fortran_order"]
    else:
        with open(os.fspath(filename), "rb") as fp:
            version = read_magic(fp)
            check_version(version)
            shape, fortran, dtype = read_header(fp, version, max_header_size)
            offset = fp.tell()
    if dtype.hasobject:
        raise ValueError("Array can't be memory-mapped: Python objects in dtype.")
    if mode == "w+":
        mode = "r+"
    return memmap(filename, dtype=dtype, shape=shape, order="F" if fortran else "C", mode=mode, offset=offset)
