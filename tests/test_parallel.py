"""Operations that are shared among threads: the same bits for every number of them."""

import ctypes
import os
import platform
import signal
import warnings

import pytest
from subject import NAME, ua

if NAME != "uniarray":
    pytest.skip("NumPy's threads are another affair", allow_module_level=True)

from uniarray import _threads

# Enough that the cheapest operation below is worth sharing.
MANY = 120_000


@pytest.fixture(autouse=True)
def number_of_threads():
    before = ua.get_num_threads()
    yield
    ua.set_num_threads(before)


def bits(results):
    results = results if isinstance(results, tuple) else (results,)
    return [(result.dtype, result.shape, result.tobytes()) for result in results]


def same_for_all_numbers(function):
    ua.set_num_threads(1)
    expected = bits(function())
    for count in (2, 3):
        ua.set_num_threads(count)
        assert bits(function()) == expected


def numbers(count, dtype="f8"):
    # Neither sorted nor simple fractions; some are negative.
    return ((ua.arange(count) * 7919 % 100_003 - 30_000) / 7919.0).astype(dtype)


A = numbers(MANY)
B = numbers(MANY)[::-1].copy()
TALL = numbers(3 * MANY).reshape(-1, 12)


def in_place(size=MANY):
    x = numbers(size)
    ua.sin(x, out=x)
    return x


def overlapping():
    x = numbers(MANY + 1)
    ua.arctan2(x[:-1], x[1:], out=x[1:])
    return x


def masked():
    x = ua.zeros(MANY)
    ua.exp(A, out=x, where=A > 0)
    return x


