//! Functions that other extensions call by address, with contexts and handles of their own: both ends of it.

use crate::trampoline;
use crate::{Ctx, Error, Exc, IntoPyErr};
use hpy_abi::HPyContext;

pub use crate::trampoline::Failure;

/// Runs `body` for a caller in another extension. Errors and panics become exceptions, of which the result tells.
///
/// # Safety
/// `raw` is the live context of a call from a host to this thread.
#[inline(always)]
pub unsafe fn enter<R: Failure, E: IntoPyErr>(
    raw: *mut HPyContext,
    body: impl for<'c> FnOnce(Ctx<'c>) -> Result<R, E>,
) -> R {
    // SAFETY: the caller's.
    unsafe { trampoline::enter(raw, |ctx| body(ctx).map_err(|error| error.into_py_err(ctx))) }
}

/// The exception that a function of another extension says it has raised.
#[cold]
pub fn raised(ctx: Ctx<'_>) -> Error {
    match ctx.pending_error() {
        Some(error) => error,
        None => ctx.raise(
            Exc::SystemError,
            "an extension's function failed without an exception",
        ),
    }
}
