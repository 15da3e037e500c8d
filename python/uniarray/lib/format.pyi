from typing import Any, SupportsIndex

from .._core import _ShapeLike as ShapeLike
from .._core import dtype, ndarray
from ..typing import ArrayLike, DTypeLike

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

ARRAY_ALIGN: int
BUFFER_SIZE: int
EXPECTED_KEYS: set[str]
GROWTH_AXIS_MAX_DIGITS: int
MAGIC_LEN: int
MAGIC_PREFIX: bytes

def descr_to_dtype(descr: Any) -> dtype: ...
def dtype_to_descr(dtype: DTypeLike) -> str: ...
def header_data_from_array_1_0(array: ArrayLike) -> Any: ...
def isfileobj(f: ArrayLike) -> Any: ...
def magic(major: SupportsIndex, minor: SupportsIndex) -> Any: ...
def open_memmap(
    filename: Any,
    mode: str = "r+",
    dtype: DTypeLike = None,
    shape: ShapeLike | None = None,
    fortran_order: bool = False,
    version: Any = None,
    *,
    max_header_size: SupportsIndex = 10000,
) -> Any: ...
def read_array(
    fp: ArrayLike, allow_pickle: bool = False, pickle_kwargs: Any = None, *, max_header_size: SupportsIndex = 10000
) -> ndarray: ...
def read_array_header_1_0(fp: ArrayLike, max_header_size: SupportsIndex = 10000) -> tuple[Any, ...]: ...
def read_array_header_2_0(fp: ArrayLike, max_header_size: SupportsIndex = 10000) -> tuple[Any, ...]: ...
def read_magic(fp: ArrayLike) -> tuple[int, ...]: ...
def write_array(
    fp: ArrayLike, array: ArrayLike, version: Any = None, allow_pickle: bool = True, pickle_kwargs: Any = None
) -> None: ...
def write_array_header_1_0(fp: ArrayLike, d: Any) -> None: ...
def write_array_header_2_0(fp: ArrayLike, d: Any) -> None: ...
