from collections.abc import Callable

from ._series import Series

__all__ = ["WRITERS", "latex", "set_default_printstyle", "written"]

WRITERS: dict[str, Callable[[str | None, str, str], str]]

def latex(series: Series) -> str: ...
def set_default_printstyle(style: str) -> None: ...
def written(series: Series, style: str) -> str: ...
