//! Conway's Game of Life as a stencil on arrays of one byte per cell.

use crate::grid::Grid;
use uniarray::ndarray::{Array2, ArrayView2, ArrayViewMut2, s};

/// Cells from which on several threads are worth their start: a generation of so many takes 40 µs.
const LARGE: usize = 1 << 21;

/// Writes what becomes of `board` in so many generations to the inside of `into`; both have a border, of which `board`'s stays as it is.
///
/// # Errors
/// A sentence for boards that do not fit each other.
pub fn step(
    board: ArrayView2<'_, u8>,
    mut into: ArrayViewMut2<'_, u8>,
    generations: usize,
    threads: Option<usize>,
) -> Result<(), &'static str> {
    let (height, width) = board.dim();
    if board.dim() != into.dim() {
        return Err("both boards have one shape");
    }
    if height < 3 || width < 3 {
        return Err("a board has a border and at least one cell");
    }
    if board.strides()[1] != 1 || into.strides()[1] != 1 {
        return Err("the cells of a row follow each other");
    }
    let usual = if height * width < LARGE {
        1
    } else {
        rayon::current_num_threads()
    };
    let threads = threads.unwrap_or(usual).clamp(1, height - 2);
    let mut grid = Grid::of(board, threads);
    let mut next = grid.clone();
    for _ in 0..generations {
        grid.advance(&mut next, threads);
        std::mem::swap(&mut grid, &mut next);
    }
    grid.write(into.slice_mut(s![1..height - 1, 1..width - 1]), 0, threads);
    Ok(())
}

/// How many of the eight cells around each one inside the border are alive.
pub fn neighbours(board: ArrayView2<'_, u8>) -> Array2<u8> {
    let (height, width) = board.dim();
    let inner = (height.saturating_sub(2), width.saturating_sub(2));
    let mut counts = Array2::zeros(inner);
    if inner.0 == 0 || inner.1 == 0 {
        return counts;
    }
    for (down, right) in (0..9)
        .map(|place| (place / 3, place % 3))
        .filter(|place| *place != (1, 1))
    {
        counts += &board.slice(s![down..down + inner.0, right..right + inner.1]);
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rules, one cell after the other.
    fn expected(board: ArrayView2<'_, u8>) -> Array2<u8> {
        let counts = neighbours(board);
        Array2::from_shape_fn(counts.dim(), |(row, column)| {
            let alive = board[[row + 1, column + 1]] == 1;
            u8::from(counts[[row, column]] == 3 || (alive && counts[[row, column]] == 2))
        })
    }

    #[test]
    fn a_step_follows_the_rules_whatever_the_threads() {
        let mut state = 12345u32;
        for (height, width) in [(3, 3), (4, 70), (20, 131), (65, 8)] {
            let board = Array2::from_shape_fn((height, width), |_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (state >> 31) as u8
            });
            for threads in [None, Some(1), Some(2), Some(3), Some(100)] {
                let mut into = Array2::from_elem((height, width), 7);
                step(board.view(), into.view_mut(), 1, threads).unwrap();
                let inside = into.slice(s![1..height - 1, 1..width - 1]);
                assert_eq!(inside, expected(board.view()));
                assert!(into.row(0).iter().chain(into.column(0)).all(|cell| *cell == 7));
            }
        }
    }

    #[test]
    fn generations_follow_each_other_and_the_border_stays() {
        for width in [5, 62, 63, 64, 65, 130] {
            let mut board =
                Array2::from_shape_fn((9, width + 2), |(row, column)| (row * column % 3 == 1) as u8);
            let mut into = board.clone();
            step(board.view(), into.view_mut(), 4, Some(2)).unwrap();
            for _ in 0..4 {
                let next = expected(board.view());
                board.slice_mut(s![1..8, 1..=width]).assign(&next);
            }
            assert_eq!(into, board);
        }
    }

    #[test]
    fn boards_that_do_not_fit_are_refused() {
        let small = Array2::zeros((2, 5));
        assert!(step(small.view(), small.clone().view_mut(), 1, None).is_err());
        let board = Array2::zeros((5, 5));
        assert!(step(board.view(), Array2::zeros((5, 6)).view_mut(), 1, None).is_err());
        assert!(step(board.t(), Array2::zeros((5, 5)).view_mut(), 1, None).is_err());
    }
}
