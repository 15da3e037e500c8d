"""Capsules: a pointer with a name, as the interpreter at hand has no such type for Python code."""

import sys
import weakref

from hpyhost._ffi.binding import cstring, lib


class Contents:
    """What a capsule holds: addresses, 0 for none."""

    __slots__ = ("context", "destructor", "name", "pointer")

    def __init__(self, pointer, name, destructor):
        self.pointer = pointer
        self.name = name
        self.destructor = destructor
        self.context = 0

    def end(self):
        """Run the destructor, if there is one."""
        if self.destructor:
            lib.hpyffi_capsule_destructor(self.destructor, self.name, self.pointer, self.context)


class PyCapsule:
    """A pointer of an extension, with a name, a context and a destructor."""

    __slots__ = ("__weakref__", "_contents")

    def __repr__(self):
        name = self._contents.name
        name = f'"{cstring(name).decode("utf-8", "replace")}"' if name else "NULL"
        return f"<capsule object {name} at {id(self):#x}>"

    if sys.implementation.name != "graalpy":

        def __del__(self):
            self._contents.end()


def make(pointer, name, destructor):
    """A new capsule."""
    capsule = PyCapsule()
    capsule._contents = Contents(pointer, name, destructor)
    if sys.implementation.name == "graalpy":
        # It runs no __del__, but the callbacks of weak references.
        weakref.finalize(capsule, capsule._contents.end).atexit = False
    return capsule
