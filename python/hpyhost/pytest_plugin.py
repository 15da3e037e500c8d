"""A pytest plugin: a test in which an extension forgets handles fails.

``HPY=debug python -m pytest -p hpyhost.pytest_plugin`` switches it on. Handles do not outlive the call in which they
were made; whatever is open after a test, and was not before, was forgotten in it. Fixtures that a test is the first to
ask for are not part of it, but they are looked at with the next test's.
"""

import os

import pytest

from . import open_handles

__all__ = []


def pytest_report_header():
    if "debug" in os.environ.get("HPY", "").lower():
        return "hpyhost: a test in which handles are forgotten fails"
    return "hpyhost: HPY=debug is not set, so forgotten handles are not noticed"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call():
    before = open_handles()
    result = yield
    forgotten = {
        place: count - before.get(place, 0) for place, count in open_handles().items() if count > before.get(place, 0)
    }
    if forgotten:
        lines = [f"{count:12,} made by {place}" for place, count in forgotten.items()]
        pytest.fail("\n".join(["handles that were never closed:", *lines]), pytrace=False)
    return result
