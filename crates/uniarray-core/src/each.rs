//! A loop of the caller's over the elements of any number of arrays together.

use crate::c_order;
use crate::iter::Walk;
use crate::layout::{Dims, View, broadcast_strides};

/// The most arrays that [`each`] takes.
pub const MAX_TOGETHER: usize = 8;

/// What [`each`] calls for every run of elements: addresses of the first ones, bytes between them, and their number. `false` ends it.
pub type Visit<'v> = dyn FnMut(&[*mut u8], &[isize], usize) -> bool + 'v;

/// Visits the elements of arrays that broadcast to `shape`, in whatever order is fastest, or `in_order` of their indices. Tells whether
/// all were visited.
///
/// # Panics
/// If there are none or more than [`MAX_TOGETHER`] arrays, or one does not broadcast.
///
/// ```
/// use uniarray_core::{array::Array, each::each};
/// let a = Array::from_shape(&[2, 3], vec![1u8, 2, 3, 4, 5, 6]);
/// let mut runs = Vec::new();
/// each(&[2, 3], &[a.view()], false, &mut |_, steps, n| {
///     runs.push((steps[0], n));
///     true
/// });
/// assert_eq!(runs, [(1, 6)]);
/// ```
pub fn each(shape: &[isize], arrays: &[View<'_>], in_order: bool, visit: &mut Visit<'_>) -> bool {
    match arrays.len() {
        1 => of::<1>(shape, arrays, in_order, visit),
        2 => of::<2>(shape, arrays, in_order, visit),
        3 => of::<3>(shape, arrays, in_order, visit),
        4 => of::<4>(shape, arrays, in_order, visit),
        5 => of::<5>(shape, arrays, in_order, visit),
        6 => of::<6>(shape, arrays, in_order, visit),
        7 => of::<7>(shape, arrays, in_order, visit),
        8 => of::<8>(shape, arrays, in_order, visit),
        count => panic!("{count} arrays"),
    }
}

fn of<const N: usize>(shape: &[isize], arrays: &[View<'_>], in_order: bool, visit: &mut Visit<'_>) -> bool {
    let strides: [Dims; N] = std::array::from_fn(|k| {
        broadcast_strides(arrays[k].shape(), arrays[k].strides(), shape)
            .expect("arrays broadcast to the shape")
    });
    let mut going = true;
    if in_order {
        let strides: [&[isize]; N] = std::array::from_fn(|k| &*strides[k]);
        c_order::rows(shape, strides, |offsets, n, steps| {
            let places: [_; N] = std::array::from_fn(|k| arrays[k].data().wrapping_offset(offsets[k]));
            going = visit(&places, &steps, n.unsigned_abs());
            going
        });
        return going;
    }
    let walk = Walk::new(shape, std::array::from_fn::<_, N, _>(|k| arrays[k]));
    walk.for_each(|rows| {
        for row in 0..rows.m.cast_signed() {
            if !going {
                return;
            }
            let places: [_; N] = std::array::from_fn(|k| rows.ptrs[k].wrapping_offset(row * rows.outer[k]));
            going = visit(&places, &rows.inner, rows.n);
        }
    });
    going
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::array::Array;

    fn seen(shape: &[isize], arrays: &[View<'_>], in_order: bool) -> Vec<Vec<u8>> {
        let mut all = Vec::new();
        assert!(each(shape, arrays, in_order, &mut |places, steps, n| {
            for i in 0..n.cast_signed() {
                // SAFETY: elements of arrays of bytes.
                let at = |k: usize| unsafe { places[k].wrapping_offset(i * steps[k]).read() };
                all.push((0..places.len()).map(at).collect());
            }
            true
        }));
        all
    }

    #[test]
    fn elements_are_paired_as_they_broadcast() {
        let (a, b) = (
            Array::from_shape(&[2, 3], vec![1u8, 2, 3, 4, 5, 6]),
            Array::from_shape(&[2, 1], vec![10u8, 20]),
        );
        let pairs = [[1, 10], [2, 10], [3, 10], [4, 20], [5, 20], [6, 20]];
        for in_order in [false, true] {
            assert_eq!(seen(&[2, 3], &[a.view(), b.view()], in_order), pairs);
        }
    }

    #[test]
    fn order_of_indices_is_kept_when_asked_for() {
        let a = Array::from_shape(&[2, 3], vec![1u8, 2, 3, 4, 5, 6]);
        // SAFETY: the axes of the array in the other order.
        let turned = unsafe { a.view().with_layout(a.view().data(), &[3, 2], &[1, 3]) };
        assert_eq!(seen(&[3, 2], &[turned], true).concat(), [1, 4, 2, 5, 3, 6]);
        assert_eq!(seen(&[3, 2], &[turned], false).concat(), [1, 2, 3, 4, 5, 6]);
    }

    #[test]
    fn a_visitor_may_end_it() {
        let a = Array::from_shape(&[2, 3], vec![1u8, 2, 3, 4, 5, 6]);
        // SAFETY: every second element of each row.
        let gaps = unsafe { a.view().with_layout(a.view().data(), &[2, 2], &[3, 2]) };
        for in_order in [false, true] {
            let mut calls = 0;
            assert!(!each(&[2, 2], &[gaps], in_order, &mut |_, _, _| {
                calls += 1;
                false
            }));
            assert_eq!(calls, 1);
        }
    }
}
