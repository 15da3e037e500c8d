"""Runs HPy's own test-suite, version 0.9.0, in universal mode on a backend with a host of hpyhost.

The suite comes out of PyPI's source distribution when it is needed and is not part of this project. It compiles an
extension in nearly every test; interpreters in a root without a compiler could not do that, so this process compiles
for all of them. Answers are kept by what was asked for: the next backend, or the next run, gets them at once.
"""

from __future__ import annotations

import contextlib
import json
import os
import pathlib
import subprocess
import sys
import tarfile
import tempfile
import threading
from collections.abc import Iterator

from .interpreters import caching_environment
from .registry import CHECKOUT, HOMES, Backend, GraalPy
from .run import need

HOME = HOMES / "hpy-suite"
SUITE = HOME / "hpy-0.9.0"
REQUESTS = HOME / "extensions"
INSIDE = CHECKOUT / ".ci" / "inside"

# The folders of the suite that are not about loading universal extensions.
IGNORED = ("hpy_devel", "debug", "trace")

# As the suite's own build has them.
COMPILE = ("-g", "-O0", "-Wfatal-errors", "-Werror", "-fPIC", "-DHPY", "-DHPY_ABI_UNIVERSAL")


def run_hpy_suite(backend: Backend, arguments: list[str]) -> int:
    """Runs pytest on the backend with HPYHOST as it is set; returns its exit status."""
    devel = _headers()
    _fetch_suite()
    REQUESTS.mkdir(exist_ok=True)
    environment = caching_environment()
    if isinstance(backend.source, GraalPy):
        environment.setdefault("GRAALPY_JVM_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
    inherited = filter(None, [os.environ.get("PYTHONPATH")])
    environment["PYTHONPATH"] = os.pathsep.join([str(INSIDE), str(SUITE), *inherited])
    environment["HPY_SUITE_REQUESTS"] = str(REQUESTS)
    environment["HPY_SUITE_PACKAGE"] = str(devel.parent.parent)
    argv = [str(backend.python), "-m", "pytest", "-p", "hpy_suite_plugin", "-o", f"cache_dir={HOME / 'pytest_cache'}"]
    argv += [f"--ignore=test/{folder}" for folder in IGNORED]
    argv += [*(arguments or ["-q"]), "test"]
    with _compiler(devel):
        return subprocess.run(argv, cwd=SUITE, env=environment, check=False).returncode


def _headers() -> pathlib.Path:
    """Folder of HPy's headers: the tests' own extensions need them, too."""
    sys.path.insert(0, str(CHECKOUT / "tests"))
    import hpyhost_build

    folder = HOMES / "test-extensions"
    folder.mkdir(parents=True, exist_ok=True)
    return hpyhost_build.headers(folder)


def _fetch_suite() -> None:
    if (SUITE / "test").exists():
        return
    HOME.mkdir(parents=True, exist_ok=True)
    pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary=:all:", "--dest", str(HOME)]
    subprocess.run([*pip, "hpy==0.9.0"], check=True)
    with tarfile.open(HOME / "hpy-0.9.0.tar.gz") as archive:
        members = [member for member in archive if member.name.startswith("hpy-0.9.0/test/")]
        archive.extractall(HOME, members)


@contextlib.contextmanager
def _compiler(devel: pathlib.Path) -> Iterator[None]:
    """Answers requests while the suite runs."""
    stop = threading.Event()

    def serve() -> None:
        while not stop.wait(0.01):
            for request in sorted(REQUESTS.glob("*.json")):
                _answer(request, devel)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _answer(request: pathlib.Path, devel: pathlib.Path) -> None:
    asked = json.loads(request.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory(dir=HOME) as folder:
        for name, text in asked["sources"].items():
            (pathlib.Path(folder) / name).write_text(text, encoding="utf-8")
        built = pathlib.Path(folder) / "built.so"
        command = [need("gcc", "gcc"), "-shared", *COMPILE, f"-I{devel / 'include'}"]
        command += [f"-I{devel / 'include/hpy/forbid_python_h'}", *asked["sources"]]
        command += [str(devel / "lib/universal/libhpy-extra-universal.a"), "-o", str(built)]
        done = subprocess.run(command, cwd=folder, stderr=subprocess.PIPE, check=False)
        if done.returncode == 0:
            built.replace(request.with_suffix(".so"))
        else:
            aside = pathlib.Path(folder) / "err"
            aside.write_bytes(done.stderr)
            aside.replace(request.with_suffix(".err"))
    request.unlink()
