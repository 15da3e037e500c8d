"""Objects as arrays under conditions, and what objects are as arrays."""

from . import _core
from ._core import array, asarray, ndarray

__all__ = [
    "asanyarray",
    "asarray_chkfinite",
    "asfortranarray",
    "copyto",
    "isfortran",
    "isscalar",
    "iterable",
    "ndim",
    "require",
    "shape",
    "size",
]


def asanyarray(a, dtype=None, order=None, *, device=None, copy=None, like=None):
    """An array of an object; arrays pass as they are, those of subclasses too.

    Parameters
    ----------
    a : array_like
    dtype : dtype, optional
    order : {'K', 'A', 'C', 'F'}
    device : {None, 'cpu'}
    copy : bool, optional
        True: always copy; False: raise ValueError where a copy is needed.

    Examples
    --------
    >>> import uniarray as np
    >>> a = np.arange(3)
    >>> np.asanyarray(a) is a
    True
    """
    if device is not None and device != "cpu":
        raise ValueError(f'Device not understood. Only "cpu" is allowed, but received: {device}')
    return array(a, dtype, copy=copy, order=order or "K", subok=True)


def asfortranarray(a, dtype=None, *, like=None):
    """An array of at least one axis whose elements follow each other in Fortran order.

    Examples
    --------
    >>> import uniarray as np
    >>> np.asfortranarray([[1, 2], [3, 4]]).flags.f_contiguous
    True
    """
    return array(a, dtype, copy=None, order="F", ndmin=1)


def asarray_chkfinite(a, dtype=None, order=None):
    """An array of an object, which must hold neither NaN nor infinities.

    Raises
    ------
    ValueError
        If it does.

    Examples
    --------
    >>> import uniarray as np
    >>> np.asarray_chkfinite([1, 2], dtype=float)
    array([1., 2.])
    """
    a = asarray(a, dtype=dtype, order=order)
    if a.dtype.kind in "fc" and not _core.isfinite(a).all():
        raise ValueError("array must not contain infs or NaNs")
    return a


# The names under which `require` knows its demands.
_DEMANDS = {
    **dict.fromkeys(("C", "C_CONTIGUOUS", "CONTIGUOUS"), "C"),
    **dict.fromkeys(("F", "F_CONTIGUOUS", "FORTRAN"), "F"),
    **dict.fromkeys(("A", "ALIGNED"), "A"),
    **dict.fromkeys(("W", "WRITEABLE"), "W"),
    **dict.fromkeys(("O", "OWNDATA"), "O"),
    **dict.fromkeys(("E", "ENSUREARRAY"), "E"),
}


def require(a, dtype=None, requirements=None, *, like=None):
    """An array of an object that meets demands; a copy where the array itself does not.

    Parameters
    ----------
    requirements : str or sequence of str
        'C' or 'F': elements follow each other in that order; 'A': they are aligned; 'W': they may be written;
        'O': the array owns its memory; 'E': it is no instance of a subclass.

    Examples
    --------
    >>> import uniarray as np
    >>> a = np.require(np.arange(6).reshape(2, 3).T, requirements=["C", "W"])
    >>> a.flags.c_contiguous, a.flags.writeable
    (True, True)
    """
    if not requirements:
        return asanyarray(a, dtype=dtype)
    demands = {_DEMANDS[demand.upper()] for demand in requirements}
    if {"C", "F"} <= demands:
        raise ValueError('Cannot specify both "C" and "F" order')
    order = next((letter for letter in "FC" if letter in demands), "A")
    result = array(a, dtype, order=order, copy=None, subok="E" not in demands)
    if any(not result.flags[demand] for demand in demands - {"C", "F", "E"}):
        return result.copy(order)
    return result


