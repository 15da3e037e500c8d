//! What functions given to a builder may return.

use crate::{Ctx, IntoHandle, IntoPyErr, Result};
use hpy_abi::{HPy, HPy_buffer};
use std::ffi::c_int;

/// A value that a slot with C result `R` can return.
#[doc(hidden)]
pub trait IntoRaw<'c, R> {
    /// The C value.
    fn into_raw(self, ctx: Ctx<'c>) -> Result<R>;
}

impl<'c, V: IntoHandle<'c>> IntoRaw<'c, HPy> for V {
    #[inline(always)]
    fn into_raw(self, ctx: Ctx<'c>) -> Result<HPy> {
        Ok(self.into_handle(ctx)?.into_raw())
    }
}

impl IntoRaw<'_, c_int> for () {
    #[inline(always)]
    fn into_raw(self, _: Ctx<'_>) -> Result<c_int> {
        Ok(0)
    }
}

impl IntoRaw<'_, c_int> for bool {
    #[inline(always)]
    fn into_raw(self, _: Ctx<'_>) -> Result<c_int> {
        Ok(self.into())
    }
}

/// A length.
impl IntoRaw<'_, isize> for usize {
    #[inline(always)]
    fn into_raw(self, ctx: Ctx<'_>) -> Result<isize> {
        ctx.signed(self)
    }
}

/// A hash; -1, which would say "exception", becomes -2 as in Python.
impl IntoRaw<'_, isize> for isize {
    #[inline(always)]
    fn into_raw(self, _: Ctx<'_>) -> Result<isize> {
        Ok(if self == -1 { -2 } else { self })
    }
}

impl IntoRaw<'_, ()> for () {
    #[inline(always)]
    fn into_raw(self, _: Ctx<'_>) -> Result<()> {
        Ok(())
    }
}

/// What a function returns for a slot with C result `R`: a value, or a `Result` with any error that knows its exception.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be returned to the interpreter here",
    note = "return a value that implements `IntoHandle` (or what the slot asks for), or a `Result` of it whose error implements `IntoPyErr`"
)]
#[doc(hidden)]
pub trait Return<'c, R> {
    /// The C value; an error is set as an exception.
    fn finish(self, ctx: Ctx<'c>) -> Result<R>;
}

/// Implements [`Return`] for C results, one by one: for all of them at once, the two impls would overlap.
macro_rules! returns {
    ($($raw:ty),*) => {$(
        impl<'c, V: IntoRaw<'c, $raw>> Return<'c, $raw> for V {
            #[inline(always)]
            fn finish(self, ctx: Ctx<'c>) -> Result<$raw> {
                self.into_raw(ctx)
            }
        }

        impl<'c, V: IntoRaw<'c, $raw>, E: IntoPyErr> Return<'c, $raw> for Result<V, E> {
            #[inline(always)]
            fn finish(self, ctx: Ctx<'c>) -> Result<$raw> {
                match self {
                    Ok(value) => value.into_raw(ctx),
                    Err(error) => Err(error.into_py_err(ctx)),
                }
            }
        }
    )*};
}

returns!(HPy, c_int, isize, (), NextItem, HPy_buffer);

/// What a step of an iterator gives: a handle, or the end.
#[doc(hidden)]
pub struct NextItem(pub(crate) Option<HPy>);

impl<'c, V: IntoHandle<'c>> IntoRaw<'c, NextItem> for Option<V> {
    #[inline(always)]
    fn into_raw(self, ctx: Ctx<'c>) -> Result<NextItem> {
        let item = self.map(|item| item.into_handle(ctx)).transpose()?;
        Ok(NextItem(item.map(crate::Handle::into_raw)))
    }
}
