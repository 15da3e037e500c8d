"""What the element types can hold, and which families they belong to."""

from types import GenericAlias

from . import _core
from ._core import asarray, dtype, generic, ndarray, promote_types

__all__ = [
    "astype",
    "common_type",
    "finfo",
    "iinfo",
    "iscomplexobj",
    "isdtype",
    "isrealobj",
    "issubdtype",
    "min_scalar_type",
]

# Families of the array API standard, as NumPy's abstract types.
_FAMILIES = {
    "bool": (_core.bool,),
    "signed integer": (_core.signedinteger,),
    "unsigned integer": (_core.unsignedinteger,),
    "integral": (_core.integer,),
    "real floating": (_core.floating,),
    "complex floating": (_core.complexfloating,),
    "numeric": (_core.number,),
}

# Bits of the mantissa and of the exponent, and decimal digits that always survive.
_LAYOUTS = {"float16": (10, 5, 3), "float32": (23, 8, 6), "float64": (52, 11, 15)}
# The one object of each dtype.
_made = {}
_REAL = {"complex64": "float32", "complex128": "float64"}

_TABLE = """Machine parameters for {name}
---------------------------------------------------------------
precision = {precision}   resolution = {resolution!s}
machep = {machep}   eps =        {eps!s}
negep =  {negep}   epsneg =     {epsneg!s}
minexp = {minexp}   tiny =       {tiny!s}
maxexp = {maxexp}   max =        {max!s}
nexp =   {nexp}   min =        -max
smallest_normal = {smallest_normal!s}   smallest_subnormal = {smallest_subnormal!s}
---------------------------------------------------------------
"""


class finfo:
    """Limits of a floating-point type; of a complex type those of its parts.

    Parameters
    ----------
    dtype : dtype, type, array or scalar

    Attributes
    ----------
    bits, nmant, nexp : int
        All bits, those of the mantissa, those of the exponent.
    eps, epsneg : scalar
        Distance from 1 to the next number above and below.
    max, min : scalar
        The largest finite number and its negative.
    smallest_normal, tiny, smallest_subnormal : scalar
        The smallest positive numbers with and without full precision.
    precision, resolution : int, scalar
        Decimal digits that every number keeps, and ten to the minus that.
    maxexp, minexp, machep, negep, iexp : int
        Exponents of two: the first that overflows, the smallest, those of `eps` and `epsneg`, and bits of the exponent.

    Examples
    --------
    >>> import uniarray as np
    >>> np.finfo(np.float32).eps
    np.float32(1.1920929e-07)
    >>> np.finfo(complex).bits
    64
    >>> np.finfo("e").max
    np.float16(6.55e+04)
    """

    __class_getitem__ = classmethod(GenericAlias)

    def __new__(cls, dtype):
        if dtype is None:
            raise TypeError("dtype must not be None")
        given = _dtype_of(dtype)
        if given is None:
            raise TypeError(f"data type {dtype!r} not understood")
        if given.kind not in "fc":
            raise ValueError(f"data type {given!r} not compatible with finfo")
        real = _REAL.get(given.name, given.name)
        made = _made.get(real)
        if made is None:
            made = object.__new__(cls)
            made._fill(_core.dtype(real))
            _made[real] = made
        return made

    def _fill(self, dtype):
        self.dtype = dtype
        make = dtype.type
        self.nmant, self.nexp, self.precision = _LAYOUTS[dtype.name]
        self.iexp = self.nexp
        self.bits = dtype.itemsize * 8
        self.maxexp = 1 << (self.nexp - 1)
        self.minexp = 2 - self.maxexp
        self.machep, self.negep = -self.nmant, -self.nmant - 1
        self.eps, self.epsneg = make(2.0**self.machep), make(2.0**self.negep)
        # Halved, as two to `maxexp` itself is too large for a float.
        self.max = make((2.0 - 2.0**self.machep) * 2.0 ** (self.maxexp - 1))
        self.min = -self.max
        self.smallest_normal = self.tiny = make(2.0**self.minexp)
        self.smallest_subnormal = make(2.0 ** (self.minexp - self.nmant))
        self.resolution = make(float(f"1e-{self.precision}"))

    def __repr__(self):
        # NumPy shows more digits of the shortest type than its numbers have.
        largest = f"{float(self.max):.5e}" if self.bits == 16 else str(self.max)
        return f"finfo(resolution={self.resolution!s}, min=-{largest}, max={largest}, dtype={self.dtype})"

    def __str__(self):
        return _TABLE.format(name=self.dtype, **vars(self))

    def __reduce__(self):
        return finfo, (self.dtype,)


