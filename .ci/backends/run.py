"""Runs the programs that make a backend, their output in one log per backend."""

from __future__ import annotations

import pathlib
import shlex
import shutil
import subprocess


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
