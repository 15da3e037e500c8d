//! Parts of a reduction that several threads fold.
//!
//! Where there are several results, each is folded by one thread as if it were alone. A single one is folded in parts whose number and
//! bounds depend on the number of elements only, so that every number of threads gives the same bits.

use std::ops::Range;

use crate::call::Slot;
use crate::call::shared;
use crate::dtype::{C64, C128, DType, TypeNum};
use crate::fold::{Fold, Order};
use crate::iter::Walk;
use crate::loops::{Block, Loop, MAX_OPERANDS};
use crate::parallel::{self, Cost};
use crate::scalar::Scalar;

/// Elements from which on a single result is folded in parts, whatever the number of threads.
const MANY: usize = 1 << 18;

/// How often the elements are halved.
const HALVINGS: usize = 4;

/// What folding a byte costs where nothing but memory takes time, in picoseconds.
const PER_BYTE: usize = 30;

/// Folds parts of a walk, whose operand 0 is the results, on several threads if it pays and if results of different parts share no memory
/// (`plain`).
pub(super) fn shared<const N: usize>(
    chosen: &Loop,
    walk: &Walk<N>,
    plain: bool,
    fold: impl Fn(&Walk<N>) -> u32,
) -> u32 {
    if chosen.is_external() || !plain {
        return fold(walk);
    }
    // Where the results are innermost, parts of their rows would be read, far from each other: measured to take longer.
    // SAFETY: the parts have different results, which share no memory with anything else.
    unsafe { shared::walk_along(walk, |place, axis| place > 0 && axis.strides[0] != 0, fold) }
}

/// Folds contiguous elements into a single result, if that is what the walk is and they are many. Returns flag bits.
pub(super) fn whole(chosen: &Loop, walk: &Walk<2>, input: DType) -> Option<u32> {
    let [axis] = walk.axes() else { return None };
    let size = chosen.dtype(1).itemsize();
    let fits = axis.strides == [0, size.cast_signed()] && input == chosen.dtype(1);
    let fold = chosen.fold.as_ref().filter(|_| fits && axis.extent >= MANY)?;
    if chosen.is_external() || fold.order == Order::Left {
        return None;
    }
    let mut bits = 0;
    walk.for_each(|rows| {
        let [total, elements] = rows.ptrs;
        let parts = Parts {
            fold,
            elements,
            num: chosen.types()[1],
            size,
        };
        // SAFETY: the walk's: one result, and `n` elements after each other.
        bits = unsafe { parts.run(total, rows.n) };
    });
    Some(bits)
}

/// Elements that follow each other.
struct Parts<'a> {
    fold: &'a Fold,
    elements: *mut u8,
    num: TypeNum,
    size: usize,
}

impl Parts<'_> {
    /// Folds `count` elements into `total`.
    ///
    /// # Safety
    /// There are as many, of the fold's type, and a total.
    unsafe fn run(&self, total: *mut u8, count: usize) -> u32 {
        let mut ranges: Vec<Range<usize>> = self.halves(&(0..count)).into();
        for _ in 1..HALVINGS {
            ranges = ranges.iter().flat_map(|range| self.halves(range)).collect();
        }
        let mut sums = vec![Slot([0; 16]); ranges.len()];
        let first = sums.as_mut_ptr();
        let sum = |part: usize| first.wrapping_add(part).cast::<u8>();
        let part = |parts: Range<usize>| {
            parts.fold(0, |bits, part| {
                let range = &ranges[part];
                // SAFETY: the elements are the caller's, and each part has its own sum.
                unsafe {
                    let begun = self.begin(sum(part), range.start);
                    bits | self.add(sum(part), self.at(range.start + begun), range.len() - begun)
                }
            })
        };
        let cost = Cost::Even((count / ranges.len() * self.size * PER_BYTE) as u64);
        // SAFETY: each part has its own sum.
        let mut bits = unsafe { parallel::rows(ranges.len(), 1, cost, part) };
        let mut apart = 1;
        while apart < ranges.len() {
            for first in (0..ranges.len()).step_by(2 * apart) {
                // SAFETY: two of the sums.
                bits |= unsafe { self.add(sum(first), sum(first + apart), 1) };
            }
            apart *= 2;
        }
        // SAFETY: the caller's total, and the sum of all.
        bits | unsafe { self.add(total, sum(0), 1) }
    }

    /// Writes what a sum begins with, and tells how many elements from the given one on are in it.
    ///
    /// # Safety
    /// There is that element, and the sum can be written.
    unsafe fn begin(&self, sum: *mut u8, first: usize) -> usize {
        let zero = match (self.fold.order, self.num) {
            (Order::Halves(_), TypeNum::Float32) => Scalar::Float32(-0.0),
            (Order::Halves(_), TypeNum::Float64) => Scalar::Float64(-0.0),
            (Order::Halves(_), TypeNum::Complex64) => Scalar::Complex64(C64::new(-0.0, -0.0)),
            (Order::Halves(_), TypeNum::Complex128) => Scalar::Complex128(C128::new(-0.0, -0.0)),
            _ => {
                // SAFETY: the caller's.
                unsafe { sum.copy_from_nonoverlapping(self.at(first), self.size) };
                return 1;
            }
        };
        // A negative zero changes nothing that it is added to, not even the sign of zeros.
        // SAFETY: the caller's.
        unsafe { zero.write(sum) };
        0
    }

    /// Folds elements that follow each other into a total.
    ///
    /// # Safety
    /// There are as many, and a total.
    unsafe fn add(&self, total: *mut u8, elements: *mut u8, count: usize) -> u32 {
        let size = self.size.cast_signed();
        let block = Block {
            ptrs: [total, elements, total, std::ptr::null_mut()],
            inner: [0, size, 0, 0],
            outer: [0; MAX_OPERANDS],
            n: count,
            m: 1,
        };
        // SAFETY: the caller's.
        unsafe { (self.fold.contiguous)(&block) }
    }

    fn halves(&self, range: &Range<usize>) -> [Range<usize>; 2] {
        let half = range.len() / 2;
        let middle = match self.fold.order {
            Order::Halves(unit) => range.start + half - half % unit,
            _ => range.start + half,
        };
        [range.start..middle, middle..range.end]
    }

    fn at(&self, place: usize) -> *mut u8 {
        self.elements.wrapping_add(place * self.size)
    }
}
