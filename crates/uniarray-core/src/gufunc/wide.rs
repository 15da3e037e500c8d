//! Products of matrices of floats and complex numbers with AVX-512, in blocks that stay in the caches.
//!
//! The parts are those of K. Goto and R. van de Geijn, "Anatomy of high-performance matrix multiplication" (2008): a block of the second
//! matrix is copied into panels, as wide as a [`Tile`], that fill half of the second-level cache, and meets all rows of the first
//! matrix, [`HIGH`] of them at a time. Rows whose elements follow each other are read where they are.
//!
//! A tile's complex numbers are made of two rows of sums, of the first factors' real parts times both parts of the second ones and of the
//! imaginary parts times the same: inside the loop they are floats.
//!
//! Each element is summed in the same order, [`DEPTH`] bytes of a row at a time, wherever it lies and whatever part of the matrix is computed: the
//! number of threads makes no difference.

mod dots;
mod pack;
mod register;
mod tile;

pub(super) use dots::dots;
use register::Lane;
use tile::{HIGH, Kernel, Tile, WIDE};

use std::ops::Add;

use crate::dtype::{C64, C128};

/// Bytes of floats that are summed before the result is written: the rows of a tile, so long, stay in the first-level cache.
const DEPTH: usize = 2048;

/// Registers beside each other in a block of the second matrix: with [`DEPTH`] half of a second-level cache of a megabyte.
const BLOCK: usize = 15;

/// Rows of the first matrix for which a block is used, at most: those that have to be copied take memory.
const ROWS: usize = 2048;

/// Rows from which copying the second matrix pays, whatever its size.
const MANY_ROWS: usize = 32;

/// The same for a part of it that has no more than [`SMALL`] bytes.
const VERY_MANY_ROWS: usize = 128;

/// As little as the first levels of the caches and of the page tables hold, wherever the rows lie.
const SMALL: usize = 1 << 17;

/// Numbers, and the floats they are made of.
pub(super) trait Number: Copy + 'static {
    /// The floats.
    type Float: Lane;
    /// How many there are in a number.
    const PARTS: usize;

    /// What a register of numbers sums up to, from the sums of its even and of its odd lanes.
    fn from_sums(sums: [Self::Float; 2]) -> Self;
}

macro_rules! numbers {
    ($($number:ty: $float:ty, $parts:literal, $from_sums:expr;)*) => { $(
        impl Number for $number {
            type Float = $float;
            const PARTS: usize = $parts;

            #[inline(always)]
            fn from_sums([even, odd]: [$float; 2]) -> $number {
                $from_sums(even, odd)
            }
        }
    )* };
}
numbers! { f32: f32, 1, f32::add; f64: f64, 1, f64::add; C64: f32, 2, C64::new; C128: f64, 2, C128::new; }

/// Where the elements of a matrix lie; steps count elements.
#[derive(Clone, Copy)]
pub(super) struct Grid<T> {
    /// The first one.
    pub(super) start: *mut T,
    /// From one row to the next.
    pub(super) down: isize,
    /// From one column to the next.
    pub(super) along: isize,
}

impl<T> Grid<T> {
    /// The elements from a row and a column on.
    #[inline(always)]
    fn from(self, row: usize, column: usize) -> Grid<T> {
        let offset = row.cast_signed() * self.down + column.cast_signed() * self.along;
        Grid {
            start: self.start.wrapping_offset(offset),
            ..self
        }
    }

    fn transposed(self) -> Grid<T> {
        Grid {
            start: self.start,
            down: self.along,
            along: self.down,
        }
    }
}

/// Computes `out = a · b`, for `a` of `rows` by `inner` elements and `b` of `inner` by `columns`, none of them 0.
///
/// # Safety
/// The elements of `a` and `b` are readable, those of `out` writable, aligned, and no other element's memory. The CPU has
/// [`Level::V4`](crate::level::Level::V4).
pub(super) unsafe fn multiply<T: Number>([rows, inner, columns]: [usize; 3], [a, b, out]: [Grid<T>; 3]) {
    if out.along != 1 && out.down == 1 {
        let turned = [b, a, out].map(Grid::transposed);
        // SAFETY: the caller's, for the same elements.
        return unsafe { blocks::<T>([columns, inner, rows], turned) };
    }
    // SAFETY: the caller's.
    unsafe { blocks::<T>([rows, inner, columns], [a, b, out]) }
}

