from typing import Any

from ._core import ndarray
from .typing import ArrayLike

__all__ = ["pad", "resize", "tile"]

def pad(array: ArrayLike, pad_width: Any, mode: str = "constant", **kwargs: Any) -> ndarray: ...
def resize(a: ArrayLike, new_shape: Any) -> ndarray: ...
def tile(A: ArrayLike, reps: ArrayLike) -> ndarray: ...
