"""Assertions about arrays and numbers (``numpy.testing``), for the tests of programs that use arrays."""

from unittest import SkipTest, TestCase

from ._contexts import (
    assert_no_gc_cycles,
    assert_no_warnings,
    assert_raises,
    assert_raises_regex,
    assert_warns,
    clear_and_catch_warnings,
    suppress_warnings,
    tempdir,
    temppath,
)
from ._numbers import (
    assert_,
    assert_allclose,
    assert_almost_equal,
    assert_approx_equal,
    assert_array_almost_equal,
    assert_array_almost_equal_nulp,
    assert_array_compare,
    assert_array_equal,
    assert_array_less,
    assert_array_max_ulp,
    assert_equal,
    assert_string_equal,
    build_err_msg,
    print_assert_equal,
)
from ._platform import HAS_REFCOUNT, IS_64BIT, IS_MUSL, IS_PYPY, IS_WASM, KnownFailureException, break_cycles, measure

__all__ = [
    "HAS_REFCOUNT",
    "IS_64BIT",
    "IS_MUSL",
    "IS_PYPY",
    "IS_WASM",
    "IgnoreException",
    "KnownFailureException",
    "SkipTest",
    "TestCase",
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
    "assert_no_gc_cycles",
    "assert_no_warnings",
    "assert_raises",
    "assert_raises_regex",
    "assert_string_equal",
    "assert_warns",
    "break_cycles",
    "build_err_msg",
    "clear_and_catch_warnings",
    "measure",
    "print_assert_equal",
    "suppress_warnings",
    "tempdir",
    "temppath",
    "verbose",
]

verbose: int

class IgnoreException(Exception): ...
