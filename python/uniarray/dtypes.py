"""The classes of dtypes: ``dtypes.Float64DType`` is that of ``dtype('float64')``.

All dtype objects are of the one class ``dtype``; these classes recognise those of their kind, and stand for them
where a dtype is asked for.
"""

from ._core import dtype as _dtype

__all__ = []


class _Kind(type):
    """A class whose instances are the dtypes of a type number."""

    def __instancecheck__(cls, value):
        return isinstance(value, _dtype) and value.char == cls._letter

    def __subclasscheck__(cls, other):
        return other is cls

    def __call__(cls, *args):
        return _dtype(cls._letter) if not args else _dtype(f"{cls._letter}{args[0]}")

    def __repr__(cls):
        return f"<class 'numpy.dtypes.{cls.__name__}'>"


_LETTERS = {
    "Bool": "?", "Int8": "b", "UInt8": "B", "Int16": "h", "UInt16": "H", "Int32": "i", "UInt32": "I", "Int64": "l",
    "UInt64": "L", "Float16": "e", "Float32": "f", "Float64": "d", "Complex64": "F", "Complex128": "D",
    "Object": "O", "Bytes": "S", "Str": "U", "Void": "V",
}  # fmt: skip

for _name, _letter in _LETTERS.items():
    _class = _Kind(f"{_name}DType", (), {"_letter": _letter, "type": property(lambda self: None)})
    _class.type = _dtype(_letter).type
    _class.__doc__ = f"The class of the dtype with the letter ``{_letter}``."
    globals()[_class.__name__] = _class
    __all__ += [_class.__name__]

# Names of C, for the same dtypes.
_C_NAMES = {
    "Byte": "Int8", "UByte": "UInt8", "Short": "Int16", "UShort": "UInt16", "Int": "Int32", "UInt": "UInt32",
    "Long": "Int64", "ULong": "UInt64", "LongLong": "Int64", "ULongLong": "UInt64", "LongDouble": "Float64",
    "CLongDouble": "Complex128",
}  # fmt: skip
for _name, _other in _C_NAMES.items():
    globals()[f"{_name}DType"] = globals()[f"{_other}DType"]
    __all__ += [f"{_name}DType"]
