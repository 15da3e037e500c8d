"""pytest plugin that runs HPy's own test-suite, unchanged, on a host of hpyhost.

The suite compiles an extension in nearly every test. Here that is left to the process outside, which has a compiler: a
request is a file in the folder ``HPY_SUITE_REQUESTS``, named after its content, and so is the answer, which serves all
interpreters. What else the suite imports and these interpreters lack is replaced by as little as it uses.
"""

import collections
import contextlib
import hashlib
import json
import os
import pathlib
import shutil
import sys
import sysconfig
import time
import types

import hpyhost
import pytest

REQUESTS = pathlib.Path(os.environ["HPY_SUITE_REQUESTS"])

# Seconds that the outside process may take for one extension.
PATIENCE = 120

# Tests that are about CPython's reference counts and collector, and about nothing else.
INTERNALS = {
    "test_gc_track": "gc.is_tracked",
    "test_gc_track_no_gc_flag": "gc.is_tracked",
    "test_automatic_tp_dealloc": "sys.getrefcount",
    "test_automatic_tp_clear": "gc.get_objects",
    "test_refcount": "sys.getrefcount",
}

# Tests that cannot pass with the ffi host: where, and why. They have to fail, so that one that learns it is noticed.
LIMITS = {
    "test_tp_traverse": (
        ("cpython", "pypy", "graalpy"),
        "gc.get_referents shows the attributes that hold what the fields refer to, not what tp_traverse visits",
    ),
    "test_capsule_new_with_destructor": (
        ("pypy",),
        "a capsule's destructor runs when the collector comes, not with the last reference",
    ),
    "test_builtin_handles": (
        ("cpython",),
        "datetime.datetime_CAPI is a capsule of CPython's C API, and HPy's capsules are objects of the host",
    ),
}

deselected = collections.Counter()
expected = collections.Counter()


class Extension:
    """What a test says about the extension that it wants."""

    def __init__(self, name, sources, **options):
        self.name = name
        self.sources = sources


class CompileError(Exception):
    """The compiler refused."""


def _provide(name, **members):
    module = sys.modules[name] = types.ModuleType(name)
    vars(module).update(members)
    parent, _, last = name.rpartition(".")
    if parent:
        setattr(sys.modules[parent], last, module)


_provide("distutils", sysconfig=sysconfig)
_provide("distutils.core", Extension=Extension)
_provide("distutils.errors", CompileError=CompileError)
_provide("filelock", FileLock=lambda path: contextlib.nullcontext())


def c_compile(tmpdir, ext, hpy_devel, hpy_abi, compiler_verbose=0, debug=None):
    """Path of the extension, compiled outside; in place of the suite's function of this name."""
    assert hpy_abi == "universal"
    folder = pathlib.Path(tmpdir)
    sources = {name: (folder / name).read_text(encoding="utf-8") for name in map(str, ext.sources)}
    request = json.dumps({"name": ext.name, "sources": sources}, sort_keys=True)
    key = hashlib.sha256(request.encode()).hexdigest()
    built, refused = REQUESTS / f"{key}.so", REQUESTS / f"{key}.err"
    if not built.exists() and not refused.exists():
        aside = REQUESTS / f"{key}.{os.getpid()}"
        aside.write_text(request, encoding="utf-8")
        aside.rename(REQUESTS / f"{key}.json")
    started = time.monotonic()
    while not built.exists() and not refused.exists():
        if time.monotonic() - started > PATIENCE:
            raise TimeoutError(f"nobody compiles {key}")
        time.sleep(0.01)
    if refused.exists():
        sys.stderr.write(refused.read_text(encoding="utf-8"))
        raise CompileError(ext.name)
    target = folder / f"{ext.name}.hpy0.so"
    shutil.copy(built, target)
    (folder / f"{ext.name}.py").write_text(STUB.format(name=ext.name, file=str(target)))
    return str(target)


# As HPy's own build writes it beside an extension, so that `import` finds it.
STUB = """\
import sys
from importlib.util import spec_from_file_location
from os import environ
from hpy.universal import _load_bootstrap
module = _load_bootstrap({name!r}, __name__, __package__, {file!r}, __loader__, __spec__, environ)
sys.modules[__name__] = module
"""


def counts_references():
    """Whether objects have CPython's reference counts, and handles are such references."""
    return sys.implementation.name == "cpython" and hpyhost.current() != "ffi"


def pytest_configure(config):
    from test import support

    support.c_compile = c_compile
    # The suite defines this method twice, and the second one is about something else.
    support.HPyTest.supports_refcounts = lambda self: counts_references()


def pytest_report_header(config):
    return f"host: {hpyhost.current()}"


def pytest_collection_modifyitems(config, items):
    kept, left = [], []
    for item in items:
        reason = _why_not(item)
        if reason is None:
            kept.append(item)
            _expect(item)
        else:
            left.append(item)
            deselected[reason] += 1
    config.hook.pytest_deselected(items=left)
    items[:] = kept


def _why_not(item):
    abi = getattr(item, "callspec", None) and item.callspec.params.get("hpy_abi")
    if abi is None:
        return "loads no extension"
    if abi != "universal":
        return f"{abi} is not universal mode"
    name = item.originalname or item.name
    if name in INTERNALS and not counts_references():
        return f"{name} needs {INTERNALS[name]}"
    return None


def _expect(item):
    """Mark a test that cannot pass here."""
    interpreters, reason = LIMITS.get(item.originalname or item.name, ((), None))
    if hpyhost.current() == "ffi" and sys.implementation.name in interpreters:
        expected[f"{item.originalname}: {reason}"] += 1
        item.add_marker(pytest.mark.xfail(reason=reason, strict=True))


def pytest_terminal_summary(terminalreporter):
    for reason, count in sorted(deselected.items()):
        terminalreporter.line(f"{count} deselected: {reason}")
    for reason, count in sorted(expected.items()):
        terminalreporter.line(f"{count} cannot pass: {reason}")


@pytest.fixture(autouse=True)
def _no_module_left_over():
    """A test that imports its extension leaves it for the next one of the same name."""
    before = set(sys.modules)
    yield
    for name in set(sys.modules) - before:
        if name.startswith("mytest"):
            del sys.modules[name]
