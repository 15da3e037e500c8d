"""The array C API from Rust, through `extensions/lifestep`: borrowed elements, ufuncs, a stencil with threads."""

import math
import threading

import hpyhost_fixtures
import pytest
from collector import collect
from subject import ua
from uniarray.life.step import step

ext = hpyhost_fixtures.imported("lifestep")


def soup(height, width, seed=0):
    """A board with a border, half of whose cells are alive."""
    return ua.random.default_rng(seed).integers(0, 2, (height + 2, width + 2)).astype("u1")


def expected(board):
    """The next generation as array code computes it."""
    after = board.copy()
    inside = (board.shape[0] - 2, board.shape[1] - 2)
    step(after, ua.zeros(inside, "u1"), ua.zeros(inside, bool), ua)
    return after


@pytest.mark.parametrize("width", [1, 2, 63, 64, 65, 127, 128, 200])
@pytest.mark.parametrize("height", [1, 2, 7])
def test_a_generation_is_that_of_array_code(height, width):
    board = soup(height, width, seed=width)
    into = board.copy()
    ext.life_step(board, into)
    assert (into == expected(board)).all()


@pytest.mark.parametrize("threads", [None, 1, 2, 3, 7])
def test_threads_give_the_same(threads):
    board = soup(300, 257)
    into = board.copy()
    for _ in range(3):
        ext.life_step(board, into, threads=threads)
        board = expected(board)
        assert (into == board).all()


@pytest.mark.parametrize("width", [5, 63, 64, 511, 512, 513, 700])
@pytest.mark.parametrize("threads", [1, 3])
def test_several_generations_in_a_call(width, threads):
    board = soup(20, width, seed=width)
    into = board.copy()
    ext.life_step(board, into, generations=5, threads=threads)
    for _ in range(5):
        board = expected(board)
    assert (into == board).all()
    ext.life_step(board, into, 0)
    assert (into == board).all()


def test_only_the_inside_is_written():
    board, into = soup(5, 70), ua.full((7, 72), 9, "u1")
    ext.life_step(board, into)
    assert (into[0] == 9).all()
    assert (into[-1] == 9).all()
    assert (into[:, 0] == 9).all()
    assert (into[:, -1] == 9).all()


def test_boards_may_be_views():
    whole = soup(12, 150)
    board, into = whole[::2, 3:100], ua.zeros((7, 97), "u1")[::-1]
    ext.life_step(board, into)
    assert (into[1:-1, 1:-1] == expected(board.copy())[1:-1, 1:-1]).all()


def test_boards_that_are_refused():
    board = soup(5, 5)
    with pytest.raises(TypeError, match="expected an array, got 'list'"):
        ext.life_step([[0]], board)
    with pytest.raises(TypeError, match="expected an array of uint8, got one of float64"):
        ext.life_step(ua.zeros((7, 7)), board)
    with pytest.raises(ValueError, match="two axes"):
        ext.life_step(board[0], board.copy()[0])
    with pytest.raises(ValueError, match="one shape"):
        ext.life_step(board, ua.zeros((7, 8), "u1"))
    with pytest.raises(ValueError, match="at least one cell"):
        ext.life_step(board[:2], board.copy()[:2])
    with pytest.raises(ValueError, match="follow each other"):
        ext.life_step(board.T, board.copy())
    frozen = board.copy()
    frozen.flags.writeable = False
    with pytest.raises(ValueError, match="read-only"):
        ext.life_step(board, frozen)


def test_a_board_is_not_read_and_written_at_once():
    board = soup(6, 70)
    with pytest.raises(ValueError, match="already borrowed"):
        ext.life_step(board, board)
    with pytest.raises(ValueError, match="already borrowed"):
        ext.life_step(board[:5], board[3:])
    # The borrows of calls that failed have ended.
    ext.life_step(board[:4], board[4:])


def test_elements_that_interleave_are_apart():
    array = ua.zeros((4, 6))
    ext.overlap(array[:, ::2], array[:, 1::2])
    ext.overlap(array[:2], array[2:])
    ext.overlap(array[::-2, ::-2], array[:, ::2])
    # The two halves of a matrix are refused as well, needlessly: their elements lie a common step apart.
    halves = (array[:, :3], array[:, 3:])
    for reads, writes in [(array, array[1, 2:3]), (array[:, ::2], array[:, ::3]), (array.T, array), halves]:
        with pytest.raises(ValueError, match="already borrowed"):
            ext.overlap(reads, writes)


def test_elements_in_one_place_cannot_be_written_apart():
    wide = ua.lib.stride_tricks.as_strided(ua.zeros(4), (3, 2), (8, 8))
    with pytest.raises(ValueError, match="same memory"):
        ext.overlap(ua.zeros(3), wide)
    ext.overlap(wide, ua.zeros(3))
    ext.overlap(ua.zeros(0), ua.zeros(0))


