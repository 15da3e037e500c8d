from typing import Any, SupportsIndex

from ._core import ndarray
from .typing import ArrayLike, DTypeLike

__all__ = ["bytes_of", "fill_from", "fromfile", "fromiter", "fromstring", "is_plain", "isfileobj"]

def bytes_of(array: ArrayLike, order: str) -> Any: ...
def fill_from(file: Any, dtype: DTypeLike, count: Any) -> Any: ...
def fromfile(
    file: Any,
    dtype: DTypeLike = ...,
    count: SupportsIndex = -1,
    sep: str = "",
    offset: SupportsIndex = 0,
    *,
    like: Any = None,
) -> Any: ...
def fromiter(iter: Any, dtype: DTypeLike, count: SupportsIndex = -1, *, like: Any = None) -> ndarray: ...
def fromstring(
    string: str, dtype: DTypeLike = ..., count: SupportsIndex = -1, *, sep: str = "", like: Any = None
) -> ndarray: ...
def is_plain(dtype: Any) -> bool: ...
def isfileobj(f: ArrayLike) -> Any: ...
