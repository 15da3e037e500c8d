"""Differential fuzzing against NumPy: ``python tests/fuzz.py --cases 1000000``.

    --cases N      how many cases, from --start on
    --start N      the number of the first
    --topics A,B   only these
    --case N       one case: what it does, and both results
    --processes N  how many work at once
    --all          the explained differences, too

It needs the newest NumPy. Cases run in processes of their own: what crashes or hangs is told like any difference. Ends
with status 1 if anything differs that `fuzzing/explained.py` does not explain.
"""

import argparse
import collections
import json
import pathlib
import random
import sys
import time
import warnings

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import isolated
import numpy as np
from fuzzing import compare, explained, topics
from subject import ua

BLOCK = 500


def draw(number, only):
    """The case of a number: its topic and what to run."""
    rng = random.Random(number)
    names = [name for name in topics.ALL if not only or name in only]
    topic = rng.choices(names, [topics.ALL[name][1] for name in names])[0]
    return topic, topics.ALL[topic][0](rng)


def attempt(case, module):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return case.run(module)
        except Exception as error:
            return error


def check(number, only=(), everything=False):
    """None, or [number, topic, kind of difference, explanation, what was called, NumPy's result, ours]."""
    topic, case = draw(number, only)
    if case.skip:
        return None
    expected = attempt(case, np)
    if compare.absent(expected):
        return None
    got = attempt(case, ua)
    kind = compare.difference(expected, got, case)
    if kind is None:
        return None
    why = explained.reason(topic, case, kind, expected, got)
    if why and not everything:
        return [number, topic, kind, why, "", "", ""]
    return [number, topic, kind, why, case.text, repr(expected), repr(got)]


def work():
    """Answers the jobs "first count" of standard input: a list of differences each."""
    only = [name for name in sys.argv[2].split(",") if name]
    for line in sys.stdin:
        first, count = map(int, line.split())
        if count:
            found = (check(number, only, True) for number in range(first, first + count))
            print(json.dumps([each for each in found if each]), flush=True)
        else:
            attempt(draw(first, only)[1], np)
            print("survived", flush=True)


def one_by_one(first, count, command):
    """The differences of a block in which a case is lost."""
    for job, answer in isolated.answers(command, [f"{number} 1" for number in range(first, first + count)], 1, 30):
        if not isinstance(answer, isolated.Lost):
            yield from json.loads(answer)
            continue
        number = int(job.split()[0])
        _, alone = next(isolated.answers(command, [f"{number} 0"], 1, 30))
        # An exception, which is status 1, is the fault of these files.
        numpys = isinstance(alone, isolated.Lost) and alone.why != "status 1"
        why = "NumPy itself crashes or hangs" if numpys else None
        yield [number, "", answer.why, why, "", "", ""]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=int, default=20000)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--topics", default="")
    parser.add_argument("--case", type=int)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--all", action="store_true")
    arguments = parser.parse_args()
    if arguments.case is not None:
        topic, case = draw(arguments.case, arguments.topics.split(",") if arguments.topics else ())
        print(topic, case.text, sep="\n")
        for module in (np, ua):
            got = attempt(case, module)
            print(f"{module.__name__}: {got!r}")
        return 0
    started = time.monotonic()
    command = [sys.executable, __file__, "--work", arguments.topics]
    end = arguments.start + arguments.cases
    jobs = [f"{first} {min(BLOCK, end - first)}" for first in range(arguments.start, end, BLOCK)]
    reasons, wrong = collections.Counter(), 0
    for job, answer in isolated.answers(command, jobs, arguments.processes, 300):
        lost = isinstance(answer, isolated.Lost)
        found = one_by_one(*map(int, job.split()), command) if lost else json.loads(answer)
        for number, topic, kind, why, text, expected, got in found:
            reasons[why or "unexplained"] += 1
            if why and not arguments.all:
                continue
            wrong += not why
            print(
                f"#{number} {topic}: {kind}\n    {text[:1500]}\n    NumPy: {expected[:600]}\n    here:  {got[:600]}",
                flush=True,
            )
    print(f"{arguments.cases} cases in {time.monotonic() - started:.0f} s: {wrong} differences without explanation")
    for why, count in reasons.most_common():
        print(f"{count:8} {why}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(work() if sys.argv[1:2] == ["--work"] else main())
