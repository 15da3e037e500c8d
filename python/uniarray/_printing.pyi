from contextlib import AbstractContextManager
from typing import Any, SupportsIndex

from .typing import ArrayLike

__all__ = ["array2string", "array_repr", "array_str", "get_printoptions", "printoptions", "set_printoptions"]

def array2string(
    a: ArrayLike,
    max_line_width: SupportsIndex | None = None,
    precision: int | None = None,
    suppress_small: bool | None = None,
    separator: str = " ",
    prefix: str = "",
    *,
    formatter: Any = None,
    threshold: Any = None,
    edgeitems: Any = None,
    sign: Any = None,
    floatmode: Any = None,
    suffix: str = "",
    legacy: Any = None,
) -> str: ...
def array_repr(
    arr: ArrayLike, max_line_width: int | None = None, precision: int | None = None, suppress_small: bool | None = None
) -> str: ...
def array_str(
    a: ArrayLike, max_line_width: int | None = None, precision: int | None = None, suppress_small: bool | None = None
) -> str: ...
def get_printoptions() -> dict[str, Any]: ...
def printoptions(*args: Any, **kwargs: Any) -> AbstractContextManager[dict[str, Any]]: ...
def set_printoptions(
    precision: SupportsIndex | None = None,
    threshold: SupportsIndex | None = None,
    edgeitems: SupportsIndex | None = None,
    linewidth: SupportsIndex | None = None,
    suppress: bool | None = None,
    nanstr: str | None = None,
    infstr: str | None = None,
    formatter: Any = None,
    sign: str | None = None,
    floatmode: str | None = None,
    *,
    legacy: Any = None,
    override_repr: Any = None,
) -> None: ...
