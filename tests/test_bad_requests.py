"""Requests that need more than one line to make: the exception, and that everything still works after it."""

import contextlib
import pathlib

import pytest
from subject import ua

OVERCOMMIT = pathlib.Path("/proc/sys/vm/overcommit_memory")
# With 1 the kernel grants any size and memory is only missed when it is touched.
GRANTS_EVERYTHING = OVERCOMMIT.exists() and OVERCOMMIT.read_text().strip() == "1"


@pytest.mark.skipif(GRANTS_EVERYTHING, reason="this kernel grants memory that does not exist (overcommit_memory=1)")
@pytest.mark.parametrize("shape", [10**12, (10**12,), (10**6, 10**6), (10**4, 10**4, 10**4)])
@pytest.mark.parametrize("maker", ["zeros", "empty"])
def test_a_million_million_elements_are_a_memory_error(maker, shape):
    with pytest.raises(MemoryError, match=r"Unable to allocate 7\.28 TiB for an array with shape"):
        getattr(ua, maker)(shape)
    assert ua.zeros(3).tolist() == [0.0, 0.0, 0.0]


@pytest.mark.skipif(GRANTS_EVERYTHING, reason="this kernel grants memory that does not exist (overcommit_memory=1)")
def test_broadcasting_to_too_many_elements_is_a_memory_error():
    tall, wide = ua.ones((10**6, 1)), ua.ones((1, 10**6))
    for attempt in (lambda: tall + wide, lambda: ua.multiply.outer(tall, wide), lambda: ua.where(tall > 0, wide, tall)):
        with pytest.raises(MemoryError):
            attempt()
    assert (tall[:2] + wide[:, :2]).tolist() == [[2.0, 2.0], [2.0, 2.0]]


@pytest.mark.skipif(GRANTS_EVERYTHING, reason="this kernel grants memory that does not exist (overcommit_memory=1)")
def test_a_memory_error_names_shape_and_type():
    with pytest.raises(MemoryError) as caught:
        ua.zeros((10**6, 10**6), "f4")
    assert str(caught.value).endswith("(1000000, 1000000) and data type float32")


def test_a_list_that_contains_itself_is_refused():
    loop = []
    loop.append(loop)
    with pytest.raises((ValueError, TypeError, RecursionError)):
        ua.array(loop, dtype="i4")


def test_lists_nested_deeper_than_the_axes_are_refused():
    nested = 1
    for _ in range(65):
        nested = [nested]
    with pytest.raises((ValueError, TypeError)):
        ua.array(nested, dtype="i4")


def test_a_list_that_shrinks_while_it_is_read_does_no_harm():
    class Shrinking(list):
        def __getitem__(self, i):
            self.clear()
            return list.__getitem__(self, i)

    with contextlib.suppress(IndexError, ValueError):
        ua.array(Shrinking([1.0] * 100))

    numbers = [1.0] * 10

    class Clearing:
        def __float__(self):
            numbers.clear()
            return 2.0

    numbers[0] = Clearing()
    with contextlib.suppress(IndexError, ValueError, RuntimeError):
        ua.array(numbers, dtype="f8")
    assert ua.arange(3).sum() == 3


def test_an_index_that_changes_the_array_does_no_harm():
    a = ua.arange(10)

    class Index:
        def __index__(self):
            a[:] = -1
            return 3

    assert a[Index()] == -1
    a[Index()] = 7
    assert a.tolist() == [-1, -1, -1, 7] + [-1] * 6


def test_an_axis_error_is_an_index_error_and_a_value_error():
    for attempt in (
        lambda: ua.zeros((2, 2)).sum(axis=2),
        lambda: ua.concatenate([ua.zeros(2)], axis=1),
        lambda: ua.zeros(2).transpose(1),
        lambda: ua.roll(ua.zeros(2), 1, axis=-2),
    ):
        for kind in (IndexError, ValueError):
            with pytest.raises(kind, match=r"axis -?[12] is out of bounds for array of dimension"):
                attempt()


def test_an_axis_error_has_a_public_name():
    with pytest.raises(ua.exceptions.AxisError):
        ua.zeros(2).sum(axis=1)


@pytest.mark.parametrize("name", ["dtype", "shape", "T", "base", "real", "ndim", "flags", "strides"])
def test_attributes_of_an_array_cannot_be_deleted(name):
    a = ua.zeros(2)
    with pytest.raises((AttributeError, TypeError)):
        delattr(a, name)
    assert a.tolist() == [0.0, 0.0]
    assert getattr(a, name) is not None or name == "base"


def test_items_cannot_be_deleted():
    a = ua.arange(3)
    with pytest.raises((ValueError, TypeError)):
        del a[0]
    with pytest.raises((ValueError, TypeError)):
        del a[:]
    assert a.tolist() == [0, 1, 2]


def test_an_out_that_lost_all_other_names_is_written():
    holder = {"out": ua.zeros(1000)}
    result = ua.add(ua.arange(1000), 1, out=holder.pop("out"))
    noise = [ua.zeros(1000) for _ in range(20)]
    assert result.sum() == 500500
    assert len(noise) == 20


def test_an_out_tuple_that_is_dropped_during_the_call_is_written():
    class Operand:
        """A sequence that throws the output away while it is converted."""

        def __len__(self):
            return 2

        def __getitem__(self, i):
            holder.clear()
            if i > 1:
                raise IndexError(i)
            return float(i)

    holder = [(ua.zeros(2),)]
    result = ua.add(Operand(), 1, out=holder[0])
    assert result.tolist() == [1.0, 2.0]


@pytest.mark.parametrize("where", ["shape", "index", "axis", "k"])
def test_integers_of_any_size_are_refused_not_truncated(where):
    huge = 2**64 + 1  # its low 64 bits are 1
    attempts = {
        "shape": lambda: ua.zeros(huge),
        "index": lambda: ua.arange(5)[huge],
        "axis": lambda: ua.zeros((2, 2)).sum(axis=huge),
        "k": lambda: ua.arange(5).reshape(huge, 5),
    }
    with pytest.raises((OverflowError, ValueError, IndexError, TypeError)):
        attempts[where]()


def test_slices_of_any_size_are_clipped():
    a = ua.arange(5)
    assert a[-(10**30) : 10**30].tolist() == [0, 1, 2, 3, 4]
    assert a[:: 10**30].tolist() == [0]
    assert a[:: -(10**30)].tolist() == [4]


def test_keyword_arguments_are_checked():
    for attempt in (
        lambda: ua.zeros(shape=3, nonsense=1),
        lambda: ua.zeros(3, shape=3),
        lambda: ua.arange(),
        lambda: ua.arange(1, 2, 3, None, 5),
        lambda: ua.zeros(),
        lambda: ua.array(),
        lambda: ua.arange(3).sum(nonsense=1),
        lambda: ua.add(1, 2, out=None, nonsense=1),
        lambda: ua.concatenate(),
    ):
        with pytest.raises(TypeError):
            attempt()
