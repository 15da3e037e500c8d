from typing import Any, Literal, NamedTuple, overload

from .._core import ndarray
from ..typing import ArrayLike

__all__ = [
    "EigResult",
    "EighResult",
    "SVDResult",
    "cond",
    "eig",
    "eigh",
    "eigvals",
    "eigvalsh",
    "lstsq",
    "matrix_rank",
    "pinv",
    "svd",
    "svdvals",
]

class EigResult(NamedTuple):
    eigenvalues: ndarray
    eigenvectors: ndarray

class EighResult(NamedTuple):
    eigenvalues: ndarray
    eigenvectors: ndarray

class SVDResult(NamedTuple):
    U: ndarray
    S: ndarray
    Vh: ndarray

def cond(x: ArrayLike, p: Any = None) -> Any: ...
def eig(a: ArrayLike) -> EigResult: ...
def eigh(a: ArrayLike, UPLO: str = "L") -> EighResult: ...
def eigvals(a: ArrayLike) -> ndarray: ...
def eigvalsh(a: ArrayLike, UPLO: str = "L") -> ndarray: ...
def lstsq(a: ArrayLike, b: ArrayLike, rcond: float | None = None) -> tuple[Any, ...]: ...
def matrix_rank(
    A: ArrayLike, tol: ArrayLike | None = None, hermitian: bool = False, *, rtol: ArrayLike | None = None
) -> Any: ...
def pinv(
    a: ArrayLike, rcond: ArrayLike | None = None, hermitian: bool = False, *, rtol: ArrayLike = ...
) -> ndarray: ...
@overload
def svd(
    a: ArrayLike, full_matrices: bool = True, compute_uv: Literal[True] = True, hermitian: bool = False
) -> SVDResult: ...
@overload
def svd(
    a: ArrayLike, full_matrices: bool = True, *, compute_uv: Literal[False], hermitian: bool = False
) -> ndarray: ...
@overload
def svd(a: ArrayLike, full_matrices: bool, compute_uv: Literal[False], hermitian: bool = False) -> ndarray: ...
def svdvals(x: ArrayLike, /) -> ndarray: ...
