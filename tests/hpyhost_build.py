"""Builds the extensions that the hosts' tests load: ``python tests/hpyhost_build.py FOLDER``.

Most are written in C, with the headers of PyPI's hpy 0.9.0 and not our own, so that they prove what any universal
extension may rely on; those in Rust are built by cargo. Interpreters in a root without a compiler find them in the
folder that ``HPY_TEST_EXTENSIONS`` names.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import zipfile

SOURCES = pathlib.Path(__file__).parent / "extensions"

# Where the headers of uniarray's array C API are, and those of its first version, which must stay good.
INCLUDE = pathlib.Path(__file__).parent.parent / "include"
FIRST_INCLUDE = SOURCES / "array_api_1_0"

# name: (source or folder of sources, whether it needs the headers, macros)
EXTENSIONS = {
    "sink": ("sink", True, []),
    "sinkmade": ("sinkmade.c", True, []),
    "create_raises": ("sinkmade.c", True, ["CREATE_RAISES"]),
    "create_silent": ("sinkmade.c", True, ["CREATE_SILENT"]),
    "two_create": ("sinkmade.c", True, ["TWO_CREATE"]),
    "unknown_slot": ("sinkmade.c", True, ["UNKNOWN_SLOT"]),
    "hosttest": ("hosttest.c", True, []),
    "arrayapi": ("arrayapi", True, []),
    "arrayapi_1_0": ("arrayapi", True, []),
    "contour": ("contour", True, []),
    "misuse": ("misuse.c", True, []),
    "exec_raises": ("hosttest.c", True, ["EXEC_RAISES"]),
    "exec_silent": ("hosttest.c", True, ["EXEC_SILENT"]),
    "newer_major": ("malformed.c", False, ["MAJOR=1"]),
    "newer_minor": ("malformed.c", False, ["MINOR=1"]),
    "no_init": ("malformed.c", False, ["NO_INIT"]),
    "null_def": ("malformed.c", False, ["NULL_DEF"]),
    "module_state": ("malformed.c", False, ["SIZE=8"]),
    "negative_size": ("malformed.c", False, ["SIZE=-1"]),
    "unknown_kind": ("malformed.c", False, ["KIND=77"]),
    "no_trampoline": ("malformed.c", False, []),
}


# Extensions in Rust: name of the crate, and of its folder.
RUST = ["lifestep"]


# What HPy's headers declare and every extension links for itself.
RUNTIME = ("argparse", "buildvalue", "format", "helpers", "structseq")


def compiler():
    """Path of a C compiler, or None."""
    return shutil.which(os.environ.get("CC", "cc")) or shutil.which("gcc")


def headers(folder):
    """Folder of PyPI's hpy package with headers and helpers: from ``HPY_INCLUDE``, or from the wheel that pip gets."""
    given = os.environ.get("HPY_INCLUDE")
    if given:
        return pathlib.Path(given).parent
    unpacked = folder / "hpy-0.9.0"
    if not (unpacked / "hpy/devel/include/hpy.h").exists():
        target = ["--python-version=3.11", "--platform=manylinux2014_x86_64", "--dest", str(folder)]
        pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary=:all:"]
        subprocess.run([*pip, *target, "hpy==0.9.0"], check=True)
        (wheel,) = folder.glob("hpy-0.9.0-*.whl")
        zipfile.ZipFile(wheel).extractall(unpacked)
    return unpacked / "hpy/devel"


def build_rust(name, folder):
    """Let cargo build an extension of the workspace; returns its path."""
    root = SOURCES.parent.parent
    command = ["cargo", "build", "--release", "--locked", "-q", "-p", name, "--message-format=json-render-diagnostics"]
    cargo = subprocess.run(command, cwd=root, stdout=subprocess.PIPE, check=True)
    messages = [json.loads(line) for line in cargo.stdout.splitlines()]
    (built,) = (m["filenames"][0] for m in messages if m.get("target", {}).get("name") == name and "filenames" in m)
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{name}.hpy0.so"
    fresh = folder / f"{name}.{os.getpid()}"
    shutil.copyfile(built, fresh)
    fresh.replace(target)
    return target


def build(name, folder):
    """Build one extension unless it is newer than its sources; returns its path."""
    if name in RUST:
        return build_rust(name, folder)
    source, needs_headers, macros = EXTENSIONS[name]
    source = SOURCES / source
    sources = sorted(source.glob("*.c")) if source.is_dir() else [source]
    target = folder / f"{name}.hpy0.so"
    headers_here = [*SOURCES.glob("*/*.h"), *FIRST_INCLUDE.glob("*/*.h"), *INCLUDE.glob("uniarray/*.h")]
    newest = max(file.stat().st_mtime for file in [*sources, *headers_here])
    if target.exists() and target.stat().st_mtime > newest:
        return target
    folder.mkdir(parents=True, exist_ok=True)
    options = [f"-D{macro}" for macro in [f"NAME={name}", *macros]]
    if needs_headers:
        devel = headers(folder)
        arrays = FIRST_INCLUDE if name == "arrayapi_1_0" else INCLUDE
        options += ["-DHPY_ABI_UNIVERSAL", f"-I{devel / 'include'}", f"-I{arrays}"]
        sources += [devel / f"src/runtime/{file}.c" for file in RUNTIME]
    # Built aside and moved: another process may load the file meanwhile.
    built = folder / f"{name}.{os.getpid()}"
    command = [compiler(), "-shared", "-fPIC", "-O1", "-g0", "-fvisibility=hidden", *options, *sources, "-o", built]
    subprocess.run(list(map(str, command)), check=True)
    built.replace(target)
    return target


def main(folder):
    """Build all of them."""
    for name in [*EXTENSIONS, *RUST]:
        print(build(name, pathlib.Path(folder)))


if __name__ == "__main__":
    main(*sys.argv[1:])
