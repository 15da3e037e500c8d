"""What the short ways of common calls must not lose: exceptions of scalars, changes while iterating, shared memory."""

import sys

import pytest
import uniarray as np


def test_iterators_read_elements_when_they_are_asked_for():
    a = np.arange(3.0)
    items, flat = iter(a), a.flat
    assert (next(items), next(flat)) == (0, 0)
    a[1] = 9
    assert (next(items), next(flat)) == (9, 9)
    assert (list(items), list(flat)) == ([2], [2])
    assert (list(items), list(flat)) == ([], [])


def test_an_iterator_is_its_own_iterator():
    a = np.arange(4).reshape(2, 2)
    for iterator in (iter(a), a.flat):
        assert iter(iterator) is iterator
    assert [row.tolist() for row in a] == [[0, 1], [2, 3]]


def test_flat_knows_where_it_is():
    a = np.arange(6).reshape(2, 3).T
    flat = a.flat
    assert (flat.base is a, flat.index, flat.coords, len(flat)) == (True, 0, (0, 0), 6)
    assert [int(next(flat)) for _ in range(3)] == [0, 3, 1]
    assert (flat.index, flat.coords) == (3, (1, 1))
    assert (int(flat[-1]), flat[1:3].tolist(), flat[[0, 5]].tolist()) == (5, [3, 1], [0, 5])
    with pytest.raises(IndexError, match="index 6 is out of bounds for size 6"):
        flat[6]
    assert type(flat) is np.flatiter
    assert list(np.zeros((0, 2)).flat) == []
    assert list(np.array(7).flat) == [7]


def test_scalars_tell_of_overflow_and_underflow():
    large, small = np.float64(1e200), np.float32(1e-30)
    for x, y in ((large, large), (np.complex128(large), np.complex128(large))):
        with pytest.warns(RuntimeWarning, match="overflow"):
            x * y
    for x, y in ((small, small), (np.complex128(1e-200), np.complex128(1e-200))):
        with np.errstate(under="raise"), pytest.raises(FloatingPointError, match="underflow"):
            x * y
    with pytest.warns(RuntimeWarning, match="overflow"):
        np.int8(100) + np.int8(100)
    with pytest.warns(RuntimeWarning, match="overflow"):
        large**2
    with np.errstate(all="raise"):
        assert (large * 0, large - large, np.float64(-3) ** 2) == (0, 0, 9)


def test_scalars_of_one_dtype_keep_it():
    for name in ("int8", "uint8", "int64", "uint64", "float16", "float32", "float64", "complex64", "complex128"):
        x = np.array([3], name)[0]
        for result in (x + x, x - x, x * x, x + 1, 2 * x):
            assert result.dtype == name
        assert (x + x, x - x, x * x, x + 1, 2 * x) == (6, 0, 9, 4, 6)
    z = np.complex128(1 + 2j)
    assert (z * z.conjugate(), z + 1j, z - z) == (5, 1 + 3j, 0)


def test_rows_picked_by_rows():
    a = np.arange(5.0)
    assert a[np.array([-1, 0])].tolist() == a.take(np.array([-1, 0])).tolist() == [4, 0]
    with pytest.raises(IndexError, match="index 5 is out of bounds for axis 0 with size 5"):
        a[np.array([0, 5])]
    with pytest.raises(IndexError, match="index -6 is out of bounds for axis 0 with size 5"):
        a[np.array([0, -6])] = np.ones(2)
    assert a.tolist() == [0, 1, 2, 3, 4]
    a[np.array([0, 1, 2, 3])] = a[3::-1]
    assert a.tolist() == [3, 2, 1, 0, 4]
    indices = np.arange(3)
    indices[indices] = indices[::-1]
    assert indices.tolist() == [2, 1, 0]


def test_counts_and_interpolation():
    assert np.count_nonzero([[0, 2], [3, 0]]) == 2
    assert np.count_nonzero(np.zeros((0, 3))) == 0
    assert np.interp([-1, 0.5, 9], [0, 1], [10, 20]).tolist() == [10, 15, 20]
    assert np.interp([-1, 9], [0, 1], [10, 20], left=1).tolist() == [1, 20]


