//! Calling a scalar type: `np.int8(3)`, `np.float32("1.5")`, `np.float64([1, 2])`.

use super::value::{from_number, read};
use crate::array::{NdArray, methods};
use crate::convert;
use crate::error::{Failure, Result};
use hpy::{Args, Class, ClassDef, ClassRef, Ctx, Handle, Kwargs, Object, Ref, Type};
use uniarray_core::dtype::{C128, DType, Kind};
use uniarray_core::error::Casting;
use uniarray_core::manip::Order;
use uniarray_core::promote::weak_value;
use uniarray_core::scalar::{Scalar, Weak};

/// A scalar type with instances.
pub trait Concrete: Class {
    /// What they are instances of.
    const DTYPE: DType;

    /// An instance of the class given; the value has this type's dtype.
    fn make<'c>(class: ClassRef<'_, 'c, Self>, value: Scalar) -> hpy::Result<Handle<'c>>;
}

/// What a constructor was asked for.
enum Made<'c> {
    Scalar(Scalar),
    Array(Handle<'c>),
}

/// Registers the constructor of a type.
pub(super) fn define<T: Concrete>(class: &mut ClassDef<T>) {
    class.new(new::<T>);
}

/// The constructor of an abstract type.
pub(super) fn refuse<'c, T: Class>(
    ctx: Ctx<'c>,
    _class: ClassRef<'_, 'c, T>,
    _args: Args<'_, 'c>,
    _kwargs: Kwargs<'_, 'c>,
) -> hpy::Result<()> {
    let name = T::NAME.to_string_lossy();
    Err(ctx.type_error(format_args!("cannot create '{name}' instances")))
}

fn new<'c, T: Concrete>(
    ctx: Ctx<'c>,
    class: ClassRef<'_, 'c, T>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    kwargs.none_for(T::DTYPE.name())?;
    let made = match (args.get(0), args.get(1)) {
        (None, _) => Made::Scalar(Scalar::zero(T::DTYPE)),
        (Some(value), None) => from_object(ctx, T::DTYPE, value)?,
        (Some(re), Some(im)) if T::DTYPE.kind() == Kind::Complex && args.len() == 2 => {
            let value = C128::new(re.extract()?, im.extract()?);
            Made::Scalar(Scalar::Complex128(value).cast(T::DTYPE))
        }
        _ => {
            let most = if T::DTYPE.kind() == Kind::Complex { 2 } else { 1 };
            let text = format!("{} expected at most {most} arguments, got {}", T::DTYPE, args.len());
            return Err(ctx.type_error(text).into());
        }
    };
    match made {
        Made::Scalar(value) => Ok(T::make(class, value)?),
        Made::Array(array) => Ok(array),
    }
}

fn from_object<'c>(ctx: Ctx<'c>, dtype: DType, value: Ref<'_, 'c>) -> Result<Made<'c>> {
    if let Some(scalar) = read(ctx, value)? {
        if scalar.dtype().kind() == Kind::Complex && !matches!(dtype.kind(), Kind::Complex | Kind::Bool) {
            crate::warning::discards_imaginary(ctx)?;
        }
        return Ok(Made::Scalar(scalar.cast(dtype)));
    }
    if let Some(number) = from_number(value)? {
        return weak(dtype, number);
    }
    if let Some(array) = value.get::<NdArray>() {
        return Ok(reduced(methods::cast_to(array, dtype, Order::K, Casting::Unsafe)?.into_handle()));
    }
    if dtype.kind() == Kind::Bool && (value.is_none() || value.is_str() || value.is_bytes()) {
        return Ok(Made::Scalar(value.is_true()?.into()));
    }
    if value.is_str() || value.is_bytes() {
        return parsed(ctx, dtype, value);
    }
    if value.is_none() || value.is_dict() {
        return match dtype.kind() {
            // `None` is NumPy's missing value, but only where there is a NaN.
            Kind::Float | Kind::Complex if value.is_none() => Ok(Made::Scalar(Scalar::Float64(f64::NAN).cast(dtype))),
            _ => parsed(ctx, dtype, value),
        };
    }
    Ok(reduced(convert::as_array(ctx, value, Some(dtype))?))
}

fn weak<'c>(dtype: DType, number: Weak) -> Result<Made<'c>> {
    Ok(Made::Scalar(weak_value(number, dtype)?))
}

/// An array without axes becomes a scalar.
fn reduced(array: Handle<'_>) -> Made<'_> {
    match array.get::<NdArray>().filter(|array| array.ndim() == 0).and_then(|array| array.view().get(&[])) {
        Some(value) => Made::Scalar(value),
        None => Made::Array(array),
    }
}

/// Text as Python reads it; also the way to Python's own error for other objects.
fn parsed<'c>(ctx: Ctx<'c>, dtype: DType, value: Ref<'_, 'c>) -> Result<Made<'c>> {
    let builtin = match dtype.kind() {
        Kind::Signed | Kind::Unsigned => Type::Int,
        Kind::Float => Type::Float,
        Kind::Complex => Type::Complex,
        Kind::Bool => Type::Bool,
    };
    let number = ctx.builtin_type(builtin).call((value,))?;
    match from_number(number.as_ref())? {
        Some(number) => weak(dtype, number),
        None => Err(Failure::Python(ctx.type_error("a number was expected"))),
    }
}
