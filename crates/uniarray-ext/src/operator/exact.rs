//! Two numbers of one dtype that their types alone tell, on hosts that tell types without being called: from payload to payload, without
//! a number of any dtype on the way.

use crate::scalar::{Complex128, Float32, Float64, Stored, for_integers};
use hpy::{Exc, Object, Ref, Result, Type};
use uniarray_core::dtype::C128;
use uniarray_core::scalar::Scalar;

/// An integer of a dtype.
pub trait Integer: Copy + PartialOrd + Into<i128> + TryFrom<i128> + TryFrom<i64> + Into<Scalar> {}

impl<T: Copy + PartialOrd + Into<i128> + TryFrom<i128> + TryFrom<i64> + Into<Scalar>> Integer for T {}

/// What is done with two numbers of one dtype; `None` where that is left to others.
pub trait OfTwo {
    /// What comes of it.
    type Output;

    fn float64(&self, x: f64, y: f64) -> Option<Self::Output>;
    fn float32(&self, x: f32, y: f32) -> Option<Self::Output>;
    fn integer<T: Integer>(&self, x: T, y: T) -> Option<Self::Output>;
    fn complex128(&self, x: C128, y: C128) -> Option<Self::Output>;
}

/// Does it with two scalars of one dtype, or with one and a Python number that becomes one. `None` for other objects, those of derived
/// types among them.
///
/// # Errors
/// When the host cannot read a number.
#[inline]
pub fn of_two<'c, D: OfTwo>(what: &D, a: Ref<'_, 'c>, b: Ref<'_, 'c>) -> Result<Option<D::Output>> {
    let (ours, theirs) = (a.exactly::<Float64>().is_some(), b.exactly::<Float64>().is_some());
    if ours || theirs {
        return match (float64(a, ours)?, float64(b, theirs)?) {
            (Some(x), Some(y)) => Ok(what.float64(x, y)),
            _ => Ok(None),
        };
    }
    macro_rules! of_integers {
        ($($class:ident: $integer:ty),*) => {$(
            match (a.exactly::<crate::scalar::$class>(), b.exactly::<crate::scalar::$class>()) {
                (None, None) => {}
                (x, y) => {
                    let value = |stored: &Stored| match stored.get() {
                        Scalar::$class(value) => Some(value),
                        _ => None,
                    };
                    let x: Option<$integer> = match x {
                        Some(x) => value(&x.0),
                        None => integer(a)?.and_then(|x| x.try_into().ok()),
                    };
                    let y: Option<$integer> = match y {
                        Some(y) => value(&y.0),
                        None => integer(b)?.and_then(|y| y.try_into().ok()),
                    };
                    return match (x, y) {
                        (Some(x), Some(y)) => Ok(what.integer(x, y)),
                        _ => Ok(None),
                    };
                }
            }
        )*};
    }
    for_integers!(of_integers);
    let (x, y) = (float32(a), float32(b));
    if x.is_some() || y.is_some() {
        let (Some(x), Some(y)) = (adapted(x, a)?, adapted(y, b)?) else {
            return Ok(None);
        };
        return Ok(what.float32(x, y));
    }
    match (complex128(a)?, complex128(b)?) {
        (Some(x), Some(y)) => Ok(what.complex128(x, y)),
        _ => Ok(None),
    }
}

/// A float64, or a Python number that becomes one: a `float`, or an `int` that it holds exactly.
#[inline]
fn float64(object: Ref<'_, '_>, ours: bool) -> Result<Option<f64>> {
    if ours || object.is_exactly(Type::Float)? {
        return object.extract().map(Some);
    }
    let exact = |value: &i64| value.unsigned_abs() <= 1 << 53;
    Ok(integer(object)?.filter(exact).map(|value| value as f64))
}

#[inline]
fn float32(object: Ref<'_, '_>) -> Option<f32> {
    match object.exactly::<Float32>()?.0.get() {
        Scalar::Float32(value) => Some(value),
        _ => None,
    }
}

/// A float32, or a Python `float` that becomes one without an overflow.
#[inline]
fn adapted(value: Option<f32>, object: Ref<'_, '_>) -> Result<Option<f32>> {
    if value.is_some() || !object.is_exactly(Type::Float)? {
        return Ok(value);
    }
    let wide: f64 = object.extract()?;
    let narrow = wide as f32;
    Ok((narrow.is_finite() || !wide.is_finite()).then_some(narrow))
}

/// A complex128, or a Python `float` that becomes one.
#[inline]
fn complex128(object: Ref<'_, '_>) -> Result<Option<C128>> {
    if object.exactly::<Complex128>().is_some() {
        return crate::scalar::complex_value(object.ctx(), object).map(Some);
    }
    Ok(None)
}

/// An `int` of ordinary size.
#[inline]
fn integer(object: Ref<'_, '_>) -> Result<Option<i64>> {
    if !object.is_exactly(Type::Int)? {
        return Ok(None);
    }
    object.ctx().ignore(object.extract::<i64>(), Exc::OverflowError)
}

/// What is done with one number; `None` where that is left to others.
pub trait OfOne {
    fn float64(&self, x: f64) -> Option<Scalar>;
    fn float32(&self, x: f32) -> Option<Scalar>;
    fn integer<T: Integer>(&self, x: T) -> Option<Scalar>;
}

/// Does it with a real scalar; `None` for other objects.
///
/// # Errors
/// When the host cannot read a number.
#[inline]
pub fn of_one<D: OfOne>(what: &D, a: Ref<'_, '_>) -> Result<Option<Scalar>> {
    if a.exactly::<Float64>().is_some() {
        return Ok(what.float64(a.extract()?));
    }
    macro_rules! of_integers {
        ($($class:ident: $integer:ty),*) => {
            $(if let Some(found) = a.exactly::<crate::scalar::$class>() {
                return Ok(match found.0.get() {
                    Scalar::$class(value) => what.integer::<$integer>(value),
                    _ => None,
                });
            })*
        };
    }
    for_integers!(of_integers);
    Ok(float32(a).and_then(|x| what.float32(x)))
}
