"""The extension of ``extensions/sink`` and its types, for the tests of hosts."""

import functools
import sys

import hpyhost_fixtures

sink = hpyhost_fixtures.loaded("sink")

# What stands for HPy_NULL in an argument.
NULL = ...

# HPyType_SpecParam_Kind
BASE, BASES, METACLASS = 1, 2, 3

# Before 3.10 the language took floats for integers, with a warning.
NO_INTEGER = [1.5] if sys.version_info >= (3, 10) else []


@functools.cache
def made(name, *params):
    """The type of that name in the C source, made once: `params` are pairs of a kind and a value."""
    return sink.HPyType_FromSpec(name, list(params))


def derived(name, base):
    """The type of that name, derived from `base`."""
    return made(name, (BASE, base))


class Broken:
    """An object whose every special method raises this class's own exception."""

    class Error(Exception):
        """What they raise."""

    def _raise(self, *args):
        raise self.Error(*args)

    __add__ = __radd__ = __iadd__ = __neg__ = __pos__ = __abs__ = __invert__ = __index__ = __int__ = __float__ = _raise
    __bool__ = __len__ = __repr__ = __str__ = __bytes__ = __hash__ = __eq__ = __lt__ = __contains__ = __call__ = _raise
    __getitem__ = __setitem__ = __delitem__ = __getattr__ = __pow__ = __ipow__ = _raise
