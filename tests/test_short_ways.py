"""What the short ways of common calls must not lose: exceptions of scalars, changes while iterating, shared memory."""

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
