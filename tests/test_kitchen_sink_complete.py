"""That the kitchen sink calls everything there is, that every function of it is used, and that the tables are true."""

import ast
import fnmatch
import pathlib
import re

import deviations
import pytest
from kitchen_sink import sink

TESTS = pathlib.Path(__file__).parent
ABI = TESTS.parent / "crates/hpy-abi/src"
DOCUMENT = TESTS.parent / "docs/hosts-conformance.md"


def source():
    """The C source, without comments and strings."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted((TESTS / "extensions").glob("sink*/*.[ch]")))
    text += (TESTS / "extensions/sinkmade.c").read_text(encoding="utf-8")
    return re.sub(r'/\*.*?\*/|"(?:\\.|[^"\\])*"', " ", text, flags=re.DOTALL)


C = source()
TOKENS = set(re.findall(r"\w+", C))
CONTEXT = (ABI / "context.rs").read_text(encoding="utf-8")
MEMBERS = re.findall(r"^ +(\d+) (ctx_\w+|h_\w+)[;(]", CONTEXT, flags=re.MULTILINE)
FUNCTIONS = [name.removeprefix("ctx_") for _, name in MEMBERS if name.startswith("ctx_")]
HANDLES = [name.removeprefix("h_") for _, name in MEMBERS if name.startswith("h_")]
SLOTS = dict(
    re.findall(r"^ +HPy_(\w+) = \d+, HPyFunc_(\w+);", (ABI / "slots.rs").read_text(encoding="utf-8"), re.MULTILINE)
)


def enumerators(prefix):
    """What follows the prefix in the names of an enum of the ABI."""
    return re.findall(rf"^ +{prefix}(\w+) = ", (ABI / "enums.rs").read_text(encoding="utf-8"), re.MULTILINE)


def test_the_lists_are_whole():
    assert [int(word) for word, _ in MEMBERS] == list(range(3, 266))
    assert len(FUNCTIONS) == 180
    assert len(SLOTS) == 60


@pytest.mark.parametrize("name", FUNCTIONS)
def test_function_of_the_context_is_called(name):
    if name.startswith("AsStruct_"):
        # By the function that a macro defines for a type of that shape.
        shape = name.removeprefix("AsStruct_")
        assert f"SHAPED({shape}," in C or (shape == "Legacy" and "HPyType_LEGACY_HELPERS" in TOKENS)
    else:
        assert TOKENS & {f"HPy{name}", f"HPy_{name}", f"_HPy{name}", f"_HPy_{name}"}


def test_handles_of_the_context():
    assert sorted(sink.handles()) == sorted(HANDLES)


@pytest.mark.parametrize("slot", SLOTS)
def test_slot_is_filled(slot):
    # Macros put the prefix before some.
    assert TOKENS & {slot, f"HPy_{slot}"}


# In the headers, but nothing calls functions of these: no slot has them.
WITHOUT_SLOT = [
    *("SSIZESSIZEARGFUNC", "SSIZESSIZEOBJARGPROC", "FREEFUNC", "GETATTRFUNC", "GETATTROFUNC", "SETATTRFUNC"),
    *("SETATTROFUNC", "GETITERFUNC", "ITERNEXTFUNC", "DESCRGETFUNC", "DESCRSETFUNC", "VECTORCALLFUNC"),
]
# The signatures of what is not a slot, by the macro that defines it.
MACROS = {
    "GETTER": "HPyDef_GET",
    "SETTER": "HPyDef_SET",
    "CAPSULE_DESTRUCTOR": "HPyCapsule_DESTRUCTOR",
    "NOARGS": "NOARGS",
    "O": "O",
    "VARARGS": "VARARGS",
    "KEYWORDS": "KEYWORDS",
}


@pytest.mark.parametrize("signature", enumerators("HPyFunc_"))
def test_signature_is_used(signature):
    if signature in WITHOUT_SLOT:
        assert signature not in SLOTS.values()
    else:
        assert signature in SLOTS.values() or MACROS[signature] in TOKENS


@pytest.mark.parametrize("kind", enumerators("HPyMember_"))
def test_kind_of_member_is_used(kind):
    assert TOKENS & {kind, f"HPyMember_{kind}"}


@pytest.mark.parametrize("shape", enumerators("HPyType_BuiltinShape_"))
def test_shape_is_used(shape):
    assert f"SHAPED({shape}," in C or shape == "Legacy"


def test_every_function_is_tested():
    tests = "\n".join(path.read_text(encoding="utf-8") for path in TESTS.glob("test_kitchen_sink_*.py"))
    used = set(re.findall(r"(?:sink|\))\.(\w+)", tests)) | set(re.findall(r'"(_?HPy\w+|many)"', tests))
    functions = {name for name, value in vars(sink).items() if callable(value) and not name.startswith("__")}
    assert functions - used == set()


def names_of_tests():
    """All tests of the kitchen sink, as deviations name them."""
    for path in TESTS.glob("test_kitchen_sink_*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            inner = node.body if isinstance(node, ast.ClassDef) else [node]
            prefix = f"::{node.name}" if isinstance(node, ast.ClassDef) else ""
            for function in inner:
                if isinstance(function, ast.FunctionDef) and function.name.startswith("test_"):
                    yield deviations.test_of(f"{path.name}{prefix}::{function.name}")


@pytest.mark.parametrize("entry", deviations.DEVIATIONS, ids=lambda entry: entry.tests[0])
def test_deviations_are_about_tests_that_exist(entry):
    names = list(names_of_tests())
    for pattern in entry.tests:
        plain = pattern.partition("[")[0]
        assert any(fnmatch.fnmatchcase(name, plain) or name.startswith(plain + "::") for name in names), pattern
    assert entry.end in (deviations.CRASHES, deviations.FAILS, deviations.VARIES)
    assert entry.hosts


def test_document_shows_the_deviations():
    """After a change: ``python tests/deviations.py``."""
    assert deviations.table() in DOCUMENT.read_text(encoding="utf-8")
