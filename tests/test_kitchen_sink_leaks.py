"""No call leaves anything behind that keeps its arguments, or what their methods gave, alive."""

import weakref

import pytest
from collector import collect
from kitchen_sink import NULL, made, sink


class Thing:
    """An object on which everything works, and gives the object itself or a new one."""

    def __init__(self):
        self.attribute = self

    def _itself(self, *args):
        return self

    def _another(self, *args):
        return Thing()

    def _number(self, *args):
        return 3

    def _text(self):
        return "text"

    __neg__ = __pos__ = __invert__ = __add__ = __radd__ = __sub__ = __mul__ = __matmul__ = __iadd__ = __pow__ = _itself
    __abs__ = __truediv__ = __floordiv__ = __mod__ = __divmod__ = __and__ = __or__ = __xor__ = __ipow__ = _another
    __index__ = __int__ = __len__ = __hash__ = _number
    __getitem__ = __lt__ = __eq__ = __call__ = method = _itself
    __repr__ = __str__ = _text

    def __float__(self):
        return 1.5

    def __bool__(self):
        return True

    def __bytes__(self):
        return b"bytes"

    def __setitem__(self, key, value):
        pass

    def __delitem__(self, key):
        pass

    def __contains__(self, key):
        return True

    def raising(self):
        raise ValueError(self)


def point(thing):
    """A native object with a reference to `thing`."""
    base = made("Base")()
    base.keep(thing, thing)
    return base


UNARY = [
    "HPy_Dup",
    "HPy_Negative",
    "HPy_Positive",
    "HPy_Absolute",
    "HPy_Invert",
    "HPy_Index",
    "HPy_Long",
    "HPy_Float",
    "HPy_Repr",
    "HPy_Str",
    "HPy_ASCII",
    "HPy_Bytes",
    "HPy_Hash",
    "HPy_Length",
    "HPy_IsTrue",
    "HPy_Type",
    "HPyCallable_Check",
    "HPyNumber_Check",
    "HPyLong_AsInt64_t",
    "HPyFloat_AsDouble",
    "HPyList_Check",
    "HPyUnicode_Check",
    "HPyErr_Clear",
    "one",
]
BINARY = [
    "HPy_Add",
    "HPy_Subtract",
    "HPy_Multiply",
    "HPy_MatrixMultiply",
    "HPy_FloorDivide",
    "HPy_TrueDivide",
    "HPy_Remainder",
    "HPy_Divmod",
    "HPy_And",
    "HPy_Xor",
    "HPy_Or",
    "HPy_InPlaceAdd",
    "HPy_InPlaceSubtract",
    "HPy_GetItem",
    "HPy_Contains",
    "HPy_DelItem",
    "HPy_Is",
    "many",
    "HPyTuple_FromArray",
    "HPyListBuilder_Build",
    "HPyListBuilder_Cancel",
    "HPyTupleBuilder_Build",
    "HPyTracker_Close",
    "HPyTracker_ForgetAll",
]


def raising(expected, function, *args):
    """Call it and see the exception off."""
    with pytest.raises(expected):
        function(*args)


