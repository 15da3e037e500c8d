from collections.abc import Sequence
from typing import Any, SupportsIndex

from ._core import ndarray
from .typing import ArrayLike, DTypeLike

__all__ = ["all", "any", "argmax", "argmin", "cumsum", "max", "mean", "min", "nonzero", "prod", "sum"]

def all(
    a: ArrayLike,
    axis: SupportsIndex | Sequence[SupportsIndex] | None = None,
    out: ndarray | None = None,
    keepdims: bool = ...,
    *,
    where: Any = ...,
) -> Any: ...
def any(
    a: ArrayLike,
    axis: SupportsIndex | Sequence[SupportsIndex] | None = None,
    out: ndarray | None = None,
    keepdims: bool = ...,
    *,
    where: Any = ...,
) -> Any: ...
def argmax(
    a: ArrayLike,
    axis: SupportsIndex | Sequence[SupportsIndex] | None = None,
    out: ndarray | None = None,
    *,
    keepdims: bool = ...,
) -> Any: ...
def argmin(
    a: ArrayLike,
    axis: SupportsIndex | Sequence[SupportsIndex] | None = None,
    out: ndarray | None = None,
    *,
    keepdims: bool = ...,
) -> Any: ...
def cumsum(
    a: ArrayLike,
    axis: SupportsIndex | Sequence[SupportsIndex] | None = None,
    dtype: DTypeLike = None,
    out: ndarray | None = None,
) -> Any: ...
def max(
    a: ArrayLike,
    axis: SupportsIndex | Sequence[SupportsIndex] | None = None,
    out: ndarray | None = None,
    keepdims: bool = ...,
    initial: Any = ...,
    where: Any = ...,
) -> Any: ...
def mean(
    a: ArrayLike,
    axis: SupportsIndex | Sequence[SupportsIndex] | None = None,
    dtype: DTypeLike = None,
    out: ndarray | None = None,
    keepdims: bool = ...,
    *,
    where: Any = ...,
) -> Any: ...
def min(
    a: ArrayLike,
    axis: SupportsIndex | Sequence[SupportsIndex] | None = None,
    out: ndarray | None = None,
    keepdims: bool = ...,
    initial: Any = ...,
    where: Any = ...,
) -> Any: ...
def nonzero(a: ArrayLike) -> Any: ...
def prod(
    a: ArrayLike,
    axis: SupportsIndex | Sequence[SupportsIndex] | None = None,
    dtype: DTypeLike = None,
    out: ndarray | None = None,
    keepdims: bool = ...,
    initial: Any = ...,
    where: Any = ...,
) -> Any: ...
def sum(
    a: ArrayLike,
    axis: SupportsIndex | Sequence[SupportsIndex] | None = None,
    dtype: DTypeLike = None,
    out: ndarray | None = None,
    keepdims: bool = ...,
    initial: Any = ...,
    where: Any = ...,
) -> Any: ...
