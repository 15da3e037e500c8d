"""Runs tests on CPython under valgrind, which watches every byte of the binaries that the wheel has.

AddressSanitizer checks a build of its own, and only what Rust compiled; valgrind checks the wheel's optimised code and
the interpreter, and tells values that were never written. It shows programs a CPU of level x86-64-v3, so that loops
for AVX-512 do not run.
"""

from __future__ import annotations

import pathlib
import subprocess

from .interpreters import caching_environment
from .registry import CHECKOUT, Backend
from .run import need
from .suite import EXTENSIONS, build_extensions

# Memory that is handed from one owner to another, a parser, and the host's functions with all that a handle can be: the
# kitchen sink, without the file that only compares lists. Everything takes many times as long as it does alone.
_LISTS = "test_kitchen_sink_complete.py"
_SINK = sorted(str(path) for path in CHECKOUT.glob("tests/test_kitchen_sink_*.py") if path.name != _LISTS)
TESTS = ("tests/test_ownership.py", "tests/test_npy.py", *_SINK)

# What is known to be no error.
SUPPRESSIONS = pathlib.Path(__file__).with_suffix(".supp")

# Told apart from pytest's own statuses.
FOUND = 99


def run_suite(backend: Backend, arguments: list[str]) -> int:
    """Tests on a backend that has the wheel; returns pytest's exit status, or `FOUND` if valgrind found something."""
    build_extensions()
    # Interpreters do not free everything at their end. Its own allocator would hide where objects end.
    watch = [need("valgrind", "valgrind"), "--leak-check=no", f"--error-exitcode={FOUND}"]
    watch += ["--num-callers=30", f"--suppressions={SUPPRESSIONS}"]
    environment = caching_environment() | {"HPY_TEST_EXTENSIONS": str(EXTENSIONS), "PYTHONMALLOC": "malloc"}
    command = [*watch, str(backend.python), "-m", "pytest", "-q", "-p", "no:cacheprovider", *(arguments or TESTS)]
    return subprocess.run(command, cwd=CHECKOUT, env=environment, check=False).returncode
