"""How extensions find the array C API, and its promise: the table only grows."""

import os
import pathlib
import re

import hpyhost_build
import hpyhost_fixtures
import numbers_of_capi
import pytest
from subject import ua

api = hpyhost_fixtures.imported("arrayapi")
first = hpyhost_fixtures.imported("arrayapi_1_0")

HEADERS = pathlib.Path(ua.get_include()) / "uniarray"


def table_of(folder):
    """The declarations of a header's table."""
    text = (folder / "array_api_table.h").read_text()
    (body,) = re.findall(r"typedef struct UA_Api \{\n(.*?)\n\} UA_Api;", text, re.DOTALL)
    return [line.strip() for line in body.splitlines()]


def test_headers_are_where_get_include_says():
    assert {path.name for path in HEADERS.glob("*.h")} == {"array_api.h", "array_api_table.h", "array_api_calls.h"}


def test_the_table_is_the_one_in_the_header():
    major, minor, size, *found = api.versions()
    assert [major, minor, size] == found
    assert size == 16 + 8 * (len(table_of(HEADERS)) - 3)


def test_numbers_are_those_of_the_header():
    text = (HEADERS / "array_api_table.h").read_text()
    defined = {name: int(value, 0) for name, value in re.findall(r"#define UA_(\w+) \(?(-?[0-9a-fx]+)\)? ", text)}
    shown = {name: value for name, value in vars(numbers_of_capi).items() if name.isupper()}
    assert len(shown) > 10
    for name, value in shown.items():
        assert defined.get(f"{name}_CASTING", defined.get(name)) == value, name


def test_what_was_in_the_first_table_is_where_it_was():
    then, now = table_of(hpyhost_build.FIRST_INCLUDE / "uniarray"), table_of(HEADERS)
    assert now[: len(then)] == then


def test_an_extension_built_with_the_first_headers_works():
    major, minor, size, *_ = first.versions()
    assert (major, minor) == (1, 0)
    assert size == 16 + 8 * (len(table_of(hpyhost_build.FIRST_INCLUDE / "uniarray")) - 3)
    assert first.look(ua.zeros((2, 3)))[1:4] == ((2, 3), (24, 8), 6)
    assert first.register_scaled(True, 0)(1, 2) == 21


@pytest.fixture
def offering(monkeypatch):
    """Puts something in place of the capsule."""
    return lambda value: monkeypatch.setattr(ua._core, "_C_API", value)


def test_a_larger_table_is_as_good(offering):
    major, minor, size, *_ = api.versions()
    offering(api.fake(major, minor + 5, size + 80))
    api.import_again()
    assert api.versions()[3:] == (major, minor + 5, size + 80)
    assert api.ndim(ua.zeros((1, 2))) == 2


def test_an_older_table_is_refused(offering):
    major, minor, size, *_ = api.versions()
    offering(api.fake(major, minor, size - 8))
    with pytest.raises(
        ImportError, match="newer version of uniarray's array C API than the one installed: update uniarray"
    ):
        api.import_again()
    for other in (major - 1, major + 1):
        offering(api.fake(other, minor, size))
        with pytest.raises(ImportError, match="another major version"):
            api.import_again()
    # The pointer that the extension has already is not touched.
    assert api.ndim(ua.zeros((1, 2))) == 2


@pytest.mark.parametrize("value", [None, 3, "capsule", "other"])
def test_what_is_no_such_capsule_is_refused(offering, value):
    offering(api.fake(None, None, None) if value == "other" else value)
    with pytest.raises(ImportError, match="not the capsule of the array C API"):
        api.import_again()


def test_a_uniarray_without_the_capsule_is_too_old(monkeypatch):
    monkeypatch.delattr(ua._core, "_C_API")
    with pytest.raises(ImportError, match="has no array C API: update uniarray"):
        api.import_again()


def test_the_extension_is_one_file_for_every_interpreter():
    assert os.path.basename(api.__file__) == "arrayapi.hpy0.so"
