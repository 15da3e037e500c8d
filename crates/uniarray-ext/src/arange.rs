//! `arange`.

use crate::array::NdArray;
use crate::array::make;
use crate::convert;
use crate::create::check_device;
use crate::dtype;
use crate::error::Result;
use crate::functions;
use crate::read::given;
use hpy::{Args, CompareOp, Ctx, Exc, Handle, Kwargs, ModuleDef, Object, Ref, Type};
use uniarray_core::dtype::{DType, Kind};
use uniarray_core::error::Error;
use uniarray_core::manip::Order;
use uniarray_core::promote::{promote_types, weak_value};
use uniarray_core::scalar::{Scalar, Weak};
use uniarray_core::spaced::fill_spaced;

/// Registers the function.
pub fn define(module: &mut ModuleDef) {
    module.function(c"arange", arange).function_doc(
        c"arange(start_or_stop, /, stop=None, step=1, dtype=None, *, device=None, like=None)\n--\n\n\
        Numbers from `start` (0) on, `step` (1) apart, that come before `stop`.\n\n\
        >>> import uniarray as np\n\
        >>> np.arange(3)\n\
        array([0, 1, 2])\n\
        >>> np.arange(1, 2, 0.25)\n\
        array([1.  , 1.25, 1.5 , 1.75])\n",
    );
}

crate::or_in_python! { arange = native_arange; }

fn native_arange<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>, kwargs: Kwargs<'_, 'c>) -> Result<Handle<'c>> {
    hpy::parse!(ctx, "arange"(start?, stop?, step?, dtype?, *, device?, like?), args, kwargs);
    if let Some(made) = functions::made_like(ctx, "arange", like, (args, kwargs))? {
        return Ok(made);
    }
    check_device(ctx, device)?;
    let dtype = dtype::parse_optional(dtype)?;
    let (start, stop) = match (start, given(stop)) {
        (Some(start), Some(stop)) => (Some(start), stop),
        (Some(only), None) | (None, Some(only)) => (None, only),
        (None, None) => return Err(ctx.type_error("arange() requires stop to be specified.").into()),
    };
    let step = given(step);
    match small_ints(start, stop, step) {
        Some(bounds) => of_ints(ctx, bounds, dtype),
        None => of_objects(ctx, start, stop, step, dtype),
    }
}

/// Start, stop and step as integers that are easy to calculate with, if that is what they are.
fn small_ints(start: Option<Ref<'_, '_>>, stop: Ref<'_, '_>, step: Option<Ref<'_, '_>>) -> Option<[i64; 3]> {
    let read = |object: Option<Ref<'_, '_>>, default| match object {
        None => Some(default),
        Some(object) => object
            .as_small_int()
            .filter(|value| value.unsigned_abs() < 1 << 52),
    };
    let bounds = [read(start, 0)?, read(Some(stop), 0)?, read(step, 1)?];
    (bounds[2] != 0).then_some(bounds)
}

fn of_ints<'c>(ctx: Ctx<'c>, [start, stop, step]: [i64; 3], dtype: Option<DType>) -> Result<Handle<'c>> {
    let (distance, stride) = if step > 0 {
        (stop - start, step)
    } else {
        (start - stop, -step)
    };
    let length = if distance > 0 {
        (distance - 1) / stride + 1
    } else {
        0
    };
    let dtype = dtype.unwrap_or(DType::INT64);
    spaced(ctx, dtype, length as isize, |at| {
        let value = if at == 0 { start } else { start + step };
        Ok(weak_value(Weak::Int(value.into()), dtype)?)
    })
}

fn of_objects<'c>(
    ctx: Ctx<'c>,
    start: Option<Ref<'_, 'c>>,
    stop: Ref<'_, 'c>,
    step: Option<Ref<'_, 'c>>,
    dtype: Option<DType>,
) -> Result<Handle<'c>> {
    let dtype = match dtype {
        Some(dtype) => dtype,
        None => [start, Some(stop), step]
            .into_iter()
            .flatten()
            .try_fold(DType::INT64, |dtype, object| {
                Ok::<_, crate::error::Failure>(promote_types(dtype, dtype_of(ctx, object)?))
            })?,
    };
    let (zero, one) = (ctx.object(0)?, ctx.object(1)?);
    let start = start.unwrap_or(zero.as_ref());
    let step = step.unwrap_or(one.as_ref());
    let length = match length(ctx, start, stop, step, dtype) {
        Err(error) if error.matches(ctx, Exc::OverflowError) => {
            error.clear(ctx);
            return Err(Error::value("Maximum allowed size exceeded").into());
        }
        length => length?,
    };
    let next = if length > 1 { Some(start.add(step)?) } else { None };
    spaced(ctx, dtype, length, |at| {
        let object = next.as_ref().filter(|_| at == 1).map_or(start, Handle::as_ref);
        convert::element(object, dtype)
    })
}

/// The dtype of a bound.
fn dtype_of<'c>(ctx: Ctx<'c>, object: Ref<'_, 'c>) -> Result<DType> {
    if let Some(number) = convert::number(object)? {
        return number
            .dtype()
            .ok_or_else(|| Error::value("Maximum allowed size exceeded").into());
    }
    let array = convert::as_array(ctx, object, None)?;
    Ok(array.get::<NdArray>().expect("converted to an array").dtype())
}

/// `ceil((stop - start) / step)`, calculated by the objects themselves.
fn length<'c>(
    ctx: Ctx<'c>,
    start: Ref<'_, 'c>,
    stop: Ref<'_, 'c>,
    step: Ref<'_, 'c>,
    dtype: DType,
) -> hpy::Result<isize> {
    let distance = stop.sub(start)?;
    let zero = ctx.object(0)?;
    let apart = distance.compare_bool(CompareOp::Ne, &zero)?;
    let steps = distance.truediv(step)?;
    if dtype.kind() == Kind::Complex && steps.isinstance(Type::Complex) {
        let (re, im) = steps.as_ref().as_complex()?;
        return Ok(ceil(ctx, re)?.min(ceil(ctx, im)?));
    }
    let steps: f64 = steps.extract()?;
    if apart && steps == 0.0 {
        // Less than one step, by so much that it underflowed.
        return Ok(if steps.is_sign_negative() { 0 } else { 1 });
    }
    ceil(ctx, steps)
}

fn ceil(ctx: Ctx<'_>, steps: f64) -> hpy::Result<isize> {
    if steps.is_nan() {
        return Err(ctx.value_error("arange: cannot compute length"));
    }
    let steps = steps.ceil();
    if !(isize::MIN as f64..=isize::MAX as f64).contains(&steps) {
        return Err(ctx.raise(Exc::OverflowError, "arange: overflow while computing length"));
    }
    Ok(steps as isize)
}

/// The array, from its length and the elements at 0 and 1.
fn spaced(
    ctx: Ctx<'_>,
    dtype: DType,
    length: isize,
    element: impl Fn(usize) -> Result<Scalar>,
) -> Result<Handle<'_>> {
    let length = length.max(0);
    if dtype == DType::BOOL && length > 2 {
        let text = "arange() is only supported for booleans when the result has at most length 2.";
        return Err(ctx.type_error(text).into());
    }
    let result = make::empty(ctx, dtype, &[length], Order::C)?;
    if length > 0 {
        let first = element(0)?;
        let next = if length > 1 { element(1)? } else { first };
        fill_spaced(result.view(), first, next);
    }
    Ok(result.into_handle())
}
