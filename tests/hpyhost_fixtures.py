"""Loads the extensions of ``extensions/`` for the hosts' tests."""

import functools
import importlib
import os
import pathlib
import shutil
import sys
import tempfile

import hpyhost
import hpyhost_build
import pytest


@functools.cache
def built(name):
    """Path of an extension: from the folder in ``HPY_TEST_EXTENSIONS``, or built now."""
    given = os.environ.get("HPY_TEST_EXTENSIONS")
    if given and (pathlib.Path(given) / f"{name}.hpy0.so").exists():
        return pathlib.Path(given) / f"{name}.hpy0.so"
    tool = shutil.which("cargo") if name in hpyhost_build.RUST else hpyhost_build.compiler()
    if tool is None:
        pytest.skip("no compiler, and HPY_TEST_EXTENSIONS names no folder with the tests' extensions")
    return hpyhost_build.build(name, pathlib.Path(given or pathlib.Path(tempfile.gettempdir()) / "hpy-test-extensions"))


@functools.cache
def loaded(name):
    """The extension as a module, loaded once per process."""
    module = hpyhost.load(name, built(name))
    del sys.modules[name]
    return module


@functools.cache
def imported(name):
    """The extension as a program gets it: by ``import``, through the import hook."""
    folder = str(built(name).parent)
    hpyhost.install_import_hook()
    sys.path.insert(0, folder)
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(folder)


def needs_own_host(what):
    """Leave a test out, with the reason, where the host is not one of this project's."""
    host = hpyhost.current()
    return pytest.mark.skipif(host in ("builtin", "reference"), reason=f"the {host} host {what}")
