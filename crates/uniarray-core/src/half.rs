//! Floats of 16 bits: how they are kept, and how they become other floats and are made of them.
//!
//! Arithmetic is that of `f32`, rounded to 16 bits in the end, as NumPy does it: the table's expressions are compiled for `f32`
//! between [`F16::widen`] and [`Rounded`]. The conversions have no branches, so that the compiler vectorises them at every level; a crate
//! that looks for the CPU's own conversions at run time cannot be inlined into the kernels. Those that work on rows use the CPU's.

#[cfg(target_arch = "x86_64")]
pub(crate) mod rows;

use std::cmp::Ordering;
use std::fmt;
use std::num::ParseFloatError;
use std::str::FromStr;

use crate::dtype::Bool;
use crate::flags::FpFlags;
use crate::loops::{Watch, Yield};

/// An IEEE 754 binary16 number: a sign, five bits of exponent, ten of mantissa.
#[derive(Clone, Copy, Default)]
#[repr(transparent)]
pub struct F16(pub u16);

const INFINITE: u32 = 0x7f80_0000;
/// 2**-14, the least number with all digits.
const LEAST_NORMAL: u32 = 0x3880_0000;
/// From here on, 2**16 - 2**4, numbers round to infinity.
const OVERFLOWS: u32 = 0x477f_f000;

impl F16 {
    /// Not a number.
    pub const NAN: F16 = F16(0x7e00);

    /// The same number with more bits.
    #[inline(always)]
    pub const fn widen(self) -> f32 {
        let bits = self.0 as u32;
        let (sign, magnitude) = ((bits & 0x8000) << 16, (bits & 0x7fff) << 13);
        // A number without all digits: one bit is put before them, and its value taken away again.
        let short = f32::from_bits(magnitude + LEAST_NORMAL) - f32::from_bits(LEAST_NORMAL);
        let wide = if magnitude < 0x0080_0000 {
            short.to_bits()
        } else if magnitude >= 0x0f80_0000 {
            magnitude | INFINITE
        } else {
            magnitude + 0x3800_0000
        };
        f32::from_bits(sign | wide)
    }

    /// The nearest number, ties to even, and flag bits of overflow and of digits lost at the lower end.
    #[inline(always)]
    pub const fn round(value: f32) -> Rounded {
        let bits = value.to_bits();
        let (sign, magnitude) = ((bits >> 16) & 0x8000, bits & 0x7fff_ffff);
        // Below 2**-14 an addition rounds: the last bit of numbers around 0.5 is worth as much as that of the result.
        let small = magnitude < LEAST_NORMAL;
        let low = f32::from_bits(if small { magnitude } else { 0 });
        let raised = low + 0.5;
        let normal = magnitude.wrapping_sub(0x3800_0000) + 0xfff + ((magnitude >> 13) & 1);
        let nan = 0x7c00 | ((magnitude >> 13) & 0x3ff);
        let short = if small {
            raised.to_bits() - 0.5f32.to_bits()
        } else if magnitude < OVERFLOWS {
            normal >> 13
        } else if magnitude <= INFINITE {
            0x7c00
        } else {
            // A payload that is lost must not leave an infinity.
            nan | (((nan == 0x7c00) as u32) << 9)
        };
        let over = (magnitude >= OVERFLOWS) & (magnitude < INFINITE);
        let under = small & (raised - 0.5 != low);
        let flags = ((over as u32) * FpFlags::OVERFLOW.0) | ((under as u32) * FpFlags::UNDERFLOW.0);
        Rounded(F16((sign | short) as u16), flags)
    }

    /// As [`F16::round`], of a longer number: rounded once.
    #[inline(always)]
    pub const fn round_long(value: f64) -> Rounded {
        let near = value as f32;
        let back = near as f64;
        let bits = near.to_bits();
        // An inexact number is cut to the one with an odd last bit, which is a tie of no shorter number.
        let cut = if back.abs() > value.abs() {
            bits - 1
        } else {
            bits + 1
        };
        let inexact = (back != value) & !value.is_nan();
        let odd = if inexact & (bits & 1 == 0) { cut } else { bits };
        F16::round(f32::from_bits(odd))
    }

    /// The nearest number.
    #[inline(always)]
    pub const fn nearest(value: f64) -> F16 {
        F16::round_long(value).0
    }

    /// The bits of the number.
    #[inline(always)]
    pub const fn to_bits(self) -> u16 {
        self.0
    }

