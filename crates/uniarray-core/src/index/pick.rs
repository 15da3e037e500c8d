//! Elements picked by arrays: gathered into a new array, or written to.

use crate::array::Array;
use crate::cast::copy_into;
use crate::error::{Casting, Result};
use crate::index::direct::Direct;
use crate::index::positions::Positions;
use crate::index::{IndexError, mask, masked, transfer};
use crate::layout::{Dims, View, broadcast_strides};

/// An index with arrays among its items, ready to read or to write.
#[derive(Debug)]
pub struct Pick<'a> {
    pub(super) array: View<'a>,
    shape: Dims,
    pub(super) how: How<'a>,
}

#[derive(Debug)]
pub(super) enum How<'a> {
    /// One mask of the array's shape.
    Mask(View<'a>),
    Positions(Box<Positions<'a>>),
}

impl<'a> Pick<'a> {
    pub(super) fn mask(array: View<'a>, mask: View<'a>) -> Pick<'a> {
        let shape = Dims::from_slice(&[mask::count(mask) as isize]);
        Pick {
            array,
            shape,
            how: How::Mask(mask),
        }
    }

    pub(super) fn positions(array: View<'a>, positions: Positions<'a>) -> Result<Pick<'a>> {
        let shape = positions.shape();
        if !shape.contains(&0)
            && shape
                .iter()
                .try_fold(1isize, |size, extent| size.checked_mul(*extent))
                .is_none()
        {
            return Err(IndexError::ResultSize.into());
        }
        Ok(Pick {
            array,
            shape,
            how: How::Positions(Box::new(positions)),
        })
    }

    /// The shape of what is picked: of the array that reading makes, and to which assigned values broadcast.
    pub fn shape(&self) -> &[isize] {
        &self.shape
    }

    /// Copies the picked elements to `out`.
    ///
    /// # Errors
    /// [`IndexError::OutOfBounds`]; some of `out` may have been written then. [`Error::OutOfMemory`](crate::error::Error::OutOfMemory).
    ///
    /// # Panics
    /// If `out` is not of the shape [`Pick::shape`] and of the array's dtype.
    pub fn gather(&self, out: View<'_>) -> Result<()> {
        assert_eq!(out.shape(), &*self.shape, "the shape of the result");
        assert_eq!(out.dtype(), self.array.dtype(), "picking does not cast");
        if out.may_overlap(self.array) {
            let apart = Array::zeros(out.dtype(), &self.shape)?;
            self.gather_apart(apart.view())?;
            copy_into(out, apart.view(), Casting::No)?;
            return Ok(());
        }
        self.gather_apart(out)
    }

    fn gather_apart(&self, out: View<'_>) -> Result<()> {
        match &self.how {
            How::Mask(mask) => masked::compress(self.array, *mask, out),
            How::Positions(positions) => {
                if let Some(direct) = Direct::new(self.array, positions, out.data(), out.strides(), out) {
                    return direct.gather();
                }
                let offsets = positions.offsets()?;
                let other = transfer::Other::new(positions, out.data(), out.strides());
                transfer::gather(self.array, positions, &offsets, &other);
            }
        }
        Ok(())
    }

    /// Writes `value`, broadcast to [`Pick::shape`], to the picked elements of the array. Where an element is picked more than
    /// once, the last value stays. `value` may lie in the array's own memory: it is read before anything is written.
    ///
    /// # Errors
    /// [`IndexError::ValueShape`], or [`IndexError::MaskValues`] and [`IndexError::MaskValueDims`] for a mask of the array's shape;
    /// [`IndexError::OutOfBounds`]; [`Error::OutOfMemory`](crate::error::Error::OutOfMemory). Nothing has been written then.
    ///
    /// # Panics
    /// If `value` is not of the array's dtype.
    ///
    /// ```
    /// use uniarray_core::{array::Array, index::{Item, Plan, plan}};
    /// let array = Array::from_vec(vec![1u8, 2, 3]);
    /// let mask = Array::from_vec(vec![1u8, 0, 1]);
    /// // SAFETY: bytes are truth values.
    /// let mask = unsafe { mask.view().with_dtype(uniarray_core::dtype::DType::BOOL) };
    /// let Plan::Pick(pick) = plan(array.view(), &[Item::Array(mask)])? else { panic!() };
    /// pick.scatter(Array::from_shape(&[], vec![9u8]).view())?;
    /// assert_eq!(array.to_vec::<u8>(), [9, 2, 9]);
    /// # Ok::<(), uniarray_core::error::Error>(())
    /// ```
    pub fn scatter(&self, value: View<'_>) -> Result<()> {
        assert_eq!(value.dtype(), self.array.dtype(), "assigning does not cast");
        match &self.how {
            How::Mask(mask) => {
                self.mask_values(value)?;
                let apart = apart_from(self.array, value)?;
                let value = apart.as_ref().map_or(value, Array::view);
                let (count, step) = self.mask_values(value)?;
                // Elements are read before they are written, unless the mask lies across the array.
                let mask_apart = if mask.same_elements(self.array) {
                    None
                } else {
                    apart_from(self.array, *mask)?
                };
                let mask = mask_apart.as_ref().map_or(*mask, Array::view);
                masked::expand(self.array, mask, value.data(), count, step);
            }
            How::Positions(positions) => {
                let strides = self.value_strides(value)?;
                let apart = apart_from(self.array, value)?;
                let (data, strides) = match &apart {
                    Some(apart) => (apart.view().data(), self.value_strides(apart.view())?),
                    None => (value.data(), strides),
                };
                if let Some(direct) = Direct::new(self.array, positions, data, &strides, self.array) {
                    return direct.scatter();
                }
                let offsets = positions.offsets()?;
                let other = transfer::Other::new(positions, data, &strides);
                transfer::scatter(self.array, positions, &offsets, &other);
            }
        }
        Ok(())
    }

    /// How many values there are for the mask's true elements and the bytes between them; a lone value serves for any number.
    fn mask_values(&self, value: View<'_>) -> Result<(isize, isize)> {
        match (value.shape(), value.strides()) {
            ([], _) | ([1], _) => Ok((isize::MAX, 0)),
            ([given], [_]) if *given != self.shape[0] => Err(IndexError::MaskValues {
                given: *given as usize,
                wanted: self.shape[0] as usize,
            }
            .into()),
            ([given], [step]) => Ok((*given, *step)),
            _ => Err(IndexError::MaskValueDims { ndim: value.ndim() }.into()),
        }
    }

    /// The value's strides along the axes of the result; leading axes of extent one that the result does not have do not count.
    fn value_strides(&self, value: View<'_>) -> Result<Dims> {
        let extra = value.ndim().saturating_sub(self.shape.len());
        let (ones, shape) = value.shape().split_at(extra);
        let fits = ones.iter().all(|extent| *extent == 1);
        let strides = fits.then(|| broadcast_strides(shape, &value.strides()[extra..], &self.shape));
        strides.flatten().ok_or_else(|| {
            let (value, result) = (Dims::from_slice(value.shape()), self.shape.clone());
            IndexError::ValueShape { value, result }.into()
        })
    }
}

