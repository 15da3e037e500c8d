//! Folding the rows of a walk, with casts and masks.

use std::mem::MaybeUninit;

use crate::cast::cast_loop;
use crate::dtype::DType;
use crate::iter::Rows;
use crate::loops::{Block, Loop, MAX_OPERANDS};

/// Elements that are cast at a time.
const CHUNK: usize = 1024;

/// Folds rows of elements, operand 1, into operand 0.
pub(super) struct Folding<'a> {
    chosen: &'a Loop,
    cast: Option<&'static Loop>,
    buffer: MaybeUninit<[u128; CHUNK]>,
    pub(super) bits: u32,
}

impl<'a> Folding<'a> {
    pub(super) fn new(chosen: &'a Loop, input: DType) -> Folding<'a> {
        let wanted = chosen.dtype(1);
        let cast = (wanted != input).then(|| cast_loop(input, wanted));
        Folding {
            chosen,
            cast,
            buffer: MaybeUninit::uninit(),
            bits: 0,
        }
    }

    pub(super) fn rows(&mut self, rows: &Rows<2>) {
        if self.cast.is_none() {
            self.fold(rows.block());
        } else {
            (0..rows.m).for_each(|row| self.row(rows, row, 0, rows.n));
        }
    }

    pub(super) fn masked(&mut self, rows: &Rows<3>) {
        for row in 0..rows.m {
            let mask = rows.ptrs[2].wrapping_offset(row as isize * rows.outer[2]);
            // SAFETY: the walk stays within the mask, whose elements are bytes.
            let chosen = |place: usize| unsafe { *mask.wrapping_offset(place as isize * rows.inner[2]) != 0 };
            let mut start = 0;
            while start < rows.n {
                let end = (start..rows.n).find(|&place| !chosen(place)).unwrap_or(rows.n);
                self.row(rows, row, start, end);
                start = (end..rows.n).find(|&place| chosen(place)).unwrap_or(rows.n);
            }
        }
    }

    /// Elements `start..end` of one row.
    fn row<const N: usize>(&mut self, rows: &Rows<N>, row: usize, start: usize, end: usize) {
        let at = |operand: usize, place: usize| {
            let offset = row as isize * rows.outer[operand] + place as isize * rows.inner[operand];
            rows.ptrs[operand].wrapping_offset(offset)
        };
        let null = std::ptr::null_mut();
        let mut done = start;
        while done < end {
            let mut block = Block {
                ptrs: [at(0, done), at(1, done), null, null],
                inner: [rows.inner[0], rows.inner[1], 0, 0],
                outer: [0; MAX_OPERANDS],
                n: end - done,
                m: 1,
            };
            if let Some(cast) = self.cast {
                block.n = block.n.min(CHUNK);
                let buffer = self.buffer.as_mut_ptr().cast::<u8>();
                let size = self.chosen.dtype(1).itemsize() as isize;
                // SAFETY: at most a chunk of the walk's elements goes into the buffer.
                self.bits |= unsafe { cast.run_unary(block.ptrs[1], block.inner[1], buffer, size, block.n) };
                (block.ptrs[1], block.inner[1]) = (buffer, size);
            }
            self.fold(block);
            done += block.n;
        }
    }

    fn fold(&mut self, mut block: Block) {
        (block.ptrs[2], block.inner[2], block.outer[2]) = (block.ptrs[0], block.inner[0], block.outer[0]);
        if block.inner[0] == 0 {
            // SAFETY: operand 0 is one element per row, operand 1 a row of elements of the same dtype.
            self.bits |= unsafe {
                match &self.chosen.fold {
                    Some(fold) => fold.form(block.inner[1], self.chosen.dtype(1).itemsize())(&block),
                    None => self.chosen.run_in_order(&block),
                }
            };
            return;
        }
        // SAFETY: totals and elements of the loop's dtype; the totals are read and written in step.
        self.bits |= unsafe { self.chosen.form(&block.inner)(&block) };
    }
}
