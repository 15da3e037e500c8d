"""The contour tracer of `extensions/contour`: an extension in C on the array C API."""

import math

import hpyhost_fixtures
import pytest
from collector import collect
from subject import ua

contour = hpyhost_fixtures.imported("contour")


def height_at(grid, point):
    """The height between grid points, and whether the point is on an edge of a cell."""
    row, column = (float(x) for x in point)
    i, j = min(int(row), grid.shape[0] - 2), min(int(column), grid.shape[1] - 2)
    y, x = row - i, column - j
    upper = grid[i, j] * (1 - x) + grid[i, j + 1] * x
    lower = grid[i + 1, j] * (1 - x) + grid[i + 1, j + 1] * x
    return float(upper * (1 - y) + lower * y), min(x, 1 - x, y, 1 - y) < 1e-12


def crossings(grid, level):
    """How many edges between neighbours a level crosses."""
    above = grid > level
    return int((above[1:] != above[:-1]).sum() + (above[:, 1:] != above[:, :-1]).sum())


def is_closed(line):
    return bool((line[0] == line[-1]).all())


def check(grid, level):
    """All that must be true of the lines of a grid without missing heights."""
    lines = contour.trace(grid, level)
    for line in lines:
        assert line.ndim == 2
        assert line.shape[1] == 2
        for point in line:
            height, on_edge = height_at(grid, point)
            assert height == pytest.approx(level)
            assert on_edge
        steps = ua.abs(line[1:] - line[:-1]).max(axis=1)
        assert (steps <= 1).all()
        if not is_closed(line):
            rows, columns = grid.shape
            for row, column in (line[0].tolist(), line[-1].tolist()):
                assert row in (0, rows - 1) or column in (0, columns - 1)
    assert sum(len(line) - is_closed(line) for line in lines) == crossings(grid, level)
    return lines


def cone(n=20):
    y, x = ua.mgrid[0:n, 0:n] - (n - 1) / 2
    return ua.sqrt(x * x + y * y)


def test_a_circle_is_one_closed_line():
    (line,) = check(cone(), 5.0)
    assert is_closed(line)
    radius = ua.sqrt(((line - 9.5) ** 2).sum(axis=1))
    assert float(ua.abs(radius - 5).max()) < 0.05


def test_lines_that_leave_the_grid_have_ends():
    lines = check(cone(), 11.0)
    assert len(lines) == 4
    assert not any(is_closed(line) for line in lines)


def test_a_slope_is_cut_straight():
    slope = ua.add.outer(ua.arange(4.0), ua.zeros(5))
    (line,) = check(slope, 1.25)
    assert line[:, 0].tolist() == [1.25] * 5
    assert sorted(line[:, 1].tolist()) == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(("middle", "parted"), [(0.9, "low"), (-0.9, "high")])
def test_the_middle_decides_a_saddle(middle, parted):
    high, low = 1 + middle, -1 + middle
    lines = check(ua.array([[high, low], [low, high]]), 0.0)
    assert len(lines) == 2
    corners = {(0.0, 1.0), (1.0, 0.0)} if parted == "low" else {(0.0, 0.0), (1.0, 1.0)}
    for line in lines:
        near = min(
            ((0, 0), (0, 1), (1, 0), (1, 1)),
            key=lambda c: sum(math.hypot(p[0] - c[0], p[1] - c[1]) for p in line.tolist()),
        )
        corners.discard((float(near[0]), float(near[1])))
    assert not corners


@pytest.mark.parametrize("seed", range(5))
def test_random_grids(seed):
    grid = ua.random.default_rng(seed).standard_normal((17, 13))
    for level in (-1.0, 0.0, 0.3):
        check(grid, level)


def test_other_layouts_and_dtypes():
    grid = cone()
    expected = [line.tolist() for line in contour.trace(grid, 5.0)]
    for other in (ua.asarray(grid, order="F"), grid[::-1][::-1], grid.tolist()):
        assert [line.tolist() for line in contour.trace(other, 5)] == expected
    assert contour.trace(ua.array([[0, 2], [0, 2]], "i1"), 1)[0].tolist() == [[0, 1 / 2], [1, 1 / 2]]


def test_grids_without_lines():
    for grid in (ua.zeros((3, 3)), ua.zeros((0, 5)), ua.zeros((1, 5)), ua.full((3, 3), ua.nan)):
        assert contour.trace(grid, 0.5) == []


def test_cells_with_missing_heights_have_no_line():
    slope = ua.add.outer(ua.arange(3.0), ua.zeros(6))
    slope[1, 3] = ua.nan
    lines = contour.trace(slope, 0.5)
    assert sorted(line[:, 1].tolist() for line in lines) == [[0, 1, 2], [4, 5]] or len(lines) == 2
    assert all(not ua.isnan(line).any() for line in lines)


def test_what_is_no_grid_is_refused():
    with pytest.raises(ValueError, match="too small depth"):
        contour.trace([1, 2], 0)
    with pytest.raises(ValueError, match="too deep"):
        contour.trace(ua.zeros((2, 2, 2)), 0)
    with pytest.raises(TypeError, match="rule 'safe'"):
        contour.trace(ua.zeros((2, 2), complex), 0)
    with pytest.raises(TypeError):
        contour.trace(ua.zeros((2, 2)), "high")
    with pytest.raises(TypeError, match="exactly 2"):
        contour.trace(ua.zeros((2, 2)))


def test_points_outlive_their_line():
    rows = contour.trace(cone(40), 15.0)[0][:, 0]
    before = rows.tolist()
    collect()
    assert rows.tolist() == before
    rows += 1
    assert rows.tolist() == [row + 1 for row in before]