def test_scalars_are_compared_with_their_like_and_with_python_numbers():
    for name in ("int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64", "float32", "float64"):
        three, four = np.array([3, 4], name)
        truths = [three < four, three <= 3, three == 3, three != 3, three > 2, four >= three, three < 3.5]
        assert truths == [True, True, True, False, True, True, True]
        # GraalPy compares instances of its float by itself.
        by_itself = name == "float64" and sys.implementation.name == "graalpy"
        assert by_itself or all(type(truth) is np.bool for truth in truths)
    nan = np.float64("nan")
    assert [nan < 1, nan == nan, nan != nan, nan >= np.float32(1)] == [False, False, True, False]
    # Beyond the dtype, and beyond what a double tells apart.
    assert (np.uint8(3) < 300, np.int8(3) > -300, np.int64(2**53 + 1) == 2.0**53) == (True, True, True)
    assert (np.float64(2.0**53) == 2**53 + 1, np.uint64(2**64 - 1) > np.int64(-1)) == (True, True)


def test_signs_of_scalars():
    for name in ("int8", "int64", "float32", "float64"):
        minus = np.array([-3], name)[0]
        for result, value in ((-minus, 3), (abs(minus), 3), (+minus, -3)):
            assert (result, result.dtype) == (value, name)
    assert (-np.uint8(0), abs(np.uint16(7))) == (0, 7)
    with pytest.warns(RuntimeWarning, match="overflow encountered in scalar negative"):
        assert -np.int8(-128) == -128
    with pytest.warns(RuntimeWarning, match="overflow encountered in scalar negative"):
        assert -np.uint8(1) == 255
    with pytest.warns(RuntimeWarning, match="overflow encountered in scalar absolute"):
        assert abs(np.int64(-(2**63))) == -(2**63)
    assert (-np.float64(0)).hex() == "-0x0.0p+0"


def test_python_numbers_beside_scalars_must_fit():
    with pytest.raises(OverflowError, match="300"):
        np.uint8(3) + 300
    with pytest.warns(RuntimeWarning, match="overflow"):
        assert np.float32(3) + 1e300 == np.inf
    assert (np.int64(3) + 0.5).dtype == "float64"
    assert (np.float64(3) + 2**60, 2 * np.float32(0.5)) == (2.0**60, 1)
    assert (np.int8(3) + True).dtype == "int8"
    number = type("Number", (np.float64,), {"__radd__": lambda self, other: "mine"})
    assert np.float64(1) + number(2) == "mine"


def test_numbers_written_to_elements_fit_or_are_refused():
    small, narrow, wide = np.zeros(2, "uint8"), np.zeros(2, "float32"), np.zeros((2, 2))
    small[0], small[-1] = 255, np.int64(7)
    narrow[0], narrow[1] = 0.1, np.float64(-0.0)
    wide[0, 1], wide[1, 0] = 2**53, np.float64(1.5)
    assert (small.tolist(), narrow.tolist()) == ([255, 7], [float(np.float32(0.1)), 0])
    assert wide.tolist() == [[0, 2.0**53], [1.5, 0]]
    wide[0, 0] = 2**53 + 1
    small[1] = 1.75
    assert (wide[0, 0], small[1]) == (2.0**53, 1)
    for value in (256, -1):
        with pytest.raises(OverflowError):
            small[0] = value
    with pytest.raises(OverflowError):
        wide[0, 0] = 10**400
    with pytest.warns(RuntimeWarning, match="overflow encountered in cast"):
        narrow[0] = 1e300
    with pytest.raises(ValueError, match="cannot convert float NaN to integer"):
        small[0] = float("nan")
    with pytest.raises(IndexError, match="index 2 is out of bounds for axis 0 with size 2"):
        small[2] = 1
    wide.flags.writeable = False
    with pytest.raises(ValueError, match="read-only"):
        wide[0, 0] = 1.0
    assert (small[0], narrow[0]) == (255, np.inf)


