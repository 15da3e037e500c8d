"""Where hosts deviate from HPy 0.9.0, as the kitchen-sink tests found it.

One entry per deviation: the hosts, the tests, what happens there, and how it ends. Tests are named by their file
(without ``test_kitchen_sink_`` and ``.py``), class and function; a name without parameters in brackets means all
parameters, and ``*`` stands for anything. What ends in a crash is not run, what fails has to fail, so that a host that
learns it is noticed; ``varies`` stands for failures that do not come every time or not with each parameter.
"""

import fnmatch
import pathlib
import re
from typing import NamedTuple

from hosts import GRAALPY_23, GRAALPY_24, PYPY, REFERENCE

CRASHES, FAILS, VARIES = "crashes", "fails", "varies"
GRAALPY = (GRAALPY_23, GRAALPY_24)
FFI = ("ffi-*",)
FFI_PYPY = ("ffi-pypy*",)
FFI_GRAALPY = ("ffi-graalpy*",)


class Deviation(NamedTuple):
    """Hosts (names as in ``hosts.host_of``, or patterns), tests (patterns), what happens, and how it ends."""

    hosts: tuple
    tests: tuple
    what: str
    end: str

    def covers(self, host, test):
        """Whether this is about `test` (as `test_of` names it) on `host`.

        >>> Deviation(("h",), ("text::Bytes",), "", FAILS).covers("h", "text::Bytes::test_make[1]")
        True
        """
        if not any(fnmatch.fnmatchcase(host, pattern) for pattern in self.hosts):
            return False
        plain = test.partition("[")[0]
        for pattern in self.tests:
            # Brackets are part of names here and no sets of characters.
            literal = pattern.replace("[", "[[]")
            if any(fnmatch.fnmatchcase(name, literal) for name in (test, plain)) or plain.startswith(pattern + "::"):
                return True
        return False


def test_of(nodeid):
    """How a test is named here, or None for one of another file.

    >>> test_of("tests/test_kitchen_sink_text.py::TestBytes::test_check")
    'text::TestBytes::test_check'
    """
    found = re.search(r"test_kitchen_sink_(\w+)\.py(::.*)", nodeid)
    return found.group(1) + found.group(2) if found else None


def deviation_of(host, nodeid):
    """The first deviation that covers a test on a host, or None."""
    test = test_of(nodeid)
    return next((entry for entry in DEVIATIONS if test and entry.covers(host, test)), None)


