"""Types of extensions: derived natively and in Python, from each other and from built-in types; their end."""

import io
import sys
import weakref

import hpyhost
import hpyhost_fixtures
import pytest
from collector import collect

LEGACY, OBJECT, TYPE, LONG, FLOAT, UNICODE, TUPLE, LIST = range(-1, 7)

pytestmark = hpyhost_fixtures.needs_own_host("is not this project's, and some of this ends its process")


@pytest.fixture
def ext():
    """The extension."""
    return hpyhost_fixtures.loaded("hosttest")


@pytest.fixture
def fresh(ext):
    """Nothing is left over from other tests, so that ``ext.counts()`` tells of this one."""
    collect()
    ext.counts()


counting = pytest.mark.usefixtures("fresh")


def test_struct_is_zeroed_and_aligned(ext):
    # The constructor checks it; freed memory is dirty.
    for number in range(1000):
        assert ext.Node(number).number == number


def test_members_of_a_derived_struct(ext):
    node = ext.Derived(5, "next")
    node.other = "other"
    assert (node.number, node.next, node.other) == (5, "next", "other")


@counting
def test_destructors_run_once_for_each_type(ext):
    node = ext.Derived(5)
    del node
    collect()
    assert ext.counts() == (1, 1, 1)


class TestPythonSubclass:
    def test_members_and_operators(self, ext):
        class Sub(ext.Node):
            def double(self):
                return self + self

        node = Sub(21, "next")
        assert (node.number, node.next) == (21, "next")
        assert type(node.double()) is Sub
        assert node.double().number == 42

    @counting
    def test_attributes_and_weak_references(self, ext):
        class Sub(ext.Derived):
            pass

        node = Sub(1)
        node.attribute = "x"
        reference = weakref.ref(node)
        assert reference() is node
        del node
        collect()
        assert reference() is None
        assert ext.counts() == (1, 1, 1)

    def test_without_dictionary(self, ext):
        class Sub(ext.Node):
            __slots__ = ("slot",)

        node = Sub(1, "next")
        node.slot = "slot"
        assert (node.number, node.next, node.slot) == (1, "next", "slot")
        with pytest.raises(AttributeError):
            node.other = 1

    @counting
    @pytest.mark.needs_host("mortal_classes")
    def test_cycle_through_a_field_and_the_class(self, ext):
        # GraalPy's inline caches hold on to the first few classes that go through them, until they give up.
        number, kept = (40, 20) if sys.implementation.name == "graalpy" else (1, 0)
        for _ in range(number):

            class Sub(ext.Node):
                pass

            node = Sub(1)
            node.next = Sub.instance = node
            del node, Sub
        collect()
        _, destroyed, finalised = ext.counts()
        assert number - kept <= destroyed == finalised <= number

    def test_finaliser_in_python(self, ext):
        seen = []

        class Sub(ext.Node):
            def __del__(self):
                seen.append(self.number)
                if self.number == 1:
                    seen.append(self)

        node = Sub(1)
        del node
        collect()
        assert seen[0] == 1  # and the object lives
        seen[1].number = 2
        seen.clear()
        collect()
        assert ext.counts()[1] == 1

    @counting
    def test_several_bases(self, ext):
        class Mixin:
            def mixed(self):
                return self.number + 1

        class Sub(Mixin, ext.Derived):
            pass

        class SubSub(Sub):
            __slots__ = ()

        assert SubSub(4).mixed() == 5
        collect()
        assert ext.counts() == (1, 1, 1)

    def test_conflicting_bases(self, ext):
        with pytest.raises(TypeError, match=r"lay-?out conflict"):
            type("Sub", (ext.Node, ext.Adder), {})


@counting
def test_cycle_through_fields(ext):
    first, second = ext.Node(1), ext.Derived(2)
    first.next, second.next, second.other = second, first, second
    del first, second
    collect()
    destroyed, base_destroyed, _ = ext.counts()
    assert (destroyed, base_destroyed) == (1, 2)


def test_field_keeps_and_lets_go(ext):
    class Target:
        pass

    target = Target()
    reference = weakref.ref(target)
    node = ext.Node(1, target)
    del target
    collect()
    assert reference() is node.next
    node.next = None
    collect()
    assert reference() is None


@counting
@pytest.mark.skipif(
    sys.implementation.name == "pypy", reason="PyPy runs only the first finaliser of a chain at each collection"
)
@pytest.mark.parametrize("kind", ["native", "python", "mixed"])
def test_long_chain_is_freed_without_recursion(ext, kind):
    class Sub(ext.Node):
        __slots__ = ()

    # On GraalPy recursion ends much earlier.
    length = 3_000 if sys.implementation.name == "graalpy" else 300_000

    def chain():
        # In a frame of its own: GraalPy's hold on to what goes through them.
        node = None
        for number in range(length):
            make = {"native": ext.Node, "python": Sub, "mixed": (ext.Node, Sub)[number % 2]}[kind]
            node = make(number, node)

    chain()
    destroyed = 0
    for _ in range(5):
        collect()
        destroyed += ext.counts()[1]
        if destroyed == length:
            break
    assert destroyed == length


