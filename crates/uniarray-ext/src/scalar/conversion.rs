//! Scalars as text and as Python's numbers.

use super::kinds::Generic;
use super::value::{item, read, read_float};
use crate::error::Result;
use crate::printing;
use crate::warning;
use hpy::{Class, ClassDef, Ctx, Exc, Handle, Obj, Object, Ref};
use uniarray_core::dtype::{DType, Kind};
use uniarray_core::format;
use uniarray_core::promote;
use uniarray_core::scalar::Scalar;

type This<'a, 'c> = Obj<'a, 'c, Generic>;

/// Registers the conversions.
pub fn define(class: &mut ClassDef<Generic>) {
    class.repr(|_: Ctx<'_>, this: This<'_, '_>| repr_of(this.handle()));
    class.str(|_: Ctx<'_>, this: This<'_, '_>| str_of(this.handle()));
    class.bool(truth);
    class.int(int);
    class.float(float);
    class.hash(hash::<Generic>);
    class.method(c"__complex__", complex);
    class.method(c"__format__", format_with);
}

/// The value of an instance of `generic`.
///
/// # Errors
/// `TypeError` for instances of what Python code derived from an abstract type.
pub fn value_of(this: Ref<'_, '_>) -> hpy::Result<Scalar> {
    let ctx = this.ctx();
    read(ctx, this)?.ok_or_else(|| ctx.type_error("a scalar without a value"))
}

/// `repr(this)`
pub fn repr_of(this: Ref<'_, '_>) -> hpy::Result<String> {
    if printing::scalars_are_bare(this.ctx())? {
        return str_of(this);
    }
    Ok(format::scalar_repr(value_of(this)?))
}

/// `str(this)`
pub fn str_of(this: Ref<'_, '_>) -> hpy::Result<String> {
    Ok(format::scalar_str(value_of(this)?))
}

/// Whether a value is true: any but zero.
pub fn is_true(value: Scalar) -> bool {
    matches!(value.cast(DType::BOOL), Scalar::Bool(truth) if truth.get())
}

fn truth(_: Ctx<'_>, this: This<'_, '_>) -> Result<bool> {
    Ok(is_true(value_of(this.handle())?))
}

/// The real number that a value is; a complex one loses its imaginary part, with a warning.
fn real(ctx: Ctx<'_>, this: This<'_, '_>) -> hpy::Result<Scalar> {
    let value = value_of(this.handle())?;
    if value.dtype().kind() != Kind::Complex {
        return Ok(value);
    }
    warning::discards_imaginary(ctx)?;
    Ok(value.cast(value.dtype().real()))
}

fn int<'c>(ctx: Ctx<'c>, this: This<'_, 'c>) -> hpy::Result<Handle<'c>> {
    match real(ctx, this)? {
        // Not through a Python bool, which GraalPy takes for the int itself.
        Scalar::Bool(truth) => ctx.object(i32::from(truth.get())),
        value => item(ctx, value)?.int(),
    }
}

fn float<'c>(ctx: Ctx<'c>, this: This<'_, 'c>) -> hpy::Result<Handle<'c>> {
    if let Some(Scalar::Float64(value)) = read_float(this.handle())? {
        return ctx.object(value);
    }
    match real(ctx, this)?.cast(DType::FLOAT64) {
        Scalar::Float64(value) => ctx.object(value),
        _ => Err(ctx.raise(Exc::SystemError, "cast to float64")),
    }
}

fn complex<'c>(ctx: Ctx<'c>, this: This<'_, 'c>) -> hpy::Result<Handle<'c>> {
    item(ctx, value_of(this.handle())?.cast(DType::COMPLEX128))
}

/// Equal numbers hash alike, whatever type they have.
pub fn hash<'c, T: Class>(ctx: Ctx<'c>, this: Obj<'_, 'c, T>) -> hpy::Result<isize> {
    item(ctx, value_of(this.handle())?)?.hash()
}

fn format_with<'c>(ctx: Ctx<'c>, this: This<'_, 'c>, spec: Ref<'_, 'c>) -> hpy::Result<Handle<'c>> {
    item(ctx, value_of(this.handle())?)?.call_method(c"__format__", (spec,))
}

/// A Python number as a value of a dtype.
///
/// # Errors
/// Of [`promote::weak_value`].
pub fn from_item(number: Ref<'_, '_>, dtype: DType) -> Result<Scalar> {
    match super::value::from_number(number)? {
        Some(number) => Ok(promote::weak_value(number, dtype)?),
        None => Err(number.ctx().type_error("a number was expected").into()),
    }
}
