"""Every expression of `cases/` gives what NumPy wrote down: result, type, error and warning."""

import importlib

import describe
import hosts
import pytest
from cases import TOPICS
from oracle.make_oracle import load
from subject import ua


def groups():
    """One parameter per rule of every topic."""
    for topic in TOPICS:
        for group in importlib.import_module(f"cases.{topic}").GROUPS:
            marks = [pytest.mark.needs_host(group.needs)] if group.needs else []
            yield pytest.param(topic, group, id=f"{topic}: {group.rule}", marks=marks)


@pytest.mark.parametrize("topic, group", list(groups()))
def test_expressions_give_what_numpy_gives(topic, group):
    expected = load(f"{topic}.json")[group.rule]
    assert list(expected) == list(dict.fromkeys(group.expressions)), "run oracle/make_oracle.py"
    found = {case: describe.run(case, ua, group.wording) for case in expected}
    host = hosts.host_of(ua)
    limited = {case for case, capability in group.limits.items() if host in hosts.LIMITS[capability].lacking}
    wrong = [
        f"{case}\n    NumPy: {expected[case]}\n    here:  {found[case]}"
        + "\n    (this host is said to differ)" * (case in limited)
        for case in expected
        if (found[case] == expected[case]) == (case in limited)
    ]
    assert not wrong, f"{len(wrong)} of {len(expected)} differ\n" + "\n".join(wrong)
