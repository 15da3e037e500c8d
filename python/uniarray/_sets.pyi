from typing import Any, SupportsIndex

from ._core import ndarray
from .typing import ArrayLike

__all__ = [
    "intersect1d",
    "isin",
    "setdiff1d",
    "setxor1d",
    "union1d",
    "unique",
    "unique_all",
    "unique_counts",
    "unique_inverse",
    "unique_values",
]

def intersect1d(
    ar1: ArrayLike, ar2: ArrayLike, assume_unique: bool = False, return_indices: bool = False
) -> ndarray: ...
def isin(
    element: ArrayLike, test_elements: ArrayLike, assume_unique: bool = False, invert: bool = False, *, kind: Any = None
) -> ndarray: ...
def setdiff1d(ar1: ArrayLike, ar2: ArrayLike, assume_unique: bool = False) -> ndarray: ...
def setxor1d(ar1: ArrayLike, ar2: ArrayLike, assume_unique: bool = False) -> ndarray: ...
def union1d(ar1: ArrayLike, ar2: ArrayLike) -> ndarray: ...
def unique(
    ar: ArrayLike,
    return_index: bool = False,
    return_inverse: bool = False,
    return_counts: bool = False,
    axis: SupportsIndex | None = None,
    *,
    equal_nan: bool = True,
    sorted: bool = True,
) -> Any: ...
def unique_all(x: ArrayLike, /) -> Any: ...
def unique_counts(x: ArrayLike, /) -> Any: ...
def unique_inverse(x: ArrayLike, /) -> Any: ...
def unique_values(x: ArrayLike, /) -> ndarray: ...
