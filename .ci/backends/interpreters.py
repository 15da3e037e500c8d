"""Makes the interpreter of a backend, one function per kind of source; all of them know pip and have pytest."""

from __future__ import annotations

import os
import pathlib
import shlex
import shutil
import subprocess

from . import debian, maven
from .launcher import write_launcher, write_script
from .registry import Backend, Debian, GraalPy, Native
from .run import Failed, run

# One Hypothesis for all: the last series that CPython 3.9 can have, and that needs no compiled module.
TEST_PACKAGES = ("pytest", "hypothesis==6.141.*")


def make(backend: Backend, log: pathlib.Path) -> None:
    """Makes `backend.python` from nothing."""
    shutil.rmtree(backend.home, ignore_errors=True)
    backend.home.mkdir(parents=True)
    source = backend.source
    if isinstance(source, Native):
        _make_native(backend, source, log)
    elif isinstance(source, Debian):
        _make_debian(backend, source, log)
    else:
        _make_graalpy(backend, source, log)


def install_wheel(backend: Backend, wheel: pathlib.Path, log: pathlib.Path) -> None:
    """Installs the wheel, in place of any earlier one."""
    if isinstance(backend.source, GraalPy):
        for old in _site_packages(backend).glob(f"{wheel.name.partition('-')[0]}-*.dist-info"):
            shutil.rmtree(old)
        _install_from_outside(backend, log, "--no-deps", wheel)
    else:
        run(log, backend.python, "-m", "pip", "install", "-q", "--no-deps", "--force-reinstall", wheel)


def caching_environment(host: str = "") -> dict[str, str]:
    """This process's environment, with which Python keeps what it compiled; for GraalPy the variable must be absent.

    `host` is the value for HPYHOST, which stays as it is if that is empty.
    """
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | ({"HPYHOST": host} if host else {})


def find_python(version: str) -> str:
    """The program of CPython `version` ("3.12") on PATH, else the newest of that version under pyenv."""
    candidates = [shutil.which(f"python{version}")]
    pyenv = pathlib.Path(os.environ.get("PYENV_ROOT", pathlib.Path.home() / ".pyenv"))
    releases = sorted(pyenv.glob(f"versions/{version}.*"), key=lambda path: len(path.name))
    candidates += [str(release / "bin" / f"python{version}") for release in reversed(releases)]
    # A shim of pyenv lies on PATH for versions that are not active, too, and then only complains.
    probe = "import platform, venv, ensurepip; print(platform.python_implementation())"
    for candidate in filter(None, candidates):
        try:
            found = subprocess.run([candidate, "-c", probe], capture_output=True, text=True, check=False)
        except OSError:
            continue
        if found.stdout.strip() == "CPython":
            return candidate
    raise Failed(f"no python{version} (with venv) on PATH or under pyenv: install one")


def _make_native(backend: Backend, source: Native, log: pathlib.Path) -> None:
    run(log, find_python(source.python), "-m", "venv", backend.home)
    _install_packages(backend, log, *source.packages)
    if source.environment:
        settings = "; ".join(f"os.environ.setdefault({k!r}, {v!r})" for k, v in source.environment)
        (_site_packages(backend) / "backend.pth").write_text(f"import os; {settings}\n")


def _make_debian(backend: Backend, source: Debian, log: pathlib.Path) -> None:
    home = backend.home
    debian.unpack(source.suite, source.packages, home / "root", log)
    (home / "bin").mkdir()
    (home / "inside").mkdir()
    bare = home / "bare"
    write_launcher(home, bare, f"/usr/bin/{source.program}")
    run(log, bare, "-m", "venv", home)
    bare.unlink()
    write_launcher(home, backend.python, str(backend.python))
    _install_packages(backend, log)


def _install_packages(backend: Backend, log: pathlib.Path, *more: str) -> None:
    pip = (backend.python, "-m", "pip", "install", "-q")
    run(log, *pip, *TEST_PACKAGES, *more)
    if backend.numpy:
        try:
            run(log, *pip, "--only-binary=:all:", "numpy")
        except Failed:
            with log.open("a") as out:
                out.write("no NumPy wheel for this interpreter: its tests use stored values\n")


