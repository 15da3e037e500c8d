//! Floating-point errors.

use super::entry::{address, functions};
use crate::warning;
use std::ffi::{CStr, c_char, c_int};
use uniarray_core::flags::{self, FpFlags};

/// The errors that there are.
const ALL: u32 = 15;

functions! {
    fn report_float_errors<'c>(ctx, errors: u32, place: *const c_char) -> c_int {
        // SAFETY: the caller passes a C string.
        let place = unsafe { CStr::from_ptr(address(ctx, place)?) }.to_string_lossy();
        warning::report(ctx, FpFlags(errors & ALL), place)?;
        Ok(0)
    }

    fn clear_float_errors<'c>(_ctx,) -> () {
        flags::clear();
        Ok(())
    }

    fn float_errors<'c>(_ctx,) -> u32 {
        Ok(flags::read().0)
    }
}
