"""Every slot and every signature: which function a Python operation reaches, and with what."""

import operator

import pytest
from kitchen_sink import made, sink


@pytest.fixture
def number():
    value = made("Number")()
    value.value, value.truth = 20, 1
    return value


BINARY = {
    "nb_add": operator.add,
    "nb_and": operator.and_,
    "nb_divmod": divmod,
    "nb_floor_divide": operator.floordiv,
    "nb_lshift": operator.lshift,
    "nb_matrix_multiply": operator.matmul,
    "nb_multiply": operator.mul,
    "nb_or": operator.or_,
    "nb_remainder": operator.mod,
    "nb_rshift": operator.rshift,
    "nb_subtract": operator.sub,
    "nb_true_divide": operator.truediv,
    "nb_xor": operator.xor,
}
IN_PLACE = {
    "nb_inplace_add": operator.iadd,
    "nb_inplace_and": operator.iand,
    "nb_inplace_floor_divide": operator.ifloordiv,
    "nb_inplace_lshift": operator.ilshift,
    "nb_inplace_matrix_multiply": operator.imatmul,
    "nb_inplace_multiply": operator.imul,
    "nb_inplace_or": operator.ior,
    "nb_inplace_remainder": operator.imod,
    "nb_inplace_rshift": operator.irshift,
    "nb_inplace_subtract": operator.isub,
    "nb_inplace_true_divide": operator.itruediv,
    "nb_inplace_xor": operator.ixor,
}
UNARY = {
    "nb_absolute": operator.abs,
    "nb_invert": operator.invert,
    "nb_negative": operator.neg,
    "nb_positive": operator.pos,
}


@pytest.mark.parametrize("slot", UNARY)
def test_unary(number, slot):
    assert UNARY[slot](number) == (slot, number)


@pytest.mark.parametrize("slot", BINARY)
def test_binary(number, slot):
    assert BINARY[slot](number, 3) == (slot, number, 3)
    assert BINARY[slot](number, number) == (slot, number, number)


@pytest.mark.parametrize("slot", BINARY)
def test_binary_reflected(number, slot):
    # One function for both orders, as in CPython.
    assert BINARY[slot](3, number) == (slot, 3, number)


@pytest.mark.parametrize("slot", BINARY)
def test_binary_not_implemented(number, slot):
    with pytest.raises(TypeError, match="unsupported operand"):
        BINARY[slot](number, None)


@pytest.mark.parametrize("slot", BINARY)
def test_binary_in_place_without_a_slot(number, slot):
    if slot == "nb_divmod":
        return
    in_place = IN_PLACE["nb_inplace_" + slot[3:]]
    assert in_place(number, 3) == (slot, number, 3)


@pytest.mark.parametrize("slot", IN_PLACE)
def test_in_place(slot):
    left = made("InPlace")()
    assert IN_PLACE[slot](left, 3) == (slot, left, 3)
    with pytest.raises(TypeError, match="unsupported operand"):
        IN_PLACE[slot](left, None)


def test_binary_through_the_context(number):
    assert sink.HPy_Add(number, 3) == ("nb_add", number, 3)
    assert sink.HPy_InPlaceAdd(number, 3) == ("nb_add", number, 3)
    left = made("InPlace")()
    assert sink.HPy_InPlaceAdd(left, 3) == ("nb_inplace_add", left, 3)
    assert sink.HPy_Power(number, 3, None) == ("nb_power", number, 3, None)


def test_power(number):
    assert number**3 == ("nb_power", number, 3, None)
    assert pow(number, 3, 7) == ("nb_power", number, 3, 7)


def test_power_reflected(number):
    assert 3**number == ("nb_power", 3, number, None)
    assert pow(3, number, 7) == ("nb_power", 3, number, 7)


def test_power_in_place():
    left = made("InPlace")()
    assert operator.ipow(left, 3) == ("nb_inplace_power", left, 3, None)


def test_conversions(number):
    assert int(number) == 20
    assert operator.index(number) == 21
    assert float(number) == 20.5
    assert list(range(30))[number] == 21


def test_truth(number):
    assert bool(number) is True
    number.truth = 0
    assert bool(number) is False
    number.truth = -1
    with pytest.raises(ValueError, match="neither true nor false"):
        bool(number)