def _make_graalpy(backend: Backend, source: GraalPy, log: pathlib.Path) -> None:
    home, version = backend.home, source.version
    debian.unpack(source.suite, (f"openjdk-{source.jdk}-jre-headless",), home / "root", log)
    artifacts = [
        ("org.graalvm.polyglot", "python-community", "pom"),
        ("org.graalvm.python", "python-launcher", "jar"),
    ]
    if source.hpy:
        # GraalPy's HPy needs it for the context's trampolines.
        artifacts.append(("org.graalvm.polyglot", "llvm-community", "pom"))
    maven.copy_jars(artifacts, version, home / "jars", log)
    if source.jit:
        compiler = [("org.graalvm.compiler", "compiler", "jar")]
        maven.copy_jars(compiler, version, home / "compiler", log)
    # GraalPy recognises a virtual environment by this file; it reads nothing in it that is not there.
    (home / "pyvenv.cfg").write_text(f"home = {home}\nversion = {source.python}\n")
    _site_packages(backend).mkdir(parents=True)
    (home / "bin").mkdir()
    write_script(home / "inside" / "python", _graalpy_script(backend, source))
    (home / "inside" / "python3").symlink_to("python")
    write_launcher(home, backend.python, str(backend.python))
    # pip on GraalPy takes minutes: a CPython of the same language version installs for it.
    run(log, find_python(source.python), "-m", "venv", home / "installer")
    _install_from_outside(backend, log, *TEST_PACKAGES)
    # The first start unpacks the standard library, and parsing it costs more than all else: keep what was compiled.
    environment = caching_environment()
    run(log, backend.python, "-m", "pytest", "--version", env=environment)
    run(log, backend.python, "-c", "import hypothesis, sys; print(sys.version)", env=environment)


def _graalpy_script(backend: Backend, source: GraalPy) -> str:
    home = backend.home
    options = ["-XX:+UnlockExperimentalVMOptions", "-XX:+EnableJVMCI"]
    # GraalPy unpacks its standard library below the JVM's idea of the home directory.
    options.append(f"-Duser.home={home}")
    if source.jit:
        options.append(f"--upgrade-module-path={home / 'compiler'}")
    if source.jdk >= 24:
        options.append("--sun-misc-unsafe-memory-access=allow")
    options += [
        f"--module-path={home / 'jars'}",
        "--add-modules=ALL-MODULE-PATH",
        "--enable-native-access=ALL-UNNAMED,org.graalvm.truffle",
    ]
    arguments = ["--experimental-options"]
    if source.hpy:
        arguments.append("--python.HPyBackend=jni")
    arguments.append(f"--python.Executable={backend.python}")
    return (
        "#!/bin/sh\n"
        f"# GraalPy {source.version}; GRAALPY_JVM_OPTIONS holds further options of the JVM.\n"
        f"exec /usr/lib/jvm/java-{source.jdk}-openjdk-*/bin/java $GRAALPY_JVM_OPTIONS {shlex.join(options)} "
        "-m org.graalvm.py.launcher/com.oracle.graal.python.shell.GraalPythonMain "
        f'{shlex.join(arguments)} "$@"\n'
    )


def _install_from_outside(backend: Backend, log: pathlib.Path, *what: object) -> None:
    """Installs into the backend with a CPython's pip; for packages without compiled parts of an interpreter's own."""
    pip = (backend.home / "installer" / "bin" / "python", "-m", "pip", "install", "-q", "--upgrade")
    run(log, *pip, "--no-compile", "--target", _site_packages(backend), *what)


def _site_packages(backend: Backend) -> pathlib.Path:
    source = backend.source
    assert isinstance(source, (GraalPy, Native))
    return backend.home / "lib" / f"python{source.python}" / "site-packages"
