from collections.abc import Callable, Iterable
from typing import Any

from .typing import ArrayLike

__all__ = ["frompyfunc", "vectorize"]

class frompyfunc:
    nin: int
    nout: int
    def __init__(self, func: Callable[..., Any], /, nin: int, nout: int, *, identity: Any = None) -> None: ...
    def __call__(self, *args: ArrayLike) -> Any: ...

class vectorize:
    def __init__(
        self,
        pyfunc: Callable[..., Any] = ...,
        otypes: str | Iterable[Any] | None = None,
        doc: str | None = None,
        excluded: Iterable[int | str] | None = None,
        cache: bool = False,
        signature: str | None = None,
    ) -> None: ...
    def __call__(self, *args: ArrayLike, **kwargs: Any) -> Any: ...