OPERATIONS = {
    "unary": lambda: ua.exp(A),
    "single precision": lambda: ua.cos(A.astype("f4")),
    "half precision": lambda: ua.sinh(A.astype("f2") / 10),
    "binary": lambda: ua.arctan2(A, B),
    "python number": lambda: ua.hypot(A, 2.5),
    "integers": lambda: (A * 100).astype("i8") // 7,
    "two outputs": lambda: ua.divmod(A, 0.75),
    "cast": lambda: ua.sin((A * 100).astype("i4")),
    "cast of an output": lambda: ua.sin(A, out=ua.zeros(MANY, "f4")),
    "every other element": lambda: ua.exp(A[::2]),
    "backwards": lambda: ua.arctan2(A[::-1], B),
    "rows": lambda: ua.sin(TALL[:, 1:9]),
    "columns": lambda: ua.sin(TALL.T[2:, ::3]),
    "broadcast": lambda: ua.hypot(TALL, TALL[0]),
    "three axes": lambda: ua.exp(TALL.reshape(-1, 3, 4).transpose(0, 2, 1)),
    "two long rows": lambda: ua.exp(ua.stack([A, B])[:, :-1]),
    "in place": in_place,
    "overlapping": overlapping,
    "masked": masked,
    "complex": lambda: ua.exp(A + 1j * B),
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_results_do_not_depend_on_threads(name):
    same_for_all_numbers(OPERATIONS[name])


@pytest.mark.parametrize("dtype", ["f4", "f8", "c16", "i4"])
def test_products_of_matrices_do_not_depend_on_threads(dtype):
    for rows, inner, columns in [(150, 130, 170), (400, 90, 20), (20, 90, 400)]:
        a = (numbers(rows * inner) * 4).astype(dtype).reshape(rows, inner)
        b = (numbers(inner * columns) * 4).astype(dtype).reshape(inner, columns)
        same_for_all_numbers(lambda a=a, b=b: (a @ b, a @ b.T.copy().T, ua.einsum("ij,jk->ik", a, b)))


def test_fourier_transforms_of_rows_do_not_depend_on_threads():
    rows = numbers(301 * 100).reshape(301, 100)
    same_for_all_numbers(lambda: (ua.fft.fft(rows), ua.fft.irfft(rows.astype("c8")), ua.fft.fft2(rows)))


def test_products_with_vectors_and_of_stacks_do_not_depend_on_threads():
    a = numbers(600 * 500).reshape(600, 500)
    stack = a.reshape(120, 50, 50)
    same_for_all_numbers(lambda: (a @ a[0], a[:, 0] @ a, a.T @ a[:, 0], stack @ stack[::-1], ua.inner(a, a[:300])))


# Beyond what is folded at once, and no multiple of anything.
LONG = numbers(300_007)
GRID = numbers(601 * 487).reshape(601, 487)

REDUCTIONS = {
    "sum": lambda: ua.sum(LONG),
    "sum of the other precision": lambda: ua.sum(LONG.astype("f4")),
    "complex sum": lambda: ua.sum(LONG - 1j * LONG),
    "sum with a beginning": lambda: ua.sum(LONG, initial=-0.0),
    "integers": lambda: ua.sum((LONG * 1e9).astype("i8")),
    "greatest and least": lambda: (ua.max(LONG), ua.min(LONG), ua.max((LONG * 9).astype("i4"))),
    "product": lambda: ua.prod(LONG / 1e6 + 1),
    "where": lambda: ua.sum(GRID, axis=0, where=GRID > 0),
    "rows": lambda: (GRID.sum(axis=1), GRID.T.sum(axis=0), GRID.max(axis=1)),
    "columns": lambda: (GRID.sum(axis=0), GRID.T.sum(axis=1), GRID.min(axis=0)),
    "powers": lambda: (ua.hypot.reduce(GRID, axis=0), ua.hypot.reduce(GRID, axis=1)),
    "casts": lambda: GRID.astype("f4").sum(axis=1, dtype="f8"),
    "into": lambda: GRID.sum(axis=1, out=ua.zeros(601, "f4")),
}


@pytest.mark.parametrize("name", REDUCTIONS)
def test_reductions_do_not_depend_on_threads(name):
    same_for_all_numbers(REDUCTIONS[name])


def test_a_long_sum_is_numpys():
    numpy = pytest.importorskip("numpy", minversion="2.5", reason="older ones add up in another order on some CPUs")
    values = numpy.asarray(LONG)
    for dtype in ("f8", "f4", "c16", "i8"):
        expected = values.astype(dtype).sum()
        ua.set_num_threads(2)
        assert LONG.astype(dtype).sum().tobytes() == expected.tobytes()
    zeros = ua.full(1 << 18, -0.0)
    assert ua.signbit(ua.sum(zeros, initial=-0.0)) == numpy.signbit(numpy.sum(numpy.asarray(zeros), initial=-0.0))


@pytest.mark.parametrize("dtype", ["f8", "f4", "i8", "c16"])
def test_sorting_does_not_depend_on_threads(dtype):
    values = (LONG * 1000 % 77).astype(dtype)
    if dtype[0] in "fc":
        values[::1001] = ua.nan
        values[5::999] = -0.0
        values[6::999] = 0.0
    results = (
        lambda: ua.sort(values),
        lambda: ua.sort(values, stable=True),
        lambda: ua.argsort(values),
        lambda: ua.argsort(values, stable=True),
    )
    for result in results:
        same_for_all_numbers(result)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_exceptions_of_all_threads_are_told(count):
    ua.set_num_threads(count)
    x = ua.ones(MANY)
    for place in (0, MANY // 2, MANY - 1):
        x[place] = 0
        with pytest.warns(RuntimeWarning, match="divide by zero encountered in log"):
            ua.log(x)
        x[place] = 2
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            ua.log(x)


def test_a_product_of_infinities_warns_only_if_a_result_is_none():
    ua.set_num_threads(2)
    a = ua.full((210, 130), ua.inf)
    b = ua.ones((130, 210))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert (a @ b == ua.inf).all()
    b[3, 205] = 0
    with pytest.warns(RuntimeWarning, match="invalid value encountered in matmul"):
        assert ua.isnan(a @ b).sum() == 210


@pytest.mark.parametrize("wrong", [0, -1, 1025, 10**30, -(10**30)])
def test_impossible_numbers_of_threads(wrong):
    before = ua.get_num_threads()
    with pytest.raises(ValueError, match="the number of threads must be 1 to 1024"):
        ua.set_num_threads(wrong)
    assert ua.get_num_threads() == before


@pytest.mark.parametrize("wrong", [1.0, "2", None])
def test_no_number_of_threads(wrong):
    with pytest.raises(TypeError):
        ua.set_num_threads(wrong)


def test_numbers_that_are_integers():
    ua.set_num_threads(ua.int16(3))
    assert ua.get_num_threads() == 3
    assert type(ua.get_num_threads()) is int


@pytest.mark.parametrize("text, expected", [("3", 3), (" 1 ", 1), ("", 2), ("  ", 2)])
def test_the_environment_is_asked(monkeypatch, text, expected):
    ua.set_num_threads(2)
    monkeypatch.setenv("UNIARRAY_NUM_THREADS", text)
    _threads.take_from_environment()
    assert ua.get_num_threads() == expected


@pytest.mark.parametrize("text", ["0", "-2", "many", "1.5", "9999999", "1" + "0" * 30])
def test_nonsense_in_the_environment_is_told_and_ignored(monkeypatch, text):
    ua.set_num_threads(2)
    monkeypatch.setenv("UNIARRAY_NUM_THREADS", text)
    with pytest.warns(RuntimeWarning, match="UNIARRAY_NUM_THREADS='.*' is ignored"):
        _threads.take_from_environment()
    assert ua.get_num_threads() == 2


def child_works(fork):
    """Whether a child process made by `fork` computes what its parent does."""
    ua.set_num_threads(2)
    expected = bits(ua.exp(A))
    child = fork()
    if child == 0:
        # Whatever happens, the child must not go on with the tests.
        status = 1
        try:
            signal.alarm(30)
            status = int(bits(ua.exp(A)) != expected)
        finally:
            os._exit(status)
    _, status = os.waitpid(child, 0)
    return status == 0 and bits(ua.exp(A)) == expected


@pytest.mark.skipif(platform.python_implementation() != "CPython", reason="other interpreters have no fork to rely on")
def test_a_forked_child_has_threads_of_its_own():
    assert child_works(os.fork)


@pytest.mark.skipif(platform.python_implementation() != "CPython", reason="other interpreters have no fork to rely on")
def test_a_child_that_was_forked_behind_our_back():
    assert child_works(ctypes.PyDLL(None).fork)
