"""Buffers, the module and its globals, imports, threads, and what mixes HPy with CPython's API."""

import ctypes
import importlib
import sys
import threading
import time
import types

import hpyhost
import hpyhost_fixtures
import pytest
from collector import collect
from kitchen_sink import made, sink

FLAT, STRIDED, READONLY, REFUSING = range(4)


def memory(kind):
    thing = made("Memory")()
    thing.kind = kind
    return thing


class TestBuffers:
    def test_flat(self):
        thing = memory(FLAT)
        view = memoryview(thing)
        assert (view.format, view.itemsize, view.ndim, view.shape, view.strides) == ("h", 2, 1, (12,), (2,))
        assert view.nbytes == 24
        assert not view.readonly
        assert view.tolist() == list(range(12))

    def test_written(self):
        thing = memory(FLAT)
        view = memoryview(thing)
        view[3] = -5
        assert memoryview(thing)[3] == -5

    def test_strided(self):
        view = memoryview(memory(STRIDED))
        assert (view.ndim, view.shape, view.strides) == (2, (3, 2), (8, 2))
        assert not view.c_contiguous
        assert view.tolist() == [[0, 1], [4, 5], [8, 9]]

    def test_strided_bytes(self):
        assert memoryview(memory(STRIDED)).tobytes() == b"\0\0\1\0\4\0\5\0\x08\0\x09\0"

    def test_read_only(self):
        thing = memory(READONLY)
        view = memoryview(thing)
        assert view.readonly
        with pytest.raises(TypeError):
            view[0] = 1
        with pytest.raises((BufferError, TypeError)):
            ctypes.c_char.from_buffer(thing)

    def test_refused(self):
        with pytest.raises(BufferError, match="refused"):
            memoryview(memory(REFUSING))

    def test_owner(self):
        thing = memory(FLAT)
        assert memoryview(thing).obj is thing

    def test_released(self):
        thing = memory(FLAT)
        with memoryview(thing):
            assert (thing.exports, thing.releases) == (1, 0)
        assert (thing.exports, thing.releases) == (1, 1)
        first, second = memoryview(thing), memoryview(thing)
        first.release()
        assert (thing.exports, thing.releases) == (3, 2)
        second.release()
        assert thing.releases == 3

    def test_released_by_the_collector(self):
        thing = memory(FLAT)
        view = memoryview(thing)
        assert view[1] == 1
        del view
        collect()
        assert thing.releases == 1

    def test_keeps_its_owner(self):
        view = memoryview(memory(FLAT))
        collect()
        assert view.tolist() == list(range(12))

    def test_flags(self):
        thing = memory(FLAT)
        memoryview(thing).release()
        # PyBUF_FULL_RO: with format, shape, strides and suboffsets.
        assert thing.last_flags & 0x11C == 0x11C
        assert not thing.last_flags & 1

    @pytest.mark.parametrize("consumer", ["bytes", "bytearray", "join", "from_bytes"])
    def test_consumers(self, consumer):
        content = b"".join(i.to_bytes(2, "little") for i in range(12))
        consume = {
            "bytes": bytes,
            "bytearray": lambda thing: bytes(bytearray(thing)),
            "join": lambda thing: b"".join([thing]),
            "from_bytes": lambda thing: int.from_bytes(thing, "little").to_bytes(24, "little"),
        }[consumer]
        thing = memory(FLAT)
        assert consume(thing) == content
        collect()
        assert thing.releases == thing.exports


class TestModule:
    def test_attributes(self):
        assert isinstance(sink, types.ModuleType)
        assert sink.__name__ == "sink"
        assert sink.__doc__ == "Everything in HPy 0.9.0."

    def test_executed_in_steps(self):
        assert sink.steps[-1] == "second"

    def test_globals(self):
        thing = object()
        before = sink.HPyGlobal_Load(True)
        assert before is None
        try:
            assert sink.HPyGlobal_Store(True, thing) is None
            assert sink.HPyGlobal_Load(True) is thing
            assert sink.HPyGlobal_Load(False) is sink.steps
            sink.HPyGlobal_Store(True, 5)
            collect()
            assert sink.HPyGlobal_Load(True) == 5
            # Hosts may know such keys without their objects; what is kept must not end with the call.
            for key in (slice(1, -2), slice(None, 3), slice(3, None), slice(None, None, -1), (slice(1, 2), 3)):
                sink.HPyGlobal_Store(True, key)
                for _ in range(3):
                    sink.HPyGlobal_Load(False)
                assert sink.HPyGlobal_Load(True) == key
        finally:
            sink.HPyGlobal_Store(True, None)

    def test_imports(self):
        assert sink.HPyImport_ImportModule("os.path") is sys.modules["os.path"]
        assert sink.HPyImport_ImportModule("xml.dom.minidom") is importlib.import_module("xml.dom.minidom")
        with pytest.raises(ModuleNotFoundError, match="no_such_module"):
            sink.HPyImport_ImportModule("no_such_module")

    def test_made_by_the_extension(self):
        path = hpyhost_fixtures.built("sinkmade")
        loader = hpyhost.UniversalLoader("sinkmade", path)
        spec = importlib.util.spec_from_file_location("sinkmade", path, loader=loader)
        made_module = loader.create_module(spec)
        assert made_module.name_in_spec == "sinkmade"
        assert type(made_module) is types.SimpleNamespace

    def test_making_fails(self):
        with pytest.raises(KeyError, match="from create"):
            hpyhost.load("create_raises", hpyhost_fixtures.built("create_raises"))
        assert "create_raises" not in sys.modules


class TestThreads:
    def test_another_thread_runs_meanwhile(self):
        ready = threading.Event()

        def other():
            ready.wait(10)
            time.sleep(0.05)
            sink.raise_flag()

        thread = threading.Thread(target=other)
        thread.start()
        ready.set()
        raised = sink.HPy_LeavePythonExecution(20.0)
        thread.join()
        if not raised:
            # Now it is; other tests are not to see that.
            sink.HPy_LeavePythonExecution(0.0)
        assert raised is True

    def test_nothing_happens_meanwhile(self):
        assert sink.HPy_LeavePythonExecution(0.01) is False

    def test_many_threads(self):
        results, errors = [], []

        def work(number):
            try:
                for i in range(200):
                    things = [object() for _ in range(i % 10)]
                    assert sink.HPyListBuilder_Build(*things) == things
                    assert sink.HPy_Add(i, number) == i + number
                    with pytest.raises(KeyError):
                        sink.HPyErr_SetString(KeyError, "thread")
                    thing = made("Base")()
                    thing.keep(thing, i)
                    assert thing.kept() == (thing, i)
                results.append(number)
            except BaseException as error:
                errors.append(error)

        threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert errors == []
        assert sorted(results) == [0, 1, 2, 3]

    def test_objects_of_another_thread(self):
        things = []

        def work():
            thing = made("Base")()
            thing.keep("from the thread")
            things.append(thing)

        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        assert things[0].kept() == ("from the thread",)


class TestCPythonsOwn:
    """Objects of CPython's API: only where there are such."""

    def test_there_and_back(self):
        for thing in (None, 5, "text", [1], object(), sink):
            assert sink.HPy_FromPyObject(thing) is thing

    def test_call_as_from_cpython(self):
        thing = object()
        assert sink._HPy_CallRealFunctionFromTrampoline(thing) == (sink, thing)

    def test_struct_with_cpythons_header(self):
        legacy = made("Legacy")()
        assert legacy.number == 0
        legacy.set(2**40)
        assert legacy.number == 2**40
        assert sink._HPyType_GetBuiltinShape(type(legacy)) == -1
