from typing import Any

from .typing import ArrayLike

__all__ = ["savetxt"]

def savetxt(
    fname: Any,
    X: ArrayLike,
    fmt: str = "%.18e",
    delimiter: str = " ",
    newline: str = "\n",
    header: str = "",
    footer: str = "",
    comments: str = "# ",
    encoding: str | None = None,
) -> None: ...
