//! From the host's C calls to Rust functions.
//!
//! A Rust function that is given to a builder is a *zero-size* value: its type alone says which function it is. So the C
//! functions that the host calls are generic over that type, and the compiler writes one per Rust function: no table and no
//! attribute is needed. The layers:
//!
//! - [`convention`]: per C signature of the ABI, the function that the host calls and the one that CPython calls;
//! - [`adapter`]: what a C signature means in Rust (`this`, `args`, an optional value, ...);
//! - [`memory`]: the two functions that are called without a context;
//! - [`callee`]: which Rust functions fit, and what they may return.

pub(crate) mod adapter;
pub(crate) mod callee;
pub(crate) mod convention;
pub(crate) mod memory;
mod returns;

pub(crate) use convention::{global_context, set_global_context};
pub use returns::{IntoRaw, NextItem, Return};

use crate::{Ctx, IntoPyErr, Result, panic};
use hpy_abi::{HPy, HPyContext};
use std::ffi::c_int;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr::NonNull;

/// What a C function returns to say "an exception is set".
pub trait Failure {
    /// That value.
    const FAILED: Self;
}

impl Failure for HPy {
    const FAILED: Self = HPy::NULL;
}

impl Failure for c_int {
    const FAILED: Self = -1;
}

impl Failure for isize {
    const FAILED: Self = -1;
}

impl<T> Failure for *mut T {
    const FAILED: Self = std::ptr::null_mut();
}

impl<T> Failure for *const T {
    const FAILED: Self = std::ptr::null();
}

impl Failure for u32 {
    const FAILED: Self = 0;
}

impl Failure for () {
    const FAILED: Self = ();
}

/// Runs `body` for the host: the one place where panics stop, and become exceptions.
///
/// # Safety
/// As [`Ctx::scope`].
#[inline(always)]
pub(crate) unsafe fn enter<R: Failure>(
    raw: *mut HPyContext,
    body: impl for<'c> FnOnce(Ctx<'c>) -> Result<R>,
) -> R {
    // SAFETY: hosts pass a context, never null; the rest is the caller's promise.
    unsafe {
        Ctx::scope(NonNull::new_unchecked(raw), |ctx| {
            // Whatever `body` was changing is behind shared references, and stays as sound as it would after an error.
            match catch_unwind(AssertUnwindSafe(|| body(ctx))) {
                Ok(Ok(value)) => value,
                Ok(Err(_set)) => R::FAILED,
                Err(payload) => {
                    let _set = panic::Caught(payload).into_py_err(ctx);
                    R::FAILED
                }
            }
        })
    }
}
