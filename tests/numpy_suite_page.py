"""Write `docs/numpy-suite.md`: how much of NumPy's own test-suite the library passes, by file, and why the rest fails.

    python tests/numpy_suite_page.py RESULTS.json [MORE.json ...]

The results are what a run of NumPy's tests with another module in NumPy's place writes: of each file the outcome and
the message of every test that NumPy itself passes there. Of a file that is in several results the last one counts.
"""

import collections
import json
import pathlib
import re
import sys

PAGE = pathlib.Path(__file__).resolve().parent.parent / "docs" / "numpy-suite.md"

# What a message tells of the cause; the first that fits counts.
CAUSES = [
    (r"_tests?\b|_tests\.|_rational_tests|_struct_ufunc", "NumPy's compiled test modules, which only NumPy has"),
    (r"timedelta|datetime|'[<>]?[mM]\d?|NaT|isnat|busday|\[(ns|us|ms|s|D|Y)\]", "dates and times"),
    (r"numpy\.ma\b|masked", "masked arrays"),
    (r"same_value", "`casting='same_value'`"),
    (r"structures with fields of Python objects", "structures with fields of Python objects"),
    (r"_?_?signature__|POSITIONAL_ONLY|missing signature|params_actual", "what `inspect.signature` tells"),
    (r"numpy\.(rec|char|strings)\b|data type 'T'|StringDType|defchararray", "records, string functions, StringDType"),
    (r"target has no numpy\.[\w.]*\b_\w+|_core\.|_get_|_resolve|numpy\._core", "private names of NumPy"),
    (
        r"described|no numbers in memory|where C code|other class|no bytes|to a dtype is not",
        "arrays of dtypes that are described in Python",
    ),
    (r"target has no|has no attribute", "public names or attributes that are not there"),
    (r"uniarray\.dtype'|type\(dtype\)|dtype\(\) missing|metadata|dtypes\.", "one class for all dtypes, no metadata"),
    (r"dtype\('O'\)|dtype=object|'O'|object_|object array|object __array__", "Python objects"),
    (r"not available|data type|field|S\d|U\d|V\d|<U|void|structure|string|str_|bytes", "text, bytes and structures"),
    (r"DID NOT WARN|Emitted warnings|warn", "warnings"),
    (r"Regex pattern|does not match|match", "wording of errors"),
    (r"DID NOT RAISE|not raised", "errors that are not raised"),
    (r"not collected", "tests whose parameters could not be made"),
    (r"^Skipped", "skipped, as there are no longer floats"),
    (r"timed out", "too slow"),
    (r"flags|contiguous|strides|base", "layout of results"),
    (r"Arrays are not|Items are not|AssertionError", "other values or types"),
]


def cause_of(message):
    """The cause that a message of a failure tells of."""
    return next((cause for pattern, cause in CAUSES if re.search(pattern, message)), "others")


def merged(paths):
    """The results by file, and the versions that they are of."""
    files, identity = {}, {}
    for path in paths:
        found = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))
        files.update(found["files"])
        identity = found["identity"]
    return files, identity


def page(files, identity):
    """The text of the page."""
    rows, causes, passed, total = [], collections.Counter(), 0, 0
    for name in sorted(files):
        result = files[name]
        if not result["total"]:
            continue
        percent = 100 * result["passed"] / result["total"]
        rows.append(f"| {name} | {result['passed']} | {result['total']} | {percent:.1f} |")
        passed, total = passed + result["passed"], total + result["total"]
        causes.update(cause_of(text) for outcome, text in result["tests"].values() if outcome != "passed")
    share = 100 * passed / max(total, 1)
    return "\n".join(
        [
            "# NumPy's own test-suite",
            "",
            f"The tests that come with NumPy {identity.get('numpy')}, run on CPython {identity.get('python')} with",
            "uniarray in NumPy's place. Only tests that NumPy itself passes in this way are counted. This page is",
            "written by `tests/numpy_suite_page.py`.",
            "",
            "| File | Passed | NumPy passes | % |",
            "|---|---:|---:|---:|",
            *rows,
            f"| **all** | **{passed}** | **{total}** | **{share:.1f}** |",
            "",
            "## What the others fail for",
            "",
            "| Cause, as the failures' messages tell it | Tests |",
            "|---|---:|",
            *(f"| {cause} | {count} |" for cause, count in causes.most_common()),
            "",
        ]
    )


if __name__ == "__main__":
    PAGE.write_text(page(*merged(sys.argv[1:])), encoding="utf-8")
