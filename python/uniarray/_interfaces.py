"""Memory shared by NumPy's protocols, both ways: ``__array__``, ``__array_interface__``, ``__array_struct__``."""

import math
import operator
import warnings

from ._absent import ABSENT
from ._core import _array_at, _struct_parts, asarray, empty, frombuffer, ndarray
from ._core import dtype as _dtype

__all__ = []

_NO_COPY = (
    "Unable to avoid copy while creating an array as requested.\n"
    "If using `np.array(obj, copy=False)` replace it with `np.asarray(obj)` to allow a copy when needed "
    "(no behavior change in NumPy 1.x).\n"
    "For more details, see "
    "https://numpy.org/devdocs/numpy_2_0_migration_guide.html#adapting-to-changes-in-the-copy-keyword."
)
# Flags of `__array_struct__`.
_NOT_SWAPPED, _WRITEABLE = 0x200, 0x400


def array_of(obj, dtype, copy):
    """The array that an object describes or makes by one of the protocols, and whether that is a copy, as it was told.

    None if the object has none of them.

    Parameters
    ----------
    obj : object
    dtype : dtype or None
        What an ``__array__`` is asked for.
    copy : bool or None
        What it is told of copies.

    Raises
    ------
    ValueError, TypeError
        If the description makes no sense, and what the object's methods raise.

    Examples
    --------
    >>> import uniarray as np
    >>> class Described:
    ...     def __init__(self, array):
    ...         self.array, self.__array_interface__ = array, array.__array_interface__
    >>> a = np.arange(3)
    >>> np.asarray(Described(a))[1] = 7
    >>> a
    array([0, 7, 2])
    """
    structure = getattr(obj, "__array_struct__", None)
    if structure is not None:
        return _by_struct(obj, structure), False
    interface = getattr(obj, "__array_interface__", ABSENT)
    if interface is not ABSENT:
        return _by_interface(obj, interface), False
    method = getattr(obj, "__array__", None)
    return None if method is None else _by_method(method, dtype, copy)


def _by_struct(obj, structure):
    kind, itemsize, flags, shape, strides, address = _struct_parts(structure)
    order = "=" if flags & _NOT_SWAPPED else ">"
    dtype = _described_dtype(f"{order}{kind}{itemsize}" if itemsize > 1 else f"|{kind}{itemsize}")
    return _array_at(address, dtype, shape, strides, not flags & _WRITEABLE, (obj, structure))


def _described_dtype(typestr):
    """The dtype of a description, which must be of native byte order."""
    try:
        return _dtype(typestr)
    except TypeError:
        raise TypeError(f"data type {typestr!r} not understood") from None


def _by_interface(obj, interface):
    if not isinstance(interface, dict):
        raise ValueError("Invalid __array_interface__ value must be a dictionary")
    typestr = interface.get("typestr")
    if typestr is None:
        raise ValueError("Missing __array_interface__ typestr")
    if isinstance(typestr, bytes):
        typestr = typestr.decode("ascii")
    if not isinstance(typestr, str):
        raise TypeError("__array_interface__ typestr must be a string")
    dtype = _described_dtype(typestr)
    data = interface.get("data")
    shape = interface.get("shape", None if "data" in interface else ())
    if shape is None:
        if "shape" in interface and data is None:
            raise TypeError("__array_interface__ shape must be a tuple")
        if data is None or isinstance(data, tuple):
            raise ValueError("Missing __array_interface__ shape")
        # All that the memory holds.
        return frombuffer(data, dtype)
    if not isinstance(shape, tuple):
        raise TypeError("shape must be a tuple")
    if len(shape) > 64:
        raise ValueError("number of dimensions must be within [0, 64]")
    shape = tuple(operator.index(extent) for extent in shape)
    strides = interface.get("strides")
    if strides is not None:
        if not isinstance(strides, tuple):
            raise TypeError("strides must be a tuple")
        if len(strides) != len(shape):
            raise ValueError("mismatch in length of strides and shape")
        strides = tuple(operator.index(stride) for stride in strides)
    if isinstance(data, tuple):
        if len(data) != 2:
            raise TypeError("__array_interface__ data must be a 2-tuple with (data pointer integer, read-only flag)")
        address, readonly = data
        address = int(address, 16) if isinstance(address, str) else operator.index(address)
        if address < 0:
            raise ValueError("__array_interface__ data pointer must not be negative")
        if address == 0 and 0 in shape:
            # Nothing to show, but shapes that cannot be are refused here, too.
            return empty(shape, dtype)
        return _array_at(address, dtype, shape, strides, bool(readonly), (obj, interface))
    if data is None and "data" not in interface and not _lends(obj):
        return _one_number(obj, dtype, shape)
    # Memory that exports itself knows its own bounds.
    offset = operator.index(interface.get("offset") or 0)
    return ndarray(shape, dtype, obj if data is None else data, offset, strides)


def _lends(obj):
    try:
        memoryview(obj)
    except TypeError:
        return False
    return True


def _one_number(obj, dtype, shape):
    """The array of a number that describes itself, but no memory."""
    if math.prod(shape) != 1:
        raise ValueError("cannot coerce scalar to array with size > 1")
    make = {"b": bool, "i": int, "u": int, "c": complex}.get(dtype.kind, float)
    result = empty(shape, dtype)
    result[...] = make(obj)
    return result


def _by_method(method, dtype, copy):
    args = () if dtype is None else (dtype,)
    told = copy is not None
    if copy is None:
        made = method(*args)
    else:
        try:
            made = method(*args, copy=copy)
        except TypeError as error:
            if "got an unexpected keyword argument 'copy'" not in str(error):
                raise
            warnings.warn(
                "__array__ implementation doesn't accept a copy keyword, so passing copy=False failed. __array__ must "
                "implement 'dtype' and 'copy' keyword arguments. To learn more, see the migration guide "
                "https://numpy.org/devdocs/numpy_2_0_migration_guide.html#adapting-to-changes-in-the-copy-keyword",
                DeprecationWarning,
                stacklevel=3,
            )
            if not copy:
                # Whoever does not know the word may have copied.
                raise ValueError(_NO_COPY) from None
            made, told = method(*args), False
    if isinstance(made, ndarray):
        return made, bool(copy and told)
    try:
        # Another library's array lends its memory.
        return asarray(memoryview(made)), bool(copy and told)
    except TypeError:
        raise ValueError("object __array__ method not producing an array") from None


def interface_of_scalar(scalar):
    """The value of a scalar described by NumPy's protocol; its bytes are a copy.

    Examples
    --------
    >>> import uniarray as np
    >>> np.int16(258).__array_interface__["data"]
    b'\\x02\\x01'
    """
    return {
        "data": scalar.tobytes(),
        "strides": None,
        "descr": scalar.dtype.descr,
        "typestr": scalar.dtype.str,
        "shape": (),
        "version": 3,
    }


def interface_of(array):
    readonly = not array.flags.writeable
    return {
        "data": (array._address, readonly),
        "strides": None if array.flags.c_contiguous else array.strides,
        "descr": array.dtype.descr,
        "typestr": array.dtype.str,
        "shape": array.shape,
        "version": 3,
    }
