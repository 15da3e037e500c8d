"""The Game of Life: array code against plain code, boundaries, random boards, and the truths."""

import doctest
import importlib
import itertools
import pkgutil

import pytest
import uniarray as np
import uniarray.life
from uniarray.life import Life, Pattern, check, load, names, soup, step
from uniarray.life.digest import digest

MODULES = [module.name for module in pkgutil.iter_modules(uniarray.life.__path__)]


def plain_step(alive, height, width, boundary):
    """A generation by the rule's words, on a set of cells."""
    counts = {}
    for row, column in alive:
        for r in (row - 1, row, row + 1):
            for c in (column - 1, column, column + 1):
                if (r, c) == (row, column):
                    continue
                if boundary == "torus":
                    cell = r % height, c % width
                elif 0 <= r < height and 0 <= c < width:
                    cell = r, c
                else:
                    continue
                counts[cell] = counts.get(cell, 0) + 1
    return {cell for cell, n in counts.items() if n == 3 or (n == 2 and cell in alive)}


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_hold(name):
    if name == "__main__":
        return
    module = importlib.import_module(f"uniarray.life.{name}")
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize("boundary", ["dead", "torus"])
@pytest.mark.parametrize("size", [(1, 1), (1, 9), (7, 1), (2, 2), (3, 5), (16, 16), (20, 33)])
def test_generations_are_those_of_the_plain_rule(size, boundary):
    life = Life(*size, boundary, np=np)
    soup.fill(life, seed=7)
    alive = set(life.alive())
    for _ in range(12):
        life.step()
        alive = plain_step(alive, *size, boundary)
        assert set(life.alive()) == alive
    assert life.generation == 12
    assert life.population() == len(alive)


def test_step_leaves_a_dead_border_dead():
    life = Life(6, 6)
    soup.fill(life, seed=3)
    life.run(4)
    assert life.padded[0].tolist() == life.padded[-1].tolist() == [0] * 8
    assert life.padded[:, 0].tolist() == life.padded[:, -1].tolist() == [0] * 8


def test_step_takes_the_array_module_as_an_argument():
    padded = np.zeros((5, 5), dtype=np.uint8)
    padded[1:4, 2] = 1
    assert step(padded, np.zeros((3, 3), dtype=np.uint8), np.zeros((3, 3), dtype=bool), np) is None
    assert padded[2].tolist() == [0, 1, 1, 1, 0]


def test_a_board_needs_cells_and_a_known_boundary():
    with pytest.raises(ValueError, match="no cells"):
        Life(0, 5)
    with pytest.raises(ValueError, match="boundary is 'open'"):
        Life(5, 5, "open")


def test_random_boards_are_the_same_everywhere():
    life = Life(100, 130)
    soup.fill(life, seed=2024)
    assert digest([life]) == "c0298ac208582fe82b974a4f087f192ea2a142b9fa065e128b20d044fc381375"
    life.run(50)
    assert digest([life]) == "1ae60f811786eda63d26bb7fdace40f1ac01911d58bb02037617f946198860cd"


def test_random_words_are_those_of_splitmix64():
    # The first outputs of the published C code for the seed 1234567.
    source = soup.words(1234567)
    assert [next(source) for _ in range(3)] == [
        6457827717110365317,
        3203168211198807973,
        9817491932198370423,
    ]


def test_seeds_are_taken_modulo_two_to_the_64():
    assert next(soup.words(-1)) == next(soup.words(2**64 - 1))


def test_digest_tells_boards_and_their_sizes_apart():
    one, other = Life(3, 4), Life(3, 4)
    other.cells[2, 3] = 1
    assert len({digest(boards) for boards in ([one], [other], [Life(4, 3)], [one, other])}) == 4


def test_shipped_patterns_have_their_known_cells():
    assert {name: len(load(name).cells) for name in names()} == {
        "acorn": 7,
        "glider": 5,
        "gosper-gun": 36,
        "r-pentomino": 5,
    }


def test_a_pattern_lies_in_the_middle_or_where_it_is_put():
    life = Life(5, 7)
    dot = Pattern("dot", 1, 1, [(0, 0)])
    dot.place(life)
    dot.place(life, 4, 6)
    assert life.alive() == [(2, 3), (4, 6)]
    with pytest.raises(ValueError, match="over the edge"):
        dot.place(life, 5, 0)
    with pytest.raises(ValueError, match="larger than the board"):
        Pattern("bar", 1, 8, []).place(life)


def test_every_truth_holds_after_the_promised_generations():
    done = []

    def advance(life, steps):
        done.append(steps)
        life.run(steps)

    sentences = []
    for sentence, found, expected, boards in check.run("short", np, advance):
        assert found == expected, sentence
        assert boards
        sentences.append(sentence)
    assert len(sentences) == 5
    assert sum(done) == check.generations("short")


def test_truths_fail_for_a_wrong_rule():
    def advance(life, steps):
        life.run(steps)
        # One cell too many is enough.
        life.cells[0, 0] = 1

    # The quick ones; those of thousands of generations compare in the same way.
    for _, found, expected, _ in itertools.islice(check.run("short", np, advance), 3):
        assert found != expected
