from typing import Any, SupportsIndex

from .typing import ArrayLike

__all__ = ["format_float_positional", "format_float_scientific"]

def format_float_positional(
    x: ArrayLike,
    precision: SupportsIndex | None = None,
    unique: bool = True,
    fractional: bool = True,
    trim: str = "k",
    sign: bool = False,
    pad_left: SupportsIndex | None = None,
    pad_right: SupportsIndex | None = None,
    min_digits: SupportsIndex | None = None,
) -> str: ...
def format_float_scientific(
    x: ArrayLike,
    precision: Any = None,
    unique: bool = True,
    trim: str = "k",
    sign: bool = False,
    pad_left: Any = None,
    exp_digits: SupportsIndex | None = None,
    min_digits: Any = None,
) -> str: ...
