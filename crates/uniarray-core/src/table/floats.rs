//! Rounding, classes, signs and parts of floating-point numbers.

use super::{Row, ufunc};
use crate::dtype::{Bool, Element};
use crate::half::{F16, Rounded};
use crate::level::Level;
use crate::loops::{Plain, V3, V4, binary, split};
use crate::math::complex::is_nan;
use crate::math::real::Float;
use crate::ufunc::Ufunc;

/// A rounding that leaves integers as they are.
macro_rules! rounding {
    ($level:ident, $name:literal, $method:ident) => {
        ufunc!($level, $name(a) {
            bool int: V1 nofold => T { a }
            float: V3 nofold => T { a.$method() }
        })
    };
}

pub(super) fn rows(level: Level, rows: &mut Vec<Row>) {
    rows.extend([
        rounding!(level, "floor", floor),
        rounding!(level, "ceil", ceil),
        rounding!(level, "trunc", trunc),
        ufunc!(level, "rint"(a) {
            float: V3 nofold => T { a.round_ties_even() }
            complex: V3 nofold => T { T::new(a.re.round_ties_even(), a.im.round_ties_even()) }
        }),
        ufunc!(level, "isnan"(a) quiet {
            bool int: V1 nofold => Bool { never(a) }
            float: V3 nofold => Bool { a.is_nan().into() }
            complex: V3 nofold => Bool { is_nan(a).into() }
        }),
        ufunc!(level, "isinf"(a) quiet {
            bool int: V1 nofold => Bool { never(a) }
            float: V3 nofold => Bool { (a.abs() == T::INFINITY).into() }
            complex: V3 nofold => Bool { (a.re.is_infinite() | a.im.is_infinite()).into() }
        }),
        ufunc!(level, "isfinite"(a) quiet {
            bool int: V1 nofold => Bool { always(a) }
            float: V3 nofold => Bool { (a.abs() < T::INFINITY).into() }
            complex: V3 nofold => Bool { (a.re.is_finite() & a.im.is_finite()).into() }
        }),
        ufunc!(level, "signbit"(a) quiet {
            float: V3 nofold => Bool { a.is_sign_negative().into() }
        }),
        ufunc!(level, "copysign"(a, b) quiet {
            float: V3 order => T { a.copysign(b) }
        }),
        ufunc!(level, "nextafter"(a, b) {
            F16: Plain order => Rounded { a.next_after(b) }
            wide: Plain order => T { a.next_after(b) }
        }),
        ufunc!(level, "spacing"(a) {
            F16: Plain nofold => Rounded { a.spacing() }
            wide: Plain nofold => T { a.spacing() }
        }),
        ufunc!(level, "heaviside"(a, b) quiet {
            float: Plain order => T { a.heaviside(b) }
        }),
        Row(parts(level)),
        Row(mantissa(level)),
        Row(scaled(level)),
    ]);
}

#[inline(always)]
fn never<T: Element>(_: T) -> Bool {
    Bool::FALSE
}

#[inline(always)]
fn always<T: Element>(_: T) -> Bool {
    Bool::TRUE
}

/// Fraction and integral part.
fn parts(level: Level) -> Ufunc {
    let mut ufunc = Ufunc::new("modf", 1, 2);
    #[inline(always)]
    fn half(a: F16) -> (F16, F16) {
        let (fraction, whole) = a.widen().modf();
        (F16::round(fraction).0, F16::round(whole).0)
    }
    ufunc.push(split::<_, _, _, _, V3>(half, level), false);
    ufunc.push(split::<_, _, _, _, V3>(<f32 as Float>::modf, level), false);
    ufunc.push(split::<_, _, _, _, V3>(<f64 as Float>::modf, level), false);
    ufunc
}

/// Mantissa and exponent of two.
fn mantissa(level: Level) -> Ufunc {
    let mut ufunc = Ufunc::new("frexp", 1, 2);
    #[inline(always)]
    fn half(a: F16) -> (F16, i32) {
        let (mantissa, exponent) = a.widen().frexp();
        (F16::round(mantissa).0, exponent)
    }
    ufunc.push(split::<_, _, _, _, V4>(half, level), false);
    ufunc.push(split::<_, _, _, _, V4>(<f32 as Float>::frexp, level), false);
    ufunc.push(split::<_, _, _, _, V4>(<f64 as Float>::frexp, level), false);
    ufunc
}

/// A float times a power of two; the only row whose inputs differ in dtype.
fn scaled(level: Level) -> Ufunc {
    #[inline]
    fn narrow<T: Float>(value: T, exponent: i32) -> T {
        value.ldexp(exponent.into())
    }
    let mut ufunc = Ufunc::new("ldexp", 2, 1);
    ufunc.push(
        binary::<F16, i32, Rounded, _, Plain>(|a, b| F16::round(narrow(a.widen(), b)), level),
        false,
    );
    ufunc.push(
        binary::<F16, i64, Rounded, _, Plain>(|a, b| F16::round(a.widen().ldexp(b)), level),
        false,
    );
    ufunc.push(binary::<f32, i32, f32, _, Plain>(narrow::<f32>, level), false);
    ufunc.push(
        binary::<f32, i64, f32, _, Plain>(<f32 as Float>::ldexp, level),
        false,
    );
    ufunc.push(binary::<f64, i32, f64, _, Plain>(narrow::<f64>, level), false);
    ufunc.push(
        binary::<f64, i64, f64, _, Plain>(<f64 as Float>::ldexp, level),
        false,
    );
    ufunc
}
