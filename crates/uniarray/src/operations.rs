//! Ufuncs, reductions and products on arrays, and floating-point errors.

use crate::Array;
use crate::table::{counted, owned, table};
use hpy::abi::HPy;
use hpy::{Ctx, Handle, Ref, Result};
use std::ffi::{CStr, c_int};

/// The ufunc of a name.
///
/// # Errors
/// `AttributeError` if there is none.
pub(crate) fn named<'c>(ctx: Ctx<'c>, name: &CStr) -> Result<Handle<'c>> {
    // SAFETY: the context is live; the result is new.
    unsafe { owned(ctx, (table(ctx)?.ufunc)(ctx.as_ptr(), name.as_ptr())) }
}

impl<'c> Array<'c> {
    /// `ufunc(*operands)`, by the ufunc's name. Outputs may follow the inputs.
    ///
    /// # Errors
    /// `AttributeError` if there is no such ufunc, and the ufunc's own.
    pub fn call_ufunc(ctx: Ctx<'c>, name: &CStr, operands: &[Ref<'_, 'c>]) -> Result<Handle<'c>> {
        let ufunc = named(ctx, name)?;
        let raw: Vec<HPy> = operands.iter().map(|operand| operand.raw()).collect();
        // SAFETY: context and handles are live, and there are as many as is said.
        unsafe {
            let call = table(ctx)?.call_ufunc;
            let made = call(
                ctx.as_ptr(),
                ufunc.as_ref().raw(),
                raw.as_ptr(),
                raw.len(),
                HPy::NULL,
            );
            owned(ctx, made)
        }
    }

    /// Folds axes by the ufunc of a name; all of them for `None`. The result is a scalar if no axes are left.
    ///
    /// # Errors
    /// As for [`Array::call_ufunc`]; `AxisError`.
    pub fn reduce(&self, name: &CStr, axes: Option<&[isize]>) -> Result<Handle<'c>> {
        let ctx = self.ctx();
        let ufunc = named(ctx, name)?;
        let count = axes.map_or(0, |axes| c_int::try_from(axes.len()).unwrap_or(c_int::MAX));
        let axes = axes.map_or(std::ptr::null(), <[isize]>::as_ptr);
        // SAFETY: context and handles are live, and there are as many axes as is said.
        unsafe {
            let reduce = table(ctx)?.reduce;
            let (ufunc, null) = (ufunc.as_ref().raw(), HPy::NULL);
            owned(
                ctx,
                reduce(ctx.as_ptr(), ufunc, self.raw(), count, axes, null, null, 0),
            )
        }
    }

    /// The product of matrices.
    ///
    /// # Errors
    /// `ValueError` for shapes that do not fit.
    pub fn matmul(&self, other: &Array<'c>) -> Result<Handle<'c>> {
        let ctx = self.ctx();
        // SAFETY: context and handles are live.
        unsafe {
            owned(
                ctx,
                (table(ctx)?.matmul)(ctx.as_ptr(), self.raw(), other.raw(), HPy::NULL),
            )
        }
    }

    /// Assigns the elements of another array, whose shape broadcasts to this one's; casts within a kind.
    ///
    /// # Errors
    /// `TypeError` for other casts, `ValueError` for shapes that do not fit.
    pub fn assign(&self, from: &Array<'c>) -> Result<()> {
        let (ctx, rule) = (self.ctx(), uniarray_abi::constants::SAME_KIND_CASTING);
        // SAFETY: context and handles are live.
        let status = unsafe { (table(ctx)?.copy_into)(ctx.as_ptr(), self.raw(), from.raw(), rule) };
        counted(ctx, status).map(|_| ())
    }
}
