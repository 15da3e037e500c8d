from collections.abc import Sequence
from typing import Any, SupportsIndex

from ._core import ndarray
from .typing import ArrayLike, DTypeLike

__all__ = ["average", "corrcoef", "cov", "ptp"]

def average(
    a: ArrayLike,
    axis: SupportsIndex | Sequence[SupportsIndex] | None = None,
    weights: ArrayLike | None = None,
    returned: bool = False,
    *,
    keepdims: bool = False,
) -> Any: ...
def corrcoef(x: ArrayLike, y: ArrayLike | None = None, rowvar: bool = True, *, dtype: DTypeLike = None) -> Any: ...
def cov(
    m: ArrayLike,
    y: ArrayLike | None = None,
    rowvar: bool = True,
    bias: bool = False,
    ddof: SupportsIndex | None = None,
    fweights: ArrayLike | None = None,
    aweights: ArrayLike | None = None,
    *,
    dtype: DTypeLike = None,
) -> Any: ...
def ptp(
    a: ArrayLike,
    axis: SupportsIndex | Sequence[SupportsIndex] | None = None,
    out: ndarray | None = None,
    keepdims: bool = False,
) -> Any: ...
