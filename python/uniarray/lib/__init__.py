"""Parts of NumPy's API that are not in the main namespace (``numpy.lib``).

>>> import uniarray as np
>>> np.lib.stride_tricks.sliding_window_view(np.arange(3), 2)
array([[0, 1],
       [1, 2]])
"""

from . import array_utils, format, introspect, mixins, npyio, scimath, stride_tricks
from ._version import NumpyVersion

__all__ = ["NumpyVersion", "array_utils", "format", "introspect", "mixins", "npyio", "scimath", "stride_tricks"]
