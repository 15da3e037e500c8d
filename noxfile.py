"""The developer's commands: `nox -l` lists them, CONTRIBUTING.md tells when to use which."""

import pathlib
import shutil
import sys

import nox

sys.path.insert(0, str(pathlib.Path(__file__).parent / ".ci"))
from backends import asan as sanitizer
from backends import extensions as examples
from backends import hpy_suite as suite_of_hpy
from backends import life as boards
from backends import registry, suite
from backends import valgrind as memcheck
from backends.provide import provide

nox.options.default_venv_backend = "virtualenv"
nox.options.reuse_venv = "yes"
nox.options.sessions = ["tests"]


def build_wheel(session: nox.Session) -> pathlib.Path:
    """Builds the wheel into dist/, alone there."""
    shutil.rmtree("dist", ignore_errors=True)
    session.run("python", "-m", "pip", "wheel", "-q", "--no-deps", "--wheel-dir", "dist", ".")
    (wheel,) = pathlib.Path("dist").resolve().glob("*.whl")
    return wheel


def split(arguments: list[str]) -> tuple[list[registry.Backend], list[str]]:
    """Leading words are names of backends (none: all required ones), the rest is for the program."""
    words = [*arguments, "-"]
    count = next(i for i, word in enumerate(words) if word.startswith("-") or pathlib.Path(word).exists())
    return registry.select(arguments[:count]), arguments[count:]


@nox.session
def backends(session: nox.Session) -> None:
    """Make .backends/<name>/bin/python with the wheel: `nox -s backends -- [NAME ...] [--no-wheel]`."""
    chosen, options = split(session.posargs)
    if options not in ([], ["--no-wheel"]):
        session.error(f"unknown: {' '.join(options)}")
    provide(chosen, None if options else lambda: build_wheel(session))


@nox.session
def tests(session: nox.Session) -> None:
    """Run the suite on backends, making them first: `nox -s tests -- [NAME ...] [PYTEST ARGUMENTS]`."""
    chosen, arguments = split(session.posargs)
    provide(chosen, lambda: build_wheel(session))
    suite.run_suite(chosen, arguments)


@nox.session
def life(session: nox.Session) -> None:
    """Check Life's known truths on backends: the same boards from the same binary on each."""
    chosen, options = split(session.posargs)
    provide(chosen, lambda: build_wheel(session))
    boards.compare(chosen, options)


@nox.session
def extensions(session: nox.Session) -> None:
    """Install the extensions of tests/extensions with pip on backends, and import them."""
    chosen, _ = split(session.posargs)
    wheel = build_wheel(session)
    provide(chosen, lambda: wheel)
    session.install("-q", "hatchling>=1.26", str(wheel))
    pip_wheel = [
        "python",
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "--no-build-isolation",
        "--wheel-dir",
        "dist/extensions",
    ]
    session.run(*pip_wheel, *map(str, examples.SOURCES))
    examples.install_and_import(chosen, sorted(pathlib.Path("dist/extensions").resolve().glob("*.whl")))


@nox.session
def hpy_suite(session: nox.Session) -> None:
    """Run HPy's own test-suite in universal mode: `[HPYHOST=...] nox -s hpy_suite -- [NAME ...] [PYTEST ARGUMENTS]`."""
    chosen, arguments = split(session.posargs or ["cpython3.13"])
    provide(chosen, lambda: build_wheel(session))
    failed = [backend.name for backend in chosen if suite_of_hpy.run_hpy_suite(backend, arguments)]
    if failed:
        session.error(f"HPy's suite failed on {', '.join(failed)}")


@nox.session
def asan(session: nox.Session) -> None:
    """Run the Rust tests, and the suite on CPython 3.13, with AddressSanitizer: `nox -s asan -- [PYTEST ARGUMENTS]`."""
    (backend,) = registry.select(["cpython3.13"])
    provide([backend], None)
    status = 0 if session.posargs else sanitizer.run_rust()
    status = sanitizer.run_suite(backend, session.posargs) or status
    if status:
        session.error("there are findings, or tests failed")


@nox.session
def valgrind(session: nox.Session) -> None:
    """Run tests on CPython 3.13 with the wheel under valgrind: `nox -s valgrind -- [PYTEST ARGUMENTS]`."""
    (backend,) = registry.select(["cpython3.13"])
    provide([backend], lambda: build_wheel(session))
    if memcheck.run_suite(backend, session.posargs):
        session.error("there are findings, or tests failed")


@nox.session
def wheel(session: nox.Session) -> None:
    """Build dist/uniarray-*.whl, the one wheel for all interpreters."""
    print(build_wheel(session))


@nox.session
def lint(session: nox.Session) -> None:
    """Check formatting and lints of Python and Rust; `nox -s lint -- --fix` mends what it can."""
    session.install("-q", "ruff==0.17.*")
    fix = "--fix" in session.posargs
    session.run("ruff", "check", *(["--fix"] if fix else []), ".")
    session.run("ruff", "format", *([] if fix else ["--check"]), ".")
    session.run("cargo", "fmt", "--all", *([] if fix else ["--check"]), external=True)
    session.run("cargo", "clippy", "--all-targets", "--", "-D", "warnings", external=True)


@nox.session
def types(session: nox.Session) -> None:
    """Compare the type stubs with the module (mypy's stubtest), and check a typed program with them."""
    session.install("-q", "mypy==2.4.*", str(build_wheel(session)))
    # The stubs alone, as beside the modules the checker would read those that have no stub, too.
    stubs = pathlib.Path(session.create_tmp()) / "stubs"
    shutil.rmtree(stubs, ignore_errors=True)
    for stub in pathlib.Path("python").rglob("*.pyi"):
        copy = stubs / stub.relative_to("python")
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(stub, copy)
    env = {"MYPYPATH": str(stubs)}
    # Which classes in Python have layouts of their own differs between versions of Python: not compared.
    stubtest = ["python", "-m", "mypy.stubtest", "uniarray", "--ignore-disjoint-bases"]
    session.run(*stubtest, "--allowlist", "tests/typed/allowlist.txt", env=env)
    session.run("mypy", "--strict", "tests/typed/program.py", env=env)
