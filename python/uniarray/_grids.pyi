from collections.abc import Callable
from typing import Any

from ._core import _ShapeLike as ShapeLike
from ._core import ndarray
from .typing import ArrayLike, DTypeLike

__all__ = ["fromfunction", "indices", "ix_", "meshgrid"]

def fromfunction(
    function: Callable[..., Any], shape: ShapeLike, *, dtype: DTypeLike = ..., like: Any = None, **kwargs: Any
) -> ndarray: ...
def indices(dimensions: Any, dtype: DTypeLike = ..., sparse: bool = False) -> ndarray: ...
def ix_(*args: ArrayLike) -> tuple[ndarray, ...]: ...
def meshgrid(*xi: ArrayLike, copy: bool = True, sparse: bool = False, indexing: str = "xy") -> tuple[ndarray, ...]: ...
