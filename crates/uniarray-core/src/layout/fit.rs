//! Whether an array fits a block of memory.

use super::{Dims, c_strides, checked_nbytes, f_strides};
use crate::dtype::DType;
use crate::error::{Error, Result};

/// An array that somebody wants to see in a block of memory.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// The dtype.
    pub dtype: DType,
    /// The extents.
    pub shape: &'a [isize],
    /// Bytes from one element to the next, per axis; contiguous if they are not given.
    pub strides: Option<&'a [isize]>,
    /// Whether contiguous means that the first axis is the fastest.
    pub fortran: bool,
}

impl Wanted<'_> {
    /// The strides of the array whose first element lies `offset` bytes behind the start of `nbytes` bytes, all of whose elements lie
    /// within them.
    ///
    /// # Errors
    /// Those of [`checked_nbytes`]; `ValueError` for strides that are not one per axis or lead out of the memory and for an offset
    /// outside it; `TypeError` for memory that is too small.
    ///
    /// ```
    /// use uniarray_core::{dtype::DType, layout::Wanted};
    /// let wanted = Wanted { dtype: DType::INT16, shape: &[2, 3], strides: None, fortran: false };
    /// assert_eq!(*wanted.strides_in(12, 0)?, [6, 2]);
    /// assert_eq!(
    ///     wanted.strides_in(12, 1).unwrap_err().to_string(),
    ///     "buffer is too small for requested array"
    /// );
    /// let backwards = Wanted { strides: Some(&[-6, 2]), ..wanted };
    /// assert!(backwards.strides_in(12, 6).is_ok() && backwards.strides_in(12, 0).is_err());
    /// # Ok::<(), uniarray_core::error::Error>(())
    /// ```
    pub fn strides_in(&self, nbytes: usize, offset: isize) -> Result<Dims> {
        let needed = checked_nbytes(self.dtype, self.shape)?;
        let itemsize = self.dtype.itemsize();
        let start = usize::try_from(offset).map_err(|_| {
            Error::value(format!(
                "offset must be non-negative and no greater than buffer length ({nbytes})"
            ))
        })?;
        let Some(strides) = self.strides else {
            if start.checked_add(needed).is_none_or(|end| end > nbytes) {
                return Err(Error::type_error("buffer is too small for requested array"));
            }
            return Ok(if self.fortran {
                f_strides(itemsize, self.shape)
            } else {
                c_strides(itemsize, self.shape)
            });
        };
        if strides.len() != self.shape.len() {
            return Err(Error::value(
                "strides, if given, must be the same length as shape",
            ));
        }
        let (mut low, mut high) = (start as i128, start as i128);
        if needed > 0 {
            high += itemsize as i128;
            for (&extent, &stride) in self.shape.iter().zip(strides) {
                let reach = (extent - 1) as i128 * stride as i128;
                if reach < 0 {
                    low += reach;
                } else {
                    high += reach;
                }
            }
        }
        if low < 0 || high > nbytes as i128 {
            return Err(Error::value(
                "strides is incompatible with shape of requested array and size of buffer",
            ));
        }
        Ok(Dims::from_slice(strides))
    }
}
