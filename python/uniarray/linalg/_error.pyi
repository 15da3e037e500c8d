from typing import Any

from ..typing import ArrayLike

__all__ = ["LinAlgError", "check_square"]

class LinAlgError(ValueError): ...

def check_square(*arrays: ArrayLike) -> Any: ...
