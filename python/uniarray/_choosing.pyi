from collections.abc import Callable, Sequence
from typing import Any

from ._core import ndarray
from .typing import ArrayLike

__all__ = ["piecewise", "select"]

def piecewise(
    x: ArrayLike, condlist: Sequence[ArrayLike], funclist: Sequence[Callable[..., Any] | complex], *args: Any, **kw: Any
) -> ndarray: ...
def select(condlist: Sequence[ArrayLike], choicelist: Sequence[ArrayLike], default: ArrayLike = 0) -> ndarray: ...
