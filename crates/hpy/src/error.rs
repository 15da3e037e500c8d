//! Errors: a token that says "an exception is set in the interpreter".

use crate::known::ClassArg;
use crate::{AsHandle, Ctx, Exc};
use std::ffi::CString;
use std::fmt::Display;

/// An exception is set; return this to the interpreter, or [`clear`](Error::clear) it.
///
/// The exception itself stays in the interpreter: this is a token without size.
#[derive(Debug)]
#[must_use = "an exception is set: return the error or clear it"]
pub struct Error(());

/// What a call that may raise gives.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// The token for an exception that the host says it has set.
    #[inline(always)]
    pub(crate) fn set_by_host() -> Self {
        Error(())
    }

    /// Whether the exception is an instance of `class`.
    pub fn matches<'c>(&self, ctx: Ctx<'c>, class: impl ClassArg<'c>) -> bool {
        let raw = ctx.as_ptr();
        // SAFETY: an exception is set as long as the token is there, which ExceptionMatches asks for; the class is live.
        unsafe { ((*raw).ctx_Err_ExceptionMatches)(raw, class.class(ctx)) != 0 }
    }

    /// Forgets the exception.
    pub fn clear(self, ctx: Ctx<'_>) {
        ctx.clear_error();
    }

    /// Reports the exception through `sys.unraisablehook`, with `culprit` as the place, and forgets it.
    pub fn write_unraisable<'c>(self, culprit: impl AsHandle<'c>) {
        let culprit = culprit.as_ref();
        let raw = culprit.ctx().as_ptr();
        // SAFETY: context and handle are live.
        unsafe { ((*raw).ctx_Err_WriteUnraisable)(raw, culprit.raw()) }
    }
}

/// How an extension's own error type becomes an exception; functions may return any error that has this.
///
/// ```
/// use hpy::{Ctx, Error, Exc, IntoPyErr};
///
/// enum Failure { Python(Error), TooBig(usize) }
///
/// impl From<Error> for Failure {
///     fn from(error: Error) -> Self { Failure::Python(error) }
/// }
///
/// impl IntoPyErr for Failure {
///     fn into_py_err(self, ctx: Ctx<'_>) -> Error {
///         match self {
///             Failure::Python(error) => error,
///             Failure::TooBig(n) => ctx.raise(Exc::ValueError, format_args!("{n} is too big")),
///         }
///     }
/// }
/// ```
pub trait IntoPyErr {
    /// Sets the exception.
    fn into_py_err(self, ctx: Ctx<'_>) -> Error;
}

impl IntoPyErr for Error {
    #[inline(always)]
    fn into_py_err(self, _: Ctx<'_>) -> Error {
        self
    }
}

impl IntoPyErr for std::convert::Infallible {
    fn into_py_err(self, _: Ctx<'_>) -> Error {
        match self {}
    }
}

/// A C string of any text: a zero byte, which would end it, becomes U+FFFD.
fn c_text(text: impl Display) -> CString {
    let text = text.to_string();
    CString::new(text).unwrap_or_else(|error| {
        let text = String::from_utf8_lossy(&error.into_vec()).replace('\0', "\u{fffd}");
        CString::new(text).unwrap_or_default()
    })
}

impl<'c> Ctx<'c> {
    /// Sets an exception of type `class` with a message.
    ///
    /// ```no_run
    /// # fn check(ctx: hpy::Ctx<'_>, axis: isize, ndim: usize) -> hpy::Result<()> {
    /// use hpy::Exc;
    /// if axis >= ndim as isize {
    ///     return Err(ctx.raise(Exc::IndexError, format_args!("axis {axis} is out of bounds")));
    /// }
    /// # Ok(())
    /// # }
    /// ```
    #[cold]
    pub fn raise(self, class: impl ClassArg<'c>, message: impl Display) -> Error {
        let message = c_text(message);
        let raw = self.as_ptr();
        // SAFETY: context, class and text are live; the host copies the text.
        unsafe { ((*raw).ctx_Err_SetString)(raw, class.class(self), message.as_ptr()) };
        Error(())
    }

    /// Sets an exception of type `class` made from `value`: an instance, or what its constructor takes.
    #[cold]
    pub fn raise_object(self, class: impl ClassArg<'c>, value: impl AsHandle<'c>) -> Error {
        let raw = self.as_ptr();
        // SAFETY: context and both handles are live.
        unsafe { ((*raw).ctx_Err_SetObject)(raw, class.class(self), value.as_ref().raw()) };
        Error(())
    }

    /// Sets `MemoryError`.
    #[cold]
    pub fn raise_no_memory(self) -> Error {
        let raw = self.as_ptr();
        // SAFETY: the context is live.
        unsafe { ((*raw).ctx_Err_NoMemory)(raw) };
        Error(())
    }

    /// Issues a warning; it is an error when the user's filters say so. `stack_level` 1 is the caller of the function.
    ///
    /// # Errors
    /// The filters turned the warning into an exception.
    pub fn warn(self, category: impl ClassArg<'c>, message: impl Display, stack_level: isize) -> Result<()> {
        let message = c_text(message);
        let raw = self.as_ptr();
        // SAFETY: context, category and text are live; the host copies the text.
        let status =
            unsafe { ((*raw).ctx_Err_WarnEx)(raw, category.class(self), message.as_ptr(), stack_level) };
        if status < 0 { Err(Error(())) } else { Ok(()) }
    }

    /// Whether an exception is set.
    pub fn error_occurred(self) -> bool {
        let raw = self.as_ptr();
        // SAFETY: the context is live.
        unsafe { ((*raw).ctx_Err_Occurred)(raw) != 0 }
    }

    /// The token of the exception that is set, if any.
    pub fn pending_error(self) -> Option<Error> {
        self.error_occurred().then_some(Error(()))
    }

    /// Forgets the exception that is set, if any.
    pub fn clear_error(self) {
        let raw = self.as_ptr();
        // SAFETY: the context is live.
        unsafe { ((*raw).ctx_Err_Clear)(raw) }
    }

    /// Turns an exception of type `class` into `None`; other exceptions stay.
    pub fn ignore<T>(self, result: Result<T>, class: impl ClassArg<'c>) -> Result<Option<T>> {
        match result {
            Ok(value) => Ok(Some(value)),
            Err(error) if error.matches(self, class) => {
                error.clear(self);
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }
}

impl Ctx<'_> {
    /// `TypeError`, the commonest one.
    #[cold]
    pub fn type_error(self, message: impl Display) -> Error {
        self.raise(Exc::TypeError, message)
    }

    /// `ValueError`, the second commonest.
    #[cold]
    pub fn value_error(self, message: impl Display) -> Error {
        self.raise(Exc::ValueError, message)
    }
}
