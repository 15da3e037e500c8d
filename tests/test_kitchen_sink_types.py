"""Types: parameters of their making, inheritance, metaclasses, built-in shapes, members, and the lives of objects."""

import gc
import weakref

import pytest
from collector import collect
from kitchen_sink import BASE, BASES, METACLASS, NO_INTEGER, derived, made, sink

LEGACY, OBJECT, TYPE, LONG, FLOAT, UNICODE, TUPLE, LIST = range(-1, 7)


class Target:
    """Something to refer to."""


class TestMaking:
    def test_plain(self):
        plain = made("Plain")
        assert isinstance(plain, type)
        assert (plain.__name__, plain.__module__) == ("Plain", "sink")
        assert plain.__bases__ == (object,)
        assert plain().number == 0

    def test_names(self):
        packaged = made("Packaged")
        assert (packaged.__name__, packaged.__qualname__) == ("Packaged", "Packaged")
        assert packaged.__module__ == "some.package"
        assert packaged.__doc__ == "In a package."

    @pytest.mark.filterwarnings("ignore:builtin type Nameless has no __module__:DeprecationWarning")
    def test_name_without_module(self):
        assert made("Nameless").__name__ == "Nameless"
        assert made("Nameless").__doc__ is None

    def test_twice_gives_two(self):
        first, second = sink.HPyType_FromSpec("Plain"), sink.HPyType_FromSpec("Plain")
        assert first is not second
        one, two = first(), second()
        one.number, two.number = 1, 2
        assert (one.number, two.number) == (1, 2)
        assert not isinstance(one, second)

    def test_twice_with_a_reference(self):
        one, two = sink.HPyType_FromSpec("Common")(), sink.HPyType_FromSpec("Common")()
        one.reference, two.reference = [1], [2]
        collect()
        assert (one.reference, two.reference) == ([1], [2])

    def test_not_to_be_derived_from(self):
        final = made("Final")
        assert type(final()) is final
        with pytest.raises(TypeError, match="not an acceptable base type"):
            type("Sub", (final,), {})

    def test_attributes_of_the_type(self):
        plain = sink.HPyType_FromSpec("Plain")
        plain.attribute = 5
        assert plain().attribute == 5

    def test_collected_without_traversal(self):
        with pytest.raises(ValueError, match="traverse"):
            sink.HPyType_FromSpec("Collected")

    def test_unknown_shape(self):
        with pytest.raises(ValueError, match="invalid shape"):
            sink.HPyType_FromSpec("BadShape")

    def test_members_without_a_struct(self):
        with pytest.raises(TypeError, match=r"basicsize ?(==)? ?0 but defines"):
            sink.HPyType_FromSpec("Nowhere")

    def test_generic_new(self):
        thing = made("Generic")()
        assert type(thing) is made("Generic")
        assert thing.number == 0
        assert type(sink.HPyType_GenericNew(made("Plain"))) is made("Plain")
        assert type(sink.HPy_New(made("Plain"))) is made("Plain")

    @pytest.mark.parametrize("make", [sink.HPyType_GenericNew, sink.HPy_New])
    def test_new_of_what_is_no_type(self, make):
        with pytest.raises(TypeError):
            make(5)