    /// The number of these bits.
    #[inline(always)]
    pub const fn from_bits(bits: u16) -> F16 {
        F16(bits)
    }

    /// The number without its sign.
    #[inline(always)]
    pub const fn abs(self) -> F16 {
        F16(self.0 & 0x7fff)
    }

    /// The number with the other sign.
    #[inline(always)]
    pub const fn negated(self) -> F16 {
        F16(self.0 ^ 0x8000)
    }

    /// Whether the sign is a minus, also of zeros and of what is no number.
    #[inline(always)]
    pub const fn is_sign_negative(self) -> bool {
        self.0 & 0x8000 != 0
    }

    /// The least number greater than this one, which is not the greatest.
    const fn next_up(self) -> F16 {
        F16(match self.0 {
            0x8000 => 1,
            bits if bits & 0x8000 != 0 => bits - 1,
            bits => bits + 1,
        })
    }

    /// The next number towards `to`, as C99's `nextafter`.
    pub fn next_after(self, to: F16) -> Rounded {
        if self.is_nan() || to.is_nan() {
            return Rounded(F16::NAN, 0);
        }
        if self == to {
            return Rounded(to, 0);
        }
        let minus = self.negated();
        let next = if self < to {
            self.next_up()
        } else {
            minus.next_up().negated()
        };
        let over = next.0 & 0x7fff == 0x7c00;
        Rounded(next, if over { FpFlags::OVERFLOW.0 } else { 0 })
    }

    /// The distance to the next number above; NaN for what is not finite.
    pub fn spacing(self) -> Rounded {
        if self.0 & 0x7c00 == 0x7c00 {
            return Rounded(F16::NAN, FpFlags::INVALID.0);
        }
        let next = self.next_up();
        match next.0 {
            0x7c00 => Rounded(next, FpFlags::OVERFLOW.0),
            _ => F16::round(next.widen() - self.widen()),
        }
    }

    /// Whether this is no number.
    #[inline(always)]
    pub const fn is_nan(self) -> bool {
        self.0 & 0x7fff > 0x7c00
    }
}

/// What a calculation with 32 bits gives: the rounded result, with flag bits.
#[derive(Clone, Copy, Debug)]
pub struct Rounded(pub F16, pub u32);

impl Yield for Rounded {
    type Value = F16;
    // The calculation before the rounding is watched as well.
    const WATCH: Watch = Watch::Status;

    #[inline(always)]
    fn split(self) -> (F16, u32) {
        (self.0, self.1)
    }
}

/// What the results of an expression of `f32` become where it stands for one of [`F16`].
pub(crate) trait Narrow {
    /// What the loop yields.
    type Out: Yield;

    /// Rounds numbers; truth values stay.
    fn narrow(self) -> Self::Out;
}

impl Narrow for f32 {
    type Out = Rounded;

    #[inline(always)]
    fn narrow(self) -> Rounded {
        F16::round(self)
    }
}

impl Narrow for Bool {
    type Out = Bool;

    #[inline(always)]
    fn narrow(self) -> Bool {
        self
    }
}

impl PartialEq for F16 {
    #[inline(always)]
    fn eq(&self, other: &F16) -> bool {
        self.widen() == other.widen()
    }
}

impl PartialOrd for F16 {
    #[inline(always)]
    fn partial_cmp(&self, other: &F16) -> Option<Ordering> {
        self.widen().partial_cmp(&other.widen())
    }

    // Without the detour by an ordering, which keeps loops from being vectorised.
    #[inline(always)]
    fn lt(&self, other: &F16) -> bool {
        self.widen() < other.widen()
    }

    #[inline(always)]
    fn le(&self, other: &F16) -> bool {
        self.widen() <= other.widen()
    }

    #[inline(always)]
    fn gt(&self, other: &F16) -> bool {
        self.widen() > other.widen()
    }

    #[inline(always)]
    fn ge(&self, other: &F16) -> bool {
        self.widen() >= other.widen()
    }
}

impl From<F16> for f32 {
    fn from(value: F16) -> f32 {
        value.widen()
    }
}

impl From<F16> for f64 {
    fn from(value: F16) -> f64 {
        value.widen().into()
    }
}

impl FromStr for F16 {
    type Err = ParseFloatError;

    fn from_str(text: &str) -> Result<F16, ParseFloatError> {
        text.parse().map(F16::nearest)
    }
}

impl fmt::Debug for F16 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.widen(), f)
    }
}