def test_weak_references_and_dictionary_of_its_own(ext):
    weak = ext.Weak()
    weak.attribute = "x"
    called = []
    reference = weakref.ref(weak, called.append)
    assert weak.attribute == "x"
    del weak
    collect()
    assert reference() is None
    assert called == [reference]


class TestCalls:
    def test_positional_and_named(self, ext):
        adder = ext.Adder()
        adder.number = 1
        assert adder() == 1
        assert adder(2, 3) == 6
        assert adder(2, x=3, y=4) == 10
        assert adder(*range(100)) == 4951
        assert adder(**{f"x{i}": i for i in range(20)}) == 191

    def test_function_of_one_object(self, ext):
        adder, other = ext.Adder(), ext.Adder()
        ext.double_it(adder)
        assert adder(1, x=2) == 6
        assert other(1, x=2) == 3

    def test_object_that_cannot_be_called(self, ext):
        with pytest.raises(TypeError):
            ext.double_it(ext.Node(1))

    def test_python_subclass(self, ext):
        class Sub(ext.Adder):
            pass

        class Own(ext.Adder):
            def __call__(self, *args):
                return "own", super().__call__(*args)

        assert Sub()(1, 2) == 3
        assert Sub()(1, x=2) == 3
        assert Own()(1, 2) == ("own", 3)
        sub = Sub()
        ext.double_it(sub)
        assert sub(1) == 2


# Built-in type, the shape named after it, values of it.
SHAPES = [
    (int, LONG, [0, 1, -1, 2**40, -(2**70), 10**300]),
    (float, FLOAT, [0.0, 1.5, float("inf")]),
    (str, UNICODE, ["", "abc", "\u20ac" * 50]),
    (tuple, TUPLE, [(), (1,), tuple(range(100))]),
    (list, LIST, [[], [1, 2, 3], list(range(100))]),
]


def own_dictionary(base, x):
    """The dictionary of an instance, as far as it is the program's.

    Where types like ``int`` leave no place for slots, the ffi host on GraalPy keeps its own things there, too.
    """
    if sys.implementation.name == "graalpy" and base in (int, tuple):
        return {name: value for name, value in x.__dict__.items() if not name.startswith("_h")}
    return x.__dict__


class TestBuiltinShapes:
    @counting
    @pytest.mark.parametrize(("base", "shape", "values"), SHAPES)
    @pytest.mark.parametrize("subclass", ["native", "slots", "python"])
    def test_struct_beside_the_value(self, ext, base, shape, values, subclass):
        made = ext.derive((base,), shape, True)
        assert ext.shape(made) == shape
        if subclass != "native":
            made = type("Sub", (made,), {"__slots__": ()} if subclass == "slots" else {})

        def fill(value):
            # In a frame of its own: GraalPy's hold on to what goes through them.
            one, two = made(value), made(value)
            assert (one.number, one.field) == (0, None)
            one.number, one.field = 2**62, [1]
            if subclass == "python":
                one.attribute = "x"
                assert own_dictionary(base, one) == {"attribute": "x"}
            assert one == two == value
            assert (one.number, one.field, two.number, two.field) == (2**62, [1], 0, None)

        for value in values:
            fill(value)
        collect()
        assert ext.counts()[0] == 2 * len(values)

    @pytest.mark.parametrize(("base", "shape", "values"), SHAPES)
    def test_references_of_the_value_are_freed(self, ext, base, shape, values):
        made = ext.derive((base,), shape, True)

        class Target:
            pass

        def filled():
            # In a frame of its own: GraalPy's hold on to what goes through them.
            target = Target()
            reference = weakref.ref(target)
            value = made([target, target] if base in (list, tuple) else values[0])
            value.field = target
            del target
            assert reference() is not None
            return reference

        reference = filled()
        collect()
        assert reference() is None

    @counting
    @pytest.mark.needs_host("mortal_classes")
    def test_type(self, ext):
        meta = ext.derive((type,), TYPE, True)
        cls = meta("cls", (), {"attribute": 1})
        cls.number, cls.field = 5, cls
        assert (cls.number, cls.field, cls.attribute) == (5, cls, 1)
        sub = type("sub", (cls,), {"__slots__": ("a", "b")})
        assert type(sub) is meta
        assert sub.number == 0
        instance = sub()
        instance.a = 1
        assert instance.a == 1
        del cls, sub, instance
        collect()
        assert ext.counts()[0] == 2

    @pytest.mark.parametrize("base", [complex, bytes, dict, Exception, bytearray, float, tuple, int])
    def test_without_struct(self, ext, base):
        made = ext.derive((base,), OBJECT, False)
        assert made() == base() or base is Exception
        sub = type("Sub", (made,), {})
        sub().attribute = 1

    def test_shape_must_fit_the_base(self, ext):
        with pytest.raises(TypeError, match="does not derive from it"):
            ext.derive((object,), FLOAT, True)
        with pytest.raises(ValueError, match="invalid shape: 99"):
            ext.derive((object,), 99, True)

    def test_structs_of_two_shapes(self, ext):
        made = ext.derive((float,), FLOAT, True)
        with pytest.raises(TypeError, match="shape"):
            ext.derive((made,), OBJECT, True)
        assert ext.shape(ext.derive((made,), OBJECT, False)) == OBJECT

    def test_base_that_is_no_type(self, ext):
        with pytest.raises(TypeError):
            ext.derive((1,), OBJECT, True)
        with pytest.raises(TypeError):
            ext.derive(1, OBJECT, True)


