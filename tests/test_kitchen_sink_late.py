"""The functions in words 247 to 265 of the context, which a built-in host may have elsewhere."""

import contextvars
import threading

import pytest
from collector import collect
from kitchen_sink import NULL, Broken, made, sink

EXPRESSION, FILE, SINGLE = range(3)


class TestCalls:
    @staticmethod
    def function(*args, **kwargs):
        return args, kwargs

    def test_positional(self):
        assert sink.HPy_Call(self.function, 0, NULL) == ((), {})
        assert sink.HPy_Call(self.function, 2, NULL, 1, 2) == ((1, 2), {})
        assert sink.HPy_Call(int, 1, NULL, "7") == 7
        many = tuple(range(100))
        assert sink.HPy_Call(self.function, 100, NULL, *many) == (many, {})

    def test_named(self):
        assert sink.HPy_Call(self.function, 1, ("a", "b"), 1, 2, 3) == ((1,), {"a": 2, "b": 3})
        assert sink.HPy_Call(int, 1, ("base",), "11", 3) == 4
        assert sink.HPy_Call(self.function, 0, (), *()) == ((), {})

    def test_native(self):
        callable = made("Callable")()
        assert sink.HPy_Call(callable, 1, ("x",), 1, 2) == ("tp_call", (1,), ("x",), (2,))
        assert sink.HPy_Call(callable.many, 2, NULL, 1, 2) == (callable, (1, 2))

    def test_failures(self):
        with pytest.raises(TypeError, match="not callable"):
            sink.HPy_Call(5, 0, NULL)
        with pytest.raises(Broken.Error):
            sink.HPy_Call(Broken(), 0, NULL)
        with pytest.raises(TypeError):
            sink.HPy_Call(len, 2, NULL, [], [])

    def test_methods(self):
        assert sink.HPy_CallMethod("upper", 1, NULL, "text") == "TEXT"
        assert sink.HPy_CallMethod("split", 2, NULL, "a,b", ",") == ["a", "b"]
        assert sink.HPy_CallMethod("split", 1, ("sep", "maxsplit"), "a,b,c", ",", 1) == ["a", "b,c"]
        with pytest.raises(AttributeError, match="no_such"):
            sink.HPy_CallMethod("no_such", 1, NULL, "text")

    def test_another_function_for_one_object(self):
        callable, other = made("Callable")(), made("Callable")()
        assert sink.HPy_SetCallFunction(callable) == 0
        assert callable(1, x=2) == ("other_call", (1,), ("x",), (2,))
        assert other(1, x=2) == ("tp_call", (1,), ("x",), (2,))
        assert callable.calls == 0

    def test_another_function_for_what_is_not_called(self):
        for thing in (made("Plain")(), object()):
            with pytest.raises(TypeError, match="does not implement the HPy call protocol"):
                sink.HPy_SetCallFunction(thing)


class TestTypes:
    def test_names(self):
        class Local:
            class Inner:
                pass

        for kind in (int, Local, Local.Inner, made("Plain"), made("Packaged"), type("größe", (), {})):
            assert sink.HPyType_GetName(kind) == kind.__name__

    def test_name_of_a_type_in_a_module(self):
        import array

        assert sink.HPyType_GetName(array.array) == "array"

    def test_subtypes(self):
        assert sink.HPyType_IsSubtype(bool, int) == 1
        assert sink.HPyType_IsSubtype(int, int) == 1
        assert sink.HPyType_IsSubtype(int, bool) == 0
        assert sink.HPyType_IsSubtype(made("Plain"), object) == 1


class TestText:
    def test_from_encoded(self):
        decode = sink.HPyUnicode_FromEncodedObject
        assert decode("größe".encode(), "utf-8", "strict") == "größe"
        assert decode("größe".encode("latin1"), "latin1", NULL) == "größe"
        assert decode("größe".encode(), NULL, NULL) == "größe"
        assert decode(bytearray(b"ab"), "ascii", NULL) == "ab"
        assert decode(b"a\xff", "ascii", "replace") == "a\ufffd"
        with pytest.raises(UnicodeDecodeError):
            decode(b"\xff", "utf-8", "strict")
        with pytest.raises(LookupError, match="no-such"):
            decode(b"a", "no-such", NULL)
        with pytest.raises(TypeError, match="decoding str is not supported"):
            decode("text", "utf-8", NULL)
        with pytest.raises(TypeError):
            decode(5, "utf-8", NULL)

    def test_parts(self):
        part = sink.HPyUnicode_Substring
        assert part("größe", 1, 3) == "rö"
        assert part("größe", 0, 100) == "größe"
        assert part("größe", 3, 1) == ""
        assert part("größe", 5, 9) == ""
        assert part("a𝄞b", 1, 2) == "𝄞"
        for start, end in ((-1, 2), (0, -1)):
            with pytest.raises(IndexError, match="string index out of range"):
                part("größe", start, end)


