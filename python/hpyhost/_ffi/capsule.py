"""Capsules: a pointer with a name, as the interpreter at hand has no such type for Python code."""

from hpyhost._ffi.binding import cstring, lib


class PyCapsule:
    """A pointer of an extension, with a name, a context and a destructor; all of them addresses, 0 for none."""

    __slots__ = ("__weakref__", "context", "destructor", "name", "pointer")

    def __repr__(self):
        name = f'"{cstring(self.name).decode("utf-8", "replace")}"' if self.name else "NULL"
        return f"<capsule object {name} at {id(self):#x}>"

    def __del__(self):
        if self.destructor:
            lib.hpyffi_capsule_destructor(self.destructor, self.name, self.pointer, self.context)
