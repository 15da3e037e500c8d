"""What hosts cannot do.

The built-in hosts of PyPy and GraalPy and the reference host have bugs that no binary can mend. The hosts of this
project lack only what the interpreter itself lets no Python code do. A test that needs such a capability says so with
``@pytest.mark.needs_host("name")``. On a host that lacks it the test is not run if it would take the process down, else
it is run and must fail (a host that learns it is noticed).
"""

import re
import sys
from typing import NamedTuple

PYPY = "builtin-pypy7.3"
GRAALPY_23 = "builtin-graalpy23.1"
GRAALPY_24 = "builtin-graalpy24.2"
REFERENCE = "reference"
# The ffi host goes as far as the interpreter lets Python code go.
FFI_PYPY = frozenset({"ffi-pypy7.3", "ffi-pypy8.0"})
FFI_GRAALPY = frozenset({"ffi-graalpy23.1", "ffi-graalpy24.2", "ffi-graalpy25.0"})


class Limit(NamedTuple):
    """A capability, the hosts without it, why, and whether trying it ends the process."""

    lacking: frozenset
    reason: str
    fatal: bool


LIMITS = {
    "python_subclass": Limit(
        frozenset({PYPY, GRAALPY_23, GRAALPY_24, REFERENCE}),
        "a Python subclass of a native type gives the wrong payload pointer or aborts when it is collected",
        fatal=True,
    ),
    "finalisation": Limit(
        frozenset({GRAALPY_23}),
        "tp_destroy is never called: the memory of large arrays is not given back",
        fatal=False,
    ),
    "buffer_consumers": Limit(
        frozenset({GRAALPY_23, GRAALPY_24}),
        "bytes.join, hashlib, struct and files do not see the buffer slot; only memoryview and ctypes do",
        fatal=False,
    ),
    "memoryview_owner": Limit(
        frozenset({PYPY}) | FFI_PYPY,
        "memoryview(x).obj is not x",
        fatal=False,
    ),
    "struct_buffer": Limit(
        frozenset({"ffi-pypy8.0"}),
        "module struct does not see the buffers of such objects",
        fatal=False,
    ),
    "struct_of_native_objects": Limit(
        frozenset({GRAALPY_23, GRAALPY_24}),
        "module struct ends the process when it reads a native object's buffer",
        fatal=True,
    ),
    "column_memoryview": Limit(
        FFI_PYPY,
        "a memoryview has its rows and their items in order: columns first, or items backwards, cannot be shown",
        fatal=False,
    ),
    "view_without_axes": Limit(
        frozenset({GRAALPY_23, GRAALPY_24}),
        "memoryview of an array without axes ends the process",
        fatal=True,
    ),
    "strided_bytes": Limit(
        frozenset({GRAALPY_23, GRAALPY_24}),
        "bytes of a strided memoryview are refused",
        fatal=False,
    ),
    "buffer_export": Limit(
        FFI_GRAALPY,
        "memoryview takes nothing from a class in Python",
        fatal=False,
    ),
    "shared_import": Limit(
        frozenset({GRAALPY_23, GRAALPY_24}) | FFI_GRAALPY,
        "memory lies among Java objects that move and has no address: it is copied and read-only",
        fatal=False,
    ),
    "weak_references": Limit(
        frozenset({REFERENCE}),
        "a dead object stays in its weak references, and looking at one ends the process",
        fatal=True,
    ),
    "little_memory": Limit(
        frozenset({REFERENCE}),
        "HPy_New writes to where there is no memory for an object, and the process ends",
        fatal=True,
    ),
    "float_comparison": Limit(
        frozenset({GRAALPY_23, GRAALPY_24}) | FFI_GRAALPY,
        "comparing two instances of a subclass of float goes past the subclass: it gives bool, not bool_",
        fatal=False,
    ),
    "float_text": Limit(
        frozenset({GRAALPY_23, GRAALPY_24}) | FFI_GRAALPY,
        "the shortest text of some floats is another: 4.9e-324",
        fatal=False,
    ),
    "method_signatures": Limit(
        frozenset({PYPY, GRAALPY_23, GRAALPY_24}),
        "methods do not tell their signatures",
        fatal=False,
    ),
    "codec_messages": Limit(
        FFI_GRAALPY,
        "exceptions of codecs have other messages",
        fatal=False,
    ),
    "threads_meanwhile": Limit(
        FFI_GRAALPY,
        "other threads wait until a native call has ended",
        fatal=False,
    ),
    "mortal_classes": Limit(
        frozenset({"ffi-graalpy23.1", "ffi-graalpy24.2"}),
        "the interpreter never lets go of a class, nor of what its attributes hold",
        fatal=False,
    ),
    "list_in_place": Limit(
        frozenset({GRAALPY_23, GRAALPY_24, "ffi-graalpy23.1", "ffi-graalpy24.2"}),
        "list += array extends the list before the array is asked",
        fatal=False,
    ),
    "true_addresses": Limit(
        frozenset({GRAALPY_23, GRAALPY_24}) | FFI_GRAALPY,
        "the address of a ctypes object is a number that leads nowhere",
        fatal=True,
    ),
    "threads": Limit(
        frozenset({GRAALPY_23, GRAALPY_24}),
        "native code called from a second thread raises RecursionError",
        fatal=True,
    ),
}


def interpreter():
    """Name and version of the interpreter: cpython3.13, pypy7.3, graalpy23.1."""
    name = sys.implementation.name
    if name == "pypy":
        return "pypy{}.{}".format(*sys.pypy_version_info[:2])
    if name == "graalpy":
        # The version is only told by the tag of compiled files: graalpy231-310.
        tag = re.match(r"graalpy(\d\d)(\d+)", sys.implementation.cache_tag or "")
        return "graalpy{}.{}".format(*tag.groups()) if tag else "graalpy"
    return "cpython{}.{}".format(*sys.version_info[:2])


def host_of(module):
    """Name of the host that loaded the binary of `module`; "none" for a library without one (NumPy)."""
    try:
        import hpyhost

        name = hpyhost.host_of(module._core)
    except (ImportError, AttributeError, ValueError):
        return "none"
    return f"{name}-{interpreter()}" if name in ("builtin", "ffi") else name


def loading_host():
    """Name of the host that loads extensions here, as `host_of` names it; "none" if there is none."""
    try:
        import hpyhost

        name = hpyhost.current()
    except ImportError:
        return "none"
    return f"{name}-{interpreter()}" if name in ("builtin", "ffi") else name
