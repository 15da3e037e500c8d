"""Random operations for as long as one likes, while memory is watched: ``python tests/soak.py SECONDS``.

    SECONDS      how long
    --seed N     another row of operations
    --every N    seconds between two looks at memory
    --only WORD  only operations whose name has this word

The operations are those of `soak_operations.py`, each of which checks what it got, and the recorded calls of
`oracle/bad_calls.json`, most of which end in an exception. The memory that is held is printed all along: what is
resident after a collection, without what the C library keeps for later. The program ends with status 1 if an operation
got something wrong, or if memory grew: if the last third of the time has more of it than the middle third.

On GraalPy what the JVM has free in its heap is not counted; for that the heap must be resident, with
``GRAALPY_JVM_OPTIONS="-Xmx1g -XX:+AlwaysPreTouch -XX:+UseSerialGC"``.
"""

import argparse
import collections
import ctypes
import gc
import os
import random
import statistics
import sys
import time
import traceback

import bad_calls
import soak_operations
from oracle.make_oracle import load
from subject import NAME, ua

# What collectors and compilers take and give back as they like.
TOLERANCE = 0.05
LEAST = 4 << 20

# The GNU C library's; others have none.
TRIM = getattr(ctypes.CDLL(None), "malloc_trim", None)


def held():
    """Bytes of memory that the process holds and needs."""
    gc.collect()
    young = sys.modules.get("hpyhost._ffi.young")
    if young is not None:
        # On PyPy up to 32 large arrays that died young wait for the next one.
        young._sweep()
        gc.collect()
    if TRIM is not None:
        # Arrays that lived until a collection leave holes behind.
        TRIM(0)
    with open("/proc/self/statm") as file:
        resident = int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return resident - free_in_heap()


def free_in_heap():
    """Bytes of a JVM's heap that nothing is in; 0 elsewhere."""
    if sys.implementation.name != "graalpy":
        return 0
    from java.lang import Runtime, System

    # What has died is ended only after the first one.
    System.gc()
    time.sleep(0.2)
    System.gc()
    return Runtime.getRuntime().freeMemory()


def recorded_calls():
    """(expression, answer) of calls of the whole namespace."""
    found = []
    for function, answers in load("bad_calls.json").items():
        for answer, calls in answers.items():
            found += [(bad_calls.expression_of(function, arguments), answer) for arguments in calls]
    return found


CALLS = recorded_calls()


def recorded_call(rng):
    """Ten of the recorded calls, and whether they still end as they did."""
    for expression, answer in rng.sample(CALLS, 10):
        got = bad_calls.outcome(bad_calls.evaluate(expression, ua), ua)
        assert got == answer, f"{expression}: {got} instead of {answer}"


def grew(samples):
    """Whether the last third of samples lies above the middle third by more than what comes and goes.

    >>> grew([10, 90, 100 << 20, 100 << 20, 101 << 20, 100 << 20]), grew([1, 1, 50 << 20, 50 << 20, 60 << 20, 60 << 20])
    (False, True)
    """
    third = len(samples) // 3
    middle, last = statistics.median(samples[third : 2 * third]), statistics.median(samples[2 * third :])
    return last - middle > max(TOLERANCE * middle, LEAST)


def soak(seconds, seed, every, only):
    """Runs operations; the samples of memory, how often each operation ran, and what went wrong."""
    operations = [f for f in [*soak_operations.ALL, recorded_call] if only in f.__name__]
    rng = random.Random(seed)
    counts, wrong, samples = collections.Counter(), [], []
    start = time.monotonic()
    due = start + every
    while time.monotonic() < start + seconds and len(wrong) < 20:
        operation, number = rng.choice(operations), rng.getrandbits(40)
        try:
            operation(random.Random(number))
        except Exception:
            wrong.append(operation.__name__)
            print(f"{operation.__name__}, number {number}:\n{traceback.format_exc()}", flush=True)
        counts[operation.__name__] += 1
        if time.monotonic() > due:
            due = time.monotonic() + every
            samples.append(held())
            blocks = f", {sys.getallocatedblocks()} blocks" if sys.implementation.name == "cpython" else ""
            done = f"{time.monotonic() - start:6.0f} s, {sum(counts.values()):8} operations"
            print(f"{done}: {samples[-1] / 2**20:7.1f} MiB{blocks}", flush=True)
    return samples, counts, wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("seconds", type=float)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--every", type=float)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    every = options.every or max(options.seconds / 60, 1.0)
    print(f"{NAME} on {sys.implementation.name} {sys.version.split()[0]}", flush=True)
    samples, counts, wrong = soak(options.seconds, options.seed, every, options.only)
    print(", ".join(f"{name} {count}" for name, count in sorted(counts.items())))
    leaked = len(samples) >= 6 and grew(samples)
    print(f"{len(wrong)} wrong; memory {'GREW' if leaked else 'did not grow'}")
    sys.exit(bool(wrong or leaked))


if __name__ == "__main__":
    main()
