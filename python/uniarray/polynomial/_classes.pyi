from collections.abc import Sequence
from typing import Any

from ..typing import ArrayLike
from ._series import Series

__all__ = ["Chebyshev", "Hermite", "HermiteE", "Laguerre", "Legendre", "Polynomial"]

class Chebyshev(Series):
    basis_name: str
    @classmethod
    def interpolate(cls, func: Any, deg: Any, domain: Any = None, args: Sequence[ArrayLike] = ()) -> Any: ...

class Hermite(Series):
    basis_name: str

class HermiteE(Series):
    basis_name: str

class Laguerre(Series):
    basis_name: str
    domain: Any
    window: Any

class Legendre(Series):
    basis_name: str

class Polynomial(Series): ...
