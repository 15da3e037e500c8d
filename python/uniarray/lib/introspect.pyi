from typing import Any

__all__ = ["opt_func_info"]

def opt_func_info(func_name: str | None = None, signature: str | None = None) -> Any: ...
