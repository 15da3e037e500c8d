"""Compiles the extension and puts it into the wheel, which is one for every interpreter of the platform."""

import os
import pathlib
import subprocess
import sys
import sysconfig
import tempfile
import zipfile

import uniarray
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileHook(BuildHookInterface):
    """Called by hatchling for each wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version, build_data):
        """Builds, and adds what was built to `build_data`, hatchling's description of the wheel."""
        root = pathlib.Path(self.root)
        # The wheel is written after this returns.
        folder = pathlib.Path(tempfile.mkdtemp())
        hpy = hpy_devel(folder)
        runtime = [
            hpy / f"src/runtime/{name}.c" for name in ("argparse", "buildvalue", "format", "helpers", "structseq")
        ]
        target = folder / "contour.hpy0.so"
        include = [f"-I{hpy / 'include'}", f"-I{uniarray.get_include()}"]
        options = ["-shared", "-fPIC", "-O2", "-fvisibility=hidden", "-DHPY_ABI_UNIVERSAL"]
        command = [os.environ.get("CC", "cc"), *options, *include, root / "contour.c", *runtime, "-o", target]
        subprocess.run(list(map(str, command)), check=True)
        build_data["pure_python"] = False
        build_data["tag"] = "py3-none-" + sysconfig.get_platform().replace("-", "_").replace(".", "_")
        build_data["force_include"][str(target)] = target.name


def hpy_devel(folder):
    """The folder of HPy's headers and helpers: the one beside ``HPY_INCLUDE``, or from HPy's wheel."""
    given = os.environ.get("HPY_INCLUDE")
    if given:
        return pathlib.Path(given).parent
    unpacked = folder / "hpy-0.9.0"
    if not unpacked.exists():
        # HPy has wheels for CPython 3.11 only, but its headers are the same everywhere.
        target = ["--python-version=3.11", "--platform=manylinux2014_x86_64", "--dest", str(folder)]
        pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary=:all:"]
        subprocess.run([*pip, *target, "hpy==0.9.0"], check=True)
        (wheel,) = folder.glob("hpy-0.9.0-*.whl")
        zipfile.ZipFile(wheel).extractall(unpacked)
    return unpacked / "hpy/devel"
