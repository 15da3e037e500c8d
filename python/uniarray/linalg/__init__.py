"""Linear algebra: products, norms and powers of matrices, in stacks along the first axes.

>>> import uniarray as np
>>> np.linalg.vector_norm([3, 4])
np.float64(5.0)
"""

from .._core import matmul
from .._views import matrix_transpose
from ._error import LinAlgError
from ._norms import matrix_norm, norm, vector_norm
from ._powers import matrix_power, multi_dot
from ._products import cross, diagonal, outer, tensordot, trace, vecdot

__all__ = [
    "LinAlgError",
    "cross",
    "diagonal",
    "matmul",
    "matrix_norm",
    "matrix_power",
    "matrix_transpose",
    "multi_dot",
    "norm",
    "outer",
    "tensordot",
    "trace",
    "vecdot",
    "vector_norm",
]
