//! Sorting along an axis: values, places, and the few that are asked for.
//!
//! Elements come in NumPy's order: numbers by value, NaN last; complex numbers by real part and then imaginary part, those with a NaN
//! after all others. Both zeros are equal.
//!
//! Every line along the axis is gathered, sorted in a buffer, and written back. Reals are sorted as integers whose order is theirs
//! ([`Bits`](key::Bits)), by vectors where the CPU has AVX-512 ([`wide`]), else by the standard library's sorts, for which comparing
//! integers takes one instruction and no branch. Places are always found by a stable order, whatever is asked for: keys are sorted
//! together with their places ([`packed`]), so that stability costs nothing.

use crate::dispatch;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::layout::{Dims, View, normalize_axis, same_shape};

mod halves;
mod key;
mod lines;
mod packed;
mod places;
mod values;
#[cfg(target_arch = "x86_64")]
mod wide;
mod words;

pub(crate) use key::Sortable;
use lines::{each_line, gather, scatter};

/// Which order is wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Direction {
    /// Whether equal elements keep their order. Among values that shows in the signs of zeros only.
    pub stable: bool,
    /// From the greatest to the least; NaN is last in any case.
    pub descending: bool,
}

/// Sorts every line along an axis in place.
///
/// # Errors
/// [`Error::AxisOutOfBounds`].
///
/// ```
/// use uniarray_core::{array::Array, sort::sort};
/// let array = Array::from_vec(vec![2.0, f64::NAN, -1.0]);
/// sort(array.view(), 0, Default::default())?;
/// assert_eq!(array.to_vec::<f64>()[..2], [-1.0, 2.0]);
/// # Ok::<(), uniarray_core::error::Error>(())
/// ```
pub fn sort(array: View<'_>, axis: isize, direction: Direction) -> Result<()> {
    let axis = normalize_axis(axis, array.ndim())?;
    let (length, step) = (array.shape()[axis], array.strides()[axis]);
    if length < 2 {
        return Ok(());
    }
    dispatch!(array.dtype().num(), T => {
        let mut line: Vec<T> = Vec::with_capacity(length as usize);
        each_line([array], axis, |[at]| {
            gather(&mut line, at, step, length);
            T::sort(&mut line, direction);
            scatter(&line, at, step);
        });
    });
    Ok(())
}

/// Writes to an int64 output of the array's shape the places along the axis that put every line in order. Places of equal elements are
/// in order, whether the elements are ascending or descending.
///
/// # Errors
/// [`Error::AxisOutOfBounds`].
///
/// # Panics
/// If the output has another shape or dtype.
///
/// ```
/// use uniarray_core::{array::Array, dtype::DType, sort::argsort};
/// let (array, out) = (Array::from_vec(vec![2u8, 9, 1, 2]), Array::zeros(DType::INT64, &[4])?);
/// argsort(array.view(), 0, false, out.view())?;
/// assert_eq!(out.to_vec::<i64>(), [2, 0, 3, 1]);
/// # Ok::<(), uniarray_core::error::Error>(())
/// ```
pub fn argsort(array: View<'_>, axis: isize, descending: bool, out: View<'_>) -> Result<()> {
    check_places(array, out);
    let axis = normalize_axis(axis, array.ndim())?;
    let (length, [step, over]) = (array.shape()[axis], [array, out].map(|view| view.strides()[axis]));
    dispatch!(array.dtype().num(), T => {
        let mut line: Vec<T> = Vec::with_capacity(length as usize);
        let mut places: Vec<i64> = Vec::with_capacity(length as usize);
        each_line([array, out], axis, |[at, into]| {
            gather(&mut line, at, step, length);
            places::sorted(&line, descending, &mut places);
            scatter(&places, into, over);
        });
    });
    Ok(())
}

/// Moves elements along every line of an axis so that those at the positions `kth` are where sorting would put them, with none greater before
/// and none less after them.
///
/// # Errors
/// [`Error::AxisOutOfBounds`]; [`Error::Message`] for a position outside the axis.
///
/// ```
/// use uniarray_core::{array::Array, sort::partition};
/// let array = Array::from_vec(vec![5i16, 1, 4, 2, 3]);
/// partition(array.view(), 0, &[2])?;
/// assert_eq!(array.to_vec::<i16>()[2], 3);
/// # Ok::<(), uniarray_core::error::Error>(())
/// ```
pub fn partition(array: View<'_>, axis: isize, kth: &[isize]) -> Result<()> {
    let axis = normalize_axis(axis, array.ndim())?;
    let (length, step) = (array.shape()[axis], array.strides()[axis]);
    let kth = positions(kth, length, array.size())?;
    if length < 2 {
        return Ok(());
    }
    dispatch!(array.dtype().num(), T => {
        let mut line: Vec<T> = Vec::with_capacity(length as usize);
        each_line([array], axis, |[at]| {
            gather(&mut line, at, step, length);
            T::partition(&mut line, &kth);
            scatter(&line, at, step);
        });
    });
    Ok(())
}

