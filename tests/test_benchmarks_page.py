"""The page of benchmarks, from reports that are made up."""

import importlib.util
import pathlib
import re

import pytest
from subject import NAME

PAGE = pathlib.Path(__file__).resolve().parent.parent / "benches" / "page.py"
pytestmark = pytest.mark.skipif(NAME != "uniarray", reason="the page is about the library's own benchmark")


@pytest.fixture
def page():
    spec = importlib.util.spec_from_file_location("benchmarks_page", PAGE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def report(interpreter, **ratios):
    rows = [
        {"suite": "calls", "label": label, "size": 1, "ratio": ratio}
        | {"ours": {"minimum": 1e-6}, "peer": {"minimum": ratio * 1e-6}}
        for label, ratio in ratios.items()
    ]
    machine = {"cpu": "a processor", "threads": 2, "date": "2026-01-02T03:04:05+00:00"}
    peer = {"library": "NumPy", "version": "2.0", "interpreter": "CPython 3.13.0"}
    return {"ours": {"interpreter": interpreter}, "peer": peer, "machine": machine, "rows": rows}


def test_later_reports_of_an_interpreter_count(page):
    merged = page.merged([report("A", x=0.5, y=2.0), report("B", x=1.0), report("A", x=3.0)])
    ratios = [{row["label"]: row["ratio"] for row in one["rows"]} for one in merged]
    assert ratios == [{"x": 3.0, "y": 2.0}, {"x": 1.0}]


def test_groups_and_slow_rows(page):
    (one,) = page.merged([report("A", slow=0.5, near=0.95, fast=2.0)])
    lines = list(page.page([one], [(re.compile("slow"), "it waits")]))
    assert "| calls | 3 | 0.98 | 1 | 1 | 0.50 |" in lines
    assert [line for line in lines if line.startswith("| calls | `")] == [
        "| calls | `slow` | 1 | 1.00 us | 500 ns | 0.50 | it waits |"
    ]
    assert "A beside NumPy 2.0 on CPython 3.13.0, a processor with 2 threads, 2026-01-02." in lines