class TestParameters:
    def test_one_base(self):
        base = made("Plain")
        bare = derived("Bare", base)
        assert bare.__bases__ == (base,)
        assert bare().number == 0

    def test_several_bases(self):
        class Mixin:
            __slots__ = ()
            mixed = 1

        bare = sink.HPyType_FromSpec("Bare", [(BASE, made("Plain")), (BASE, Mixin)])
        assert bare.__bases__ == (made("Plain"), Mixin)
        assert bare().mixed == 1
        bare = sink.HPyType_FromSpec("Bare", [(BASES, (made("Plain"), Mixin))])
        assert bare.__bases__ == (made("Plain"), Mixin)

    def test_both_kinds_of_bases(self):
        with pytest.raises(TypeError, match="cannot specify both HPyType_SpecParam_Base and"):
            sink.HPyType_FromSpec("Bare", [(BASE, made("Plain")), (BASES, (object,))])

    def test_two_tuples_of_bases(self):
        with pytest.raises(TypeError, match="multiple specifications of HPyType_SpecParam_BasesTuple"):
            sink.HPyType_FromSpec("Bare", [(BASES, (object,)), (BASES, (object,))])

    def test_unknown_parameter(self):
        with pytest.raises(TypeError, match="unknown HPyType_SpecParam"):
            sink.HPyType_FromSpec("Bare", [(17, object)])

    def test_class_with_a_dictionary_behind(self):
        # The dictionary of its instances has no place in those of the new type.
        class Mixin:
            def __init__(self):
                self.attribute = 1

        kind = sink.HPyType_FromSpec("Bare", [(BASE, made("Plain")), (BASE, Mixin)])
        thing = kind.__new__(kind)
        thing.number = 5
        collect()
        assert thing.number == 5
        assert repr(thing)
        assert kind.__init__ is Mixin.__init__

    def test_bases_that_are_none(self):
        with pytest.raises(TypeError):
            sink.HPyType_FromSpec("Bare", [(BASE, 5)])
        with pytest.raises(TypeError):
            sink.HPyType_FromSpec("Bare", [(BASE, made("Final"))])
        with pytest.raises(TypeError):
            sink.HPyType_FromSpec("Bare", [(BASE, bool)])

    def test_metaclass(self):
        class Meta(type):
            def hello(cls):
                return "hello from " + cls.__name__

        plain = sink.HPyType_FromSpec("Plain", [(METACLASS, Meta)])
        assert type(plain) is Meta
        assert plain.hello() == "hello from Plain"
        assert plain().number == 0

    def test_metaclass_with_a_struct(self):
        meta = derived("Type", type)
        plain = sink.HPyType_FromSpec("Plain", [(METACLASS, meta)])
        assert type(plain) is meta
        assert meta.get(plain) == (0, None)
        meta.put(plain, 7, "x")
        assert meta.get(plain) == (7, "x")
        assert plain().number == 0

    def test_two_metaclasses(self):
        meta = type("Meta", (type,), {})
        with pytest.raises(ValueError, match="metaclass was specified multiple times"):
            sink.HPyType_FromSpec("Plain", [(METACLASS, meta), (METACLASS, meta)])

    def test_metaclass_that_is_none(self):
        for thing in (5, int):
            with pytest.raises(TypeError):
                sink.HPyType_FromSpec("Plain", [(METACLASS, thing)])

    def test_metaclass_with_new(self):
        meta = derived("NewMeta", type)
        with pytest.raises(TypeError, match="Metaclasses with custom"):
            sink.HPyType_FromSpec("Plain", [(METACLASS, meta)])


class TestInheritance:
    def test_struct_of_the_base(self):
        kind = derived("Derived", made("Base"))
        thing = kind()
        thing.number, thing.more, thing.extra = 1, 2, "x"
        thing.keep("one", "two", "three")
        assert (thing.number, thing.more, thing.extra) == (1, 2, "x")
        assert thing.kept() == ("one", "two", "three")

    def test_methods_of_the_base_check_self(self):
        assert made("Base").kept(derived("Derived", made("Base"))()) == (None,)
        with pytest.raises(TypeError):
            derived("Derived", made("Base")).extra.__get__(made("Base")())


class TestPythonSubclasses:
    """Types derived in Python from a type with a struct."""

    def test_struct(self):
        sub = type("Sub", (made("Plain"),), {})
        thing = sub()
        thing.number, thing.attribute = 5, "x"
        assert (thing.number, thing.attribute) == (5, "x")

    def test_new_and_destroy(self):
        sub = type("Sub", (made("Base"),), {})
        collect()
        sink.lives()
        thing = sub()
        thing.number = 5
        thing.keep(thing, "x")
        assert thing.number == 5
        assert thing.kept() == (thing, "x")
        del thing
        collect()
        assert sink.lives() == (1, 0, 1)

    def test_several_levels(self):
        class Mixin:
            __slots__ = ()

            def twice(self):
                return 2 * self.number

        class Sub(Mixin, derived("Derived", made("Base"))):
            __slots__ = ("slot",)

        class SubSub(Sub):
            pass

        thing = SubSub()
        thing.number, thing.extra, thing.slot, thing.attribute = 4, "x", "y", "z"
        assert (thing.twice(), thing.extra, thing.slot, thing.attribute) == (8, "x", "y", "z")

    def test_operators(self):
        class Sub(made("Number")):
            def __sub__(self, other):
                return "python"

        value = Sub()
        assert value - 1 == "python"
        assert (value + 1)[0] == "nb_add"
        value.value = 4
        assert int(value) == 4

    def test_init_and_new_in_python(self):
        class Sub(made("Point")):
            def __new__(cls, first):
                return super().__new__(cls, first, k=1)

            def __init__(self, first):
                super().__init__(first, "more")

        point = Sub("a")
        assert point.made == 101
        assert point.given[0] == ("a", "more")

    def test_calls(self):
        class Sub(made("Callable")):
            pass

        assert Sub()(1, x=2) == ("tp_call", (1,), ("x",), (2,))


