from typing import Any, SupportsIndex

__all__ = [
    "HAS_REFCOUNT",
    "IS_64BIT",
    "IS_MUSL",
    "IS_PYPY",
    "IS_WASM",
    "KnownFailureException",
    "break_cycles",
    "measure",
]

HAS_REFCOUNT: bool
IS_64BIT: bool
IS_MUSL: bool
IS_PYPY: bool
IS_WASM: bool

class KnownFailureException(Exception): ...

def break_cycles() -> None: ...
def measure(code_str: str, times: SupportsIndex = 1, label: str | None = None) -> Any: ...
