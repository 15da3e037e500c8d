//! Flat indices as indices per axis and back: NumPy's `unravel_index` and `ravel_multi_index`.

use crate::dtype::DType;
use crate::layout::View;

/// What an index out of range does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Beyond {
    /// It is an error.
    Raise,
    /// It counts on from the other end.
    Wrap,
    /// It becomes the nearest index.
    Clip,
}

fn is_row_of_numbers(view: View<'_>) -> bool {
    view.is_c_contiguous() && view.dtype() == DType::INT64 && view.data().cast::<i64>().is_aligned()
}

/// The elements of a contiguous array of int64.
fn numbers<'a>(view: View<'a>) -> &'a [i64] {
    assert!(is_row_of_numbers(view), "contiguous int64");
    if view.size() == 0 {
        return &[];
    }
    // SAFETY: contiguous aligned elements of that type; nothing writes to them while they are read.
    unsafe { std::slice::from_raw_parts(view.data().cast::<i64>(), view.size()) }
}

/// The elements of a new array, which are to be written.
fn fresh<'a>(view: View<'a>) -> &'a mut [i64] {
    assert!(is_row_of_numbers(view), "contiguous int64");
    if view.size() == 0 {
        return &mut [];
    }
    // SAFETY: contiguous aligned elements of that type; the array is a caller's new one, which nobody else has seen.
    unsafe { std::slice::from_raw_parts_mut(view.data().cast::<i64>(), view.size()) }
}

/// Writes flat indices as indices per axis. `axes` holds, from the axis that changes fastest on, an extent and where its indices go:
/// new arrays, all different.
///
/// # Errors
/// The first index that is out of range.
///
/// # Panics
/// If an array is not a contiguous one of int64, or of another size.
///
/// ```
/// use uniarray_core::{array::Array, dtype::DType, flat_index::unravel};
/// let flat = Array::from_vec(vec![22i64, 41]);
/// let [rows, columns] = [(); 2].map(|()| Array::zeros(DType::INT64, &[2]).unwrap());
/// unravel(flat.view(), &[(6, columns.view()), (7, rows.view())]).unwrap();
/// assert_eq!((rows.to_vec::<i64>(), columns.to_vec::<i64>()), (vec![3, 6], vec![4, 5]));
/// ```
pub fn unravel(flat: View<'_>, axes: &[(i64, View<'_>)]) -> Result<(), i64> {
    let flat = numbers(flat);
    let size: i64 = axes.iter().map(|(extent, _)| extent).product();
    if let Some(&wrong) = flat.iter().find(|&&place| place < 0 || place >= size) {
        return Err(wrong);
    }
    // What is left after the axes before.
    let mut rest = flat.to_vec();
    for &(extent, into) in axes {
        let into = fresh(into);
        assert!(into.len() == rest.len(), "one index per axis");
        match u32::try_from(extent) {
            // Division of 32 bits is much faster, where the indices allow it.
            Ok(extent) if size <= i64::from(u32::MAX) => {
                for (rest, place) in rest.iter_mut().zip(into) {
                    let whole = *rest as u32;
                    *rest = i64::from(whole / extent);
                    *place = i64::from(whole % extent);
                }
            }
            _ => {
                for (rest, place) in rest.iter_mut().zip(into) {
                    *place = *rest % extent;
                    *rest /= extent;
                }
            }
        }
    }
    Ok(())
}

/// One axis of [`ravel`].
pub struct Axis<'a> {
    /// The indices, contiguous int64.
    pub places: View<'a>,
    /// The extent.
    pub extent: i64,
    /// How far the flat index goes with each index.
    pub step: i64,
    /// What indices out of range do.
    pub beyond: Beyond,
}

/// Writes indices per axis as flat indices, and tells whether that was possible: whether no index was out of range that must not be.
///
/// # Panics
/// If an array is not a contiguous one of int64, or of another size.
///
/// ```
/// use uniarray_core::{array::Array, dtype::DType, flat_index::{Axis, Beyond, ravel}};
/// let [rows, columns] = [vec![3i64, 6], vec![4, 5]].map(Array::from_vec);
/// let out = Array::zeros(DType::INT64, &[2]).unwrap();
/// let axis = |places, extent, step| Axis { places, extent, step, beyond: Beyond::Raise };
/// assert!(ravel(&[axis(rows.view(), 7, 6), axis(columns.view(), 6, 1)], out.view()));
/// assert_eq!(out.to_vec::<i64>(), [22, 41]);
/// ```
pub fn ravel(axes: &[Axis<'_>], out: View<'_>) -> bool {
    let out = fresh(out);
    out.fill(0);
    for axis in axes {
        let places = numbers(axis.places);
        assert!(places.len() == out.len(), "one index per axis");
        let (extent, step) = (axis.extent, axis.step);
        let each = out.iter_mut().zip(places.iter());
        match axis.beyond {
            Beyond::Raise => {
                if places.iter().any(|&place| place < 0 || place >= extent) {
                    return false;
                }
                each.for_each(|(flat, place)| *flat += place * step);
            }
            // Nothing is in an axis without places: an index there is an error in any mode.
            _ if extent == 0 && !places.is_empty() => return false,
            Beyond::Wrap => each.for_each(|(flat, place)| *flat += place.rem_euclid(extent) * step),
            Beyond::Clip => each.for_each(|(flat, &place)| *flat += place.clamp(0, extent - 1) * step),
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::array::Array;

    #[test]
    fn large_extents_need_all_bits() {
        let flat = Array::from_vec(vec![(1i64 << 40) * 3 + 5]);
        let [low, high] = [(); 2].map(|()| Array::zeros(DType::INT64, &[1]).unwrap());
        unravel(flat.view(), &[(1 << 40, low.view()), (4, high.view())]).unwrap();
        assert_eq!((low.to_vec::<i64>(), high.to_vec::<i64>()), (vec![5], vec![3]));
    }

    #[test]
    fn the_first_wrong_index_is_told() {
        let flat = Array::from_vec(vec![0i64, 7, -1]);
        let out = Array::zeros(DType::INT64, &[3]).unwrap();
        assert_eq!(unravel(flat.view(), &[(6, out.view())]), Err(7));
    }

    #[test]
    fn indices_wrap_and_stop() {
        let places = Array::from_vec(vec![-1i64, 4, 9]);
        for (beyond, expected) in [(Beyond::Wrap, [3, 0, 1]), (Beyond::Clip, [0, 3, 3])] {
            let out = Array::zeros(DType::INT64, &[3]).unwrap();
            let axis = Axis {
                places: places.view(),
                extent: 4,
                step: 1,
                beyond,
            };
            assert!(ravel(&[axis], out.view()));
            assert_eq!(out.to_vec::<i64>(), expected);
        }
    }
}
