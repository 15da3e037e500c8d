//! One number from text, and the part of a text that is one.

use crate::dtype::{C128, DType, Element};

/// The widest number of a kind, as which text is read.
pub trait TextNumber: Element {
    /// The number that a whole text is, apart from white space around it, if a dtype of its kind can hold it.
    fn read(text: &str, dtype: DType) -> Option<Self>;
    /// How many bytes from the start look like a number.
    fn length(text: &str) -> usize;
}

/// A sign and digits.
fn integer_length(text: &str) -> usize {
    let sign = usize::from(text.starts_with(['+', '-']));
    let digits = digits(&text[sign..]);
    if digits == 0 { 0 } else { sign + digits }
}

fn digits(text: &str) -> usize {
    text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len()
}

/// What C may write behind a NaN.
fn payload_length(text: &str) -> usize {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let inner = text
        .strip_prefix('(')
        .map(|rest| rest.trim_start_matches(is_word));
    match inner {
        Some(rest) if rest.starts_with(')') => text.len() - rest.len() + 1,
        _ => 0,
    }
}

/// A sign, digits around a point, an exponent; or a word for what is not finite.
fn float_length(text: &str) -> usize {
    let sign = usize::from(text.starts_with(['+', '-']));
    let rest = &text[sign..];
    for word in ["infinity", "inf", "nan"] {
        if rest
            .get(..word.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(word))
        {
            return sign
                + word.len()
                + if word == "nan" {
                    payload_length(&rest[3..])
                } else {
                    0
                };
        }
    }
    let mut length = digits(rest);
    let mut any = length > 0;
    if rest[length..].starts_with('.') {
        let fraction = digits(&rest[length + 1..]);
        any |= fraction > 0;
        length += 1 + fraction;
    }
    if !any {
        return 0;
    }
    if rest[length..].starts_with(['e', 'E']) {
        let exponent = integer_length(&rest[length + 1..]);
        if exponent > 0 {
            length += 1 + exponent;
        }
    }
    sign + length
}

/// Real part, imaginary part with its `j`, or both.
fn complex_length(text: &str) -> usize {
    let first = float_length(text);
    let rest = &text[first..];
    if first > 0 && rest.starts_with('j') {
        return first + 1;
    }
    if first == 0 || !rest.starts_with(['+', '-']) {
        return first;
    }
    // Some write a plus even before a minus.
    let plus = usize::from(rest.starts_with("+-"));
    let second = float_length(&rest[plus..]);
    if second > 0 && rest[plus + second..].starts_with('j') {
        first + plus + second + 1
    } else {
        first
    }
}

impl TextNumber for i64 {
    fn read(text: &str, dtype: DType) -> Option<i64> {
        let value: i64 = text.trim().parse().ok()?;
        let unused = 64 - 8 * dtype.itemsize().min(8) as u32;
        // Shifted out and back again, what is too large has changed. A truth value is read as any number.
        (dtype == DType::BOOL || value << unused >> unused == value).then_some(value)
    }

    fn length(text: &str) -> usize {
        integer_length(text)
    }
}

impl TextNumber for u64 {
    fn read(text: &str, dtype: DType) -> Option<u64> {
        let value: u64 = text.trim().parse().ok()?;
        let unused = 64 - 8 * dtype.itemsize().min(8) as u32;
        (value << unused >> unused == value).then_some(value)
    }

    fn length(text: &str) -> usize {
        if text.starts_with('-') {
            0
        } else {
            integer_length(text)
        }
    }
}

impl TextNumber for f64 {
    fn read(text: &str, _: DType) -> Option<f64> {
        let text = text.trim();
        match text.find('(') {
            Some(end) if float_length(text) == text.len() => text[..end].parse().ok(),
            _ => text.parse().ok(),
        }
    }

    fn length(text: &str) -> usize {
        float_length(text)
    }
}

impl TextNumber for C128 {
    fn read(text: &str, _: DType) -> Option<C128> {
        let text = text.trim();
        let text = match text.strip_prefix('(') {
            Some(rest) => rest.strip_suffix(')')?.trim(),
            None => text,
        };
        if complex_length(text) != text.len() {
            return None;
        }
        let Some(text) = text.strip_suffix('j') else {
            return Some(C128::new(text.parse().ok()?, 0.0));
        };
        match float_length(text) {
            length if length == text.len() => Some(C128::new(0.0, text.parse().ok()?)),
            length => {
                let (real, imaginary) = text.split_at(length);
                let imaginary = imaginary.strip_prefix('+').unwrap_or(imaginary);
                Some(C128::new(real.parse().ok()?, imaginary.parse().ok()?))
            }
        }
    }

    fn length(text: &str) -> usize {
        complex_length(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_ends_where_it_cannot_go_on() {
        for (text, length) in [
            ("1.5e3x", 5),
            ("1e", 1),
            (".", 0),
            ("-.5,", 3),
            ("+", 0),
            ("NaNs", 3),
            ("nan(x_1)", 8),
            ("nan(x", 3),
            ("-infinity", 9),
            ("é", 0),
            ("1é", 1),
        ] {
            assert_eq!(f64::length(text), length, "{text}");
        }
        assert_eq!(C128::length("1+2j,"), 4);
        assert_eq!(C128::length("1+2,"), 1);
        assert_eq!(u64::length("-1"), 0);
    }

    #[test]
    fn integers_must_fit_their_dtype() {
        assert_eq!(i64::read(" -128 ", DType::INT8), Some(-128));
        assert_eq!(i64::read("128", DType::INT8), None);
        assert_eq!(u64::read("255", DType::UINT8), Some(255));
        assert_eq!(u64::read("256", DType::UINT8), None);
        assert_eq!(i64::read("300", DType::BOOL), Some(300));
        assert_eq!(i64::read("1.0", DType::INT64), None);
    }

    #[test]
    fn complex_numbers_may_have_parentheses_and_one_part_only() {
        let read = |text| C128::read(text, DType::COMPLEX128);
        assert_eq!(read(" ( 1-2.5j ) "), Some(C128::new(1.0, -2.5)));
        assert_eq!(read("1+-2j"), Some(C128::new(1.0, -2.0)));
        assert_eq!(read("2j"), Some(C128::new(0.0, 2.0)));
        assert_eq!(read("3"), Some(C128::new(3.0, 0.0)));
        for text in ["", "(1+2j", "1+j", "1+2jj", "1 + 2j", "j"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
