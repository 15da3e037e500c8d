from collections.abc import Callable
from typing import Any, SupportsIndex, TypeVar

from typing_extensions import Self

__all__ = ["errstate", "getbufsize", "geterr", "geterrcall", "setbufsize", "seterr", "seterrcall"]

_Function = TypeVar("_Function", bound=Callable[..., Any])

class errstate:
    def __init__(
        self,
        *,
        call: Any = ...,
        all: str | None = None,
        divide: str | None = None,
        over: str | None = None,
        under: str | None = None,
        invalid: str | None = None,
    ) -> None: ...
    def __enter__(self) -> Self: ...
    def __exit__(self, *error: object) -> None: ...
    def __call__(self, func: _Function) -> _Function: ...

def getbufsize() -> int: ...
def geterr() -> dict[str, str]: ...
def geterrcall() -> Any: ...
def setbufsize(size: SupportsIndex) -> int: ...
def seterr(
    all: str | None = None,
    divide: str | None = None,
    over: str | None = None,
    under: str | None = None,
    invalid: str | None = None,
) -> dict[str, str]: ...
def seterrcall(func: Any) -> Any: ...
