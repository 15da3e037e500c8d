"""Which functions other classes may take over (``numpy.testing.overrides``)."""

import sys
from types import FunctionType

from .. import _core
from .._functions import COMPILED

__all__ = [
    "allows_array_function_override",
    "allows_array_ufunc_override",
    "get_overridable_numpy_array_functions",
    "get_overridable_numpy_ufuncs",
]


def get_overridable_numpy_ufuncs():
    """All ufuncs: each may be taken over by ``__array_ufunc__``.

    Returns
    -------
    set of ufunc

    Examples
    --------
    >>> import uniarray as np
    >>> from uniarray.testing import overrides
    >>> np.add in overrides.get_overridable_numpy_ufuncs()
    True
    """
    return {value for value in vars(_core).values() if isinstance(value, _core.ufunc)}


def allows_array_ufunc_override(func):
    """Whether a function may be taken over by ``__array_ufunc__``: ufuncs may.

    Examples
    --------
    >>> import uniarray as np
    >>> from uniarray.testing import overrides
    >>> overrides.allows_array_ufunc_override(np.sum)
    False
    """
    return isinstance(func, _core.ufunc)


def get_overridable_numpy_array_functions():
    """All functions that may be taken over by ``__array_function__``.

    Returns
    -------
    set of callable

    Examples
    --------
    >>> import uniarray as np
    >>> from uniarray.testing import overrides
    >>> np.sum in overrides.get_overridable_numpy_array_functions()
    True
    """
    package = sys.modules[__package__.rpartition(".")[0]]
    found = {getattr(_core, name) for name in COMPILED}
    for module in (package, package.linalg, package.fft):
        public = (getattr(module, name) for name in dir(module) if not name.startswith("_"))
        found.update(value for value in public if isinstance(getattr(value, "_implementation", None), FunctionType))
    return found


def allows_array_function_override(func):
    """Whether a function may be taken over by ``__array_function__``.

    Examples
    --------
    >>> import uniarray as np
    >>> from uniarray.testing import overrides
    >>> overrides.allows_array_function_override(np.concatenate)
    True
    """
    return func in get_overridable_numpy_array_functions()