/// # Safety
/// As for [`multiply`].
unsafe fn blocks<T: Number>([rows, inner, columns]: [usize; 3], [a, b, out]: [Grid<T>; 3]) {
    let depth = DEPTH / size_of::<T::Float>();
    let lanes = T::Float::COUNT / T::PARTS;
    // Blocks are about equally wide, and whole panels.
    let count = columns.div_ceil(BLOCK * lanes);
    let width = columns.div_ceil(count).next_multiple_of(WIDE * lanes);
    let most = depth.min(inner);
    let small = most * columns * size_of::<T>() <= SMALL;
    let direct = b.along == 1 && rows < if small { VERY_MANY_ROWS } else { MANY_ROWS };
    let mut panels = pack::Room::<T>::new(if direct {
        0
    } else {
        most * width.min(columns.next_multiple_of(lanes))
    });
    let gathers = a.along != 1;
    let high = HIGH / T::PARTS;
    let mut lines = pack::Room::<T>::new(if gathers {
        most * rows.min(ROWS).next_multiple_of(high)
    } else {
        0
    });
    for first_row in (0..rows).step_by(ROWS) {
        let rows = ROWS.min(rows - first_row);
        for first in (0..inner).step_by(depth) {
            let depth = depth.min(inner - first);
            let mut x = a.from(first_row, first);
            if gathers {
                // SAFETY: the caller's; there is room for so many rows.
                unsafe { pack::lines(x.transposed(), depth, rows, high, lines.start()) };
                x = Grid {
                    start: lines.start(),
                    down: 1,
                    along: high.cast_signed(),
                };
            }
            for left in (0..columns).step_by(width) {
                let part = Part {
                    rows,
                    depth,
                    columns: width.min(columns - left),
                    x,
                    gathered: gathers,
                    adds: first > 0,
                };
                let y = b.from(first, left);
                let out = out.from(first_row, left);
                // SAFETY: the caller's; there is room for a block.
                unsafe {
                    if direct {
                        part.run(y, None, out);
                    } else {
                        pack::panels(y, depth, part.columns, panels.start());
                        part.run(y, Some(panels.start()), out);
                    }
                }
            }
        }
    }
}

/// All rows of the first matrix with a block of the second one.
struct Part<T> {
    rows: usize,
    depth: usize,
    columns: usize,
    x: Grid<T>,
    /// Whether `x` are panels of as many rows as a tile has.
    gathered: bool,
    adds: bool,
}

impl<T: Number> Part<T> {
    /// # Safety
    /// As for [`multiply`]; `panels`, if there are any, are those of `y`.
    unsafe fn run(&self, y: Grid<T>, panels: Option<*mut T>, out: Grid<T>) {
        let lanes = T::Float::COUNT / T::PARTS;
        let high = HIGH / T::PARTS;
        let float = |at: *mut T| at.cast::<T::Float>();
        let parts = T::PARTS.cast_signed();
        let mut room = Scratch::<T::Float>([[T::Float::default(); 16]; WIDE * HIGH]);
        let all = u16::MAX >> (16 - T::Float::COUNT);
        for row in (0..self.rows).step_by(high) {
            let rows = high.min(self.rows - row);
            let x = if self.gathered {
                self.x.start.wrapping_add(row * self.depth)
            } else {
                self.x.from(row, 0).start
            };
            let mut column = 0;
            while column < self.columns {
                let registers = tile::width((self.columns - column).div_ceil(lanes));
                let columns = (registers * lanes).min(self.columns - column);
                let last = columns - (registers - 1) * lanes;
                let mask = all >> (T::Float::COUNT - last * T::PARTS);
                let place = out.from(row, column);
                let contiguous = out.along == 1;
                let (y, y_step, y_mask) = match panels {
                    Some(panels) => (
                        panels.wrapping_add(column * self.depth),
                        (registers * lanes).cast_signed(),
                        all,
                    ),
                    None => (y.from(0, column).start, y.down, mask),
                };
                let tile = Tile {
                    depth: self.depth,
                    y: float(y),
                    y_step: y_step * parts,
                    y_mask,
                    x: float(x),
                    x_down: self.x.down * parts,
                    x_along: self.x.along * parts,
                    out: if contiguous {
                        float(place.start)
                    } else {
                        room.0.as_mut_ptr().cast()
                    },
                    out_down: if contiguous {
                        place.down * parts
                    } else {
                        (WIDE * T::Float::COUNT).cast_signed()
                    },
                    out_mask: mask,
                    rows,
                    adds: self.adds && contiguous,
                };
                // SAFETY: the caller's.
                unsafe {
                    kernel::<T>(registers, rows * T::PARTS)(&tile);
                    if !contiguous {
                        spread(&room, place, [rows, columns], self.adds);
                    }
                }
                column += columns;
            }
        }
    }
}

/// A tile in memory.
#[repr(align(64))]
struct Scratch<F>([[F; 16]; WIDE * HIGH]);

fn kernel<T: Number>(wide: usize, high: usize) -> Kernel<T::Float> {
    if T::PARTS == 2 {
        tile::of::<T::Float, true>(wide, high)
    } else {
        tile::of::<T::Float, false>(wide, high)
    }
}

/// Writes a tile's elements where they belong, or adds them to what is there.
///
/// # Safety
/// These elements of `out` are writable; the room holds a tile of so many rows and columns.
unsafe fn spread<T: Number>(room: &Scratch<T::Float>, out: Grid<T>, [rows, columns]: [usize; 2], adds: bool) {
    let room: *const T::Float = room.0.as_ptr().cast();
    for row in 0..rows {
        for column in 0..columns {
            let into = out.from(row, column).start.cast::<T::Float>();
            for part in 0..T::PARTS {
                // SAFETY: the caller's.
                unsafe {
                    let value = *room.add(row * WIDE * T::Float::COUNT + column * T::PARTS + part);
                    let into = into.add(part);
                    *into = if adds { *into + value } else { value };
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
