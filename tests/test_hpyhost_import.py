"""Universal extensions in Python's import system: found, named and refused like native extensions."""

import doctest
import importlib.machinery
import importlib.util
import inspect
import os
import pkgutil
import runpy
import shutil
import sys
import types
import zipfile

import _hpyhost_hook
import hpyhost
import hpyhost_fixtures
import pytest

NAME = "hosttest"
NATIVE = importlib.machinery.EXTENSION_SUFFIXES[0]


@pytest.fixture
def put(tmp_path, monkeypatch):
    """Put files into a folder on ``sys.path``: the extension as ``put(file)``, others as ``put(file, text)``.

    Returns the path. What was imported from there is forgotten afterwards.
    """
    hpyhost.install_import_hook()
    before = set(sys.modules)
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])

    def copy(file, text=None):
        target = tmp_path / file
        target.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            shutil.copy(hpyhost_fixtures.built(NAME), target)
        else:
            target.write_text(text)
        importlib.invalidate_caches()
        return target

    yield copy
    for name in set(sys.modules) - before:
        del sys.modules[name]
    sys.path_importer_cache.pop(str(tmp_path), None)


def imported(name, path):
    """Import a module and assert that it is the extension at `path`."""
    module = importlib.import_module(name)
    assert hpyhost.host_of(module) == hpyhost.current()
    assert module.__file__ == str(path)
    assert module.Adder()(1, 2) == 3
    return module


def origin(name):
    """Path of what an import would load, or None."""
    spec = importlib.util.find_spec(name)
    return spec and spec.origin


def test_docs():
    result = doctest.testmod(_hpyhost_hook)
    assert result.attempted and not result.failed


def test_plain(put):
    path = put("hosttest.hpy0.so")
    module = imported("hosttest", path)
    assert type(module) is types.ModuleType
    assert sys.modules["hosttest"] is module
    assert module.__name__ == module.__spec__.name == "hosttest"
    assert module.__package__ == module.__spec__.parent == ""
    assert module.__loader__ is module.__spec__.loader
    assert module.__spec__.origin == module.__loader__.get_filename("hosttest") == str(path)
    assert module.__spec__.has_location
    assert module.__spec__.cached is None
    assert not hasattr(module, "__path__")
    assert importlib.import_module("hosttest") is module


def test_looks_like_an_extension_to_tools(put):
    path = put("hosttest.hpy0.so")
    module = imported("hosttest", path)
    assert isinstance(module.__loader__, importlib.machinery.ExtensionFileLoader)
    assert inspect.getfile(module) == str(path)
    assert inspect.getsourcefile(module) is None
    assert inspect.getmodulename(path) == "hosttest"
    with pytest.raises((OSError, TypeError)):
        inspect.getsource(module)
    assert module.__loader__.get_data(str(path)) == path.read_bytes()
    assert module.__loader__.get_code("hosttest") is None
    assert module.__loader__.get_source("hosttest") is None


def test_suffixes():
    (full, short, plain) = _hpyhost_hook._suffixes()
    assert plain == ".hpy0.so"
    assert {full, short, plain} < set(importlib.machinery.EXTENSION_SUFFIXES)
    assert short.startswith(".hpy0-") and full.startswith(short[: -len(".so")] + "-")
    if sys.implementation.name == "cpython":
        assert short == f".hpy0-cp{sys.version_info[0]}{sys.version_info[1]}{getattr(sys, 'abiflags', '')}.so"


@pytest.mark.parametrize("suffix", _hpyhost_hook._suffixes())
def test_tags_of_this_interpreter(put, suffix):
    imported("hosttest", put(f"hosttest{suffix}"))


@pytest.mark.parametrize(
    "file",
    [
        "hosttest.hpy1.so",
        "hosttest.hpy00.so",
        "hosttest.hpy0",
        "hosttest.hpy0.so.bak",
        "hosttest.hpy0-cp399.so",
        "hosttest.hpy0-otherpy1-native.so",
        "Hosttest.hpy0.so",
        "hosttest.HPY0.so",
        "hosttest-1.hpy0.so",
    ],
)
def test_names_that_are_not_looked_for(put, file):
    put(file)
    assert origin("hosttest") is None
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("hosttest")


def test_folder_with_the_name_of_a_file(put, tmp_path):
    put("hosttest.hpy0.so/hosttest.txt", "")
    assert origin("hosttest") is None


