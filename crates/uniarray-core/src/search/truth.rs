//! Whether, how many and where elements are true.

use super::STRETCH;
use crate::bits::count_true;
use crate::c_order::rows;
use crate::convert::Convert;
use crate::dispatch;
use crate::dtype::{Bool, DType};
use crate::layout::{MAX_DIMS, View};

/// Whether any element is true (not zero; NaN is true). Stops at the first.
///
/// ```
/// use uniarray_core::{array::Array, search};
/// assert!(search::any(Array::from_vec(vec![0.0, f64::NAN]).view()));
/// assert!(!search::any(Array::from_vec(Vec::<i8>::new()).view()));
/// ```
pub fn any(array: View<'_>) -> bool {
    dispatch!(array.dtype().num(), T => has::<T>(array, true))
}

/// Whether all elements are true. Stops at the first that is not.
pub fn all(array: View<'_>) -> bool {
    !dispatch!(array.dtype().num(), T => has::<T>(array, false))
}

/// How many elements are true.
///
/// ```
/// use uniarray_core::{array::Array, search};
/// assert_eq!(search::count_nonzero(Array::from_vec(vec![3u8, 0, 1]).view()), 2);
/// ```
pub fn count_nonzero(array: View<'_>) -> usize {
    dispatch!(array.dtype().num(), T => count::<T>(array))
}

/// Writes the indices of the true elements, in C order: one output of int64 per axis, each with [`count_nonzero`] elements. An
/// array without axes is taken as one of a single element.
///
/// # Panics
/// If the outputs are not such.
///
/// ```
/// use uniarray_core::{array::Array, dtype::DType, search};
/// let array = Array::from_shape(&[2, 2], vec![0i32, 5, 7, 0]);
/// let (i, j) = (Array::zeros(DType::INT64, &[2])?, Array::zeros(DType::INT64, &[2])?);
/// search::nonzero(array.view(), &[i.view(), j.view()]);
/// assert_eq!((i.to_vec::<i64>(), j.to_vec::<i64>()), (vec![0, 1], vec![1, 0]));
/// # Ok::<(), uniarray_core::error::Error>(())
/// ```
pub fn nonzero(array: View<'_>, outs: &[View<'_>]) {
    assert_eq!(outs.len(), array.ndim().max(1), "an output per axis");
    assert!(
        outs.iter()
            .all(|out| out.dtype() == DType::INT64 && out.ndim() == 1)
    );
    dispatch!(array.dtype().num(), T => positions::<T>(array, outs));
}

#[inline(always)]
fn truth<T: Convert<Bool, Out = Bool>>(value: T) -> bool {
    value.convert().get()
}

/// Whether some element's truth is `wanted`.
fn has<T: Convert<Bool, Out = Bool>>(array: View<'_>, wanted: bool) -> bool {
    let mut found = false;
    rows(array.shape(), [array.strides()], |[offset], count, [step]| {
        let at = array.data().wrapping_offset(offset);
        found = if step == size_of::<T>() as isize {
            row_has::<T>(at, size_of::<T>() as isize, count, wanted)
        } else {
            row_has::<T>(at, step, count, wanted)
        };
        !found
    });
    found
}

/// Inlined with a constant step, so that a stretch becomes vector code.
#[inline(always)]
fn row_has<T: Convert<Bool, Out = Bool>>(at: *const u8, step: isize, count: isize, wanted: bool) -> bool {
    let mut start = 0;
    while start < count {
        let end = count.min(start + STRETCH);
        let mut found = false;
        for place in start..end {
            // SAFETY: places below `count` are elements of the caller's view.
            let value = unsafe { at.wrapping_offset(place * step).cast::<T>().read_unaligned() };
            found |= truth(value) == wanted;
        }
        if found {
            return true;
        }
        start = end;
    }
    false
}

fn count<T: Convert<Bool, Out = Bool>>(array: View<'_>) -> usize {
    let mut total = 0;
    rows(array.shape(), [array.strides()], |[offset], count, [step]| {
        let at = array.data().wrapping_offset(offset);
        let size = size_of::<T>() as isize;
        total += if size == 1 && step == 1 && count > 0 {
            // SAFETY: the row lies within the view, and its elements are bytes, of which all but 0 is true.
            count_true(unsafe { std::slice::from_raw_parts(at, count as usize) })
        } else if step == size {
            row_count::<T>(at, size, count)
        } else {
            row_count::<T>(at, step, count)
        };
        true
    });
    total
}

/// Inlined with a constant step, so that it becomes vector code.
#[inline(always)]
fn row_count<T: Convert<Bool, Out = Bool>>(at: *const u8, step: isize, count: isize) -> usize {
    let mut total = 0;
    let mut start = 0;
    while start < count {
        // So many ones fit into a byte.
        let end = count.min(start + 255);
        let mut few = 0u8;
        for place in start..end {
            // SAFETY: places below `count` are elements of the caller's view.
            let value = unsafe { at.wrapping_offset(place * step).cast::<T>().read_unaligned() };
            few += truth(value) as u8;
        }
        total += few as usize;
        start = end;
    }
    total
}

fn positions<T: Convert<Bool, Out = Bool>>(array: View<'_>, outs: &[View<'_>]) {
    let total = outs[0].size();
    assert!(
        outs.iter().all(|out| out.size() == total),
        "as many indices for every axis"
    );
    // The last axis is walked, the others are counted.
    let (extent, step) = match (array.shape().last(), array.strides().last()) {
        (Some(extent), Some(step)) => (*extent, *step),
        _ => (1, 0),
    };
    let last = outs.len() - 1;
    let mut found = 0;
    let mut index = [0i64; MAX_DIMS];
    let mut line = array.data();
    if array.size() == 0 {
        return;
    }
    loop {
        let before = found;
        let size = size_of::<T>() as isize;
        found = if step == size {
            row_positions::<T>(line, size, extent, outs[last], found)
        } else {
            row_positions::<T>(line, step, extent, outs[last], found)
        };
        for (out, index) in outs[..last].iter().zip(index) {
            for place in before..found {
                let at = out.data().wrapping_offset(place as isize * out.strides()[0]);
                // SAFETY: `found` is at most the number of elements of each int64 output.
                unsafe { at.cast::<i64>().write_unaligned(index) };
            }
        }
        let mut axis = last;
        loop {
            if axis == 0 {
                return;
            }
            axis -= 1;
            index[axis] += 1;
            line = line.wrapping_offset(array.strides()[axis]);
            if index[axis] < array.shape()[axis] as i64 {
                break;
            }
            line = line.wrapping_offset(-array.strides()[axis] * array.shape()[axis]);
            index[axis] = 0;
        }
    }
}

/// Writes the places of the true elements of a row to `out`, from element `found` on; how many elements are written then. Inlined with
/// a constant step.
#[inline(always)]
fn row_positions<T: Convert<Bool, Out = Bool>>(
    line: *const u8,
    step: isize,
    extent: isize,
    out: View<'_>,
    mut found: usize,
) -> usize {
    let (total, stride) = (out.size(), out.strides()[0]);
    for place in 0..extent {
        if found == total {
            break;
        }
        // Without a branch on the truth: a place that does not count is written over by the next one.
        let at = out.data().wrapping_offset(found as isize * stride);
        // SAFETY: `found` is below the size of the int64 output; the element is within the last axis of the view.
        let value = unsafe {
            at.cast::<i64>().write_unaligned(place as i64);
            line.wrapping_offset(place * step).cast::<T>().read_unaligned()
        };
        found += truth(value) as usize;
    }
    found
}
