"""An array's memory seen otherwise: as a memoryview, for ``ctypes``, with bytes swapped, or a part of each element."""

from ._core import asarray
from ._core import dtype as _dtype

__all__ = ["as_ctypes", "byteswap", "getfield", "setfield", "shown"]


def shown(array):
    """A memoryview of the elements; what ``a.data`` is."""
    return memoryview(array)


def refuse_data(array, value):
    raise AttributeError("attribute 'data' of 'numpy.ndarray' objects is not writable")


def refuse_ctypes(array, value):
    raise AttributeError("attribute 'ctypes' of 'numpy.ndarray' objects is not writable")


class _Ctypes:
    """What the module ``ctypes`` needs to know of an array.

    Attributes
    ----------
    data : int
        The address of the first element.
    shape, strides : ctypes array of ssize_t
    """

    def __init__(self, array):
        self._arr = array

    @property
    def data(self):
        return self._arr._address

    @property
    def _as_parameter_(self):
        return self.data_as(self._module().c_void_p)

    @staticmethod
    def _module():
        import ctypes

        return ctypes

    def data_as(self, obj):
        """The address as a pointer type; the result keeps the array alive."""
        pointer = self._module().cast(self.data, obj)
        pointer._arr = self._arr
        return pointer

    def shape_as(self, obj):
        """The extents as an array of a ctypes integer type."""
        return (obj * self._arr.ndim)(*self._arr.shape)

    def strides_as(self, obj):
        """The strides as an array of a ctypes integer type."""
        return (obj * self._arr.ndim)(*self._arr.strides)

    @property
    def shape(self):
        return self.shape_as(self._module().c_ssize_t)

    @property
    def strides(self):
        return self.strides_as(self._module().c_ssize_t)


def as_ctypes(array):
    """The object behind ``a.ctypes``."""
    return _Ctypes(array)


def byteswap(array, inplace=False):
    """The elements with their bytes, or those of their two halves, in the opposite order."""
    if not inplace:
        array = array.copy("A")
    elif not array.flags.writeable:
        raise ValueError("array is read-only")
    unit = array.dtype.itemsize // (2 if array.dtype.kind == "c" else 1)
    if unit > 1:
        for part in (array.real, array.imag) if array.dtype.kind == "c" else (array,):
            rows = part._strided((*part.shape, unit), (*part.strides, 1), 0, "u1")
            rows[...] = rows[..., ::-1].copy()
    return array


def getfield(array, dtype, offset=0):
    """A view of a part of each element."""
    wanted = _dtype(dtype)
    if offset < 0:
        raise ValueError("offset is negative")
    if offset + wanted.itemsize > array.dtype.itemsize:
        raise ValueError("new type plus offset is larger than original type")
    return array._strided(array.shape, array.strides, offset, wanted)


def setfield(array, val, dtype, offset=0):
    """Writes a part of each element."""
    getfield(array, dtype, offset)[...] = asarray(val)
