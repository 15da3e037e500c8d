"""Choosing a host and a mode from the environment."""

import doctest
import os
import subprocess
import sys

import hpyhost
import hpyhost_fixtures
import pytest
from hpyhost import _loader, _mode, _select


def run(code, **environment):
    """Run code in a fresh interpreter; returns what it printed."""
    path = os.pathsep.join(
        filter(None, [os.path.dirname(os.path.dirname(hpyhost.__file__)), os.environ.get("PYTHONPATH")])
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": path, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.stdout


@pytest.mark.parametrize("module", [hpyhost, _mode, _loader, _select])
def test_docs(module):
    result = doctest.testmod(module)
    assert result.attempted and not result.failed


def test_same_host_when_named():
    assert run("import hpyhost; print(hpyhost.current())", HPYHOST=hpyhost.current()).strip() == hpyhost.current()


@pytest.mark.parametrize("name", ["none", "CAPI", "capi,builtin"])
def test_unknown_host(name):
    with pytest.raises(ImportError, match=r"HPYHOST=.* is not known: use auto, capi, builtin, ffi or reference"):
        _select.choose(name)


def test_ffi_host_is_for_every_interpreter():
    code = "import hpyhost; print(hpyhost.current())"
    assert run(code, HPYHOST="ffi").strip() == "ffi"


def test_ffi_host_without_its_native_half(tmp_path):
    code = f"""
import sys, shutil, os
import hpyhost
folder = os.path.dirname(hpyhost.__file__)
shutil.copytree(folder, {str(tmp_path / "hpyhost")!r}, ignore=shutil.ignore_patterns("*.so"))
for name in [name for name in sys.modules if name.split(".")[0] == "hpyhost"]:
    del sys.modules[name]
sys.path.insert(0, {str(tmp_path)!r})
import hpyhost
try:
    hpyhost.current()
except ImportError as error:
    print(error)
"""
    assert run(code, HPYHOST="ffi").strip() == "HPYHOST=ffi: the ffi host needs _ffihost.so, which was not built"


@pytest.mark.parametrize("name", ["capi", "builtin"])
def test_host_for_another_interpreter(name):
    cpython = sys.implementation.name == "cpython"
    if cpython == (name == "capi"):
        try:
            assert name == _select.choose(name).NAME
        except ImportError as error:
            # Newer versions of PyPy and GraalPy have none any more.
            assert name == "builtin" and "has no built-in HPy" in str(error)
        return
    with pytest.raises(ImportError, match=f"HPYHOST={name}: .*{sys.implementation.name}"):
        _select.choose(name)


@pytest.mark.parametrize("text", ["debgu", "debug:trace:x", "mod:what", "a:debug,b"])
def test_unknown_mode(text):
    with pytest.raises(ValueError, match="HPY="):
        _mode.mode_of("mod", text)


def test_modes_of_modules():
    assert _mode.mode_of("mod", "") == "universal"
    assert _mode.mode_of("mod", "TRACE") == "trace"
    assert _mode.mode_of("mod", "model:debug") == "universal"
    assert _mode.mode_of("mod", "debug:mod") == "debug"
    assert _mode.mode_of("a.mod", "mod:debug, a.mod:trace") == "trace"


@pytest.mark.skipif(hpyhost.current() != "capi", reason="other hosts have a trace mode of their own")
def test_mode_that_the_capi_host_lacks(monkeypatch):
    monkeypatch.setenv("HPY", "trace")
    with pytest.raises(ImportError, match="HPY=trace: the capi host has no trace mode yet"):
        hpyhost.load("hosttest", hpyhost_fixtures.built("hosttest"))