impl F16 {
    /// The fewest decimal digits, with an exponent, that are this number and no other one; the nearest of those. Not for infinities.
    fn shortest(self) -> String {
        // Five digits tell all numbers of eleven bits apart.
        let wide = f64::from(self);
        let digits = |count: usize| format!("{wide:.count$e}");
        let short = (0..5)
            .map(digits)
            .find(|text| text.parse().is_ok_and(|other: F16| other.0 == self.0));
        short.unwrap_or_else(|| digits(5))
    }
}

impl fmt::LowerExp for F16 {
    /// The shortest digits that are this number, or the exact ones to a precision.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let wide = f64::from(*self);
        if f.precision().is_some() || !wide.is_finite() {
            return fmt::LowerExp::fmt(&wide, f);
        }
        f.write_str(&self.shortest())
    }
}

impl fmt::Display for F16 {
    /// The shortest digits that are this number, or the exact ones to a precision.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let wide = f64::from(*self);
        if f.precision().is_some() || !wide.is_finite() {
            return fmt::Display::fmt(&wide, f);
        }
        // The shortest digits of that double are the same ones.
        let short: f64 = self.shortest().parse().unwrap_or(wide);
        fmt::Display::fmt(&short, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_survives_the_way_there_and_back() {
        for bits in 0..=u16::MAX {
            let short = F16(bits);
            let exponent = i32::from(bits >> 10 & 31);
            let mantissa = f64::from(bits & 0x3ff);
            let expected = match exponent {
                31 if mantissa > 0.0 => f64::NAN,
                31 => f64::INFINITY,
                0 => mantissa * 2f64.powi(-24),
                _ => (1.0 + mantissa / 1024.0) * 2f64.powi(exponent - 15),
            };
            let expected = if bits >> 15 == 1 { -expected } else { expected };
            let wide = f64::from(short);
            assert!(wide == expected || wide.is_nan() && expected.is_nan(), "{bits:x}");
            for Rounded(back, flags) in [F16::round(wide as f32), F16::round_long(wide)] {
                assert_eq!(back.is_nan(), short.is_nan());
                assert!(back.is_nan() || back.0 == bits, "{bits:x} {:x}", back.0);
                assert_eq!(flags, 0);
            }
            if !short.is_nan() {
                assert_eq!(short.to_string().parse::<F16>().unwrap().0, bits);
                assert_eq!(format!("{short:e}").parse::<F16>().unwrap().0, bits);
            }
        }
    }

    #[test]
    fn numbers_between_two_go_to_the_nearer_or_the_even_one() {
        for bits in 0..0x7c00u16 {
            let (low, high) = (f64::from(F16(bits)), f64::from(F16(bits + 1)));
            // The number after the greatest one would be 2**16.
            let high = if high.is_infinite() { 65536.0 } else { high };
            let middle = (low + high) / 2.0;
            let even = bits + (bits & 1);
            let small = low < 2f64.powi(-14);
            for (value, expected) in [
                (middle, even),
                (middle.next_down(), bits),
                (middle.next_up(), bits + 1),
            ] {
                let Rounded(found, flags) = F16::round_long(value);
                assert_eq!(found.0, expected, "{value:e}");
                let over = if expected == 0x7c00 {
                    FpFlags::OVERFLOW.0
                } else {
                    0
                };
                let under = if small { FpFlags::UNDERFLOW.0 } else { 0 };
                assert_eq!(flags, over | under, "{value:e}");
                assert_eq!(F16::round_long(-value).0.0, expected | 0x8000);
            }
            assert_eq!(F16::round(middle as f32).0.0, even);
        }
        assert_eq!(F16::round(f32::MAX).1, FpFlags::OVERFLOW.0);
        assert_eq!(F16::round_long(1e300).1, FpFlags::OVERFLOW.0);
        assert_eq!(F16::round_long(1e-300).1, FpFlags::UNDERFLOW.0);
        assert_eq!(F16::round_long(f64::INFINITY).1, 0);
    }

    #[test]
    fn the_shortest_digits_are_written() {
        let text = |value: f64| F16::nearest(value).to_string();
        assert_eq!(
            [text(0.1), text(0.3333), text(65504.0)],
            ["0.1", "0.3333", "65500"]
        );
        assert_eq!(format!("{:e}", F16(1)), "6e-8");
        assert_eq!(format!("{:.3}", F16::nearest(0.1)), "0.100");
        assert!(F16::NAN.is_nan() && F16::NAN != F16::NAN && F16(0x8000) == F16(0));
    }
}
