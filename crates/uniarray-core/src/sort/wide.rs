//! Sorting of integers of 32 and 64 bits with AVX-512: quicksort by vectors, and networks for what fits into registers.
//!
//! A vector is parted by gathering the lanes up to the pivot and those above it. Parting works in place as told by B. Bramas, "A novel hybrid
//! quicksort algorithm vectorized using AVX-512 on Intel Skylake" (2017): vectors from both ends wait in registers, so that at either end there is room
//! for what is read next, from the end that has less of it.

mod lanes;
mod network;

use super::halves;
use crate::parallel;
use lanes::Lanes;
pub(super) use lanes::{I32s, I64s, U32s, U64s};

/// Vectors that are read at a time: where from is one guess of the CPU for all of them.
const BATCH: usize = 8;

/// Sorts; many keys by two threads, each what lies on one side of a pivot.
///
/// # Safety
/// The CPU has [`Level::V4`](crate::level::Level::V4).
pub(super) unsafe fn sort<L: Lanes>(keys: &mut [L::Key]) {
    // As often as not keys come in order, which random ones show to be wrong at once.
    if keys.is_sorted() {
        return;
    }
    if keys.is_sorted_by(|before, after| before >= after) {
        return keys.reverse();
    }
    // SAFETY: the caller's.
    unsafe {
        if keys.len() < halves::MANY || parallel::threads() == 1 {
            return quick::<L>(keys, depth(keys));
        }
        let count = keys.len();
        let pivot = pivot::<L>(keys);
        let middle = part::<L, false>(keys, pivot);
        let start = keys.as_mut_ptr();
        halves::both(count / 2 * SORTING, |half| {
            let (first, end) = [(0, middle), (middle, count)][half];
            // SAFETY: one side of the pivot, which nobody else has as long as it is sorted.
            let side = std::slice::from_raw_parts_mut(start.add(first), end - first);
            quick::<L>(side, depth(side));
        });
    }
}

/// About what sorting an element costs, in picoseconds.
const SORTING: usize = 3_000;

/// Partings after which something is wrong with the pivots: twice as many as halving would take.
fn depth<T>(keys: &[T]) -> u32 {
    2 * (usize::BITS - keys.len().leading_zeros())
}

/// Sorts with so many partings at the most.
///
/// # Safety
/// The CPU has [`Level::V4`](crate::level::Level::V4).
#[target_feature(enable = "avx512f,avx512bw,avx512cd,avx512dq,avx512vl,bmi1,bmi2,popcnt")]
unsafe fn quick<L: Lanes>(mut keys: &mut [L::Key], mut depth: u32) {
    // SAFETY: the caller's.
    unsafe {
        while keys.len() > network::MOST * L::COUNT {
            if depth == 0 {
                return keys.sort_unstable();
            }
            depth -= 1;
            let pivot = pivot::<L>(keys);
            let middle = part::<L, false>(keys, pivot);
            if middle == keys.len() {
                // Nothing is above the pivot: what equals it is the end.
                let end = part::<L, true>(keys, pivot);
                keys = &mut keys[..end];
            } else {
                let (low, high) = keys.split_at_mut(middle);
                quick::<L>(low, depth);
                keys = high;
            }
        }
        network::sort::<L>(keys);
    }
}

/// Puts what belongs at a position there.
///
/// # Safety
/// The CPU has [`Level::V4`](crate::level::Level::V4).
#[target_feature(enable = "avx512f,avx512bw,avx512cd,avx512dq,avx512vl,bmi1,bmi2,popcnt")]
pub(super) unsafe fn select<L: Lanes>(mut keys: &mut [L::Key], mut position: usize) {
    let mut depth = depth(keys);
    // SAFETY: the caller's.
    unsafe {
        while keys.len() > network::MOST * L::COUNT {
            if depth == 0 {
                keys.select_nth_unstable(position);
                return;
            }
            depth -= 1;
            let pivot = pivot::<L>(keys);
            let middle = part::<L, false>(keys, pivot);
            if middle == keys.len() {
                let end = part::<L, true>(keys, pivot);
                if position >= end {
                    return;
                }
                keys = &mut keys[..end];
            } else if position < middle {
                keys = &mut keys[..middle];
            } else {
                keys = &mut keys[middle..];
                position -= middle;
            }
        }
        network::sort::<L>(keys);
    }
}

