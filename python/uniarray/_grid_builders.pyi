from typing import Any

__all__ = ["c_", "index_exp", "mgrid", "ogrid", "r_", "s_"]

c_: Any
index_exp: Any
mgrid: Any
ogrid: Any
r_: Any
s_: Any
