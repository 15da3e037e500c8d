"""What a host does with any object: handles, attributes, items, comparison, calls."""

import operator
import os
import sys

import pytest
from kitchen_sink import NULL, Broken, sink


def test_duplicates_are_the_same_object():
    for thing in (None, 1, 2**80, 1.5, "text", b"bytes", (), [1], {}, object(), int, sink):
        assert sink.HPy_Dup(thing) is thing


def test_null_may_be_duplicated_and_closed():
    assert sink.HPy_Close() is True


def test_is():
    thing = object()
    assert sink.HPy_Is(thing, thing) == 1
    assert sink.HPy_Is(thing, object()) == 0
    assert sink.HPy_Is([], []) == 0
    assert sink.HPy_Is(None, None) == 1


class TestAttributes:
    class Thing:
        attribute = 1

        @property
        def raising(self):
            raise LookupError("from the property")

    def test_get(self):
        assert sink.HPy_GetAttr(self.Thing(), "attribute") == 1
        assert sink.HPy_GetAttr_s(self.Thing(), "attribute") == 1
        assert sink.HPy_GetAttr_s("text", "upper")() == "TEXT"

    @pytest.mark.parametrize("get", [sink.HPy_GetAttr, sink.HPy_GetAttr_s])
    def test_get_fails(self, get):
        with pytest.raises(AttributeError, match="no_such"):
            get(self.Thing(), "no_such")
        with pytest.raises(LookupError, match="from the property"):
            get(self.Thing(), "raising")

    def test_name_that_is_no_text(self):
        with pytest.raises(TypeError):
            sink.HPy_GetAttr(self.Thing(), 7)
        with pytest.raises(TypeError):
            sink.HPy_SetAttr(self.Thing(), 7, 1)

    # From 3.13 on CPython reports what it drops.
    @pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
    @pytest.mark.parametrize("has", [sink.HPy_HasAttr, sink.HPy_HasAttr_s])
    def test_has(self, has):
        assert has(self.Thing(), "attribute") == 1
        assert has(self.Thing(), "no_such") == 0
        # Any failure means no, and leaves no exception.
        assert has(self.Thing(), "raising") == 0
        assert has(Broken(), "anything") == 0

    @pytest.mark.parametrize("put", [sink.HPy_SetAttr, sink.HPy_SetAttr_s])
    def test_set(self, put):
        thing = self.Thing()
        assert put(thing, "attribute", 2) == 0
        assert put(thing, "other", "x") == 0
        assert (thing.attribute, thing.other) == (2, "x")
        with pytest.raises(AttributeError):
            put(thing, "raising", 1)
        with pytest.raises(AttributeError):
            put(object(), "attribute", 1)

    @pytest.mark.parametrize("delete", [sink.HPy_DelAttr, sink.HPy_DelAttr_s])
    def test_delete(self, delete):
        thing = self.Thing()
        thing.attribute = 2
        assert delete(thing, "attribute") == 0
        assert thing.attribute == 1
        with pytest.raises(AttributeError):
            delete(thing, "attribute")

    @pytest.mark.parametrize("put", [sink.HPy_SetAttr, sink.HPy_SetAttr_s])
    def test_set_to_null_deletes(self, put):
        thing = self.Thing()
        thing.attribute = 2
        assert put(thing, "attribute", NULL) == 0
        assert thing.attribute == 1

    def test_names_are_utf8(self):
        thing = self.Thing()
        assert sink.HPy_SetAttr_s(thing, "größe", 5) == 0
        assert sink.HPy_GetAttr_s(thing, "größe") == vars(thing)["größe"] == 5
        assert sink.HPy_HasAttr_s(thing, "größe") == 1


