"""What interpreters do at start-up so that universal extensions are imported."""

import importlib.util
import os
import pathlib
import shutil
import site
import subprocess
import sys
import textwrap
import zipfile

import hpyhost
import hpyhost_fixtures
import pytest

# Beside the packages, in the source tree as in site-packages.
HOME = pathlib.Path(hpyhost.__file__).parent.parent
# Where without site the reference host's package is found.
PATH = [str(HOME), *site.getsitepackages()]
ROOT = pathlib.Path(__file__).parent.parent
FILES = ["hpyhost.pth", "hpyhost.start"]

KNOWN = "'.hpy0.so' in sys.modules['_frozen_importlib_external'].EXTENSION_SUFFIXES"


def run(*options, cwd=None, **environment):
    """Run this interpreter, of whose environment nothing is left but these; returns what it wrote, and its errors."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        [sys.executable, *options], env={**kept, **environment}, cwd=cwd, capture_output=True, text=True, check=False
    )
    return done.stdout.splitlines(), done.stderr


def code(text, *arguments):
    """Options for a program, which finds the arguments in ``sys.argv[1:]``."""
    return ["-c", textwrap.dedent(text), *map(str, arguments)]


@pytest.fixture
def folders(tmp_path):
    """Folders like site-packages, with one of the start-up files or both."""
    result = []
    for files in ([FILES[0]], [FILES[1]], FILES):
        result.append(tmp_path / f"site-{len(result)}")
        result[-1].mkdir()
        for file in files:
            shutil.copy(HOME / file, result[-1])
    return result


@pytest.fixture
def extension(tmp_path):
    """Folder with the extension hosttest, beside a source file that must not be run."""
    folder = tmp_path / "extension"
    folder.mkdir()
    shutil.copy(hpyhost_fixtures.built("hosttest"), folder)
    (folder / "hosttest.py").write_text("raise AssertionError('the source was run')")
    return folder


def test_one_of_the_files_acts(folders):
    """Before Python 3.15 hpyhost.pth, from it on hpyhost.start, and never both."""
    program = """
        import site, sys

        for folder in sys.argv[1:]:
            sys.modules.pop("_hpyhost_hook", None)
            print("in", folder[-1])
            # Twice, as site does in virtual environments.
            site.addsitedir(folder)
            if sys.version_info < (3, 15):
                site.addsitedir(folder)
    """
    for folder in folders:
        (folder / "_hpyhost_hook.py").write_text("def at_start_up():\n    print('started')\n")
    # Left over without the rest.
    alone = folders[0].with_name("site-3")
    alone.mkdir()
    shutil.copy(HOME / FILES[0], alone)
    written, errors = run("-S", "-E", *code(program, alone, *folders))
    assert errors == ""
    # Python 3.18 no longer looks at import lines of .pth files.
    pth = ["started"] if sys.version_info < (3, 18) else []
    start = ["started"] if sys.version_info >= (3, 15) else []
    assert written == ["in 3", "in 0", *pth, "in 1", *start, "in 2", "started"]


def test_start_up_to_import(folders, extension, tmp_path):
    """What the files name is there, loads nothing, and imports extensions; what programs set up themselves stays."""
    idle = tmp_path / "idle"
    idle.mkdir()
    (idle / "idle.pth").write_text("import sys\n")
    (idle / "idle.start").write_text("builtins:dict\n")
    program = """
        import site, sys
        import _frozen_importlib_external as external

        path_hook = external.FileFinder.path_hook((external.SourceFileLoader, [".mine"]))
        sys.path_hooks.append(path_hook)
        sys.path_importer_cache[sys.argv[1]] = finder = path_hook(sys.argv[1])
        loaders = list(finder._loaders)
        site.addsitedir(sys.argv[3])  # what site itself needs
        try:
            import missing  # makes finders for the path, which know nothing of universal extensions
        except ImportError:
            pass
        assert sys.argv[2] in sys.path_importer_cache
        before = set(sys.modules)
        site.addsitedir(sys.argv[1])
        print(sorted(set(sys.modules) - before))
        assert sys.path_hooks[-1] is path_hook and finder._loaders == loaders
        import hosttest, hpyhost
        print(hpyhost.host_of(hosttest), hosttest.Adder()(3))
    """
    written, errors = run(
        "-S", *code(program, folders[2], extension, idle), PYTHONPATH=os.pathsep.join([str(extension), *PATH])
    )
    assert errors == ""
    assert written == ["['_hpyhost_hook']", f"{hpyhost.current()} 3"]


@pytest.mark.parametrize("option", ["-I", "-S"])
def test_left_out(folders, extension, option):
    """By ``-I``, though it reads the files, and by ``-S``, which does not; uniarray does not need them."""
    program = f"""
        import sys
        sys.path[:0] = sys.argv[2:]
        if sys.flags.isolated:
            import site
            site.addsitedir(sys.argv[1])
            import _hpyhost_hook
        print({KNOWN})
        import uniarray
        print(uniarray.arange(3).sum())
        print({KNOWN})
        import hpyhost
        hpyhost.install_import_hook()
        import hosttest
        print(hosttest.Adder()(3))
    """
    written, errors = run(option, *code(program, folders[2], extension, *PATH))
    assert errors == ""
    assert written == ["False", "3", "False", "3"]


def test_installed(extension):
    """The interpreter at hand does it by itself."""
    if not any(pathlib.Path(folder, FILES[0]).exists() for folder in site.getsitepackages()):
        pytest.skip("uniarray is not installed with pip: it is run from its source tree")
    program = f"""
        import sys
        print({KNOWN}, "hpyhost" in sys.modules)
        import hosttest
        print(hosttest.Adder()(3))
    """
    written, errors = run(*code(program), cwd=extension)
    assert errors == ""
    assert written == ["True False", "3"]
    written, errors = run("-m", "hosttest", cwd=extension)
    assert written == []
    assert errors.splitlines()[-1].endswith("No code object available for hosttest")


def test_costs_no_import():
    """Each process pays for start-up, so that the hook makes do with what an interpreter has loaded by then."""
    program = """
        import sys

        sys.path.append(sys.argv[1])
        line = open(sys.argv[2]).read()
        before = set(sys.modules)
        exec(line)
        print(*sorted(set(sys.modules) - before))
    """
    written, errors = run("-S", *code(program, HOME, HOME / FILES[0]))
    assert written == ["_hpyhost_hook"], errors


@pytest.mark.skipif(not (ROOT / "pyproject.toml").exists(), reason="the tests are not in a source tree")
@pytest.mark.parametrize("version", ["standard", "editable"])
def test_in_the_wheel(tmp_path, monkeypatch, version):
    if importlib.util.find_spec("hatchling") is None or importlib.util.find_spec("editables") is None:
        pytest.skip("hatchling and editables, which build the wheel, are not installed")
    from hatchling.builders.wheel import WheelBuilder

    # Only the Python part, without cargo.
    monkeypatch.setenv("HATCH_BUILD_NO_HOOKS", "true")
    (wheel,) = WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=[version])
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        for file in FILES:
            assert archive.read(file) == (ROOT / "python" / file).read_bytes()
        (record,) = (name for name in names if name.endswith(".dist-info/RECORD"))
        listed = archive.read(record).decode().splitlines()
    assert {line.partition(",")[0] for line in listed} == set(names)
    if version == "editable":
        # Files are read in the order of their names: what hpyhost.pth imports must be on the path by then.
        assert [name for name in names if name.endswith(".pth")][-1] == FILES[0]
    assert ("_hpyhost_hook.py" in names) == (version == "standard")
