//! What Rust sees of the arguments and results of a call into the host.

use crate::{AsHandle, Ctx, Error, Handle, Result};
use hpy_abi::HPy;
use std::ffi::{CStr, c_char, c_int};

/// A Rust value that is valid as a C argument for as long as it is borrowed.
pub(crate) trait Arg<'c> {
    /// The C type.
    type C;
    /// The C value.
    fn c(&self) -> Self::C;
}

impl<'c, H: AsHandle<'c>> Arg<'c> for H {
    type C = HPy;
    #[inline(always)]
    fn c(&self) -> HPy {
        self.as_ref().raw()
    }
}

impl Arg<'_> for &CStr {
    type C = *const c_char;
    #[inline(always)]
    fn c(&self) -> *const c_char {
        self.as_ptr()
    }
}

impl Arg<'_> for isize {
    type C = isize;
    #[inline(always)]
    fn c(&self) -> isize {
        *self
    }
}

/// A Rust reading of a C result. The host's convention for "an exception is set" is decided here, once per type.
pub(crate) trait Outcome<'c> {
    /// The C type.
    type C;
    /// Reads the C value.
    ///
    /// # Safety
    /// `c` is what a function of this context has just returned; a handle in it is ours.
    unsafe fn of(ctx: Ctx<'c>, c: Self::C) -> Self;
}

impl<'c> Outcome<'c> for Result<Handle<'c>> {
    type C = HPy;
    #[inline(always)]
    unsafe fn of(ctx: Ctx<'c>, c: HPy) -> Self {
        if c.is_null() {
            Err(Error::set_by_host())
        } else {
            // SAFETY: not null, and ours (`of`).
            Ok(unsafe { Handle::from_raw(ctx, c) })
        }
    }
}

/// Status: negative means an exception.
impl Outcome<'_> for Result<()> {
    type C = c_int;
    #[inline(always)]
    unsafe fn of(_: Ctx<'_>, c: c_int) -> Self {
        if c < 0 { Err(Error::set_by_host()) } else { Ok(()) }
    }
}

/// Truth value that may raise: negative means an exception.
impl Outcome<'_> for Result<bool> {
    type C = c_int;
    #[inline(always)]
    unsafe fn of(_: Ctx<'_>, c: c_int) -> Self {
        if c < 0 {
            Err(Error::set_by_host())
        } else {
            Ok(c != 0)
        }
    }
}

/// Truth value that cannot raise.
impl Outcome<'_> for bool {
    type C = c_int;
    #[inline(always)]
    unsafe fn of(_: Ctx<'_>, c: c_int) -> Self {
        c != 0
    }
}

/// Count: negative means an exception.
impl Outcome<'_> for Result<usize> {
    type C = isize;
    #[inline(always)]
    unsafe fn of(_: Ctx<'_>, c: isize) -> Self {
        usize::try_from(c).map_err(|_| Error::set_by_host())
    }
}

/// Hash: -1 means an exception, any other value is a hash.
impl Outcome<'_> for Result<isize> {
    type C = isize;
    #[inline(always)]
    unsafe fn of(_: Ctx<'_>, c: isize) -> Self {
        if c == -1 { Err(Error::set_by_host()) } else { Ok(c) }
    }
}
