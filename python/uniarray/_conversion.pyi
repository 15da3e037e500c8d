from collections.abc import Sequence
from typing import Any, SupportsIndex

from ._core import ndarray
from .typing import ArrayLike, DTypeLike

__all__ = [
    "asanyarray",
    "asarray_chkfinite",
    "asfortranarray",
    "copyto",
    "isfortran",
    "isscalar",
    "iterable",
    "ndim",
    "require",
    "shape",
    "size",
]

def asanyarray(
    a: ArrayLike,
    dtype: DTypeLike = None,
    order: str | None = None,
    *,
    device: str | None = None,
    copy: bool | None = None,
    like: Any = None,
) -> ndarray: ...
def asarray_chkfinite(a: ArrayLike, dtype: DTypeLike = None, order: str | None = None) -> ndarray: ...
def asfortranarray(a: ArrayLike, dtype: DTypeLike = None, *, like: Any = None) -> ndarray: ...
def copyto(dst: ndarray, src: ArrayLike, casting: str = "same_kind", where: ArrayLike = True) -> None: ...
def isfortran(a: ndarray) -> bool: ...
def isscalar(element: object) -> bool: ...
def iterable(y: object) -> bool: ...
def ndim(a: ArrayLike) -> int: ...
def require(
    a: ArrayLike, dtype: DTypeLike = None, requirements: str | Sequence[str] | None = None, *, like: Any = None
) -> ndarray: ...
def shape(a: ArrayLike) -> tuple[int, ...]: ...
def size(a: ArrayLike, axis: SupportsIndex | Sequence[SupportsIndex] | None = None) -> int: ...
