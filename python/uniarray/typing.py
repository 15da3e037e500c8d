"""Types for annotations: what functions take for an array or a dtype, and arrays of a dtype (``numpy.typing``).

>>> import uniarray as np
>>> import uniarray.typing as npt
>>> def norm(x: npt.ArrayLike) -> npt.NDArray[np.float64]:
...     return np.sqrt(np.square(np.asarray(x, float)))
>>> npt.NDArray[np.int64]
uniarray.ndarray[tuple[typing.Any, ...], uniarray.dtype[uniarray.int64]]
"""

import typing

from ._core import dtype, generic, ndarray

__all__ = ["ArrayLike", "DTypeLike", "NDArray"]

_ScalarT = typing.TypeVar("_ScalarT", bound=generic)

# What `asarray` takes: numbers, their nested sequences, and objects with memory to share.
ArrayLike = typing.Any
# What `dtype` takes: names, types, dtypes.
DTypeLike = typing.Union[dtype, type, str, None]
NDArray = ndarray[tuple[typing.Any, ...], dtype[_ScalarT]]
