"""Memory is kept as long as anybody can see it, and given back after that."""

import contextlib
import gc
import pathlib
import sys
import weakref

import pytest
from collector import collect
from subject import ua

STATUS = pathlib.Path("/proc/self/status")


def resident_megabytes():
    """Memory of this process that is in use now."""
    line = next(line for line in STATUS.read_text().splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024


def test_views_outlive_the_name_of_their_base():
    views = []
    for start in range(20):
        base = ua.arange(start, start + 1000)
        views.append(base[10:20][::-1])
    del base
    gc.collect()
    noise = [ua.full(1000, -1) for _ in range(50)]
    assert [view[0] for view in views] == [start + 19 for start in range(20)]
    assert len(noise) == 50


def test_small_arrays_keep_their_base_too():
    """Few elements may live in the object itself: a view must hold on to it."""
    view = ua.arange(4)[1:3]
    gc.collect()
    noise = [ua.full(4, -1) for _ in range(200)]
    assert view.tolist() == [1, 2]
    assert view.base.tolist() == [0, 1, 2, 3]
    assert len(noise) == 200


# Elements lie in the array itself, in an object beside it, or in a block of memory, by their size.
@pytest.mark.parametrize("n", [0, 1, 16, 17, 32, 33, 64, 65, 128, 129, 256, 257, 5000])
def test_memory_of_every_size(n):
    for _ in range(20):
        a = ua.full(n, -1)
        assert a.ctypes.data % 64 == 0 or n <= 16
        view = a[n // 2 :][::-1]
        assert view.base is a and a.base is None
        del a
        # Memory that was used before is as good as new.
        assert not ua.zeros(n, int).any()
        assert view.tolist() == [-1] * (n - n // 2)


def test_iterators_keep_their_array():
    iterator = iter(ua.arange(1000))
    gc.collect()
    assert sum(iterator) == 499500


def test_parts_of_complex_arrays_keep_them():
    imag = ua.array([1j, 2j, 3j]).imag
    gc.collect()
    assert imag.tolist() == [1.0, 2.0, 3.0]


@pytest.mark.needs_host("weak_references")
def test_arrays_can_be_referenced_weakly():
    a = ua.arange(100)
    reference = weakref.ref(a)
    assert reference() is a
    del a
    collect()
    assert reference() is None


@pytest.mark.needs_host("finalisation")
@pytest.mark.skipif(not STATUS.exists(), reason="resident memory is read from /proc")
def test_memory_of_dropped_arrays_is_given_back():
    ua.ones(10**6).sum()
    gc.collect()
    before = resident_megabytes()
    for _ in range(12):
        a = ua.ones(4 * 10**6)
        a[::2].sum()
        del a
        gc.collect()
    assert resident_megabytes() - before < 200  # 12 arrays of 32 MB each


OPERATIONS = {
    "add": lambda a, b: a + b,
    "in place": lambda a, b: a.__iadd__(b),
    "reflected": lambda a, b: 1 + a,
    "out": lambda a, b: ua.add(a, b, out=a),
    "where": lambda a, b: ua.add(a, b, out=a, where=b > 0),
    "item": lambda a, b: a[1],
    "slice": lambda a, b: a[1:],
    "mask": lambda a, b: a[a > 1],
    "fancy": lambda a, b: a[[0, 1]],
    "assign": lambda a, b: a.__setitem__(slice(1, 3), b[:2]),
    "assign mask": lambda a, b: a.__setitem__(b > 0, 1.0),
    "reduce": lambda a, b: a.sum(),
    "reduce axis": lambda a, b: a.reshape(2, 2).max(axis=0),
    "reduce out": lambda a, b: a.sum(out=ua.zeros(())),
    "accumulate": lambda a, b: ua.add.accumulate(a),
    "outer": lambda a, b: ua.multiply.outer(a, b),
    "transpose": lambda a, b: a.T,
    "reshape": lambda a, b: a.reshape(2, 2),
    "astype": lambda a, b: a.astype("f4"),
    "concatenate": lambda a, b: ua.concatenate([a, b]),
    "where function": lambda a, b: ua.where(a > 1, a, b),
    "asarray": lambda a, b: ua.asarray(a),
    "repr": lambda a, b: repr(a),
    "iterate": lambda a, b: list(a),
    "tolist": lambda a, b: a.tolist(),
    "buffer": lambda a, b: memoryview(a).tolist(),
    "bad index": lambda a, b: a[9],
    "bad shape": lambda a, b: a + b[:3],
    "bad out": lambda a, b: ua.add(a, b, out=ua.zeros(3)),
    "bad type": lambda a, b: a + "x",
    "bad cast": lambda a, b: a.astype("i4", casting="safe"),
    "bad assignment": lambda a, b: a.__setitem__(slice(None), [1, 2, 3]),
}


@pytest.mark.skipif(sys.implementation.name != "cpython", reason="no reference counts on this interpreter")
@pytest.mark.parametrize("operation", OPERATIONS)
def test_no_reference_is_leaked_or_lost(operation):
    call = OPERATIONS[operation]
    a, b = ua.arange(4.0), ua.ones(4)
    watched = (a, b, ua.dtype("float64"), ua.float64, ua.add)

    def run():
        with contextlib.suppress(IndexError, ValueError, TypeError):
            call(a, b)

    for _ in range(5):
        run()
    before = [sys.getrefcount(x) for x in watched]
    for _ in range(100):
        run()
    after = [sys.getrefcount(x) for x in watched]
    assert all(abs(x - y) < 20 for x, y in zip(before, after)), (before, after)


@pytest.mark.parametrize("count", [1, 20, 50, 100, 200, 1000])
def test_zeros_in_memory_that_was_used(count):
    # Memory of arrays that have ended is kept for the next ones.
    for _ in range(100):
        ua.empty(count).fill(7.5)
        assert not ua.zeros(count).any()
