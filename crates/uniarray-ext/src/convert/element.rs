//! One Python object as one element.

use crate::array::NdArray;
use crate::error::{Failure, Result};
use crate::{scalar, warning};
use hpy::{Ctx, Exc, Handle, Object, Ref, Type};
use uniarray_core::dtype::{DType, Kind};
use uniarray_core::error::Error;
use uniarray_core::numbers::Number;
use uniarray_core::scalar::{Scalar, Weak};

/// The number that an object is; `None` for objects that are none.
///
/// # Errors
/// When the host cannot read the number.
#[inline]
pub fn number(object: Ref<'_, '_>) -> hpy::Result<Option<Number>> {
    // The commonest first. A float64 is a float, too, and its dtype is that of all floats.
    if object.isinstance(Type::Float) {
        return Ok(Some(Number::Weak(Weak::Float(object.extract()?))));
    }
    if object.isinstance(Type::Int) {
        if object.isinstance(Type::Bool) {
            return Ok(Some(Number::Bool(object.is(object.ctx().bool(true)))));
        }
        return Ok(scalar::from_number(object)?.map(Number::Weak));
    }
    if let Some(value) = scalar::read(object.ctx(), object)? {
        return Ok(Some(Number::Scalar(value)));
    }
    Ok(scalar::from_number(object)?.map(Number::Weak))
}

/// An object as an element of a dtype: a number, or what Python's own constructors make one of.
///
/// # Errors
/// `OverflowError` for integers that do not fit, `ValueError` for text that shows no number, `TypeError` for other objects, and what the
/// object's own methods raise.
pub fn element(object: Ref<'_, '_>, dtype: DType) -> Result<Scalar> {
    match number(object)? {
        Some(number) => element_of_number(object, number, dtype),
        None => by_constructor(object, dtype),
    }
}

/// As [`element`], of an object that was read already. Warns of what the cast runs into.
pub fn element_of_number(object: Ref<'_, '_>, number: Number, dtype: DType) -> Result<Scalar> {
    let ctx = object.ctx();
    if let Number::Scalar(value) = number {
        super::warn_of_lost_parts(ctx, value.dtype(), dtype)?;
    }
    let (value, flags) = number.element(dtype)?;
    warning::report(ctx, flags, "cast")?;
    Ok(value)
}

/// What `float`, `int`, `complex` or `bool` makes of an object that is no number; `None` is a float that is no number.
pub fn by_constructor(object: Ref<'_, '_>, dtype: DType) -> Result<Scalar> {
    let ctx = object.ctx();
    // Asked before the conversion, which may leave an exception.
    let sequence = match dtype.kind() {
        Kind::Bool | Kind::Float => is_sequence(object),
        Kind::Signed | Kind::Unsigned => object.get::<NdArray>().is_some(),
        Kind::Complex => false,
    };
    let made = match dtype.kind() {
        Kind::Bool => match object.is_true() {
            Ok(truth) => return Ok(Scalar::from(truth)),
            Err(error) => Err(error),
        },
        Kind::Signed | Kind::Unsigned => ctx.builtin_type(Type::Int).call((object,)),
        Kind::Float if object.is_none() => ctx.object(f64::NAN),
        Kind::Complex if object.is_none() => ctx.complex(f64::NAN, f64::NAN),
        Kind::Float => ctx.builtin_type(Type::Float).call((object,)),
        Kind::Complex => complex(object),
    };
    let made = made.map_err(|error| no_element(ctx, sequence, error))?;
    match number(made.as_ref())? {
        Some(number) => element_of_number(made.as_ref(), number, dtype),
        None => Err(ctx
            .type_error("a number's constructor made something else")
            .into()),
    }
}

/// What `complex` makes of text, and of objects with one of a number's methods.
fn complex<'c>(object: Ref<'_, 'c>) -> hpy::Result<Handle<'c>> {
    let ctx = object.ctx();
    let class = ctx.builtin_type(Type::Complex);
    if object.is_bytes() {
        return class.call((object.call_method(c"decode", ("latin-1",))?,));
    }
    let number = [c"__complex__", c"__float__", c"__index__"];
    if object.is_str() || number.iter().any(|method| object.hasattr(method)) {
        return class.call((object,));
    }
    let name = object.type_of()?.getattr(c"__name__")?;
    Err(ctx.type_error(format_args!("must be real number, not {}", name.as_str()?)))
}

/// The error for an object that is no element: that of its own conversion, unless it is a sequence. Of lists Python's own constructor of
/// integers and complex numbers says enough.
#[cold]
fn no_element(ctx: Ctx<'_>, sequence: bool, error: hpy::Error) -> Failure {
    if !sequence || !(error.matches(ctx, Exc::TypeError) || error.matches(ctx, Exc::ValueError)) {
        return error.into();
    }
    error.clear(ctx);
    Error::value("setting an array element with a sequence.").into()
}

/// Whether an object is a sequence (other than text): it has a length and items, and is no mapping.
pub fn is_sequence(object: Ref<'_, '_>) -> bool {
    if object.is_list() || object.is_tuple() {
        return true;
    }
    let other = object.is_str() || object.is_bytes() || object.is_dict();
    !other && object.hasattr(c"__getitem__") && object.hasattr(c"__len__")
}
