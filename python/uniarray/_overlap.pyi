from typing import SupportsIndex

from .typing import ArrayLike

__all__ = ["may_share_memory", "shares_memory"]

def may_share_memory(a: ArrayLike, b: ArrayLike, /, max_work: SupportsIndex = 0) -> bool: ...
def shares_memory(a: ArrayLike, b: ArrayLike, /, max_work: SupportsIndex = -1) -> bool: ...
