from collections.abc import Callable
from typing import Any, SupportsIndex

from ._core import ndarray
from .typing import ArrayLike

__all__ = ["apply_along_axis", "apply_over_axes"]

def apply_along_axis(
    func1d: Callable[..., Any], axis: SupportsIndex, arr: ArrayLike, *args: ArrayLike, **kwargs: Any
) -> ndarray: ...
def apply_over_axes(func: Callable[..., Any], a: ArrayLike, axes: Any) -> ndarray: ...
