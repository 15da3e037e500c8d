//! Rust functions that a builder takes.

use super::Return;
use crate::{Ctx, Result};

/// A function that can be called with a context and the arguments `A`, and whose result fits the C result `R`.
#[diagnostic::on_unimplemented(
    message = "this function cannot be used here",
    label = "its parameters or its result do not fit",
    note = "it takes a `Ctx<'c>` and then {A}, for any lifetimes, and returns a value or a `Result`"
)]
#[doc(hidden)]
pub trait Callee<'c, A, R>: Copy + Send + Sync + 'static {
    /// Calls the function.
    fn invoke(&self, ctx: Ctx<'c>, args: A) -> Result<R>;
}

macro_rules! callees {
    ($(($($name:ident)*))*) => {$(
        #[allow(non_snake_case)]
        impl<'c, Fun, Out, R, $($name),*> Callee<'c, ($($name,)*), R> for Fun
        where
            Fun: Fn(Ctx<'c> $(, $name)*) -> Out + Copy + Send + Sync + 'static,
            Out: Return<'c, R>,
        {
            #[inline(always)]
            fn invoke(&self, ctx: Ctx<'c>, ($($name,)*): ($($name,)*)) -> Result<R> {
                self(ctx $(, $name)*).finish(ctx)
            }
        }
    )*};
}

callees! {
    ()
    (A)
    (A B)
    (A B C)
}

/// The function whose type is `F`.
///
/// # Safety
/// A value of type `F` was given away for good before.
#[inline(always)]
pub(crate) unsafe fn summon<F: Copy + Sync + 'static>() -> &'static F {
    const {
        assert!(
            size_of::<F>() == 0,
            "a function item or a closure that captures nothing is needed here"
        )
    };
    // SAFETY: F has no size, so any aligned address holds one; that F can have a value at all is the caller's promise, and
    // since it is Sync and Copy, one more reference to it anywhere does no harm.
    unsafe { std::ptr::NonNull::<F>::dangling().as_ref() }
}
