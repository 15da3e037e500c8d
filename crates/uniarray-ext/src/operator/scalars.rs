//! Operators among scalars: no arrays are made, and integers tell when they overflow.

use super::exact::{self, Integer, OfOne, OfTwo};
use super::row::{Operator, Row};
use crate::error::Result;
use crate::operand::Input;
use crate::scalar::{self, Float64, Int64, for_integers};
use crate::ufunc::run;
use crate::warning;
use hpy::{Ctx, Exc, Handle, Object, Ref, Type};
use std::fmt;
use std::marker::PhantomData;
use uniarray_core::dtype::{C128, DType};
use uniarray_core::flags::FpFlags;
use uniarray_core::promote::{adapt, promote_types, weak_value};
use uniarray_core::scalar::{Scalar, Weak};
use uniarray_core::ufunc::Operand;

/// What NumPy's warnings name: "scalar add", or the ufunc's name where NumPy goes through arrays.
struct Place(&'static str, bool);

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", if self.1 { "scalar " } else { "" }, self.0)
    }
}

/// An operator on two scalars or Python numbers.
///
/// # Errors
/// Of the ufunc.
pub fn binary<'c>(
    ctx: Ctx<'c>,
    row: &'static Row,
    x: &Input<'_, 'c>,
    y: &Input<'_, 'c>,
) -> Result<Handle<'c>> {
    finish(ctx, row, &[x.operand(), y.operand()], among_scalars(x, y))
}

/// An operator on two numbers of the usual types, of which one is ours, where nothing goes wrong: `None` otherwise.
///
/// # Errors
/// When the host cannot read or make a number.
#[inline]
pub fn of_usual<'c, O: Operator>(ctx: Ctx<'c>, a: Ref<'_, 'c>, b: Ref<'_, 'c>) -> Result<Option<Handle<'c>>> {
    if ctx.tells_types() {
        let result = exact::of_two(&Arithmetic::<O>(PhantomData), a, b)?;
        return Ok(result.map(|value| scalar::to_python(ctx, value)).transpose()?);
    }
    match (a.isinstance(Type::Float), b.isinstance(Type::Float)) {
        (false, false) => of_integers::<O>(ctx, a, b),
        floats => of_floats::<O>(ctx, a, b, floats),
    }
}

/// An operator as what is done with numbers of one dtype, where nothing goes wrong.
struct Arithmetic<O>(PhantomData<O>);

impl<O: Operator> Arithmetic<O> {
    /// The result for integers without bounds, of operators that have one result.
    #[inline(always)]
    fn exact(a: i128, b: i128) -> Option<i128> {
        match O::row().exact {
            Some(exact) if O::row().ufunc().nout() == 1 => exact(a, b),
            _ => None,
        }
    }
}

impl<O: Operator> OfTwo for Arithmetic<O> {
    type Output = Scalar;

    #[inline(always)]
    fn float64(&self, x: f64, y: f64) -> Option<Scalar> {
        O::of_floats(x, y)
            .filter(|value| is_unexceptional(*value, &[x, y]))
            .map(Scalar::Float64)
    }

    /// Twice rounded is once rounded here: a double has more than twice as many digits.
    #[inline(always)]
    fn float32(&self, x: f32, y: f32) -> Option<Scalar> {
        let value = O::of_floats(x.into(), y.into())? as f32;
        value.is_normal().then_some(Scalar::Float32(value))
    }

    #[inline(always)]
    fn integer<T: Integer>(&self, x: T, y: T) -> Option<Scalar> {
        let value: T = Self::exact(x.into(), y.into())?.try_into().ok()?;
        Some(value.into())
    }

    #[inline(always)]
    fn complex128(&self, x: C128, y: C128) -> Option<Scalar> {
        let moderate = [x.re, x.im, y.re, y.im].into_iter().all(is_moderate);
        O::of_complex(x, y).filter(|_| moderate).map(Scalar::Complex128)
    }
}

impl<O: Operator> OfOne for Arithmetic<O> {
    #[inline(always)]
    fn float64(&self, x: f64) -> Option<Scalar> {
        OfTwo::float64(self, x, 0.0)
    }

    #[inline(always)]
    fn float32(&self, x: f32) -> Option<Scalar> {
        OfTwo::float32(self, x, 0.0)
    }

    #[inline(always)]
    fn integer<T: Integer>(&self, x: T) -> Option<Scalar> {
        let value: T = Self::exact(x.into(), 0)?.try_into().ok()?;
        Some(value.into())
    }
}