class TestDictionaries:
    def test_keys(self):
        keys = sink.HPyDict_Keys({"a": 1, 2: 3})
        assert type(keys) is list
        assert keys == ["a", 2]
        assert sink.HPyDict_Keys({}) == []

    def test_copy(self):
        names = {"a": []}
        copy = sink.HPyDict_Copy(names)
        assert copy == names
        assert copy is not names
        assert copy["a"] is names["a"]

    @pytest.mark.parametrize("function", [sink.HPyDict_Keys, sink.HPyDict_Copy])
    def test_what_is_no_dictionary(self, function):
        for thing in ([], 5, "text"):
            with pytest.raises(SystemError):
                function(thing)

    def test_keys_of_a_subclass(self):
        class Own(dict):
            def keys(self):
                return ["own"]

        assert sink.HPyDict_Keys(Own(a=1)) == ["a"]


class TestSlices:
    most = 2**63 - 1

    def test_values(self):
        unpack = sink.HPySlice_Unpack
        assert unpack(slice(1, 2, 3)) == (1, 2, 3)
        assert unpack(slice(None)) == (0, self.most, 1)
        assert unpack(slice(None, None, -1)) == (self.most, -self.most - 1, -1)
        assert unpack(slice(-5, -1)) == (-5, -1, 1)
        assert unpack(slice(-(2**70), 2**70)) == (-self.most - 1, self.most, 1)

    def test_failures(self):
        with pytest.raises(ValueError, match="slice step cannot be zero"):
            sink.HPySlice_Unpack(slice(1, 2, 0))
        with pytest.raises(TypeError, match="slice indices must be integers or "):
            sink.HPySlice_Unpack(slice("a"))
        with pytest.raises(Broken.Error):
            sink.HPySlice_Unpack(slice(Broken()))


class TestCode:
    def test_expressions(self):
        code = sink.HPy_Compile_s("a + b", "somewhere", EXPRESSION)
        assert code.co_filename == "somewhere"
        assert sink.HPy_EvalCode(code, {"a": 1, "b": 2}, {}) == 3
        assert sink.HPy_EvalCode(code, {"a": 1}, {"b": 5}) == 6

    def test_files(self):
        names = {}
        code = sink.HPy_Compile_s("def f(x):\n    return x + y\ny = 5\n", "somewhere", FILE)
        assert sink.HPy_EvalCode(code, names, names) is None
        assert names["f"](1) == 6

    def test_single(self, capsys):
        code = sink.HPy_Compile_s("'shown'", "somewhere", SINGLE)
        assert sink.HPy_EvalCode(code, {}, {}) is None
        assert capsys.readouterr().out == "'shown'\n"

    def test_failures(self):
        with pytest.raises(SyntaxError) as caught:
            sink.HPy_Compile_s("a +", "somewhere", EXPRESSION)
        assert caught.value.filename == "somewhere"
        with pytest.raises(SyntaxError):
            sink.HPy_Compile_s("a = 1", "somewhere", EXPRESSION)
        with pytest.raises(SystemError, match=r"invalid .*[kK]ind"):
            sink.HPy_Compile_s("a", "somewhere", 17)
        with pytest.raises(NameError, match="missing"):
            sink.HPy_EvalCode(sink.HPy_Compile_s("missing", "x", EXPRESSION), {}, {})

    def test_without_locals(self):
        names = {}
        sink.HPy_EvalCode(sink.HPy_Compile_s("a = 1", "x", FILE), names, NULL)
        assert names["a"] == 1


class TestContextVariables:
    def test_set_and_get(self):
        variable = sink.HPyContextVar_New("name", NULL)
        assert isinstance(variable, contextvars.ContextVar)
        assert variable.name == "name"
        assert sink.HPyContextVar_Get(variable, NULL) == "nothing"
        assert sink.HPyContextVar_Get(variable, "default") == "default"
        token = sink.HPyContextVar_Set(variable, 5)
        assert sink.HPyContextVar_Get(variable, "default") == 5
        assert variable.get() == 5
        variable.reset(token)
        assert sink.HPyContextVar_Get(variable, NULL) == "nothing"

    def test_default(self):
        variable = sink.HPyContextVar_New("name", "of the variable")
        assert sink.HPyContextVar_Get(variable, NULL) == "of the variable"
        assert sink.HPyContextVar_Get(variable, "of the call") == "of the call"

    def test_contexts(self):
        variable = sink.HPyContextVar_New("name", 1)
        contextvars.copy_context().run(sink.HPyContextVar_Set, variable, 2)
        assert sink.HPyContextVar_Get(variable, NULL) == 1
        seen = []
        sink.HPyContextVar_Set(variable, 3)
        thread = threading.Thread(target=lambda: seen.append(variable.get()))
        thread.start()
        thread.join()
        assert sink.HPyContextVar_Get(variable, NULL) == 3
        assert len(seen) == 1

    def test_what_is_no_variable(self):
        with pytest.raises(TypeError):
            sink.HPyContextVar_Get(5, NULL)
        with pytest.raises(TypeError):
            sink.HPyContextVar_Set(5, 1)


