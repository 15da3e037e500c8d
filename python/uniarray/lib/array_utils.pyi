from typing import Any, SupportsIndex

from ..typing import ArrayLike

__all__ = ["byte_bounds", "normalize_axis_index", "normalize_axis_tuple"]

def byte_bounds(a: ArrayLike) -> tuple[int, ...]: ...
def normalize_axis_index(axis: SupportsIndex, ndim: Any, name: Any = None) -> Any: ...
def normalize_axis_tuple(
    axis: SupportsIndex, ndim: SupportsIndex, argname: str | None = None, allow_duplicate: bool = False
) -> tuple[int, ...]: ...
