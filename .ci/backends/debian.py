"""Unpacks packages of a Debian suite into a folder: apt resolves and verifies, dpkg-deb unpacks.

No package is installed: no root is needed, no maintainer script runs, and this machine's own suite does
not matter. apt is the machine's own, so its mirrors and proxies hold; only its state lives in the folder.
"""

from __future__ import annotations

import os
import pathlib
import shutil
import subprocess

from .run import Failed, need, run

KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"

# What the interpreters' packages take for granted (Debian calls it essential, and so nothing depends on it):
# a shell, the C locale, and the tools with which a launcher of another backend enters its own root.
ESSENTIAL = ("base-files", "dash", "libc-bin", "coreutils", "util-linux", "mount")


def mirror() -> str:
    """The Debian mirror that this machine's apt uses; DEBIAN_MIRROR overrides it."""
    if "DEBIAN_MIRROR" in os.environ:
        return os.environ["DEBIAN_MIRROR"]
    listing = subprocess.run(
        [need("apt-get", "apt"), "indextargets", "--format", "$(REPO_URI)"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    for address in listing.splitlines():
        if address.rstrip("/").endswith("/debian"):
            return address
    raise Failed("apt has no Debian mirror configured: set DEBIAN_MIRROR to the address of one")


def unpack(suite: str, packages: tuple[str, ...], root: pathlib.Path, log: pathlib.Path) -> None:
    """Makes `root` hold `packages` of `suite` and all that they depend on."""
    if not os.path.exists(KEYRING):
        raise Failed(f"{KEYRING} is missing: install debian-archive-keyring")
    state = root.parent / "apt"
    for folder in (root, state):
        shutil.rmtree(folder, ignore_errors=True)
    for folder in ("lists/partial", "cache/archives/partial"):
        (state / folder).mkdir(parents=True)
    (state / "status").touch()
    (state / "sources.list").write_text(f"deb [signed-by={KEYRING}] {mirror()} {suite} main\n")
    settings = {
        "Dir::State": state,
        "Dir::State::status": state / "status",
        "Dir::State::lists": state / "lists",
        "Dir::Cache": state / "cache",
        "Dir::Log": state,
        "Dir::Etc::sourcelist": state / "sources.list",
        "Dir::Etc::sourceparts": "/dev/null",
        "Dir::Etc::preferences": "/dev/null",
        "Dir::Etc::preferencesparts": "/dev/null",
        "Acquire::Languages": "none",
        "Acquire::Retries": "3",
        "APT::Install-Recommends": "false",
        # apt drops its rights to a user who may not be able to reach this folder.
        "APT::Sandbox::User": "root",
    }
    apt = [need("apt-get", "apt"), "-q", *(f"-o{key}={value}" for key, value in settings.items())]
    run(log, *apt, "update")
    run(log, *apt, "--yes", "--download-only", "install", *ESSENTIAL, *packages)
    root.mkdir()
    for package in sorted((state / "cache" / "archives").glob("*.deb")):
        run(log, need("dpkg-deb", "dpkg"), "-x", package, root)
    shutil.rmtree(state)
    _settle_configuration(root)


def _settle_configuration(root: pathlib.Path) -> None:
    """Replaces links from the root's /usr into its /etc by what they mean: programs will see this machine's /etc."""
    for link in (root / "usr" / "lib" / "jvm").rglob("*"):
        if link.is_symlink() and os.readlink(link).startswith("/etc/"):
            target = root / os.readlink(link).lstrip("/")
            if target.is_file():
                link.unlink()
                shutil.copy(target, link)