class TestNativeOverPython:
    def test_class_with_dictionary(self, ext):
        class Base:
            def __init__(self):
                self.attribute = "x"

        value = ext.derive((Base,), OBJECT, False)()
        assert value.attribute == "x"
        value.attribute = value
        reference = weakref.ref(value)
        del value
        collect()
        assert reference() is None

    @counting
    def test_struct_over_class_without_dictionary(self, ext):
        class Base:
            __slots__ = ()

            def greet(self):
                return "hello"

        value = ext.derive((Base,), OBJECT, True)()
        value.number, value.field = 5, value.greet
        assert (value.number, value.field()) == (5, "hello")
        value.field = None
        del value
        collect()
        assert ext.counts()[0] == 1

    def test_struct_over_class_with_dictionary(self, ext):
        class Base:
            pass

        if hpyhost.current() == "ffi":
            # There the struct does not lie in the object, so nothing is in its way.
            value = ext.derive((Base,), OBJECT, True)()
            value.number = value.attribute = 5
            assert (value.number, value.attribute) == (5, 5)
            return
        with pytest.raises(TypeError, match=r"'hosttest.Made' has a struct.* cannot derive from a class"):
            ext.derive((Base,), OBJECT, True)

    @counting
    def test_struct_over_empty_class_over_native(self, ext):
        class Between(ext.derive((object,), OBJECT, True)):
            __slots__ = ()

        value = ext.derive((Between,), OBJECT, True)()
        value.number = 5
        del value
        collect()
        assert ext.counts()[0] == 2

    def test_metaclass_of_the_base(self, ext):
        class Meta(type):
            pass

        class Base(metaclass=Meta):
            __slots__ = ()

        made = ext.derive((Base,), OBJECT, False)
        assert type(made) is Meta
        assert made.__name__ == "Made"
        assert made.__module__ == "hosttest"
        assert isinstance(made(), Base)

    @counting
    def test_python_class_between_native_ones(self, ext):
        class Between(ext.Node):
            pass

        made = ext.derive((Between,), OBJECT, False)

        class Last(made):
            pass

        for kind in (made, Last):
            node = kind(7)
            node.next = node.attribute = node
            assert node.number == 7
            del node
            collect()
            assert ext.counts() == (0, 1, 1)


@counting
@pytest.mark.skipif(sys.implementation.name != "cpython", reason="this interpreter counts no references")
def test_instances_give_up_their_type(ext):
    made = [ext.derive((base,), shape, True) for base, shape, _ in SHAPES]
    classes = [ext.Node, ext.Derived, ext.Weak, ext.Adder, ext.Block, *made]
    classes += [type("Sub", (cls,), {}) for cls in classes] + [type("S", (cls,), {"__slots__": ()}) for cls in classes]
    before = [sys.getrefcount(cls) for cls in classes]
    for cls in classes:
        started = sys.getrefcount(cls)
        instances = [cls() for _ in range(50)]
        assert sys.getrefcount(cls) == started + 50
        del instances
    del cls
    collect()
    assert [sys.getrefcount(cls) for cls in classes] == before


def test_names(ext):
    class Renamed(ext.Node):
        pass

    assert ext.name(ext.Node) == "Node"
    assert ext.name(int) == "int"
    Renamed.__name__ = "Other"
    assert ext.name(Renamed) == "Other"
    with pytest.raises(TypeError):
        ext.name(1)


def test_renamed_type_is_still_known(ext):
    made = ext.derive((float,), FLOAT, True)
    made.__name__ = "Something"
    value = made(1.5)
    value.number = 3
    assert (value, value.number, ext.shape(made)) == (1.5, 3, FLOAT)


def test_shape_of_other_types(ext):
    assert ext.shape(ext.Node) == OBJECT
    with pytest.raises(TypeError):
        ext.shape(1)


def test_deleted_object_member(ext):
    node = ext.Node(1, "next")
    del node.next
    assert node.next is None


@pytest.mark.needs_host("buffer_export")
def test_buffer(ext):
    block = ext.Block()
    before = block.releases
    view = memoryview(block)
    assert (view.tolist(), view.shape, view.format, view.readonly) == (
        [[97, 98, 99], [100, 101, 102]],
        (2, 3),
        "B",
        True,
    )
    view.release()
    collect()
    assert block.releases == before + 1
    with pytest.raises((BufferError, TypeError)):
        io.BytesIO(b"xxxxxx").readinto(block)
