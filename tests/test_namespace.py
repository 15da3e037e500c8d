"""The names that the page on NumPy's namespace promises are there, and no name that NumPy lacks is public."""

import importlib
import inspect

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
    """But for the class of `a.flags`, which NumPy keeps in a module of its own."""
    numpy = pytest.importorskip("numpy", minversion="2.5", reason="the newest NumPy is what names are held against")
    public = {name: value for name, value in vars(ua).items() if not name.startswith("_")}
    # Submodules are there once somebody imported them.
    names = [name for name, value in public.items() if not inspect.ismodule(value) and not hasattr(numpy, name)]
    assert names == ["flagsobj"]
