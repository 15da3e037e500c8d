from typing import Any, SupportsIndex

from ._core import ndarray
from .typing import ArrayLike

__all__ = [
    "angle",
    "around",
    "clip",
    "fix",
    "imag",
    "iscomplex",
    "isneginf",
    "isposinf",
    "isreal",
    "nan_to_num",
    "real",
    "real_if_close",
    "round",
    "sinc",
]

def angle(z: ArrayLike, deg: bool = False) -> Any: ...
def around(a: ArrayLike, decimals: SupportsIndex = 0, out: ndarray | None = None) -> Any: ...
def clip(
    a: ArrayLike,
    min: ArrayLike = ...,
    max: ArrayLike = ...,
    out: ndarray | None = None,
    *,
    a_min: ArrayLike = ...,
    a_max: ArrayLike = ...,
    **kwargs: Any,
) -> Any: ...
def fix(x: ArrayLike, out: ndarray | None = None) -> Any: ...
def imag(val: ArrayLike) -> Any: ...
def iscomplex(x: ArrayLike) -> Any: ...
def isneginf(x: ArrayLike, out: ndarray | None = None) -> Any: ...
def isposinf(x: ArrayLike, out: ndarray | None = None) -> Any: ...
def isreal(x: ArrayLike) -> Any: ...
def nan_to_num(
    x: ArrayLike, copy: bool = True, nan: float = 0.0, posinf: float | None = None, neginf: float | None = None
) -> Any: ...
def real(val: ArrayLike) -> Any: ...
def real_if_close(a: ArrayLike, tol: float = 100) -> Any: ...
def round(a: ArrayLike, decimals: SupportsIndex = 0, out: ndarray | None = None) -> Any: ...
def sinc(x: ArrayLike) -> Any: ...