class iinfo:
    """Limits of an integer type.

    Parameters
    ----------
    int_type : dtype, type, array or scalar

    Attributes
    ----------
    bits : int
    min, max : int
        The smallest and the largest number.

    Examples
    --------
    >>> import uniarray as np
    >>> np.iinfo(np.int16)
    iinfo(min=-32768, max=32767, dtype=int16)
    """

    __class_getitem__ = classmethod(GenericAlias)

    def __init__(self, int_type):
        found = _dtype_of(int_type)
        if found is None and isinstance(int_type, str):
            raise ValueError("Invalid integer data type 'U'.")
        if found is None:
            raise TypeError(f"data type {int_type!r} not understood")
        self.dtype, self.kind = found, found.kind
        if self.kind not in "iu":
            raise ValueError(f"Invalid integer data type {self.kind!r}.")
        self.bits = found.itemsize * 8
        self.key = f"{self.kind}{self.bits}"

    @property
    def min(self):
        """The smallest number."""
        return 0 if self.kind == "u" else -(1 << (self.bits - 1))

    @property
    def max(self):
        """The largest number."""
        return (1 << (self.bits if self.kind == "u" else self.bits - 1)) - 1

    def __repr__(self):
        return f"iinfo(min={self.min}, max={self.max}, dtype={self.dtype})"

    def __str__(self):
        rule = "-" * 63
        return f"Machine parameters for {self.dtype}\n{rule}\nmin = {self.min}\nmax = {self.max}\n{rule}\n"

    def __eq__(self, other):
        return isinstance(other, iinfo) and self.dtype == other.dtype

    def __hash__(self):
        return hash((iinfo, self.dtype))


def _dtype_of(given):
    """The dtype that is given or that a value has; None for what has none."""
    if isinstance(given, dtype):
        return given
    if isinstance(given, (ndarray, generic)):
        return given.dtype
    if isinstance(given, (int, float, complex)):
        return asarray(given).dtype
    try:
        return dtype(given)
    except TypeError:
        return None


def isdtype(dtype, kind):
    """Whether a dtype is of a family, or of one of several.

    Parameters
    ----------
    dtype : dtype or scalar type
    kind : dtype, str or tuple of them
        ``'bool'``, ``'signed integer'``, ``'unsigned integer'``, ``'integral'``, ``'real floating'``,
        ``'complex floating'`` or ``'numeric'``.

    Examples
    --------
    >>> import uniarray as np
    >>> np.isdtype(np.float32, "real floating")
    True
    >>> np.isdtype(np.float32, (np.float64, "integral"))
    False
    """
    scalar = _concrete(dtype)
    if scalar is None:
        raise TypeError(f"dtype argument must be a NumPy dtype, but it is a {type(dtype)}.")
    wanted = []
    for one in kind if isinstance(kind, tuple) else (kind,):
        if isinstance(one, str):
            if one not in _FAMILIES:
                raise ValueError(f"kind argument is a string, but {one!r} is not a known kind name.")
            wanted.extend(_FAMILIES[one])
        elif _concrete(one) is not None:
            wanted.append(_concrete(one))
        else:
            raise TypeError(f"kind argument must be comprised of NumPy dtypes or strings only, but is a {type(one)}.")
    return issubclass(scalar, tuple(wanted))