def test_plain_iterations_can_be_what_other_iterations_can():
    a = np.arange(6.0).reshape(2, 3)
    it = np.nditer(a)
    assert (it.shape, it.ndim, it.itersize, it.nop, len(it)) == ((6,), 1, 6, 1, 1)
    assert (it.operands[0] is a, it.dtypes, it.has_index, it.iterindex) == (True, (a.dtype,), False, 0)
    seen = []
    for x in it:
        seen.append(float(x))
        a[1, 2] = 9
    assert seen == [0, 1, 2, 3, 4, 9]
    with pytest.raises(ValueError, match="read-only"):
        x[...] = 1
    it.reset()
    assert [float(next(it)), float(it.copy().__next__()), float(it[0]), it.iterindex] == [0, 1, 0, 0]
    with pytest.raises(RuntimeError, match="multi-index"):
        it.remove_axis(0)
    it.enable_external_loop()
    assert [x.tolist() for x in it] == [[0, 1, 2, 3, 4, 9]]
    for array in (np.zeros((1, 1)), np.zeros(1), np.array(3.0)):
        one = np.nditer(array)
        assert (one.ndim, one.itersize, [x.shape for x in one]) == (array.ndim and 1, 1, [()])
    assert [x.tolist() for x in np.nditer(np.arange(4).reshape(2, 2).T)] == [0, 1, 2, 3]
    assert [x.tolist() for x in np.nditer(np.arange(4)[::-1])] == [0, 1, 2, 3]
    with pytest.raises(ValueError, match="zero-sized"):
        np.nditer(np.zeros(0))


def test_iterations_know_whether_they_were_asked_for_more():
    a = np.arange(3)
    it = np.nditer(a)
    steps = iter(it)
    assert [int(next(steps)), int(next(steps)), it.iterindex, it.finished] == [0, 1, 1, False]
    assert [int(next(steps)), it.iterindex, it.finished, it.copy().finished] == [2, 2, False, False]
    for _ in range(2):
        with pytest.raises(StopIteration):
            next(steps)
        assert (it.finished, it.copy().finished) == (True, True)
    for name in ("value", "iterindex"):
        with pytest.raises(ValueError, match="past the end"):
            getattr(it, name)
    assert list(it) == []
    it.reset()
    assert (it.finished, [int(x) for x in it], it.finished) == (False, [0, 1, 2], True)
    # What was cast is written back at the end, and not before.
    b = np.zeros(2, "float32")
    it = np.nditer(b, ["buffered"], ["readwrite"], op_dtypes="float64", casting="same_kind")
    for x in it:
        x[...] = 1.5
    assert (b.tolist(), it.finished) == ([1.5, 1.5], True)
    it = np.nditer(np.arange(5), ["ranged"])
    it.iterrange = (1, 3)
    assert ([int(x) for x in it], it.finished) == ([1, 2], True)


def test_at_by_a_row_of_positions():
    k = np.arange(1500) % 700
    k[3], values = -1, np.arange(1500.0)
    expected = [0.0] * 1000
    for place, value in zip(k.tolist(), values.tolist()):
        expected[place] += value
    a = np.zeros(1000)
    np.add.at(a, k, values)
    assert a.tolist() == expected
    # Every second element, a second operand that repeats, and one that overlaps: that is read first.
    b = np.zeros(2000)
    np.add.at(b[::2], k, 1)
    assert (b[::2].sum(), b[1::2].any(), b[1998]) == (1500, False, 1)
    c = np.arange(4.0)
    np.add.at(c, np.array([1, 2, 3]), c[:3])
    assert c.tolist() == [0, 1, 3, 5]
    d = np.array([1, 2, 0])
    np.add.at(d, d, np.array([10, 20, 30]))
    assert d.tolist() == [31, 12, 20]
    # Positions are looked at before anything is written.
    k[-1] = 1000
    with pytest.raises(IndexError, match="index 1000 is out of bounds for axis 0 with size 1000"):
        np.add.at(a, k, values)
    assert a.tolist() == expected
    e = np.zeros((3, 2))
    np.add.at(e, np.array([0, 2, 0]), np.array([[1.0, 2], [3, 4], [5, 6]]))
    np.add.at(e[:, 0], np.array([[1], [1]]), np.array([[1.0], [2]]))
    assert e.tolist() == [[6, 8], [3, 0], [3, 4]]
