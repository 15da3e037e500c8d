//! Counting how often each small integer occurs.

use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::layout::View;

/// The integers of a one-dimensional int64 array, in its order.
fn integers(array: View<'_>) -> impl Iterator<Item = i64> {
    assert!(
        array.dtype() == DType::INT64 && array.ndim() == 1,
        "a list of int64"
    );
    let (data, step) = (array.data(), array.strides()[0]);
    // SAFETY: the places are within the array, whose elements are int64.
    (0..array.shape()[0])
        .map(move |place| unsafe { data.wrapping_offset(place * step).cast::<i64>().read_unaligned() })
}

/// How many bins the integers of a one-dimensional int64 array need: one more than the greatest, and at least `least`.
///
/// # Errors
/// [`Error::Message`] if one is negative; [`Error::TooBig`] if there is no such array.
///
/// # Panics
/// If the array is not such.
pub fn bins_needed(integers_of: View<'_>, least: isize) -> Result<isize> {
    let (mut low, mut high) = (0, least as i64 - 1);
    for value in integers(integers_of) {
        low = low.min(value);
        high = high.max(value);
    }
    if low < 0 {
        return Err(Error::value("'list' argument must have no negative elements"));
    }
    isize::try_from(high)
        .ok()
        .and_then(|high| high.checked_add(1))
        .ok_or(Error::TooBig)
}

/// Adds 1 to the bin of every integer, in a contiguous int64 output that has the [`bins_needed`].
///
/// # Panics
/// If an array is not such, or an integer has no bin.
///
/// ```
/// use uniarray_core::{array::Array, bins, dtype::DType};
/// let list = Array::from_vec(vec![0i64, 2, 2]);
/// let out = Array::zeros(DType::INT64, &[bins::bins_needed(list.view(), 0)?])?;
/// bins::count(list.view(), out.view());
/// assert_eq!(out.to_vec::<i64>(), [1, 0, 2]);
/// # Ok::<(), uniarray_core::error::Error>(())
/// ```
pub fn count(list: View<'_>, out: View<'_>) {
    assert!(out.dtype() == DType::INT64 && out.ndim() == 1 && out.is_c_contiguous());
    for value in integers(list) {
        assert!(
            (0..out.shape()[0] as i64).contains(&value),
            "a bin for every integer"
        );
        let bin = out.data().cast::<i64>().wrapping_offset(value as isize);
        // SAFETY: the place was just found within the output.
        unsafe { bin.write_unaligned(bin.read_unaligned() + 1) };
    }
}

/// Adds the weight of every integer, of a float64 array as long as the list, to its bin, in a contiguous float64 output that has the
/// [`bins_needed`].
///
/// # Panics
/// As for [`count`].
pub fn weigh(list: View<'_>, weights: View<'_>, out: View<'_>) {
    assert!(out.dtype() == DType::FLOAT64 && out.ndim() == 1 && out.is_c_contiguous());
    assert!(weights.dtype() == DType::FLOAT64 && weights.shape() == list.shape());
    for (place, value) in (0..).zip(integers(list)) {
        assert!(
            (0..out.shape()[0] as i64).contains(&value),
            "a bin for every integer"
        );
        let bin = out.data().cast::<f64>().wrapping_offset(value as isize);
        let weight = weights
            .data()
            .wrapping_offset(place * weights.strides()[0])
            .cast::<f64>();
        // SAFETY: a weight per integer, and the place was just found within the output.
        unsafe { bin.write_unaligned(bin.read_unaligned() + weight.read_unaligned()) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::array::Array;

    #[test]
    fn integers_are_counted_and_weighed() {
        let list = Array::from_vec(vec![3i64, 1, 3]);
        assert_eq!(
            (bins_needed(list.view(), 0), bins_needed(list.view(), 9)),
            (Ok(4), Ok(9))
        );
        let out = Array::zeros(DType::FLOAT64, &[4]).unwrap();
        weigh(
            list.view(),
            Array::from_vec(vec![0.5, 2.0, 1.0]).view(),
            out.view(),
        );
        assert_eq!(out.to_vec::<f64>(), [0.0, 2.0, 0.0, 1.5]);
    }

    #[test]
    fn integers_without_a_bin_are_refused() {
        assert_eq!(bins_needed(Array::from_vec(Vec::<i64>::new()).view(), 0), Ok(0));
        assert!(bins_needed(Array::from_vec(vec![0i64, -1]).view(), 0).is_err());
        assert_eq!(
            bins_needed(Array::from_vec(vec![i64::MAX]).view(), 0),
            Err(Error::TooBig)
        );
    }
}
