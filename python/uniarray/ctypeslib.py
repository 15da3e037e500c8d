"""Arrays and ``ctypes`` (``numpy.ctypeslib``)."""

import ctypes
import os

from . import _core
from ._core import asarray, frombuffer, ndarray

__all__ = ["as_array", "as_ctypes", "as_ctypes_type", "c_intp", "load_library", "ndpointer"]

c_intp = ctypes.c_ssize_t

_TYPES = {
    "bool": ctypes.c_bool, "int8": ctypes.c_int8, "int16": ctypes.c_int16, "int32": ctypes.c_int32,
    "int64": ctypes.c_int64, "uint8": ctypes.c_uint8, "uint16": ctypes.c_uint16, "uint32": ctypes.c_uint32,
    "uint64": ctypes.c_uint64, "float32": ctypes.c_float, "float64": ctypes.c_double,
}  # fmt: skip
_NAMES = {
    **{one: name for name, one in _TYPES.items()},
    **{
        one: f"{'u' if one.__name__.startswith('c_u') else ''}int{8 * ctypes.sizeof(one)}"
        for one in (
            *(ctypes.c_short, ctypes.c_ushort, ctypes.c_int, ctypes.c_uint),
            *(ctypes.c_long, ctypes.c_ulong, ctypes.c_longlong, ctypes.c_ulonglong),
        )
    },
}


def load_library(libname, loader_path):
    """A shared library, by its name with or without ending, in a directory or beside a file.

    Examples
    --------
    >>> import uniarray as np
    >>> np.ctypeslib.load_library("no_such_library", ".")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    OSError: no file with expected extension
    """
    import sysconfig

    libname, loader_path = os.fsdecode(libname), os.fsdecode(loader_path)
    names = [libname]
    if not os.path.splitext(libname)[1]:
        names = [libname + ending for ending in (".so", sysconfig.get_config_var("EXT_SUFFIX") or ".so", ".dylib")]
    folder = os.path.abspath(loader_path)
    folder = folder if os.path.isdir(folder) else os.path.dirname(folder)
    for name in names:
        path = os.path.join(folder, name)
        if os.path.exists(path):
            return ctypes.cdll[path]
    raise OSError("no file with expected extension")


def as_ctypes_type(dtype):
    """The ctypes type of a dtype.

    Examples
    --------
    >>> import uniarray as np
    >>> np.ctypeslib.as_ctypes_type("f8").__name__
    'c_double'
    """
    found = _core.dtype(dtype)
    if found.name not in _TYPES:
        raise NotImplementedError(f"Converting {found!r} to a ctypes type")
    return _TYPES[found.name]


def as_ctypes(obj):
    """A ctypes array of an array's memory, which is shared.

    Examples
    --------
    >>> import uniarray as np
    >>> list(np.ctypeslib.as_ctypes(np.array([1, 2])))
    [1, 2]
    """
    if not isinstance(obj, ndarray) or not obj.flags.c_contiguous:
        raise TypeError("strided arrays not supported")
    if not obj.flags.writeable:
        raise TypeError("readonly arrays unsupported")
    kind = as_ctypes_type(obj.dtype)
    for extent in reversed(obj.shape):
        kind = kind * extent
    result = kind.from_address(obj._address)
    result._array = obj
    return result


def as_array(obj, shape=None):
    """An array of the memory of a ctypes array, or of what a ctypes pointer points at.

    Parameters
    ----------
    obj : ctypes array or pointer
    shape : tuple of int
        Needed for pointers.

    Examples
    --------
    >>> import ctypes
    >>> import uniarray as np
    >>> np.ctypeslib.as_array((ctypes.c_int * 3)(1, 2, 3))
    array([1, 2, 3], dtype=int32)
    """
    if hasattr(obj, "contents") and hasattr(obj, "_type_"):
        if shape is None:
            raise TypeError("as_array() requires a shape argument when called on a pointer")
        kind = obj._type_
        for extent in reversed(shape if isinstance(shape, tuple) else (shape,)):
            kind = kind * extent
        obj = ctypes.cast(obj, ctypes.POINTER(kind)).contents
    shape, kind = [], type(obj)
    while hasattr(kind, "_length_"):
        shape.append(kind._length_)
        kind = kind._type_
    if kind not in _NAMES:
        return asarray(obj)
    return frombuffer(obj, _NAMES[kind]).reshape(shape)


class _ndptr(ctypes.c_void_p):
    """Base of what ``ndpointer`` makes."""

    @classmethod
    def from_param(cls, obj):
        if not isinstance(obj, ndarray):
            raise TypeError("argument must be an ndarray")
        if cls._dtype_ is not None and obj.dtype != cls._dtype_:
            raise TypeError(f"array must have data type {cls._dtype_}")
        if cls._ndim_ is not None and obj.ndim != cls._ndim_:
            raise TypeError(f"array must have {cls._ndim_} dimension(s)")
        if cls._shape_ is not None and obj.shape != cls._shape_:
            raise TypeError(f"array must have shape {cls._shape_}")
        if not all(obj.flags[flag] for flag in cls._flags_):
            raise TypeError(f"array must have flags {list(cls._flags_)}")
        return obj.ctypes._as_parameter_


def ndpointer(dtype=None, ndim=None, shape=None, flags=None):
    """A type for ``argtypes`` that takes arrays of one kind and passes their address.

    Parameters
    ----------
    dtype : dtype, optional
    ndim : int, optional
    shape : tuple of int, optional
    flags : str or sequence of str, optional
        Which flags have to be set.

    Examples
    --------
    >>> import uniarray as np
    >>> kind = np.ctypeslib.ndpointer(dtype="f8", ndim=1, flags="C_CONTIGUOUS")
    >>> kind.from_param(np.zeros(3, "f4"))
    Traceback (most recent call last):
    TypeError: array must have data type float64
    """
    found = None if dtype is None else _core.dtype(dtype)
    names = [flags] if isinstance(flags, str) else list(flags or ())
    names = [name for one in names for name in one.replace(" ", "").split(",")]
    shape = shape if shape is None or isinstance(shape, tuple) else (shape,)
    name = "any" if found is None else found.name
    fields = {"_dtype_": found, "_shape_": shape, "_ndim_": ndim, "_flags_": tuple(names)}
    return type(f"ndpointer_{name}", (_ndptr,), fields)
