"""Arrays of Python objects in ``.npy`` files: pickles of NumPy's arrays, written and read without NumPy."""

import io
import pickle
import sys

from ._core import dtype as _dtype
from ._core import empty, frombuffer, generic, ndarray

__all__ = ["read_objects", "write_objects"]

_PROTOCOL = b"\x80\x04"


def write_objects(fp, array, fortran, pickle_kwargs):
    """Write the pickle of an array of objects as NumPy makes and reads it.

    What unpickles it calls are functions of NumPy, which need not be installed here; so the frame around the list of
    the objects is written operation by operation.
    """
    items = array.ravel().tolist()
    inner = io.BytesIO()
    pickle.Pickler(inner, protocol=4, **pickle_kwargs).dump(items)
    # The list without its beginning and, as it is part of a tuple, its end.
    listed = inner.getvalue()[len(_PROTOCOL) : -1]
    shape = pickle.dumps(tuple(array.shape), protocol=2)[2:-1]
    fp.write(
        _PROTOCOL
        + b"cnumpy._core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\x00\x85C\x01b\x87R"
        + b"(K\x01"
        + _unnumbered(shape)
        + b"cnumpy\ndtype\nX\x02\x00\x00\x00O8\x89\x88\x87R(K\x03X\x01\x00\x00\x00|NNN"
        + b"J\xff\xff\xff\xffJ\xff\xff\xff\xffK?tb"
        + (b"\x88" if fortran else b"\x89")
        + listed
        + b"tb."
    )


def _unnumbered(shape):
    """A pickle of protocol 2 without the memory of what is in it, so that what follows has the numbers it expects."""
    return shape[: shape.rindex(b"q\x00")] if b"q\x00" in shape else shape


class _Blank:
    """An array of a pickle of NumPy's, or its dtype, until it is known what it holds."""

    state = None

    def __init__(self, *args):
        self.args = args

    def __setstate__(self, state):
        self.state = state

    def made(self):
        _, shape, dtype, fortran, data = self.state
        if dtype.hasobject:
            data = [one.made() if isinstance(one, _Blank) else one for one in data]
            return _of_objects(data, shape, fortran)
        if isinstance(data, str):
            # Of Python 2.
            data = data.encode("latin1")
        result = frombuffer(data, dtype.made()).copy() if data else empty(0, dtype.made())
        return result.reshape(shape[::-1]).transpose() if fortran else result.reshape(shape)


def _of_objects(items, shape, fortran):
    from ._objects import made

    # In C order, whatever the array's.
    return made(items, shape, "F" if fortran else "C")


class _Dtype(_Blank):
    @property
    def hasobject(self):
        return self.made().hasobject

    def made(self):
        name = self.args[0]
        dtype = _dtype(name.decode("ascii") if isinstance(name, bytes) else name)
        order = self.state[1] if isinstance(self.state, tuple) and len(self.state) > 1 else "="
        order = order.decode("ascii") if isinstance(order, bytes) else order
        return dtype.newbyteorder(order) if order in ("<", ">") else dtype


def _scalar(dtype, data):
    return frombuffer(data, dtype.made())[0]


# GraalPy's own one does not ask derived classes.
_Unpickler = pickle._Unpickler if sys.implementation.name == "graalpy" else pickle.Unpickler


class _NumPyNames(_Unpickler):
    """Takes what NumPy's arrays are pickled with for what it is here."""

    def find_class(self, module, name):
        if module.split(".")[0] == "numpy":
            found = self._own(module, name)
            if found is not None:
                return found
        return super().find_class(module, name)

    @staticmethod
    def _own(module, name):
        if name == "_reconstruct":
            return _Blank
        if name == "dtype":
            return _Dtype
        if name == "scalar" and module.endswith("multiarray"):
            return _scalar
        if module == "numpy":
            found = getattr(sys.modules[__package__], name, None)
            if isinstance(found, type) and issubclass(found, (generic, ndarray)):
                return found
        return None


def read_objects(fp, shape, pickle_kwargs):
    """The array of objects that is pickled in a file.

    Raises
    ------
    UnicodeError
        For a pickle of Python 2 with an encoding that does not fit.
    ValueError
        If there is another thing in the pickle.
    """
    try:
        found = _NumPyNames(fp, **pickle_kwargs).load()
    except UnicodeError as error:
        raise UnicodeError(
            f"Unpickling a python object failed: {error!r}\nYou may need to pass the encoding= option to numpy.load"
        ) from error
    if isinstance(found, _Blank):
        found = found.made()
    if not isinstance(found, ndarray):
        raise ValueError(f"there is no array in the pickle, but an object of type {type(found).__name__!r}")
    return found if found.shape == shape else found.reshape(shape)
