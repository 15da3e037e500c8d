"""Loading: what a good extension gets, and what everything else is told."""

import importlib.util
import pathlib
import shutil
import sys
import types

import hpyhost
import hpyhost_fixtures
import pytest

own = hpyhost_fixtures.needs_own_host


@pytest.fixture
def shared_object():
    """A shared object that is no universal extension: the host for CPython, which is a file on every interpreter."""
    (path,) = pathlib.Path(hpyhost.__file__).parent.glob("_capi*.so")
    return path


@pytest.fixture
def extension(tmp_path):
    """Copies a built extension to a fresh place; forgets what was loaded."""
    before = set(sys.modules)

    def copy(name, file=None):
        target = tmp_path / (file or f"{name}.hpy0.so")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(hpyhost_fixtures.built(name), target)
        return target

    yield copy
    for name in set(sys.modules) - before:
        del sys.modules[name]


def refused(name, path, *words):
    """Assert that loading is an ImportError that says these words, and leaves no module behind."""
    with pytest.raises(ImportError) as caught:
        hpyhost.load(name, path)
    for word in words:
        assert word in str(caught.value)
    assert caught.value.name == name
    assert caught.value.path == str(path)
    assert name not in sys.modules


def test_module_attributes(extension):
    path = extension("hosttest")
    module = hpyhost.load("hosttest", path)
    assert sys.modules["hosttest"] is module
    assert isinstance(module, types.ModuleType)
    assert module.__name__ == "hosttest"
    assert module.__file__ == module.__spec__.origin == str(path)
    assert module.__doc__ == "For the tests of the hosts."
    assert module.__loader__ is module.__spec__.loader
    assert module.__loader__.get_filename("hosttest") == str(path)
    assert hpyhost.host_of(module) == hpyhost.host_of("hosttest") == hpyhost.current()


def test_name_in_a_package_and_path_object(extension):
    module = hpyhost.load("some.package.hosttest", pathlib.Path(extension("hosttest")))
    assert module.__name__ == "some.package.hosttest"
    assert module.__package__ == "some.package"


@own("searches the whole path for the tag")
def test_folder_with_hpy_in_its_name(extension):
    assert hpyhost.load("hosttest", extension("hosttest", "x.hpy9.d/hosttest.hpy0.so")).counts() == (0, 0, 0)


def test_name_with_more_tags(extension):
    assert hpyhost.load("hosttest", extension("hosttest", "hosttest.hpy0-cp399-linux.so")).counts() == (0, 0, 0)


def test_twice_gives_two_modules(extension):
    path = extension("hosttest")
    first, second = hpyhost.load("hosttest", path), hpyhost.load("hosttest", path)
    assert first is not second
    assert sys.modules["hosttest"] is second
    assert first.Adder is not second.Adder
    assert first.Adder()(1) == second.Adder()(1) == 1


def test_with_a_spec(extension):
    path = extension("hosttest")
    spec = importlib.util.spec_from_file_location("hosttest", path, loader=hpyhost.UniversalLoader("hosttest", path))
    module = hpyhost.load("hosttest", path, spec)
    assert module.__spec__ is spec
    assert module.__file__ == str(path)


def test_as_a_loader_of_the_import_system(extension):
    path = extension("hosttest")
    spec = importlib.util.spec_from_file_location("hosttest", path, loader=hpyhost.UniversalLoader("hosttest", path))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.counts() == (0, 0, 0)
    assert hpyhost.host_of(module) == hpyhost.current()


@pytest.mark.skipif(
    hpyhost.current() == "reference", reason="the reference host frees a definition that its failed module still uses"
)
def test_exception_of_exec_comes_through(extension):
    with pytest.raises(KeyError, match="from exec"):
        hpyhost.load("exec_raises", extension("exec_raises"))
    assert "exec_raises" not in sys.modules


def test_missing_file(tmp_path):
    refused("gone", tmp_path / "gone.hpy0.so", "gone", "No such file")


def test_folder(tmp_path):
    (tmp_path / "dir.hpy0.so").mkdir()
    refused("dir", tmp_path / "dir.hpy0.so", "is a directory")


def test_empty_file(tmp_path):
    path = tmp_path / "empty.hpy0.so"
    path.touch()
    refused("empty", path, "not a shared object")


def test_text_file(tmp_path):
    path = tmp_path / "text.hpy0.so"
    path.write_text("import this\n" * 1000)
    refused("text", path, "not a shared object")


@pytest.mark.parametrize("kept", [5, 40, 64, 100, 1000, 0.3, 0.9, 0.999])
def test_truncated(tmp_path, shared_object, kept):
    data = shared_object.read_bytes()
    path = tmp_path / "cut.hpy0.so"
    path.write_bytes(data[: kept if isinstance(kept, int) else int(len(data) * kept)])
    refused("cut", path, "truncated")


def test_other_platform(tmp_path, shared_object):
    data = bytearray(shared_object.read_bytes())
    data[4] = 3 - data[4]  # ELF class: 32 and 64 bits are 1 and 2
    path = tmp_path / "other.hpy0.so"
    path.write_bytes(data)
    refused("other", path, "another platform")


def test_foreign_shared_object(tmp_path, shared_object):
    path = tmp_path / "foreign.hpy0.so"
    shutil.copy(shared_object, path)
    refused("foreign", path, "foreign")


def test_without_init_function(extension):
    refused("no_init", extension("no_init"), "HPyInit_no_init")


@pytest.mark.parametrize(("name", "version"), [("newer_major", "1.0"), ("newer_minor", "0.1")])
def test_newer_hpy(extension, name, version):
    refused(name, extension(name), name, f"Requested version: {version}", "Current HPy version: 0.0")


@pytest.mark.parametrize("file", ["hosttest.so", "hosttest.abi3.so", "hosttest.hpy.so", "hosttest.hpyx0.so"])
def test_name_without_tag(extension, file):
    refused("hosttest", extension("hosttest", file), "could not find HPy ABI tag")


def test_name_with_another_tag(extension):
    refused("hosttest", extension("hosttest", "hosttest.hpy7.so"), "filename: 7", "Requested version: 0.0")


def test_init_returns_null(extension):
    refused("null_def", extension("null_def"), "null_def", "returned NULL")


@own("raises its own exceptions for malformed definitions, or none")
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("module_state", "'module_state': .* set HPyModuleDef.size = 0"),
        ("negative_size", "'negative_size': .*size < 0"),
        ("two_create", "'two_create': Multiple definitions of the HPy_mod_create slot"),
        ("unknown_slot", r"'unknown_slot': Unsupported slot in HPyModuleDef.defines \(value: 4\)"),
        ("create_silent", "creation of module create_silent failed without setting an exception"),
        ("exec_silent", "execution of module exec_silent failed without setting an exception"),
        ("unknown_kind", "'unknown_kind'.*kind 77"),
        pytest.param(
            "no_trampoline",
            "'no_trampoline'.*broken has no CPython trampoline",
            marks=pytest.mark.skipif(hpyhost.current() == "ffi", reason="only CPython calls trampolines"),
        ),
    ],
)
def test_malformed_definitions(extension, name, words):
    with pytest.raises(SystemError, match=words):
        hpyhost.load(name, extension(name))
    assert name not in sys.modules


def test_host_of_other_modules():
    with pytest.raises(ValueError, match="'sys' was not loaded by hpyhost"):
        hpyhost.host_of(sys)
    with pytest.raises(KeyError):
        hpyhost.host_of("no.such.module")
