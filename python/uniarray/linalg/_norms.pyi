from collections.abc import Sequence
from typing import Any, SupportsIndex

from .._core import ndarray
from ..typing import ArrayLike

__all__ = ["matrix_norm", "norm", "vector_norm"]

def matrix_norm(x: ArrayLike, /, *, keepdims: bool = False, ord: str = "fro") -> Any: ...
def norm(x: ArrayLike, ord: Any = None, axis: SupportsIndex | None = None, keepdims: bool = False) -> Any: ...
def vector_norm(
    x: ArrayLike,
    /,
    *,
    axis: SupportsIndex | Sequence[SupportsIndex] | None = None,
    keepdims: bool = False,
    ord: float = 2,
) -> ndarray: ...
