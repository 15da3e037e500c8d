//! Sorting of many elements by two threads: the halves apart, then both together, from the front and from the back.

use crate::parallel::{self, Cost};

/// Elements from which on halves are sorted apart; fewer take less time than waking a thread is worth.
pub(super) const MANY: usize = 1 << 14;

/// About what sorting and merging an element cost, in picoseconds.
const SORTING: usize = 15_000;
const MERGING: usize = 3_000;

/// Sorts elements that are the same if they are equal: no way to sort them gives another result.
pub(super) fn sort<T: Copy + Ord>(values: &mut [T]) {
    let count = values.len();
    if count < MANY || parallel::threads() == 1 {
        values.sort_unstable();
        return;
    }
    let middle = count / 2;
    let start = values.as_mut_ptr();
    let sort = |half: usize| {
        let (first, end) = [(0, middle), (middle, count)][half];
        // SAFETY: a half of the values, which nobody else has as long as it is sorted.
        unsafe { std::slice::from_raw_parts_mut(start.add(first), end - first) }.sort_unstable();
    };
    // SAFETY: the halves have nothing in common.
    unsafe { both(middle * SORTING, sort) };
    let (low, high) = values.split_at(middle);
    let mut merged: Vec<T> = Vec::with_capacity(count);
    let start = merged.as_mut_ptr();
    let merge = |half: usize| match half {
        // SAFETY: the lesser half of the result, of which there is none yet.
        0 => unsafe { least(low, high, start, middle) },
        // SAFETY: the greater half.
        _ => unsafe { greatest(low, high, start.add(count), count - middle) },
    };
    // SAFETY: the halves of the result have nothing in common.
    unsafe { both(middle * MERGING, merge) };
    // SAFETY: `merge` has written both halves.
    unsafe { merged.set_len(count) };
    values.copy_from_slice(&merged);
}

/// Does the work of two halves.
///
/// # Safety
/// `work` may be run for both at a time.
pub(super) unsafe fn both(picoseconds: usize, work: impl Fn(usize)) {
    let body = |halves: std::ops::Range<usize>| {
        halves.for_each(&work);
        0
    };
    // SAFETY: the caller's.
    unsafe { parallel::rows(2, 1, Cost::Even(picoseconds as u64), body) };
}

/// Writes the `count` least of two lists in order, from `into` on.
///
/// # Safety
/// There is room for them.
unsafe fn least<T: Copy + Ord>(low: &[T], high: &[T], into: *mut T, count: usize) {
    let (mut i, mut j) = (0, 0);
    for place in 0..count {
        let from_low = j == high.len() || (i < low.len() && low[i] <= high[j]);
        let value = if from_low { low[i] } else { high[j] };
        i += usize::from(from_low);
        j += usize::from(!from_low);
        // SAFETY: the caller's.
        unsafe { into.add(place).write(value) };
    }
}

/// Writes the `count` greatest of two lists in order, up to `end`.
///
/// # Safety
/// There is room for them.
unsafe fn greatest<T: Copy + Ord>(low: &[T], high: &[T], end: *mut T, count: usize) {
    let (mut i, mut j) = (low.len(), high.len());
    for place in 1..=count {
        let from_high = i == 0 || (j > 0 && low[i - 1] <= high[j - 1]);
        let value = if from_high { high[j - 1] } else { low[i - 1] };
        i -= usize::from(!from_high);
        j -= usize::from(from_high);
        // SAFETY: the caller's.
        unsafe { end.sub(place).write(value) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_threads_sort_as_one() {
        parallel::set_threads(2);
        for count in [MANY - 1, MANY, MANY + 1, 50_001] {
            for spread in [1, 2, 1000, u64::MAX] {
                let mixed = |place: u64| place.wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(23) % spread;
                let mut values: Vec<u64> = (0..count as u64).map(mixed).collect();
                let mut expected = values.clone();
                expected.sort();
                sort(&mut values);
                assert_eq!(values, expected);
                values.reverse();
                sort(&mut values);
                assert_eq!(values, expected);
            }
        }
    }
}
