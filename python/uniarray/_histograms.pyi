from typing import Any

from ._core import ndarray
from .typing import ArrayLike

__all__ = ["digitize", "histogram", "histogram2d", "histogram_bin_edges", "histogramdd"]

def digitize(x: ArrayLike, bins: ArrayLike, right: bool = False) -> ndarray: ...
def histogram(
    a: ArrayLike, bins: ArrayLike = 10, range: Any = None, density: bool | None = None, weights: ArrayLike | None = None
) -> tuple[ndarray, ...]: ...
def histogram2d(
    x: ArrayLike,
    y: ArrayLike,
    bins: ArrayLike = 10,
    range: Any = None,
    density: bool | None = None,
    weights: ArrayLike | None = None,
) -> tuple[ndarray, ...]: ...
def histogram_bin_edges(
    a: ArrayLike, bins: ArrayLike = 10, range: Any = None, weights: ArrayLike | None = None
) -> ndarray: ...
def histogramdd(
    sample: ArrayLike,
    bins: ArrayLike = 10,
    range: Any = None,
    density: bool | None = None,
    weights: ArrayLike | None = None,
) -> tuple[Any, ...]: ...
