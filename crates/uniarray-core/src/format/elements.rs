//! The format that the elements of one array share.

use crate::dtype::{Kind, TypeNum};
use crate::format::decimal::Real;
use crate::format::float::FloatFormat;
use crate::format::options::{PrintOptions, Sign};
use crate::half::F16;
use crate::scalar::Scalar;

/// A format fitted to the elements that are shown.
#[derive(Debug)]
pub(super) enum ElementFormat<'o> {
    /// Truth values padded to so many characters.
    Bool(usize),
    Integer {
        width: usize,
        sign: Sign,
    },
    Float(FloatFormat<'o>),
    Complex(FloatFormat<'o>, FloatFormat<'o>),
}

impl<'o> ElementFormat<'o> {
    /// The format for these elements, all of one dtype, of an array with axes or without.
    pub(super) fn fit(
        elements: &[Scalar],
        num: TypeNum,
        axes: bool,
        options: &'o PrintOptions,
    ) -> ElementFormat<'o> {
        match num.kind() {
            Kind::Bool => ElementFormat::Bool(if axes { "False".len() } else { 0 }),
            Kind::Signed | Kind::Unsigned => fit_integers(elements, options.sign),
            Kind::Float | Kind::Complex => {
                let sign = options.sign;
                match num {
                    TypeNum::Float16 => ElementFormat::Float(fit(elements, 0, parts16, sign, options)),
                    TypeNum::Float32 => ElementFormat::Float(fit(elements, 0, parts32, sign, options)),
                    TypeNum::Float64 => ElementFormat::Float(fit(elements, 0, parts64, sign, options)),
                    TypeNum::Complex64 => ElementFormat::Complex(
                        fit(elements, 0, parts32, sign, options),
                        fit(elements, 1, parts32, Sign::Plus, options),
                    ),
                    _ => ElementFormat::Complex(
                        fit(elements, 0, parts64, sign, options),
                        fit(elements, 1, parts64, Sign::Plus, options),
                    ),
                }
            }
        }
    }

    /// One element, padded to the width of all.
    pub(super) fn write(&self, element: Scalar) -> String {
        match (self, element) {
            (ElementFormat::Bool(width), Scalar::Bool(value)) => {
                format!("{:>width$}", if value.get() { "True" } else { "False" })
            }
            (ElementFormat::Float(format), Scalar::Float16(value)) => format.write(value),
            (ElementFormat::Float(format), Scalar::Float32(value)) => format.write(value),
            (ElementFormat::Float(format), Scalar::Float64(value)) => format.write(value),
            (ElementFormat::Complex(real, imaginary), Scalar::Complex64(value)) => {
                complex(real.write(value.re), imaginary.write(value.im))
            }
            (ElementFormat::Complex(real, imaginary), Scalar::Complex128(value)) => {
                complex(real.write(value.re), imaginary.write(value.im))
            }
            (ElementFormat::Integer { width, sign }, element) => {
                let text = signed(integer(element), *sign);
                format!("{text:>width$}")
            }
            (format, element) => unreachable!("{format:?} was fitted to other elements than {element:?}"),
        }
    }
}

/// The format for the real (0) or imaginary (1) parts of the elements.
fn fit<'o, T: Real>(
    elements: &[Scalar],
    part: usize,
    parts: fn(Scalar) -> [T; 2],
    sign: Sign,
    options: &'o PrintOptions,
) -> FloatFormat<'o> {
    let values: Vec<T> = elements.iter().map(|element| parts(*element)[part]).collect();
    FloatFormat::fit(&values, sign, options)
}

/// Real and imaginary part; zeros for elements of other dtypes, which are never asked.
fn parts16(element: Scalar) -> [F16; 2] {
    match element {
        Scalar::Float16(value) => [value, F16::default()],
        _ => [F16::default(); 2],
    }
}

/// As [`parts16`], for the wider dtypes.
fn parts32(element: Scalar) -> [f32; 2] {
    match element {
        Scalar::Float32(value) => [value, 0.0],
        Scalar::Complex64(value) => [value.re, value.im],
        _ => [0.0; 2],
    }
}

/// As [`parts16`], for the widest dtypes.
fn parts64(element: Scalar) -> [f64; 2] {
    match element {
        Scalar::Float64(value) => [value, 0.0],
        Scalar::Complex128(value) => [value.re, value.im],
        _ => [0.0; 2],
    }
}

/// The `j` goes before the padding.
fn complex(real: String, imaginary: String) -> String {
    let digits = imaginary.trim_end();
    let padding = &imaginary[digits.len()..];
    format!("{real}{digits}j{padding}")
}

fn fit_integers<'o>(elements: &[Scalar], sign: Sign) -> ElementFormat<'o> {
    let values = elements.iter().copied().map(integer);
    let (min, max) = (values.clone().min().unwrap_or(0), values.max().unwrap_or(0));
    let sign = if sign == Sign::Space && min < 0 {
        Sign::Minus
    } else {
        sign
    };
    let width = signed(max, sign).len().max(min.to_string().len());
    ElementFormat::Integer { width, sign }
}

fn signed(value: i128, sign: Sign) -> String {
    match sign {
        Sign::Plus => format!("{value:+}"),
        Sign::Space if value >= 0 => format!(" {value}"),
        _ => value.to_string(),
    }
}

/// The value of an integer element; zero for others, which are never asked.
pub(super) fn integer(element: Scalar) -> i128 {
    match element {
        Scalar::Int8(value) => value.into(),
        Scalar::UInt8(value) => value.into(),
        Scalar::Int16(value) => value.into(),
        Scalar::UInt16(value) => value.into(),
        Scalar::Int32(value) => value.into(),
        Scalar::UInt32(value) => value.into(),
        Scalar::Int64(value) => value.into(),
        Scalar::UInt64(value) => value.into(),
        _ => 0,
    }
}
