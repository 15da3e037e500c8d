"""The classes of loaded files, under NumPy's name for their module."""

from .._npz import NpzFile

__all__ = ["NpzFile"]
