//! A board as bits, and its generations.
//!
//! Sums of neighbours are made of bits by the logic of adders. Each row is summed up sideways once, a number of two bits, for the three rows that
//! need it. Three such numbers make the sum of nine cells: three alive ones are a birth or a survival, four a survival if the place
//! itself is alive.

use crate::lanes::{LANES, Lanes};
use crate::packing::{Packing, Work, with_widest};
use uniarray::ndarray::{ArrayView2, ArrayViewMut2, Axis};

/// A board with its border. A row is a word whose last bit is the border on the left, words for the inside, as many as make full lanes, and one more.
/// The border on the right follows the last cell. What is behind it means nothing.
#[derive(Clone)]
pub struct Grid {
    width: usize,
    stride: usize,
    bits: Vec<u64>,
}

impl Grid {
    /// The cells of a board, which has a border.
    pub fn of(board: ArrayView2<'_, u8>, threads: usize) -> Grid {
        let (height, width) = (board.nrows(), board.ncols() - 2);
        let stride = width.div_ceil(64 * LANES) * LANES + 2;
        let mut bits = vec![0; height * stride];
        bands(&mut bits, stride, 0, threads, &|first, rows| {
            with_widest(Read {
                board,
                first,
                rows: rows.chunks_exact_mut(stride),
            });
        });
        Grid { width, stride, bits }
    }

    /// Writes the generation after this one to the inside of `into`, a board of this size with this border.
    pub fn advance(&self, into: &mut Grid, threads: usize) {
        let inside = self.stride..into.bits.len() - self.stride;
        bands(&mut into.bits[inside], self.stride, 1, threads, &|first, rows| {
            with_widest(Advance {
                from: self,
                first,
                rows: rows.chunks_exact_mut(self.stride),
            });
        });
    }

    /// Writes the cells inside the border to an array of that shape.
    pub fn write(&self, mut inside: ArrayViewMut2<'_, u8>, first: usize, threads: usize) {
        if threads < 2 {
            let rows = self.bits[(first + 1) * self.stride..].chunks_exact(self.stride);
            let outs = inside.rows_mut().into_iter().filter_map(|row| row.into_slice());
            return with_widest(Write { rows: rows.zip(outs) });
        }
        let middle = inside.nrows() * (threads / 2) / threads;
        let (upper, lower) = inside.split_at(Axis(0), middle);
        rayon::join(
            || self.write(upper, first, threads / 2),
            || self.write(lower, first + middle, threads - threads / 2),
        );
    }

    fn row(&self, row: usize) -> &[u64] {
        &self.bits[row * self.stride..(row + 1) * self.stride]
    }
}

/// Splits rows, the first of which has the number `first`, among threads.
fn bands(
    rows: &mut [u64],
    stride: usize,
    first: usize,
    threads: usize,
    work: &(impl Fn(usize, &mut [u64]) + Sync),
) {
    if threads < 2 {
        return work(first, rows);
    }
    let middle = rows.len() / stride * (threads / 2) / threads;
    let (upper, lower) = rows.split_at_mut(middle * stride);
    rayon::join(
        || bands(upper, stride, first, threads / 2, work),
        || bands(lower, stride, first + middle, threads - threads / 2, work),
    );
}

/// Packs the rows of a board from the one of number `first` on.
struct Read<'a, R> {
    board: ArrayView2<'a, u8>,
    first: usize,
    rows: R,
}

impl<'r, R: Iterator<Item = &'r mut [u64]>> Work for Read<'_, R> {
    #[inline(always)]
    fn run(self, packing: impl Packing) {
        for (number, bits) in (self.first..).zip(self.rows) {
            let Some(row) = self.board.index_axis_move(Axis(0), number).to_slice() else {
                continue;
            };
            bits[0] = u64::from(row[0] != 0) << 63;
            let (chunks, rest) = row[1..].as_chunks::<64>();
            for (word, cells) in bits[1..].iter_mut().zip(chunks) {
                *word = packing.pack(cells);
            }
            if !rest.is_empty() {
                let alive = rest.iter().rev();
                bits[1 + chunks.len()] = alive.fold(0, |all, cell| all << 1 | u64::from(*cell != 0));
            }
        }
    }
}

/// Unpacks rows.
struct Write<R> {
    rows: R,
}

impl<'r, R: Iterator<Item = (&'r [u64], &'r mut [u8])>> Work for Write<R> {
    #[inline(always)]
    fn run(self, packing: impl Packing) {
        for (bits, out) in self.rows {
            let (chunks, rest) = out.as_chunks_mut::<64>();
            for (bits, cells) in bits[1..].iter().zip(&mut *chunks) {
                packing.unpack(*bits, cells);
            }
            let mut cells = [0; 64];
            packing.unpack(bits[1 + chunks.len()], &mut cells);
            rest.copy_from_slice(&cells[..rest.len()]);
        }
    }
}

/// Makes the rows after those of a board from the one of number `first` on.
struct Advance<'g, R> {
    from: &'g Grid,
    first: usize,
    rows: R,
}

impl<'r, R: Iterator<Item = &'r mut [u64]>> Work for Advance<'_, R> {
    #[inline(always)]
    fn run(self, _: impl Packing) {
        let words = self.from.stride - 2;
        let [mut above, mut here, mut below] = [(); 3].map(|()| vec![[Lanes([0; LANES]); 2]; words / LANES]);
        sum_sideways(self.from.row(self.first - 1), &mut above);
        sum_sideways(self.from.row(self.first), &mut here);
        // The word that has the border behind its last cells, if any: the border may be the word after all.
        let last = 1 + self.from.width / 64;
        let cells = (1 << (self.from.width % 64)) - 1;
        for (number, next) in (self.first..).zip(self.rows) {
            sum_sideways(self.from.row(number + 1), &mut below);
            let alive = self.from.row(number);
            let sums = above.iter().zip(&here).zip(&below);
            for (place, ((above, here), below)) in (1..).step_by(LANES).zip(sums) {
                three_or_four(above, here, below, Lanes::at(alive, place)).write(next, place);
            }
            next[last] = next[last] & cells | alive[last] & !cells;
            (above, here, below) = (here, below, above);
        }
    }
}

/// Sums of each cell and its two neighbours in a row, by bit.
#[inline(always)]
fn sum_sideways(row: &[u64], sums: &mut [[Lanes; 2]]) {
    for (place, sums) in (0..).step_by(LANES).zip(sums) {
        let [before, here, after] = [0, 1, 2].map(|shift| Lanes::at(row, place + shift));
        let left = before.with(here, |before, here| here << 1 | before >> 63);
        let right = after.with(here, |after, here| here >> 1 | after << 63);
        *sums = [left ^ here ^ right, majority(left, here, right)];
    }
}

/// What becomes of cells: three alive of nine are a life, four if the cell itself is alive.
#[inline(always)]
fn three_or_four(a: &[Lanes; 2], b: &[Lanes; 2], c: &[Lanes; 2], alive: Lanes) -> Lanes {
    let odd = a[0] ^ b[0] ^ c[0];
    // Four numbers of two: those of the rows, and what their ones carry.
    let carry = majority(a[0], b[0], c[0]);
    let (x, y) = (a[1] ^ b[1], c[1] ^ carry);
    let (both, other) = (a[1] & b[1], c[1] & carry);
    let three = odd & (x ^ y) & !(both | other);
    let four = !odd & !(x ^ y) & (x & y | both ^ other);
    three | four & alive
}

#[inline(always)]
fn majority(a: Lanes, b: Lanes, c: Lanes) -> Lanes {
    a & b | c & (a | b)
}