/// An operator on an int64 and one more, or a Python `int` that becomes one.
#[inline]
fn of_integers<'c, O: Operator>(ctx: Ctx<'c>, a: Ref<'_, 'c>, b: Ref<'_, 'c>) -> Result<Option<Handle<'c>>> {
    let Some(exact) = O::row().exact else {
        return Ok(None);
    };
    let (x, y) = match (int64(a), int64(b)) {
        (Some(x), Some(y)) => (x, y),
        (Some(x), None) => match short(b)? {
            Some(y) => (x, y),
            None => return Ok(None),
        },
        (None, Some(y)) => match short(a)? {
            Some(x) => (x, y),
            None => return Ok(None),
        },
        (None, None) => return Ok(None),
    };
    if O::row().ufunc().nout() != 1 {
        return Ok(None);
    }
    match exact(x.into(), y.into()).and_then(|value| i64::try_from(value).ok()) {
        Some(value) => Ok(Some(scalar::int64(ctx, value)?)),
        None => Ok(None),
    }
}

/// The value of an int64 of ours.
#[inline]
fn int64(object: Ref<'_, '_>) -> Option<i64> {
    match object.get::<Int64>()?.0.get() {
        Scalar::Int64(value) => Some(value),
        _ => None,
    }
}

/// The value of an `int` of Python's own type that an int64 holds.
#[inline]
fn short(object: Ref<'_, '_>) -> Result<Option<i64>> {
    if !object.is_exactly(Type::Int)? {
        return Ok(None);
    }
    Ok(object.ctx().ignore(object.extract::<i64>(), Exc::OverflowError)?)
}

/// An operator on a float64 and one more, or a Python number that becomes one; `floats` tells which of the two are floats.
#[inline]
fn of_floats<'c, O: Operator>(
    ctx: Ctx<'c>,
    a: Ref<'_, 'c>,
    b: Ref<'_, 'c>,
    floats: (bool, bool),
) -> Result<Option<Handle<'c>>> {
    if O::of_floats(0.0, 0.0).is_none() {
        return Ok(None);
    }
    // One of the two is a scalar of ours, and those that are floats are float64.
    let (x, y) = match floats {
        (true, true) if is_plain(a)? && is_plain(b)? => (a.extract()?, b.extract()?),
        (true, false) if a.get::<Float64>().is_some() && is_short(b)? => {
            (a.extract()?, b.extract::<i64>()? as f64)
        }
        (false, true) if b.get::<Float64>().is_some() && is_short(a)? => {
            (a.extract::<i64>()? as f64, b.extract()?)
        }
        _ => return Ok(None),
    };
    normal(ctx, O::of_floats(x, y), [x, y])
}

/// Whether a float is a float64 of ours or of Python's own type: other classes may have a say.
///
/// # Errors
/// When the host does not tell its type.
#[inline]
pub fn is_plain(object: Ref<'_, '_>) -> Result<bool> {
    Ok(object.get::<Float64>().is_some() || object.is_exactly(Type::Float)?)
}

/// As [`of_usual`], of an operator with one operand.
///
/// # Errors
/// When the host cannot read or make a number.
#[inline]
pub fn of_one<'c, O: Operator>(ctx: Ctx<'c>, a: Ref<'_, 'c>) -> Result<Option<Handle<'c>>> {
    if ctx.tells_types() {
        let result = exact::of_one(&Arithmetic::<O>(PhantomData), a)?;
        return Ok(result.map(|value| scalar::to_python(ctx, value)).transpose()?);
    }
    if O::of_floats(0.0, 0.0).is_none() || a.get::<Float64>().is_none() {
        return Ok(None);
    }
    let x = a.extract()?;
    normal(ctx, O::of_floats(x, 0.0), [x, 0.0])
}