def test_extension_wins_over_source_beside_it(put):
    put("hosttest.py", "raise AssertionError('the source was run')")
    imported("hosttest", put("hosttest.hpy0.so"))


def test_native_extension_wins(put):
    put("hosttest.hpy0.so")
    native = put(f"hosttest{NATIVE}", "")
    assert origin("hosttest") == str(native)


def test_package_wins_over_extension_beside_it(put):
    path = put("hosttest/__init__.py", "kind = 'package'")
    put("hosttest.hpy0.so")
    assert origin("hosttest") == str(path)
    assert importlib.import_module("hosttest").kind == "package"


def test_extension_wins_over_folder_without_init(put, tmp_path):
    put("hosttest/part.py", "")
    imported("hosttest", put("hosttest.hpy0.so"))


def test_earlier_folder_of_the_path_wins(put, tmp_path, monkeypatch):
    put("late/hosttest.hpy0.so")
    source = put("early/hosttest.py", "")
    monkeypatch.setattr(sys, "path", [str(tmp_path / "early"), str(tmp_path / "late"), *sys.path])
    assert origin("hosttest") == str(source)


def test_package_that_is_an_extension(put, tmp_path):
    path = put("hosttest/__init__.hpy0.so")
    put("hosttest/__init__.py", "raise AssertionError('the source was run')")
    put("hosttest/part.py", "from . import Adder\nfrom .hosttest import Adder as inner")
    put("hosttest/hosttest.hpy0.so")
    put("hosttest/data.txt", "some data")
    package = imported("hosttest", path)
    assert package.__package__ == "hosttest"
    assert list(package.__path__) == package.__spec__.submodule_search_locations == [str(path.parent)]
    assert package.__loader__.is_package("hosttest")
    part = importlib.import_module("hosttest.part")
    assert part.Adder is package.Adder
    assert part.inner is not package.Adder
    resources = importlib.import_module("importlib.resources")
    assert resources.files("hosttest").joinpath("data.txt").read_text() == "some data"
    (listed,) = pkgutil.iter_modules([str(tmp_path)])
    assert (listed.name, listed.ispkg) == ("hosttest", True)


def test_submodule(put):
    put("some/__init__.py", "")
    path = put("some/inner/hosttest.hpy0.so")
    put("some/inner/__init__.py", "from .hosttest import Adder\nfrom . import hosttest as again")
    inner = importlib.import_module("some.inner")
    module = imported("some.inner.hosttest", path)
    assert module.__name__ == "some.inner.hosttest"
    assert module.__package__ == "some.inner"
    assert inner.hosttest is inner.again is module
    assert inner.Adder is module.Adder
    assert importlib.resources.files("some.inner").joinpath("hosttest.hpy0.so").is_file()


def test_namespace_package(put, tmp_path, monkeypatch):
    put("one/space/other.py", "")
    path = put("two/space/hosttest.hpy0.so")
    monkeypatch.setattr(sys, "path", [str(tmp_path / "one"), str(tmp_path / "two"), *sys.path])
    importlib.import_module("space.other")
    imported("space.hosttest", path)
    assert len(list(sys.modules["space"].__path__)) == 2


def test_zip_files_are_left_alone(put, tmp_path, monkeypatch):
    archive = tmp_path / "archive.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("in_archive.py", "kind = 'source'")
        file.write(hpyhost_fixtures.built(NAME), "hosttest.hpy0.so")
    monkeypatch.setattr(sys, "path", [str(archive), *sys.path])
    assert importlib.import_module("in_archive").kind == "source"
    # As native extensions, which nobody can load from there.
    assert origin("hosttest") is None


def test_listed(put, tmp_path):
    for file in ["hosttest.hpy0.so", "another.py", "some/__init__.py", f"tagged{_hpyhost_hook._suffixes()[1]}"]:
        put(file)
    found = {module.name: module.ispkg for module in pkgutil.iter_modules([str(tmp_path)], prefix="x.")}
    assert found == {"x.hosttest": False, "x.another": False, "x.some": True, "x.tagged": False}


def test_finding_loads_nothing(put):
    path = put("hosttest.hpy0.so", "no extension at all")
    spec = importlib.util.find_spec("hosttest")
    assert spec.origin == str(path)
    assert spec.submodule_search_locations is None
    assert spec.loader == hpyhost.UniversalLoader("hosttest", str(path))
    assert "hosttest" not in sys.modules


