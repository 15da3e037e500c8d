"""Types for annotations."""

from typing import Any, TypeVar

from typing_extensions import TypeAlias

from ._core import dtype, generic, ndarray

__all__ = ["ArrayLike", "DTypeLike", "NDArray"]

_ScalarT = TypeVar("_ScalarT", bound=generic)

ArrayLike: TypeAlias = Any
DTypeLike: TypeAlias = dtype[Any] | type[Any] | str | None
NDArray: TypeAlias = ndarray[tuple[Any, ...], dtype[_ScalarT]]
