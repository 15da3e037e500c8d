//! Extremes along an axis of lines whose elements lie side by side: many lines at a time, row by row.

use std::marker::PhantomData;

use super::{Extreme, Ordered};
use crate::level::{Body, Level, stamp};
use crate::loops::{Block, Kernel};

/// Lines that are worked on at a time: their extremes and places stay in the first cache.
const LINES: usize = 64;

/// The loop for an element type. Of a block the first operand is the places, int64s, the second one the array; `n` lines lie side by side without
/// gaps, each of `m` elements.
pub(super) fn kernel<T: Ordered>(extreme: Extreme) -> Kernel {
    match extreme {
        Extreme::Greatest => stamp::<Abreast<T, true>>(Level::detect()),
        Extreme::Least => stamp::<Abreast<T, false>>(Level::detect()),
    }
}

struct Abreast<T, const GREATEST: bool>(PhantomData<T>);

impl<T: Ordered, const GREATEST: bool> Body for Abreast<T, GREATEST> {
    const TOP: Level = Level::V3;

    #[inline(always)]
    unsafe fn run(block: &Block) -> u32 {
        let [places, array, ..] = block.ptrs;
        for first in (0..block.n).step_by(LINES) {
            let count = LINES.min(block.n - first);
            let row = |number: usize| {
                let offset = number as isize * block.outer[1] + (first * size_of::<T>()) as isize;
                array.wrapping_offset(offset).cast::<T>()
            };
            let mut found = [0i64; LINES];
            // SAFETY: the caller's; of each row there are `count` elements from here on.
            let mut best: [T; LINES] =
                std::array::from_fn(|line| unsafe { row(0).add(line.min(count - 1)).read_unaligned() });
            for number in 1..block.m {
                let from = row(number);
                let mut values = best;
                if count == LINES {
                    // SAFETY: as above.
                    values = unsafe { from.cast::<[T; LINES]>().read_unaligned() };
                } else {
                    for (line, value) in values[..count].iter_mut().enumerate() {
                        // SAFETY: as above.
                        *value = unsafe { from.add(line).read_unaligned() };
                    }
                }
                for line in 0..LINES {
                    let (value, known) = (values[line], best[line]);
                    let better = value.beats(known, Self::EXTREME) | (value.is_nan() & !known.is_nan());
                    best[line] = if better { value } else { known };
                    found[line] = if better { number as i64 } else { found[line] };
                }
            }
            for (line, &place) in found[..count].iter().enumerate() {
                let into = places.wrapping_offset((first + line) as isize * block.inner[0]);
                // SAFETY: the caller's: there is a place for each line.
                unsafe { into.cast::<i64>().write_unaligned(place) };
            }
        }
        0
    }
}

impl<T, const GREATEST: bool> Abreast<T, GREATEST> {
    const EXTREME: Extreme = if GREATEST {
        Extreme::Greatest
    } else {
        Extreme::Least
    };
}
