"""Installs the extensions of ``tests/extensions`` with pip on every backend, and imports them there."""

from __future__ import annotations

import os
import pathlib
import subprocess

from .interpreters import caching_environment, install_wheel
from .registry import CHECKOUT, HOMES, Backend, Host, hosts
from .run import side_by_side

# Each has a pyproject.toml of its own.
SOURCES = [CHECKOUT / "tests/extensions" / name for name in ("contour", "lifestep")]

# What must hold of both wherever they are installed: found by a plain import, and at work on arrays.
PROGRAM = """
import contour, lifestep, uniarray as np
(line,) = contour.trace(np.array([[0.0, 1.0], [0.0, 1.0]]), 0.5)
assert line.tolist() == [[0, 0.5], [1, 0.5]], line
board, into = np.zeros((5, 5), 'u1'), np.zeros((5, 5), 'u1')
board[2, 1:4] = 1
lifestep.life_step(board, into)
assert into[:, 2].tolist() == [0, 1, 1, 1, 0], into
assert lifestep.expit(0.0) == 0.5
print(contour.__file__, lifestep.__file__)
"""


def install_and_import(backends: list[Backend], wheels: list[pathlib.Path]) -> None:
    """Installs the extensions' wheels and runs a program with them; SystemExit naming the backends where it fails."""

    def install(backend: Backend) -> None:
        for wheel in wheels:
            install_wheel(backend, wheel, HOMES / "logs" / f"{backend.name}.extensions.log")

    for _ in side_by_side(install, backends):
        pass
    failed = []
    for (backend, host), status in side_by_side(lambda run: _use(*run), hosts(backends)):
        print(f"{backend.label(host):20} {'FAILED' if status else 'ok'}", flush=True)
        if status:
            failed.append(backend.label(host))
    if failed:
        raise SystemExit(f"the extensions cannot be used on {', '.join(failed)}")


def _use(backend: Backend, host: Host) -> int:
    # Not in the checkout: what is installed is to be found, whatever lies here.
    argv = [str(backend.python), "-c", PROGRAM]
    return subprocess.run(argv, cwd=os.sep, env=caching_environment(host.name), check=False).returncode
