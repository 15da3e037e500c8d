//! Reading the arguments that many functions share: shapes, axes, orders, casting rules.

use crate::array::NdArray;
use crate::error::Result;
use crate::scalar;
use hpy::{Args, Ctx, Exc, Object, Ref, Type};
use uniarray_core::error::{Casting, Error};
use uniarray_core::layout::{Dims, MAX_DIMS};
use uniarray_core::manip::Order;
use uniarray_core::scalar::Scalar;

/// Whether an argument was given and is not `None`.
pub fn given<'a, 'c>(argument: Option<Ref<'a, 'c>>) -> Option<Ref<'a, 'c>> {
    argument.filter(|argument| !argument.is_none())
}

/// A shape (or a list of axes): an integer, or a sequence of integers.
///
/// # Errors
/// `TypeError` for other objects, `ValueError` for more than 64 items or an integer that no address can count.
pub fn dims(value: Ref<'_, '_>) -> Result<Dims> {
    let ctx = value.ctx();
    if let Some(extent) = value.as_small_int()
        && !is_truth(value, extent)
    {
        return Ok(Dims::from_slice(&[extent as isize]));
    }
    // An array of one axis is as good a sequence as any, though arrays without axes are integers.
    let array = value.get::<NdArray>().is_some_and(|array| array.ndim() == 1);
    let truth = value.isinstance(Type::Bool);
    if value.is_tuple() || value.is_list() || array || truth || !value.hasattr(c"__index__") {
        // Tuples and lists need no look at their attributes.
        let sequence = || value.hasattr(c"__len__") && !value.is_dict();
        if !(value.is_tuple() || value.is_list() || sequence()) {
            let shown = value.repr()?;
            let text = format!(
                "expected a sequence of integers or a single integer, got '{}'",
                shown.as_str()?
            );
            return Err(ctx.type_error(text).into());
        }
        let length = value.len()?;
        if length > MAX_DIMS {
            return Err(Error::TooManyDims { found: length }.into());
        }
        let mut result = Dims::new();
        for item in value.iter()? {
            result.push(extent(item?.as_ref())?);
        }
        return Ok(result);
    }
    Ok(Dims::from_slice(&[extent(value)?]))
}

/// Whether what is an integer to Python is a truth value; only two integers can be.
fn is_truth(object: Ref<'_, '_>, value: i64) -> bool {
    (value == 0 || value == 1) && object.isinstance(Type::Bool)
}

/// One integer of a shape, which no truth value is.
fn extent(item: Ref<'_, '_>) -> Result<isize> {
    let ctx = item.ctx();
    if item.isinstance(Type::Bool) || matches!(scalar::read_stored(ctx, item)?, Some(Scalar::Bool(_))) {
        return Err(ctx.type_error("an integer is required").into());
    }
    match item.extract::<isize>() {
        Ok(extent) => Ok(extent),
        Err(error) if error.matches(ctx, Exc::OverflowError) => {
            error.clear(ctx);
            Err(Error::DimensionTooBig.into())
        }
        Err(error) => Err(error.into()),
    }
}

/// A shape given as several positional arguments, `a.reshape(2, 3)`, or as one, `a.reshape((2, 3))`.
///
/// # Errors
/// As for [`dims`].
pub fn dims_of_args(args: Args<'_, '_>) -> Result<Dims> {
    if let (Some(only), 1) = (args.get(0), args.len()) {
        return dims(only);
    }
    if args.len() > MAX_DIMS {
        return Err(Error::TooManyDims { found: args.len() }.into());
    }
    let mut dims = Dims::filled(0, args.len());
    for (dim, arg) in dims.iter_mut().zip(args.iter()) {
        *dim = extent(arg)?;
    }
    Ok(dims)
}

/// Axes: `None` for all, an integer, or a tuple of integers.
///
/// # Errors
/// `TypeError` for other objects, lists and truth values among them; `ValueError` for more than 64.
pub fn axes(value: Option<Ref<'_, '_>>) -> Result<Option<Dims>> {
    let Some(value) = given(value) else {
        return Ok(None);
    };
    if !value.is_tuple() {
        return Ok(Some(Dims::from_slice(&[axis(value)?])));
    }
    let length = value.len()?;
    if length > MAX_DIMS {
        return Err(Error::TooManyDims { found: length }.into());
    }
    let mut axes = Dims::new();
    for item in value.iter()? {
        axes.push(axis(item?.as_ref())?);
    }
    Ok(Some(axes))
}

/// One axis: an integer that is no truth value.
///
/// # Errors
/// `TypeError` for other objects, `OverflowError` for integers of more than 64 bits.
pub fn axis(value: Ref<'_, '_>) -> Result<isize> {
    let ctx = value.ctx();
    // Identity is the quicker question, but GraalPy's HPy holds True identical with the 1 of a tuple.
    if (value.is(ctx.bool(true)) || value.is(ctx.bool(false))) && value.isinstance(Type::Bool) {
        return Err(ctx.type_error("an integer is required for the axis").into());
    }
    Ok(value.extract()?)
}

/// A memory order.
///
/// # Errors
/// `ValueError` for another letter, `TypeError` for what is no text.
pub fn order(value: Option<Ref<'_, '_>>, default: Order) -> Result<Order> {
    let Some(value) = given(value) else {
        return Ok(default);
    };
    let text = word("order", value)?;
    Order::parse(&text).ok_or_else(|| {
        Error::value(format!(
            "order must be one of 'C', 'F', 'A', or 'K' (got '{text}')"
        ))
        .into()
    })
}

/// A word that an argument wants, which may be of bytes.
fn word(argument: &str, value: Ref<'_, '_>) -> Result<String> {
    if value.is_str() {
        return Ok(value.as_str()?.to_owned());
    }
    if value.is_bytes() {
        return Ok(String::from_utf8_lossy(value.as_bytes()?).into_owned());
    }
    let name = value.type_of()?.getattr(c"__name__")?;
    let text = format!("{argument} must be str, not {}", name.as_str()?);
    Err(value.ctx().type_error(text).into())
}

/// A casting rule, which may be missing.
///
/// # Errors
/// As for [`casting_of`].
pub fn casting(value: Option<Ref<'_, '_>>, default: Casting) -> Result<Casting> {
    value.map_or(Ok(default), casting_of)
}

/// A casting rule that was given.
///
/// # Errors
/// `ValueError` for another word, `TypeError` for what is no text.
pub fn casting_of(value: Ref<'_, '_>) -> Result<Casting> {
    let text = word("casting", value)?;
    Casting::parse(&text).ok_or_else(|| {
        let rules = "casting must be one of 'no', 'equiv', 'safe', 'same_kind', 'unsafe'";
        Error::value(format!("{rules} (got '{text}')")).into()
    })
}

/// A truth value that may be missing.
///
/// # Errors
/// Of the object's `__bool__`.
pub fn flag(value: Option<Ref<'_, '_>>, default: bool) -> Result<bool> {
    Ok(value.map_or(Ok(default), |value| value.is_true())?)
}

/// An integer that may be missing.
///
/// # Errors
/// `TypeError` for what is none, `OverflowError` for what does not fit.
pub fn integer(_: Ctx<'_>, value: Option<Ref<'_, '_>>, default: isize) -> Result<isize> {
    Ok(value.map_or(Ok(default), |value| value.extract())?)
}

/// An integer, or `None`.
///
/// # Errors
/// As for [`integer`].
pub fn integer_or_none(value: Ref<'_, '_>) -> Result<Option<isize>> {
    Ok(given(Some(value)).map(|value| value.extract()).transpose()?)
}