class TestItems:
    def test_get(self):
        assert sink.HPy_GetItem({"key": 1}, "key") == 1
        assert sink.HPy_GetItem([1, 2, 3], -1) == 3
        assert sink.HPy_GetItem([1, 2, 3], slice(1, None)) == [2, 3]
        assert sink.HPy_GetItem_i([1, 2, 3], 1) == 2
        assert sink.HPy_GetItem_i((1, 2, 3), 2) == 3
        assert sink.HPy_GetItem_i("abc", 0) == "a"
        assert sink.HPy_GetItem_i({5: "five"}, 5) == "five"
        assert sink.HPy_GetItem_s({"schlüssel": 1}, "schlüssel") == 1

    def test_get_negative(self):
        assert sink.HPy_GetItem_i([1, 2, 3], -1) == 3
        assert sink.HPy_GetItem_i((1, 2, 3), -3) == 1

    def test_get_fails(self):
        with pytest.raises(KeyError):
            sink.HPy_GetItem({}, "key")
        with pytest.raises(KeyError):
            sink.HPy_GetItem_s({}, "key")
        with pytest.raises(KeyError):
            sink.HPy_GetItem_i({}, 5)
        with pytest.raises(TypeError):
            sink.HPy_GetItem(5, 0)
        with pytest.raises(TypeError):
            sink.HPy_GetItem_i(None, 0)
        with pytest.raises(TypeError):
            sink.HPy_GetItem_s([1], "key")
        with pytest.raises(Broken.Error):
            sink.HPy_GetItem(Broken(), 1)

    @pytest.mark.parametrize("sequence", [[1, 2], (1, 2), "ab"], ids=["list", "tuple", "str"])
    @pytest.mark.parametrize("index", [2, 100, -3])
    def test_get_beyond_the_end(self, sequence, index):
        with pytest.raises(IndexError, match="out of range"):
            sink.HPy_GetItem_i(sequence, index)

    def test_set(self):
        numbers, names = [1, 2, 3], {}
        assert sink.HPy_SetItem(numbers, 0, "a") == 0
        assert sink.HPy_SetItem_i(numbers, 1, "b") == 0
        assert sink.HPy_SetItem(names, "x", 1) == 0
        assert sink.HPy_SetItem_i(names, 7, 2) == 0
        assert sink.HPy_SetItem_s(names, "ü", 3) == 0
        assert numbers == ["a", "b", 3]
        assert names == {"x": 1, 7: 2, "ü": 3}

    def test_set_negative(self):
        numbers = [1, 2, 3]
        assert sink.HPy_SetItem_i(numbers, -1, "c") == 0
        assert numbers == [1, 2, "c"]

    def test_set_fails(self):
        with pytest.raises(TypeError):
            sink.HPy_SetItem((1,), 0, 1)
        with pytest.raises(TypeError):
            sink.HPy_SetItem_i((1,), 0, 1)
        with pytest.raises(TypeError):
            sink.HPy_SetItem_s([1], "x", 1)
        with pytest.raises(TypeError):
            sink.HPy_SetItem({}, [], 1)
        with pytest.raises(Broken.Error):
            sink.HPy_SetItem(Broken(), 1, 1)

    def test_set_beyond_the_end(self):
        with pytest.raises(IndexError):
            sink.HPy_SetItem_i([1, 2], 2, 1)

    def test_delete(self):
        numbers, names = [1, 2, 3, 4], {"x": 1, "y": 2, 7: 3}
        assert sink.HPy_DelItem(numbers, 0) == 0
        assert sink.HPy_DelItem_i(numbers, 1) == 0
        assert sink.HPy_DelItem(names, "x") == 0
        assert sink.HPy_DelItem_s(names, "y") == 0
        assert sink.HPy_DelItem_i(names, 7) == 0
        assert numbers == [2, 4]
        assert names == {}

    def test_delete_fails(self):
        with pytest.raises(KeyError):
            sink.HPy_DelItem({}, 1)
        with pytest.raises(KeyError):
            sink.HPy_DelItem_s({}, "x")
        with pytest.raises(IndexError):
            sink.HPy_DelItem_i([], 0)
        with pytest.raises(TypeError):
            sink.HPy_DelItem((1,), 0)
        with pytest.raises(Broken.Error):
            sink.HPy_DelItem(Broken(), 1)

    def test_contains(self):
        assert sink.HPy_Contains([1, 2], 2) == 1
        assert sink.HPy_Contains("abc", "d") == 0
        assert sink.HPy_Contains(iter([1, 2]), 2) == 1
        with pytest.raises(TypeError):
            sink.HPy_Contains(5, 1)
        with pytest.raises(TypeError):
            sink.HPy_Contains({}, [])
        with pytest.raises(Broken.Error):
            sink.HPy_Contains(Broken(), 1)

    def test_length(self):
        assert sink.HPy_Length([1, 2]) == 2
        assert sink.HPy_Length("") == 0
        assert sink.HPy_Length({1: 2}) == 1
        with pytest.raises(TypeError):
            sink.HPy_Length(5)
        with pytest.raises(Broken.Error):
            sink.HPy_Length(Broken())


