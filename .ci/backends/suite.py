"""Runs the pytest suite on backends, two at a time, and sums up in one line per backend."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
import time

from .interpreters import caching_environment
from .registry import CHECKOUT, HOMES, Backend, GraalPy, Host, runs
from .run import side_by_side

# Printed of a backend that passed: enough for what did not run and why, and pytest's closing line.
TAIL = 25

# The extensions that the hosts' tests load.
EXTENSIONS = HOMES / "test-extensions"

# The suite is many lines run once: the JVM's first compiler alone starts faster, and without GraalPy's own all takes
# half the time. Tests collect often, and the serial collector needs half the time for that.
_JVM = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
_INTERPRETED = ("-Dpolyglot.engine.Compilation=false",)

# Seconds after which a backend counts as hanging.
LIMIT = 1800


@dataclasses.dataclass(frozen=True)
class Outcome:
    """What pytest said on a backend: its exit status, its closing line, all that it printed, and seconds."""

    status: int
    closing: str
    output: str
    seconds: float


def run_suite(backends: list[Backend], arguments: list[str]) -> None:
    """Runs pytest with `arguments` on every backend with each of its hosts; SystemExit naming those that failed.

    On one alone pytest writes straight to the terminal.
    """
    build_extensions()
    todo = runs(backends)
    if len(todo) == 1:
        raise SystemExit(subprocess.run(**_command(*todo[0], arguments), check=False).returncode)
    outcomes = {}
    for (backend, host), outcome in side_by_side(lambda run: _run(*run, arguments), todo):
        outcomes[backend.label(host)] = outcome
        lines = outcome.output.splitlines()
        shown = lines if outcome.status else lines[-TAIL:]
        print(f"\n######## {backend.label(host)}", *shown, sep="\n", flush=True)
    _sum_up([(backend.label(host), outcomes[backend.label(host)]) for backend, host in todo])


def build_extensions() -> None:
    """Makes the extensions that the tests load; here, since not every backend's root has a compiler."""
    subprocess.run([sys.executable, str(CHECKOUT / "tests/hpyhost_build.py"), str(EXTENSIONS)], check=True)


def _command(backend: Backend, host: Host, arguments: list[str]) -> dict:
    # GraalPy takes half a minute to compile pytest and its like: let it keep the result.
    environment = caching_environment(host.name)
    if isinstance(backend.source, GraalPy):
        options = [*_JVM, *(_INTERPRETED if backend.source.jit and not host.compiled else ())]
        environment.setdefault("GRAALPY_JVM_OPTIONS", " ".join(options))
    environment["HPY_TEST_EXTENSIONS"] = str(EXTENSIONS)
    cache = f"cache_dir={backend.home / 'pytest_cache'}"
    chosen = any((CHECKOUT / argument.partition("::")[0]).exists() for argument in arguments)
    argv = [str(backend.python), "-m", "pytest", "-o", cache, *arguments, *(() if chosen else host.tests)]
    return {"args": argv, "cwd": CHECKOUT, "env": environment, "stdin": subprocess.DEVNULL}


def _run(backend: Backend, host: Host, arguments: list[str]) -> Outcome:
    started = time.monotonic()
    command = _command(backend, host, arguments)
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    try:
        done = subprocess.run(**command, **streams, timeout=LIMIT, check=False)
        status, output = done.returncode, done.stdout.decode(errors="replace")
    except subprocess.TimeoutExpired as expired:
        status = 124
        output = (expired.stdout or b"").decode(errors="replace") + f"\nstopped after {LIMIT} s\n"
    log = HOMES / "logs" / f"{backend.label(host)}.tests.log"
    log.write_text(output)
    closing = output.rstrip().rpartition("\n")[2].strip("= ")
    return Outcome(status, closing, output, time.monotonic() - started)


def _sum_up(outcomes: list[tuple[str, Outcome]]) -> None:
    print("\n######## all backends")
    for name, outcome in outcomes:
        word = "ok" if outcome.status == 0 else f"FAILED ({outcome.status})"
        print(f"{name:20} {word:12} {outcome.seconds:5.0f} s  {outcome.closing}")
    failed = [name for name, outcome in outcomes if outcome.status]
    sys.stdout.flush()
    if failed:
        raise SystemExit(f"the suite failed on {', '.join(failed)}; full output in {HOMES / 'logs'}")
