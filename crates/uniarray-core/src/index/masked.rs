//! Moving what lies under the true elements of a mask.

use crate::c_order::rows;
use crate::index::cell::{Cell, by_cell};
use crate::index::mask::Truths;
use crate::layout::View;

/// Packs the elements under true ones into `out`, an array of one axis; as many as it has room for.
pub(super) fn compress(array: View<'_>, mask: View<'_>, out: View<'_>) {
    by_cell!(array.dtype().itemsize(), C => compress_cells::<C>(array, mask, out));
}

fn compress_cells<C: Cell>(array: View<'_>, mask: View<'_>, out: View<'_>) {
    let (room, out_step) = (out.shape()[0], out.strides()[0]);
    if room == 0 {
        return;
    }
    let mut filled = 0;
    under(array, mask, |row, step, truths| {
        truths.blocks(|from, to, all| {
            if all && room - filled >= to - from {
                for place in from..to {
                    // SAFETY: `place` is within the row, and the output has room for all of the block.
                    unsafe {
                        let value = C::read(row.wrapping_offset(place * step));
                        C::write(out.data().wrapping_offset(filled * out_step), value);
                    }
                    filled += 1;
                }
                return true;
            }
            for place in from..to {
                if filled == room {
                    return false;
                }
                // SAFETY: `place` is within the row and `filled` within the output. Without a branch on the truth every element is
                // written, and overwritten by the next unless it counts.
                unsafe {
                    let value = C::read(row.wrapping_offset(place * step));
                    C::write(out.data().wrapping_offset(filled * out_step), value);
                }
                filled += truths.get(place) as isize;
            }
            true
        });
        filled < room
    });
}

/// Writes values to the elements under true ones, in C order: at most `count` values, `step` bytes apart. With a step of zero one
/// value serves for all; that is the same loop, because a simpler one is compiled to a branch on every truth value, which takes five
/// times as long when they are random.
pub(super) fn expand(array: View<'_>, mask: View<'_>, values: *const u8, count: isize, step: isize) {
    by_cell!(array.dtype().itemsize(), C => expand_cells::<C>(array, mask, values, count, step));
}

fn expand_cells<C: Cell>(
    array: View<'_>,
    mask: View<'_>,
    values: *const u8,
    count: isize,
    value_step: isize,
) {
    let mut used = 0;
    under(array, mask, |row, step, truths| {
        truths.blocks(|from, to, all| {
            if all && count - used >= to - from {
                for place in from..to {
                    // SAFETY: `place` is within the row, and there are values for all of the block.
                    unsafe {
                        let value = C::read(values.wrapping_offset(used * value_step));
                        C::write(row.wrapping_offset(place * step), value);
                    }
                    used += 1;
                }
                return true;
            }
            for place in from..to {
                if used == count {
                    return false;
                }
                let at = row.wrapping_offset(place * step);
                // SAFETY: `place` is within the row and `used` among the values. Every element is written, what was there before
                // unless it counts.
                unsafe {
                    let value = C::read(values.wrapping_offset(used * value_step));
                    C::write(at, C::choose(truths.get(place), value, C::read(at)));
                }
                used += truths.get(place) as isize;
            }
            true
        });
        used < count
    });
}

/// Calls `row(data, step, truths)` for rows of the array and of the mask, which has its shape, until it returns `false`.
#[inline(always)]
fn under(array: View<'_>, mask: View<'_>, mut row: impl FnMut(*mut u8, isize, Truths) -> bool) {
    rows(
        array.shape(),
        [array.strides(), mask.strides()],
        |[start, mask_start], count, [step, mask_step]| {
            // SAFETY: the rows stay within the mask.
            let truths = unsafe { Truths::new(mask.data().wrapping_offset(mask_start), mask_step, count) };
            row(array.data().wrapping_offset(start), step, truths)
        },
    );
}
