//! From Python objects to arrays.
//!
//! What counts as what, in this order: an array; a number (Python's or one of ours); a nesting of sequences of all these; memory that
//! another object exports; an object that makes an array of itself. There is no dtype for text or for arbitrary objects yet,
//! so those are refused, unless a dtype is given to which Python itself can convert them.

mod collect;
mod element;
mod foreign;

pub use collect::{Found, collect};
pub use element::{element, element_of_number, number};
pub use foreign::{ARRAY_OF, foreign};

use crate::array::NdArray;
use crate::array::make::{self, NewArray};
use crate::elsewhere;
use crate::error::Result;
use crate::long;
use crate::warning;
use hpy::{Ctx, Handle, Obj, Ref};
use uniarray_core::dtype::{DType, Kind};
use uniarray_core::error::Casting;
use uniarray_core::layout::View;
use uniarray_core::manip::Order;

/// An array of whatever can become one: the object itself if it is an array of that dtype (or no dtype is asked for), or one that shows
/// memory of the object where that is possible.
///
/// # Errors
/// `ValueError` for ragged nestings, `OverflowError` for integers that do not fit, `TypeError` for objects that are no numbers, and
/// what the object's own methods raise.
pub fn as_array<'c>(ctx: Ctx<'c>, object: Ref<'_, 'c>, dtype: Option<DType>) -> Result<Handle<'c>> {
    if let Some(array) = object.get::<NdArray>() {
        if let Some(native) = elsewhere::converted(array, dtype)? {
            return Ok(native);
        }
        return in_dtype(array, dtype);
    }
    match collect(ctx, object, dtype, None)? {
        Found::Numbers(collected) => Ok(collected.into_array(ctx, dtype)?.into_handle()),
        Found::Array(array) | Found::Copy(array) => {
            in_dtype(array.get::<NdArray>().expect("found as an array"), dtype)
        }
    }
}

/// The array itself, or its elements cast to another dtype.
fn in_dtype<'c>(array: Obj<'_, 'c, NdArray>, dtype: Option<DType>) -> Result<Handle<'c>> {
    match dtype {
        Some(dtype) if dtype != array.dtype() => Ok(cast(array.ctx(), array.view(), dtype)?.into_handle()),
        _ => Ok(array.handle().to_owned()),
    }
}

/// A new array of another dtype with the elements of a view, in C order. Warns of lost imaginary parts.
///
/// # Errors
/// `MemoryError`; the user's filters turn a warning into an exception.
pub fn cast<'c>(ctx: Ctx<'c>, view: View<'_>, dtype: DType) -> Result<NewArray<'c>> {
    warn_of_lost_parts(ctx, view.dtype(), dtype)?;
    cast_elements(ctx, view, dtype)
}

/// As [`cast`], without a warning of lost imaginary parts.
///
/// # Errors
/// As for [`cast`].
pub fn cast_elements<'c>(ctx: Ctx<'c>, view: View<'_>, dtype: DType) -> Result<NewArray<'c>> {
    let result = make::empty(ctx, dtype, view.shape(), Order::C)?;
    let flags = long::copy(ctx, result.view(), view, Casting::Unsafe)?;
    warning::report(ctx, flags, "cast")?;
    Ok(result)
}

/// Warns if a cast between these dtypes drops imaginary parts.
///
/// # Errors
/// The user's filters turn the warning into an exception.
#[inline]
pub fn warn_of_lost_parts(ctx: Ctx<'_>, from: DType, to: DType) -> hpy::Result<()> {
    if from.kind() == Kind::Complex && !matches!(to.kind(), Kind::Complex | Kind::Bool) {
        warning::discards_imaginary(ctx)?;
    }
    Ok(())
}
