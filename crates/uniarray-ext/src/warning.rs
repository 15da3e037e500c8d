//! Floating-point exceptions and lost imaginary parts, as NumPy's warnings.

use crate::error::COMPLEX_WARNING;
use crate::written::function_of;
use hpy::{Args, Ctx, Exc, Global, ModuleDef, Result};
use std::fmt::Display;
use std::sync::atomic::{AtomicU32, Ordering};
use uniarray_core::flags::FpFlags;

/// What is warned of by default. Like NumPy's default `errstate`, underflow is not.
const REPORTED: FpFlags =
    FpFlags(FpFlags::DIVIDE.0 | FpFlags::OVERFLOW.0 | FpFlags::INVALID.0 | FpFlags::CAST_OVERFLOW.0);

/// The exceptions that anybody may want to know of. They become all of them with the first `errstate` that is not the default, and remain so:
/// whether underflow matters then is for Python to say.
static WATCHED: AtomicU32 = AtomicU32::new(REPORTED.0);

const EVERY: u32 = REPORTED.0 | FpFlags::UNDERFLOW.0;

/// `uniarray._errstate.handle`, once it was needed.
static HANDLE: Global = Global::new();

/// Registers what tells of states.
pub fn define(module: &mut ModuleDef) {
    module.global(&HANDLE);
    module
        .function(c"_watch_every_exception", |_: Ctx<'_>, _: Args<'_, '_>| {
            WATCHED.store(EVERY, Ordering::Relaxed);
        })
        .function_doc(
            c"From now on `uniarray._errstate.handle` is asked what to do about floating-point exceptions.",
        );
}

/// Warns of what a calculation ran into: one `RuntimeWarning` per exception, "overflow encountered in `place`", or whatever the
/// user's `errstate` says.
///
/// # Errors
/// The user's filters turn a warning into an exception, or `errstate` asks for one.
#[inline]
pub fn report(ctx: Ctx<'_>, flags: FpFlags, place: impl Display) -> Result<()> {
    if flags.0 & WATCHED.load(Ordering::Relaxed) == 0 {
        Ok(())
    } else {
        warn(ctx, flags, &place)
    }
}

#[cold]
fn warn(ctx: Ctx<'_>, flags: FpFlags, place: &dyn Display) -> Result<()> {
    // The number was cast before the operation began.
    let (cast, flags) = (
        flags.has(FpFlags::CAST_OVERFLOW),
        FpFlags(flags.0 & !FpFlags::CAST_OVERFLOW.0),
    );
    if cast {
        report(ctx, FpFlags::OVERFLOW, "cast")?;
        return report(ctx, flags, place);
    }
    if WATCHED.load(Ordering::Relaxed) == EVERY {
        let handle = function_of(ctx, &HANDLE, "uniarray._errstate", c"handle")?;
        let place = place.to_string();
        let _ = handle.call((i64::from(flags.0), place.as_str()))?;
        return Ok(());
    }
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
