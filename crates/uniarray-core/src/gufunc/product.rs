//! The product of one matrix and another.

use std::ops::Range;

use super::gemm::Gemm;
use super::kernels::Kernels;
use crate::dtype::TypeNum;
use crate::loops::{Block, MAX_OPERANDS};
use crate::parallel::{self, Cost};

/// Steps in bytes through a matrix.
#[derive(Clone, Copy, Debug)]
pub(super) struct Matrix {
    /// From one row to the next.
    pub(super) down: isize,
    /// From one column to the next.
    pub(super) along: isize,
}

/// A product of a matrix of `rows` by `inner` and one of `inner` by `columns`; vectors are matrices of one row or column.
#[derive(Clone, Copy, Debug)]
pub(super) struct Product {
    pub(super) rows: usize,
    pub(super) inner: usize,
    pub(super) columns: usize,
    pub(super) a: Matrix,
    pub(super) b: Matrix,
    pub(super) out: Matrix,
    pub(super) num: TypeNum,
    pub(super) itemsize: usize,
    pub(super) kernels: Kernels,
    /// For large products, if the operands suit it.
    pub(super) gemm: Option<Gemm>,
}

/// Bytes of the second matrix that are used for all rows before the next ones are looked at: half of a second-level cache.
const TILE_BYTES: usize = 1 << 19;
/// Columns of such a tile, in bytes: a row of sums stays in the first-level cache.
const TILE_WIDTH: usize = 1 << 13;

impl Product {
    /// Whether it goes to `gemm`.
    pub(super) fn is_large(&self) -> bool {
        let worth = |gemm: Gemm| self.rows * self.columns * self.inner >= gemm.worth;
        self.rows > 1 && self.columns > 1 && self.gemm.is_some_and(worth)
    }

    /// Computes the product. Returns flag bits.
    ///
    /// # Safety
    /// All elements that the steps reach from the three addresses are readable, those of the output writable; it shares no memory with
    /// the inputs. They are of the kernels' element type, and the CPU has the kernels' level.
    pub(super) unsafe fn run(&self, [a, b, out]: [*mut u8; 3]) -> u32 {
        match self.gemm {
            // SAFETY: the caller's; who chose the function saw to what it needs.
            Some(gemm) if self.is_large() => unsafe { self.in_parts(gemm, [a, b, out]) },
            // SAFETY: the caller's.
            _ => unsafe { self.by_lines([a, b, out]) },
        }
    }

    /// About what a sum of `terms` products costs, in picoseconds.
    pub(super) fn cost(&self, terms: usize) -> u64 {
        // Measured: 18 ps for a multiplication of float32 where AVX-512 is, twice that for float64; a complex number has four of them.
        let factor = match self.num {
            TypeNum::Complex64 | TypeNum::Complex128 => 9,
            _ => 4,
        };
        (terms * self.itemsize * factor) as u64
    }

    /// Hands ranges of `count` rows or columns, which cost as much as a sum of `terms` products each, to the threads that there are.
    ///
    /// # Safety
    /// `body` may be run on several threads at a time, for different ranges.
    unsafe fn shared(
        &self,
        count: usize,
        unit: usize,
        terms: usize,
        body: impl Fn(Range<usize>) -> u32,
    ) -> u32 {
        // SAFETY: the caller's.
        unsafe { parallel::rows(count, unit, Cost::Even(self.cost(terms)), body) }
    }

    /// By `gemm`, which sums up every element in the same order whatever part of the matrix it is called for.
    ///
    /// # Safety
    /// As for [`Product::run`].
    unsafe fn in_parts(&self, gemm: Gemm, [a, b, out]: [*mut u8; 3]) -> u32 {
        let by_rows = self.rows >= self.columns;
        let count = if by_rows { self.rows } else { self.columns };
        let terms = self.inner * (self.rows * self.columns / count);
        let part = |range: Range<usize>| {
            let start = |data: *mut u8, step: isize| data.wrapping_offset(step * range.start.cast_signed());
            let (part, places) = if by_rows {
                let rows = range.len();
                (
                    Product { rows, ..*self },
                    [start(a, self.a.down), b, start(out, self.out.down)],
                )
            } else {
                let columns = range.len();
                let places = [a, start(b, self.b.along), start(out, self.out.along)];
                (Product { columns, ..*self }, places)
            };
            // SAFETY: the caller's, for some of the rows or columns.
            unsafe { (gemm.run)(&part, places) };
            0
        };
        // SAFETY: the parts of the output have nothing in common.
        unsafe { self.shared(count, gemm.unit[usize::from(!by_rows)], terms, part) }
    }

