//! One float on its own, NumPy's `format_float_positional` and `format_float_scientific`.

use crate::format::decimal::{Digits, Real, Trim, positional, scientific, without_exponent};

/// How a float is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NumberFormat {
    /// With an exponent of at least so many digits; positional without.
    pub exponent: Option<usize>,
    /// At most so many digits after the point; must be there if the digits are those of the exact value.
    pub precision: Option<usize>,
    /// At least so many, of the shortest digits that tell the number from its neighbours.
    pub min_digits: usize,
    /// The shortest digits; otherwise those of the exact value.
    pub unique: bool,
    /// Whether `precision` and `min_digits` count the digits after the point, or all significant ones. Matters without exponent only.
    pub fractional: bool,
    /// What happens to zeros at the end.
    pub trim: Trim,
    /// A plus before positive numbers.
    pub plus: bool,
    /// Spaces until there are so many characters before the point.
    pub pad_left: usize,
    /// Spaces until there are so many characters after the point. Matters without exponent only.
    pub pad_right: usize,
}

/// The most that is written of what somebody asks for, NumPy's limit too.
pub const MOST_DIGITS: usize = 16_384;

/// Significant digits of the longest binary64 number.
const MOST_SIGNIFICANT: usize = 767;

impl NumberFormat {
    /// The number as text.
    ///
    /// ```
    /// use uniarray_core::format::{NumberFormat, Trim};
    /// let plain = NumberFormat {
    ///     exponent: None, precision: Some(3), min_digits: 0, unique: true, fractional: true, trim: Trim::Keep, plus: false,
    ///     pad_left: 4, pad_right: 0,
    /// };
    /// assert_eq!(plain.write(1.5f32), "   1.5");
    /// assert_eq!(NumberFormat { unique: false, ..plain }.write(1.5f32), "   1.500");
    /// assert_eq!(NumberFormat { fractional: false, ..plain }.write(123456.0f64), "123000.");
    /// assert_eq!(NumberFormat { fractional: false, unique: false, ..plain }.write(0.5f64), "   0.50");
    /// assert_eq!(NumberFormat { exponent: Some(2), ..plain }.write(-0.25f64), "  -2.5e-01");
    /// ```
    pub fn write<T: Real>(&self, value: T) -> String {
        let wide: f64 = value.into();
        if wide.is_nan() {
            return String::from("nan");
        }
        if wide.is_infinite() {
            let sign = match (wide.is_sign_negative(), self.plus) {
                (true, _) => "-",
                (false, true) => "+",
                (false, false) => "",
            };
            return format!("{sign}inf");
        }
        match self.exponent {
            Some(exponent) => self.with_exponent(value, exponent),
            None if self.fractional => self.finish(&positional(value, self.digits(0), Trim::Keep, self.plus)),
            None => self.significant(value),
        }
    }

    /// The digits after the point, where `before` of the counted ones stand before it.
    fn digits(&self, before: usize) -> Digits {
        let max = self.precision.map(|precision| precision.saturating_sub(before));
        if self.unique {
            Digits::Unique {
                max,
                min: self.min_digits.saturating_sub(before),
            }
        } else {
            Digits::Exact(max.unwrap_or(0))
        }
    }

    fn with_exponent<T: Real>(&self, value: T, exponent: usize) -> String {
        let text = scientific(value, self.digits(0), Trim::Keep, self.plus, exponent);
        let (mantissa, written) = text.split_once('e').unwrap_or((&text, "+00"));
        let (sign, digits) = written.split_at(1);
        // Two are usual, but one is enough for who wants so.
        let digits = if exponent < 2 {
            digits.trim_start_matches('0')
        } else {
            digits
        };
        format!("{}e{sign}{digits:0>exponent$}", self.finish(mantissa))
    }

    /// Without exponent, but with digits counted as with one.
    fn significant<T: Real>(&self, value: T) -> String {
        let text = scientific(value, self.digits(1), Trim::Keep, self.plus, 2);
        let text = without_exponent(&text);
        match self.precision {
            Some(precision) if !self.unique && text.ends_with('0') => {
                self.finish(&self.without_generated_zeros(value, &text, precision))
            }
            _ => self.finish(&text),
        }
    }

    /// Zeros that are no digits of the value are counted in another way than digits are: with those before the point,
    /// the zero of `0.5` included.
    ///
    /// That is how the Dragon4 algorithm, by which NumPy writes floats, comes out: it ends where the rest is zero, and
    /// drops the nines that it rounds up.
    fn without_generated_zeros<T: Real>(&self, value: T, text: &str, precision: usize) -> String {
        let Some((whole, fraction)) = text.split_once('.') else {
            return text.to_owned();
        };
        let exact = without_exponent(&scientific(
            value,
            Digits::Exact(MOST_SIGNIFICANT),
            Trim::Keep,
            self.plus,
            2,
        ));
        let exact = exact.split_once('.').map_or("", |(_, fraction)| fraction);
        // Rounded down: what comes after the zeros is left out. A carry changes what stands before.
        let below = exact.get(..fraction.len()) == Some(fraction);
        if below && exact[fraction.len()..].bytes().any(|digit| digit != b'0') {
            return text.to_owned();
        }
        let digits = fraction.trim_end_matches('0');
        let before = whole.trim_start_matches(['-', '+']).len();
        let width = precision.saturating_sub(before);
        format!("{whole}.{digits:0<width$}")
    }

    /// Zeros at the end as `trim` wants them, and padding.
    fn finish(&self, text: &str) -> String {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let mut fraction = fraction.to_owned();
        let point = self.trim.apply(&mut fraction);
        let right = if self.exponent.is_some() {
            0
        } else {
            self.pad_right
        };
        let missing = if right == 0 {
            0
        } else {
            right.saturating_sub(point.len() + fraction.len() - usize::from(!point.is_empty()))
                + usize::from(point.is_empty())
        };
        let left = self.pad_left;
        format!("{whole:>left$}{point}{fraction}{:missing$}", "")
    }
}
