from collections.abc import Sequence
from typing import Any, SupportsIndex

from .._core import _ShapeLike as ShapeLike
from ..typing import ArrayLike

__all__ = ["Vectors", "kahan_sum", "multinomial_rows", "multivariate_normal", "vector_shape"]

class Vectors:
    def multivariate_normal(
        self,
        mean: ArrayLike,
        cov: ArrayLike,
        size: ShapeLike | None = None,
        check_valid: str = "warn",
        tol: float = 1e-08,
        *,
        method: str = "svd",
    ) -> Any: ...
    def multinomial(self, n: ArrayLike, pvals: ArrayLike, size: ShapeLike | None = None) -> Any: ...
    def multivariate_hypergeometric(
        self,
        colors: Sequence[SupportsIndex],
        nsample: SupportsIndex,
        size: ShapeLike | None = None,
        method: str = "marginals",
    ) -> Any: ...
    def dirichlet(self, alpha: Any, size: ShapeLike | None = None) -> Any: ...

def kahan_sum(values: ArrayLike) -> Any: ...
def multinomial_rows(pvals: Any) -> Any: ...
def multivariate_normal(
    standard_normal: Any, mean: ArrayLike, cov: Any, size: ShapeLike, check_valid: Any, tol: Any, method: Any
) -> Any: ...
def vector_shape(size: ShapeLike, length: Any) -> Any: ...
