from typing import Any

from ._core import generic

__all__ = ["object_"]

class object_(generic):
    def __new__(cls, value: Any = None, /) -> Any: ...
