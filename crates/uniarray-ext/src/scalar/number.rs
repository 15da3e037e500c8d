//! What only integers and what only real floats can do.

use super::conversion::{from_item, value_of};
use super::kinds::{Floating, Integer};
use super::value::{item, to_python};
use crate::error::Result;
use crate::read::given;
use hpy::{Args, Class, ClassDef, Ctx, Handle, Kwargs, Obj, Object};
use uniarray_core::dtype::Kind;
use uniarray_core::half::F16;
use uniarray_core::scalar::Scalar;

/// Registers the methods of integers.
pub fn define_integer(class: &mut ClassDef<Integer>) {
    class.index(index);
    class.method(c"__round__", round::<Integer>);
    class.method(c"is_integer", |_: Ctx<'_>, _: Obj<'_, '_, Integer>| true);
    class.method(c"bit_count", bit_count);
    class.getter(c"numerator", itself);
    class.getter(c"denominator", |_: Ctx<'_>, _: Obj<'_, '_, Integer>| 1u32);
}

/// Registers the methods of floats.
pub fn define_floating(class: &mut ClassDef<Floating>) {
    class.method(c"__round__", round::<Floating>);
    class.method(c"is_integer", is_integer);
    class.method(c"as_integer_ratio", as_integer_ratio);
}

fn itself<'c>(_: Ctx<'c>, this: Obj<'_, 'c, Integer>) -> Handle<'c> {
    this.handle().to_owned()
}

fn is_integer<'c>(ctx: Ctx<'c>, this: Obj<'_, 'c, Floating>) -> hpy::Result<Handle<'c>> {
    item(ctx, value_of(this.handle())?)?.call_method(c"is_integer", ())
}

fn as_integer_ratio<'c>(ctx: Ctx<'c>, this: Obj<'_, 'c, Floating>) -> hpy::Result<Handle<'c>> {
    item(ctx, value_of(this.handle())?)?.call_method(c"as_integer_ratio", ())
}

fn index<'c>(ctx: Ctx<'c>, this: Obj<'_, 'c, Integer>) -> hpy::Result<Handle<'c>> {
    item(ctx, value_of(this.handle())?)
}

fn bit_count(ctx: Ctx<'_>, this: Obj<'_, '_, Integer>) -> Result<u32> {
    Ok(match value_of(this.handle())? {
        Scalar::Int8(value) => value.unsigned_abs().count_ones(),
        Scalar::Int16(value) => value.unsigned_abs().count_ones(),
        Scalar::Int32(value) => value.unsigned_abs().count_ones(),
        Scalar::Int64(value) => value.unsigned_abs().count_ones(),
        Scalar::UInt8(value) => value.count_ones(),
        Scalar::UInt16(value) => value.count_ones(),
        Scalar::UInt32(value) => value.count_ones(),
        Scalar::UInt64(value) => value.count_ones(),
        other => {
            return Err(ctx
                .type_error(format_args!("{} has no bits to count", other.dtype()))
                .into());
        }
    })
}

/// `round(x)` is a Python int, `round(x, n)` a scalar of the same type.
fn round<'c, T: Class>(
    ctx: Ctx<'c>,
    this: Obj<'_, 'c, T>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    hpy::parse!(ctx, "__round__"(ndigits?), args, kwargs);
    let value = value_of(this.handle())?;
    let number = item(ctx, value)?;
    let Some(digits) = given(ndigits) else {
        return Ok(number.call_method(c"__round__", ())?);
    };
    if value.dtype().kind() != Kind::Float {
        let rounded = number.call_method(c"__round__", (digits,))?;
        return Ok(to_python(ctx, from_item(rounded.as_ref(), value.dtype())?)?);
    }
    let digits: i32 = digits.extract()?;
    let rounded = match value {
        Scalar::Float16(value) => {
            let power = F16::nearest(10f64.powi(digits.abs()));
            Scalar::Float16(decimals(value, power, digits))
        }
        Scalar::Float32(value) => Scalar::Float32(decimals(value, 10f32.powi(digits.abs()), digits)),
        Scalar::Float64(value) => Scalar::Float64(decimals(value, 10f64.powi(digits.abs()), digits)),
        other => other,
    };
    Ok(to_python(ctx, rounded)?)
}

/// Rounds half to even at a power of ten, with NumPy's two roundings on the way.
fn decimals<T: Rounded>(value: T, power: T, digits: i32) -> T {
    if digits >= 0 {
        value.times(power).nearest().over(power)
    } else {
        value.over(power).nearest().times(power)
    }
}

/// The three operations of rounding.
trait Rounded: Copy {
    fn times(self, power: Self) -> Self;
    fn over(self, power: Self) -> Self;
    fn nearest(self) -> Self;
}

macro_rules! rounded {
    ($($float:ty)*) => {$(
        impl Rounded for $float {
            fn times(self, power: Self) -> Self {
                self * power
            }

            fn over(self, power: Self) -> Self {
                self / power
            }

            fn nearest(self) -> Self {
                self.round_ties_even()
            }
        }
    )*};
}

rounded!(f32 f64);

impl Rounded for F16 {
    fn times(self, power: Self) -> Self {
        F16::round(self.widen() * power.widen()).0
    }

    fn over(self, power: Self) -> Self {
        F16::round(self.widen() / power.widen()).0
    }

    fn nearest(self) -> Self {
        F16::round(self.widen().round_ties_even()).0
    }
}
