"""Calls with something wrong in them raise what NumPy raises.

`bad_calls.py` makes them of the whole namespace; some of each function are written down with NumPy's answers in
`oracle/bad_calls.json`. Where NumPy is, ``BAD_CALLS=10`` compares every tenth of all 130,000, ``BAD_CALLS=1`` all.
"""

import os

import bad_calls
import check_bad_calls
import pytest
from oracle.make_oracle import load
from subject import NAME, ua
from with_numpy import np, with_numpy

RECORDED = load("bad_calls.json")


# Some of the calls make matrices, maps of files and arrays of objects.
@pytest.mark.needs_host("python_subclass")
@pytest.mark.parametrize("module", sorted({bad_calls.module_of(function) for function in RECORDED}))
def test_recorded_calls_raise_what_numpy_raises(module):
    wrong = []
    for function, answers in RECORDED.items():
        if bad_calls.module_of(function) != module:
            continue
        for answer, calls in answers.items():
            for arguments in calls:
                expression = bad_calls.expression_of(function, arguments)
                got = bad_calls.outcome(bad_calls.evaluate(expression, ua), ua)
                if got != answer:
                    wrong.append(f"{expression}\n    NumPy: {answer}\n    here:  {got}")
    assert not wrong, f"{len(wrong)} differ\n" + "\n".join(wrong[:20])


@with_numpy
@pytest.mark.skipif("BAD_CALLS" not in os.environ, reason="BAD_CALLS=10 compares every tenth of all bad calls")
def test_calls_raise_what_numpy_raises():
    found = check_bad_calls.differences(np, ua, int(os.environ["BAD_CALLS"]))
    wrong = [str(difference) for difference in found if not difference.reason]
    assert not wrong, f"{len(wrong)} differ\n" + "\n".join(wrong[:50])


@with_numpy
@pytest.mark.skipif(NAME != "uniarray", reason="the list is of the functions that NumPy and the library share")
def test_every_public_function_is_recorded():
    functions = {bad_calls.short(function) for function, _ in bad_calls.functions(np, ua)}
    missing = sorted(functions - set(RECORDED))
    assert missing == [], "run python tests/check_bad_calls.py --record"


def test_outcomes_differ():
    assert bad_calls.outcome(ValueError(), ua) != bad_calls.outcome(TypeError(), ua)
    assert bad_calls.outcome(ua.exceptions.AxisError("x"), ua) == "AxisError"
    assert bad_calls.outcome(ua.zeros(2), ua) != bad_calls.outcome(ua.zeros(2, "f4"), ua)
    assert bad_calls.outcome(ua.zeros(2), ua) != bad_calls.outcome(ua.zeros(3), ua)
    assert bad_calls.outcome(ua.float64(1), ua) != bad_calls.outcome(ua.array(1.0), ua)