/// The middle one of some keys out of all parts.
///
/// # Safety
/// The CPU has [`Level::V4`](crate::level::Level::V4); there are at least as many keys as are looked at.
#[target_feature(enable = "avx512f,avx512bw,avx512cd,avx512dq,avx512vl,bmi1,bmi2,popcnt")]
unsafe fn pivot<L: Lanes>(keys: &[L::Key]) -> L::Key {
    // A vector of them, or four where that is little beside the parting.
    let count = if keys.len() < 64 * L::COUNT {
        L::COUNT
    } else {
        4 * L::COUNT
    };
    let mut some = [L::GREATEST; 64];
    let step = keys.len() / count;
    for (number, key) in some[..count].iter_mut().enumerate() {
        *key = keys[number * step + step / 2];
    }
    // SAFETY: the caller's.
    unsafe { network::sort::<L>(&mut some[..count]) };
    some[count / 2]
}

/// Parts keys: those up to the pivot, or below it with `EQUAL`, come first, then the others, from the index on that is returned.
///
/// # Safety
/// The CPU has [`Level::V4`](crate::level::Level::V4); there are at least two batches of keys.
#[target_feature(enable = "avx512f,avx512bw,avx512cd,avx512dq,avx512vl,bmi1,bmi2,popcnt")]
unsafe fn part<L: Lanes, const EQUAL: bool>(keys: &mut [L::Key], pivot: L::Key) -> usize {
    let (mut left, mut right) = (0, keys.len());
    // What is too much for whole vectors goes to its end by itself.
    for _ in 0..keys.len() % L::COUNT {
        let key = keys[left];
        if key > pivot || (EQUAL && key == pivot) {
            right -= 1;
            keys.swap(left, right);
        } else {
            left += 1;
        }
    }
    let start = keys.as_mut_ptr();
    let batch = BATCH * L::COUNT;
    // SAFETY: the caller's. All addresses are those of keys between `left` and `right`: before the loop what waits leaves room for a batch
    // at either end, and a batch is read at the end with less room, after which there is room for one at both. A vector is written as a whole to
    // the left, where then is room for one, and only its gathered keys to the right.
    unsafe {
        let pivots = L::splat(pivot);
        let mut waiting = [pivots; 3 * BATCH];
        let ahead = BATCH + (right - left) / L::COUNT % BATCH;
        for (number, vector) in waiting[..ahead].iter_mut().enumerate() {
            *vector = L::load(start.add(left + number * L::COUNT));
        }
        for (number, vector) in waiting[ahead..ahead + BATCH].iter_mut().enumerate() {
            *vector = L::load(start.add(right - batch + number * L::COUNT));
        }
        let (mut next, mut last) = (left + ahead * L::COUNT, right - batch);
        let mut put = |vector: L| {
            // Not below the pivot are those that the pivot is not above.
            let high = if EQUAL {
                !pivots.above(vector)
            } else {
                vector.above(pivots)
            } & every::<L>();
            let count = high.count_ones() as usize;
            vector.gathered(!high).store(start.add(left));
            left += L::COUNT - count;
            right -= count;
            vector.gathered(high).store_some(start.add(right), count);
            (left, right)
        };
        let (mut low_end, mut high_start) = (next - ahead * L::COUNT, last + batch);
        while next < last {
            let from = if next - low_end <= high_start - last {
                next += batch;
                next - batch
            } else {
                last -= batch;
                last
            };
            let mut vectors = [pivots; BATCH];
            for (number, vector) in vectors.iter_mut().enumerate() {
                *vector = L::load(start.add(from + number * L::COUNT));
            }
            for vector in vectors {
                (low_end, high_start) = put(vector);
            }
        }
        for &vector in &waiting[..ahead + BATCH] {
            put(vector);
        }
    }
    left
}

/// A bit for each lane.
#[inline(always)]
fn every<L: Lanes>() -> u16 {
    u16::MAX >> (16 - L::COUNT)
}

#[cfg(test)]
mod tests;
