from typing import Any

from ._core import ndarray
from .typing import ArrayLike, DTypeLike

__all__ = ["einsum", "einsum_path"]

def einsum(
    *operands: ArrayLike,
    out: ndarray | None = None,
    optimize: bool = False,
    dtype: DTypeLike = None,
    order: str = "K",
    casting: str = "safe",
) -> Any: ...
def einsum_path(*operands: ArrayLike, optimize: str = "greedy", einsum_call: bool = False) -> tuple[Any, ...]: ...
