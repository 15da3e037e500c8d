"""The context functions that need Python, by topic: one function per operation.

They behave as CPython's functions that the HPy 0.9 context stands for: same exceptions, same wording.
"""

from hpyhost._ffi.operations import (
    calls,
    capsules,
    containers,
    contextvariables,
    errors,
    integers,
    items,
    modules,
    numbers,
    objects,
    references,
    text,
    types,
)

__all__ = [
    "calls",
    "capsules",
    "containers",
    "contextvariables",
    "errors",
    "integers",
    "items",
    "modules",
    "numbers",
    "objects",
    "references",
    "text",
    "types",
]
