//! Where values belong among sorted ones.

use crate::c_order::rows;
use crate::dispatch;
use crate::dtype::DType;
use crate::layout::{View, same_shape};
use crate::sort::Sortable;

/// On which side of equal elements a value belongs.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Side {
    /// Before the first of them.
    #[default]
    Left,
    /// After the last of them.
    Right,
}

/// Writes for every value the place in a sorted one-dimensional array where it keeps the order, to an int64 output of the values' shape.
/// With a `sorter`, as many places of int64, the array is in order when taken through it. Places outside the array make it give up.
///
/// Returns whether all of the sorter's places that were looked at lie within the array. The order is that of [`sort`](crate::sort::sort).
///
/// # Panics
/// If the dtypes of array and values differ, shapes do not fit, or the output is not of int64.
///
/// ```
/// use uniarray_core::{array::Array, dtype::DType, search::{Side, search_sorted}};
/// let (sorted, values) = (Array::from_vec(vec![1, 3, 3, 5]), Array::from_vec(vec![3, 9]));
/// let out = Array::zeros(DType::INT64, &[2])?;
/// assert!(search_sorted(sorted.view(), values.view(), Side::Right, None, out.view()));
/// assert_eq!(out.to_vec::<i64>(), [3, 4]);
/// # Ok::<(), uniarray_core::error::Error>(())
/// ```
pub fn search_sorted(
    sorted: View<'_>,
    values: View<'_>,
    side: Side,
    sorter: Option<View<'_>>,
    out: View<'_>,
) -> bool {
    assert_eq!(sorted.ndim(), 1, "what is sorted has one axis");
    assert_eq!(sorted.dtype(), values.dtype(), "values are compared as they are");
    assert!(out.dtype() == DType::INT64 && same_shape(out.shape(), values.shape()));
    if let Some(sorter) = sorter {
        assert!(sorter.dtype() == DType::INT64 && sorter.shape() == sorted.shape());
    }
    dispatch!(sorted.dtype().num(), T => match (sorter, side) {
        (Some(sorter), side) => find(values, out, side, &|place| through::<T>(sorted, sorter, place), sorted.shape()[0]),
        (None, side) => {
            find_together::<T>(sorted, values, out, side);
            true
        }
    })
}

/// An element of a one-dimensional array that has one at that place.
#[inline(always)]
fn at<T: Sortable>(array: View<'_>, place: isize) -> Option<T> {
    // SAFETY: the caller's place is within the array, whose elements are `T`s.
    Some(unsafe {
        array
            .data()
            .wrapping_offset(place * array.strides()[0])
            .cast::<T>()
            .read_unaligned()
    })
}

/// The element that comes at the place in order; `None` if the sorter points outside the array.
#[inline(always)]
fn through<T: Sortable>(array: View<'_>, sorter: View<'_>, place: isize) -> Option<T> {
    // SAFETY: the sorter is as long as the array, and of int64.
    let place = unsafe {
        sorter
            .data()
            .wrapping_offset(place * sorter.strides()[0])
            .cast::<i64>()
            .read_unaligned()
    };
    let place = place as isize;
    if (0..array.shape()[0]).contains(&place) {
        at(array, place)
    } else {
        None
    }
}

/// Values that are looked for together.
const TOGETHER: usize = 8;

/// Looks for several values at a time, step by step: every step waits for memory, and so they all wait at once.
fn find_together<T: Sortable>(sorted: View<'_>, values: View<'_>, out: View<'_>, side: Side) {
    let (size, step) = (size_of::<T>() as isize, sorted.strides()[0]);
    // Every case has its own loop, in which nothing is asked that is known beforehand.
    match (side, step == size) {
        (Side::Left, true) => find_each::<T>(sorted, size, values, out, T::is_below),
        (Side::Right, true) => find_each::<T>(sorted, size, values, out, T::is_up_to),
        (Side::Left, false) => find_each::<T>(sorted, step, values, out, T::is_below),
        (Side::Right, false) => find_each::<T>(sorted, step, values, out, T::is_up_to),
    }
}

/// As [`find_together`], of an array with elements `stride` bytes apart; `is_before` tells of an element and a value whether the value
/// belongs after it. Inlined with a constant stride.
#[inline(always)]
fn find_each<T: Sortable>(
    sorted: View<'_>,
    stride: isize,
    values: View<'_>,
    out: View<'_>,
    is_before: impl Fn(T, T) -> bool,
) {
    let length = sorted.shape()[0];
    let before = |place: isize, value: T| {
        let at = sorted.data().wrapping_offset(place * stride);
        // SAFETY: places that are looked at are below the length, and the elements are `T`s.
        is_before(unsafe { at.cast::<T>().read_unaligned() }, value)
    };
    rows(
        values.shape(),
        [values.strides(), out.strides()],
        |[start, into], count, [step, over]| {
            let mut first = 0;
            while first < count {
                let group = (count - first).min(TOGETHER as isize);
                // The last value stands for those that are missing in the last group.
                let values: [T; TOGETHER] = std::array::from_fn(|k| {
                    let place = first + (k as isize).min(group - 1);
                    // SAFETY: the rows stay within the values, which are `T`s.
                    unsafe {
                        values
                            .data()
                            .wrapping_offset(start + place * step)
                            .cast::<T>()
                            .read_unaligned()
                    }
                });
                let mut low = [0isize; TOGETHER];
                let mut rest = length;
                // What is looked for lies in `low..=low + rest`.
                while rest > 0 {
                    let half = (rest + 1) / 2;
                    for k in 0..TOGETHER {
                        low[k] = if before(low[k] + half - 1, values[k]) {
                            low[k] + half
                        } else {
                            low[k]
                        };
                    }
                    rest -= half;
                }
                for k in 0..group {
                    let at = out
                        .data()
                        .wrapping_offset(into + (first + k) * over)
                        .cast::<i64>();
                    // SAFETY: the output has an int64 for each value.
                    unsafe { at.write_unaligned(low[k as usize] as i64) };
                }
                first += group;
            }
            true
        },
    );
}

