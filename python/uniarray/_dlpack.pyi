from ._core import ndarray
from .typing import ArrayLike

__all__ = ["from_dlpack"]

def from_dlpack(x: ArrayLike, /, *, device: str | None = None, copy: bool | None = None) -> ndarray: ...
