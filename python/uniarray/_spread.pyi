from collections.abc import Sequence
from typing import Any, SupportsIndex

from ._core import ndarray
from .typing import ArrayLike, DTypeLike

__all__ = ["std", "var"]

def std(
    a: ArrayLike,
    axis: SupportsIndex | Sequence[SupportsIndex] | None = None,
    dtype: DTypeLike = None,
    out: ndarray | None = None,
    ddof: SupportsIndex = 0,
    keepdims: bool = False,
    *,
    where: Any = ...,
    mean: ArrayLike = ...,
    correction: Any = ...,
) -> Any: ...
def var(
    a: ArrayLike,
    axis: SupportsIndex | Sequence[SupportsIndex] | None = None,
    dtype: DTypeLike = None,
    out: ndarray | None = None,
    ddof: SupportsIndex = 0,
    keepdims: bool = False,
    *,
    where: ArrayLike = ...,
    mean: ArrayLike = ...,
    correction: Any = ...,
) -> Any: ...