/// Looks for every value between the places at which the one before left off: values that are in order themselves stay in cache.
fn find<T: Sortable>(
    values: View<'_>,
    out: View<'_>,
    side: Side,
    element: &impl Fn(isize) -> Option<T>,
    length: isize,
) -> bool {
    let (mut low, mut high, mut previous) = (0, length, None);
    let mut within = true;
    rows(
        values.shape(),
        [values.strides(), out.strides()],
        |[start, into], count, [step, over]| {
            for i in 0..count {
                // SAFETY: the rows stay within the values, which are `T`s.
                let value = unsafe {
                    values
                        .data()
                        .wrapping_offset(start + i * step)
                        .cast::<T>()
                        .read_unaligned()
                }
                .rank();
                if previous.is_some_and(|previous| match side {
                    Side::Left => previous < value,
                    Side::Right => previous <= value,
                }) {
                    high = length;
                } else {
                    (low, high) = (
                        0,
                        if previous.is_some() {
                            (high + 1).min(length)
                        } else {
                            length
                        },
                    );
                }
                previous = Some(value);
                while low < high {
                    let middle = low + (high - low) / 2;
                    let Some(found) = element(middle) else {
                        within = false;
                        return false;
                    };
                    let before = match side {
                        Side::Left => found.rank() < value,
                        Side::Right => found.rank() <= value,
                    };
                    // Both are computed, one is kept: the comparison is as good as random, and a wrong guess of the branch dear.
                    low = if before { middle + 1 } else { low };
                    high = if before { high } else { middle };
                }
                // SAFETY: the output has an int64 for each value.
                unsafe {
                    out.data()
                        .wrapping_offset(into + i * over)
                        .cast::<i64>()
                        .write_unaligned(low as i64)
                };
            }
            true
        },
    );
    within
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::array::Array;

    fn places<T: Sortable>(sorted: Vec<T>, values: Vec<T>, side: Side) -> Vec<i64> {
        let (sorted, values) = (Array::from_vec(sorted), Array::from_vec(values));
        let out = Array::zeros(DType::INT64, values.view().shape()).unwrap();
        assert!(search_sorted(
            sorted.view(),
            values.view(),
            side,
            None,
            out.view()
        ));
        out.to_vec::<i64>()
    }

    #[test]
    fn values_go_before_or_after_their_equals_in_any_order_of_asking() {
        let sorted = vec![1u8, 3, 3, 3, 7];
        for values in [
            vec![0u8, 1, 2, 3, 7, 9],
            vec![9u8, 7, 3, 2, 1, 0],
            vec![3u8, 0, 3, 9, 3, 3],
        ] {
            for (side, after) in [(Side::Left, false), (Side::Right, true)] {
                let expected: Vec<i64> = values
                    .iter()
                    .map(|value| {
                        sorted
                            .iter()
                            .filter(|s| *s < value || (after && *s == value))
                            .count() as i64
                    })
                    .collect();
                assert_eq!(places(sorted.clone(), values.clone(), side), expected);
            }
        }
    }

    #[test]
    fn any_number_of_values_is_found_in_any_length() {
        for length in 0..20u8 {
            let sorted: Vec<u8> = (0..length).map(|place| place / 2 * 2).collect();
            for count in [0, 1, 7, 8, 9, 30] {
                let values: Vec<u8> = (0..count).map(|place| place * 7 % 23).collect();
                for (side, after) in [(Side::Left, false), (Side::Right, true)] {
                    let place =
                        |value: &u8| sorted.partition_point(|s| s < value || (after && s == value)) as i64;
                    let expected: Vec<i64> = values.iter().map(place).collect();
                    assert_eq!(places(sorted.clone(), values.clone(), side), expected);
                }
            }
        }
    }

    #[test]
    fn nan_belongs_at_the_end() {
        let sorted = vec![-1.0, 0.0, f64::INFINITY, f64::NAN];
        let values = vec![f64::NAN, -0.0, f64::INFINITY];
        assert_eq!(places(sorted.clone(), values.clone(), Side::Left), [3, 1, 2]);
        assert_eq!(places(sorted, values, Side::Right), [4, 2, 3]);
        assert_eq!(places(Vec::<i8>::new(), vec![1], Side::Left), [0]);
    }

    #[test]
    fn a_sorter_gives_the_order_and_is_not_trusted() {
        let (array, value) = (
            Array::from_vec(vec![5i32, 1, 3]),
            Array::from_shape(&[], vec![4i32]),
        );
        let out = Array::zeros(DType::INT64, &[]).unwrap();
        let sorter = Array::from_vec(vec![1i64, 2, 0]);
        let search = |sorter: &Array| {
            search_sorted(
                array.view(),
                value.view(),
                Side::Left,
                Some(sorter.view()),
                out.view(),
            )
        };
        assert!(search(&sorter));
        assert_eq!(out.to_vec::<i64>(), [2]);
        assert!(!search(&Array::from_vec(vec![1i64, 9, 0])));
        assert!(!search(&Array::from_vec(vec![1i64, -1, 0])));
    }
}