OTHERS = {
    "HPy_Power": lambda t: sink.HPy_Power(t, t, t),
    "HPy_InPlacePower": lambda t: sink.HPy_InPlacePower(t, t, None),
    "HPy_GetAttr": lambda t: sink.HPy_GetAttr(t, "attribute"),
    "HPy_GetAttr_s": lambda t: sink.HPy_GetAttr_s(t, "attribute"),
    "missing attribute": lambda t: raising(AttributeError, sink.HPy_GetAttr_s, t, "missing"),
    "HPy_HasAttr_s": lambda t: sink.HPy_HasAttr_s(t, "attribute"),
    "HPy_SetAttr": lambda t: sink.HPy_SetAttr(t, "attribute", t),
    "HPy_SetAttr_s": lambda t: sink.HPy_SetAttr_s(t, "attribute", t),
    "HPy_GetItem_i": lambda t: sink.HPy_GetItem_i(t, 1),
    "HPy_GetItem_i of a list": lambda t: sink.HPy_GetItem_i([t, t], 1),
    "HPy_GetItem_s": lambda t: sink.HPy_GetItem_s(t, "key"),
    "HPy_SetItem": lambda t: sink.HPy_SetItem({}, t, t),
    "HPy_SetItem_i": lambda t: sink.HPy_SetItem_i([t, t], 1, t),
    "HPy_SetItem_s": lambda t: sink.HPy_SetItem_s({"key": t}, "key", t),
    "HPy_DelItem_i": lambda t: sink.HPy_DelItem_i([t, t], 1),
    "HPy_DelItem_s": lambda t: sink.HPy_DelItem_s({"key": t}, "key"),
    "HPy_RichCompare": lambda t: sink.HPy_RichCompare(t, t, 0),
    "HPy_RichCompareBool": lambda t: sink.HPy_RichCompareBool(t, 1, 2),
    "HPy_CallTupleDict": lambda t: sink.HPy_CallTupleDict(t, (t,), NULL),
    "HPy_CallTupleDict with names": lambda t: sink.HPy_CallTupleDict(dict, (), {"name": t}),
    "HPy_CallMethodTupleDict_s": lambda t: sink.HPy_CallMethodTupleDict_s("method", t, (t,), NULL),
    "HPyList_Append": lambda t: sink.HPyList_Append([], t),
    "HPyErr_SetObject": lambda t: raising(KeyError, sink.HPyErr_SetObject, KeyError, t),
    "pass_exception": lambda t: raising(ValueError, sink.pass_exception, t.raising),
    "replace_exception": lambda t: raising(KeyError, sink.replace_exception, t.raising),
    "HPyErr_ExceptionMatches": lambda t: sink.HPyErr_ExceptionMatches(t.raising, KeyError),
    "named": lambda t: sink.named(t, name=t),
    "HPyArg_ParseKeywords": lambda t: sink.HPyArg_ParseKeywords(1, thing=t),
    "method of a type": lambda t: made("Callable")().named(t, name=t),
    "tp_call": lambda t: made("Callable")()(t, name=t),
    "tp_init": lambda t: made("Point")(t, name=t),
    "failing tp_init": lambda t: raising(ValueError, made("Point"), t, t, t),
    "tp_richcompare": lambda t: made("Point")() == t,
    "sq_ass_item": lambda t: made("Sequence")().__setitem__(1, t),
    "mp_subscript": lambda t: made("Mapping")()[t],
    "mp_ass_subscript": lambda t: made("Mapping")().__setitem__(t, t),
    "member": lambda t: setattr(made("Members")(), "an_object", t),
    "fields": point,
    "fields replaced": lambda t: point(t).keep(None),
    "member that may be absent": lambda t: sink.HPy_SetAttr_s(made("Members")(), "an_object_ex", t),
}


def through_a_global(thing):
    sink.HPyGlobal_Store(True, thing)
    sink.HPyGlobal_Load(True)
    sink.HPyGlobal_Store(True, None)


def twice(function):
    """The function with one object for both arguments."""
    return lambda thing: function(thing, thing)


CALLS = {
    **{name: getattr(sink, name) for name in UNARY},
    **{name: twice(getattr(sink, name)) for name in BINARY},
    **OTHERS,
    "globals": through_a_global,
}


def given(name):
    """A weak reference to what a call was given, in a frame of its own: GraalPy's hold on to such."""
    thing = Thing()
    CALLS[name](thing)
    thing.attribute = None
    return weakref.ref(thing)


@pytest.fixture(scope="module")
def left():
    """Weak references to what each call was given, or its exception; collecting once for all takes its time, too."""
    found = {}
    for name in CALLS:
        try:
            found[name] = [given(name) for _ in range(5)]
        except Exception as error:
            found[name] = error.with_traceback(None)
    collect()
    return found


@pytest.mark.parametrize("name", CALLS)
def test_nothing_stays(left, name):
    if isinstance(left[name], Exception):
        raise left[name]
    # By identity: everything equals a Thing.
    assert [reference() is None for reference in left[name]] == [True] * 5