class TestSequence:
    @pytest.fixture
    def sequence(self):
        return made("Sequence")()

    def test_length(self, sequence):
        assert len(sequence) == 5
        assert sink.HPy_Length(sequence) == 5

    def test_items(self, sequence):
        assert [sequence[i] for i in range(5)] == [0, 10, 20, 30, 40]
        with pytest.raises(IndexError, match="the sequence has five items"):
            sequence[5]
        assert sink.HPy_GetItem_i(sequence, 2) == 20

    def test_negative_items(self, sequence):
        assert sequence[-1] == 40
        assert sink.HPy_GetItem_i(sequence, -2) == 30
        with pytest.raises(IndexError):
            sequence[-6]

    def test_iteration(self, sequence):
        assert list(sequence) == [0, 10, 20, 30, 40]
        assert max(sequence) == 40

    def test_index_that_is_no_number(self, sequence):
        with pytest.raises(TypeError):
            sequence["x"]

    def test_store(self, sequence):
        sequence[3] = "x"
        assert sequence.last == ("set", 3, "x")
        assert sink.HPy_SetItem_i(sequence, 1, "y") == 0
        assert sequence.last == ("set", 1, "y")
        with pytest.raises(IndexError, match="five items"):
            sequence[5] = 1

    def test_store_negative(self, sequence):
        sequence[-1] = "x"
        assert sequence.last == ("set", 4, "x")

    def test_delete(self, sequence):
        del sequence[2]
        assert sequence.last == ("deleted", 2)
        assert sink.HPy_DelItem_i(sequence, 1) == 0
        assert sequence.last == ("deleted", 1)

    def test_contains(self, sequence):
        assert 42 in sequence
        assert 10 not in sequence
        assert sink.HPy_Contains(sequence, 42) == 1
        with pytest.raises(TypeError, match="no text in here"):
            assert "x" in sequence

    def test_concat(self, sequence):
        assert operator.add(sequence, [1]) == ("sq_concat", sequence, [1])
        assert sink.HPy_Add(sequence, 1) == ("sq_concat", sequence, 1)

    def test_concat_in_place(self, sequence):
        assert operator.iadd(sequence, [1]) == ("sq_inplace_concat", sequence, [1])
        assert operator.iconcat(sequence, [1]) == ("sq_inplace_concat", sequence, [1])

    def test_repeat(self, sequence):
        assert sequence * 3 == ("sq_repeat", sequence, 3)
        assert sink.HPy_Multiply(sequence, 3) == ("sq_repeat", sequence, 3)
        with pytest.raises(TypeError):
            sequence * "x"

    def test_repeat_reflected(self, sequence):
        assert 3 * sequence == ("sq_repeat", sequence, 3)

    def test_repeat_in_place(self, sequence):
        assert operator.imul(sequence, 3) == ("sq_inplace_repeat", sequence, 3)


class TestMapping:
    @pytest.fixture
    def mapping(self):
        return made("Mapping")()

    def test_length_fails(self, mapping):
        with pytest.raises(OverflowError, match="infinitely many"):
            len(mapping)

    def test_items(self, mapping):
        for key in ("x", -1, 2**70, (1, 2), slice(1, 2), ...):
            assert mapping[key] == (key, key)
        with pytest.raises(KeyError):
            mapping[None]
        assert sink.HPy_GetItem_i(mapping, -1) == (-1, -1)
        assert sink.HPy_GetItem_s(mapping, "x") == ("x", "x")

    def test_store(self, mapping):
        mapping["x"] = 1
        assert mapping.last == ("set", "x", 1)
        mapping[1, ...] = None
        assert mapping.last == ("set", (1, ...), None)
        assert sink.HPy_SetItem_s(mapping, "k", 2) == 0
        assert mapping.last == ("set", "k", 2)
        with pytest.raises(KeyError):
            mapping[None] = 1

    def test_delete(self, mapping):
        del mapping["x"]
        assert mapping.last == ("deleted", "x")
        assert sink.HPy_DelItem_i(mapping, 7) == 0
        assert mapping.last == ("deleted", 7)
        with pytest.raises(KeyError):
            del mapping[None]


