from typing import Any

from ._core import ndarray
from .typing import ArrayLike

__all__ = ["convolve", "correlate", "interp"]

def convolve(a: ArrayLike, v: ArrayLike, mode: str = "full") -> ndarray: ...
def correlate(a: ArrayLike, v: ArrayLike, mode: str = "valid") -> ndarray: ...
def interp(
    x: ArrayLike, xp: ArrayLike, fp: ArrayLike, left: Any = None, right: bool | None = None, period: float | None = None
) -> Any: ...
