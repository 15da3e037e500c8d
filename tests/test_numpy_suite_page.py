"""The page of NumPy's own test-suite: results of several runs in one table, failures by cause."""

import json

import numpy_suite_page as pages


def result(**tests):
    rows = {f"core/test_x::{name}": row for name, row in tests.items()}
    return {"passed": sum(row[0] == "passed" for row in rows.values()), "total": len(rows), "tests": rows}


def test_files_of_all_results_are_counted_and_the_last_counts(tmp_path):
    old = {"core/a": result(one=["failed", ""]), "core/b": result(one=["passed", ""])}
    new = {"core/a": result(one=["passed", ""], two=["failed", "TypeError: data type 'm8[s]' not understood"])}
    for name, files in (("old", old), ("new", new)):
        text = json.dumps({"files": files, "identity": {"numpy": "2.5", "python": "3.13"}})
        (tmp_path / name).write_text(text, encoding="utf-8")
    text = pages.page(*pages.merged([tmp_path / "old", tmp_path / "new"]))
    assert "| core/a | 1 | 2 | 50.0 |" in text and "| core/b | 1 | 1 | 100.0 |" in text
    assert "| **all** | **2** | **3** | **66.7** |" in text
    assert "| dates and times | 1 |" in text


def test_messages_tell_causes():
    assert pages.cause_of("MissingName: target has no numpy.ma.array") == "masked arrays"
    assert pages.cause_of("not collected") == "tests whose parameters could not be made"
    assert pages.cause_of("something new") == "others"
