//! The format that the floats of one array share: with or without exponent, and how wide.

use crate::format::decimal::{Digits, Real, Trim, positional, scientific};
use crate::format::options::{FloatMode, PrintOptions, Sign};

/// A format fitted to some values.
#[derive(Debug)]
pub(super) struct FloatFormat<'o> {
    digits: Digits,
    trim: Trim,
    plus: bool,
    /// Digits of the exponent, if one is written.
    exponent: Option<usize>,
    /// Characters before the point.
    left: usize,
    /// Characters after it.
    right: usize,
    options: &'o PrintOptions,
}

impl<'o> FloatFormat<'o> {
    /// The format for an array of these values. `sign` is the option's, or a plus for imaginary parts.
    pub(super) fn fit<T: Real>(values: &[T], sign: Sign, options: &'o PrintOptions) -> FloatFormat<'o> {
        let finite: Vec<T> = values
            .iter()
            .copied()
            .filter(|value| (*value).into().is_finite())
            .collect();
        let mut format = FloatFormat {
            digits: match options.floatmode {
                FloatMode::Unique => Digits::Unique { max: None, min: 0 },
                FloatMode::Fixed => Digits::Exact(options.precision),
                _ => Digits::Unique {
                    max: Some(options.precision),
                    min: 0,
                },
            },
            trim: if options.floatmode == FloatMode::Fixed {
                Trim::Keep
            } else {
                Trim::Zeros
            },
            plus: sign == Sign::Plus,
            exponent: None,
            left: 0,
            right: 0,
            options,
        };
        if !finite.is_empty() {
            if wants_exponent(&finite, options) {
                format.measure_scientific(&finite);
            } else {
                format.measure_positional(&finite);
            }
        }
        let negative = |value: T| value.into().is_sign_negative();
        if sign == Sign::Space && !finite.iter().any(|value| negative(*value)) {
            format.left += 1;
        }
        if finite.len() != values.len() {
            let signed_infinity =
                sign != Sign::Minus || values.iter().any(|value| (*value).into() == f64::NEG_INFINITY);
            let after = format.right + 1;
            let nan = width(&options.nanstr).saturating_sub(after);
            let infinity = (width(&options.infstr) + signed_infinity as usize).saturating_sub(after);
            format.left = format.left.max(nan).max(infinity);
        }
        format
    }

    fn measure_positional<T: Real>(&mut self, values: &[T]) {
        for value in values {
            let text = positional(*value, self.digits, self.trim, self.plus);
            let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
            self.left = self.left.max(whole.len());
            self.right = self.right.max(fraction.len());
        }
        match self.options.floatmode {
            FloatMode::Fixed => self.digits = Digits::Exact(self.right),
            FloatMode::MaxPrecEqual => {
                self.digits = Digits::Unique {
                    max: Some(self.right),
                    min: self.right,
                };
                self.trim = Trim::Keep;
            }
            _ => {}
        }
    }

    fn measure_scientific<T: Real>(&mut self, values: &[T]) {
        let (mut exponent_width, mut fraction_width) = (0, 0);
        for value in values {
            let text = scientific(*value, self.digits, self.trim, self.plus, 2);
            let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, ""));
            let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
            // Without its sign.
            exponent_width = exponent_width.max(exponent.len() - 1);
            fraction_width = fraction_width.max(fraction.len());
            self.left = self.left.max(whole.len());
        }
        self.exponent = Some(exponent_width);
        self.trim = Trim::Keep;
        self.digits = match self.digits {
            Digits::Exact(_) => Digits::Exact(fraction_width),
            Digits::Unique { .. } => Digits::Unique {
                max: Some(fraction_width),
                min: fraction_width,
            },
        };
        // With the letter and the sign.
        self.right = exponent_width + 2 + fraction_width;
    }

    /// One value, padded to the width of all.
    pub(super) fn write<T: Real>(&self, value: T) -> String {
        let wide: f64 = value.into();
        if !wide.is_finite() {
            let (sign, text) = match wide {
                f64::NEG_INFINITY => ("-", &self.options.infstr),
                f64::INFINITY => (if self.plus { "+" } else { "" }, &self.options.infstr),
                _ => (if self.plus { "+" } else { "" }, &self.options.nanstr),
            };
            let pad = (self.left + self.right + 1).saturating_sub(width(text) + sign.len());
            return [&" ".repeat(pad), sign, text].concat();
        }
        let text = match self.exponent {
            Some(exponent) => scientific(value, self.digits, self.trim, self.plus, exponent),
            None => positional(value, self.digits, self.trim, self.plus),
        };
        let (left, right) = text
            .split_once('.')
            .map_or((text.len(), 0), |(whole, rest)| (whole.len(), rest.len()));
        let (left, right) = (self.left.saturating_sub(left), self.right.saturating_sub(right));
        // Not as a width in a format string, which has an upper limit.
        [" ".repeat(left), text, " ".repeat(right)].concat()
    }
}

/// Numbers too large, too small or too far apart to line up without an exponent. The limits are compared in the type of the
/// elements, and a type of few digits has a lower upper limit.
fn wants_exponent<T: Real>(finite: &[T], options: &PrintOptions) -> bool {
    let magnitude = |value: &T| T::nearest((*value).into().abs());
    let mut magnitudes = finite
        .iter()
        .map(magnitude)
        .filter(|value| (*value).into() != 0.0);
    let Some(first) = magnitudes.next() else {
        return false;
    };
    let (min, max) = magnitudes.fold((first, first), |(min, max), value| {
        (
            if value < min { value } else { min },
            if value > max { value } else { max },
        )
    });
    let limit = if options.early_exponent {
        T::nearest(10f64.powi(T::PRECISION.min(8)))
    } else {
        T::nearest(1e8)
    };
    max >= limit || !options.suppress && (min < T::nearest(1e-4) || max.quotient(min) > T::nearest(1000.0))
}

pub(super) fn width(text: &str) -> usize {
    text.chars().count()
}
