from collections.abc import Sequence
from typing import Any, SupportsIndex

from ..typing import ArrayLike, DTypeLike

__all__ = [
    "assert_",
    "assert_allclose",
    "assert_almost_equal",
    "assert_approx_equal",
    "assert_array_almost_equal",
    "assert_array_almost_equal_nulp",
    "assert_array_compare",
    "assert_array_equal",
    "assert_array_less",
    "assert_array_max_ulp",
    "assert_equal",
    "assert_string_equal",
    "build_err_msg",
    "print_assert_equal",
]

def assert_(val: ArrayLike, msg: str = "") -> None: ...
def assert_allclose(
    actual: Any,
    desired: Any,
    rtol: ArrayLike = 1e-07,
    atol: ArrayLike = 0,
    equal_nan: bool = True,
    err_msg: str = "",
    verbose: bool = True,
    *,
    strict: bool = False,
) -> None: ...
def assert_almost_equal(
    actual: Any, desired: Any, decimal: SupportsIndex = 7, err_msg: str = "", verbose: bool = True
) -> None: ...
def assert_approx_equal(
    actual: Any, desired: Any, significant: SupportsIndex = 7, err_msg: str = "", verbose: bool = True
) -> None: ...
def assert_array_almost_equal(
    actual: Any, desired: Any, decimal: SupportsIndex = 6, err_msg: str = "", verbose: bool = True
) -> None: ...
def assert_array_almost_equal_nulp(x: ArrayLike, y: ArrayLike, nulp: SupportsIndex = 1) -> None: ...
def assert_array_compare(
    comparison: Any,
    x: ArrayLike,
    y: ArrayLike,
    err_msg: str = "",
    verbose: bool = True,
    header: str = "",
    precision: SupportsIndex = 6,
    equal_nan: bool = True,
    equal_inf: bool = True,
    *,
    strict: bool = False,
    names: Any = ...,
) -> None: ...
def assert_array_equal(
    actual: Any, desired: Any, err_msg: str = "", verbose: bool = True, *, strict: bool = False
) -> None: ...
def assert_array_less(
    x: ArrayLike, y: ArrayLike, err_msg: str = "", verbose: bool = True, *, strict: bool = False
) -> None: ...
def assert_array_max_ulp(a: ArrayLike, b: ArrayLike, maxulp: SupportsIndex = 1, dtype: DTypeLike = None) -> Any: ...
def assert_equal(
    actual: Any, desired: Any, err_msg: str = "", verbose: bool = True, *, strict: bool = False
) -> None: ...
def assert_string_equal(actual: Any, desired: Any) -> None: ...
def build_err_msg(
    arrays: Sequence[ArrayLike],
    err_msg: Any,
    header: str = "Items are not equal:",
    verbose: bool = True,
    names: Any = ...,
    precision: SupportsIndex = 8,
) -> str: ...
def print_assert_equal(test_string: Any, actual: Any, desired: Any) -> None: ...
