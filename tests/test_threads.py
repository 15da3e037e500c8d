"""Arrays used from several threads."""

import sys
import threading
import time

import pytest
from subject import ua

pytestmark = pytest.mark.needs_host("threads")


def run_together(function, count=4):
    """Run `function(i)` in `count` threads and give back what each returned; errors come through."""
    results = [None] * count

    def work(i):
        try:
            results[i] = function(i)
        except BaseException as error:
            results[i] = error

    threads = [threading.Thread(target=work, args=(i,)) for i in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for result in results:
        if isinstance(result, BaseException):
            raise result
    return results


def test_each_thread_has_right_results():
    def work(i):
        total = 0.0
        for _ in range(50):
            a = ua.arange(100.0) + i
            total += (a * 2 - a).sum()
        return total

    assert run_together(work) == [50 * (4950 + 100 * i) for i in range(4)]


def test_threads_may_read_one_array():
    shared = ua.arange(1000)
    assert run_together(lambda i: int(shared[i::4].sum())) == [sum(range(i, 1000, 4)) for i in range(4)]


def test_threads_may_write_different_parts():
    shared = ua.zeros(400, "i8")

    def work(i):
        part = shared[100 * i : 100 * (i + 1)]
        for _ in range(100):
            part += i

    run_together(work)
    assert shared.tolist() == [100 * (k // 100) for k in range(400)]


def test_exceptions_stay_in_their_thread():
    def work(i):
        if i % 2:
            with pytest.raises(IndexError):
                ua.arange(3)[5]
        return ua.arange(3).tolist()

    assert run_together(work) == [[0, 1, 2]] * 4


@pytest.mark.needs_host("threads_meanwhile")
def test_another_thread_runs_during_a_long_product():
    """Where it could not, it would run at most once before the call and once after it."""
    passes, ended = [0], threading.Event()

    def count():
        while not ended.is_set():
            passes[0] += 1
            time.sleep(0)

    counter = threading.Thread(target=count)
    counter.start()
    a = ua.ones((1000, 1000))
    try:
        most = 0
        for _ in range(20):
            before = passes[0]
            product = a @ a
            most = max(most, passes[0] - before)
            if most > 20:
                break
    finally:
        ended.set()
        counter.join()
    assert most > 20
    assert product[3, 5] == 1000


def test_long_loops_in_several_threads_have_right_results():
    n = 200_000

    def work(i):
        a = ua.arange(n) + i
        for _ in range(5):
            assert int((a * 2 - a).sum()) == n * (n - 1) // 2 + n * i
            assert a.astype("f8")[-1] == n - 1 + i
            assert a.cumsum()[-1] == a.sum()
            b = a.copy()
            b += a
            b[:] = b - a
            assert (b == a).all()
            assert ua.where(a % 2 == 0, a, 0).max() == n - 1 + i - (n - 1 + i) % 2
            m = a[:40_000].reshape(200, 200)
            assert int((m @ ua.ones((200, 200), "i8"))[0, 0]) == 200 * 199 // 2 + 200 * i
        return i

    assert run_together(work) == [0, 1, 2, 3]


def test_warnings_of_long_loops_are_those_of_their_thread():
    bad, good = ua.full(200_000, -1.0), ua.full(200_000, 4.0)

    def work(i):
        for _ in range(10):
            if i % 2:
                assert ua.sqrt(good).max() == 2.0
            else:
                with pytest.warns(RuntimeWarning):
                    ua.sqrt(bad)

    # The record of warnings belongs to the process, so those that warn take turns.
    for pair in ((0, 1), (2, 3)):
        run_together(lambda i, pair=pair: work(pair[i]), 2)


def test_the_shape_of_an_array_may_change_during_a_long_loop():
    a = ua.arange(300_000)
    ended = threading.Event()

    def work(i):
        if i == 0:
            while not ended.is_set():
                a.shape = (300, 1000)
                a.shape = (2, 3, 50_000)
                a.shape = (300_000,)
            return None
        try:
            for _ in range(50):
                assert int((a + 1).sum()) == sum(range(1, 300_001))
        finally:
            ended.set()

    run_together(work, 2)
    assert a.shape == (300_000,)


# What is interpreted takes its time, and there only the hosts' locks are in question, as the loops are the same.
ROUNDS = 60 if sys.implementation.name == "cpython" else 6


@pytest.fixture
def eager_threads():
    """Threads that take turns as often as the interpreter lets them."""
    if not hasattr(sys, "setswitchinterval"):
        yield
        return
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.usefixtures("eager_threads")
def test_sixteen_threads_on_shared_and_private_arrays():
    """What one thread reads of a shared array is what some thread wrote; private arrays are nobody else's."""
    shared, table = ua.zeros(300, "i8"), ua.zeros((16, 40))

    def work(i):
        own = ua.full(50, i)
        for n in range(ROUNDS):
            shared[n % 3 :: 3] = 100 * i + n
            seen = ua.unique(shared)
            assert ((seen % 100 < ROUNDS) & (seen // 100 < 16)).all()
            table[i] += 1
            table[i, 5:30][::-1].sort()
            own = ua.concatenate([own[25:], own[:25] + 0]) + 1
            assert int(own.sum()) == 50 * (i + n + 1)
            assert own[own > i].reshape(5, 10).T.copy().max() == i + n + 1
            with pytest.raises(IndexError):
                shared[300 + i]
        return i

    assert run_together(work, 16) == list(range(16))
    assert (table == ROUNDS).all()


# Arrays of objects.
@pytest.mark.needs_host("python_subclass")
@pytest.mark.usefixtures("eager_threads")
def test_sixteen_threads_exchange_objects():
    shared = ua.empty(8, object)
    shared[:] = [(0, 0)] * 8

    def work(i):
        for n in range(ROUNDS):
            shared[(i + n) % 8] = (i, n)
            thread, number = shared[n % 8]
            assert thread in range(16) and number in range(ROUNDS)
            assert all(len(pair) == 2 for pair in shared.copy())
            shared[::2] = shared[1::2]

    run_together(work, 16)
