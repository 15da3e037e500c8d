from typing import Any

from .typing import ArrayLike

__all__ = ["allclose", "array_equal", "array_equiv", "isclose"]

def allclose(
    a: ArrayLike, b: ArrayLike, rtol: ArrayLike = 1e-05, atol: ArrayLike = 1e-08, equal_nan: bool = False
) -> bool: ...
def array_equal(a1: ArrayLike, a2: ArrayLike, equal_nan: bool = False) -> bool: ...
def array_equiv(a1: ArrayLike, a2: ArrayLike) -> bool: ...
def isclose(
    a: ArrayLike, b: ArrayLike, rtol: ArrayLike = 1e-05, atol: ArrayLike = 1e-08, equal_nan: bool = False
) -> Any: ...