def test_elements_at_odd_addresses_are_refused():
    odd = ua.zeros(17, "u1")[1:].view("f8")
    with pytest.raises(ValueError, match="do not lie where values of their type may"):
        ext.overlap(odd, ua.zeros(3))


def test_an_array_of_numbers_made_in_rust():
    board = soup(4, 5)
    counts = ext.neighbours(board)
    padded = board.astype(int)
    total = sum(padded[i : i + 4, j : j + 5] for i in range(3) for j in range(3)) - padded[1:-1, 1:-1]
    assert counts.dtype == ua.uint8
    assert (counts == total).all()
    view = counts[1:]
    before = view.tolist()
    del counts
    collect()
    assert view.tolist() == before
    view += 1
    assert ext.neighbours(ua.zeros((2, 2), "u1")).shape == (0, 0)
    assert ext.neighbours(ua.ones((3, 3), "u1")).tolist() == [[8]]
    with pytest.raises(TypeError, match="rule 'safe'"):
        ext.neighbours(ua.ones((3, 3)))


@pytest.mark.parametrize("dtype", ["f4", "f8"])
def test_ufuncs_of_rust_functions(dtype):
    x = ua.linspace(-3, 3, 7, dtype=dtype)
    tolerance = 1e-6 if dtype == "f4" else 1e-14
    result = ext.expit(x)
    assert result.dtype == x.dtype
    assert result.tolist() == pytest.approx([1 / (1 + math.exp(-v)) for v in x.tolist()], rel=tolerance)
    assert ext.logit(result).tolist() == pytest.approx(x.tolist(), rel=10 * tolerance, abs=tolerance)
    assert ext.softplus(x).tolist() == pytest.approx([math.log1p(math.exp(v)) for v in x.tolist()], rel=tolerance)
    assert "logistic function" in ext.expit.__doc__
    assert ext.expit.types == ["f->f", "d->d"]


def test_ufuncs_of_two_numbers():
    assert ext.xlogy([0, 1, 2], [0, 1, 1]).tolist() == [0, 0, 0]
    assert ext.xlogy([[1], [2]], ua.e).tolist() == [[1], [2]]
    assert ext.farther.reduce(ua.array([3, -7, 5, 7])) == -7
    assert ext.farther.accumulate([1.5, -2, 1]).tolist() == [1.5, -2, -2]
    assert ext.farther([1, -5], 3, out=ua.zeros(2, int), where=[True, False]).tolist() == [3, 0]
    with pytest.warns(RuntimeWarning, match="divide by zero encountered in xlogy"):
        assert ext.xlogy(1.0, 0.0) == -math.inf


def test_a_panic_becomes_an_exception():
    assert ext.last_digit(ua.arange(39, 42, dtype="u8")).tolist() == [9, 0, 1]
    assert ext.last_digit(ua.uint8(7)).dtype == ua.uint8
    with pytest.raises(RuntimeError, match="the function of a ufunc panicked"):
        ext.last_digit(ua.arange(39, 45, dtype="u8"))


@pytest.mark.needs_host("threads")
def test_python_threads_step_boards_of_their_own():
    boards = [soup(64, 200, seed) for seed in range(4)]
    ends = [board.copy() for board in boards]

    def work(place):
        board, into = boards[place].copy(), boards[place].copy()
        for _ in range(20):
            ext.life_step(board, into, threads=2)
            board, into = into, board
        ends[place] = board

    threads = [threading.Thread(target=work, args=(place,)) for place in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for board, end in zip(boards, ends):
        for _ in range(20):
            board = expected(board)
        assert (board == end).all()


def test_generalised_ufuncs_in_rust():
    assert ext.centred.signature == "(n)->(n)"
    assert ext.centred([[1, 2, 3], [4, 4, 10]]).tolist() == [[-1, 0, 1], [-2, -2, 4]]
    line = ua.arange(5.0)
    assert ext.centred(line[::-1]).tolist() == [2, 1, 0, -1, -2]
    assert ext.centred(line[::-2], out=line[:3]).tolist() == [2, 0, -2]
    columns = ua.arange(6.0).reshape(3, 2)
    assert ext.centred(columns, axis=0).tolist() == [[-2, -2], [0, 0], [2, 2]]
    with pytest.raises(RuntimeError, match="the function of a ufunc panicked"):
        ext.centred([])
    points, others = ua.array([[0, 0], [3, 4]]), ua.array([[1, 1], [-5, 2], [3, 4]])
    assert ext.distances(points, others).tolist() == [[1, 5, 4], [3, 8, 0]]
    assert ext.distances(points.T[::-1].T, others[:, ::-1])[1].tolist() == [3, 8, 0]
    assert ext.distances(ua.stack([points, points + 1]), others).shape == (2, 2, 3)
    assert ext.distances(points[:, :0], others[:, :0]).tolist() == [[0] * 3] * 2
