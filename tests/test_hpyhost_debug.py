"""Debug mode: an extension that misuses handles is told so, and where the handle came from."""

import gc
import os
import subprocess
import sys

import hosts
import hpyhost
import hpyhost_fixtures
import pytest

pytestmark = [
    hpyhost_fixtures.needs_own_host("has a debug mode of its own, or none"),
    # The finaliser of the type misuses handles, too, which is tested once.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="module")
def misuse():
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HPY", "misuse:debug")
        return hpyhost_fixtures.loaded("misuse")


CLOSED = (
    "was given a handle that is closed: it was made by ctx_{made} in misuse.{by}, closed by ctx_Close in misuse.{by}"
)


@pytest.mark.parametrize(
    ("function", "arguments", "message"),
    [
        ("use_closed", (1,), "ctx_Repr " + CLOSED.format(made="Dup", by="use_closed")),
        ("ignore", (1,), "ctx_IsTrue " + CLOSED.format(made="Dup", by="ignore") + " (and 1 more)"),
        ("close_twice", (), "ctx_Close " + CLOSED.format(made="Long_FromInt64_t", by="close_twice")),
        ("close_original_twice", (), "ctx_Close " + CLOSED.format(made="Long_FromInt64_t", by="close_original_twice")),
        ("foreign", (0x4D,), "ctx_Type was given a handle that never was a handle (0x4d)"),
        ("foreign", (-1,), "ctx_Type was given a handle that never was a handle (0xffffffffffffffff)"),
        (
            "close_argument",
            (1,),
            "ctx_Close was given a handle that is an argument of misuse.close_argument: "
            "without HPy_Dup it is the caller's",
        ),
        (
            "close_constant",
            (),
            "ctx_Close was given a handle that is a constant of the context: without HPy_Dup nobody may close it",
        ),
        (
            "return_argument",
            ("x",),
            "the caller was given a handle that is an argument of misuse.return_argument: "
            "without HPy_Dup it is the caller's",
        ),
        (
            "return_constant",
            (),
            "the caller was given a handle that is a constant of the context: without HPy_Dup nobody may close it",
        ),
        ("return_closed", (), "the caller " + CLOSED.format(made="List_New", by="return_closed")),
        ("closed_in_array", (1, 2), "ctx_Tuple_FromArray " + CLOSED.format(made="Dup", by="closed_in_array")),
        ("closed_in_call", (str, 2), "ctx_Call " + CLOSED.format(made="Dup", by="closed_in_call")),
    ],
)
def test_message(misuse, function, arguments, message):
    with pytest.raises(SystemError) as caught:
        getattr(misuse, function)(*arguments)
    assert str(caught.value) == f"HPY=debug: misuse.{function}: {message}"


def test_not_made_yet(misuse):
    with pytest.raises(SystemError, match=r"misuse.not_made_yet: ctx_Type was given a handle that never was a handle"):
        misuse.not_made_yet(1)


def test_pointers_are_reported_at_once(misuse, capfd):
    with pytest.raises(SystemError) as caught:
        misuse.pointer_of_closed()
    # An extension may crash of a null pointer before anything can be raised.
    assert capfd.readouterr().err == f"hpyhost: {caught.value}\n"


def test_arguments_end_with_the_call(misuse):
    misuse.keep_argument([1])
    with pytest.raises(SystemError) as caught:
        misuse.use_kept()
    assert str(caught.value) == (
        "HPY=debug: misuse.use_kept: ctx_Repr was given a handle that is closed: it was made by the call of "
        "misuse.keep_argument, closed by the end of the call of misuse.keep_argument"
    )


@pytest.fixture
def thing(misuse, monkeypatch):
    """One whose finaliser, which misuses handles, too, is not heard."""
    monkeypatch.setattr(sys, "unraisablehook", lambda reported: None)
    yield misuse.Thing()
    for _ in range(3):
        gc.collect()


def set_number(thing):
    thing.number = 1


@pytest.mark.parametrize(
    ("use", "name"),
    [
        (len, "HPy_sq_length"),
        (lambda thing: thing + 1, "HPy_nb_add"),
        (lambda thing: thing.number, "number (getter)"),
        (set_number, "number (setter)"),
    ],
)
def test_slots(thing, use, name):
    with pytest.raises(SystemError) as caught:
        use(thing)
    by = f"misuse.Thing.{name}"
    assert str(caught.value) == (
        f"HPY=debug: {by}: ctx_Close was given a handle that is closed: it was made by ctx_List_New in {by}, closed by "
        f"ctx_Close in {by}"
    )


@pytest.mark.needs_host("buffer_export")
def test_owner_of_a_buffer(thing):
    with pytest.raises(SystemError, match=r"HPy_buffer.obj was given a handle that is an argument of misuse.Thing"):
        memoryview(thing)


def test_exceptions_on_their_way_are_kept(misuse, monkeypatch):
    monkeypatch.setattr(sys, "unraisablehook", lambda reported: None)
    with pytest.raises(SystemError, match="HPy_sq_length"):
        len(misuse.Thing())


def test_finalisers_cannot_raise(misuse, monkeypatch):
    reported = []
    monkeypatch.setattr(sys, "unraisablehook", reported.append)
    misuse.Thing()
    for _ in range(3):
        gc.collect()
    if hosts.loading_host().startswith("ffi-graalpy") and not reported:
        pytest.skip("this interpreter's finalisers come late")
    assert any("misuse.Thing.HPy_tp_finalize" in str(each.exc_value) for each in reported)


def test_right_uses_pass(misuse):
    assert misuse.right(1, "a", k=()) == ["1", "'a'", "()"]
    assert misuse.right() == []
    for _ in range(2000):
        misuse.right(1)


def run(code):
    """What the code prints on both streams, with the extension in debug mode."""
    path = os.pathsep.join([os.path.dirname(hpyhost.__path__[0]), *filter(None, [os.environ.get("PYTHONPATH")])])
    environment = {**os.environ, "HPY": "misuse:debug", "PYTHONPATH": path}
    code = f"import hpyhost\nmisuse = hpyhost.load('misuse', {str(hpyhost_fixtures.built('misuse'))!r})\n{code}"
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    return done.stdout, done.stderr


def test_forgotten_handles():
    out, err = run("misuse.leak([]); misuse.leak([]); print(hpyhost.open_handles())")
    assert out == "{'ctx_Dup in misuse.leak': 2, 'ctx_Long_FromInt64_t in misuse.leak': 4}\n"
    assert err.splitlines() == [
        "hpyhost: handles that were never closed:",
        "           2 made by ctx_Dup in misuse.leak",
        "           4 made by ctx_Long_FromInt64_t in misuse.leak",
    ]


@pytest.mark.parametrize(
    "mode, counts",
    [
        ("debug", "2 failed, 1 passed"),
        pytest.param(
            "universal",
            "1 failed, 2 passed",
            marks=pytest.mark.skipif(sys.implementation.name == "graalpy", reason="to start takes half a minute here"),
        ),
    ],
)
def test_a_plugin_fails_tests_that_forget_handles(tmp_path, mode, counts):
    file = tmp_path / "test_misuse.py"
    file.write_text(
        "import hpyhost\n"
        f"misuse = hpyhost.load('misuse', {str(hpyhost_fixtures.built('misuse'))!r})\n"
        "misuse.leak([])\n"
        "def test_leaks(): misuse.leak([]); misuse.leak([])\n"
        "def test_leaks_and_fails(): misuse.leak([]); assert False\n"
        "def test_is_right(): misuse.right(1, 2)\n"
    )
    path = os.pathsep.join([os.path.dirname(hpyhost.__path__[0]), *filter(None, [os.environ.get("PYTHONPATH")])])
    environment = {**os.environ, "HPY": f"misuse:{mode}", "PYTHONPATH": path}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "hpyhost.pytest_plugin", str(file)]
    done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert counts in done.stdout
    told = "handles that were never closed:\n           2 made by ctx_Dup in misuse.leak\n"
    assert (told in done.stdout) == (mode == "debug")


def test_nothing_forgotten():
    assert run("misuse.right(1, 2); print(hpyhost.open_handles())") == ("{}\n", "")