/// Writes to an int64 output of the array's shape places along the axis that [`partition`] the lines.
///
/// # Errors
/// As for [`partition`].
///
/// # Panics
/// If the output has another shape or dtype.
pub fn argpartition(array: View<'_>, axis: isize, kth: &[isize], out: View<'_>) -> Result<()> {
    check_places(array, out);
    let axis = normalize_axis(axis, array.ndim())?;
    let (length, [step, over]) = (array.shape()[axis], [array, out].map(|view| view.strides()[axis]));
    let kth = positions(kth, length, array.size())?;
    if out.size() == 0 {
        return Ok(());
    }
    dispatch!(array.dtype().num(), T => {
        let mut line: Vec<T> = Vec::with_capacity(length as usize);
        let mut places: Vec<i64> = Vec::with_capacity(length as usize);
        each_line([array, out], axis, |[at, into]| {
            gather(&mut line, at, step, length);
            places.clear();
            places.extend(0..length as i64);
            values::partition_by_rank(&mut places, &kth, |place| line[place as usize].rank());
            scatter(&places, into, over);
        });
    });
    Ok(())
}

/// Writes to an int64 output the places along the axis that order the keys' lines by the last key, where that is equal by the one before
/// it, and so on; places of what is equal in all keys are in order.
///
/// # Errors
/// [`Error::AxisOutOfBounds`]; [`Error::Message`] for keys of different shapes, or none.
///
/// # Panics
/// If the output has another shape or dtype.
///
/// ```
/// use uniarray_core::{array::Array, dtype::DType, sort::lexsort};
/// let (second, first) = (Array::from_vec(vec![3u8, 1, 2]), Array::from_vec(vec![0.5, 0.5, 0.0]));
/// let out = Array::zeros(DType::INT64, &[3])?;
/// lexsort(&[second.view(), first.view()], 0, out.view())?;
/// assert_eq!(out.to_vec::<i64>(), [2, 1, 0]);
/// # Ok::<(), uniarray_core::error::Error>(())
/// ```
pub fn lexsort(keys: &[View<'_>], axis: isize, out: View<'_>) -> Result<()> {
    let [first, others @ ..] = keys else {
        return Err(Error::type_error("need sequence of keys with len > 0 in lexsort"));
    };
    if others.iter().any(|key| !same_shape(key.shape(), first.shape())) {
        return Err(Error::value("all keys need to be the same shape"));
    }
    check_places(*first, out);
    let axis = normalize_axis(axis, first.ndim())?;
    let (length, over) = (first.shape()[axis], out.strides()[axis]);
    each_line([out], axis, |[at]| {
        for place in 0..length {
            // SAFETY: the line has `length` elements of int64.
            unsafe {
                at.wrapping_offset(place * over)
                    .cast::<i64>()
                    .write_unaligned(place as i64)
            };
        }
    });
    for key in keys {
        let step = key.strides()[axis];
        dispatch!(key.dtype().num(), T => {
            let mut line: Vec<T> = Vec::with_capacity(length as usize);
            let mut places: Vec<i64> = Vec::with_capacity(length as usize);
            each_line([*key, out], axis, |[at, into]| {
                gather(&mut line, at, step, length);
                gather(&mut places, into, over, length);
                places::resorted(&line, &mut places);
                scatter(&places, into, over);
            });
        });
    }
    Ok(())
}

fn check_places(array: View<'_>, out: View<'_>) {
    assert_eq!(out.dtype(), DType::INT64, "places are int64");
    assert!(same_shape(array.shape(), out.shape()), "a place per element");
}

/// Positions counted from the front, each once and in order. Where there is nothing to move, any position will do.
fn positions(kth: &[isize], length: isize, size: usize) -> Result<Dims> {
    let mut positions = Vec::with_capacity(kth.len());
    for &position in kth {
        let from_front = if position < 0 { position + length } else { position };
        if size > 0 && !(0..length).contains(&from_front) {
            return Err(Error::value(format!(
                "kth(={from_front}) out of bounds ({length})"
            )));
        }
        positions.push(from_front);
    }
    positions.sort_unstable();
    positions.dedup();
    Ok(positions.into_iter().collect())
}

#[cfg(test)]
mod tests;
