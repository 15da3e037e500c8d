"""The names that the page on NumPy's namespace promises are there, and no name that NumPy lacks is public."""

import importlib
import inspect
import subprocess
import sys

import namespace
import pytest
from subject import NAME, ua


@pytest.mark.skipif(NAME != "uniarray", reason="the page is about uniarray")
def test_what_the_page_promises_is_there():
    lacking = []
    for part, name in namespace.claimed(namespace.TABLE.read_text(encoding="utf-8")):
        path = part.replace("numpy", NAME, 1)
        tail = path.rpartition(".")[2]
        owner = getattr(ua, tail) if tail in namespace.CLASSES else importlib.import_module(path)
        if not hasattr(owner, name):
            lacking.append(f"{path}.{name}")
    assert lacking == []


def test_public_names_are_numpys():
    """But for the class of `a.flags`, which NumPy keeps in a module of its own, and threads, which its BLAS has."""
    numpy = pytest.importorskip("numpy", minversion="2.5", reason="the newest NumPy is what names are held against")
    public = {name: getattr(ua, name) for name in dir(ua) if not name.startswith("_")}
    # Submodules are there once somebody imported them.
    names = [name for name, value in public.items() if not inspect.ismodule(value) and not hasattr(numpy, name)]
    assert names == ["flagsobj", "get_num_threads", "set_num_threads"]


@pytest.mark.skipif(NAME != "uniarray", reason="this is about how uniarray is imported")
def test_importing_loads_what_is_asked_for():
    """Interpreters whose compiler is not warm would take seconds for all modules."""
    program = "import sys, uniarray; before = {*sys.modules}; uniarray.linalg.inv; print(*before, ',', *sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    before, after = (set(part.split()) for part in done.stdout.split(","))
    assert not before & {"uniarray.linalg", "uniarray.fft", "uniarray._joining"}
    assert {"uniarray.linalg", "uniarray.linalg._solving"} <= after
    assert "uniarray.fft" not in after


@pytest.mark.skipif(NAME != "uniarray", reason="this is about how uniarray is imported")
def test_names_are_found_once():
    assert ua.hstack is ua.hstack
    assert ua.amax is ua.max
    assert {"hstack", "linalg", "emath", "pi"} <= {*dir(ua)} & {*ua.__all__}
    with pytest.raises(AttributeError, match="has no attribute 'no_such_name'"):
        assert ua.no_such_name
