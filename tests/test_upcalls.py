"""The ffi host answers what is usual without asking Python: its calls back are what costs on a JIT."""

import hpyhost
import pytest
from subject import ua

pytestmark = pytest.mark.skipif(hpyhost.current() != "ffi", reason="only the ffi host has to ask Python")

STATEMENTS = (
    "a + b",
    "a + 1.5",
    "2 * a",
    "a += b",
    "a < b",
    "a[3]",
    "a[-1]",
    "a[3] = 2.5",
    "c[1, 2]",
    "c[1:-1, 2:]",
    "c[1:-1, 2:] += d",
    "np.add(a, b)",
    "np.add(a, b, out)",
    "np.add(a, b, out=out)",
    "a.sum()",
    "c.sum(axis=1)",
    "c @ c.T",
    "large + large",
    "np.zeros(10)",
    "a.shape",
    "c.T",
)


@pytest.mark.parametrize("statement", STATEMENTS)
def test_usual_operations_ask_python_nothing(statement):
    from hpyhost._ffi.trace import counts

    names = {
        "np": ua,
        "a": ua.arange(10.0),
        "b": ua.ones(10),
        "c": ua.ones((5, 6)),
        "d": ua.ones(4),
        "out": ua.empty(10),
        "large": ua.ones(1000),
    }
    code = compile(statement, "statement", "exec")
    # What is asked once only, for the names of arguments among others, is not what this is about.
    exec(code, names)
    before = counts()
    for _ in range(10):
        exec(code, names)
    assert {name: count - before[name] for name, count in counts().items() if count != before.get(name, 0)} == {}
