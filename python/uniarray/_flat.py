"""``a.flat``: an array's elements one after the other, read and written where they are."""

import itertools
import operator
import sys
import warnings

from . import _core
from ._core import asarray, ndarray, zeros

__all__ = ["flatiter"]


_NO_INDEX = "only integers, slices (`:`), ellipsis (`...`) and integer or boolean arrays are valid indices"


class flatiter:
    """The elements of an array in C order, as an iterator that knows indices and assignment; made by ``a.flat``.

    Attributes
    ----------
    base : ndarray
        The array.
    index : int
        How many elements were passed.
    coords : tuple of int
        The index of the next element.

    Examples
    --------
    >>> import uniarray as np
    >>> a = np.arange(6).reshape(2, 3)
    >>> a.flat[4], next(a.T.flat)
    (np.int64(4), np.int64(0))
    >>> a.flat[::2] = -1
    >>> a
    array([[-1,  1, -1],
           [ 3, -1,  5]])
    """

    # What is like an array on the left of an operator: arrays on the right leave the comparison to it.
    __array_ufunc__ = None
    __slots__ = ("_elements", "base", "index")

    def __new__(cls, *args, **kwargs):
        raise TypeError("cannot create 'numpy.flatiter' instances")

    def __iter__(self):
        return self

    def __next__(self):
        if self.index >= self.base.size:
            raise StopIteration
        if self._elements is None:
            self._elements = self._rest()
        self.index += 1
        return next(self._elements)

    def _rest(self):
        """The elements from the index on, as they are when they are asked for."""
        base = self.base
        if type(base) is ndarray and base.flags.c_contiguous:
            return iter(base.reshape(-1)[self.index :])
        return map(base.__getitem__, itertools.islice(itertools.product(*map(range, base.shape)), self.index, None))

    @property
    def coords(self):
        """The index of the next element."""
        place, found = self.index, []
        for extent in reversed(self.base.shape[1:]):
            place, rest = divmod(place, extent) if extent else (place, 0)
            found.append(rest)
        if self.base.ndim:
            found.append(place)
        return tuple(reversed(found))

    def __len__(self):
        return self.base.size

    def copy(self, /):
        """The elements as an array with one axis, never a view."""
        return self.base.flatten()

    def __array__(self, dtype=None, /, *, copy=None):
        """An array of the elements: a view where the array's elements follow each other, else a copy."""
        contiguous = self.base.flags.c_contiguous
        if copy is False and not (contiguous and dtype in (None, self.base.dtype)):
            raise ValueError("Unable to avoid copy while creating an array as requested.")
        result = self.base.reshape(-1) if contiguous else self.base.flatten()
        if dtype is not None:
            result = result.astype(dtype, copy=False)
        return result.copy() if copy else result

    def _index(self, key):
        """What a subscript means: an int, a slice or an array of ints or bools."""
        if isinstance(key, tuple):
            if len(key) > 1:
                raise IndexError(
                    f"too many indices for flat iterator: flat iterator is 1-dimensional, but {len(key)} were indexed"
                )
            key = key[0] if key else Ellipsis
        if key is Ellipsis:
            return slice(None)
        if isinstance(key, slice):
            return key
        if isinstance(key, (ndarray, flatiter)):
            key = key if isinstance(key, ndarray) else key.__array__()
            if not key.size and key.dtype.kind not in "biuf":
                # Of no elements it does not matter what they are.
                return self._places_of(zeros(key.shape, "int64"), False)
            if key.dtype.kind not in "biuf":
                raise IndexError(_NO_INDEX)
            return self._places_of(key, key.dtype.kind == "b")
        if isinstance(key, bool):
            _deprecated("Indexing flat iterators with a 0-dimensional boolean index is deprecated and may be removed")
            return 0 if key else slice(0, 0)
        if isinstance(key, float):
            _deprecated("Invalid non-array indices for iterator objects are deprecated and will be removed")
            return int(key)
        if isinstance(key, list):
            places = asarray(key)
            if places.dtype.kind == "f":
                _deprecated("Invalid non-array indices for iterator objects are deprecated and will be removed")
                places = places.astype("int64")
            return self._places_of(places.astype("int64") if not key else places, False)
        try:
            return operator.index(key)
        except TypeError:
            raise IndexError(_NO_INDEX) from None

    def _places_of(self, places, mask_allowed):
        if places.dtype.kind == "b":
            if not mask_allowed:
                raise IndexError(
                    "boolean indices for iterators are not supported because of previous behavior that was confusing "
                    "(valid boolean indices are expected to work in the future)"
                )
            if places.shape != (self.base.size,):
                raise IndexError(
                    "boolean index did not match indexed flat iterator along dimension 0; "
                    f"dimension is {self.base.size} but corresponding boolean dimension is {places.size}"
                )
            return places
        if places.dtype.kind not in "iu":
            raise IndexError("arrays used as indices must be of integer (or boolean) type")
        return places

    def __getitem__(self, key):
        place = self._index(key)
        if isinstance(place, int):
            return self.base[self._place(place)]
        return self.base.ravel()[place].copy() if isinstance(place, slice) else self.base.ravel()[place]

    def _place(self, place):
        """The index per axis of a flat one."""
        size = self.base.size
        if not -size <= place < size:
            raise IndexError(f"index {place} is out of bounds for size {size}")
        place, found = place % size, []
        for extent in reversed(self.base.shape):
            place, rest = divmod(place, extent)
            found.append(rest)
        return tuple(reversed(found))

    def __setitem__(self, key, value):
        place = self._index(key)
        base = self.base
        if not base.flags.writeable:
            raise ValueError("underlying array is read-only")
        if isinstance(key, tuple) and not key:
            raise IndexError("Assigning to a flat iterator with a 0-D index is not supported")
        if isinstance(place, int):
            # Of objects any value is one element.
            base[self._place(place)] = value if base.dtype.kind == "O" else _first(asarray(value, dtype=base.dtype))
            return
        values = asarray(value, dtype=base.dtype).ravel()
        if isinstance(place, slice):
            places = asarray(range(base.size)[place], dtype="int64")
        elif place.dtype.kind == "b":
            (places,) = place.nonzero()
        else:
            places = place
        if places.size == 0:
            return
        if values.size == 0:
            raise ValueError("Error setting single item of array.")
        base.put(places, values)

    def __eq__(self, other):
        return asarray(self) == other

    def __ne__(self, other):
        return asarray(self) != other

    def __lt__(self, other):
        return asarray(self) < other

    def __le__(self, other):
        return asarray(self) <= other

    def __gt__(self, other):
        return asarray(self) > other

    def __ge__(self, other):
        return asarray(self) >= other

    __hash__ = None


def _deprecated(text):
    warnings.warn(f"{text} in a future version. (Deprecated uniarray 2.4)", DeprecationWarning, stacklevel=4)


def _first(values):
    if values.size == 0:
        raise ValueError("Error setting single item of array.")
    return values.reshape(-1)[0]


_Flat = flatiter


def _of(array):
    flat = object.__new__(flatiter)
    flat.base, flat.index, flat._elements = array, 0, None
    return flat


def _native():
    """The native class, which steps through elements by itself; everything else it gets from the one in Python."""
    native, own = _core.flatiter, vars(_Flat)
    native._getitem = own["__getitem__"]
    for name, value in own.items():
        if name not in vars(native) and name not in ("__slots__", "_elements", "_rest", "__next__"):
            setattr(native, name, value)
    native.__setitem__, native.__doc__ = own["__setitem__"], _Flat.__doc__
    return native


# Compilers see through the class in Python, which makes it the faster one.
_IS_NATIVE = sys.implementation.name == "cpython"
flatiter = _native() if _IS_NATIVE else _Flat
of = _core._flat if _IS_NATIVE else _of


def assign(array, value):
    """Writes values to the elements in order, again from the first after the last; what ``a.flat = value`` calls."""
    of(array)[:] = value
