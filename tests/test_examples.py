"""The examples in the docstrings of the public names, and that there are some."""

import doctest
import inspect
import types

import pytest
from subject import NAME, ua

pytestmark = pytest.mark.skipif(NAME != "uniarray", reason="the docstrings of another library are its own affair")

ABSTRACT = {
    "generic",
    "number",
    "integer",
    "signedinteger",
    "unsignedinteger",
    "inexact",
    "floating",
    "character",
    "complexfloating",
    "flexible",
}

# `ufunc.__doc__` is what makes the docstrings of its instances, which all have their own.
UNDOCUMENTED = {"flagsobj", "ufunc"}


def documented():
    """Name -> object for what users call: functions, ufuncs, classes."""
    for name in dir(ua):
        value = getattr(ua, name)
        if not name.startswith("_") and callable(value) and not isinstance(value, types.ModuleType):
            yield name, value


def examples(name, docstring):
    text = docstring if isinstance(docstring, str) else ""
    return doctest.DocTestParser().get_doctest(text, {}, name, None, 0)


def run(test):
    """What differs, as doctest tells it."""
    told = []
    doctest.DocTestRunner(verbose=False).run(test, out=told.append)
    return "".join(told)


# Classes derived from `ndarray` or from scalar types, and what gives instances of them.
DERIVED = {"memmap", "matrix", "asmatrix", "bmat", "bytes_", "str_", "void", "object_", "frompyfunc"}


def case(name, value):
    marks = [pytest.mark.needs_host("python_subclass")] if name in DERIVED else []
    return pytest.param(name, value, id=name, marks=marks)


@pytest.mark.parametrize("name, value", [case(*pair) for pair in documented()])
def test_public_names_have_examples_that_hold(name, value):
    test = examples(name, value.__doc__)
    assert test.examples or name in ABSTRACT | UNDOCUMENTED
    assert run(test) == ""


@pytest.mark.parametrize(
    "name", [f"{part}.{name}" for part in ("linalg", "fft", "random") for name in getattr(ua, part).__all__]
)
def test_names_of_the_parts_have_examples_that_hold(name):
    part, own = name.split(".")
    test = examples(name, getattr(getattr(ua, part), own).__doc__)
    assert test.examples or own.endswith("Result")
    assert run(test) == ""


SERIES = [name for name, value in vars(ua.polynomial).items() if isinstance(value, types.ModuleType) and name[0] != "_"]


@pytest.mark.parametrize("module", SERIES)
def test_series_have_examples_that_hold(module):
    part = getattr(ua.polynomial, module)
    functions = [name for name in part.__all__ if callable(getattr(part, name))]
    tests = [examples(f"{module}.{name}", getattr(part, name).__doc__) for name in functions]
    assert [test.name for test in tests if not test.examples] == []
    assert [run(test) for test in tests if run(test)] == []


def test_every_ufunc_shows_itself():
    ufuncs = {value.__name__: value for _, value in documented() if isinstance(value, ua.ufunc)}
    assert len({value.__doc__ for value in ufuncs.values()}) == len(ufuncs)
    for name, value in ufuncs.items():
        signature, empty, summary, *_ = value.__doc__.splitlines()
        assert signature.startswith(f"{name}(")
        assert (empty, summary[-1:]) == ("", ".")
        calls = [example.source for example in examples(name, value.__doc__).examples[1:]]
        assert calls and all(call.startswith(f"np.{name}(") for call in calls)


def methods(owner):
    return [name for name in vars(owner) if not name.startswith("_") and callable(getattr(owner, name))]


def attributes_of_arrays():
    return [name for name in vars(ua.ndarray) if not name.startswith("_") and name != "data"]


@pytest.mark.parametrize(
    ("owner", "names"),
    [
        pytest.param(ua.ndarray, attributes_of_arrays(), id="ndarray"),
        pytest.param(ua.ndarray, ["data"], id="data", marks=pytest.mark.needs_host("buffer_export")),
        pytest.param(ua.ufunc, methods(ua.ufunc), id="ufunc"),
    ],
)
def test_methods_have_examples_that_hold(owner, names):
    tests = [examples(name, getattr(owner, name).__doc__) for name in names]
    assert [test.name for test in tests if not test.examples] == []
    assert [run(test) for test in tests if run(test)] == []


@pytest.mark.needs_host("method_signatures")
@pytest.mark.parametrize("owner", [ua.ndarray, ua.ufunc])
def test_methods_have_signatures(owner):
    for name in methods(owner):
        parameters = inspect.signature(getattr(owner, name)).parameters
        assert parameters["self"].kind is inspect.Parameter.POSITIONAL_ONLY
    assert str(inspect.signature(ua.ndarray.astype)).startswith("(self, /, dtype, order='K'")


@pytest.mark.parametrize("name", ["AxisError"])
def test_exceptions_have_examples_that_hold(name):
    test = examples(name, getattr(ua.exceptions, name).__doc__)
    test.globs.update(vars(ua.exceptions))
    assert test.examples
    assert run(test) == ""
