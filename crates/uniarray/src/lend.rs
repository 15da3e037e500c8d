//! Arrays of memory that Rust has made: nothing is copied.

use crate::Array;
use crate::element::Element;
use crate::table::table;
use hpy::{Ctx, Result};
use ndarray::Dimension;
use std::ffi::{c_int, c_void};
use uniarray_abi::constants::WRITEABLE;
use uniarray_abi::structs::View;

impl<'c> Array<'c> {
    /// An array of the elements of a vector, which it takes over.
    ///
    /// # Errors
    /// `ValueError` if the shape has another number of elements or more than 64 axes; `MemoryError`.
    pub fn from_vec<T: Element>(ctx: Ctx<'c>, elements: Vec<T>, shape: &[usize]) -> Result<Array<'c>> {
        let product = shape
            .iter()
            .try_fold(1usize, |all, extent| all.checked_mul(*extent));
        if product != Some(elements.len()) {
            let (count, shape) = (elements.len(), shape);
            return Err(ctx.value_error(format_args!("{count} elements are no array of shape {shape:?}")));
        }
        let extents: Vec<isize> = shape.iter().map(|extent| extent.cast_signed()).collect();
        lend(ctx, elements, 0, &extents, std::ptr::null())
    }

    /// An array of the elements of an [`ndarray::Array`], which it takes over, in the same order of memory.
    ///
    /// # Errors
    /// `MemoryError`; `ValueError` for more than 64 axes.
    pub fn from_ndarray<T: Element, D: Dimension>(
        ctx: Ctx<'c>,
        array: ndarray::Array<T, D>,
    ) -> Result<Array<'c>> {
        let size = size_of::<T>().cast_signed();
        let extents: Vec<isize> = array.shape().iter().map(|extent| extent.cast_signed()).collect();
        let strides: Vec<isize> = array.strides().iter().map(|stride| stride * size).collect();
        let (elements, first) = array.into_raw_vec_and_offset();
        lend(ctx, elements, first.unwrap_or(0), &extents, strides.as_ptr())
    }
}

/// Puts a vector where its array finds it.
fn lend<'c, T: Element>(
    ctx: Ctx<'c>,
    elements: Vec<T>,
    first: usize,
    shape: &[isize],
    strides: *const isize,
) -> Result<Array<'c>> {
    let mut elements = Box::new(elements);
    let memory = View {
        data: elements.as_mut_ptr().wrapping_add(first).cast(),
        shape: shape.as_ptr(),
        strides,
        size: 0,
        itemsize: 0,
        ndim: c_int::try_from(shape.len()).unwrap_or(c_int::MAX),
        type_num: T::TYPE,
        flags: WRITEABLE,
        reserved: 0,
    };
    let table = table(ctx)?;
    let kept = Box::into_raw(elements);
    // SAFETY: the context is live. All elements that the layout reaches are the vector's, which nobody else has; it is freed when the
    // array's memory is, or here when there is no array.
    unsafe {
        let made = (table.from_memory)(
            ctx.as_ptr(),
            &raw const memory,
            hpy::abi::HPy::NULL,
            Some(free::<T>),
            kept.cast(),
        );
        if made.is_null() {
            drop(Box::from_raw(kept));
        }
        Array::given(ctx, made)
    }
}

/// # Safety
/// `kept` is a box that [`lend`] made, and this is its end.
unsafe extern "C" fn free<T>(_: *mut c_void, kept: *mut c_void) {
    // SAFETY: the caller's.
    drop(unsafe { Box::from_raw(kept.cast::<Vec<T>>()) });
}
