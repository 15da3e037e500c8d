"""Runs the Rust tests and the pytest suite with AddressSanitizer, on CPython and its host.

It takes the nightly toolchain, whose archive has the sanitizer's runtime. An interpreter that knows nothing of it must
load the runtime first; for that the archive is made a shared object. Python's own allocator is switched off, so that
the sanitizer sees objects of Python, too.
"""

from __future__ import annotations

import os
import pathlib
import resource
import shutil
import subprocess

from .interpreters import caching_environment
from .registry import CHECKOUT, HOMES, Backend
from .run import need
from .suite import EXTENSIONS, build_extensions

HOME = HOMES / "asan"
TARGET = "x86_64-unknown-linux-gnu"
PROFILE = "checked"

# What is built of a crate, and where the Python files want it.
OBJECTS = {
    "uniarray-ext": ("libuniarray_ext.so", "uniarray/_core.hpy0.so"),
    "hpyhost-ffi": ("libhpyhost_ffi.so", "hpyhost/_ffihost.so"),
    "hpyhost-capi": ("libhpyhost_capi.so", "hpyhost/_capi.abi3.so"),
}

# Interpreters do not free everything at their end; tests ask for more memory than there is and expect an exception.
OPTIONS = "detect_leaks=0:allocator_may_return_null=1"

# Bytes of stack: checked functions take more of it, and CPython lets destructors nest by their number.
STACK = 1 << 26

# Tests whose subject is not the library: they start other interpreters or measure time and memory.
LEFT_OUT = ("bench", "test_examples.py", "test_hpyhost_start.py")


def run_rust() -> int:
    """The unit and integration tests of all crates; returns cargo's exit status."""
    # Tests that start interpreters, which lack the runtime, are left out.
    command = [*_cargo("test"), "--workspace", "--no-fail-fast", "--lib", "--tests", "--", "--skip", "runs_the_example"]
    return subprocess.run(command, cwd=CHECKOUT, env=_environment(), check=False).returncode


def run_suite(backend: Backend, arguments: list[str]) -> int:
    """The pytest suite on a backend with shared objects that are checked; returns pytest's exit status."""
    packages = [option for crate in OBJECTS for option in ("-p", crate)]
    subprocess.run([*_cargo("build"), *packages], cwd=CHECKOUT, env=_environment(), check=True)
    python = HOME / "python"
    shutil.rmtree(python, ignore_errors=True)
    shutil.copytree(CHECKOUT / "python", python, ignore=shutil.ignore_patterns("*.so", "__pycache__"))
    shutil.copytree(CHECKOUT / "include", HOME / "include", dirs_exist_ok=True)
    for built, place in OBJECTS.values():
        shutil.copy(HOME / "target" / TARGET / PROFILE / built, python / place)
    build_extensions()
    environment = caching_environment() | {
        "ASAN_OPTIONS": OPTIONS,
        "HPY_TEST_EXTENSIONS": str(EXTENSIONS),
        "LD_PRELOAD": str(_runtime()),
        "PYTHONMALLOC": "malloc",
        "PYTHONPATH": str(python),
    }
    command = [str(backend.python), "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    left_out = [f"--ignore-glob=tests/*{word}*" for word in LEFT_OUT]
    command += arguments or [*left_out, "tests"]
    return subprocess.run(command, cwd=CHECKOUT, env=environment, check=False, preexec_fn=_enlarge_stack).returncode


def _enlarge_stack() -> None:
    _, most = resource.getrlimit(resource.RLIMIT_STACK)
    resource.setrlimit(resource.RLIMIT_STACK, (STACK if most == resource.RLIM_INFINITY else min(STACK, most), most))


def _cargo(command: str) -> list[str]:
    return [need("cargo", "cargo"), "+nightly", command, "--target", TARGET, "--profile", PROFILE]


def _environment() -> dict[str, str]:
    flags = {"RUSTFLAGS": "-Zsanitizer=address", "ASAN_OPTIONS": OPTIONS, "CARGO_TARGET_DIR": str(HOME / "target")}
    return os.environ | flags


def _runtime() -> pathlib.Path:
    """The sanitizer's runtime as a shared object."""
    made = HOME / "libasan_of_rust.so"
    command = [need("rustc", "rustc"), "+nightly", "--print", "sysroot"]
    sysroot = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()
    archive = pathlib.Path(sysroot, "lib", "rustlib", TARGET, "lib", "librustc-nightly_rt.asan.a")
    copy = HOME / archive.name
    HOME.mkdir(parents=True, exist_ok=True)
    shutil.copy(archive, copy)
    # The part that starts before a program does is for programs only.
    ar = need("ar", "binutils")
    listed = subprocess.run([ar, "t", str(copy)], check=True, stdout=subprocess.PIPE, text=True).stdout.split()
    subprocess.run([ar, "d", str(copy), *(name for name in listed if "preinit" in name)], check=True)
    whole = ["-Wl,--whole-archive", str(copy), "-Wl,--no-whole-archive", "-lpthread", "-ldl", "-lrt", "-lm"]
    subprocess.run([need("cc", "gcc"), "-shared", "-o", str(made), *whole], check=True)
    return made
