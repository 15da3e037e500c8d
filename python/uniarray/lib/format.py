"""The ``.npy`` format: one array in a file, byte for byte as NumPy writes it.

A file begins with a magic string, a version and the length of a header. The header is the text of a Python dictionary
with the dtype, the order and the shape, padded so that the elements, which follow, are aligned. It is taken apart as a
literal, and never evaluated.

Versions differ in the header: 1.0 has two bytes for its length, 2.0 has four, and 3.0 takes all of Unicode. Arrays of
Python objects are refused, as there are none; elements of the other byte order are turned round when they are read.
"""

from .._files import isfileobj
from .._npy_dtypes import descr_to_dtype, dtype_to_descr
from .._npy_format import (
    header_data_from_array_1_0,
    open_memmap,
    read_array,
    read_array_header_1_0,
    read_array_header_2_0,
    write_array,
    write_array_header_1_0,
    write_array_header_2_0,
)
from .._npy_header import (
    ARRAY_ALIGN,
    BUFFER_SIZE,
    EXPECTED_KEYS,
    GROWTH_AXIS_MAX_DIGITS,
    MAGIC_LEN,
    MAGIC_PREFIX,
    magic,
    read_magic,
)

__all__ = [
    "ARRAY_ALIGN",
    "BUFFER_SIZE",
    "EXPECTED_KEYS",
    "GROWTH_AXIS_MAX_DIGITS",
    "MAGIC_LEN",
    "MAGIC_PREFIX",
    "descr_to_dtype",
    "dtype_to_descr",
    "header_data_from_array_1_0",
    "isfileobj",
    "magic",
    "open_memmap",
    "read_array",
    "read_array_header_1_0",
    "read_array_header_2_0",
    "read_magic",
    "write_array",
    "write_array_header_1_0",
    "write_array_header_2_0",
]