/// A copy of `view` if it may share memory with `array`.
fn apart_from(array: View<'_>, view: View<'_>) -> Result<Option<Array>> {
    if !array.may_overlap(view) {
        return Ok(None);
    }
    let copy = Array::zeros(view.dtype(), view.shape())?;
    copy_into(copy.view(), view, Casting::No)?;
    Ok(Some(copy))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dtype::{Bool, DType};
    use crate::error::Error;
    use crate::index::{Item, Plan, plan};

    fn picked<'a>(array: View<'a>, item: View<'a>) -> Pick<'a> {
        match plan(array, &[Item::Array(item)]) {
            Ok(Plan::Pick(pick)) => pick,
            other => panic!("{other:?}"),
        }
    }

    fn numbers(count: i64) -> Array {
        Array::from_vec((0..count).collect())
    }

    /// The array from an element on, backwards.
    fn backwards(array: &Array, from: usize) -> View<'_> {
        // SAFETY: `from` is an element, and so are the `from` before it.
        unsafe {
            array
                .view()
                .with_layout(array.view().data().add(8 * from), &[4], &[-8])
        }
    }

    #[test]
    fn values_in_the_arrays_own_memory_are_read_first() {
        let array = numbers(8);
        let indices = Array::from_vec(vec![0i64, 1, 2, 3]);
        picked(array.view(), indices.view())
            .scatter(backwards(&array, 3))
            .unwrap();
        assert_eq!(array.to_vec::<i64>(), [3, 2, 1, 0, 4, 5, 6, 7]);
    }

    #[test]
    fn values_in_the_arrays_own_memory_are_read_before_a_mask_lets_them_be_written() {
        let array = numbers(4);
        let mask = Array::from_vec(vec![Bool(1); 4]);
        picked(array.view(), mask.view())
            .scatter(backwards(&array, 3))
            .unwrap();
        assert_eq!(array.to_vec::<i64>(), [3, 2, 1, 0]);
    }

    #[test]
    fn indices_in_the_arrays_own_memory_are_read_first() {
        let array = Array::from_vec(vec![3i64, 0, 1, 2]);
        let values = Array::from_vec(vec![10i64, 11, 12, 13]);
        picked(array.view(), array.view()).scatter(values.view()).unwrap();
        assert_eq!(array.to_vec::<i64>(), [11, 12, 13, 10]);
    }

    #[test]
    fn a_result_in_the_arrays_own_memory_is_written_last() {
        let array = numbers(6);
        let indices = Array::from_vec(vec![5i64, 4, 3, 2]);
        let out = backwards(&array, 5);
        picked(array.view(), indices.view()).gather(out).unwrap();
        assert_eq!(array.to_vec::<i64>(), [0, 1, 2, 3, 4, 5]);
    }

    #[test]
    fn a_mask_across_the_array_is_read_first() {
        let array = Array::from_vec(vec![Bool(1), Bool(0), Bool(1), Bool(1)]);
        // SAFETY: the four elements, backwards.
        let mask = unsafe { array.view().with_layout(array.view().data().add(3), &[4], &[-1]) };
        let no = Array::from_vec(vec![Bool(0)]);
        picked(array.view(), mask).scatter(no.view()).unwrap();
        assert_eq!(array.to_vec::<Bool>(), [Bool(0), Bool(0), Bool(1), Bool(0)]);
    }

    #[test]
    fn nothing_is_written_when_a_position_is_out_of_bounds() {
        let array = numbers(3);
        let indices = Array::from_vec(vec![0i64, 1, 3]);
        let error = picked(array.view(), indices.view())
            .scatter(numbers(1).view())
            .unwrap_err();
        assert_eq!(
            error.to_string(),
            "index 3 is out of bounds for axis 0 with size 3"
        );
        assert_eq!(array.to_vec::<i64>(), [0, 1, 2]);
    }

    #[test]
    fn long_masks_are_counted_and_packed_whole() {
        // More true elements than a byte counts, runs of false ones longer than a word, and an end that is not aligned to either.
        let truth = |place: usize| place % 40 > 20 || place < 600;
        let count = 5003;
        let mask = Array::from_vec((0..count).map(|place| Bool::from(truth(place))).collect());
        let array = numbers(count as i64);
        let pick = picked(array.view(), mask.view());
        let expected: Vec<i64> = (0..count)
            .filter(|place| truth(*place))
            .map(|place| place as i64)
            .collect();
        assert_eq!(pick.shape(), [expected.len() as isize]);
        let out = Array::zeros(DType::INT64, pick.shape()).unwrap();
        pick.gather(out.view()).unwrap();
        assert_eq!(out.to_vec::<i64>(), expected);
    }

    #[test]
    fn a_mask_that_changes_after_planning_writes_nowhere_else() {
        let mask = Array::from_vec(vec![Bool(1), Bool(0), Bool(0)]);
        let array = numbers(3);
        let pick = picked(array.view(), mask.view());
        for place in 0..3 {
            // SAFETY: the three elements of the mask.
            unsafe { mask.view().data().add(place).write(1) };
        }
        let out = numbers(1);
        pick.gather(out.view()).unwrap();
        assert_eq!(out.to_vec::<i64>(), [0]);
    }

    #[test]
    fn results_too_large_to_count_are_refused() {
        let array = Array::zeros(DType::INT8, &[1]).unwrap();
        let zero = Array::from_vec(vec![0i64]);
        // SAFETY: with strides of zero all indices reach the one element.
        let (wide, many) = unsafe {
            (
                array
                    .view()
                    .with_layout(array.view().data(), &[1, 1 << 40], &[0, 0]),
                zero.view().with_layout(zero.view().data(), &[1 << 40], &[0]),
            )
        };
        let error = plan(wide, &[Item::Array(many)]).unwrap_err();
        assert_eq!(error, Error::Index(IndexError::ResultSize));
    }
}
