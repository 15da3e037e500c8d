from collections.abc import Sequence
from typing import Any, SupportsIndex

from .._core import _ShapeLike as ShapeLike
from .._core import ndarray
from ..typing import ArrayLike

__all__ = ["as_strided", "sliding_window_view"]

def as_strided(
    x: ArrayLike,
    shape: ShapeLike | None = None,
    strides: Sequence[SupportsIndex] | None = None,
    subok: bool = False,
    writeable: bool = True,
    *,
    check_bounds: bool | None = None,
) -> ndarray: ...
def sliding_window_view(
    x: ArrayLike,
    window_shape: Any,
    axis: SupportsIndex | Sequence[SupportsIndex] | None = None,
    *,
    subok: bool = False,
    writeable: bool = False,
) -> ndarray: ...
