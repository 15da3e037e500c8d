from typing import Any, SupportsIndex

from typing_extensions import Self

from ._core import _ShapeLike as ShapeLike
from ._core import ndarray
from .typing import ArrayLike, DTypeLike

__all__ = ["memmap"]

class memmap(ndarray):
    __array_priority__: float
    filename: Any
    offset: Any
    mode: Any
    def __new__(
        subtype,
        filename: Any,
        dtype: DTypeLike = ...,
        mode: str = "r+",
        offset: SupportsIndex = 0,
        shape: ShapeLike | None = None,
        order: str = "C",
    ) -> Self: ...
    def __array_finalize__(self, obj: ArrayLike) -> Any: ...
    def __array_wrap__(self, array: ArrayLike, context: Any = None, return_scalar: bool = False) -> Any: ...
    def __getitem__(self, index: Any) -> Any: ...
    def flush(self) -> Any: ...
