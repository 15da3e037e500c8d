//! New arrays, and arrays of what is something else.

use crate::Array;
use crate::element::Element;
use crate::table::{owned, table};
use hpy::{AsHandle, Ctx, Handle, Ref, Result};
use std::ffi::c_int;
use uniarray_abi::constants::CORDER;

/// A shape as the table takes it. Extents beyond what an address counts are refused there.
fn extents(shape: &[usize]) -> Vec<isize> {
    shape
        .iter()
        .map(|extent| isize::try_from(*extent).unwrap_or(isize::MAX))
        .collect()
}

/// A number of axes as the table takes it, where more than 64 are refused.
fn count(shape: &[usize]) -> c_int {
    c_int::try_from(shape.len()).unwrap_or(c_int::MAX)
}

impl<'c> Array<'c> {
    /// Zeros, in C order.
    ///
    /// # Errors
    /// `ValueError` for more than 64 axes or too many bytes, `MemoryError`.
    pub fn zeros<T: Element>(ctx: Ctx<'c>, shape: &[usize]) -> Result<Array<'c>> {
        let extents = extents(shape);
        // SAFETY: the context is live, and there are as many extents as axes.
        unsafe {
            let made = (table(ctx)?.zeros_of_type)(ctx.as_ptr(), T::TYPE, count(shape), extents.as_ptr());
            Array::given(ctx, made)
        }
    }

    /// An object as an array: itself if it is one that meets the demands (of [`abi::constants`](crate::abi::constants)), or else a new one.
    /// `dtype` is the type that elements are cast to.
    ///
    /// # Errors
    /// `TypeError` for casts that may lose values, unless that is demanded, and for objects that are no numbers; what the object's own
    /// methods raise.
    pub fn from_any(object: Ref<'_, 'c>, dtype: Option<Ref<'_, 'c>>, demands: u32) -> Result<Array<'c>> {
        let ctx = object.ctx();
        let dtype = dtype.map_or(hpy::abi::HPy::NULL, |dtype| dtype.raw());
        // SAFETY: context and handles are live.
        unsafe {
            let made = (table(ctx)?.from_any)(ctx.as_ptr(), object.raw(), dtype, 0, 0, demands);
            Array::given(ctx, made)
        }
    }

    /// An object as an array of `T` whose elements can be borrowed: aligned, and in this machine's byte order.
    ///
    /// # Errors
    /// As for [`Array::from_any`].
    pub fn typed<T: Element>(object: Ref<'_, 'c>) -> Result<Array<'c>> {
        use uniarray_abi::constants::{ALIGNED, NATIVE};
        let dtype = dtype::<T>(object.ctx())?;
        Array::from_any(object, Some(AsHandle::as_ref(&dtype)), ALIGNED | NATIVE)
    }

    /// The elements in another shape: a view where strides can say it, else a copy. One extent may be -1.
    ///
    /// # Errors
    /// `ValueError` for another number of elements.
    pub fn reshape(&self, shape: &[isize]) -> Result<Array<'c>> {
        let (ctx, count) = (self.ctx(), c_int::try_from(shape.len()).unwrap_or(c_int::MAX));
        // SAFETY: context and handle are live, and there are as many extents as axes.
        unsafe {
            let made = (table(ctx)?.reshape)(ctx.as_ptr(), self.raw(), count, shape.as_ptr(), CORDER);
            Array::given(ctx, made)
        }
    }

    /// A view with the axes reversed.
    ///
    /// # Errors
    /// `MemoryError`
    pub fn transpose(&self) -> Result<Array<'c>> {
        let ctx = self.ctx();
        // SAFETY: context and handle are live; null axes are all reversed.
        unsafe {
            Array::given(
                ctx,
                (table(ctx)?.transpose)(ctx.as_ptr(), self.raw(), std::ptr::null()),
            )
        }
    }

    /// A copy in C order.
    ///
    /// # Errors
    /// `MemoryError`
    pub fn copy(&self) -> Result<Array<'c>> {
        let ctx = self.ctx();
        // SAFETY: context and handle are live.
        unsafe { Array::given(ctx, (table(ctx)?.copy)(ctx.as_ptr(), self.raw(), CORDER)) }
    }
}

/// The dtype of a Rust type, as an object.
pub(crate) fn dtype<T: Element>(ctx: Ctx<'_>) -> Result<Handle<'_>> {
    // SAFETY: the context is live; the result is new.
    unsafe { owned(ctx, (table(ctx)?.dtype_of_type)(ctx.as_ptr(), T::TYPE)) }
}
