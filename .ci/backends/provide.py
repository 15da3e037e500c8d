"""Makes backends side by side, and skips what is there already."""

from __future__ import annotations

import concurrent.futures
import contextlib
import fcntl
import hashlib
import pathlib
import time
from collections.abc import Callable, Iterator

from . import interpreters
from .registry import HOMES, Backend
from .run import Failed

# More than processors: half of the time goes into waiting for the network.
AT_ONCE = 4


def provide(backends: list[Backend], wheel: Callable[[], pathlib.Path] | None) -> None:
    """Makes every backend and installs the wheel on it; SystemExit with all failures if any fails.

    `wheel` builds the wheel; it runs beside the making of the interpreters. Without it the
    interpreters keep what they have.
    """
    with _lock(), concurrent.futures.ThreadPoolExecutor(AT_ONCE + 1) as pool:
        built = pool.submit(wheel) if wheel else None
        jobs = {backend.name: pool.submit(_provide, backend, built) for backend in backends}
        failures = []
        for name, job in jobs.items():
            try:
                print(f"{name}: {job.result()}", flush=True)
            except Failed as failure:
                failures.append(name)
                print(f"{name}: FAILED: {failure}", flush=True)
    if failures:
        raise SystemExit(f"backends that could not be made: {', '.join(failures)}")


def _provide(backend: Backend, built: concurrent.futures.Future | None) -> str:
    started = time.monotonic()
    log = HOMES / "logs" / f"{backend.name}.log"
    ready = backend.home / "ready"
    recipe = _recipe(backend)
    made = not (ready.exists() and ready.read_text() == recipe)
    if made:
        log.unlink(missing_ok=True)
        interpreters.make(backend, log)
        ready.write_text(recipe)
    done = f"made in {time.monotonic() - started:.0f} s" if made else "there"
    if built is None:
        return done
    wheel = built.result()
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    mark = backend.home / "wheel.sha256"
    if mark.exists() and mark.read_text() == digest:
        return f"{done}, wheel there"
    mark.unlink(missing_ok=True)
    interpreters.install_wheel(backend, wheel, log)
    mark.write_text(digest)
    return f"{done}, wheel installed"


def _recipe(backend: Backend) -> str:
    """What the interpreter is made from: it is made again when this changes."""
    made_from = backend.name, backend.source, backend.numpy
    return f"{made_from!r}\n{backend.home}\n{interpreters.TEST_PACKAGES!r}\n"


@contextlib.contextmanager
def _lock() -> Iterator[None]:
    """Keeps two runs in one checkout from making the same backend."""
    HOMES.mkdir(exist_ok=True)
    with (HOMES / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("waiting for another run that makes backends here", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
