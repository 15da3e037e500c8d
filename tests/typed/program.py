"""A program as users write it, for the type checker: what the stubs say of its values is asserted."""

from __future__ import annotations

from typing import Any, assert_type

import uniarray as np
import uniarray.typing as npt
from uniarray.linalg import LinAlgError


def smoothed(x: npt.ArrayLike, width: int = 3) -> npt.NDArray[np.float64]:
    """The running mean."""
    values = np.asarray(x, np.float64)
    assert_type(values, np.ndarray[tuple[Any, ...], np.dtype[np.float64]])
    return np.convolve(values, np.ones(width) / width, mode="same").astype(np.float64)


def solved(a: npt.NDArray[np.float64], b: npt.NDArray[np.float64]) -> np.ndarray | None:
    """The solution of equations, or None of singular ones."""
    try:
        return np.linalg.solve(a, b)
    except LinAlgError:
        return None


assert_type(np.zeros((2, 3)).shape, tuple[Any, ...])
assert_type(np.zeros(3, np.int32).dtype, np.dtype[np.int32])
assert_type(np.zeros(3).astype(np.float32), np.ndarray[tuple[Any, ...], np.dtype[np.float32]])
assert_type(np.linalg.svd(np.eye(2)).S, np.ndarray)
assert_type(np.linalg.svd(np.eye(2), compute_uv=False), np.ndarray)
assert_type(np.linalg.eigh(np.eye(2)).eigenvalues, np.ndarray)
assert_type(np.split(np.arange(4), 2), list[np.ndarray])
assert_type(np.isscalar(3), bool)
assert_type(np.random.default_rng(1), np.random.Generator)
assert_type(np.iinfo(np.int8).max, int)
assert_type(np.polynomial.Chebyshev([1, 2]).deriv(), np.polynomial.Chebyshev)
assert_type(np.array_repr(np.arange(3)), str)

x: np.float64 = np.float64(1.5)
y: float = x
is_number: bool = isinstance(x, np.floating)
np.add.reduce(np.arange(3), axis=0)
with np.errstate(divide="ignore"):
    z = np.ones(3) / np.zeros(3)
for index, value in np.ndenumerate(np.eye(2)):
    print(index, value)

# What is wrong is told.
np.zeros(3).reshpe(1, 3)  # type: ignore[attr-defined]
np.linspace(0, 1, num="5")  # type: ignore[arg-type]
np.arange()  # type: ignore[call-arg]
smoothed([1, 2], width="3")  # type: ignore[arg-type]
