"""Some of the random cases of `fuzz.py`, of every topic, and that their comparison sees what differs.

``FUZZ_CASES=2000 python -m pytest tests/test_fuzz.py`` runs so many of each; ``python tests/fuzz.py`` any number.
"""

import os

import pytest
from subject import ua
from with_numpy import np

if np is None:
    pytest.skip("no NumPy of today's rules on this interpreter to compare with", allow_module_level=True)

import differences
import fuzz
from fuzzing import compare, topics

CASES = int(os.environ.get("FUZZ_CASES", "120"))


@pytest.mark.parametrize("topic", topics.ALL)
def test_cases_give_what_numpy_gives(topic):
    found = [fuzz.check(number, (topic,), True) for number in range(CASES)]
    wrong = [difference for difference in found if difference and not difference[3]]
    told = "\n".join(str(difference)[:1000] for difference in wrong[:3])
    assert not wrong, f"python tests/fuzz.py --topics '{topic}' --case N\n{told}"


@pytest.mark.parametrize("topic", topics.ALL)
def test_cases_come_out_the_same_each_time_and_mostly_work(topic):
    for number in range(5):
        assert fuzz.draw(number, (topic,))[1].text == fuzz.draw(number, (topic,))[1].text
    results = [fuzz.attempt(fuzz.draw(number, (topic,))[1], np) for number in range(60)]
    assert sum(isinstance(result, Exception) for result in results) < 40


WRONG = [
    (lambda m: m.arange(3), lambda m: m.arange(4)),
    (lambda m: m.arange(3.0), lambda m: m.arange(3)),
    (lambda m: m.float64(1), lambda m: m.array(1.0)),
    (lambda m: m.array([1.0, 2.0]), lambda m: m.array([1.0, 2.0000001])),
    (lambda m: m.array([0.0]), lambda m: m.array([-0.0])),
    (lambda m: m.array([m.nan]), lambda m: m.array([0.0])),
    (lambda m: (m.arange(2), 1), lambda m: (m.arange(2), 2)),
    (lambda m: m.ones((2, 3)), lambda m: m.ones((2, 3), order="F")),
    (lambda m: m.arange(3), lambda m: m.zeros(2)[5]),
    (lambda m: m.zeros(2)[5], lambda m: m.zeros(2).reshape(5)),
]


@pytest.mark.parametrize("right, wrong", WRONG)
def test_the_comparison_sees_what_differs(right, wrong):
    def difference(one, other):
        case = compare.Case("", one, layout=True)
        expected, got = fuzz.attempt(case, np), fuzz.attempt(compare.Case("", other), ua)
        return compare.difference(expected, got, case)

    assert difference(right, right) is None
    assert difference(right, wrong) is not None


def test_the_list_of_differences_is_fresh():
    assert differences.PAGE.read_text(encoding="utf-8") == differences.page(), "run python tests/differences.py"
