"""Runs programs: those that make a backend, their output in one log per backend, and several side by side."""

from __future__ import annotations

import concurrent.futures
import os
import pathlib
import shlex
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")


class Failed(Exception):
    """A backend could not be made; the text says why and what to do."""


def need(program: str, package: str) -> str:
    """The path of a program of this machine, or `Failed` with the package to install."""
    found = shutil.which(program)
    if found is None:
        raise Failed(f"`{program}` is missing: install it (on Debian: apt-get install {package})")
    return found


def run(log: pathlib.Path, *argv: object, **options) -> None:
    """Runs a program to its end, appending what it prints to `log`; `Failed` with the last lines if it fails."""
    words = [str(word) for word in argv]
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("a") as out:
        out.write(f"$ {shlex.join(words)}\n")
        out.flush()
        status = subprocess.run(
            words, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, check=False, **options
        ).returncode
    if status:
        tail = "\n".join(log.read_text(errors="replace").splitlines()[-15:])
        raise Failed(f"exit status {status} (all of it in {log})\n{tail}")


def side_by_side(work: Callable[[Job], Result], jobs: Sequence[Job]) -> Iterator[tuple[Job, Result]]:
    """Works at as many jobs at a time as there are processors; gives each with its result as soon as it is done.

    >>> sorted(side_by_side(abs, [-1, 2]))
    [(-1, 1), (2, 2)]
    """
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        running = {pool.submit(work, job): job for job in jobs}
        for done in concurrent.futures.as_completed(running):
            yield running[done], done.result()
