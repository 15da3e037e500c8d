//! The lines of arrays along an axis, and their elements in a buffer.

use crate::c_order::rows;
use crate::dtype::Element;
use crate::layout::{Dims, View};

/// Calls `line` with the addresses of the first elements of every line along the axis, of arrays that have one shape but for the extent
/// of that axis.
pub(super) fn each_line<const K: usize>(
    views: [View<'_>; K],
    axis: usize,
    mut line: impl FnMut([*mut u8; K]),
) {
    let mut shape = Dims::from_slice(views[0].shape());
    shape.remove(axis);
    let strides = views.map(|view| {
        let mut strides = Dims::from_slice(view.strides());
        strides.remove(axis);
        strides
    });
    rows::<K>(
        &shape,
        std::array::from_fn(|k| &*strides[k]),
        |starts, count, steps| {
            for place in 0..count {
                line(std::array::from_fn(|k| {
                    views[k].data().wrapping_offset(starts[k] + place * steps[k])
                }));
            }
            true
        },
    );
}

/// Fills a buffer with the elements of a line.
#[inline]
pub(super) fn gather<T: Element>(into: &mut Vec<T>, at: *const u8, step: isize, length: isize) {
    into.clear();
    // SAFETY: the line is one of the caller's view, whose elements are `T`s.
    into.extend(
        (0..length).map(|place| unsafe { at.wrapping_offset(place * step).cast::<T>().read_unaligned() }),
    );
}

/// Writes a buffer to the elements of a line.
#[inline]
pub(super) fn scatter<T: Element>(from: &[T], at: *mut u8, step: isize) {
    for (place, &value) in from.iter().enumerate() {
        // SAFETY: the line is one of the caller's output, whose elements are `T`s.
        unsafe {
            at.wrapping_offset(place as isize * step)
                .cast::<T>()
                .write_unaligned(value)
        };
    }
}
