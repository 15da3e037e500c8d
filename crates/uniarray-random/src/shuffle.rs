//! Random orders, by the shuffle of R. Durstenfeld (Algorithm 235, CACM 7, 1964).

use crate::bits::Bits;
use crate::bounded::{mask_of, within};
use crate::source::Source;

/// A number from 0 to `max`, both included, by masks.
#[inline(always)]
pub fn interval<B: Bits + ?Sized>(bits: &mut B, max: u64) -> u64 {
    if max == 0 {
        return 0;
    }
    let mask = mask_of(max);
    loop {
        let value = if max <= u32::MAX.into() {
            u64::from(bits.next_u32()) & mask
        } else {
            bits.next_u64() & mask
        };
        if value <= max {
            return value;
        }
    }
}

/// For each place from the last to the second, the place to exchange it with: what shuffles `count` things.
pub fn intervals(source: &mut Source, count: usize) -> Vec<i64> {
    (1..count)
        .rev()
        .map(|place| interval(source, place as u64).cast_signed())
        .collect()
}

/// Shuffles `count` elements of `size` bytes, `stride` bytes apart. The last element to be exchanged is the one at `first`, with 0 a draw
/// more than needed.
///
/// # Safety
/// `data` points to such elements, which nobody else reads or writes meanwhile; they do not overlap.
pub unsafe fn shuffle_bytes(
    source: &mut Source,
    data: *mut u8,
    count: usize,
    first: usize,
    size: usize,
    stride: isize,
) {
    /// # Safety
    /// As for [`shuffle_bytes`].
    #[inline(always)]
    unsafe fn run(
        source: &mut Source,
        data: *mut u8,
        count: usize,
        first: usize,
        size: usize,
        stride: isize,
    ) {
        for place in (first..count).rev() {
            let other = interval(source, place as u64) as usize;
            if other != place {
                let at = |place: usize| data.wrapping_offset(place as isize * stride);
                // SAFETY: both are elements, and not the same one.
                unsafe { std::ptr::swap_nonoverlapping(at(place), at(other), size) };
            }
        }
    }
    // SAFETY: the caller's.
    unsafe {
        match size {
            8 => run(source, data, count, first, 8, stride),
            4 => run(source, data, count, first, 4, stride),
            _ => run(source, data, count, first, size, stride),
        }
    }
}

/// Shuffles the places from `first` on among all, by Lemire's method.
pub fn shuffle_tail(source: &mut Source, first: usize, values: &mut [i64]) {
    for place in (first..values.len()).rev() {
        values.swap(place, within(source, place as u64) as usize);
    }
}
