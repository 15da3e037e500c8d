//! Elements picked by arrays: gathered into a new array, or written to.

use crate::array::Array;
use crate::cast::copy_into;
use crate::error::{Casting, Result};
use crate::index::positions::Positions;
use crate::index::{IndexError, mask, transfer};
use crate::layout::{Dims, View, broadcast_strides};

/// An index with arrays among its items, ready to read or to write.
#[derive(Debug)]
pub struct Pick<'a> {
    array: View<'a>,
    shape: Dims,
    how: How<'a>,
}

#[derive(Debug)]
enum How<'a> {
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
            How::Mask(mask) => mask::compress(self.array, *mask, out),
            How::Positions(positions) => {
                let direct = transfer::take_direct(self.array, positions, out)?;
                if !direct {
                    let offsets = positions.offsets()?;
                    let other = transfer::Other::new(positions, out.data(), out.strides());
                    transfer::gather(self.array, positions, &offsets, &other);
                }
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
                let (count, step) = self.mask_values(value)?;
                let apart = (count > 1)
                    .then(|| apart_from(self.array, value))
                    .transpose()?
                    .flatten();
                let (value, step) = match &apart {
                    Some(apart) => (apart.view(), apart.view().strides()[0]),
                    None => (value, step),
                };
                // Elements are read before they are written, unless the mask lies across the array.
                let mask_apart = if mask.same_elements(self.array) {
                    None
                } else {
                    apart_from(self.array, *mask)?
                };
                let mask = mask_apart.as_ref().map_or(*mask, Array::view);
                mask::expand(self.array, mask, value.data(), count, step);
            }
            How::Positions(positions) => {
                let strides = self.value_strides(value)?;
                let offsets = positions.offsets()?;
                let apart = apart_from(self.array, value)?;
                let (data, strides) = match &apart {
                    Some(apart) => (apart.view().data(), self.value_strides(apart.view())?),
                    None => (value.data(), strides),
                };
                let other = transfer::Other::new(positions, data, &strides);
                transfer::scatter(self.array, positions, &offsets, &other);
            }
        }
        Ok(())
    }

    /// How many values there are for the mask's true elements and the bytes between them.
    fn mask_values(&self, value: View<'_>) -> Result<(isize, isize)> {
        match (value.shape(), value.strides()) {
            ([], _) | ([1], _) => Ok((1, 0)),
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
