from typing import Any, SupportsIndex

from ._core import ndarray
from .typing import ArrayLike

__all__ = ["argpartition", "argsort", "partition", "searchsorted", "sort", "sort_complex"]

def argpartition(
    a: ArrayLike, kth: Any, axis: SupportsIndex = -1, kind: str = "introselect", order: str | None = None
) -> ndarray: ...
def argsort(
    a: ArrayLike,
    axis: SupportsIndex = -1,
    kind: Any = None,
    order: str | None = None,
    *,
    stable: Any = None,
    descending: bool = ...,
) -> ndarray: ...
def partition(
    a: ArrayLike, kth: Any, axis: SupportsIndex = -1, kind: str = "introselect", order: str | None = None
) -> ndarray: ...
def searchsorted(a: ArrayLike, v: ArrayLike, side: str = "left", sorter: ArrayLike | None = None) -> ndarray: ...
def sort(
    a: ArrayLike,
    axis: SupportsIndex = -1,
    kind: str | None = None,
    order: str | None = None,
    *,
    stable: bool | None = None,
    descending: bool = ...,
) -> ndarray: ...
def sort_complex(a: ArrayLike) -> ndarray: ...
