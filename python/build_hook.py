"""Builds the two shared objects with cargo and puts them into the wheel.

The wheel is one for every interpreter. The universal binary asks for nothing but the context that it is given,
and the CPython host keeps to the stable ABI; both need only the C library. So the tag names no Python and no
ABI, and of the platform the version of the C library that the shared objects need.
"""

from __future__ import annotations

import json
import os
import pathlib
import platform
import re
import shutil
import subprocess
import sysconfig

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# Crate -> where its shared object lies below python/ and in the wheel.
SHARED_OBJECTS = {
    "uniarray-ext": "uniarray/_core.hpy0.so",
    "hpyhost-capi": "hpyhost/_capi.abi3.so",
    "hpyhost-ffi": "hpyhost/_ffihost.so",
}


class CargoHook(BuildHookInterface):
    """Called by hatchling for each wheel; for an editable one `version` is "editable"."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict) -> None:
        """Builds, and adds what was built to `build_data`, hatchling's description of the wheel."""
        built = build_crates(pathlib.Path(self.root))
        build_data["pure_python"] = False
        build_data["tag"] = f"py3-none-{platform_tag(list(built.values()))}"
        for crate, path in built.items():
            place = SHARED_OBJECTS[crate]
            if version == "editable":
                replace(path, pathlib.Path(self.root, "python", place))
            else:
                build_data["force_include"][str(path)] = place


def build_crates(root: pathlib.Path) -> dict[str, pathlib.Path]:
    """Builds the crates for release and returns the path of each one's shared object."""
    if shutil.which("cargo") is None:
        raise SystemExit("uniarray is built with Rust, and `cargo` is not on PATH: see https://rustup.rs")
    packages = [word for crate in SHARED_OBJECTS for word in ("-p", crate)]
    cargo = subprocess.run(
        ["cargo", "build", "--release", "--locked", "--message-format=json-render-diagnostics", *packages],
        cwd=root,
        stdout=subprocess.PIPE,
        check=False,
    )
    if cargo.returncode:
        raise SystemExit(f"cargo failed with status {cargo.returncode}; its messages are above")
    built = {}
    for line in cargo.stdout.splitlines():
        message = json.loads(line)
        if message["reason"] == "compiler-artifact" and "cdylib" in message["target"]["kind"]:
            crate = message["target"]["name"].replace("_", "-")
            built[crate] = pathlib.Path(message["filenames"][0])
    missing = SHARED_OBJECTS.keys() - built.keys()
    if missing:
        raise SystemExit(f"cargo made no shared object of {', '.join(sorted(missing))}")
    return {crate: built[crate] for crate in SHARED_OBJECTS}


def platform_tag(shared_objects: list[pathlib.Path]) -> str:
    """The wheel's platform: with glibc, the oldest version that has all that the shared objects ask for."""
    if platform.libc_ver()[0] != "glibc":
        return re.sub("[-.]", "_", sysconfig.get_platform())
    # The names of the needed symbol versions stand in the ELF string table.
    names = [name for path in shared_objects for name in re.findall(rb"\0GLIBC_2\.(\d+)", path.read_bytes())]
    return f"manylinux_2_{max(map(int, names))}_{platform.machine()}"


def replace(source: pathlib.Path, target: pathlib.Path) -> None:
    """Copies in one step: a process that has the old file loaded keeps it."""
    fresh = target.with_name(target.name + ".new")
    shutil.copyfile(source, fresh)
    os.replace(fresh, target)
