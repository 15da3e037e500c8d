"""The page of the array API's tests: results of several interpreters side by side, and failures with their reasons."""

import array_api_page as pages

CPYTHON = {
    "max_examples": 100,
    "tests": {
        "tests/test_a.py::test_one": ["passed", ""],
        "tests/test_a.py::test_finfo[float32]": ["failed", "assert False"],
        "tests/test_b.py::test_two": ["skipped", ""],
        "tests/test_b.py::test_three": ["crashed", ""],
    },
}
PYPY = {"max_examples": 100, "tests": {"tests/test_a.py::test_one": ["passed", ""]}}


def test_interpreters_stand_side_by_side():
    text = pages.page({"CPython": CPYTHON, "PyPy": PYPY})
    assert "| File | CPython | PyPy |" in text
    assert "| test_a.py | 1 of 2 | 1 of 1 |" in text
    assert "| test_b.py | 0 of 1 | not run |" in text
    assert "| **all** | **1 of 3** | **1 of 1** |" in text


def test_failures_have_reasons():
    text = pages.page({"CPython": CPYTHON})
    assert f"- `test_finfo` (float32), CPython: {pages.REASONS['test_finfo']}." in text
    assert "- `test_three`, CPython: not explained." in text
    assert "Nothing." in pages.page({"PyPy": PYPY})
