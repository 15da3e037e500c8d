"""Bad calls compared with NumPy: ``python tests/check_bad_calls.py`` tries all, each in a process that may crash.

    --parts N    only one of N equal parts of the list
    --random N   N calls with several wrong arguments instead (--seed S)
    --record     write oracle/bad_calls.json: some calls of each function that give here what they give in NumPy

It needs the newest NumPy.
"""

import argparse
import collections
import itertools
import json
import pathlib
import sys
import zlib
from typing import NamedTuple

import bad_reasons
from bad_calls import LEFT_TO_NUMPY, Call, absent, calls, evaluate, outcome, random_calls, share, short

HERE = pathlib.Path(__file__).resolve().parent


class Difference(NamedTuple):
    """A call that NumPy answers otherwise, and why, if that is known."""

    call: Call
    expected: str
    got: str
    reason: str

    def __str__(self):
        return f"{self.call.expression}\n    NumPy: {self.expected}\n    here:  {self.got}"


def compare(np, module, call):
    """NumPy's answer to a call, None where that is of a dtype that is not here; and the difference, or None."""
    expected = outcome(evaluate(call.expression, np), np)
    if absent(expected):
        return None, None
    got = outcome(evaluate(call.expression, module), module)
    if got == expected:
        return expected, None
    return expected, Difference(call, expected, got, bad_reasons.reason(call, expected, got))


def differences(np, module, parts):
    """What differs in one of `parts` equal parts of all calls."""
    for call in calls(np, module):
        if share(call, parts):
            _, found = compare(np, module, call)
            if found:
                yield found


def recorded(np, module, count=2):
    """function -> NumPy's answer -> calls: so many of each function that give the same here."""
    chosen = {}
    for call in calls(np, module):
        chosen.setdefault(short(call.function), []).append(call)
    answers = {}
    for function, found in chosen.items():
        found.sort(key=lambda call: zlib.crc32(call.expression.encode()))
        answers[function] = {}
        many = count * 20 if function in ("getitem", "setitem", "operator") else count
        for call in found:
            if many == 0:
                break
            if len(call.expression) > 300 or LEFT_TO_NUMPY.search(call.expression):
                continue
            expected, difference = compare(np, module, call)
            if expected is None or difference:
                continue
            many -= 1
            start = call.function + "("
            plain = call.expression.startswith(start)
            arguments = call.expression[len(start) : -1] if plain else "=" + call.expression
            answers[function].setdefault(expected, []).append(arguments)
    return answers


def worker():
    """Compares the calls whose JSON comes line by line, and answers likewise."""
    import numpy as np
    from subject import ua

    for line in sys.stdin:
        _, found = compare(np, ua, Call(*map(as_tuple, json.loads(line))))
        print(json.dumps(found and [found.expected, found.got, found.reason]), flush=True)


def as_tuple(value):
    return tuple(value) if isinstance(value, list) else value


def main():
    """Compares calls, or writes some down."""
    import isolated
    import numpy as np
    from subject import ua

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--parts", type=int, default=1, help="only one of so many equal parts of the list")
    parser.add_argument("--random", type=int, help="so many calls with several wrong arguments")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--record", action="store_true", help="write oracle/bad_calls.json")
    parser.add_argument("--processes", type=int, default=2)
    arguments = parser.parse_args()
    if arguments.record:
        content = {"numpy": np.__version__, "results": recorded(np, ua)}
        text = json.dumps(content, indent=0, ensure_ascii=False)
        (HERE / "oracle" / "bad_calls.json").write_text(text + "\n", encoding="utf-8")
        print(f"{len(content['results'])} functions, {len(text)} bytes")
        return 0
    if arguments.random:
        todo = itertools.islice(random_calls(np, ua, arguments.seed), arguments.random)
    else:
        todo = (call for call in calls(np, ua) if share(call, arguments.parts))
    reasons, count = collections.Counter(), 0
    command = [sys.executable, __file__, "--work"]
    for job, answer in isolated.answers(command, map(json.dumps, todo), arguments.processes, 30):
        count += 1
        function, expression, odd = json.loads(job)
        if isinstance(answer, isolated.Lost):
            why = bad_reasons.lost(expression)
            answer = json.dumps(["an answer", answer.why, why])
        found = json.loads(answer)
        if found:
            difference = Difference(Call(function, expression, odd), *found)
            reasons[difference.reason] += 1
            if not difference.reason:
                print(difference, flush=True)
    print(f"{count} calls: {reasons.pop('', 0)} differences without explanation")
    for why, times in reasons.most_common():
        print(f"{times:8} {why}")
    return 0


if __name__ == "__main__":
    sys.exit(worker() if sys.argv[1:2] == ["--work"] else main())
