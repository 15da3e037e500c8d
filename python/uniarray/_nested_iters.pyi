from typing import Any, SupportsIndex

from .typing import ArrayLike

__all__ = ["nested_iters"]

def nested_iters(
    op: ArrayLike,
    axes: Any,
    flags: Any = None,
    op_flags: Any = None,
    op_dtypes: Any = None,
    order: str = "K",
    casting: str = "safe",
    buffersize: SupportsIndex = 0,
) -> tuple[Any, ...]: ...
