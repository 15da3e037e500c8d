"""What a host does with numbers: conversions and operators of the context."""

import fractions
import math
import operator

import pytest
from kitchen_sink import NO_INTEGER, Broken, sink

# C type: (bits, whether signed)
FROM_C = {
    "HPyLong_FromInt32_t": (32, True),
    "HPyLong_FromUInt32_t": (32, False),
    "HPyLong_FromInt64_t": (64, True),
    "HPyLong_FromUInt64_t": (64, False),
    "HPyLong_FromSize_t": (64, False),
    "HPyLong_FromSsize_t": (64, True),
    "HPyLong_FromLong": (64, True),
    "HPyLong_FromUnsignedLong": (64, False),
    "HPyLong_FromLongLong": (64, True),
    "HPyLong_FromUnsignedLongLong": (64, False),
}
AS_C = {
    "HPyLong_AsInt32_t": (32, True),
    "HPyLong_AsUInt32_t": (32, False),
    "HPyLong_AsInt64_t": (64, True),
    "HPyLong_AsUInt64_t": (64, False),
    "HPyLong_AsSize_t": (64, False),
    "HPyLong_AsSsize_t": (64, True),
    "HPyLong_AsLong": (64, True),
    "HPyLong_AsUnsignedLong": (64, False),
    "HPyLong_AsLongLong": (64, True),
    "HPyLong_AsUnsignedLongLong": (64, False),
}
MASKS = {
    "HPyLong_AsUInt32_tMask": 32,
    "HPyLong_AsUInt64_tMask": 64,
    "HPyLong_AsUnsignedLongMask": 64,
    "HPyLong_AsUnsignedLongLongMask": 64,
}
BITS = [0, 1, 2, 255, 2**31 - 1, 2**31, 2**32 - 1, 2**32, 2**62, 2**63 - 1, 2**63, 2**64 - 2, 2**64 - 1]


class Indexed:
    """An object that `__index__` makes a number."""

    def __index__(self):
        return 41


class Whole(Indexed):
    """An object that `__int__` makes another number than `__index__`."""

    def __int__(self):
        return 40


def bounds(bits, signed):
    return (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1) if signed else (0, 2**bits - 1)


@pytest.mark.parametrize("name", FROM_C)
def test_from_c(name):
    bits, signed = FROM_C[name]
    for pattern in BITS:
        value = pattern % 2**bits
        if signed and value >= 2 ** (bits - 1):
            value -= 2**bits
        result = getattr(sink, name)(pattern)
        assert result == value
        assert type(result) is int


@pytest.mark.parametrize("name", AS_C)
def test_as_c_within_bounds(name):
    least, most = bounds(*AS_C[name])
    convert = getattr(sink, name)
    for value in {least, least + 1, 0, 1, 77, most - 1, most, -1 if least else 1}:
        assert convert(value) == value
    assert convert(True) == 1


@pytest.mark.parametrize("name", AS_C)
def test_as_c_overflows(name):
    least, most = bounds(*AS_C[name])
    for value in (most + 1, most * 1000, 2**70, 10**100):
        with pytest.raises(OverflowError):
            getattr(sink, name)(value)
    for value in (least - 1, -(2**70), -(10**100)):
        with pytest.raises(OverflowError):
            getattr(sink, name)(value)


@pytest.mark.parametrize("name", [*AS_C, *MASKS])
@pytest.mark.parametrize("thing", ["text", *NO_INTEGER, None, [1], 1j])
def test_as_c_refuses_what_is_no_integer(name, thing):
    with pytest.raises(TypeError):
        getattr(sink, name)(thing)


# CPython's size_t and Py_ssize_t conversions take int only; the others go through __index__.
INDEXABLE = [name for name in AS_C if not name.endswith(("_AsSize_t", "_AsSsize_t"))]
UNSIGNED = ["HPyLong_AsUInt32_t", "HPyLong_AsUInt64_t", "HPyLong_AsUnsignedLong", "HPyLong_AsUnsignedLongLong"]


@pytest.mark.parametrize("name", [n for n in INDEXABLE if n not in UNSIGNED] + list(MASKS))
def test_as_c_uses_index(name):
    assert getattr(sink, name)(Indexed()) == 41


@pytest.mark.parametrize("name", [n for n in INDEXABLE if n not in UNSIGNED] + list(MASKS))
def test_as_c_prefers_index_to_int(name):
    assert getattr(sink, name)(Whole()) == 41


