"""Loads the universal binary, so that ``uniarray._core`` can be imported like any module."""

import os

import hpyhost

NAME = "uniarray._core"

core = hpyhost.load(NAME, os.path.join(os.path.dirname(__file__), "_core.hpy0.so"))

# Whether Python code may derive classes from the binary's: hosts that interpreters bring along cannot have their
# instances.
DERIVES = hpyhost.host_of(core) in ("capi", "ffi")


def check_derived(cls):
    """Raise NotImplementedError where instances of a class derived from the binary's would end the process."""
    if not DERIVES:
        raise NotImplementedError(
            f"the HPy of this interpreter has no instances of derived classes such as {cls.__name__}"
        )
