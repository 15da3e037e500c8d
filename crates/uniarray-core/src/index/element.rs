//! One element, the shortest way.

use crate::error::Result;
use crate::index::IndexError;

/// Bytes from the first element to the one at `indices`, one integer per axis, from the end when negative.
///
/// # Errors
/// [`IndexError::TooMany`], [`IndexError::OutOfBounds`].
///
/// # Panics
/// If there are fewer indices than axes: that is a view, for [`plan`](crate::index::plan()).
///
/// ```
/// use uniarray_core::index::element_offset;
/// assert_eq!(element_offset(&[2, 3], &[24, 8], &[1, -1])?, 40);
/// assert_eq!(
///     element_offset(&[3], &[8], &[5]).unwrap_err().to_string(),
///     "index 5 is out of bounds for axis 0 with size 3"
/// );
/// # Ok::<(), uniarray_core::error::Error>(())
/// ```
#[inline]
pub fn element_offset(shape: &[isize], strides: &[isize], indices: &[isize]) -> Result<isize> {
    if indices.len() > shape.len() {
        return Err(IndexError::TooMany {
            ndim: shape.len(),
            found: indices.len(),
        }
        .into());
    }
    assert_eq!(indices.len(), shape.len(), "an index for every axis");
    let mut offset = 0;
    for (axis, ((&index, &extent), &stride)) in indices.iter().zip(shape).zip(strides).enumerate() {
        offset += checked_index(index, axis, extent)? * stride;
    }
    Ok(offset)
}

/// The index counted from the front.
///
/// # Errors
/// [`IndexError::OutOfBounds`].
#[inline]
pub(crate) fn checked_index(index: isize, axis: usize, size: isize) -> Result<isize> {
    // The sum of a negative and a non-negative number does not overflow.
    let from_front = if index < 0 { index + size } else { index };
    if (from_front as usize) < size as usize {
        Ok(from_front)
    } else {
        Err(out_of_bounds(index, axis, size))
    }
}

#[cold]
fn out_of_bounds(index: isize, axis: usize, size: isize) -> crate::error::Error {
    IndexError::OutOfBounds { index, axis, size }.into()
}
