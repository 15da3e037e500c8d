"""What only the ffi host has: native copies of texts, objects that are let go after a call, counts of operations."""

import gc
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


def nothing_kept(passed):
    """Whether what ``passed`` refers to is let go of; GraalPy's compiled code may hold on to what went last."""
    references = [passed() for _ in range(20)]
    collect()
    kept = sum(reference() is not None for reference in references)
    return kept <= (2 if sys.implementation.name == "graalpy" else 0)


def test_arguments_are_let_go(ext):
    def passed():
        # In a frame of its own: GraalPy's hold on to what goes through them.
        thing = Thing()
        with pytest.raises(TypeError, match="arg must be a type"):
            ext.shape(thing)
        return weakref.ref(thing)

    assert nothing_kept(passed)


def test_items_of_tuples_are_let_go(ext):
    def passed():
        thing = Thing()
        with pytest.raises(TypeError):
            ext.shape((thing, slice(thing, None), (thing,)))
        return weakref.ref(thing)

    assert nothing_kept(passed)


def test_frames_are_used_again(ext):
    from hpyhost._ffi.table import frames, objs

    ext.counts()
    before = len(frames), len(objs)
    for _ in range(1000):
        ext.counts()
        with pytest.raises(TypeError):
            ext.shape(())
    assert (len(frames), len(objs)) == before


def test_parts_of_frames_are_let_go_when_native_code_keeps_a_key(ext):
    sink = hpyhost_fixtures.loaded("sink")

    def kept():
        # In a frame of its own: GraalPy's hold on to what goes through them.
        thing = Thing()
        for _ in range(20):
            sink.HPyGlobal_Store(True, (slice(thing, None), slice(1, 2), thing))
        return weakref.ref(thing)

    reference = kept()
    sink.HPyGlobal_Store(True, None)
    ext.counts()
    assert gone(reference)


def table_grows(call):
    """Whether the table of handles is much larger after 10,000 calls."""
    from hpyhost._ffi.table import objs

    call()
    before = len(objs)
    for _ in range(10_000):
        call()
    return len(objs) > 2 * before + 50_000


def test_frames_are_used_again_when_native_code_kept_an_argument():
    sink = hpyhost_fixtures.loaded("sink")
    things = [Thing(), Thing()]

    def keep():
        things.reverse()
        sink.HPyGlobal_Store(True, things[0])

    assert not table_grows(keep)
    sink.HPyGlobal_Store(True, None)


def test_buffers_keep_no_frames():
    import uniarray as ua
    from hpyhost._ffi.table import frames

    array = ua.arange(3)
    lent = array.__buffer__(0)
    before = len(frames)
    kept = [array.__buffer__(0) for _ in range(20)]
    assert len(frames) == before
    assert bytes(lent) == bytes(kept[-1])


def test_frames_for_many_arguments_are_used_again(ext):
    def call():
        try:
            ext.derive(*[None] * 100)
        except TypeError:
            return
        raise AssertionError("a hundred arguments were taken")

    assert not table_grows(call)


@pytest.mark.skipif(sys.implementation.name != "pypy", reason="other interpreters free each block by itself")
def test_blocks_are_used_again_only_when_their_objects_are_gone():
    import uniarray as ua
    from hpyhost._ffi import chunks

    def taken():
        return sum(len(c.young) + len(c.old) + len(c.free) for c in chunks._sizes.values())

    # Other tests' blocks are there as well.
    before = taken()
    base = ua.arange(64.0)
    kept = []
    for i in range(200_000):
        view = base[i % 8 : i % 8 + 3]
        sums = view + 1.0
        if i % 100 == 0:
            kept.append((i % 8, view, sums))
        if i % 20_000 == 0:
            # How soon a collection comes by itself depends on the size of caches and on what is compiled by now.
            gc.collect()
    for first, view, sums in kept:
        assert view.tolist() == [first, first + 1, first + 2]
        assert sums.tolist() == [first + 1, first + 2, first + 3]
    # There are eight blocks in a chunk, and 400,000 were made; in use are those since the last collection.
    assert taken() - before < 400_000 / 8 / 2


def test_blocks_that_lived_long_are_used_again():
    from hpyhost._ffi.chunks import Chunks

    chunks = Chunks(1 << 16)

    def live_through_a_collection(count):
        kept = [chunks.take()[1] for _ in range(count)]
        collect()
        chunks.sweep()
        return len(kept)

    live_through_a_collection(200)
    collect()
    live_through_a_collection(250)
    # The first ones have been looked at again.
    assert len(chunks.old) < 300


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
