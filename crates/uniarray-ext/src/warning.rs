//! Floating-point exceptions and lost imaginary parts, as NumPy's warnings.

use crate::error::COMPLEX_WARNING;
use hpy::{Ctx, Exc, Result};
use std::fmt::Display;
use uniarray_core::flags::FpFlags;

/// What is warned of. Like NumPy's default `errstate`, underflow is not.
const REPORTED: FpFlags = FpFlags(FpFlags::DIVIDE.0 | FpFlags::OVERFLOW.0 | FpFlags::INVALID.0);

/// Warns of what a calculation ran into: one `RuntimeWarning` per exception, "overflow encountered in `place`".
///
/// # Errors
/// The user's filters turn a warning into an exception.
#[inline]
pub fn report(ctx: Ctx<'_>, flags: FpFlags, place: impl Display) -> Result<()> {
    if flags.0 & REPORTED.0 == 0 {
        Ok(())
    } else {
        warn(ctx, flags, &place)
    }
}

#[cold]
fn warn(ctx: Ctx<'_>, flags: FpFlags, place: &dyn Display) -> Result<()> {
    for words in FpFlags(flags.0 & REPORTED.0).words() {
        ctx.warn(
            Exc::RuntimeWarning,
            format_args!("{words} encountered in {place}"),
            1,
        )?;
    }
    Ok(())
}

/// Warns that a complex number is cast to a real one.
///
/// # Errors
/// The user's filters turn the warning into an exception.
#[cold]
pub fn discards_imaginary(ctx: Ctx<'_>) -> Result<()> {
    let text = "Casting complex values to real discards the imaginary part";
    match COMPLEX_WARNING.load(ctx) {
        Some(class) => ctx.warn(class, text, 1),
        None => ctx.warn(Exc::RuntimeWarning, text, 1),
    }
}
