"""Arrays and scalars among Python's own functions and classes."""

import copy
import json
import math
import operator
import struct

import pytest
from subject import ua


def test_scalars_work_with_math_struct_and_json():
    assert math.sqrt(ua.float32(4)) == 2.0
    assert math.isnan(ua.float64("nan"))
    assert math.floor(ua.float64(2.5)) == 2
    assert math.gcd(ua.int64(12), ua.int8(18)) == 6
    assert struct.pack("<d", ua.float64(1.5)) == struct.pack("<d", 1.5)
    assert struct.pack("<i", ua.int16(-2)) == struct.pack("<i", -2)
    assert json.dumps([ua.float64(1.5)]) == "[1.5]"
    assert operator.index(ua.uint8(7)) == 7


def test_scalars_are_formatted_like_numbers():
    assert f"{ua.float64(2.5):.3f}" == "2.500"
    assert f"{ua.float32(0.5):8.2e}" == "5.00e-01"
    assert f"{ua.int64(42):>6d}" == "    42"
    assert f"{ua.uint8(255):x}" == "ff"
    assert f"{ua.float64(2.5)} {ua.int8(3)} {ua.bool_(True)}" == "2.5 3 True"
    assert operator.mod("%d %.1f", (ua.int32(3), ua.float32(1.5))) == "3 1.5"


def test_scalars_sort_and_compare_with_numbers():
    assert sorted([ua.int8(3), 1, ua.float64(2.5), ua.uint64(2)]) == [1, 2, 2.5, 3]
    assert max(ua.float32(1.5), 1) == 1.5
    assert ua.int64(3) in [1, 2, 3]
    assert [1, 2, 3].index(ua.int8(2)) == 1
    assert sum([ua.float64(0.5)] * 4) == 2.0


def test_float64_inherits_the_methods_of_float():
    x = ua.float64(2.5)
    assert not x.is_integer()
    assert x.as_integer_ratio() == (5, 2)
    assert x.hex() == (2.5).hex()


def test_complex128_has_the_parts_of_complex():
    x = ua.complex128(3 - 4j)
    assert (x.real, x.imag, abs(x), x.conjugate()) == (3.0, -4.0, 5.0, 3 + 4j)


def test_an_array_priority_of_none_leaves_the_operator_to_the_other():
    class Other:
        __array_ufunc__ = None

        def __add__(self, other):
            return "left"

        def __radd__(self, other):
            return "right"

        def __lt__(self, other):
            return "less"

        def __gt__(self, other):
            return "greater"

    a = ua.arange(3)
    assert a + Other() == "right"
    assert Other() + a == "left"
    assert (a < Other()) == "greater"
    assert (a > Other()) == "less"


def test_functions_of_the_operator_module():
    a, b = ua.array([7, 8]), ua.array([2, 3])
    assert operator.add(a, b).tolist() == [9, 11]
    assert operator.floordiv(a, b).tolist() == [3, 2]
    assert operator.mod(a, b).tolist() == [1, 2]
    assert operator.neg(a).tolist() == [-7, -8]
    assert operator.getitem(a, 0) == 7
    assert operator.length_hint(a) == 2
    c = a
    c = operator.iadd(c, b)
    assert c is a and a.tolist() == [9, 11]


def test_copy_and_deepcopy_are_independent():
    a = ua.arange(3)
    for b in (copy.copy(a), copy.deepcopy(a)):
        b[0] = 9
        assert a.tolist() == [0, 1, 2]


def test_iterating_while_writing_sees_the_new_values():
    a = ua.arange(4)
    seen = []
    for x in a:
        seen.append(int(x))
        a[:] = 9
    assert seen == [0, 9, 9, 9]


def test_arrays_are_unhashable_and_say_so():
    assert ua.ndarray.__hash__ is None
    with pytest.raises(TypeError, match="unhashable type"):
        hash(ua.arange(3))


def test_scalars_are_dictionary_keys_beside_numbers():
    table = {1: "int", 2.5: "float"}
    assert table[ua.int16(1)] == table[ua.bool_(True)] == "int"
    assert table[ua.float64(2.5)] == "float"
    assert ua.bool_(False) not in table


def test_unpacking_and_star_arguments():
    (a, b), c = ua.arange(4).reshape(2, 2)
    assert (int(a), int(b), c.tolist()) == (0, 1, [2, 3])
    assert max(*ua.arange(5)) == 4
    assert [*ua.arange(3)] == [0, 1, 2]


def test_functions_of_arrays_take_any_sequence():
    class Sequence:
        def __len__(self):
            return 3

        def __getitem__(self, i):
            if i >= 3:
                raise IndexError(i)
            return i * 1.5

    assert ua.array(Sequence()).tolist() == [0.0, 1.5, 3.0]
    assert ua.add(Sequence(), 1).tolist() == [1.0, 2.5, 4.0]


def test_public_functions_have_docstrings():
    for name in [
        "array",
        "zeros",
        "arange",
        "linspace",
        "concatenate",
        "stack",
        "roll",
        "where",
        "sum",
        "mean",
        "argmax",
        "add",
        "sqrt",
        "ndarray",
        "dtype",
    ]:
        assert getattr(ua, name).__doc__, name
