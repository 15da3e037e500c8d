"""Arrays used from several threads."""

import threading

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
