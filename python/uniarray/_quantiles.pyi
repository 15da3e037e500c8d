from collections.abc import Sequence
from typing import Any, SupportsIndex

from ._core import ndarray
from .typing import ArrayLike

__all__ = ["median", "percentile", "quantile"]

def median(
    a: ArrayLike,
    axis: SupportsIndex | Sequence[SupportsIndex] | None = None,
    out: ndarray | None = None,
    overwrite_input: bool = False,
    keepdims: bool = False,
) -> Any: ...
def percentile(
    a: ArrayLike,
    q: ArrayLike,
    axis: SupportsIndex | Sequence[SupportsIndex] | None = None,
    out: ndarray | None = None,
    overwrite_input: bool = False,
    method: str = "linear",
    keepdims: bool = False,
    *,
    weights: ArrayLike | None = None,
) -> Any: ...
def quantile(
    a: ArrayLike,
    q: ArrayLike,
    axis: SupportsIndex | Sequence[SupportsIndex] | None = None,
    out: ndarray | None = None,
    overwrite_input: bool = False,
    method: str = "linear",
    keepdims: bool = False,
    *,
    weights: ArrayLike | None = None,
) -> Any: ...
