from typing import SupportsIndex

from ._core import ndarray
from .typing import ArrayLike, DTypeLike

__all__ = ["cumprod", "cumulative_prod", "cumulative_sum", "diff", "ediff1d", "unwrap"]

def cumprod(
    a: ArrayLike, axis: SupportsIndex | None = None, dtype: DTypeLike = None, out: ndarray | None = None
) -> ndarray: ...
def cumulative_prod(
    x: ArrayLike,
    /,
    *,
    axis: SupportsIndex | None = None,
    dtype: DTypeLike = None,
    out: ndarray | None = None,
    include_initial: bool = False,
) -> ndarray: ...
def cumulative_sum(
    x: ArrayLike,
    /,
    *,
    axis: SupportsIndex | None = None,
    dtype: DTypeLike = None,
    out: ndarray | None = None,
    include_initial: bool = False,
) -> ndarray: ...
def diff(
    a: ArrayLike, n: SupportsIndex = 1, axis: SupportsIndex = -1, prepend: ArrayLike = ..., append: ArrayLike = ...
) -> ndarray: ...
def ediff1d(ary: ArrayLike, to_end: ArrayLike | None = None, to_begin: ArrayLike | None = None) -> ndarray: ...
def unwrap(
    p: ArrayLike, discont: float | None = None, axis: SupportsIndex = -1, *, period: float = 6.283185307179586
) -> ndarray: ...
