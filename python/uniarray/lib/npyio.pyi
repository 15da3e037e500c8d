"""The classes of loaded files, under NumPy's name for their module."""

from .._npz import NpzFile as NpzFile

__all__ = ["NpzFile"]
