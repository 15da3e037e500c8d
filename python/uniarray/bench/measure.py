"""Timing statements of several array modules side by side."""

import time

from uniarray.bench import memory

# One sample lasts at least this long, so that the clock does not matter.
_SAMPLE = 0.001
_FEWEST_SAMPLES = 5


class Figure:
    """The samples of one statement, in seconds per execution.

    >>> figure = Figure([3.0, 1.0, 2.5])
    >>> figure.minimum, figure.median
    (1.0, 2.5)
    """

    __slots__ = ("median", "minimum", "samples")

    def __init__(self, samples):
        """Keep the smallest sample, the median and how many there were."""
        ordered = sorted(samples)
        middle = len(ordered) // 2
        self.samples = len(ordered)
        self.minimum = ordered[0]
        self.median = (ordered[middle] + ordered[-1 - middle]) / 2


def compiled(statement, names):
    """A function timed(count): the seconds that `count` executions of `statement` take.

    `names` is a dict with the statement's variables. They become local variables, and the loop is
    part of the function, as in the `timeit` module; but garbage collection stays on: without it
    PyPy would keep all results.

    >>> compiled("x + 1", {"x": 2})(10) >= 0
    True
    """
    source = (
        f"def timed(_count, _clock, {', '.join(names)}):\n"
        "    _start = _clock()\n"
        "    for _ in range(_count):\n"
        f"        {statement}\n"
        "    return _clock() - _start\n"
    )
    space = {}
    # The statements are those of rows.py, never a user's.
    exec(compile(source, f"<bench: {statement}>", "exec"), space)
    timed = space["timed"]
    return lambda count: timed(count, time.perf_counter, **names)


def measure(statements, seconds, warm_up):
    """Time the functions `statements`, made by `compiled`, in turns: a Figure for each.

    Each first runs for `warm_up` seconds of the processor's time, so that a compiler gets enough of it on
    a busy machine, too; this also tells how many executions make a sample. Then
    the samples are taken, first of the one, then of the other, and the other way round, for about
    `seconds` each; less when they use up much memory, on a host that does not give it back.

    >>> [figure.samples >= 5 for figure in measure([compiled("1 + 1", {})], 0.01, 0.001)]
    [True]
    """
    allowance = memory.Allowance()
    counts = [_calibrate(timed, warm_up, allowance) for timed in statements]
    samples = [[] for _ in statements]
    turns = list(range(len(statements)))
    end = time.perf_counter() + seconds * len(statements)
    while len(samples[0]) < _FEWEST_SAMPLES or (time.perf_counter() < end and not allowance.used_up()):
        for turn in turns:
            samples[turn].append(statements[turn](counts[turn]) / counts[turn])
        turns.reverse()
        if memory.exhausted():
            break
    return [Figure(taken) for taken in samples]


def _calibrate(timed, warm_up, allowance):
    """How many executions last _SAMPLE, found after the warm-up."""
    end = time.process_time() + warm_up
    count = 1
    while True:
        taken = timed(count)
        if allowance.used_up():
            return count
        if taken < _SAMPLE:
            # Straight to the goal where the clock can tell, else tenfold.
            count = max(count + 1, min(10 * count, int(count * _SAMPLE / max(taken, 1e-9))))
        elif time.process_time() >= end:
            # A compiler may have made it faster since the count was found.
            return max(1, round(count * min(1.0, _SAMPLE / taken)))