class TestTypes:
    def test_type(self):
        for thing in (1, "x", None, int, sink, TestItems()):
            assert sink.HPy_Type(thing) is type(thing)

    def test_type_check(self):
        assert sink.HPy_TypeCheck(1, int) == 1
        assert sink.HPy_TypeCheck(True, int) == 1
        assert sink.HPy_TypeCheck(1, bool) == 0
        assert sink.HPy_TypeCheck(int, type) == 1
        assert sink.HPy_TypeCheck("x", object) == 1

    def test_truth(self):
        for thing in (1, "x", [0], True, object(), 0.1):
            assert sink.HPy_IsTrue(thing) == 1
        for thing in (0, "", [], False, None, 0.0):
            assert sink.HPy_IsTrue(thing) == 0
        with pytest.raises(Broken.Error):
            sink.HPy_IsTrue(Broken())

    def test_callable(self):
        assert sink.HPyCallable_Check(len) == 1
        assert sink.HPyCallable_Check(int) == 1
        assert sink.HPyCallable_Check(lambda: 1) == 1
        assert sink.HPyCallable_Check(1) == 0


class TestText:
    def test_text(self):
        assert sink.HPy_Repr("ä\n") == "'ä\\n'"
        assert sink.HPy_Str("ä") == "ä"
        assert sink.HPy_Str(1.5) == "1.5"
        assert sink.HPy_ASCII("ä€") == "'\\xe4\\u20ac'"
        assert sink.HPy_Bytes(b"ab") == b"ab"
        assert sink.HPy_Bytes(bytearray(b"ab")) == b"ab"

    def test_bytes_of_items(self):
        assert sink.HPy_Bytes([1, 2]) == sink.HPy_Bytes((1, 2)) == b"\1\2"

    def test_bytes_method(self):
        class Thing:
            def __bytes__(self):
                return b"thing"

        assert sink.HPy_Bytes(Thing()) == b"thing"

    def test_failures(self):
        for function in (sink.HPy_Repr, sink.HPy_Str, sink.HPy_ASCII, sink.HPy_Bytes):
            with pytest.raises(Broken.Error):
                function(Broken())
        with pytest.raises(TypeError):
            sink.HPy_Bytes("text")

    def test_bytes_of_an_integer(self):
        # PyObject_Bytes, unlike bytes(), does not make that many zeros.
        with pytest.raises(TypeError):
            sink.HPy_Bytes(3)

    def test_repr_that_is_no_text(self):
        class Thing:
            def __repr__(self):
                return 5

        with pytest.raises(TypeError):
            sink.HPy_Repr(Thing())


OPERATORS = [operator.lt, operator.le, operator.eq, operator.ne, operator.gt, operator.ge]


class TestComparison:
    @pytest.mark.parametrize("op", range(6))
    def test_values(self, op):
        for pair in ((1, 2), (2, 1), (1, 1), ("a", "b"), ([1], [1]), (1.5, 1), (float("nan"), 1)):
            expected = OPERATORS[op](*pair)
            assert sink.HPy_RichCompare(*pair, op) is expected
            assert sink.HPy_RichCompareBool(*pair, op) == expected

    @pytest.mark.parametrize("op", [0, 1, 4, 5])
    def test_not_ordered(self, op):
        for compare in (sink.HPy_RichCompare, sink.HPy_RichCompareBool):
            with pytest.raises(TypeError, match="not supported between instances of 'int' and 'str'"):
                compare(1, "a", op)

    def test_any_result(self):
        class Odd:
            def __lt__(self, other):
                return "less than", other

            def __eq__(self, other):
                return []

        assert sink.HPy_RichCompare(Odd(), 3, 0) == ("less than", 3)
        assert sink.HPy_RichCompareBool(Odd(), 3, 0) == 1
        assert sink.HPy_RichCompare(Odd(), 3, 2) == []
        assert sink.HPy_RichCompareBool(Odd(), 3, 2) == 0

    def test_identity_is_equality(self):
        nan = float("nan")
        assert sink.HPy_RichCompareBool(nan, nan, 2) == 1
        assert sink.HPy_RichCompareBool(nan, nan, 3) == 0
        assert sink.HPy_RichCompare(nan, nan, 2) is False

    def test_failures(self):
        for compare in (sink.HPy_RichCompare, sink.HPy_RichCompareBool):
            with pytest.raises(Broken.Error):
                compare(Broken(), 1, 2)

    def test_hash(self):
        for thing in (0, 5, -1, "text", (1, 2), None, 1.5, 2**70):
            assert sink.HPy_Hash(thing) == hash(thing)
        for thing in ([], {}, set()):
            with pytest.raises(TypeError, match="unhashable type"):
                sink.HPy_Hash(thing)
        with pytest.raises(Broken.Error):
            sink.HPy_Hash(Broken())


