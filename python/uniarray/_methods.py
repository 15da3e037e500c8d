"""Methods of arrays that belong to several topics. The compiled class calls these functions."""

import math
import operator
import sys

from . import _dlpack, _elementwise, _products
from ._core import conjugate as _conjugate

__all__ = []


def array_namespace(array, *, api_version=None):
    if api_version is not None and api_version not in ("2021.12", "2022.12", "2023.12", "2024.12", "2025.12"):
        raise ValueError(
            f'Version "{api_version}" of the Array API Standard is not supported.'
            if isinstance(api_version, str)
            else "Only None and strings are allowed as the Array API version"
        )
    return sys.modules[__package__]


def dlpack(array, *, stream=None, max_version=None, dl_device=None, copy=None):
    return _dlpack.export(array, stream, max_version, dl_device, copy)


def dlpack_device(array):
    return _dlpack.device()


def to_device(array, device, /, *, stream=None):
    if stream is not None:
        raise ValueError("The stream argument in to_device() is not supported")
    if device != "cpu":
        raise ValueError(f"Unsupported device: {device}. Only 'cpu' is accepted.")
    return array


def clip(array, min=None, max=None, out=None, **kwargs):
    if min is None and max is None:
        # As in NumPy, which copies then.
        return _elementwise.clip(array, None, None, out, **kwargs)
    return _elementwise.clip(array, min, max, out, **kwargs)


def round(array, decimals=0, out=None):
    return _elementwise.round(array, decimals, out)


def conjugate(array, out=None):
    if array.dtype.kind == "c" or out is not None:
        return _conjugate(array, out=out)
    return array


def trace(array, offset=0, axis1=0, axis2=1, dtype=None, out=None):
    return _products.trace(array, offset, axis1, axis2, dtype, out)


def resize(array, *new_shape, refcheck=True):
    if not new_shape or new_shape == (None,):
        return
    shape = new_shape[0] if len(new_shape) == 1 else new_shape
    shape = tuple(operator.index(extent) for extent in (shape if hasattr(shape, "__iter__") else (shape,)))
    if any(extent < 0 for extent in shape):
        raise ValueError("negative dimensions not allowed")
    if not (array.flags.c_contiguous or array.flags.f_contiguous):
        raise ValueError("resize only works on single-segment arrays")
    if math.prod(shape) == array.size:
        array.shape = shape
        return
    if not array.flags.writeable:
        raise ValueError("cannot resize this array: it is read-only")
    if array.base is not None:
        raise ValueError("cannot resize this array: it does not own its data")
    array._resize(shape)
