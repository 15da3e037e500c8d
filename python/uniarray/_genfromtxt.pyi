from typing import Any, SupportsIndex

from ._core import ndarray
from .typing import DTypeLike

__all__ = ["ConversionWarning", "genfromtxt"]

class ConversionWarning(UserWarning): ...

def genfromtxt(
    fname: Any,
    dtype: DTypeLike = ...,
    comments: str = "#",
    delimiter: str | None = None,
    skip_header: SupportsIndex = 0,
    skip_footer: SupportsIndex = 0,
    converters: Any = None,
    missing_values: str | None = None,
    filling_values: float | None = None,
    usecols: SupportsIndex | None = None,
    names: Any = None,
    excludelist: Any = None,
    deletechars: Any = None,
    replace_space: str = "_",
    autostrip: bool = False,
    case_sensitive: bool = True,
    defaultfmt: str = "f%i",
    unpack: bool | None = None,
    usemask: bool = False,
    loose: bool = True,
    invalid_raise: bool = True,
    max_rows: SupportsIndex | None = None,
    encoding: str | None = None,
    *,
    ndmin: float = 0,
    like: Any = None,
) -> ndarray: ...
