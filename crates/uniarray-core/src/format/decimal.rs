//! Floats in decimal, positional or with an exponent, with NumPy's choices of digits.
//!
//! NumPy stops at the shortest digits that tell a number from its neighbours, or earlier at a precision, or later at a
//! minimum. Wherever it does not stop at the shortest, the digits are those of the exact value, rounded to nearest, ties to
//! even. Rust's formatting provides both, the shortest digits and the exact ones.

use std::fmt::{Display, LowerExp};
use std::str::FromStr;

use crate::half::F16;

/// A float that can be written out.
pub trait Real: Copy + PartialOrd + Display + LowerExp + FromStr + Into<f64> {
    /// Significant decimal digits that the type always keeps, `finfo(dtype).precision`.
    const PRECISION: i32;
    /// Scalars from here on are written with an exponent.
    const EXPONENT_FROM: f64;
    /// Division in the type's own arithmetic.
    fn quotient(self, by: Self) -> Self;
    /// The nearest number of the type.
    fn nearest(value: f64) -> Self;
}

impl Real for F16 {
    const PRECISION: i32 = 3;
    const EXPONENT_FROM: f64 = 1e3;
    fn quotient(self, by: F16) -> F16 {
        F16::round(f32::from(self) / f32::from(by)).0
    }
    fn nearest(value: f64) -> F16 {
        F16::nearest(value)
    }
}

impl Real for f32 {
    const PRECISION: i32 = 6;
    const EXPONENT_FROM: f64 = 1e6;
    fn quotient(self, by: f32) -> f32 {
        self / by
    }
    fn nearest(value: f64) -> f32 {
        value as f32
    }
}

impl Real for f64 {
    const PRECISION: i32 = 15;
    const EXPONENT_FROM: f64 = 1e16;
    fn quotient(self, by: f64) -> f64 {
        self / by
    }
    fn nearest(value: f64) -> f64 {
        value
    }
}

/// How many digits to write after the point.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Digits {
    /// The shortest that tell the number from its neighbours, but within limits.
    Unique {
        /// At most so many.
        max: Option<usize>,
        /// At least so many.
        min: usize,
    },
    /// Exactly so many.
    Exact(usize),
}

impl Digits {
    /// How many exact digits are wanted instead of the shortest ones, given how many those are.
    fn exact_instead_of(self, shortest: usize) -> Option<usize> {
        match self {
            Digits::Exact(count) => Some(count),
            Digits::Unique { max: Some(max), .. } if shortest > max => Some(max),
            Digits::Unique { min, .. } if shortest < min => Some(min),
            Digits::Unique { .. } => None,
        }
    }
}

/// What happens to zeros at the end of the fraction, NumPy's `trim`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Trim {
    /// `'k'`: they stay.
    Keep,
    /// `'.'`: they go, the point stays.
    Zeros,
    /// `'0'`: they go, but one that follows the point.
    LeaveOne,
    /// `'-'`: they go, and so does a point at the end.
    Point,
}

impl Trim {
    /// Reads NumPy's character.
    pub fn parse(text: &str) -> Option<Trim> {
        Some(match text {
            "k" => Trim::Keep,
            "." => Trim::Zeros,
            "0" => Trim::LeaveOne,
            "-" => Trim::Point,
            _ => return None,
        })
    }

    pub(super) fn apply(self, fraction: &mut String) -> &'static str {
        if self != Trim::Keep {
            fraction.truncate(fraction.trim_end_matches('0').len());
        }
        match self {
            Trim::LeaveOne if fraction.is_empty() => ".0",
            Trim::Point if fraction.is_empty() => "",
            _ => ".",
        }
    }
}