def _concrete(given):
    """The scalar type of a dtype, or the one that is given; None for anything else."""
    if isinstance(given, dtype):
        return given.type
    if isinstance(given, type) and issubclass(given, generic):
        return given
    return None


def issubdtype(arg1, arg2):
    """Whether the first type is the second or below it in the hierarchy of scalar types.

    Examples
    --------
    >>> import uniarray as np
    >>> np.issubdtype(np.float32, np.floating), np.issubdtype("i4", np.floating)
    (True, False)
    """
    types = [one if isinstance(one, type) and issubclass(one, generic) else dtype(one).type for one in (arg1, arg2)]
    return issubclass(*types)


def min_scalar_type(a, /):
    """The smallest type that holds the value of a scalar; of an array with axes its own dtype.

    Floating-point numbers are not demoted to integers, nor complex ones to real.

    Examples
    --------
    >>> import uniarray as np
    >>> np.min_scalar_type(10), np.min_scalar_type(-300)
    (dtype('uint8'), dtype('int16'))
    """
    a = asarray(a)
    if a.ndim > 0 or a.dtype.kind not in "iufc":
        return a.dtype
    value = a.item()
    if a.dtype.kind in "iu":
        letter = "u" if value >= 0 else "i"
        names = [f"{letter}{size}" for size in (1, 2, 4, 8)]
        return next(dtype(n) for n in names if iinfo(n).min <= value <= iinfo(n).max)
    # NumPy's limit for float16 lies a little below the greatest one.
    choices = (("f2", 65000.0), ("f4", 3.4e38)) if a.dtype.kind == "f" else (("c8", 3.4e38),)
    parts = (value,) if a.dtype.kind == "f" else (value.real, value.imag)
    finite = [part for part in parts if part - part == 0]
    fitting = (name for name, limit in choices if all(-limit < part < limit for part in finite))
    return dtype(next(fitting, a.dtype.name))


def astype(x, dtype, /, *, copy=True, device=None):
    """The elements of an array cast to another dtype.

    Parameters
    ----------
    x : ndarray
    dtype : dtype
    copy : bool
        Whether to copy even if the dtype is the array's own.
    device : {None, 'cpu'}

    Examples
    --------
    >>> import uniarray as np
    >>> np.astype(np.array([1.7, -1.7]), int)
    array([ 1, -1])
    """
    if not isinstance(x, (ndarray, generic)):
        raise TypeError(
            f"Input should be a NumPy array or scalar. It is a {type(x)} instead. Use 'np.asarray(x).astype(...)'."
        )
    if device is not None and device != "cpu":
        raise ValueError(f'Device not understood. Only "cpu" is allowed, but received: {device}')
    return x.astype(dtype, copy=copy)


def common_type(*arrays):
    """The floating-point type to which all arrays can be cast; integers count as float64.

    Examples
    --------
    >>> import uniarray as np
    >>> np.common_type(np.zeros(2, "f4"), np.zeros(2, "c8")).__name__
    'complex64'
    """
    common = dtype("f2")
    for array in arrays:
        kind = array.dtype.kind
        if kind == "b":
            raise TypeError("can't get common type for non-numeric array")
        common = promote_types(common, dtype("f8") if kind in "iu" else array.dtype)
    return common.type


def iscomplexobj(x):
    """Whether the elements are of a complex type, whatever their values.

    Examples
    --------
    >>> import uniarray as np
    >>> np.iscomplexobj([1, 2 + 0j]), np.iscomplexobj(3.0)
    (True, False)
    """
    kind = getattr(getattr(x, "dtype", None), "type", None)
    if not isinstance(kind, type):
        kind = asarray(x).dtype.type
    return issubclass(kind, _core.complexfloating)


def isrealobj(x):
    """Whether the elements are not of a complex type, whatever their values.

    Examples
    --------
    >>> import uniarray as np
    >>> np.isrealobj([1, 2]), np.isrealobj(1j)
    (True, False)
    """
    return not iscomplexobj(x)
