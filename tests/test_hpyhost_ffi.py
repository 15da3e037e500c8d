"""What only the ffi host has: native copies of texts, objects that are let go after a call, counts of operations."""

import subprocess
import sys
import weakref

import hpyhost
import hpyhost_fixtures
import pytest
from collector import collect

pytestmark = pytest.mark.skipif(hpyhost.current() != "ffi", reason="this is about how the ffi host works")


class Thing:
    pass


@pytest.fixture
def ext():
    return hpyhost_fixtures.loaded("hosttest")


def gone(reference):
    collect()
    return reference() is None


def test_arguments_are_let_go(ext):
    thing = Thing()
    reference = weakref.ref(thing)
    with pytest.raises(TypeError, match="arg must be a type"):
        ext.shape(thing)
    del thing
    assert gone(reference)


def test_items_of_tuples_are_let_go(ext):
    thing = Thing()
    reference = weakref.ref(thing)
    with pytest.raises(TypeError):
        ext.shape((thing, slice(thing, None), (thing,)))
    del thing
    assert gone(reference)


def test_frames_are_used_again(ext):
    from hpyhost._ffi.table import frames, objs

    ext.counts()
    before = len(frames), len(objs)
    for _ in range(1000):
        ext.counts()
        with pytest.raises(TypeError):
            ext.shape(())
    assert (len(frames), len(objs)) == before


def test_texts_are_dropped_when_there_are_too_many(ext, monkeypatch):
    from hpyhost._ffi import texts

    monkeypatch.setattr(texts, "LIMIT", texts._total + 100_000)
    for number in range(2000):
        assert ext.name(type(f"{number:x>100}", (), {})) == f"{number:x>100}"
    assert texts._total <= texts.LIMIT
    assert len(texts._copies) < 1000


def test_equal_texts_share_a_copy():
    from hpyhost._ffi import texts

    assert texts.address_of(b"the same") == texts.address_of(bytes([*b"the ", *b"same"]))
    assert texts.address_of(b"the same") != texts.address_of(b"the same\0")


def test_trace_counts_operations():
    path = hpyhost_fixtures.built("hosttest")
    code = f"""
import os
os.environ["HPY"] = "trace"
import hpyhost
hpyhost.load("hosttest", {str(path)!r}).name(int)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    first, *lines = done.stderr.strip().splitlines()
    assert first == "hpyhost: native code asked Python for"
    counts = {name: int(count.replace(",", "")) for count, name in (line.split() for line in lines)}
    assert counts["Type_GetName"] == 1
    assert counts["Type_FromSpec"] == 5
