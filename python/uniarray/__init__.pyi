"""N-dimensional arrays for every Python, with NumPy's names and semantics."""

from typing import Final

from . import ctypeslib as ctypeslib
from . import dtypes as dtypes
from . import exceptions as exceptions
from . import fft as fft
from . import lib as lib
from . import linalg as linalg
from . import polynomial as polynomial
from . import random as random
from . import testing as testing
from . import typing as typing
from ._about import *
from ._apply import *
from ._averages import *
from ._bits import *
from ._broadcast import *
from ._choosing import *
from ._comparison import *
from ._conversion import *
from ._core import *
from ._creation import *
from ._differences import *
from ._digits import *
from ._dlpack import *
from ._einsum import *
from ._elementwise import *
from ._errstate import *
from ._files import *
from ._flat import *
from ._genfromtxt import *
from ._grid_builders import *
from ._grids import *
from ._histograms import *
from ._indexes import *
from ._insertion import *
from ._joining import *
from ._loadtxt import *
from ._manipulation import *
from ._matrix import *
from ._memmap import *
from ._namespace import __array_api_version__ as __array_api_version__
from ._namespace import __array_namespace_info__ as __array_namespace_info__
from ._nditer import *
from ._nested_iters import *
from ._npz import *
from ._objects import *
from ._overlap import *
from ._packed import *
from ._picking import *
from ._poly1d import *
from ._polynomials import *
from ._printing import *
from ._products import *
from ._quantiles import *
from ._records import *
from ._reductions import *
from ._repetition import *
from ._savetxt import *
from ._sets import *
from ._signals import *
from ._slopes import *
from ._sorting import *
from ._spread import *
from ._threads import *
from ._triangles import *
from ._type_names import *
from ._types import *
from ._vectorize import *
from ._views import *
from ._windows import *
from ._without_nan import *
from .lib import scimath as emath

__version__: str
e: float
euler_gamma: float
inf: float
nan: float
pi: float
newaxis: None
little_endian: Final = True

# Second names, as NumPy has them.
abs = absolute
acos = arccos
acosh = arccosh
asin = arcsin
asinh = arcsinh
atan = arctan
atan2 = arctan2
atanh = arctanh
bitwise_invert = invert
bitwise_left_shift = left_shift
bitwise_right_shift = right_shift
concat = concatenate
conj = conjugate
byte = int8
short = int16
intc = int32
int_ = int64
intp = int64
long = int64
longlong = int64
ubyte = uint8
ushort = uint16
uintc = uint32
uint = uint64
uintp = uint64
ulong = uint64
ulonglong = uint64
half = float16
single = float32
double = float64
csingle = complex64
cdouble = complex128
longdouble = float64
clongdouble = complex128
pow = power
amax = max
amin = min
permute_dims = transpose
