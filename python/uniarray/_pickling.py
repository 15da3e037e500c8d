"""Pickles of arrays: what ``ndarray`` tells the module pickle, and what that calls to make arrays again.

The pieces are NumPy's, so that subclasses that extend the state as they do there work here too: a function that makes
an empty array of a class, and a state of version, shape, dtype, order and bytes. From protocol 5 on, the memory itself
is handed over instead.
"""

import os
import pickle

from ._core import _set_state, frombuffer, ndarray
from ._core import dtype as _dtype

__all__ = []


def reduce(array):
    fortran = array.flags.f_contiguous and not array.flags.c_contiguous
    state = (1, array.shape, array.dtype, fortran, array.tobytes("F" if fortran else "C"))
    return _reconstruct, (type(array), (0,), b"b"), state


def reduce_ex(array, protocol):
    """What pickle needs; from protocol 5 on the memory of a plain array without gaps, which is then not copied."""
    if protocol < 5 or type(array) is not ndarray:
        return array.__reduce__()
    # The axes as they lie in memory.
    axes = sorted(range(array.ndim), key=lambda axis: -abs(array.strides[axis]))
    laid_out = array if array.flags.c_contiguous else array.T if array.flags.f_contiguous else array.transpose(axes)
    if not laid_out.flags.c_contiguous:
        return array.__reduce__()
    try:
        memory = pickle.PickleBuffer(laid_out)
    except (AttributeError, TypeError, BufferError):
        # Not every interpreter lets Python code export memory.
        return array.__reduce__()
    if array.flags.c_contiguous or array.flags.f_contiguous:
        return _frombuffer, (memory, array.dtype, array.shape, "C" if array.flags.c_contiguous else "F")
    places = sorted(range(array.ndim), key=axes.__getitem__)
    return _frombuffer, (memory, array.dtype, laid_out.shape, "K", places)


def setstate(array, state):
    """Sets the state of an array that was made for it.

    Raises
    ------
    TypeError, ValueError
        If the state is none of an array: another version, a shape that is impossible, not as many bytes as that takes;
        or if the array has memory that others may be using.
    """
    if not isinstance(state, tuple):
        raise TypeError(f"a tuple is needed, not {type(state).__name__}")
    if len(state) == 5:
        version, *state = state
        if not isinstance(version, int) or version != 1:
            raise ValueError(f"can't handle version {version} of numpy.ndarray pickle")
    if len(state) != 4:
        raise TypeError(f"a state has 4 or 5 parts, not {len(state)}")
    shape, dtype, fortran, data = state
    if not isinstance(shape, tuple) or not isinstance(dtype, _dtype):
        raise TypeError("a state has a tuple as its shape and a dtype")
    _set_state(array, dtype, shape, bool(fortran), data)


def _reconstruct(subtype, shape, dtype):
    """An array of a class, before its state is set."""
    if not (isinstance(subtype, type) and issubclass(subtype, ndarray)):
        raise TypeError("_reconstruct: First argument must be a sub-type of ndarray")
    if isinstance(dtype, bytes):
        dtype = dtype.decode("ascii")
    return ndarray.__new__(subtype, shape, dtype)


def _frombuffer(buffer, dtype, shape, order, axes=None):
    """The array of memory that was pickled as such; its axes are put in order if need be."""
    flat = frombuffer(buffer, dtype)
    if not flat.flags.writeable and not memoryview(buffer).readonly:
        # The interpreter does not let memory be shared, but what could be changed before can be changed again.
        flat = flat.copy()
    if axes is None:
        return flat.reshape(shape, order=order)
    return flat.reshape(shape).transpose(axes)


def dump(array, file):
    if isinstance(file, (str, bytes)) or hasattr(file, "__fspath__"):
        with open(os.fspath(file), "wb") as opened:
            pickle.dump(array, opened, protocol=2)
    else:
        pickle.dump(array, file, protocol=2)


def dumps(array):
    return pickle.dumps(array, protocol=2)