class TestObject:
    def test_new_and_init(self):
        point = made("Point")(1, 2)
        assert (point.made, point.initialised) == (2, 1)
        assert point.given[0] == (1, 2)
        assert not point.given[1]

    def test_keywords(self):
        point = made("Point")(1, x=2, y=3)
        assert (point.made, point.initialised) == (201, 1)
        assert point.given == ((1,), {"x": 2, "y": 3})

    def test_no_keywords_are_null(self):
        assert made("Point")().given == ((), None)

    def test_init_fails(self):
        with pytest.raises(ValueError, match="three are too many"):
            made("Point")(1, 2, 3)

    def test_new_without_init(self):
        point = made("Point").__new__(made("Point"), 1)
        assert (point.made, point.initialised, point.given) == (1, 0, None)

    def test_init_again(self):
        point = made("Point")()
        assert point.__init__(1, k=2) is None
        assert (point.initialised, point.given) == (2, ((1,), {"k": 2}))
        with pytest.raises(ValueError, match="three"):
            point.__init__(1, 2, 3)

    def test_text(self):
        point = made("Point")()
        assert repr(point) == "repr of a point €"
        assert str(point) == "str of a point"
        assert f"{point}" == "str of a point"
        assert sink.HPy_Repr(point) == "repr of a point €"
        assert sink.HPy_Str(point) == "str of a point"

    def test_hash(self):
        point = made("Point")(1)
        assert hash(point) == 1001
        assert sink.HPy_Hash(point) == 1001
        with pytest.raises(TypeError, match="have no hash"):
            hash(made("Point")(1, 2))

    @pytest.mark.parametrize("op", range(6))
    def test_comparison(self, op):
        point = made("Point")()
        function = [operator.lt, operator.le, operator.eq, operator.ne, operator.gt, operator.ge][op]
        assert function(point, 3) == (op, 3)
        assert sink.HPy_RichCompare(point, 3, op) == (op, 3)

    @pytest.mark.parametrize("op", range(6))
    def test_comparison_reflected(self, op):
        point = made("Point")()
        function = [operator.lt, operator.le, operator.eq, operator.ne, operator.gt, operator.ge][op]
        assert function(3, point) == ([4, 5, 2, 3, 0, 1][op], 3)

    def test_comparison_not_implemented(self):
        point = made("Point")()
        assert (point == None) is False  # noqa: E711 the operator is what is tested
        assert (point != None) is True  # noqa: E711
        with pytest.raises(TypeError, match="not supported between instances"):
            assert point < None

    def test_documentation(self):
        assert made("Point").__doc__ == "A point with every slot of an object."


class TestSignatures:
    """Methods of a type, and functions of the module."""

    @pytest.fixture
    def callable(self):
        return made("Callable")()

    def test_none(self, callable):
        assert callable.none() == (callable,)
        assert sink.nothing() is sink
        with pytest.raises(TypeError):
            callable.none(1)
        with pytest.raises(TypeError):
            sink.nothing(1)

    def test_one(self, callable):
        assert callable.one(5) == (callable, 5)
        assert sink.one(5) == (5,)
        for wrong in ((), (1, 2)):
            with pytest.raises(TypeError):
                callable.one(*wrong)
            with pytest.raises(TypeError):
                sink.one(*wrong)

    @pytest.mark.parametrize("count", [0, 1, 2, 5, 20, 300])
    def test_many(self, callable, count):
        args = tuple(range(count))
        assert callable.many(*args) == (callable, args)
        assert sink.many(*args) == args

    def test_many_without_names(self, callable):
        for function in (callable.many, sink.many, callable.none, sink.nothing, sink.one):
            with pytest.raises(TypeError):
                function(x=1)

    def test_named(self, callable):
        for function in (callable.named, sink.named):
            assert function() == ("named", (), None, ())
            assert function(1, 2) == ("named", (1, 2), None, ())
            assert function(1, x=2, y=3) == ("named", (1,), ("x", "y"), (2, 3))
            assert function(größe=1) == ("named", (), ("größe",), (1,))
            many = {f"n{i}": i for i in range(50)}
            assert function(*range(30), **many) == ("named", tuple(range(30)), tuple(many), tuple(many.values()))

    def test_wrong_self(self, callable):
        with pytest.raises(TypeError):
            type(callable).none(5)
        with pytest.raises(TypeError):
            type(callable).none()

    def test_bound_methods(self, callable):
        bound = callable.one
        assert bound(1) == (callable, 1)
        assert type(callable).one(callable, 2) == (callable, 2)
        assert callable.one.__name__ == "one"
        assert sink.one.__name__ == "one"

    def test_documentation(self, callable):
        assert type(callable).many.__doc__ == "many(*args)"
        assert type(callable).named.__doc__ is None

    def test_calls(self, callable):
        assert callable() == ("tp_call", (), None, ())
        assert callable(1, 2) == ("tp_call", (1, 2), None, ())
        assert callable(1, x=2) == ("tp_call", (1,), ("x",), (2,))
        assert callable(*[1] * 100, y=5) == ("tp_call", (1,) * 100, ("y",), (5,))
        assert callable.calls == 4
        assert sink.HPyCallable_Check(callable) == 1

    def test_calls_through_the_context(self, callable):
        assert sink.HPy_CallTupleDict(callable, (1, 2), {"k": 3}) == ("tp_call", (1, 2), ("k",), (3,))
        assert sink.HPy_CallTupleDict(callable, (1, 2), ...) == ("tp_call", (1, 2), None, ())

    def test_calls_from_built_in_functions(self, callable):
        assert list(map(callable, [1])) == [("tp_call", (1,), None, ())]
        assert sorted([3, 1], key=lambda x: callable(x)[1]) == [1, 3]
