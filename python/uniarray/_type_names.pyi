from collections.abc import Iterable
from typing import Any

__all__ = ["ScalarType", "mintypecode", "sctypeDict", "typecodes", "typename"]

ScalarType: tuple[type[Any], ...]

def mintypecode(typechars: str | Iterable[Any], typeset: str = "GDFgdf", default: str = "d") -> str: ...

sctypeDict: dict[Any, type[Any]]
typecodes: dict[str, str]

def typename(char: str) -> str: ...
