"""Dtypes as the header of an ``.npy`` file writes them."""

import sys

from ._core import dtype as _dtype

__all__ = ["descr_to_dtype", "dtype_to_descr", "read_descr"]

_OTHER_ORDER = ">" if sys.byteorder == "little" else "<"


def dtype_to_descr(dtype):
    """What stands for a dtype in a header.

    Examples
    --------
    >>> from uniarray.lib.format import *
    >>> import uniarray as np
    >>> dtype_to_descr(np.dtype(float))
    '<f8'
    """
    return _dtype(dtype).str


def descr_to_dtype(descr):
    """The dtype for which something stands in a header.

    Raises
    ------
    ValueError
        If there is no such dtype.

    Examples
    --------
    >>> from uniarray.lib.format import *
    >>> descr_to_dtype('<f8')
    dtype('float64')
    """
    dtype, swapped = read_descr(descr)
    if swapped:
        raise ValueError(f"there is no dtype for {dtype.name} in the other byte order")
    return dtype


def read_descr(descr):
    """The native dtype for which something stands in a header, and whether the elements are in the other byte order."""
    if isinstance(descr, (list, tuple)):
        raise ValueError(f"structured arrays are not available: {descr!r}")
    if not isinstance(descr, str):
        raise ValueError(f"descr is not a valid dtype descriptor: {descr!r}")
    kind = descr.lstrip("<>|=")[:1]
    if kind == "O":
        raise ValueError("Object arrays cannot be loaded when allow_pickle=False")
    if kind in ("S", "U", "V", "M", "m", "a", "T"):
        raise ValueError(f"arrays of text, bytes, times or void are not available: {descr!r}")
    swapped = descr.startswith(_OTHER_ORDER)
    try:
        dtype = _dtype("=" + descr[1:] if swapped else descr)
    except TypeError as error:
        raise ValueError(f"descr is not a valid dtype descriptor: {descr!r}") from error
    return dtype, swapped and dtype.itemsize > 1
