"""Write `docs/array-api.md`: how much of data-apis/array-api-tests the library passes, by file and interpreter.

    python tests/array_api_page.py "CPython 3.13=RESULTS.json" "PyPy 8.0=RESULTS.json"

The results are those of a run of that suite: `tests` maps each test to its outcome and message, `max_examples` tells
how many examples it drew.
"""

import collections
import json
import pathlib
import sys

PAGE = pathlib.Path(__file__).resolve().parent.parent / "docs" / "array-api.md"

# Why a test does not pass, by its function.
REASONS = {
    "test_finfo": "the suite wants numbers of Python where NumPy, and so this library, has those of the dtype: "
    "`finfo(float32).eps` is a `float32`, and a program that computes with it stays in single precision",
    "test_array_method_signature": "the methods of PyPy's own `object`, which are functions there, are taken for "
    "methods of the standard and asked for PyPy's names of their parameters",
}


def by_file(tests):
    """Of each file, how many tests passed and how many there are; those that were left out do not count."""
    counts = collections.defaultdict(collections.Counter)
    for name, (outcome, _) in tests.items():
        if outcome != "skipped":
            counts[pathlib.PurePosixPath(name.partition("::")[0]).name][outcome] += 1
    return {file: (count["passed"], sum(count.values())) for file, count in counts.items()}


def failures(runs):
    """The functions of tests that failed anywhere, with their cases and where that was."""
    found = collections.defaultdict(set)
    for label, run in runs.items():
        for name, (outcome, _) in run["tests"].items():
            if outcome not in ("passed", "skipped"):
                test, _, case = name.rpartition("::")[2].partition("[")
                found[test].add((case.rstrip("]"), label))
    return found


def page(runs):
    """The text of the page, of results by interpreter."""
    files = {label: by_file(run["tests"]) for label, run in runs.items()}
    examples = ", ".join(sorted({str(run["max_examples"]) for run in runs.values()}))
    rows = []
    for file in sorted(set().union(*files.values())):
        cells = ["{} of {}".format(*found[file]) if file in found else "not run" for found in files.values()]
        rows.append(f"| {file} | " + " | ".join(cells) + " |")
    totals = ["**{} of {}**".format(*map(sum, zip(*found.values()))) for found in files.values()]
    told = []
    for test, where in sorted(failures(runs).items()):
        cases = ", ".join(sorted({case for case, _ in where if case}))
        labels = ", ".join(sorted({label for _, label in where}))
        told.append(f"- `{test}`{f' ({cases})' if cases else ''}, {labels}: {REASONS.get(test, 'not explained')}.")
    return "\n".join(
        [
            "# The array API standard",
            "",
            "The tests of [data-apis/array-api-tests](https://github.com/data-apis/array-api-tests) for the standard's",
            f"version 2025.12, with {examples} examples of each. This page is written by `tests/array_api_page.py`.",
            "",
            "| File | " + " | ".join(files) + " |",
            "|---|" + "---:|" * len(files),
            *rows,
            "| **all** | " + " | ".join(totals) + " |",
            "",
            "## What does not pass, and why",
            "",
            *(told or ["Nothing."]),
            "",
        ]
    )


if __name__ == "__main__":
    named = (argument.partition("=") for argument in sys.argv[1:])
    results = {label: json.loads(pathlib.Path(path).read_text(encoding="utf-8")) for label, _, path in named}
    PAGE.write_text(page(results), encoding="utf-8")
