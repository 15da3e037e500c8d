"""Differences from NumPy that have a reason: ``python tests/differences.py`` writes `docs/differences-from-numpy.md`.

The reasons stand where they are applied: in `fuzzing/explained.py` for results, in `bad_reasons.py` for errors.
"""

import pathlib

import bad_reasons
from fuzzing import explained

PAGE = pathlib.Path(__file__).resolve().parent.parent / "docs" / "differences-from-numpy.md"

HEAD = """# Where results and errors differ from NumPy's

What is here and what is not, name by name, is in [numpy-namespace.md](numpy-namespace.md). This page is about calls
that both understand. It is generated: `python tests/fuzz.py` runs random calls of either library and finds nothing else
to tell of results, `python tests/check_bad_calls.py` does the same for calls with something wrong in them
([how](../CONTRIBUTING.md#comparing-with-numpy-at-length)).

## Results
"""


def page():
    """The text of the page."""
    results, errors = ([f"- {why}" for _, why in table] for table in (explained.REASONS, bad_reasons.REASONS))
    return "\n".join([HEAD, *dict.fromkeys(results), "", "## Errors", "", *dict.fromkeys(errors)]) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