# Base, the shape named after it, values.
SHAPES = {
    "Long": (int, LONG, [0, 1, -1, 2**40, -(2**70)]),
    "Float": (float, FLOAT, [0.0, 1.5, float("inf")]),
    "Unicode": (str, UNICODE, ["", "abc", "€" * 50]),
    "Tuple": (tuple, TUPLE, [(), (1,), tuple(range(100))]),
    "List": (list, LIST, [[], [1, 2, 3]]),
}


class TestShapes:
    def test_object(self):
        thing = made("Object")()
        assert thing.get() == (0, None)
        thing.put(7, "x")
        assert thing.get() == (7, "x")
        assert sink._HPyType_GetBuiltinShape(made("Object")) == OBJECT

    @pytest.mark.parametrize("name", SHAPES)
    def test_struct_beside_the_value(self, name):
        base, shape, values = SHAPES[name]
        kind = derived(name, base)
        assert issubclass(kind, base)
        assert sink._HPyType_GetBuiltinShape(kind) == shape
        for value in values:
            one, two = kind(value), kind(value)
            assert one.get() == (0, None)
            one.put(2**40, [1])
            assert one == two == value
            assert one.get() == (2**40, [1])
            assert two.get() == (0, None)

    def test_type(self):
        meta = derived("Type", type)
        assert sink._HPyType_GetBuiltinShape(meta) == TYPE
        kind = meta("kind", (), {"attribute": 1})
        meta.put(kind, 5, kind)
        assert meta.get(kind) == (5, kind)
        assert kind().attribute == 1

    def test_shape_of_built_in_types(self):
        for kind in (int, str, object, dict):
            assert sink._HPyType_GetBuiltinShape(kind) == LEGACY

    def test_shape_of_what_is_no_type(self):
        with pytest.raises(TypeError, match="arg must be a type"):
            sink._HPyType_GetBuiltinShape(5)

    @pytest.mark.parametrize("base", [complex, bytes, dict, Exception, bytearray, float, tuple, int, set])
    def test_without_a_struct(self, base):
        kind = derived("Bare", base)
        assert kind.__bases__ == (base,)
        value = kind()
        assert isinstance(value, base)
        assert type(value) is kind
        if base is not Exception:
            assert value == base()


# Integer members and their least and greatest values.
LIMITS = {
    "a_short": (-(2**15), 2**15 - 1),
    "an_int": (-(2**31), 2**31 - 1),
    "a_long": (-(2**63), 2**63 - 1),
    "a_byte": (-(2**7), 2**7 - 1),
    "a_ubyte": (0, 2**8 - 1),
    "a_ushort": (0, 2**16 - 1),
    "a_uint": (0, 2**32 - 1),
    "a_ulong": (0, 2**64 - 1),
    "a_longlong": (-(2**63), 2**63 - 1),
    "a_ulonglong": (0, 2**64 - 1),
    "an_ssize": (-(2**63), 2**63 - 1),
}


