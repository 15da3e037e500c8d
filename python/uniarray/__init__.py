"""N-dimensional arrays for every Python, with NumPy's names and semantics.

>>> import uniarray as np
>>> a = np.arange(6).reshape(2, 3)
>>> a * 10 + 1
array([[ 1, 11, 21],
       [31, 41, 51]])

The arrays, dtypes, ufuncs and scalars come from one universal binary, ``_core.hpy0.so``, which is the same file on
CPython, PyPy and GraalPy; ``hpyhost`` gives it what it needs of the interpreter. What is here in Python is built from
them.
"""

import math as _math
import sys as _sys

# First of all: the other modules import from the binary.
from ._binary import core as _core  # isort: split

from . import exceptions, fft, lib, linalg
from ._about import get_include, info, show_config, show_runtime
from ._apply import apply_along_axis, apply_over_axes
from ._averages import average, corrcoef, cov, ptp
from ._bits import base_repr, binary_repr, packbits, unpackbits
from ._broadcast import broadcast
from ._choosing import piecewise, select
from ._comparison import allclose, array_equal, array_equiv, isclose
from ._conversion import (
    asanyarray,
    asarray_chkfinite,
    asfortranarray,
    copyto,
    isfortran,
    isscalar,
    iterable,
    ndim,
    require,
    shape,
    size,
)
from ._core import *
from ._core import (
    absolute,
    arccos,
    arccosh,
    arcsin,
    arcsinh,
    arctan,
    arctan2,
    arctanh,
    complex64,
    complex128,
    concatenate,
    conjugate,
    float32,
    float64,
    int8,
    int16,
    int32,
    int64,
    invert,
    left_shift,
    power,
    right_shift,
    uint8,
    uint16,
    uint32,
    uint64,
)
from ._core import bool as bool_
from ._creation import (
    empty_like,
    eye,
    full,
    full_like,
    geomspace,
    identity,
    linspace,
    logspace,
    ones,
    ones_like,
    zeros_like,
)
from ._differences import cumprod, cumulative_prod, cumulative_sum, diff, ediff1d, unwrap
from ._dlpack import from_dlpack
from ._einsum import einsum, einsum_path
from ._elementwise import (
    angle,
    around,
    clip,
    fix,
    imag,
    iscomplex,
    isneginf,
    isposinf,
    isreal,
    nan_to_num,
    real,
    real_if_close,
    round,
    sinc,
)
from ._errstate import errstate, getbufsize, geterr, geterrcall, setbufsize, seterr, seterrcall
from ._flat import flatiter
from ._functions import dispatch as _dispatch
from ._grid_builders import c_, index_exp, mgrid, ogrid, r_, s_
from ._grids import fromfunction, indices, ix_, meshgrid
from ._histograms import digitize, histogram, histogram2d, histogram_bin_edges, histogramdd
from ._indexes import diag_indices_from, ndenumerate, ndindex, ravel_multi_index, unravel_index
from ._insertion import delete, insert, trim_zeros
from ._joining import (
    append,
    array_split,
    block,
    column_stack,
    dsplit,
    dstack,
    hsplit,
    hstack,
    split,
    unstack,
    vsplit,
    vstack,
)
from ._manipulation import (
    broadcast_to,
    copy,
    expand_dims,
    ravel,
    reshape,
    roll,
    squeeze,
    stack,
    transpose,
)
from ._namespace import __array_api_version__, __array_namespace_info__
from ._nditer import nditer
from ._nested_iters import nested_iters
from ._overlap import may_share_memory, shares_memory
from ._picking import (
    argwhere,
    choose,
    compress,
    count_nonzero,
    extract,
    flatnonzero,
    place,
    put,
    put_along_axis,
    repeat,
    take,
    take_along_axis,
)
from ._poly1d import poly1d
from ._polynomials import poly, polyadd, polyder, polydiv, polyfit, polyint, polymul, polysub, polyval, roots
from ._products import cross, diagonal, kron, outer, tensordot, trace
from ._quantiles import median, percentile, quantile
from ._reductions import all, any, argmax, argmin, cumsum, max, mean, min, nonzero, prod, sum
from ._repetition import pad, resize, tile
from ._sets import (
    intersect1d,
    isin,
    setdiff1d,
    setxor1d,
    union1d,
    unique,
    unique_all,
    unique_counts,
    unique_inverse,
    unique_values,
)
from ._signals import convolve, correlate, interp
from ._slopes import gradient, trapezoid
from ._sorting import argpartition, argsort, partition, searchsorted, sort, sort_complex
from ._spread import std, var
from ._triangles import (
    diag,
    diag_indices,
    diagflat,
    fill_diagonal,
    mask_indices,
    tri,
    tril,
    tril_indices,
    tril_indices_from,
    triu,
    triu_indices,
    triu_indices_from,
    vander,
)
from ._type_names import ScalarType, mintypecode, sctypeDict, typecodes, typename
from ._types import astype, common_type, finfo, iinfo, iscomplexobj, isdtype, isrealobj, issubdtype, min_scalar_type
from ._vectorize import frompyfunc, vectorize
from ._views import (
    atleast_1d,
    atleast_2d,
    atleast_3d,
    broadcast_arrays,
    broadcast_shapes,
    flip,
    fliplr,
    flipud,
    matrix_transpose,
    moveaxis,
    rollaxis,
    rot90,
    swapaxes,
)
from ._windows import bartlett, blackman, hamming, hanning, i0, kaiser
from ._without_nan import (
    nanargmax,
    nanargmin,
    nancumprod,
    nancumsum,
    nanmax,
    nanmean,
    nanmedian,
    nanmin,
    nanpercentile,
    nanprod,
    nanquantile,
    nanstd,
    nansum,
    nanvar,
)

_core._register_exceptions(exceptions.AxisError, exceptions.UFuncTypeError, exceptions.ComplexWarning)

__version__ = _core.__version__

e = _math.e
euler_gamma = 0.5772156649015328606065120900824024310421593359
inf = _math.inf
nan = _math.nan
newaxis = None
pi = _math.pi
True_ = bool_(True)
False_ = bool_(False)

_dispatch(globals(), __name__)
_dispatch(vars(linalg), linalg.__name__, "linalg.")
_dispatch(vars(fft), fft.__name__, "fft.")

# Names of the array API standard and of C for what has another one already, as in NumPy.
abs = absolute
acos, acosh, asin, asinh = arccos, arccosh, arcsin, arcsinh
atan, atan2, atanh = arctan, arctan2, arctanh
amax, amin = max, min
bitwise_invert, bitwise_left_shift, bitwise_right_shift = invert, left_shift, right_shift
concat = concatenate
conj = conjugate
byte, short, intc, int_, intp, long, longlong = int8, int16, int32, int64, int64, int64, int64
ubyte, ushort, uintc, uint, uintp, ulong, ulonglong = uint8, uint16, uint32, uint64, uint64, uint64, uint64
single, double, csingle, cdouble = float32, float64, complex64, complex128
permute_dims = transpose
pow = power
emath = lib.scimath
little_endian = _sys.byteorder == "little"


def __getattr__(name):
    if name in ("ctypeslib", "testing"):
        import importlib

        return importlib.import_module(f"{__name__}.{name}")
    from ._removed import told

    raise AttributeError(told(__name__, name))
