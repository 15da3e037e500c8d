//! Numbers into memory, on hosts that tell types without being called: from the object to the element, if that holds the number.

use super::classes::*;
use super::for_integers;
use hpy::{Ctx, Exc, Object, Ref, Result, Type};
use uniarray_core::dtype::{DType, TypeNum};
use uniarray_core::scalar::Scalar;

/// Whether an object is known to be a number that [`put`] may take: no array, and no object with code of its own.
#[inline]
pub fn may_be_put<'c>(ctx: Ctx<'c>, object: Ref<'_, 'c>) -> Result<bool> {
    Ok(ctx.tells_types()
        && (object.is_exactly(Type::Float)?
            || object.is_exactly(Type::Int)?
            || object.exactly::<Float64>().is_some()
            || object.exactly::<Int64>().is_some()))
}

/// Writes a number to an element of a dtype, if [`may_be_put`] says so of it and the dtype is one that holds it as it is, or nearly so.
/// Tells whether it was written.
///
/// # Errors
/// When the host cannot read the number.
///
/// # Safety
/// An element of the dtype is there, which may be written.
#[inline]
pub unsafe fn put(object: Ref<'_, '_>, dtype: DType, at: *mut u8) -> Result<bool> {
    let is_float = object.is_exactly(Type::Float)? || object.exactly::<Float64>().is_some();
    if is_float {
        let value: f64 = object.extract()?;
        // SAFETY: the caller's promise.
        unsafe {
            match dtype.num() {
                TypeNum::Float64 => at.cast::<f64>().write_unaligned(value),
                // Others may overflow or underflow.
                TypeNum::Float32 if value == 0.0 || (value as f32).is_normal() => {
                    at.cast::<f32>().write_unaligned(value as f32);
                }
                _ => return Ok(false),
            }
        }
        return Ok(true);
    }
    let value = match object.exactly::<Int64>() {
        Some(found) => match found.0.get() {
            Scalar::Int64(value) => value,
            _ => return Ok(false),
        },
        None => match object.ctx().ignore(object.extract::<i64>(), Exc::OverflowError)? {
            Some(value) => value,
            None => return Ok(false),
        },
    };
    macro_rules! to_dtype {
        ($($class:ident: $integer:ty),*) => {
            match dtype.num() {
                $(TypeNum::$class => match <$integer>::try_from(value) {
                    // SAFETY: the caller's promise.
                    Ok(value) => unsafe { at.cast::<$integer>().write_unaligned(value) },
                    Err(_) => return Ok(false),
                },)*
                TypeNum::Float64 if value.unsigned_abs() <= 1 << 53 => {
                    // SAFETY: as above.
                    unsafe { at.cast::<f64>().write_unaligned(value as f64) }
                }
                _ => return Ok(false),
            }
        };
    }
    for_integers!(to_dtype);
    Ok(true)
}