class TestMembers:
    @pytest.fixture
    def members(self):
        return made("Members")()

    @pytest.mark.parametrize("name", LIMITS)
    def test_integers(self, members, name):
        assert getattr(members, name) == 0
        for value in (*LIMITS[name], 1, 0):
            setattr(members, name, value)
            assert getattr(members, name) == value

    @pytest.mark.parametrize("name", LIMITS)
    def test_integers_refuse(self, members, name):
        with pytest.raises(TypeError):
            setattr(members, name, "text")
        for thing in NO_INTEGER:
            with pytest.raises(TypeError):
                setattr(members, name, thing)

    @pytest.mark.parametrize("name", ["a_long", "a_ulong", "a_longlong", "a_ulonglong", "an_ssize"])
    def test_integers_overflow(self, members, name):
        with pytest.raises(OverflowError):
            setattr(members, name, 2**70)

    @pytest.mark.parametrize("name", [*LIMITS, "a_float", "a_double", "a_bool", "a_char"])
    def test_numbers_cannot_be_deleted(self, members, name):
        with pytest.raises(TypeError, match="can't delete numeric/char attribute"):
            delattr(members, name)

    def test_floats(self, members):
        assert (members.a_float, members.a_double) == (0.0, 0.0)
        members.a_float, members.a_double = 0.5, 0.1
        assert (members.a_float, members.a_double) == (0.5, 0.1)
        members.a_float = members.a_double = 3
        assert (members.a_float, members.a_double) == (3.0, 3.0)
        members.a_float = 0.1
        assert members.a_float != 0.1
        for name in ("a_float", "a_double"):
            with pytest.raises(TypeError):
                setattr(members, name, "text")

    def test_bool(self, members):
        assert members.a_bool is False
        members.a_bool = True
        assert members.a_bool is True
        with pytest.raises(TypeError, match="attribute value type must be bool"):
            members.a_bool = 1

    def test_char(self, members):
        assert members.a_char == "c"
        members.a_char = "x"
        assert members.a_char == "x"
        for wrong in ("xy", "", 5):
            with pytest.raises(TypeError):
                members.a_char = wrong

    def test_strings(self, members):
        assert members.a_string is None
        members.set_string()
        assert members.a_string == "text €"
        assert members.an_inplace_string == "place"

    @pytest.mark.parametrize("name", ["a_string", "an_inplace_string"])
    def test_strings_are_read_only(self, members, name):
        # TypeError in CPython.
        with pytest.raises((TypeError, AttributeError)):
            setattr(members, name, "x")
        with pytest.raises((TypeError, AttributeError)):
            delattr(members, name)

    def test_none(self, members):
        assert members.a_none is None

    def test_none_is_read_only(self, members):
        # SystemError in CPython.
        with pytest.raises((SystemError, TypeError, AttributeError)):
            members.a_none = 5

    def test_object(self, members):
        assert members.an_object is None
        members.an_object = members
        assert members.an_object is members
        del members.an_object
        assert members.an_object is None

    def test_object_that_may_be_absent(self, members):
        with pytest.raises(AttributeError):
            _ = members.an_object_ex
        members.an_object_ex = [1]
        assert members.an_object_ex == [1]
        del members.an_object_ex
        with pytest.raises(AttributeError):
            _ = members.an_object_ex

    def test_absent_object_cannot_be_deleted(self, members):
        with pytest.raises(AttributeError):
            del members.an_object_ex

    def test_objects_are_kept_and_let_go(self, members):
        for name in ("an_object", "an_object_ex"):
            target = Target()
            reference = weakref.ref(target)
            setattr(members, name, target)
            del target
            collect()
            assert reference() is getattr(members, name)
            setattr(members, name, None)
            collect()
            assert reference() is None

    def test_read_only(self, members):
        assert members.a_constant == 7
        with pytest.raises(AttributeError):
            members.a_constant = 8
        with pytest.raises(AttributeError):
            del members.a_constant
        assert members.a_constant == 7

    def test_documentation(self):
        assert made("Members").a_constant.__doc__ == "cannot be set"
        assert made("Members").both.__doc__ == "an_int times two"

    def test_neighbours_stay(self, members):
        values = {name: limits[1] for name, limits in LIMITS.items()}
        for name, value in values.items():
            setattr(members, name, value)
        members.a_char, members.a_bool = "z", True
        members.set_string()
        assert {name: getattr(members, name) for name in values} == values
        assert (members.a_char, members.a_bool, members.a_string) == ("z", True, "text €")
        assert (members.an_inplace_string, members.a_constant) == ("place", 7)


