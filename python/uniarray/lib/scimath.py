"""Functions that answer with complex numbers where real ones do not suffice (``numpy.emath``)."""

from .. import _core
from .._core import asarray

__all__ = ["arccos", "arcsin", "arctanh", "log", "log2", "log10", "logn", "power", "sqrt"]


def _complex(x):
    """The array as complex numbers: single ones where they hold its values."""
    narrow = x.dtype.char in "fbBhHF" or x.dtype.char == "e"
    return x.astype(_core.complex64 if narrow else _core.complex128)


def _wide(x, is_outside):
    """The array, as complex numbers if any element is outside of what real numbers answer."""
    x = asarray(x)
    if x.dtype.kind != "c" and is_outside(x).any():
        return _complex(x)
    return x


def _negative(x):
    return x < 0


def _beyond_one(x):
    return _core.absolute(x) > 1


def _one(ufunc, name, is_outside, summary, example):
    def function(x):
        return ufunc(_wide(x, is_outside))

    function.__name__ = function.__qualname__ = name
    function.__doc__ = f"{summary}\n\n    Examples\n    --------\n    >>> import uniarray as np\n    {example}\n    "
    return function


sqrt = _one(
    _core.sqrt, "sqrt", _negative, "The square root; imaginary for negative numbers.",
    ">>> np.emath.sqrt([4.0, -1.0])\n    array([2.+0.j, 0.+1.j])",
)  # fmt: skip
log = _one(
    _core.log, "log", _negative, "The natural logarithm; complex for negative numbers.",
    ">>> np.emath.log(-np.exp(1.0)).round(4)\n    np.complex128(1+3.1416j)",
)  # fmt: skip
log10 = _one(
    _core.log10, "log10", _negative, "The logarithm to base 10; complex for negative numbers.",
    ">>> np.emath.log10([100.0, 10.0])\n    array([2., 1.])",
)  # fmt: skip
log2 = _one(
    _core.log2, "log2", _negative, "The logarithm to base 2; complex for negative numbers.",
    ">>> np.emath.log2([8.0, 4.0])\n    array([3., 2.])",
)  # fmt: skip
arccos = _one(
    _core.arccos, "arccos", _beyond_one, "The inverse cosine; complex beyond one.",
    ">>> np.emath.arccos(1.0)\n    np.float64(0.0)",
)  # fmt: skip
arcsin = _one(
    _core.arcsin, "arcsin", _beyond_one, "The inverse sine; complex beyond one.",
    ">>> np.emath.arcsin(0.0)\n    np.float64(0.0)",
)  # fmt: skip
arctanh = _one(
    _core.arctanh, "arctanh", _beyond_one, "The inverse hyperbolic tangent; complex beyond one.",
    ">>> np.emath.arctanh(0.0)\n    np.float64(0.0)",
)  # fmt: skip


def logn(n, x):
    """The logarithm of x to base n; complex for negative numbers.

    Examples
    --------
    >>> import uniarray as np
    >>> np.emath.logn(2, [4.0, 8.0])
    array([2., 3.])
    """
    return _core.log(_wide(x, _negative)) / _core.log(_wide(n, _negative))


def power(x, p):
    """x to the power p; complex for negative x, and floating for negative integers p.

    Examples
    --------
    >>> import uniarray as np
    >>> np.emath.power([2, 4], -1)
    array([0.5 , 0.25])
    """
    x, p = _wide(x, _negative), asarray(p)
    if p.dtype.kind in "iu" and (p < 0).any():
        p = p * 1.0
    return _core.power(x, p)