class TestCapsules:
    FIRST, SECOND = 0, 1

    def test_made(self):
        capsule = sink.HPyCapsule_New(42, self.FIRST, False)
        assert type(capsule) is sink.handle("CapsuleType")
        assert sink.HPyCapsule_GetPointer(capsule, self.FIRST) == 42
        assert sink.HPyCapsule_GetName(capsule) == "sink.first"
        assert sink.HPyCapsule_GetContext(capsule) is None
        assert "sink.first" in repr(capsule)

    def test_without_name(self):
        capsule = sink.HPyCapsule_New(42, NULL, False)
        assert sink.HPyCapsule_GetName(capsule) is None
        assert sink.HPyCapsule_GetPointer(capsule, NULL) == 42
        assert sink.HPyCapsule_IsValid(capsule, NULL) == 1
        assert sink.HPyCapsule_IsValid(capsule, self.FIRST) == 0

    def test_valid(self):
        capsule = sink.HPyCapsule_New(42, self.FIRST, False)
        assert sink.HPyCapsule_IsValid(capsule, self.FIRST) == 1
        assert sink.HPyCapsule_IsValid(capsule, self.SECOND) == 0
        assert sink.HPyCapsule_IsValid(capsule, NULL) == 0
        assert sink.HPyCapsule_IsValid(5, self.FIRST) == 0

    def test_null_pointer(self):
        with pytest.raises(ValueError, match="null pointer"):
            sink.HPyCapsule_New(NULL, self.FIRST, False)

    def test_wrong_name(self):
        capsule = sink.HPyCapsule_New(42, self.FIRST, False)
        with pytest.raises(ValueError, match="incorrect name"):
            sink.HPyCapsule_GetPointer(capsule, self.SECOND)

    def test_what_is_no_capsule(self):
        with pytest.raises(ValueError):
            sink.HPyCapsule_GetPointer(5, self.FIRST)
        with pytest.raises(ValueError):
            sink.HPyCapsule_GetName(5)
        with pytest.raises(ValueError):
            sink.HPyCapsule_GetContext(5)
        with pytest.raises(ValueError):
            sink.HPyCapsule_SetName(5, self.FIRST)
        with pytest.raises(ValueError):
            sink.HPyCapsule_SetContext(5, 1)

    def test_changed(self):
        capsule = sink.HPyCapsule_New(42, self.FIRST, False)
        assert sink.HPyCapsule_SetPointer(capsule, 43) == 0
        assert sink.HPyCapsule_SetName(capsule, self.SECOND) == 0
        assert sink.HPyCapsule_SetContext(capsule, 7) == 0
        assert sink.HPyCapsule_GetPointer(capsule, self.SECOND) == 43
        assert sink.HPyCapsule_GetName(capsule) == "sink.second"
        assert sink.HPyCapsule_GetContext(capsule) == 7

    def test_changed_to_null(self):
        capsule = sink.HPyCapsule_New(42, self.FIRST, False)
        with pytest.raises(ValueError, match="null pointer"):
            sink.HPyCapsule_SetPointer(capsule, NULL)
        assert sink.HPyCapsule_GetPointer(capsule, self.FIRST) == 42

    def test_destructor(self):
        sink.last_destroyed()
        capsule = sink.HPyCapsule_New(42, self.FIRST, True)
        sink.HPyCapsule_SetContext(capsule, 7)
        del capsule
        collect()
        assert sink.last_destroyed() == "sink.first 42 7"

    def test_no_destructor(self):
        sink.last_destroyed()
        capsule = sink.HPyCapsule_New(42, self.FIRST, False)
        del capsule
        collect()
        assert sink.last_destroyed() == ""

    def test_destructor_changed(self):
        def let_go(change):
            # In a frame of its own: some interpreters keep what a frame has used last.
            capsule = sink.HPyCapsule_New(42, self.FIRST, True)
            assert change(capsule) == 0

        sink.last_destroyed()
        let_go(sink.HPyCapsule_SetDestructor)
        collect()
        assert sink.last_destroyed() == "again"
        let_go(sink.remove_destructor)
        collect()
        assert sink.last_destroyed() == ""

    def test_incomplete_destructor(self):
        with pytest.raises(ValueError, match="destructor"):
            sink.incomplete_destructor()

    def test_keys_that_are_none(self):
        capsule = sink.HPyCapsule_New(42, self.FIRST, True)
        with pytest.raises(ValueError):
            sink.get_destructor(capsule)
        # No exception is promised, and without one the sink raises its own.
        with pytest.raises((ValueError, SystemError)):
            sink.HPyCapsule_Set(capsule)