@pytest.mark.parametrize("name", [n for n in INDEXABLE if n not in UNSIGNED] + list(MASKS))
def test_as_c_hands_exceptions_on(name):
    with pytest.raises(Broken.Error):
        getattr(sink, name)(Broken())


@pytest.mark.parametrize("name", [*UNSIGNED, "HPyLong_AsSize_t", "HPyLong_AsSsize_t"])
def test_as_c_takes_integers_only(name):
    with pytest.raises(TypeError):
        getattr(sink, name)(Indexed())


@pytest.mark.parametrize("name", MASKS)
def test_masks(name):
    for value in [*BITS, -1, -2, -(2**31), -(2**63), 2**64, 2**100 + 5, -(2**100) - 5]:
        assert getattr(sink, name)(value) == value % 2 ** MASKS[name]


def test_void_pointer():
    for value in (0, 1, 0xDEADBEEF, 2**63, 2**64 - 1):
        assert sink.HPyLong_AsVoidPtr(value) == value
    assert sink.HPyLong_AsVoidPtr(-1) == 2**64 - 1
    with pytest.raises(OverflowError):
        sink.HPyLong_AsVoidPtr(2**65)
    with pytest.raises(TypeError):
        sink.HPyLong_AsVoidPtr("pointer")


def test_integers_as_doubles():
    for value in (0, 1, -1, 2**53, -(2**53) - 2, 10**300):
        result = sink.HPyLong_AsDouble(value)
        assert type(result) is float
        assert result == float(value)
    with pytest.raises(OverflowError):
        sink.HPyLong_AsDouble(10**400)
    with pytest.raises(TypeError):
        sink.HPyLong_AsDouble("1")


def test_floats():
    assert sink.HPyFloat_FromDouble() == -0.1
    assert type(sink.HPyFloat_FromDouble()) is float
    for value in (0.0, -0.0, 1.5, 1e308, 5e-324, math.inf, -math.inf):
        assert math.copysign(1, sink.HPyFloat_AsDouble(value)) == math.copysign(1, value)
        assert sink.HPyFloat_AsDouble(value) == value
    assert math.isnan(sink.HPyFloat_AsDouble(math.nan))
    assert sink.HPyFloat_AsDouble(7) == 7.0
    assert sink.HPyFloat_AsDouble(-1.0) == -1.0
    assert sink.HPyFloat_AsDouble(fractions.Fraction(1, 4)) == 0.25


def test_floats_of_objects_with_index():
    assert sink.HPyFloat_AsDouble(Indexed()) == 41.0


def test_floats_refuse():
    for thing in ("1.5", None, [], 1j):
        with pytest.raises(TypeError):
            sink.HPyFloat_AsDouble(thing)
    with pytest.raises(Broken.Error):
        sink.HPyFloat_AsDouble(Broken())
    with pytest.raises(OverflowError):
        sink.HPyFloat_AsDouble(10**400)


def test_bools():
    assert sink.HPyBool_FromBool(1) is True
    assert sink.HPyBool_FromBool(0) is False
    assert sink.HPyBool_FromLong(7) is True
    assert sink.HPyBool_FromLong(-1) is True
    assert sink.HPyBool_FromLong(0) is False


def test_number_check():
    for number in (1, 1.5, True, 1j, fractions.Fraction(1, 2), Indexed()):
        assert sink.HPyNumber_Check(number) == 1
    for thing in ("1", b"1", None, [], (), {}, object(), int):
        assert sink.HPyNumber_Check(thing) == 0