def test_by_file(put):
    path = put("elsewhere/hosttest.hpy0.so")
    spec = importlib.util.spec_from_file_location("x.hosttest", path)
    first, second = importlib.util.module_from_spec(spec), importlib.util.module_from_spec(spec)
    for module in (first, second):
        assert module.__name__ == "x.hosttest"
        assert module.__package__ == "x"
        assert module.__file__ == str(path)
        assert module.__spec__ is spec
        assert module.__loader__ is spec.loader
        spec.loader.exec_module(module)
        assert module.Adder()(2) == 2
    assert "x.hosttest" not in sys.modules
    assert first.Adder is not second.Adder


def test_reload_is_refused(put):
    path = put("hosttest.hpy0.so")
    module = imported("hosttest", path)
    adder = module.Adder
    for _ in range(2):
        with pytest.raises(ImportError, match=r"cannot reload module 'hosttest'.*only once") as caught:
            importlib.reload(module)
        assert (caught.value.name, caught.value.path) == ("hosttest", str(path))
    assert importlib.import_module("hosttest") is module
    assert module.Adder is adder
    assert hpyhost.host_of(module) == hpyhost.current()
    del sys.modules["hosttest"]
    assert imported("hosttest", path) is not module


def test_module_of_another_maker_is_refused(put):
    path = str(put("hosttest.hpy0.so"))
    with pytest.raises(ImportError, match="cannot reload"):
        hpyhost.UniversalLoader("hosttest", path).exec_module(types.ModuleType("hosttest"))


def test_run_as_a_program(put):
    put("hosttest.hpy0.so")
    with pytest.raises(ImportError, match="No code object available for hosttest"):
        runpy.run_module("hosttest", run_name="__main__")


def test_no_extension_is_an_import_error(put):
    put("hosttest.py", "")
    path = put("hosttest.hpy0.so", "no extension at all")
    with pytest.raises(ImportError, match=r"cannot load .* as module 'hosttest': it is not a shared object") as caught:
        importlib.import_module("hosttest")
    assert (caught.value.name, caught.value.path) == ("hosttest", str(path))
    assert "hosttest" not in sys.modules


@pytest.mark.skipif(
    hpyhost.current() == "reference", reason="the reference host frees a definition that its failed module still uses"
)
def test_exception_of_the_extension_comes_through(put):
    shutil.copy(hpyhost_fixtures.built("exec_raises"), put("exec_raises.hpy0.so", ""))
    for _ in range(2):
        with pytest.raises(KeyError, match="from exec"):
            importlib.import_module("exec_raises")
        assert "exec_raises" not in sys.modules


def test_new_file_after_invalidate_caches(put, tmp_path):
    put("other.py", "")
    assert origin("hosttest") is None
    stamp = os.stat(tmp_path)
    shutil.copy(hpyhost_fixtures.built(NAME), tmp_path / "hosttest.hpy0.so")
    # As if both had happened in one tick of the file system's clock.
    os.utime(tmp_path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert origin("hosttest") is None
    importlib.invalidate_caches()
    imported("hosttest", tmp_path / "hosttest.hpy0.so")


def test_hook_is_there_once(put):
    hooks, suffixes = list(sys.path_hooks), list(importlib.machinery.EXTENSION_SUFFIXES)
    hpyhost.install_import_hook()
    _hpyhost_hook.at_start_up()
    assert sys.path_hooks == hooks
    assert suffixes == importlib.machinery.EXTENSION_SUFFIXES
    assert len(set(suffixes)) == len(suffixes)


def test_unknown_import_system(put, monkeypatch):
    """Start-up goes on where the import system has no place for the hook, and a program is told."""
    external = _hpyhost_hook._external
    monkeypatch.setattr(external, "EXTENSION_SUFFIXES", [NATIVE])
    monkeypatch.delattr(external, "_get_supported_file_loaders")
    hooks = list(sys.path_hooks)
    _hpyhost_hook.at_start_up()
    with pytest.raises(AttributeError):
        hpyhost.install_import_hook()
    assert (sys.path_hooks, external.EXTENSION_SUFFIXES) == (hooks, [NATIVE])


def test_native_extensions_are_loaded_as_ever(put):
    loaders = dict(_hpyhost_hook._external._get_supported_file_loaders())
    native = loaders[importlib.machinery.ExtensionFileLoader]
    assert NATIVE in native
    assert not any(".hpy0" in suffix for suffix in native)
    spec = importlib.util.spec_from_file_location("some", put(f"some{NATIVE}", ""))
    assert type(spec.loader) is importlib.machinery.ExtensionFileLoader
