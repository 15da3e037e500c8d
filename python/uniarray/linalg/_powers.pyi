from typing import SupportsIndex

from .._core import ndarray
from ..typing import ArrayLike

__all__ = ["matrix_power", "multi_dot"]

def matrix_power(a: ArrayLike, n: SupportsIndex) -> ndarray: ...
def multi_dot(arrays: ArrayLike, *, out: ndarray | None = None) -> ndarray: ...