class TestCalls:
    @staticmethod
    def function(*args, **kwargs):
        return args, kwargs

    def test_with_tuple_and_dict(self):
        call = sink.HPy_CallTupleDict
        assert call(self.function, (1, 2), {"a": 3}) == ((1, 2), {"a": 3})
        assert call(self.function, (), {}) == ((), {})
        assert call(self.function, NULL, NULL) == ((), {})
        assert call(self.function, (1,), NULL) == ((1,), {})
        assert call(self.function, NULL, {"a": 3}) == ((), {"a": 3})
        assert call(int, ("11",), {"base": 3}) == 4

    def test_wrong_arguments(self):
        with pytest.raises(TypeError, match="HPy_CallTupleDict requires args to be a tuple or null handle"):
            sink.HPy_CallTupleDict(self.function, [1], NULL)
        with pytest.raises(TypeError, match="HPy_CallTupleDict requires kw to be a dict or null handle"):
            sink.HPy_CallTupleDict(self.function, (1,), [])

    def test_failures(self):
        with pytest.raises(TypeError, match="'int' object is not callable"):
            sink.HPy_CallTupleDict(5, (), NULL)
        with pytest.raises(Broken.Error):
            sink.HPy_CallTupleDict(Broken(), (), NULL)
        with pytest.raises(TypeError):
            sink.HPy_CallTupleDict(len, (1, 2), NULL)

    def test_deep_recursion_is_an_exception(self, monkeypatch):
        def deeper():
            return sink.HPy_CallTupleDict(deeper, NULL, NULL)

        # A callback for which there is no stack is also reported there; pytest's own hook would need more of it.
        monkeypatch.setattr(sys, "unraisablehook", lambda report: None)
        with pytest.raises(RecursionError):
            deeper()

    def test_methods(self):
        assert sink.HPy_CallMethodTupleDict("split", "a b", (), NULL) == ["a", "b"]
        assert sink.HPy_CallMethodTupleDict_s("split", "a,b", (), {"sep": ","}) == ["a", "b"]
        for call in (sink.HPy_CallMethodTupleDict, sink.HPy_CallMethodTupleDict_s):
            with pytest.raises(AttributeError):
                call("no_such", "a b", (), NULL)


def test_dump(capfd):
    sink._HPy_Dump([1, 2])
    sys.stderr.flush()
    assert capfd.readouterr().err.strip()


def test_handles():
    """Every handle in the context is the object of its name."""
    import builtins
    import types

    others = {
        "BaseObjectType": object,
        "TypeType": type,
        "BoolType": bool,
        "LongType": int,
        "FloatType": float,
        "UnicodeType": str,
        "TupleType": tuple,
        "ListType": list,
        "ComplexType": complex,
        "BytesType": bytes,
        "MemoryViewType": memoryview,
        "SliceType": slice,
    }
    names = sink.handles()
    assert len(names) == 83
    for name in names:
        handle = sink.handle(name)
        if name == "CapsuleType":
            assert handle.__name__ == "PyCapsule"
        elif name == "Builtins":
            assert (handle if isinstance(handle, dict) else vars(handle))["len"] is len
        else:
            assert handle is (others[name] if name in others else getattr(builtins, name))
    with pytest.raises(LookupError):
        sink.handle("None_such")
    assert isinstance(sink, types.ModuleType)


def test_context():
    name, version = sink.context()
    assert "HPy" in name
    assert version == 0
    assert os.linesep not in name
