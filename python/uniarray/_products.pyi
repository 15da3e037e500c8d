from typing import Any, SupportsIndex

from ._core import ndarray
from .typing import ArrayLike, DTypeLike

__all__ = ["cross", "diagonal", "kron", "outer", "tensordot", "trace"]

def cross(
    a: ArrayLike,
    b: ArrayLike,
    axisa: SupportsIndex = -1,
    axisb: SupportsIndex = -1,
    axisc: SupportsIndex = -1,
    axis: SupportsIndex | None = None,
) -> ndarray: ...
def diagonal(
    a: ArrayLike, offset: SupportsIndex = 0, axis1: SupportsIndex = 0, axis2: SupportsIndex = 1
) -> ndarray: ...
def kron(a: ArrayLike, b: ArrayLike) -> ndarray: ...
def outer(a: ArrayLike, b: ArrayLike, out: ndarray | None = None) -> ndarray: ...
def tensordot(a: ArrayLike, b: ArrayLike, axes: Any = 2) -> ndarray: ...
def trace(
    a: ArrayLike,
    offset: SupportsIndex = 0,
    axis1: SupportsIndex = 0,
    axis2: SupportsIndex = 1,
    dtype: DTypeLike = None,
    out: ndarray | None = None,
) -> Any: ...
