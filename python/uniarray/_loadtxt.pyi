from typing import Any, SupportsIndex

from ._core import ndarray
from .typing import DTypeLike

__all__ = ["check_ndmin", "loadtxt", "with_ndmin"]

def check_ndmin(ndmin: Any) -> Any: ...
def loadtxt(
    fname: Any,
    dtype: DTypeLike = ...,
    comments: str = "#",
    delimiter: str | None = None,
    converters: Any = None,
    skiprows: SupportsIndex = 0,
    usecols: Any = None,
    unpack: bool = False,
    ndmin: float = 0,
    encoding: str | None = None,
    max_rows: SupportsIndex | None = None,
    *,
    quotechar: str | None = None,
    like: Any = None,
) -> ndarray: ...
def with_ndmin(table: Any, ndmin: Any) -> Any: ...
