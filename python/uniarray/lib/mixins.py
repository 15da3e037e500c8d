"""Operators for classes that have ``__array_ufunc__`` (``numpy.lib.mixins``)."""

from .. import _core

__all__ = ["NDArrayOperatorsMixin"]

# Operators by the ufunc that they call.
_BINARY = {
    "add": "add", "sub": "subtract", "mul": "multiply", "matmul": "matmul", "truediv": "true_divide",
    "floordiv": "floor_divide", "mod": "remainder", "divmod": "divmod", "pow": "power", "lshift": "left_shift",
    "rshift": "right_shift", "and": "bitwise_and", "xor": "bitwise_xor", "or": "bitwise_or",
}  # fmt: skip
_COMPARISONS = {
    "lt": "less",
    "le": "less_equal",
    "eq": "equal",
    "ne": "not_equal",
    "gt": "greater",
    "ge": "greater_equal",
}
_UNARY = {"neg": "negative", "pos": "positive", "abs": "absolute", "invert": "invert"}


def _refuses(other):
    """Whether the other operand said that it is not for ufuncs."""
    try:
        return other.__array_ufunc__ is None
    except AttributeError:
        return False


def _ufunc(name):
    return getattr(_core, "divide" if name == "true_divide" else name)


def _binary(name, operator):
    ufunc = _ufunc(name)

    def method(self, other):
        return NotImplemented if _refuses(other) else ufunc(self, other)

    def reflected(self, other):
        return NotImplemented if _refuses(other) else ufunc(other, self)

    def in_place(self, other):
        return ufunc(self, other, out=(self,))

    for function, prefix in ((method, ""), (reflected, "r"), (in_place, "i")):
        function.__name__ = f"__{prefix}{operator}__"
    return method, reflected, in_place


def _unary(name, operator):
    ufunc = _ufunc(name)

    def method(self):
        return ufunc(self)

    method.__name__ = f"__{operator}__"
    return method


class NDArrayOperatorsMixin:
    """Defines all operators by the ufuncs of the same meaning, which ask the class's ``__array_ufunc__``.

    Examples
    --------
    >>> import uniarray as np
    >>> class Logged(np.lib.mixins.NDArrayOperatorsMixin):
    ...     def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
    ...         return ufunc.__name__, method
    >>> Logged.__add__.__name__
    '__add__'
    """

    __slots__ = ()
    __module__ = "numpy.lib.mixins"

    for _operator, _name in _BINARY.items():
        _made = _binary(_name, _operator)
        locals()[f"__{_operator}__"], locals()[f"__r{_operator}__"] = _made[:2]
        if _operator != "divmod":
            locals()[f"__i{_operator}__"] = _made[2]
    for _operator, _name in _COMPARISONS.items():
        locals()[f"__{_operator}__"] = _binary(_name, _operator)[0]
    for _operator, _name in _UNARY.items():
        locals()[f"__{_operator}__"] = _unary(_name, _operator)
    del _operator, _name, _made