def copyto(dst, src, casting="same_kind", where=True):
    """Copies values into an array, broadcasting as needed.

    Parameters
    ----------
    dst : ndarray
    src : array_like
    casting : {'no', 'equiv', 'safe', 'same_kind', 'unsafe'}
    where : array_like of bool
        Where values are copied.

    Examples
    --------
    >>> import uniarray as np
    >>> a = np.zeros((2, 3), int)
    >>> np.copyto(a, [7, 8, 9], where=[[True], [False]])
    >>> a
    array([[7, 8, 9],
           [0, 0, 0]])
    """
    if not isinstance(dst, ndarray):
        raise TypeError(f"copyto() argument 1 must be a numpy.ndarray, not {type(dst).__name__}")
    if not isinstance(src, (bool, int, float, complex)) or isinstance(src, _core.generic):
        src = asarray(src)
        _check_cast(src.dtype, dst.dtype, casting)
    elif casting != "unsafe":
        _check_weak(src, dst.dtype, casting)
    if where is True:
        dst[...] = src
        return
    where = where if isinstance(where, ndarray) else asarray(where, dtype=bool)
    if where.dtype.kind != "b":
        raise TypeError(f"Cannot cast array data from {where.dtype!r} to dtype('bool') according to the rule 'safe'")
    if not dst.flags.writeable:
        raise ValueError("assignment destination is read-only")
    places = where._broadcast_to(dst.shape)
    source = asarray(src, dtype=dst.dtype) if not isinstance(src, ndarray) else src
    dst[places] = source if source.size == 1 and source.ndim < 2 else source._broadcast_to(dst.shape)[places]


def _check_cast(source, target, casting, what="array data"):
    if not _core.can_cast(source, target, casting):
        raise TypeError(f"Cannot cast {what} from {source!r} to {target!r} according to the rule '{casting}'")


def _check_weak(value, target, casting):
    """Python numbers become what the target is, if it is of their kind or a larger one."""
    ranks = {"b": 0, "u": 1, "i": 1, "f": 2, "c": 3}
    own = 0 if isinstance(value, bool) else 1 if isinstance(value, int) else 2 if isinstance(value, float) else 3
    if own > ranks.get(target.kind, 4):
        _check_cast(asarray(value).dtype, target, casting, "scalar")


def isfortran(a):
    """Whether an array's elements follow each other in Fortran order and not in C order.

    Examples
    --------
    >>> import uniarray as np
    >>> np.isfortran(np.zeros((2, 3), order="F")), np.isfortran(np.zeros(3))
    (True, False)
    """
    return a.flags.fnc


def isscalar(element):
    """Whether an object is a number, a string or another scalar, and no array.

    Examples
    --------
    >>> import uniarray as np
    >>> np.isscalar(3.1), np.isscalar(np.float32(1)), np.isscalar(np.array(3.1))
    (True, True, False)
    """
    import numbers

    return isinstance(element, (_core.generic, str, bytes, memoryview, numbers.Number))


def iterable(y):
    """Whether ``iter`` takes the object.

    Examples
    --------
    >>> import uniarray as np
    >>> np.iterable([1, 2]), np.iterable(2)
    (True, False)
    """
    try:
        iter(y)
    except TypeError:
        return False
    return True


def ndim(a):
    """The number of axes.

    Examples
    --------
    >>> import uniarray as np
    >>> np.ndim([[1, 2], [3, 4]])
    2
    """
    try:
        return a.ndim
    except AttributeError:
        return asarray(a).ndim


def shape(a):
    """The extents.

    Examples
    --------
    >>> import uniarray as np
    >>> np.shape([[1, 2, 3]])
    (1, 3)
    """
    try:
        return a.shape
    except AttributeError:
        return asarray(a).shape


def size(a, axis=None):
    """The number of elements, in all or along one axis or several.

    Examples
    --------
    >>> import uniarray as np
    >>> np.size([[1, 2, 3]]), np.size([[1, 2, 3]], 1)
    (3, 3)
    """
    if axis is None:
        try:
            return a.size
        except AttributeError:
            return asarray(a).size
    from ._axes import axis_tuple

    extents = shape(a)
    count = 1
    for place in axis_tuple(axis, len(extents)):
        count *= extents[place]
    return count
