from ctypes import _SimpleCData
from typing import Any, SupportsIndex

from ._core import _ShapeLike as ShapeLike
from ._core import ndarray
from .typing import ArrayLike, DTypeLike

__all__ = ["as_array", "as_ctypes", "as_ctypes_type", "c_intp", "load_library", "ndpointer"]

def as_array(obj: ArrayLike, shape: ShapeLike | None = None) -> ndarray: ...
def as_ctypes(obj: ArrayLike) -> Any: ...
def as_ctypes_type(dtype: DTypeLike) -> Any: ...

class c_intp(_SimpleCData[int]):
    __ctype_be__: Any
    __ctype_le__: Any

def load_library(libname: Any, loader_path: Any) -> Any: ...
def ndpointer(
    dtype: DTypeLike = None, ndim: SupportsIndex | None = None, shape: ShapeLike | None = None, flags: Any = None
) -> Any: ...
