"""Lists, tuples, dictionaries, builders, trackers, and the helpers that extensions link for themselves."""

import weakref

import pytest
from collector import collect
from kitchen_sink import sink


class Thing:
    """Something to count."""


class ListOf(list):
    pass


def test_checks():
    assert sink.HPyList_Check([]) == sink.HPyList_Check(ListOf()) == 1
    assert sink.HPyList_Check(()) == 0
    assert sink.HPyTuple_Check(()) == 1
    assert sink.HPyTuple_Check([]) == 0
    assert sink.HPyDict_Check({}) == 1
    assert sink.HPyDict_Check(type("DictOf", (dict,), {})()) == 1
    assert sink.HPyDict_Check([]) == 0


def test_new():
    assert sink.HPyDict_New() == {}
    assert sink.HPyDict_New() is not sink.HPyDict_New()
    assert sink.HPyList_New(0) == []
    assert sink.HPyList_New(0) is not sink.HPyList_New(0)


def test_new_list_with_room():
    # Its items are not set, and nothing but its length is defined.
    assert len(sink.HPyList_New(5)) == 5


def test_new_list_of_negative_size():
    with pytest.raises(SystemError):
        sink.HPyList_New(-1)


def test_append():
    items = []
    assert sink.HPyList_Append(items, 1) == 0
    assert sink.HPyList_Append(items, items) == 0
    assert items[0] == 1
    assert items[1] is items


def test_append_to_what_is_no_list():
    with pytest.raises(SystemError):
        sink.HPyList_Append((), 1)


@pytest.mark.parametrize("make", [sink.HPyTuple_FromArray, sink.HPyTuple_Pack, sink.HPyTupleBuilder_Build])
def test_tuples(make):
    assert make() == ()
    things = (1, "two", Thing())
    assert make(*things) == things
    assert type(make(*things)) is tuple


@pytest.mark.parametrize("count", [0, 1, 2, 7, 8, 9, 100, 1000])
def test_builders(count):
    things = [object() for _ in range(count)]
    built = sink.HPyListBuilder_Build(*things)
    assert type(built) is list
    assert built == things
    built = sink.HPyTupleBuilder_Build(*things)
    assert type(built) is tuple
    assert built == tuple(things)


def given(function):
    """Weak references to ten objects that it was called with, in a frame of its own: GraalPy's hold on to such."""
    things = [Thing() for _ in range(10)]
    function(*things)
    return [weakref.ref(thing) for thing in things]


def kept_alive(function):
    """How many of ten objects live on after a call with them."""
    references = given(function)
    collect()
    return sum(reference() is not None for reference in references)


@pytest.mark.parametrize("name", ["HPyListBuilder_Build", "HPyTupleBuilder_Build", "HPyTuple_FromArray", "many"])
def test_nothing_keeps_items_of_what_is_gone(name):
    assert kept_alive(getattr(sink, name)) == 0


@pytest.mark.parametrize("name", ["HPyListBuilder_Cancel", "HPyTupleBuilder_Cancel"])
def test_cancelled_builders_let_go(name):
    assert kept_alive(getattr(sink, name)) == 0


@pytest.mark.parametrize("make", [sink.huge_list, sink.huge_tuple])
def test_builders_without_memory(make):
    with pytest.raises(MemoryError):
        make()


@pytest.mark.parametrize("count", [0, 1, 2, 10, 1000])
def test_trackers(count):
    things = [object() for _ in range(count)]
    assert sink.HPyTracker_Close(*things) is None
    assert sink.HPyTracker_ForgetAll(*things) == things


def test_trackers_close_what_they_track():
    assert kept_alive(sink.HPyTracker_Close) == 0
    assert kept_alive(sink.HPyTracker_ForgetAll) == 0


@pytest.mark.parametrize(
    "part", [slice(None), slice(2), slice(-3, None), slice(8, 1, -2), slice(100, -100, -1)], ids=str
)
def test_adjusted_indices(part):
    start, stop, step = part.indices(10)
    given = [-(2**63) if bound is None else bound for bound in (part.start, part.stop)]
    if part.start is None:
        given[0] = 0
    if part.stop is None:
        given[1] = 2**63 - 1
    assert sink.HPySlice_AdjustIndices(10, *given, step) == (start, stop, len(range(10)[part]))


class TestLinkedHelpers:
    """They are the extension's own code: a host has to offer all that they call."""

    def test_arguments(self):
        parse = sink.HPyArg_ParseKeywords
        assert parse(1) == (1, 0.25, None)
        assert parse(1, 2.5, "x") == (1, 2.5, "x")
        assert parse(number=1, thing="x") == (1, 0.25, "x")
        assert parse(1, thing=[]) == (1, 0.25, [])

    def test_wrong_arguments(self):
        parse = sink.HPyArg_ParseKeywords
        with pytest.raises(TypeError, match="required"):
            parse()

    def test_wrong_types_of_arguments(self):
        with pytest.raises(TypeError):
            sink.HPyArg_ParseKeywords("x")

    def test_values(self):
        assert sink.HPy_BuildValue() == (1, ["two", (3.0,)], {"four": True, "five": 5})

    def test_formats(self):
        assert sink.HPyUnicode_FromFormat("ü") == "   42|ab|'ü'|ü"
        with pytest.raises(LookupError, match=r"^'?formatted: '\\xfc'"):
            sink.HPyErr_Format(LookupError, "ü")

    def test_struct_sequences(self):
        pair = sink.HPyStructSequence_New(1, "two")
        assert pair == (1, "two")
        assert (pair.first, pair.second) == (1, "two")
        assert type(pair).__name__ == "Pair"

    def test_add_type(self):
        class Namespace:
            pass

        assert sink.HPyHelpers_AddType(Namespace, "Added", "Final") is None
        assert Namespace.Added.__name__ == "Final"
        assert isinstance(Namespace.Added(), Namespace.Added)
        with pytest.raises(AttributeError):
            sink.HPyHelpers_AddType(object(), "Added", "Final")
