"""Every elementwise function on every type, on the values where functions go wrong, as NumPy wrote them down."""

import dtypes
import pytest
import ufunc_table
from oracle.make_oracle import load
from subject import ua
from ufunc_names import ALIASES, BINARY, EVERY, PROMISED, UNARY

VALUES = load("ufunc_values.json")


@pytest.mark.parametrize("name", PROMISED)
def test_promised_function_exists(name):
    assert isinstance(getattr(ua, name, None), ua.ufunc)


@pytest.mark.parametrize("alias, name", ALIASES.items())
def test_alias_is_the_function_itself(alias, name):
    assert getattr(ua, alias) is getattr(ua, name)


def test_every_exported_function_is_tried_here():
    exported = {name for name in dir(ua) if isinstance(getattr(ua, name), ua.ufunc)}
    functions = {getattr(ua, name).__name__ for name in exported}
    other = {"matmul", "vecdot", "matvec", "vecmat", "isnat", "ldexp"}  # not elementwise, or not of one type
    assert functions - set(EVERY) - other == set()


def test_every_function_has_values_by_numpy():
    assert set(VALUES) == set(EVERY)


@pytest.mark.parametrize("name", EVERY)
def test_values_are_numpys(name):
    if name not in PROMISED and not hasattr(ua, name):
        pytest.skip(f"{name} is not there yet")
    assert (name in UNARY) != (name in BINARY)
    wrong = []
    for dtype, stored in VALUES[name].items():
        arity = 1 if name in UNARY else 2
        outputs = ufunc_table.evaluate(ua, name, dtype, arity)
        arguments = ufunc_table.operands(name, dtype, arity)
        wrong += ufunc_table.differences(stored, outputs, name, arguments, ufunc_table.by_the_standard)
    assert not wrong, f"{len(wrong)} differ\n" + "\n".join(wrong[:40])


@pytest.mark.parametrize("step", [1, 2, 3, -1, -2])
def test_values_do_not_depend_on_the_layout(step):
    """A strided, reversed or offset input and output give the same bits as a contiguous one."""
    wrong = []
    for name in ("add", "multiply", "divide", "less", "maximum", "sqrt", "negative", "logical_not"):
        arity = 1 if name in UNARY else 2
        for dtype in dtypes.ALL:
            if not isinstance(VALUES[name].get(dtype), list):
                continue  # no loop, or a result of a type out of scope
            columns = ufunc_table.operands(name, dtype, arity)
            plain = [ua.array(values, dtype=dtype) for values in columns]
            function = ufunc_table.quietly(getattr(ua, name))
            expected = function(*plain)
            size = len(columns[0])
            spread = [ua.zeros(size * abs(step), dtype)[::step][:size] for _ in plain]
            for target, source in zip(spread, plain):
                target[...] = source
            out = ua.zeros(size * abs(step) + 1, expected.dtype)[1:][::step][:size]
            function(*spread, out=out)
            if repr(out) != repr(expected):
                wrong.append(f"{name} {dtype}: {expected!r} became {out!r}")
    assert not wrong, "\n".join(wrong)