DEVIATIONS = [
    # This project's host for any interpreter.
    Deviation(FFI, ("rest::TestCPythonsOwn",), "there is no C API of CPython's to mix with", FAILS),
    Deviation(FFI_PYPY, ("rest::TestBuffers::test_read_only",), "ctypes writes to a read-only buffer", FAILS),
    Deviation(FFI_PYPY, ("rest::TestBuffers::test_owner",), "memoryview(x).obj is another memoryview", FAILS),
    Deviation(
        FFI_PYPY,
        ("rest::TestBuffers::test_released",),
        "a buffer is released when it is collected, not when its memoryview is released",
        FAILS,
    ),
    Deviation(
        FFI_PYPY + FFI_GRAALPY,
        ("slots::test_power_reflected",),
        "before Python 3.14 pow with three arguments asks no reflected method of a class in Python",
        FAILS,
    ),
    Deviation(
        FFI_PYPY + FFI_GRAALPY,
        ("types::TestGetSets::test_on_the_type",),
        "before Python 3.13 properties have no __name__",
        FAILS,
    ),
    Deviation(
        FFI_PYPY,
        ("types::TestLives::test_referents",),
        "gc.get_referents tells of the list that holds what the fields refer to",
        FAILS,
    ),
    Deviation(
        FFI_GRAALPY,
        (
            "text::TestEncoding::test_ascii_and_latin1",
            "text::TestEncoding::test_lone_surrogates",
            "text::TestDecoding::test_bad_utf8",
        ),
        "exceptions of codecs have other messages and attributes",
        FAILS,
    ),
    Deviation(FFI_GRAALPY, ("rest::TestBuffers",), "memoryview takes nothing from a class in Python", FAILS),
    Deviation(FFI_GRAALPY, ("late::TestContextVariables::test_set_and_get",), "ContextVar has no name", FAILS),
    Deviation(FFI_GRAALPY, ("types::TestLives::test_referents",), "the collector shows no referents", FAILS),
    # The reference host.
    Deviation(
        (REFERENCE,),
        (
            "numbers::test_as_c_refuses_what_is_no_integer[*-HPyLong_AsUInt32_t]",
            "numbers::test_as_c_takes_integers_only[HPyLong_AsUInt32_t]",
        ),
        "HPyLong_AsUInt32_t of what is no int raises OverflowError in place of TypeError",
        FAILS,
    ),
    Deviation(
        (REFERENCE,),
        ("types::TestMaking::test_twice_with_a_reference",),
        "the offset of a member that is a reference grows each time a type is made with it: wild pointers",
        CRASHES,
    ),
    Deviation(
        (REFERENCE,),
        ("types::TestPythonSubclasses",),
        "the payload of an instance of a Python subclass is looked for at a wrong address",
        CRASHES,
    ),
    Deviation(
        (REFERENCE,),
        (
            "types::TestShapes::test_struct_beside_the_value[Long]",
            "types::TestShapes::test_struct_beside_the_value[Tuple]",
        ),
        "the struct lies where the digits of an int and the items of a tuple are",
        CRASHES,
    ),
    Deviation(
        (REFERENCE,),
        ("types::TestParameters::test_class_with_a_dictionary_behind",),
        "the new type takes over where instances of a Python class have their dictionary, and finds none there",
        CRASHES,
    ),
    Deviation(
        (REFERENCE,),
        ("types::TestMembers::test_absent_object_cannot_be_deleted",),
        "deleting an absent reference is no error",
        FAILS,
    ),
    # PyPy 7.3.
    Deviation(
        (PYPY,),
        ("late",),
        "the functions are one word later in the context than in 0.9.0, so that a binary calls their neighbours",
        CRASHES,
    ),
    Deviation(
        (PYPY,),
        ("containers::test_append_to_what_is_no_list", "containers::test_builders_without_memory"),
        "an assertion of RPython in place of an exception",
        CRASHES,
    ),
    Deviation((PYPY,), ("containers::test_new_list_of_negative_size",), "a negative size is no error", FAILS),
    Deviation(
        (PYPY,),
        ("containers::test_nothing_keeps_items_of_what_is_gone[HPy*Builder_Build]",),
        "builders keep the items of what they built alive",
        FAILS,
    ),
    Deviation((PYPY,), ("errors::TestErrno::test_no_file_name",), "the file name may not be NULL", CRASHES),
    Deviation(
        (PYPY,),
        ("errors::TestSetting::test_class_that_is_no_exception",),
        "what is raised for a class that is no exception passes through except clauses",
        FAILS,
    ),
    Deviation((PYPY,), ("errors::TestUnraisable::test_object",), "sys.unraisablehook does not get the object", FAILS),
    Deviation((PYPY,), ("errors::TestWarnings::test_no_category",), "no category means UserWarning", FAILS),
    Deviation(
        (PYPY,),
        ("numbers::test_as_c_overflows[HPyLong_AsInt32_t]", "numbers::test_as_c_overflows[HPyLong_AsUInt32_t]"),
        "32-bit conversions truncate",
        FAILS,
    ),
    Deviation(
        (PYPY,),
        ("numbers::test_as_c_refuses_what_is_no_integer[1.5-HPyLong_AsInt32_t]",),
        "a float is taken for an integer",
        FAILS,
    ),
    Deviation((PYPY,), ("numbers::test_as_c_prefers_index_to_int",), "__int__ goes before __index__", FAILS),
    Deviation((PYPY,), ("numbers::test_void_pointer",), "negative numbers and the upper half are refused", FAILS),
    Deviation((PYPY,), ("numbers::test_floats_of_objects_with_index",), "a double is not made from __index__", FAILS),
    Deviation((PYPY,), ("numbers::test_number_check",), "complex passes for no number", FAILS),
    Deviation((PYPY,), ("objects::TestText::test_bytes_of_items",), "HPy_Bytes takes buffers only", FAILS),
    Deviation(
        (PYPY,), ("text::TestBytes::test_what_is_no_bytes",), "the size of what is no bytes is not refused", FAILS
    ),
    Deviation(
        (PYPY,), ("text::TestEncoding::test_lone_surrogates[HPyUnicode_AsUTF8AndSize]",), "lone surrogates pass", FAILS
    ),
    Deviation((PYPY,), ("text::TestDecoding::test_bad_utf8",), "SystemError for invalid UTF-8", FAILS),
    Deviation((PYPY,), ("text::TestDecoding::test_file_system",), "AttributeError in place of TypeError", FAILS),
    Deviation((PYPY,), ("rest::TestBuffers::test_strided_bytes",), "strides are not followed", FAILS),
    Deviation((PYPY,), ("rest::TestBuffers::test_read_only",), "ctypes writes to a read-only buffer", FAILS),
    Deviation((PYPY,), ("rest::TestBuffers::test_owner",), "memoryview(x).obj is None", FAILS),
    Deviation((PYPY,), ("rest::TestModule::test_made_by_the_extension",), "HPy_mod_create gets no spec", FAILS),
    Deviation(
        (PYPY,),
        ("rest::TestCPythonsOwn::test_call_as_from_cpython", "rest::TestCPythonsOwn::test_struct_with_cpythons_header"),
        "not implemented",
        FAILS,
    ),
    Deviation(
        (PYPY,),
        ("slots::test_binary_reflected", "slots::test_power_reflected", "slots::TestSequence::test_repeat_reflected"),
        "slots are not called with reflected operands",
        FAILS,
    ),
    Deviation((PYPY,), ("slots::TestSignatures::test_bound_methods",), "native methods have no __name__", FAILS),
    Deviation((PYPY,), ("types::TestPythonSubclasses",), "aborts when an instance is collected", CRASHES),
    Deviation(
        (PYPY,),
        ("types::TestGetSets",),
        "self is not checked, a getter that raises corrupts the table of handles, absent functions are called",
        CRASHES,
    ),
    Deviation(
        (PYPY,),
        ("types::TestParameters::test_unknown_parameter",),
        "an assertion of RPython in place of an exception",
        CRASHES,
    ),
    Deviation(
        (PYPY,),
        ("types::TestShapes::test_struct_beside_the_value", "types::TestShapes::test_type"),
        "structs beside built-in values are not implemented",
        CRASHES,
    ),
    Deviation((PYPY,), ("types::TestLives::test_resurrected",), "an object that a finaliser saves is freed", CRASHES),
    Deviation(
        (PYPY,),
        ("types::TestLives::test_destroyed_with_its_base", "types::TestLives::test_cycles"),
        "of the destructors of a type and its base the derived one is called twice; finalisers are not inherited",
        FAILS,
    ),
    Deviation((PYPY,), ("types::TestMaking::test_not_to_be_derived_from",), "every type can be derived from", FAILS),
    Deviation(
        (PYPY,), ("types::TestMaking::test_members_without_a_struct",), "members without a struct are no error", FAILS
    ),
    Deviation(
        (PYPY,),
        ("types::TestParameters::test_one_base", "types::TestParameters::test_class_with_a_dictionary_behind"),
        "members of the base are refused in a native type derived from it that has no struct of its own",
        FAILS,
    ),
    Deviation(
        (PYPY,),
        ("types::TestParameters::test_bases_that_are_none", "types::TestParameters::test_metaclass_with_new"),
        "impossible bases and metaclasses with tp_new are no error",
        FAILS,
    ),
    Deviation(
        (PYPY,),
        ("types::TestShapes::test_shape_of_built_in_types", "types::TestShapes::test_shape_of_what_is_no_type"),
        "the shape of everything that HPy did not make is 0",
        FAILS,
    ),
    Deviation(
        (PYPY,),
        (
            "types::TestMembers::test_integers[a_ulong]",
            "types::TestMembers::test_integers[a_ulonglong]",
            "types::TestMembers::test_neighbours_stay",
        ),
        "unsigned 64-bit members take no numbers of 2**63 and more",
        FAILS,
    ),
    Deviation(
        (PYPY,),
        ("types::TestMembers::test_absent_object_cannot_be_deleted",),
        "deleting an absent reference is no error",
        FAILS,
    ),
    Deviation(
        (PYPY,),
        (
            "leaks::test_nothing_stays[HPyListBuilder_Build]",
            "leaks::test_nothing_stays[HPyTupleBuilder_Build]",
            *(f"leaks::test_nothing_stays[{name}]" for name in ("named", "HPyArg_ParseKeywords", "method of a type")),
            *(
                f"leaks::test_nothing_stays[{name}]"
                for name in ("tp_call", "tp_richcompare", "sq_ass_item", "mp_ass_subscript")
            ),
        ),
        "builders keep the items of what they built alive, and with them all that HPy_BuildValue made",
        FAILS,
    ),
    Deviation(
        (PYPY,), ("leaks::test_nothing_stays[globals]",), "what a global held stays alive when it is replaced", FAILS
    ),
    # GraalPy.
    Deviation(
        GRAALPY,
        ("containers::test_new_list_of_negative_size", "containers::test_builders_without_memory"),
        "an impossible size ends the process",
        CRASHES,
    ),
    Deviation(
        GRAALPY,
        (
            "containers::test_cancelled_builders_let_go",
            "containers::test_trackers_close_what_they_track",
        ),
        "cancelled builders and trackers that forgot keep what they had alive",
        FAILS,
    ),
    Deviation(
        (GRAALPY_23,),
        ("errors::TestSetting::test_object[(1, 2)-*]", "errors::TestSetting::test_object[None-*]"),
        "a tuple or None given to HPyErr_SetObject becomes the only argument of the exception",
        FAILS,
    ),
    Deviation(
        (GRAALPY_23,),
        ("errors::TestNew::test_plain",),
        "the name of a new exception is split at the first full stop",
        FAILS,
    ),
    Deviation(
        (GRAALPY_23,),
        ("late::TestCalls::test_another_function_for_what_is_not_called",),
        "HPy_SetCallFunction takes any object",
        FAILS,
    ),
    Deviation(
        (GRAALPY_23,), ("late::TestText::test_from_encoded",), "the message is another for what is a str already", FAILS
    ),
    Deviation((GRAALPY_23,), ("late::TestContextVariables::test_set_and_get",), "ContextVar has no name", FAILS),
    Deviation(
        (GRAALPY_23,),
        ("late::TestCapsules::test_made", "objects::test_handles"),
        "capsules call themselves `capsule` and do not show their name",
        FAILS,
    ),
    Deviation((GRAALPY_23,), ("late::TestCapsules::test_changed_to_null",), "the pointer may become NULL", FAILS),
    Deviation(
        (GRAALPY_23,),
        ("late::TestCapsules::test_destructor", "late::TestCapsules::test_destructor_changed"),
        "destructors of capsules do not run in time",
        FAILS,
    ),
    Deviation(
        (GRAALPY_23,),
        ("late::TestCapsules::test_keys_that_are_none",),
        "the destructor of a capsule can be read",
        FAILS,
    ),
    Deviation(
        (GRAALPY_23,),
        ("numbers::test_as_c_within_bounds[HPyLong_AsUInt32_t]",),
        "the upper half of unsigned 32-bit integers is refused",
        FAILS,
    ),
    Deviation(GRAALPY, ("numbers::test_void_pointer",), "negative numbers are refused", FAILS),
    Deviation(GRAALPY, ("numbers::test_number_check",), "complex passes for no number", FAILS),
    Deviation(GRAALPY, ("numbers::test_unary[1e+300-HPy_Long]",), "large floats become -2147483648", FAILS),
    Deviation(
        (GRAALPY_24,),
        ("numbers::test_binary[(-7, 3)-HPy_FloorDivide]", "numbers::test_binary[(7, 0)-HPy_FloorDivide]"),
        "integers are divided towards zero, and a zero divisor has another message",
        FAILS,
    ),
    Deviation(
        GRAALPY,
        (
            "objects::TestItems::test_get_negative",
            "objects::TestItems::test_get_beyond_the_end",
            "objects::TestItems::test_set_beyond_the_end",
        ),
        "an index outside of a list or tuple ends the process, and so does a negative one",
        CRASHES,
    ),
    Deviation((GRAALPY_23,), ("objects::TestTypes::test_type_check",), "HPy_TypeCheck(1, int) says no", FAILS),
    Deviation(
        (GRAALPY_23,), ("objects::TestText::test_bytes_of_an_integer",), "HPy_Bytes of an int gives zeros", FAILS
    ),
    Deviation(
        (GRAALPY_23,),
        ("objects::TestComparison::test_any_result", "objects::TestComparison::test_identity_is_equality"),
        "comparisons through the context give True or False only, and identical objects need not be equal",
        FAILS,
    ),
    Deviation(
        (GRAALPY_23,),
        ("rest::TestBuffers::test_consumers",),
        "only memoryview and ctypes see the buffer of a native object",
        FAILS,
    ),
    Deviation((GRAALPY_23,), ("rest::TestModule::test_imports",), "importing `os.path` gives `os`", FAILS),
    Deviation(
        GRAALPY,
        ("rest::TestModule::test_globals",),
        "storing an object in a global that holds a small int ends the process",
        CRASHES,
    ),
    Deviation(
        GRAALPY, ("rest::TestCPythonsOwn::test_call_as_from_cpython",), "not implemented: ends the process", CRASHES
    ),
    Deviation(
        (GRAALPY_23,), ("rest::TestCPythonsOwn::test_there_and_back",), "a str comes back as another object", FAILS
    ),
    Deviation(
        GRAALPY,
        (
            "rest::TestThreads::test_many_threads",
            "rest::TestThreads::test_objects_of_another_thread",
            "rest::TestThreads::test_another_thread_runs_meanwhile",
        ),
        "native code called from a second thread raises RecursionError",
        CRASHES,
    ),
    Deviation(
        GRAALPY,
        ("types::TestMaking::test_new_of_what_is_no_type",),
        "making an instance of what is no type ends the process",
        CRASHES,
    ),
    Deviation(
        GRAALPY,
        ("types::TestPythonSubclasses",),
        "access to the struct of an instance of a Python subclass ends the process",
        CRASHES,
    ),
    Deviation(
        GRAALPY,
        ("types::TestShapes::test_shape_of_built_in_types", "types::TestShapes::test_shape_of_what_is_no_type"),
        "asking the shape of what HPy did not make ends the process",
        CRASHES,
    ),
    Deviation(
        (GRAALPY_23,),
        ("slots::test_binary_reflected[nb_divmod]", "slots::test_power_reflected"),
        "the slots for divmod and power are not called with reflected operands",
        FAILS,
    ),
    Deviation(
        (GRAALPY_23,), ("slots::TestObject::test_no_keywords_are_null",), "no keywords arrive as an empty dict", FAILS
    ),
    Deviation(
        (GRAALPY_23,),
        ("slots::TestObject::test_comparison[*]",),
        "comparisons through the context give True or False only",
        FAILS,
    ),
    Deviation(
        GRAALPY,
        ("types::TestParameters::test_one_base", "types::TestParameters::test_class_with_a_dictionary_behind"),
        "a member of the base ends the process in a native type derived from it that has no struct of its own",
        CRASHES,
    ),
    Deviation(
        (GRAALPY_23,),
        (
            *(f"types::TestLives::test_{name}" for name in ("destroyed", "destroyed_with_its_base", "finalized")),
            *(f"types::TestLives::test_{name}" for name in ("resurrected", "cycles")),
        ),
        "destructors and finalisers do not run",
        FAILS,
    ),
    Deviation((GRAALPY_23,), ("types::TestLives::test_fields",), "what a field held before stays alive", FAILS),
    Deviation((GRAALPY_23,), ("types::TestLives::test_referents",), "the collector shows no referents", FAILS),
    Deviation(
        (GRAALPY_23,),
        ("types::TestMaking::test_members_without_a_struct",),
        "members without a struct are no error",
        FAILS,
    ),
    Deviation(
        (GRAALPY_23,),
        (
            *(f"types::TestParameters::test_{name}" for name in ("both_kinds_of_bases", "two_tuples_of_bases")),
            "types::TestParameters::test_unknown_parameter",
        ),
        "contradicting and unknown parameters are no error",
        FAILS,
    ),
    Deviation(
        (GRAALPY_23,),
        ("types::TestParameters::test_bases_that_are_none",),
        "NotImplementedError for impossible bases",
        FAILS,
    ),
    Deviation(
        (GRAALPY_23,),
        (
            "types::TestMembers::test_integers[a_uint]",
            "types::TestMembers::test_integers[a_longlong]",
            "types::TestMembers::test_neighbours_stay",
        ),
        "members of unsigned int refuse the upper half, those of long long refuse negative numbers",
        FAILS,
    ),
    Deviation((GRAALPY_23,), ("types::TestGetSets::test_delete",), "a property is never deleted", FAILS),
    Deviation(
        (GRAALPY_23,),
        ("types::TestGetSets::test_get_only",),
        "setting a property without setter fails by accident",
        FAILS,
    ),
    Deviation(
        GRAALPY,
        ("text::TestDecoding::test_wide", "text::TestDecoding::test_file_system"),
        "some wide strings and file names that are not UTF-8 end the process",
        CRASHES,
    ),
    Deviation(
        (GRAALPY_23,),
        ("text::TestDecoding::test_bad_utf8", "text::TestDecoding::test_ascii"),
        "decoding takes what is not valid, or handles errors otherwise",
        FAILS,
    ),
    Deviation(
        (GRAALPY_23,),
        ("text::TestEncoding::test_ascii_and_latin1", "text::TestEncoding::test_lone_surrogates"),
        "what cannot be encoded raises with another message, and with other attributes",
        FAILS,
    ),
    Deviation(
        GRAALPY,
        ("leaks::test_nothing_stays",),
        "not all weak references to what died are cleared by collecting; cancelled builders, trackers that forgot and "
        "containers never let go",
        VARIES,
    ),
]


def table():
    """The deviations as a table in Markdown, by topic.

    >>> table().splitlines()[0]
    '| topic | tests | hosts | what happens | end |'
    """
    rows = []
    for hosts, tests, what, end in DEVIATIONS:
        topic = tests[0].partition("::")[0]
        names = ", ".join(f"`{test.partition('::')[2] or 'all'}`" for test in tests)
        shown = ", ".join(host.removeprefix("builtin-") for host in hosts)
        rows.append((topic, names.replace("|", "\\|"), shown, what, end))
    head = ("topic", "tests", "hosts", "what happens", "end")
    return "".join(f"| {' | '.join(row)} |\n" for row in (head, ["---"] * 5, *sorted(rows)))


def main():
    """Write the table into the document, in place of the one that is there."""
    path = pathlib.Path(__file__).parents[1] / "docs/hosts-conformance.md"
    text = path.read_text(encoding="utf-8")
    start = text.index("| topic |")
    end = text.rindex(" |\n") + 3
    path.write_text(text[:start] + table() + text[end:], encoding="utf-8")


if __name__ == "__main__":
    main()
