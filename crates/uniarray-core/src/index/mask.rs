//! Boolean masks: counting, positions, and moving what lies under true elements.

use crate::c_order::rows;
use crate::dtype::{Bool, DType};
use crate::index::cell::{Cell, by_cell};
use crate::layout::{View, size_of_shape};

static TRUTHS: [u8; 2] = [0, 1];

/// A mask without axes.
pub(super) fn of_truth(value: bool) -> View<'static> {
    let at = &raw const TRUTHS[value as usize];
    // SAFETY: one byte of a static; a mask is only ever read.
    unsafe { View::new(at.cast_mut(), DType::BOOL, &[], &[]) }
}

/// The number of true elements.
pub(super) fn count(mask: View<'_>) -> usize {
    let mut total = 0;
    rows(mask.shape(), [mask.strides()], |[start], count, [step]| {
        let at = mask.data().wrapping_offset(start);
        // Sums of bytes vectorise when they cannot overflow: 255 at a time.
        let mut place = 0;
        while place < count {
            let end = count.min(place + 255);
            // SAFETY: the rows stay within the mask.
            let block = (place..end).map(|place| unsafe { truth(at.wrapping_offset(place * step)) });
            total += block.fold(0u8, |sum, truth| sum + truth as u8) as usize;
            place = end;
        }
        true
    });
    total
}

/// Per axis the positions of the true elements, in C order.
pub(super) fn positions(mask: View<'_>) -> Vec<Vec<isize>> {
    let total = count(mask);
    let mut lists: Vec<Vec<isize>> = (0..mask.ndim()).map(|_| Vec::with_capacity(total)).collect();
    let mut index = vec![0isize; mask.ndim()];
    for _ in 0..size_of_shape(mask.shape()) {
        if mask.element(&index).is_some_and(|at| {
            // SAFETY: `element` checked the index.
            unsafe { truth(at) }
        }) {
            lists
                .iter_mut()
                .zip(&index)
                .for_each(|(list, position)| list.push(*position));
        }
        for (index, extent) in index.iter_mut().zip(mask.shape()).rev() {
            *index += 1;
            if *index < *extent {
                break;
            }
            *index = 0;
        }
    }
    lists
}

/// # Safety
/// `at` must be readable.
#[inline(always)]
unsafe fn truth(at: *const u8) -> bool {
    // SAFETY: the caller's.
    Bool(unsafe { at.read() }).get()
}

/// Packs the elements under true ones into `out`, an array of one axis; as many as it has room for.
pub(super) fn compress(array: View<'_>, mask: View<'_>, out: View<'_>) {
    by_cell!(array.dtype().itemsize(), C => compress_cells::<C>(array, mask, out));
}

fn compress_cells<C: Cell>(array: View<'_>, mask: View<'_>, out: View<'_>) {
    let (room, out_step) = (out.shape()[0], out.strides()[0]);
    let mut filled = 0;
    rows(
        array.shape(),
        [array.strides(), mask.strides()],
        |[start, mask_start], count, [step, mask_step]| {
            let from = array.data().wrapping_offset(start);
            let truths = mask.data().wrapping_offset(mask_start);
            let mut place = 0;
            while place < count && filled < room {
                // Whole words of a contiguous mask are skipped when nothing in them is true.
                if mask_step == 1 && count - place >= 8 {
                    // SAFETY: eight elements of the mask are left in this row.
                    if unsafe { truths.wrapping_offset(place).cast::<u64>().read_unaligned() } == 0 {
                        place += 8;
                        continue;
                    }
                }
                // Without branches: every element is written, and overwritten by the next unless it counts.
                let end = count.min(place + 8);
                while place < end && filled < room {
                    // SAFETY: `place` is within the row and `filled` within the output.
                    unsafe {
                        let value = C::read(from.wrapping_offset(place * step));
                        C::write(out.data().wrapping_offset(filled * out_step), value);
                        filled += truth(truths.wrapping_offset(place * mask_step)) as isize;
                    }
                    place += 1;
                }
            }
            filled < room
        },
    );
}

/// Writes values to the elements under true ones, in C order: `count` values `step` bytes apart, or one value again and again when
/// the step is zero.
pub(super) fn expand(array: View<'_>, mask: View<'_>, values: *const u8, count: isize, step: isize) {
    by_cell!(array.dtype().itemsize(), C => {
        if step == 0 {
            if count > 0 {
                fill_cells::<C>(array, mask, values);
            }
        } else {
            expand_cells::<C>(array, mask, values, count, step);
        }
    });
}

fn fill_cells<C: Cell>(array: View<'_>, mask: View<'_>, value: *const u8) {
    // SAFETY: the caller has at least one value.
    let value = unsafe { C::read(value) };
    rows(
        array.shape(),
        [array.strides(), mask.strides()],
        |[start, mask_start], count, [step, mask_step]| {
            let into = array.data().wrapping_offset(start);
            let truths = mask.data().wrapping_offset(mask_start);
            for place in 0..count {
                // SAFETY: `place` is within the row. Writing back what was read lets this vectorise.
                unsafe {
                    let at = into.wrapping_offset(place * step);
                    let kept = C::read(at);
                    C::write(
                        at,
                        if truth(truths.wrapping_offset(place * mask_step)) {
                            value
                        } else {
                            kept
                        },
                    );
                }
            }
            true
        },
    );
}

fn expand_cells<C: Cell>(
    array: View<'_>,
    mask: View<'_>,
    values: *const u8,
    available: isize,
    value_step: isize,
) {
    let mut used = 0;
    rows(
        array.shape(),
        [array.strides(), mask.strides()],
        |[start, mask_start], count, [step, mask_step]| {
            let into = array.data().wrapping_offset(start);
            let truths = mask.data().wrapping_offset(mask_start);
            for place in 0..count {
                // SAFETY: `place` is within the row and `used` among the values.
                unsafe {
                    if truth(truths.wrapping_offset(place * mask_step)) {
                        if used == available {
                            return false;
                        }
                        let value = C::read(values.wrapping_offset(used * value_step));
                        C::write(into.wrapping_offset(place * step), value);
                        used += 1;
                    }
                }
            }
            true
        },
    );
}
