//! What NumPy's `set_printoptions` sets.

use std::borrow::Cow;

/// How many digits of floats are shown, NumPy's `floatmode`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FloatMode {
    /// Always `precision` digits after the point.
    Fixed,
    /// As many as tell each number from its neighbours, whatever `precision` says.
    Unique,
    /// As many as that needs, at most `precision`.
    MaxPrec,
    /// The same number for all elements: what the longest needs, at most `precision`.
    MaxPrecEqual,
}

impl FloatMode {
    /// Reads NumPy's keyword.
    pub fn parse(text: &str) -> Option<FloatMode> {
        Some(match text {
            "fixed" => FloatMode::Fixed,
            "unique" => FloatMode::Unique,
            "maxprec" => FloatMode::MaxPrec,
            "maxprec_equal" => FloatMode::MaxPrecEqual,
            _ => return None,
        })
    }
}

/// What stands before positive numbers, NumPy's `sign`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sign {
    /// `'-'`: nothing.
    Minus,
    /// `'+'`: a plus.
    Plus,
    /// `' '`: a space.
    Space,
}

impl Sign {
    /// Reads NumPy's character.
    pub fn parse(text: &str) -> Option<Sign> {
        Some(match text {
            "-" => Sign::Minus,
            "+" => Sign::Plus,
            " " => Sign::Space,
            _ => return None,
        })
    }
}

/// Print options; the default ones are NumPy's.
#[derive(Clone, PartialEq, Debug)]
pub struct PrintOptions {
    /// Most digits after the point (see [`FloatMode`]).
    pub precision: usize,
    /// Arrays of more elements are abridged.
    pub threshold: usize,
    /// How many elements at both ends of an axis an abridged array shows.
    pub edgeitems: usize,
    /// Characters per line.
    pub linewidth: usize,
    /// Never write small numbers with an exponent.
    pub suppress: bool,
    /// Sign of positive numbers.
    pub sign: Sign,
    /// Digits of floats.
    pub floatmode: FloatMode,
    /// Whether types of few digits get an exponent earlier; NumPy 2.2 did not.
    pub early_exponent: bool,
    /// Whether `repr` tells the shape of an abridged array; NumPy 2.2 did not.
    pub abridged_shape: bool,
    /// What stands for not-a-number.
    pub nanstr: Cow<'static, str>,
    /// What stands for infinity.
    pub infstr: Cow<'static, str>,
}

impl Default for PrintOptions {
    fn default() -> PrintOptions {
        PrintOptions {
            precision: 8,
            threshold: 1000,
            edgeitems: 3,
            linewidth: 75,
            suppress: false,
            sign: Sign::Minus,
            floatmode: FloatMode::MaxPrec,
            early_exponent: true,
            abridged_shape: true,
            nanstr: Cow::Borrowed("nan"),
            infstr: Cow::Borrowed("inf"),
        }
    }
}
