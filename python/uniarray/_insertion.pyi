from collections.abc import Sequence
from typing import SupportsIndex

from ._core import ndarray
from .typing import ArrayLike

__all__ = ["delete", "insert", "trim_zeros"]

def delete(arr: ArrayLike, obj: ArrayLike, axis: SupportsIndex | None = None) -> ndarray: ...
def insert(arr: ArrayLike, obj: ArrayLike, values: ArrayLike, axis: SupportsIndex | None = None) -> ndarray: ...
def trim_zeros(
    filt: ArrayLike, trim: str = "fb", axis: SupportsIndex | Sequence[SupportsIndex] | None = None
) -> ndarray: ...