/// A finite number without exponent.
///
/// ```
/// use uniarray_core::format::{Digits, Trim, positional};
/// let unique = Digits::Unique { max: None, min: 0 };
/// assert_eq!(positional(0.1f32, unique, Trim::Zeros, false), "0.1");
/// assert_eq!(positional(2.0f64, unique, Trim::LeaveOne, true), "+2.0");
/// assert_eq!(positional(0.1f32, Digits::Exact(10), Trim::Keep, false), "0.1000000015");
/// ```
pub fn positional<T: Real>(value: T, digits: Digits, trim: Trim, plus: bool) -> String {
    let mut shortest = value.to_string();
    let count = shortest.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let text = match digits.exact_instead_of(count) {
        Some(count) => format!("{value:.count$}"),
        None => {
            if count == 0 && may_lie_between(value, &shortest) {
                // The last digit that counts may be any of them.
                let unique = Digits::Unique { max: None, min: 0 };
                shortest = without_exponent(&scientific(value, unique, Trim::Keep, false, 2));
            } else if may_lie_between(value, &shortest) {
                to_even(value, &mut shortest, format!("{value:.count$}"));
            }
            shortest
        }
    };
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut fraction = fraction.to_owned();
    let point = trim.apply(&mut fraction);
    format!("{}{whole}{point}{fraction}", plus_sign(whole, plus))
}

/// A finite number with an exponent of at least `exponent_digits` digits (never less than two).
///
/// ```
/// use uniarray_core::format::{Digits, Trim, scientific};
/// let unique = Digits::Unique { max: None, min: 0 };
/// assert_eq!(scientific(1e16f64, unique, Trim::Point, false, 2), "1e+16");
/// assert_eq!(scientific(1.5e-7f64, Digits::Unique { max: None, min: 3 }, Trim::Keep, false, 3), "1.500e-007");
/// ```
pub fn scientific<T: Real>(
    value: T,
    digits: Digits,
    trim: Trim,
    plus: bool,
    exponent_digits: usize,
) -> String {
    let mut shortest = format!("{value:e}");
    let mantissa = shortest
        .split_once('e')
        .map_or(&*shortest, |(mantissa, _)| mantissa);
    let count = mantissa.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let text = match digits.exact_instead_of(count) {
        Some(count) => format!("{value:.count$e}"),
        None => {
            if may_lie_between(value, mantissa) {
                to_even(value, &mut shortest, format!("{value:.count$e}"));
            }
            shortest
        }
    };
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let mut fraction = fraction.to_owned();
    let point = trim.apply(&mut fraction);
    let (sign, exponent) = match exponent.strip_prefix('-') {
        Some(exponent) => ('-', exponent),
        None => ('+', exponent),
    };
    let width = exponent_digits.max(2);
    format!(
        "{}{whole}{point}{fraction}e{sign}{exponent:0>width$}",
        plus_sign(whole, plus)
    )
}

/// A number with an exponent written without it.
pub(super) fn without_exponent(text: &str) -> String {
    let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "+00"));
    let point = exponent.parse::<isize>().unwrap_or(0) + 1;
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let (sign, first) = whole.split_at(whole.len() - 1);
    let digits = [first, fraction].concat();
    match usize::try_from(point) {
        Ok(point @ 1..) if point < digits.len() => format!("{sign}{}.{}", &digits[..point], &digits[point..]),
        Ok(point @ 1..) => format!("{sign}{digits:0<point$}."),
        _ => format!("{sign}0.{}{digits}", "0".repeat(point.unsigned_abs())),
    }
}

/// Two shortest decimals may be equally near, but only if they have so many digits that not every decimal of one more is
/// told apart by the type.
fn may_lie_between<T: Real>(_: T, mantissa: &str) -> bool {
    let digits = mantissa
        .trim_start_matches(['-', '0', '.'])
        .bytes()
        .filter(u8::is_ascii_digit)
        .count();
    digits >= T::PRECISION as usize
}

/// Of two shortest decimals that are equally near Rust takes the upper one, NumPy the even one, which is also what rounding
/// the exact digits gives.
fn to_even<T: Real>(value: T, shortest: &mut String, rounded: String) {
    if *shortest != rounded && rounded.parse().is_ok_and(|parsed: T| parsed == value) {
        *shortest = rounded;
    }
}

fn plus_sign(whole: &str, plus: bool) -> &'static str {
    if plus && !whole.starts_with('-') { "+" } else { "" }
}
