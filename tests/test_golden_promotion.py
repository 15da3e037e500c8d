"""Types of results and of casts, by the tables that NumPy wrote down."""

import dtypes
import promotion_table
import pytest
from oracle.make_oracle import load
from subject import ua

TABLES = load("promotion.json")


def disagreements(expected, found, columns):
    """One sentence per cell that differs."""
    return [
        f"{title}, {row} with {column}: NumPy {e}, here {g}"
        for title, rows in expected.items()
        for row, line in rows.items()
        for column, e, g in zip(columns, line.split(), found[title][row].split())
        if e != g
    ]


def test_two_types_promote_as_in_numpy():
    wrong = disagreements(TABLES["of two types"], promotion_table.of_two_types(ua), dtypes.ALL)
    assert not wrong, f"{len(wrong)} differ\n" + "\n".join(wrong[:60])


@pytest.mark.parametrize("kind", ["array", "scalar"])
def test_python_numbers_are_weak(kind):
    found = promotion_table.with_python_numbers(ua, scalar=kind == "scalar")
    wrong = disagreements(TABLES[f"{kind} with Python number"], found, promotion_table.WEAK)
    assert not wrong, f"{len(wrong)} differ\n" + "\n".join(wrong[:60])


def test_casting_rules_allow_what_numpy_allows():
    wrong = disagreements(TABLES["allowed casts"], promotion_table.allowed_casts(ua), dtypes.ALL)
    assert not wrong, "\n".join(wrong)


def same_numbers(line, other):
    """Whether two lines have the same numbers; GraalPy's shortest text of some differs (4.9e-324)."""
    numbers = [text.replace(",", " ").split() for text in (line, other)]
    return len(numbers[0]) == len(numbers[1]) and all(
        a == b or (float(a) == float(b) and a.startswith("-") == b.startswith("-")) for a, b in zip(*numbers)
    )


def test_cast_values_are_numpys():
    found = promotion_table.cast_values(ua)
    wrong = [
        f"{source} to {target}: NumPy {line}, here {found[source][target]}"
        for source, targets in TABLES["cast values"].items()
        for target, line in targets.items()
        if not same_numbers(line, found[source][target])
    ]
    assert not wrong, "\n".join(wrong)
