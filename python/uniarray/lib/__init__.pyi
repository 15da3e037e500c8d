"""Parts of NumPy's API that are not in the main namespace (``numpy.lib``)."""

from . import array_utils, format, introspect, mixins, npyio, scimath, stride_tricks
from ._version import NumpyVersion

__all__ = ["NumpyVersion", "array_utils", "format", "introspect", "mixins", "npyio", "scimath", "stride_tricks"]
