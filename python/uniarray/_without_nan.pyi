from collections.abc import Sequence
from typing import Any, SupportsIndex

from ._core import ndarray
from .typing import ArrayLike, DTypeLike

__all__ = [
    "nanargmax",
    "nanargmin",
    "nancumprod",
    "nancumsum",
    "nanmax",
    "nanmean",
    "nanmedian",
    "nanmin",
    "nanpercentile",
    "nanprod",
    "nanquantile",
    "nanstd",
    "nansum",
    "nanvar",
]

def nanargmax(
    a: ArrayLike,
    axis: SupportsIndex | Sequence[SupportsIndex] | None = None,
    out: ndarray | None = None,
    *,
    keepdims: bool = ...,
) -> Any: ...
def nanargmin(
    a: ArrayLike,
    axis: SupportsIndex | Sequence[SupportsIndex] | None = None,
    out: ndarray | None = None,
    *,
    keepdims: bool = ...,
) -> Any: ...
def nancumprod(
    a: ArrayLike,
    axis: SupportsIndex | Sequence[SupportsIndex] | None = None,
    dtype: DTypeLike = None,
    out: ndarray | None = None,
) -> Any: ...
def nancumsum(
    a: ArrayLike,
    axis: SupportsIndex | Sequence[SupportsIndex] | None = None,
    dtype: DTypeLike = None,
    out: ndarray | None = None,
) -> Any: ...
def nanmax(
    a: ArrayLike,
    axis: SupportsIndex | Sequence[SupportsIndex] | None = None,
    out: ndarray | None = None,
    keepdims: bool = ...,
    initial: Any = ...,
    where: Any = ...,
) -> Any: ...
def nanmean(
    a: ArrayLike,
    axis: SupportsIndex | Sequence[SupportsIndex] | None = None,
    dtype: DTypeLike = None,
    out: ndarray | None = None,
    keepdims: bool = ...,
    *,
    where: Any = ...,
) -> Any: ...
def nanmedian(
    a: ArrayLike,
    axis: SupportsIndex | Sequence[SupportsIndex] | None = None,
    out: ndarray | None = None,
    overwrite_input: bool = False,
    keepdims: bool = ...,
) -> Any: ...
def nanmin(
    a: ArrayLike,
    axis: SupportsIndex | Sequence[SupportsIndex] | None = None,
    out: ndarray | None = None,
    keepdims: bool = ...,
    initial: Any = ...,
    where: Any = ...,
) -> Any: ...
def nanpercentile(
    a: ArrayLike,
    q: ArrayLike,
    axis: SupportsIndex | Sequence[SupportsIndex] | None = None,
    out: ndarray | None = None,
    overwrite_input: bool = False,
    method: str = "linear",
    keepdims: bool = ...,
    *,
    weights: ArrayLike | None = None,
) -> Any: ...
def nanprod(
    a: ArrayLike,
    axis: SupportsIndex | Sequence[SupportsIndex] | None = None,
    dtype: DTypeLike = None,
    out: ndarray | None = None,
    keepdims: bool = ...,
    initial: Any = ...,
    where: Any = ...,
) -> Any: ...
def nanquantile(
    a: ArrayLike,
    q: ArrayLike,
    axis: SupportsIndex | Sequence[SupportsIndex] | None = None,
    out: ndarray | None = None,
    overwrite_input: bool = False,
    method: str = "linear",
    keepdims: bool = ...,
    *,
    weights: ArrayLike | None = None,
) -> Any: ...
def nanstd(
    a: ArrayLike,
    axis: SupportsIndex | Sequence[SupportsIndex] | None = None,
    dtype: DTypeLike = None,
    out: ndarray | None = None,
    ddof: SupportsIndex = 0,
    keepdims: bool = ...,
    *,
    where: Any = ...,
    mean: ArrayLike = ...,
    correction: Any = ...,
) -> Any: ...
def nansum(
    a: ArrayLike,
    axis: SupportsIndex | Sequence[SupportsIndex] | None = None,
    dtype: DTypeLike = None,
    out: ndarray | None = None,
    keepdims: bool = ...,
    initial: Any = ...,
    where: Any = ...,
) -> Any: ...
def nanvar(
    a: ArrayLike,
    axis: SupportsIndex | Sequence[SupportsIndex] | None = None,
    dtype: DTypeLike = None,
    out: ndarray | None = None,
    ddof: SupportsIndex = 0,
    keepdims: bool = ...,
    *,
    where: Any = ...,
    mean: ArrayLike = ...,
    correction: Any = ...,
) -> Any: ...