/// The float64 of a result without exceptions, or nothing.
#[inline]
fn normal(ctx: Ctx<'_>, value: Option<f64>, operands: [f64; 2]) -> Result<Option<Handle<'_>>> {
    match value {
        Some(value) if is_unexceptional(value, &operands) => Ok(Some(scalar::float64(ctx, value)?)),
        _ => Ok(None),
    }
}

/// Whether an operation had no exceptions: its result is normal, or it is zero and the operands are too moderate for an underflow.
#[inline]
fn is_unexceptional(value: f64, operands: &[f64]) -> bool {
    value.is_normal() || value == 0.0 && operands.iter().copied().all(is_moderate)
}

/// Whether products and quotients of such numbers are far from overflow and underflow.
#[inline]
fn is_moderate(value: f64) -> bool {
    value == 0.0 || (1e-140..1e140).contains(&value.abs())
}

/// The result of an operator on two scalars of one dtype, or on one and a Python number that becomes one, where nothing goes wrong:
/// `None` otherwise, and for operators and dtypes that are not among the usual ones.
#[inline]
pub fn simple<O: Operator>(x: &Input<'_, '_>, y: &Input<'_, '_>) -> Option<Scalar> {
    let (a, b) = match (x, y) {
        (Input::Scalar(a), Input::Scalar(b)) => (a.get(), b.get()),
        (Input::Scalar(a), Input::Weak(b)) => (a.get(), of_dtype(*b, a.get().dtype())?),
        (Input::Weak(a), Input::Scalar(b)) => (of_dtype(*a, b.get().dtype())?, b.get()),
        _ => return None,
    };
    let what = Arithmetic::<O>(PhantomData);
    macro_rules! of_same {
        ($($class:ident: $integer:ty),*) => {
            match (a, b) {
                $((Scalar::$class(a), Scalar::$class(b)) => OfTwo::integer::<$integer>(&what, a, b),)*
                (Scalar::Float32(a), Scalar::Float32(b)) => OfTwo::float32(&what, a, b),
                (Scalar::Float64(a), Scalar::Float64(b)) => OfTwo::float64(&what, a, b),
                (Scalar::Complex128(a), Scalar::Complex128(b)) => what.complex128(a, b),
                _ => None,
            }
        };
    }
    for_integers!(of_same)
}

/// A Python number as a scalar of a dtype, if it adapts to that.
#[inline]
fn of_dtype(number: Weak, dtype: DType) -> Option<Scalar> {
    if adapt(number, dtype) != dtype {
        return None;
    }
    weak_value(number, dtype).ok()
}

/// Whether an object is an `int` that a float holds exactly.
#[inline]
fn is_short(object: Ref<'_, '_>) -> Result<bool> {
    Ok(short(object)?.is_some_and(|value| value.unsigned_abs() <= 1 << 53))
}

/// An operator on one scalar.
///
/// # Errors
/// Of the ufunc.
pub fn unary<'c>(ctx: Ctx<'c>, row: &'static Row, x: &Input<'_, 'c>) -> Result<Handle<'c>> {
    finish(
        ctx,
        row,
        &[x.operand()],
        x.scalar_dtype().is_some_and(|dtype| dtype != DType::BOOL),
    )
}

fn finish<'c>(
    ctx: Ctx<'c>,
    row: &'static Row,
    inputs: &[Operand<'_>],
    scalar_math: bool,
) -> Result<Handle<'c>> {
    let ufunc = row.ufunc();
    let (values, mut flags) = run::of_scalars(ufunc, inputs)?;
    if scalar_math
        && let (Some(exact), Some(value)) = (row.exact, values[0])
        && overflows(exact, inputs, value)
    {
        flags |= FpFlags::OVERFLOW;
    }
    warning::report(ctx, flags, Place(ufunc.name(), scalar_math))?;
    let mut results = [None, None];
    for (result, value) in results.iter_mut().zip(values) {
        *result = value.map(|value| scalar::to_python(ctx, value)).transpose()?;
    }
    run::packed(ctx, results)
}

/// Whether NumPy calculates with these in its scalar code. There the result has the type of one of the operands; others, and
/// truth values on the left, go through arrays.
fn among_scalars(x: &Input<'_, '_>, y: &Input<'_, '_>) -> bool {
    let (dx, dy) = (x.scalar_dtype(), y.scalar_dtype());
    if dx == Some(DType::BOOL) {
        return false;
    }
    let common = match (dtype_of(x), dtype_of(y)) {
        (Ok(x), Ok(y)) => promote_types(x, y),
        (Ok(dtype), Err(weak)) | (Err(weak), Ok(dtype)) => adapt(weak, dtype),
        (Err(_), Err(_)) => return false,
    };
    common != DType::BOOL && (dx == Some(common) || dy == Some(common))
}

/// The dtype of an operand, or the number that has none.
fn dtype_of(input: &Input<'_, '_>) -> Result<DType, Weak> {
    match input.operand() {
        Operand::Array(view) => Ok(view.dtype()),
        Operand::Weak(number) => Err(number),
    }
}

/// Whether integers without bounds would have another result.
fn overflows(exact: fn(i128, i128) -> Option<i128>, inputs: &[Operand<'_>], value: Scalar) -> bool {
    let Some(found) = integer(value) else { return false };
    let operand = |operand: &Operand<'_>| match operand {
        Operand::Array(view) => view.get(&[]).and_then(integer),
        Operand::Weak(Weak::Int(value)) => Some(*value),
        Operand::Weak(_) => None,
    };
    let (Some(a), Some(b)) = (
        inputs.first().and_then(operand),
        inputs.get(1).map_or(Some(0), operand),
    ) else {
        return false;
    };
    exact(a, b).is_some_and(|wanted| wanted != found)
}

/// The value of an integer; truth values count as 0 and 1.
fn integer(value: Scalar) -> Option<i128> {
    Some(match value {
        Scalar::Bool(value) => value.get().into(),
        Scalar::Int8(value) => value.into(),
        Scalar::UInt8(value) => value.into(),
        Scalar::Int16(value) => value.into(),
        Scalar::UInt16(value) => value.into(),
        Scalar::Int32(value) => value.into(),
        Scalar::UInt32(value) => value.into(),
        Scalar::Int64(value) => value.into(),
        Scalar::UInt64(value) => value.into(),
        Scalar::Float16(_)
        | Scalar::Float32(_)
        | Scalar::Float64(_)
        | Scalar::Complex64(_)
        | Scalar::Complex128(_) => {
            return None;
        }
    })
}