UNARY = {
    "HPy_Negative": operator.neg,
    "HPy_Positive": operator.pos,
    "HPy_Absolute": operator.abs,
    "HPy_Invert": operator.invert,
    "HPy_Index": operator.index,
    "HPy_Long": int,
    "HPy_Float": float,
}
BINARY = {
    "HPy_Add": operator.add,
    "HPy_Subtract": operator.sub,
    "HPy_Multiply": operator.mul,
    "HPy_MatrixMultiply": operator.matmul,
    "HPy_FloorDivide": operator.floordiv,
    "HPy_TrueDivide": operator.truediv,
    "HPy_Remainder": operator.mod,
    "HPy_Divmod": divmod,
    "HPy_Lshift": operator.lshift,
    "HPy_Rshift": operator.rshift,
    "HPy_And": operator.and_,
    "HPy_Xor": operator.xor,
    "HPy_Or": operator.or_,
    "HPy_InPlaceAdd": operator.iadd,
    "HPy_InPlaceSubtract": operator.isub,
    "HPy_InPlaceMultiply": operator.imul,
    "HPy_InPlaceMatrixMultiply": operator.imatmul,
    "HPy_InPlaceFloorDivide": operator.ifloordiv,
    "HPy_InPlaceTrueDivide": operator.itruediv,
    "HPy_InPlaceRemainder": operator.imod,
    "HPy_InPlaceLshift": operator.ilshift,
    "HPy_InPlaceRshift": operator.irshift,
    "HPy_InPlaceAnd": operator.iand,
    "HPy_InPlaceXor": operator.ixor,
    "HPy_InPlaceOr": operator.ior,
}


def told(error):
    """What an exception says. GraalPy 23's `divmod` puts the exception's name before it, or does not."""
    name = f"{type(error).__name__}: "
    return [arg.removeprefix(name) if isinstance(arg, str) else arg for arg in error.args]


def same(call, reference, *operands):
    """Assert that both give the same value of the same type, or the same exception."""
    try:
        expected = reference(*operands)
    except Exception as error:
        with pytest.raises(type(error)) as caught:
            call(*operands)
        assert type(caught.value) is type(error)
        assert told(caught.value) == told(error)
    else:
        result = call(*operands)
        assert result == expected
        assert type(result) is type(expected)


@pytest.mark.filterwarnings("ignore:Bitwise inversion:DeprecationWarning")
@pytest.mark.parametrize("name", UNARY)
@pytest.mark.parametrize("operand", [0, -7, 2**100, True, -1.5, 1e300, "12", b"3", None, Indexed(), Whole(), [1]])
def test_unary(name, operand):
    same(getattr(sink, name), UNARY[name], operand)


@pytest.mark.parametrize("name", UNARY)
def test_unary_hands_exceptions_on(name):
    with pytest.raises(Broken.Error):
        getattr(sink, name)(Broken())


OPERANDS = [(7, 3), (-7, 3), (2**100, 5), (7, 0), (1.5, 2), (True, 2), ("ab", 3), ("a", "b"), ([1], [2]), ({1}, {2})]


@pytest.mark.parametrize("name", BINARY)
@pytest.mark.parametrize("operands", OPERANDS, ids=str)
def test_binary(name, operands):
    import copy

    same(getattr(sink, name), BINARY[name], *copy.deepcopy(operands))


def test_binary_calls_the_operands_methods():
    class Both:
        def __matmul__(self, other):
            return "matmul", other

        def __rmatmul__(self, other):
            return "rmatmul", other

        def __imatmul__(self, other):
            return "imatmul", other

    both = Both()
    assert sink.HPy_MatrixMultiply(both, 1) == ("matmul", 1)
    assert sink.HPy_MatrixMultiply(1, both) == ("rmatmul", 1)
    assert sink.HPy_InPlaceMatrixMultiply(both, 1) == ("imatmul", 1)
    with pytest.raises(Broken.Error):
        sink.HPy_Add(Broken(), 1)
    with pytest.raises(Broken.Error):
        sink.HPy_InPlaceAdd(Broken(), 1)


def test_in_place_changes_the_left_operand():
    left = [1]
    assert sink.HPy_InPlaceAdd(left, (2, 3)) is left
    assert left == [1, 2, 3]
    assert sink.HPy_InPlaceMultiply(left, 2) is left
    assert left == [1, 2, 3] * 2
    left = {1, 2}
    assert sink.HPy_InPlaceOr(left, {3}) is left
    assert left == {1, 2, 3}


@pytest.mark.parametrize("name", ["HPy_Power", "HPy_InPlacePower"])
def test_power(name):
    power = getattr(sink, name)
    assert power(3, 4, None) == 81
    assert power(3, 4, 5) == 1
    assert power(2.0, 0.5, None) == 2.0**0.5
    assert power(2, -1, None) == 0.5
    with pytest.raises(TypeError):
        power("a", 2, None)
    with pytest.raises(ZeroDivisionError):
        power(0, -1, None)
    with pytest.raises(ValueError, match="0"):
        power(2, 2, 0)
    with pytest.raises(Broken.Error):
        power(Broken(), 2, None)
