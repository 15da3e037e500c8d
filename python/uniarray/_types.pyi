from types import GenericAlias
from typing import Any

from typing_extensions import Self

from ._core import _DType, dtype, ndarray
from .typing import ArrayLike, DTypeLike

__all__ = [
    "astype",
    "common_type",
    "finfo",
    "iinfo",
    "iscomplexobj",
    "isdtype",
    "isrealobj",
    "issubdtype",
    "min_scalar_type",
]

def astype(x: ArrayLike, dtype: DTypeLike, /, *, copy: bool = True, device: str | None = None) -> ndarray: ...
def common_type(*arrays: ArrayLike) -> type[Any]: ...

class finfo:
    dtype: _DType[Any]
    bits: int
    nmant: int
    nexp: int
    eps: Any
    epsneg: Any
    max: Any
    min: Any
    smallest_normal: Any
    tiny: Any
    smallest_subnormal: Any
    precision: int
    resolution: Any
    maxexp: int
    minexp: int
    machep: int
    negep: int
    iexp: int
    def __class_getitem__(cls, item: Any, /) -> GenericAlias: ...
    def __new__(cls, dtype: DTypeLike) -> Self: ...
    def __repr__(self) -> str: ...
    def __str__(self) -> str: ...
    def __reduce__(self) -> Any: ...

class iinfo:
    bits: int
    dtype: _DType[Any]
    kind: str
    key: str
    def __class_getitem__(cls, item: Any, /) -> GenericAlias: ...
    def __init__(self, int_type: Any) -> None: ...
    @property
    def min(self) -> int: ...
    @property
    def max(self) -> int: ...
    def __repr__(self) -> str: ...
    def __str__(self) -> str: ...
    def __eq__(self, other: Any) -> bool: ...
    def __hash__(self) -> int: ...

def iscomplexobj(x: ArrayLike) -> bool: ...
def isdtype(dtype: DTypeLike, kind: Any) -> bool: ...
def isrealobj(x: ArrayLike) -> bool: ...
def issubdtype(arg1: Any, arg2: Any) -> bool: ...
def min_scalar_type(a: ArrayLike, /) -> dtype: ...
