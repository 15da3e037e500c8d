//! A simple owned array, for tests, benches and examples: this crate's functions work on [`View`]s and whoever embeds it has
//! an array type of its own.

use std::alloc::{Layout, alloc_zeroed, dealloc};
use std::ptr::NonNull;

use crate::dtype::{DType, Element};
use crate::error::{Error, Result};
use crate::layout::{Dims, View, c_strides, checked_nbytes, size_of_shape};

/// C-contiguous memory with a dtype and a shape.
///
/// ```
/// use uniarray_core::array::Array;
/// let array = Array::from_vec(vec![1.5f32, 2.5]);
/// assert_eq!(array.view().shape(), [2]);
/// assert_eq!(array.to_vec::<f32>(), [1.5, 2.5]);
/// ```
#[derive(Debug)]
pub struct Array {
    data: NonNull<u8>,
    block: Layout,
    dtype: DType,
    shape: Dims,
    strides: Dims,
}

/// As the extension aligns its blocks.
const ALIGNMENT: usize = 64;

impl Array {
    /// An array of zero bytes.
    ///
    /// # Errors
    /// Those of [`checked_nbytes`], and [`Error::OutOfMemory`].
    pub fn zeros(dtype: DType, shape: &[isize]) -> Result<Array> {
        let nbytes = checked_nbytes(dtype, shape)?;
        let block = Layout::from_size_align(nbytes.max(1), ALIGNMENT).map_err(|_| Error::TooBig)?;
        // SAFETY: the size is at least 1.
        let data = NonNull::new(unsafe { alloc_zeroed(block) });
        let shape = Dims::from_slice(shape);
        let data = data.ok_or_else(|| Error::OutOfMemory {
            shape: shape.clone(),
            dtype,
        })?;
        let strides = c_strides(dtype.itemsize(), &shape);
        Ok(Array {
            data,
            block,
            dtype,
            shape,
            strides,
        })
    }

    /// A one-dimensional array of the given elements.
    pub fn from_vec<T: Element>(values: Vec<T>) -> Array {
        Array::from_shape(&[values.len() as isize], values)
    }

    /// An array of the given shape and elements, last axis fastest.
    ///
    /// # Panics
    /// If their numbers differ, or there is no memory.
    pub fn from_shape<T: Element>(shape: &[isize], values: Vec<T>) -> Array {
        let array = Array::zeros(DType::of::<T>(), shape).expect("a small array");
        assert_eq!(
            size_of_shape(shape),
            values.len(),
            "as many elements as the shape asks for"
        );
        // SAFETY: the block has room for exactly these elements, is aligned to 64 bytes and nobody else knows it.
        unsafe {
            std::ptr::copy_nonoverlapping(values.as_ptr(), array.data.as_ptr().cast::<T>(), values.len())
        };
        array
    }

    /// The whole array as a view.
    pub fn view(&self) -> View<'_> {
        // SAFETY: shape and strides were made by `zeros` for this block, which lives as long as `self` and is only ever
        // reached by raw pointer.
        unsafe { View::new(self.data.as_ptr(), self.dtype, &self.shape, &self.strides) }
    }

    /// The elements, last axis fastest.
    ///
    /// # Panics
    /// If `T` is not the array's element type.
    pub fn to_vec<T: Element>(&self) -> Vec<T> {
        assert_eq!(self.dtype, DType::of::<T>(), "the element type");
        let count = size_of_shape(&self.shape);
        let start = self.data.as_ptr().cast::<T>();
        // SAFETY: `count` elements of this type lie in the block, which is aligned and was zeroed.
        (0..count)
            .map(|place| unsafe { start.add(place).read() })
            .collect()
    }
}

impl Drop for Array {
    fn drop(&mut self) {
        // SAFETY: allocated by `zeros` with this layout; views cannot outlive `self`.
        unsafe { dealloc(self.data.as_ptr(), self.block) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_come_back() {
        let array = Array::from_shape(&[2, 3], vec![1u16, 2, 3, 4, 5, 6]);
        assert_eq!(array.view().strides(), [6, 2]);
        assert_eq!(array.to_vec::<u16>(), [1, 2, 3, 4, 5, 6]);
        assert!(
            Array::zeros(DType::BOOL, &[0, 3])
                .unwrap()
                .to_vec::<crate::dtype::Bool>()
                .is_empty()
        );
    }

    #[test]
    fn a_request_beyond_memory_is_an_error() {
        let error = Array::zeros(DType::FLOAT64, &[1 << 59]).unwrap_err();
        assert_eq!(error.kind(), crate::error::ErrorKind::Memory);
    }
}
