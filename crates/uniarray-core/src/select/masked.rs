//! `putmask`: values by place, where a mask says.

use crate::c_order::rows;
use crate::dtype::{Bool, DType};
use crate::index::cell::{Cell, by_cell};
use crate::layout::{View, same_shape};

/// Writes values where the mask, of bool and the array's shape, is true: the element at place `i` in C order becomes value `i`, and after the
/// last value comes the first one again. The values are of the array's dtype, C-contiguous, and share no memory with it.
///
/// # Panics
/// If they are not, or the mask is not such.
///
/// ```
/// use uniarray_core::{array::Array, dtype::Bool, select::put_mask};
/// let (array, values) = (Array::from_vec(vec![0i8; 4]), Array::from_vec(vec![1i8, 2]));
/// let mask = Array::from_vec([true, false, false, true].map(Bool::from).to_vec());
/// put_mask(array.view(), mask.view(), values.view());
/// assert_eq!(array.to_vec::<i8>(), [1, 0, 0, 2]);
/// ```
pub fn put_mask(array: View<'_>, mask: View<'_>, values: View<'_>) {
    assert!(
        mask.dtype() == DType::BOOL && same_shape(mask.shape(), array.shape()),
        "a mask"
    );
    assert!(values.dtype() == array.dtype() && values.is_c_contiguous());
    let count = values.size();
    if count == 0 {
        return;
    }
    by_cell!(array.dtype().itemsize(), C => {
        let mut turn = 0;
        rows(array.shape(), [array.strides(), mask.strides()], |[start, truths], length, [step, next]| {
            for place in 0..length {
                // SAFETY: the rows stay within array and mask, and the turn is below the number of values.
                unsafe {
                    if Bool(mask.data().wrapping_offset(truths + place * next).read()).get() {
                        let value = C::read(values.data().wrapping_add(turn * size_of::<C>()));
                        C::write(array.data().wrapping_offset(start + place * step), value);
                    }
                }
                turn += 1;
                if turn == count {
                    turn = 0;
                }
            }
            true
        });
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::array::Array;

    #[test]
    fn values_take_turns_whether_they_are_written_or_not() {
        let array = Array::from_shape(&[2, 3], vec![0u16; 6]);
        let mask = Array::from_shape(&[2, 3], [1, 1, 0, 0, 1, 7].map(Bool).to_vec());
        put_mask(
            array.view(),
            mask.view(),
            Array::from_vec(vec![1u16, 2, 3, 4]).view(),
        );
        assert_eq!(array.to_vec::<u16>(), [1, 2, 0, 0, 1, 2]);
        put_mask(
            array.view(),
            mask.view(),
            Array::from_vec(Vec::<u16>::new()).view(),
        );
        assert_eq!(array.to_vec::<u16>(), [1, 2, 0, 0, 1, 2]);
    }
}
