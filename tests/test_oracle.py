"""The files under `oracle/` are what NumPy says now, and the comparison by which they are used can fail."""

import json

import agree
import pytest
import ufunc_table
from oracle import make_oracle
from ufunc_names import UNARY


@pytest.fixture(scope="module")
def regenerated():
    numpy = pytest.importorskip("numpy", reason="no NumPy on this interpreter to regenerate the files with")
    recorded = json.loads((make_oracle.HERE / "promotion.json").read_text(encoding="utf-8"))["numpy"]
    if numpy.__version__.split(".")[:2] != recorded.split(".")[:2]:
        pytest.skip(f"the files are of NumPy {recorded}, here is {numpy.__version__}")
    return make_oracle.contents(numpy)


def test_no_file_is_stale_or_foreign(regenerated):
    assert set(regenerated) == {path.name for path in make_oracle.HERE.glob("*.json")}


def test_files_are_what_numpy_says_now(regenerated):
    for name, content in regenerated.items():
        if name != "ufunc_values.json":
            assert make_oracle.load(name) == content["results"], name


def test_values_are_what_numpy_says_now_up_to_the_last_bits(regenerated):
    """NumPy's own last bits depend on the processor, so these are compared with the tolerance of the tests."""
    import numpy

    for name, rows in make_oracle.load("ufunc_values.json").items():
        assert set(rows) == set(regenerated["ufunc_values.json"]["results"][name])
        for dtype, stored in rows.items():
            arity = 1 if name in UNARY else 2
            outputs = ufunc_table.evaluate(numpy, name, dtype, arity)
            assert not ufunc_table.differences(stored, outputs, name, ufunc_table.operands(name, dtype, arity))


def test_files_are_small():
    assert sum(path.stat().st_size for path in make_oracle.HERE.glob("*.json")) < 1.2 * 10**6


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_comparison_sees_one_unit_a_sign_and_nan(dtype):
    unit = agree.FLOAT_FORMS[dtype][2]
    assert agree.same_value(1.0, 1.0, dtype)
    assert not agree.same_value(1.0, 1.0 + unit, dtype)
    assert agree.same_value(1.0, 1.0 + unit, dtype, ulps=1)
    assert not agree.same_value(1.0, 1.0 + 2 * unit, dtype, ulps=1)
    assert not agree.same_value(0.0, -0.0, dtype, ulps=4)
    assert agree.same_value(float("nan"), float("nan"), dtype)
    assert not agree.same_value(float("nan"), 1.0, dtype, ulps=4)
    assert not agree.same_value(1.0, 1, dtype)


def test_comparison_sees_wrong_rows():
    stored = ["int64: 1 2 3"]
    right = [("int64", [1, 2, 3])]
    assert ufunc_table.differences(stored, right, "add", [[1, 2, 3]] * 2) == []
    for wrong in (
        [("int64", [1, 2, 4])],
        [("int32", [1, 2, 3])],
        [("int64", [1, 2])],
        [("int64", [1, 2, True])],
        "TypeError",
    ):
        assert ufunc_table.differences(stored, wrong, "add", [[1, 2, 3]] * 2) != []
    assert ufunc_table.differences("TypeError", right, "add", [[1, 2, 3]] * 2) != []


@pytest.mark.parametrize("dtype", ["bool", "int8", "uint64", "float32", "float64", "complex64", "complex128"])
def test_text_of_values_is_read_back_exactly(dtype):
    import dtypes

    values = dtypes.unary_values(dtype)
    if dtype == "float32":
        values = [agree.rounded(v, "float32") for v in values]
    back = agree.read(agree.write(values, dtype), dtype)
    assert len(back) == len(values)
    assert all(agree.same_value(a, b, dtype) for a, b in zip(values, back))
