"""Writes the launchers of interpreters that need another Debian than the one that this machine runs.

`bin/python` enters a mount namespace of its own in which /usr is the unpacked one and `bin` shows the folder
`inside`: there `bin/python` is the interpreter itself. So one path is right everywhere: it is
`sys.executable`, a child process that starts it gets the interpreter without another launcher, and the
virtual environment around it is an ordinary one. All other folders are the machine's own, at their own
paths. The chain is made of `exec`s only: signals and the exit status need no forwarding.
"""

from __future__ import annotations

import os
import pathlib
import shlex

from .run import need

ENTER = """\
#!/bin/sh
# Written by `nox -s backends`: see .ci/backends/launcher.py.
if [ "$(id -u)" = 0 ]; then user=; else user=--map-root-user; fi
exec unshare --mount $user sh -c '
    {mounts} &&
    exec "$@"' {home} {program} "$@"
"""


def write_launcher(home: pathlib.Path, path: pathlib.Path, program: str) -> None:
    """Writes `path`, a script that runs `program` (a path inside) with /usr from `home`/root."""
    for tool, package in (("unshare", "util-linux"), ("mount", "mount")):
        need(tool, package)
    root = home / "root"
    mounts = ['mount --bind "$0/inside" "$0/bin"']
    # A checkout or an interpreter may lie in the two folders of /usr that belong to the user: keep them.
    for ours in ("local", "src"):
        if os.path.isdir(f"/usr/{ours}"):
            (root / "usr" / ours).mkdir(exist_ok=True)
            mounts.append(f'mount --rbind /usr/{ours} "$0/root/usr/{ours}"')
    mounts.append('mount --rbind "$0/root/usr" /usr')
    write_script(
        path,
        ENTER.format(mounts=" &&\n    ".join(mounts), home=shlex.quote(str(home)), program=shlex.quote(program)),
    )


def write_script(path: pathlib.Path, text: str) -> None:
    """Writes an executable file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)
