//! Sorting of few keys in registers, by K. E. Batcher's bitonic networks ("Sorting networks and their applications", 1968), in the form in which
//! all comparisons put the lesser key first.

use super::lanes::Lanes;

/// The most vectors that are sorted in registers.
pub(super) const MOST: usize = 16;

/// Sorts up to [`MOST`] vectors of keys.
///
/// # Safety
/// The CPU has [`Level::V4`](crate::level::Level::V4).
#[target_feature(enable = "avx512f,avx512bw,avx512cd,avx512dq,avx512vl,bmi1,bmi2,popcnt")]
pub(super) unsafe fn sort<L: Lanes>(keys: &mut [L::Key]) {
    // SAFETY: the caller's.
    unsafe {
        match keys.len().div_ceil(L::COUNT) {
            0 => {}
            1 => in_registers::<L, 1>(keys),
            2 => in_registers::<L, 2>(keys),
            3..=4 => in_registers::<L, 4>(keys),
            5..=8 => in_registers::<L, 8>(keys),
            _ => in_registers::<L, MOST>(keys),
        }
    }
}

/// Loads the keys into vectors, sorts these and writes them back. Lanes without a key have the greatest one, and so come last.
///
/// # Safety
/// As for [`sort`]; there are enough registers.
#[inline(always)]
unsafe fn in_registers<L: Lanes, const R: usize>(keys: &mut [L::Key]) {
    let start = keys.as_mut_ptr();
    let held = |vector: usize| keys.len().saturating_sub(vector * L::COUNT).min(L::COUNT);
    // SAFETY: the caller's; what is read and written are the keys.
    unsafe {
        let mut vectors = [L::splat(L::GREATEST); R];
        for (number, vector) in vectors.iter_mut().enumerate() {
            *vector = L::load_some(start.wrapping_add(number * L::COUNT), held(number));
        }
        sorted(&mut vectors);
        for (number, vector) in vectors.into_iter().enumerate() {
            vector.store_some(start.wrapping_add(number * L::COUNT), held(number));
        }
    }
}

/// Sorts all keys of some vectors, whose number is a power of two.
///
/// # Safety
/// As for [`sort`].
#[inline(always)]
pub(super) unsafe fn sorted<L: Lanes, const R: usize>(vectors: &mut [L; R]) {
    for size in [2, 4, 8, 16, 32, 64, 128, 256] {
        if size > R * L::COUNT {
            continue;
        }
        // SAFETY: the caller's.
        unsafe {
            mirrored(vectors, size);
            for distance in [64, 32, 16, 8, 4, 2, 1] {
                if distance <= size / 4 {
                    apart(vectors, distance);
                }
            }
        }
    }
}

/// Of each `size` keys, compares the first with the last one, the second with the last but one, and so on.
///
/// # Safety
/// As for [`sort`].
#[inline(always)]
unsafe fn mirrored<L: Lanes, const R: usize>(vectors: &mut [L; R], size: usize) {
    // SAFETY: the caller's.
    unsafe {
        if size <= L::COUNT {
            within(vectors, size - 1, size / 2);
            return;
        }
        let span = size / L::COUNT;
        for first in (0..R).step_by(span) {
            for place in 0..span / 2 {
                let (i, j) = (first + place, first + span - 1 - place);
                let (low, high) = (vectors[i], vectors[j].crossed(L::COUNT - 1));
                vectors[i] = low.least(high);
                vectors[j] = low.greatest(high).crossed(L::COUNT - 1);
            }
        }
    }
}

/// Compares keys that lie so far apart.
///
/// # Safety
/// As for [`sort`].
#[inline(always)]
unsafe fn apart<L: Lanes, const R: usize>(vectors: &mut [L; R], distance: usize) {
    // SAFETY: the caller's.
    unsafe {
        if distance < L::COUNT {
            within(vectors, distance, distance);
            return;
        }
        let step = distance / L::COUNT;
        for i in 0..R {
            if i & step == 0 {
                let (low, high) = (vectors[i], vectors[i + step]);
                vectors[i] = low.least(high);
                vectors[i + step] = low.greatest(high);
            }
        }
    }
}

/// Compares keys of one vector, those of lanes `i` and `i ^ distance`; the greater one goes to the lane that has the bit.
///
/// # Safety
/// As for [`sort`].
#[inline(always)]
unsafe fn within<L: Lanes, const R: usize>(vectors: &mut [L; R], distance: usize, bit: usize) {
    for vector in vectors {
        // SAFETY: the caller's.
        unsafe {
            let other = vector.crossed(distance);
            *vector = vector.least(other).with(vector.greatest(other), bit);
        }
    }
}
