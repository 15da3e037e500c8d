"""What all tests share: the header, the limits of hosts, and their count in the summary."""

import collections
import gc
import hashlib
import importlib
import os
import pathlib
import sys

import deviations
import hosts
import pytest

# With another module under test there may be no uniarray, and these test more of it than arrays.
if os.environ.get("UNIARRAY_TEST_MODULE", "uniarray") != "uniarray":
    collect_ignore_glob = ["test_life*", "test_bench*", "test_hpyhost*", "test_capi*", "hpyhost_*"]

not_run = collections.Counter()


def subject():
    """The module under test, or why it cannot be imported: tests that do not need it still run."""
    try:
        return importlib.import_module("subject").ua, None
    except ImportError as error:
        return None, error


def binary_of(module):
    """Path of the extension that was loaded, if the module has one."""
    path = getattr(getattr(module, "_core", None), "__file__", None)
    return pathlib.Path(path) if path and path.endswith((".so", ".pyd", ".dylib")) else None


def pytest_configure(config):
    config.addinivalue_line("markers", "needs_host(capability): not possible on the hosts listed in hosts.py")


def pytest_report_header(config):
    module, error = subject()
    lines = [f"interpreter: {hosts.interpreter()} ({sys.version.splitlines()[0]})"]
    if module is None:
        return [*lines, f"module under test: not importable: {error}"]
    binary = binary_of(module)
    lines.append(f"host: {hosts.host_of(module)}")
    if binary:
        lines.append(f"binary: {binary.name} sha256 {hashlib.sha256(binary.read_bytes()).hexdigest()}")
    return [*lines, f"module under test: {module.__name__} {getattr(module, '__version__', '')} from {module.__file__}"]


def pytest_collection_modifyitems(config, items):
    module, _ = subject()
    host = hosts.host_of(module) if module else "none"
    for item in items:
        for mark in item.iter_markers("needs_host"):
            (capability,) = mark.args
            limit = hosts.LIMITS[capability]
            if host not in limit.lacking:
                continue
            not_run[f"{capability}: {limit.reason}"] += 1
            reason = f"{host} lacks {capability}: {limit.reason}"
            item.add_marker(pytest.mark.skip(reason) if limit.fatal else pytest.mark.xfail(reason=reason, strict=True))
    mark_deviations(items)


def pytest_collection_finish(session):
    """Takes what is there for good out of the collector's sight, so that tests that collect do not wait for it."""
    if sys.implementation.name == "cpython":
        gc.collect()
        gc.freeze()


def mark_deviations(items):
    """Tests of the kitchen sink in which a host is known to deviate: not run, or expected to fail."""
    host = hosts.loading_host()
    for item in items:
        found = deviations.deviation_of(host, item.nodeid)
        if found is None:
            continue
        reason = f"{host} deviates: {found.what}"
        if found.end == deviations.CRASHES:
            item.add_marker(pytest.mark.skip(reason))
        else:
            not_run[f"{found.end}: {found.what}"] += 1
            item.add_marker(pytest.mark.xfail(reason=reason, strict=found.end == deviations.FAILS))


def pytest_terminal_summary(terminalreporter):
    """Nothing is left out silently: each reason with its count."""
    skipped = collections.Counter(
        report.longrepr[2].removeprefix("Skipped: ") if isinstance(report.longrepr, tuple) else str(report.longrepr)
        for report in terminalreporter.stats.get("skipped", [])
    )
    if skipped or not_run:
        terminalreporter.section("not run, or not expected to pass")
    for reason, count in sorted(skipped.items()):
        terminalreporter.line(f"{count} not run: {reason}")
    for reason, count in sorted(not_run.items()):
        terminalreporter.line(f"{count} limited by this host, {reason}")
