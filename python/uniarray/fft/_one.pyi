from typing import Any, SupportsIndex

from .._core import ndarray
from ..typing import ArrayLike

__all__ = ["fft", "hfft", "ifft", "ihfft", "irfft", "rfft"]

def fft(
    a: ArrayLike, n: SupportsIndex | None = None, axis: SupportsIndex = -1, norm: Any = None, out: ndarray | None = None
) -> ndarray: ...
def hfft(
    a: ArrayLike, n: Any = None, axis: SupportsIndex = -1, norm: Any = None, out: ndarray | None = None
) -> ndarray: ...
def ifft(
    a: ArrayLike, n: Any = None, axis: SupportsIndex = -1, norm: Any = None, out: ndarray | None = None
) -> ndarray: ...
def ihfft(
    a: ArrayLike, n: Any = None, axis: SupportsIndex = -1, norm: Any = None, out: ndarray | None = None
) -> ndarray: ...
def irfft(
    a: ArrayLike, n: Any = None, axis: SupportsIndex = -1, norm: Any = None, out: ndarray | None = None
) -> ndarray: ...
def rfft(
    a: ArrayLike, n: Any = None, axis: SupportsIndex = -1, norm: Any = None, out: ndarray | None = None
) -> ndarray: ...
