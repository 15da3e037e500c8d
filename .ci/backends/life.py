"""Computes Life's known truths on every backend and compares boards and binaries."""

from __future__ import annotations

import json
import os
import subprocess
import time

from .interpreters import caching_environment
from .registry import Backend, Host, hosts
from .run import side_by_side


def compare(backends: list[Backend], options: list[str]) -> None:
    """Prints a table; SystemExit if a truth fails, or if digest or binary differ between backends."""
    print(f"{'backend':20} {'host':20} {'sha256':16} {'digest':16} {'s':>6}  interpreter")
    found, failed = set(), []
    for (backend, host), (done, seconds) in side_by_side(lambda run: _check(*run, options), hosts(backends)):
        label = backend.label(host)
        if done.returncode:
            failed.append(label)
            print(f"{label:20} FAILED ({done.returncode}) {done.stdout.strip()}", flush=True)
            continue
        said = json.loads(done.stdout.splitlines()[-1])
        found.add((said["digest"], said["sha256"]))
        print(
            f"{label:20} {said['host']:20} {said['sha256'][:16]} {said['digest'][:16]} "
            f"{seconds:6.1f}  {said['interpreter']}",
            flush=True,
        )
    if failed:
        raise SystemExit(f"Life's truths do not hold on {', '.join(failed)}")
    if len(found) > 1:
        raise SystemExit("the backends do not agree on the boards, or run different binaries")


def _check(backend: Backend, host: Host, options: list[str]) -> tuple[subprocess.CompletedProcess, float]:
    started = time.monotonic()
    argv = [str(backend.python), "-m", "uniarray.life", "--check", *options, "--json"]
    environment = caching_environment(host.name)
    # Not in the checkout: what is installed is to be found, whatever lies here.
    done = subprocess.run(argv, cwd=os.sep, env=environment, stdout=subprocess.PIPE, text=True, check=False)
    return done, time.monotonic() - started
