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

from . import exceptions
from ._absent import ABSENT as _NoValue
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
    float16,
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
from ._namespace import __array_api_version__, __array_namespace_info__
from ._public import NAMES as _NAMES
from ._public import find as _find
from ._threads import begin as _begin_threads

# The native class is half of the public one, which the module `_flat` has.
del flatiter  # noqa: F821 - the star import brings it

_core._register_exceptions(
    exceptions.AxisError,
    exceptions.ComplexWarning,
    exceptions._UFuncNoLoopError,
    exceptions._UFuncInputCastingError,
    exceptions._UFuncOutputCastingError,
)

_begin_threads()

__version__ = _core.__version__

e = _math.e
euler_gamma = 0.5772156649015328606065120900824024310421593359
inf = _math.inf
nan = _math.nan
newaxis = None
pi = _math.pi
True_ = bool_(True)
False_ = bool_(False)

# Names of the array API standard and of C for what has another one already, as in NumPy.
abs = absolute
acos, acosh, asin, asinh = arccos, arccosh, arcsin, arcsinh
atan, atan2, atanh = arctan, arctan2, arctanh
bitwise_invert, bitwise_left_shift, bitwise_right_shift = invert, left_shift, right_shift
concat = concatenate
conj = conjugate
byte, short, intc, int_, intp, long, longlong = int8, int16, int32, int64, int64, int64, int64
ubyte, ushort, uintc, uint, uintp, ulong, ulonglong = uint8, uint16, uint32, uint64, uint64, uint64, uint64
half, single, double, csingle, cdouble = float16, float32, float64, complex64, complex128
# There are no longer floats than float64, as on Windows.
longdouble, clongdouble = float64, complex128
pow = power
little_endian = _sys.byteorder == "little"


__all__ = sorted({*_NAMES, *(name for name in globals() if name[0] != "_")})


def _inner(name):
    from ._inner_names import find

    return find(name)


# The names of NumPy's inner modules are looked for when somebody asks.
_core.__getattr__ = _inner


def __getattr__(name):
    value = globals()[name] = _find(__name__, name)
    return value


def __dir__():
    return sorted({*globals(), *_NAMES})
