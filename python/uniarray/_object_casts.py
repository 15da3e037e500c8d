"""Promotion and casting of dtypes that are described in Python."""

from . import _core
from ._core import ndarray
from ._forms import OBJECT, form_of

__all__ = ["can_cast", "promote_types", "result_type"]

_CASTS = ("no", "equiv", "safe", "same_kind", "unsafe")
# Characters that numbers take as text, by kind and bytes of their dtype.
_DIGITS = {"b": 5, "i1": 4, "i2": 6, "i4": 11, "i8": 21, "u1": 3, "u2": 5, "u4": 10, "u8": 20, "f": 32, "c": 64}


def checked_casting(casting):
    """Refuses what is no rule of casting."""
    if casting not in _CASTS:
        raise ValueError(f"casting must be one of {', '.join(map(repr, _CASTS))} (got {casting!r})")


def _is_single(dtype):
    """Whether a structure has one field, which is no structure of several itself."""
    while dtype.names is not None:
        if len(dtype.names) != 1:
            return False
        dtype = dtype[0].base
    return True


def _width(dtype):
    return _DIGITS.get(dtype.kind) or _DIGITS[f"{dtype.kind}{dtype.itemsize}"]


def _dtype_of(value):
    return value.dtype if isinstance(value, (ndarray, _core.generic)) else _core.dtype(value)


def promote_types(type1, type2):
    """The dtype that holds the values of both."""
    one, other = _core.dtype(type1), _core.dtype(type2)
    if one == other and form_of(one).isnative:
        return one
    kinds = {one.kind, other.kind}
    if "O" in kinds:
        return OBJECT.dtype
    if kinds <= set("biufc"):
        return _core.promote_types(one.newbyteorder("="), other.newbyteorder("="))
    if "V" not in kinds and kinds & {"S", "U"}:
        letter = "U" if "U" in kinds else "S"
        lengths = [d.itemsize // (4 if d.kind == "U" else 1) if d.kind in "SU" else _width(d) for d in (one, other)]
        return _core.dtype(f"{letter}{max(lengths)}")
    if kinds == {"V"}:
        if one.names is None and other.names is None:
            from .exceptions import DTypePromotionError

            raise DTypePromotionError(
                "Invalid type promotion with void datatypes of different lengths. Use the `np.bytes_` datatype instead "
                "to pad the shorter value with trailing zero bytes."
            )
        if one.names is not None and one.names == other.names:
            return _core.dtype([(name, _core.promote_types(one[name], other[name])) for name in one.names])
    from .exceptions import DTypePromotionError

    raise DTypePromotionError(
        f"The DTypes {_class_name(one)} and {_class_name(other)} do not have a common DType. For example they cannot "
        "be stored in a single array unless the dtype is `object`."
    )


_CLASSES = {"S": "Bytes", "U": "Str", "V": "Void", "O": "Object"}


def _class_name(dtype):
    name = _CLASSES.get(dtype.kind) or dtype.name.title().replace("Uint", "UInt")
    return f"<class 'numpy.dtypes.{name}DType'>"


def result_type(*arrays_and_dtypes):
    dtypes = [
        _core.asarray(one).dtype if isinstance(one, (bool, int, float, complex)) else _dtype_of(one)
        for one in arrays_and_dtypes
    ]
    common = dtypes[0]
    for one in dtypes[1:]:
        common = _core.promote_types(common, one)
    return common if form_of(common) is None or form_of(common).isnative else _core.dtype(common).newbyteorder("=")


def can_cast(from_, to, casting="safe"):
    """To objects always, from them only by the laxest rule; to text if it is long enough."""
    checked_casting(casting)
    if from_ is None or to is None:
        raise TypeError("did not understand one of the types; 'None' not accepted")
    source, target = _dtype_of(from_), _core.dtype(to)
    if source == target:
        return True
    if casting == "unsafe":
        # Of structures a number is made only if it is clear of what.
        return source.names is None or target.kind in "VOSU" or _is_single(source)
    if casting == "no":
        return False
    kinds = (source.kind, target.kind)
    if set(kinds) <= set("biufc"):
        source, target = source.newbyteorder("="), target.newbyteorder("=")
        return _core.can_cast(source, target, casting)
    if casting == "equiv":
        return source.newbyteorder("=") == target.newbyteorder("=")
    if kinds[1] == "O":
        return True
    if kinds[0] == "O":
        return False
    if kinds[1] in "SU" and kinds[0] != "V" and kinds != ("U", "S"):
        length = target.itemsize // (4 if kinds[1] == "U" else 1)
        needed = source.itemsize // (4 if kinds[0] == "U" else 1) if kinds[0] in "SU" else _width(source)
        return casting == "same_kind" or not length or length >= needed
    if kinds == ("V", "V"):
        if source.names is None or target.names is None:
            return source.names == target.names and (target.itemsize >= source.itemsize or casting == "same_kind")
        pairs = [(source[k], target[k]) for k in range(len(source.names))] if len(source) == len(target) else []
        same = source.names == target.names or casting == "same_kind"
        return bool(pairs) and same and all(_core.can_cast(a, b, casting) for a, b in pairs)
    if kinds[1] == "V" and target.names is None:
        return not target.itemsize or target.itemsize >= source.itemsize
    return False
