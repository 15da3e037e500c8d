"""Dtypes as the header of an ``.npy`` file writes them."""

from ._core import dtype as _dtype

__all__ = ["descr_to_dtype", "dtype_to_descr"]


def dtype_to_descr(dtype):
    """What stands for a dtype in a header: its text, of structures the list of their fields.

    Examples
    --------
    >>> from uniarray.lib.format import *
    >>> import uniarray as np
    >>> dtype_to_descr(np.dtype(float))
    '<f8'
    >>> dtype_to_descr(np.dtype([("x", "i4"), ("y", "S2")]))
    [('x', '<i4'), ('y', '|S2')]
    """
    dtype = _dtype(dtype)
    return dtype.str if dtype.names is None else dtype.descr


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
    >>> descr_to_dtype([('x', '<i4'), ('', '|V4'), ('y', '<f8', (2,))]).names
    ('x', 'y')
    """
    try:
        return _dtype_of(descr)
    except (TypeError, KeyError, IndexError, OverflowError, RecursionError) as error:
        raise ValueError(f"descr is not a valid dtype descriptor: {descr!r}") from error


def _dtype_of(descr):
    if isinstance(descr, str):
        return _dtype(descr)
    if isinstance(descr, tuple):
        inner, shape = descr
        return _dtype((_dtype_of(inner), shape))
    if not isinstance(descr, list):
        raise TypeError("neither text nor a list of fields")
    names, titles, formats, offsets, offset = [], [], [], [], 0
    for name, kind, *shape in descr:
        dtype = _dtype_of((kind, *shape) if shape else kind)
        # Gaps between the fields are fields without a name.
        if name or dtype.kind != "V" or dtype.names is not None or dtype.subdtype is not None:
            title, name = name if isinstance(name, tuple) else (None, name)
            titles.append(title)
            names.append(name)
            formats.append(dtype)
            offsets.append(offset)
        offset += dtype.itemsize
    return _dtype({"names": names, "formats": formats, "titles": titles, "offsets": offsets, "itemsize": offset})