class TestGetSets:
    @pytest.fixture
    def members(self):
        return made("Members")()

    def test_get_and_set(self, members):
        members.both = 20
        assert members.an_int == 10
        assert members.both == 20
        with pytest.raises(TypeError):
            members.both = "x"
        assert members.both == 20

    def test_delete(self, members):
        del members.both
        assert members.an_int == -1

    def test_get_only(self, members):
        assert members.only_get == "got"
        with pytest.raises(AttributeError):
            members.only_get = 1
        with pytest.raises(AttributeError):
            del members.only_get

    def test_getter_raises(self, members):
        with pytest.raises(LookupError, match="from the getter"):
            _ = members.raises

    def test_set_only(self, members):
        members.only_set = 9
        assert members.a_longlong == 9
        with pytest.raises(AttributeError):
            _ = members.only_set

    def test_on_the_type(self, members):
        assert made("Members").only_get.__get__(members) == "got"
        assert made("Members").only_get.__name__ == "only_get"

    def test_wrong_self(self):
        with pytest.raises(TypeError):
            made("Members").only_get.__get__(5)


class TestLives:
    """Finalisation, destruction and traversal; the counts are (destroyed bases, destroyed derived, finalised)."""

    @pytest.fixture(autouse=True)
    def fresh(self):
        collect()
        sink.lives()

    def test_struct_is_zeroed(self):
        # The constructor checks it.
        for _ in range(300):
            thing = made("Base")()
            thing.number = 2**63 - 1
            thing.keep(thing, 1, 2, 3)

    def test_destroyed(self):
        thing = made("Base")()
        thing.number = 1
        del thing
        collect()
        assert sink.lives()[0] == 1

    def test_finalized(self):
        thing = made("Base")()
        del thing
        collect()
        assert sink.lives()[2] == 1

    def test_destroyed_with_its_base(self):
        thing = derived("Derived", made("Base"))()
        del thing
        collect()
        assert sink.lives() == (1, 1, 1)

    def test_resurrected(self):
        saved = []
        thing = made("Base")()
        thing.number = 77
        thing.keep(saved.append)
        del thing
        collect()
        assert len(saved) == 1
        assert saved[0].number == 77
        assert sink.lives()[0] == 0
        saved[0].keep()
        saved.clear()
        collect()
        assert sink.lives()[0] == 1

    def test_fields(self):
        thing = made("Base")()
        assert thing.kept() == (None,)
        things = [Target() for _ in range(10)]
        references = [weakref.ref(item) for item in things]
        thing.keep(*things)
        assert thing.kept() == tuple(things)
        del things
        collect()
        assert all(reference() is not None for reference in references)
        thing.keep("other")
        collect()
        assert not any(reference() for reference in references)
        assert thing.kept() == ("other",)

    def test_fields_are_let_go_with_their_owner(self):
        thing, target = made("Base")(), Target()
        reference = weakref.ref(target)
        thing.keep(None, target, target)
        del target
        collect()
        assert reference() is not None
        del thing
        collect()
        assert reference() is None

    def test_fields_are_visited_once(self):
        # An object that is visited more often than it is referred to passes for garbage.
        thing, target = derived("Derived", made("Base"))(), Target()
        target.attribute = "alive"
        thing.keep(target, target)
        thing.extra = target
        for _ in range(3):
            gc.collect()
        assert target.attribute == "alive"
        assert thing.kept() == (target, target)

    def test_cycles(self):
        first, second = made("Base")(), derived("Derived", made("Base"))()
        first.keep(second, first)
        second.keep(first)
        second.extra = second
        del first, second
        collect()
        assert sink.lives()[:2] == (2, 1)

    def test_fields_while_objects_move(self):
        # A moving collector has to update the fields.
        things = [made("Base")() for _ in range(300)]
        for index, thing in enumerate(things):
            thing.keep([index], things[index - 1])
        gc.collect()
        garbage = [[i] for i in range(10_000)]
        gc.collect()
        assert len(garbage) == 10_000
        for index, thing in enumerate(things):
            assert thing.kept()[0] == [index]
            assert thing.kept()[1] is things[index - 1]

    def test_referents(self):
        thing, target = made("Base")(), Target()
        thing.keep(target)
        before = sink.traversals()
        assert target in gc.get_referents(thing)
        assert sink.traversals() > before
