"""Linear algebra: equations, decompositions, products and norms of matrices, in stacks along the first axes."""

from .._core import matmul
from .._views import matrix_transpose
from ._error import LinAlgError
from ._norms import matrix_norm, norm, vector_norm
from ._powers import matrix_power, multi_dot
from ._products import cross, diagonal, outer, tensordot, trace, vecdot
from ._solving import cholesky, det, inv, qr, slogdet, solve, tensorinv, tensorsolve
from ._spectra import cond, eig, eigh, eigvals, eigvalsh, lstsq, matrix_rank, pinv, svd, svdvals

__all__ = [
    "LinAlgError",
    "cholesky",
    "cond",
    "cross",
    "det",
    "diagonal",
    "eig",
    "eigh",
    "eigvals",
    "eigvalsh",
    "inv",
    "lstsq",
    "matmul",
    "matrix_norm",
    "matrix_power",
    "matrix_rank",
    "matrix_transpose",
    "multi_dot",
    "norm",
    "outer",
    "pinv",
    "qr",
    "slogdet",
    "solve",
    "svd",
    "svdvals",
    "tensordot",
    "tensorinv",
    "tensorsolve",
    "trace",
    "vecdot",
    "vector_norm",
]
