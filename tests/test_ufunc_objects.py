"""A ufunc is an object with properties of its own."""

import pytest
from subject import ua


def test_nargs_is_the_sum_of_inputs_and_outputs():
    for name in ["add", "sqrt", "divmod", "less", "negative"]:
        ufunc = getattr(ua, name)
        assert ufunc.nargs == ufunc.nin + ufunc.nout


def test_types_lists_the_loops():
    assert "dd->d" in ua.add.types
    assert "bb->b" in ua.add.types
    assert "dd->?" in ua.less.types
    assert "d->d" in ua.sqrt.types
    assert len(ua.add.types) == ua.add.ntypes


def test_it_cannot_be_made_or_changed():
    with pytest.raises(TypeError):
        type(ua.add)()
    for name in ("nin", "nout", "identity"):
        with pytest.raises((AttributeError, TypeError)):
            setattr(ua.add, name, 7)
    assert (ua.add.nin, ua.add.nout, ua.add.identity) == (2, 1, 0)


def test_it_is_hashable_and_equal_to_itself_only():
    assert {ua.add: 1}[ua.add] == 1
    assert ua.add == ua.add
    assert ua.add != ua.subtract


def test_it_is_callable_through_map():
    assert list(map(ua.add, [1, 2], [3, 4])) == [4, 6]


def test_positional_and_keyword_out_are_one():
    a = ua.arange(3)
    first, second = ua.zeros(3, "i8"), ua.zeros(3, "i8")
    ua.add(a, 1, first)
    ua.add(a, 1, out=second)
    assert first.tolist() == second.tolist() == [1, 2, 3]


def test_where_computes_nothing_elsewhere():
    """The operation itself must not run where the mask is false: it would warn."""
    out = ua.full(3, -1.0)
    result = ua.sqrt(ua.array([-1.0, 4.0, -9.0]), out=out, where=ua.array([False, True, False]))
    assert result is out
    assert out.tolist() == [-1.0, 2.0, -1.0]


def test_out_may_be_a_view_of_an_input():
    a = ua.arange(6.0)
    ua.add(a[:3], a[3:], out=a[3:])
    assert a.tolist() == [0.0, 1.0, 2.0, 3.0, 5.0, 7.0]


def test_large_arrays_give_what_small_ones_give():
    """Above some size the work is cut in blocks, buffered, vectorised, or lets other threads run: no seam may show."""
    for size in (0, 1, 2, 7, 8, 9, 31, 32, 33, 63, 64, 65, 1023, 1024, 1025, 8191, 8192, 8193, 20000, 65536, 70001):
        a = ua.arange(size)
        b = a.astype("f4")  # mixed types: cast in blocks
        result = (a[::-1] + b).tolist()
        assert result == [float(size - 1)] * size
        assert int((a * 3).sum()) == 3 * size * (size - 1) // 2
        assert ua.add(a, b, out=ua.zeros(size), where=a % 2 == 0).sum() == sum(2 * x for x in range(0, size, 2))
        assert (a % 7 == 3).sum() == len(range(3, size, 7))


@pytest.mark.parametrize("shape", [(3, 5), (1, 4), (4, 1), (2, 3, 4), (2, 1, 3, 1), (1,), (), (0, 3), (2, 2, 2, 2, 2)])
def test_results_do_not_depend_on_the_order_of_axes(shape):
    size = 1
    for n in shape:
        size *= n
    a = ua.arange(size).reshape(shape)
    transposed = a.T.copy().T
    assert transposed.strides != a.strides or a.ndim < 2 or 1 in shape or 0 in shape
    assert (a + transposed).tolist() == (a * 2).tolist()
    assert (a.T - transposed.T).tolist() == (a.T * 0).tolist()
    assert transposed.sum() == a.sum()
    assert transposed.copy().tolist() == a.tolist()
