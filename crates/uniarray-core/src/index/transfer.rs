//! The loops that move elements between an array at given offsets and another array.

use crate::c_order::Rows;
use crate::index::cell::{Cell, by_cell};
use crate::index::positions::Positions;
use crate::layout::{Dims, View};

/// Where the elements picked lie in the other array: the result, or the values.
pub(super) struct Other {
    data: *mut u8,
    /// Of the axes that come from index arrays.
    outer: Dims,
    /// Of the axes that are kept.
    inner: Dims,
}

impl Other {
    /// Splits strides that belong to the shape of the result.
    pub(super) fn new(positions: &Positions<'_>, data: *mut u8, strides: &[isize]) -> Other {
        let (before, rest) = strides.split_at(positions.at);
        let (outer, after) = rest.split_at(positions.outer.len());
        let inner = before.iter().chain(after).copied().collect();
        Other {
            data,
            outer: Dims::from_slice(outer),
            inner,
        }
    }
}

/// Copies array elements to `other`.
pub(super) fn gather(array: View<'_>, positions: &Positions<'_>, offsets: &[isize], other: &Other) {
    by_cell!(array.dtype().itemsize(), C => transfer::<C, false>(array, positions, offsets, other));
}

/// Copies elements of `other` to the array. The two do not overlap.
pub(super) fn scatter(array: View<'_>, positions: &Positions<'_>, offsets: &[isize], other: &Other) {
    by_cell!(array.dtype().itemsize(), C => transfer::<C, true>(array, positions, offsets, other));
}

/// `offsets` come from [`Positions::offsets`] and `other`'s strides belong to the result's shape, so every address below is
/// that of an element.
fn transfer<C: Cell, const INTO_ARRAY: bool>(
    array: View<'_>,
    positions: &Positions<'_>,
    offsets: &[isize],
    other: &Other,
) {
    let kept = Rows::new(
        positions.inner.shape(),
        [positions.inner.strides(), &*other.inner],
    );
    let picked = Rows::new(&positions.outer, [&*other.outer]);
    // Whole rows of kept axes are moved for one position after the other, unless those rows are short.
    if kept.length() >= 16 || (kept.length() > 1 && kept.length() >= picked.length()) {
        let mut offsets = offsets.iter();
        picked.for_each(|[other_start], count, [other_step]| {
            for (place, offset) in (0..count).zip(&mut offsets) {
                let at = array.data().wrapping_offset(*offset);
                let beside = other.data.wrapping_offset(other_start + place * other_step);
                kept.for_each(|[start, beside_start], count, [step, beside_step]| {
                    let (at, beside) = (at.wrapping_offset(start), beside.wrapping_offset(beside_start));
                    // SAFETY: see above.
                    unsafe {
                        if INTO_ARRAY {
                            move_row::<C>(beside, beside_step, at, step, count);
                        } else {
                            move_row::<C>(at, step, beside, beside_step, count);
                        }
                    }
                    true
                });
            }
            true
        });
        return;
    }
    kept.for_each(|[start, beside_start], count, [step, beside_step]| {
        for place in 0..count {
            let at = array.data().wrapping_offset(start + place * step);
            let beside = other.data.wrapping_offset(beside_start + place * beside_step);
            let mut offsets = offsets.iter();
            picked.for_each(|[other_start], count, [other_step]| {
                let beside = beside.wrapping_offset(other_start);
                for (place, offset) in (0..count).zip(&mut offsets) {
                    let (at, beside) = (
                        at.wrapping_offset(*offset),
                        beside.wrapping_offset(place * other_step),
                    );
                    // SAFETY: see above.
                    unsafe {
                        if INTO_ARRAY {
                            C::write(at, C::read(beside));
                        } else {
                            C::write(beside, C::read(at));
                        }
                    }
                }
                true
            });
        }
        true
    });
}

/// Moves elements that lie `step` bytes apart.
///
/// # Safety
/// `count` elements must be readable and writable there, and the two rows must not overlap.
#[inline(always)]
unsafe fn move_row<C: Cell>(from: *const u8, step: isize, into: *mut u8, into_step: isize, count: isize) {
    let size = size_of::<C>() as isize;
    // SAFETY: the caller's.
    unsafe {
        if step == size && into_step == size {
            std::ptr::copy_nonoverlapping(from, into, (count * size) as usize);
            return;
        }
        for place in 0..count {
            C::write(
                into.wrapping_offset(place * into_step),
                C::read(from.wrapping_offset(place * step)),
            );
        }
    }
}