    /// Row by row or column by column, whichever are fewer.
    ///
    /// # Safety
    /// As for [`Product::run`].
    unsafe fn by_lines(&self, [a, b, out]: [*mut u8; 3]) -> u32 {
        let at = |data: *mut u8, step: isize, place: usize| data.wrapping_offset(step * place.cast_signed());
        let mut bits = 0;
        let combines = self.b.along == self.itemsize.cast_signed() && self.columns >= 4;
        if combines && self.rows > 1 {
            // SAFETY: the caller's.
            return unsafe { self.in_tiles([a, b, out]) };
        }
        if !combines && self.a.down == self.itemsize.cast_signed() && self.rows >= 4 {
            // SAFETY: the caller's, for the same elements. No kernel that conjugates comes here: its first input is a vector.
            return unsafe { self.transposed().by_lines([b, a, out]) };
        }
        if self.rows <= self.columns {
            for row in 0..self.rows {
                let line = [at(a, self.a.down, row), b, at(out, self.out.down, row)];
                // SAFETY: the caller's, for one row.
                bits |= unsafe {
                    if combines {
                        self.clear(line[2], self.columns, self.out.along);
                        self.combine(line, self.inner, self.columns)
                    } else {
                        let outer = [0, self.b.along, self.out.along];
                        self.dots(line, [self.a.along, self.b.down], outer, self.columns)
                    }
                };
            }
        } else {
            for column in 0..self.columns {
                let line = [a, at(b, self.b.along, column), at(out, self.out.along, column)];
                let outer = [self.a.down, 0, self.out.down];
                // SAFETY: the caller's, for one column.
                bits |= unsafe { self.dots(line, [self.a.along, self.b.down], outer, self.rows) };
            }
        }
        bits
    }

    /// The same product, written the other way round.
    fn transposed(&self) -> Product {
        let turned = |matrix: Matrix| Matrix {
            down: matrix.along,
            along: matrix.down,
        };
        Product {
            rows: self.columns,
            columns: self.rows,
            a: turned(self.b),
            b: turned(self.a),
            out: turned(self.out),
            ..*self
        }
    }

    /// Rows of sums, for tiles of the second matrix that stay in a cache.
    ///
    /// # Safety
    /// As for [`Product::run`].
    unsafe fn in_tiles(&self, [a, b, out]: [*mut u8; 3]) -> u32 {
        let wide = (TILE_WIDTH / self.itemsize).min(self.columns.max(1));
        let deep = TILE_BYTES / (wide * self.itemsize);
        let step = |steps: Matrix, row: usize, column: usize| {
            steps.down * row.cast_signed() + steps.along * column.cast_signed()
        };
        let some = |rows: Range<usize>| {
            let mut bits = 0;
            for row in rows.clone() {
                let start = out.wrapping_offset(step(self.out, row, 0));
                // SAFETY: the caller's, for one row.
                unsafe { self.clear(start, self.columns, self.out.along) };
            }
            for column in (0..self.columns).step_by(wide) {
                let columns = wide.min(self.columns - column);
                for first in (0..self.inner).step_by(deep) {
                    let inner = deep.min(self.inner - first);
                    for row in rows.clone() {
                        let line = [
                            a.wrapping_offset(step(self.a, row, first)),
                            b.wrapping_offset(step(self.b, first, column)),
                            out.wrapping_offset(step(self.out, row, column)),
                        ];
                        // SAFETY: the caller's, for part of a row.
                        bits |= unsafe { self.combine(line, inner, columns) };
                    }
                }
            }
            bits
        };
        // SAFETY: rows of the output have nothing in common.
        unsafe { self.shared(self.rows, 1, self.inner * self.columns, some) }
    }

    /// `count` sums of products: `steps` are those of both inputs along what is summed over, `outer` those from one sum to the next.
    ///
    /// # Safety
    /// As for [`Product::run`], for these elements.
    pub(super) unsafe fn dots(
        &self,
        [a, b, out]: [*mut u8; 3],
        steps: [isize; 2],
        outer: [isize; 3],
        count: usize,
    ) -> u32 {
        let some = |range: Range<usize>| {
            let start = |data: *mut u8, step: isize| data.wrapping_offset(step * range.start.cast_signed());
            let (a, b, out) = (start(a, outer[0]), start(b, outer[1]), start(out, outer[2]));
            let block = Block {
                ptrs: [a, b, out, std::ptr::null_mut()],
                inner: [steps[0], steps[1], 0, 0],
                outer: [outer[0], outer[1], outer[2], 0],
                n: self.inner,
                m: range.len(),
            };
            // SAFETY: the caller's, for some of the sums.
            unsafe { (self.kernels.dots)(&block) }
        };
        // SAFETY: the sums have different places, as no two elements of the output share memory.
        unsafe { self.shared(count, 1, self.inner, some) }
    }

    /// Adds multiples of `inner` rows of the second matrix to a row of the output.
    ///
    /// # Safety
    /// As for [`Product::run`], for these elements.
    unsafe fn combine(&self, [a, b, out]: [*mut u8; 3], inner: usize, columns: usize) -> u32 {
        let block = Block {
            ptrs: [a, b, out, std::ptr::null_mut()],
            inner: [0, self.b.along, self.out.along, 0],
            outer: [self.a.along, self.b.down, 0, 0],
            n: columns,
            m: inner,
        };
        // SAFETY: the caller's.
        unsafe { (self.kernels.combine)(&block) }
    }

    /// Sets elements to zero, which is zero bytes in every type.
    ///
    /// # Safety
    /// `count` elements are writable.
    unsafe fn clear(&self, out: *mut u8, count: usize, step: isize) {
        if step == self.itemsize.cast_signed() {
            // SAFETY: the caller's; they follow each other.
            unsafe { out.write_bytes(0, count * self.itemsize) };
        } else {
            for place in 0..count.cast_signed() {
                // SAFETY: the caller's.
                unsafe { out.wrapping_offset(place * step).write_bytes(0, self.itemsize) };
            }
        }
    }
}

const _: () = assert!(MAX_OPERANDS == 4);
