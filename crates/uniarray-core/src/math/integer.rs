//! Integer division, powers, shifts and divisors as NumPy defines them.

use crate::dtype::Element;
use crate::flags::FpFlags;
use crate::loops::{Flagged, NEGATIVE_POWER};

/// Integer operations that differ from Rust's, or between signed and unsigned.
pub(crate) trait Int: Element {
    /// Rounds towards minus infinity; zero and the divide flag for a zero divisor, the dividend and the overflow flag for the
    /// one quotient out of range.
    fn floor_divide(self, by: Self) -> Flagged<Self>;
    /// What `floor_divide` leaves, with the divisor's sign; zero and the divide flag for a zero divisor.
    fn remainder(self, by: Self) -> Flagged<Self>;
    /// What division that rounds towards zero leaves, with the dividend's sign, as C's `%`.
    fn fmod(self, by: Self) -> Flagged<Self>;
    /// Wraps around; negative exponents are reported as [`NEGATIVE_POWER`].
    fn power(self, exponent: Self) -> Flagged<Self>;
    /// Zero once all bits are shifted out. Negative counts are huge ones.
    fn shift_left(self, count: Self) -> Self;
    /// Zero, or minus one for negative numbers, once all bits are shifted out. Negative counts are huge ones.
    fn shift_right(self, count: Self) -> Self;
    /// Greatest common divisor of the absolute values.
    fn gcd(self, other: Self) -> Self;
    /// Least common multiple of the absolute values; wraps around.
    fn lcm(self, other: Self) -> Self;
}

macro_rules! shared {
    ($ty:ty, $unsigned:ty) => {
        #[inline(always)]
        fn fmod(self, by: $ty) -> Flagged<$ty> {
            if by == 0 {
                Flagged(0, FpFlags::DIVIDE.0)
            } else {
                Flagged(self.wrapping_rem(by), 0)
            }
        }

        #[inline(always)]
        fn shift_left(self, count: $ty) -> $ty {
            if (count as $unsigned) < <$ty>::BITS as $unsigned {
                self.wrapping_shl(count as u32)
            } else {
                0
            }
        }
    };
}

/// Squares and multiplies; the exponent is not negative.
macro_rules! power {
    ($base:expr, $exponent:expr) => {{
        let (mut base, mut exponent, mut product) = ($base, $exponent, 1);
        while exponent != 0 {
            if exponent & 1 == 1 {
                product = base.wrapping_mul(product);
            }
            base = base.wrapping_mul(base);
            exponent >>= 1;
        }
        product
    }};
}

/// Quotient and remainder together.
#[inline(always)]
pub(crate) fn divmod<T: Int>(a: T, b: T) -> (Flagged<T>, Flagged<T>) {
    (a.floor_divide(b), a.remainder(b))
}

#[inline(always)]
fn euclid(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

macro_rules! signed {
    ($($ty:ty: $unsigned:ty),*) => {
        $(impl Int for $ty {
            shared!($ty, $unsigned);

            #[inline(always)]
            fn floor_divide(self, by: $ty) -> Flagged<$ty> {
                if by == 0 {
                    return Flagged(0, FpFlags::DIVIDE.0);
                }
                if by == -1 && self == <$ty>::MIN {
                    return Flagged(self, FpFlags::OVERFLOW.0);
                }
                let (quotient, rest) = (self / by, self % by);
                Flagged(quotient - (rest != 0 && (rest < 0) != (by < 0)) as $ty, 0)
            }

            #[inline(always)]
            fn remainder(self, by: $ty) -> Flagged<$ty> {
                if by == 0 {
                    return Flagged(0, FpFlags::DIVIDE.0);
                }
                let rest = self.wrapping_rem(by);
                Flagged(if rest != 0 && (rest < 0) != (by < 0) { rest + by } else { rest }, 0)
            }

            #[inline(always)]
            fn power(self, exponent: $ty) -> Flagged<$ty> {
                if exponent < 0 {
                    return Flagged(0, NEGATIVE_POWER);
                }
                Flagged(power!(self, exponent), 0)
            }

            #[inline(always)]
            fn shift_right(self, count: $ty) -> $ty {
                // Shifting by one less than the width leaves the sign everywhere.
                let inside = (count as $unsigned) < <$ty>::BITS as $unsigned;
                self.wrapping_shr(if inside { count as u32 } else { <$ty>::BITS - 1 })
            }

            #[inline(always)]
            fn gcd(self, other: $ty) -> $ty {
                euclid(self.unsigned_abs().into(), other.unsigned_abs().into()) as $ty
            }

            #[inline(always)]
            fn lcm(self, other: $ty) -> $ty {
                let (a, b): (u64, u64) = (self.unsigned_abs().into(), other.unsigned_abs().into());
                let divisor = euclid(a, b);
                if divisor == 0 { 0 } else { (a / divisor).wrapping_mul(b) as $ty }
            }
        })*
    };
}
signed!(i8: u8, i16: u16, i32: u32, i64: u64);

macro_rules! unsigned {
    ($($ty:ty),*) => {
        $(impl Int for $ty {
            shared!($ty, $ty);

            #[inline(always)]
            fn floor_divide(self, by: $ty) -> Flagged<$ty> {
                if by == 0 { Flagged(0, FpFlags::DIVIDE.0) } else { Flagged(self / by, 0) }
            }

            #[inline(always)]
            fn remainder(self, by: $ty) -> Flagged<$ty> {
                self.fmod(by)
            }

            #[inline(always)]
            fn power(self, exponent: $ty) -> Flagged<$ty> {
                Flagged(power!(self, exponent), 0)
            }

            #[inline(always)]
            fn shift_right(self, count: $ty) -> $ty {
                if count < <$ty>::BITS as $ty { self.wrapping_shr(count as u32) } else { 0 }
            }

            #[inline(always)]
            fn gcd(self, other: $ty) -> $ty {
                euclid(self.into(), other.into()) as $ty
            }

            #[inline(always)]
            fn lcm(self, other: $ty) -> $ty {
                let divisor = self.gcd(other);
                if divisor == 0 { 0 } else { (self / divisor).wrapping_mul(other) }
            }
        })*
    };
}
unsigned!(u8, u16, u32, u64);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn division_floors_and_reports() {
        for a in i8::MIN..=i8::MAX {
            for b in i8::MIN..=i8::MAX {
                let (quotient, rest) = divmod(a, b);
                if b == 0 {
                    assert_eq!((quotient.0, quotient.1, rest.0, rest.1), (0, 1, 0, 1));
                    assert_eq!((a.fmod(b).0, a.fmod(b).1), (0, 1));
                    continue;
                }
                let exact = (a as f64 / b as f64).floor() as i32;
                assert_eq!(quotient.0, exact as i8, "{a} // {b}");
                assert_eq!(quotient.1 != 0, a == i8::MIN && b == -1);
                assert_eq!(rest.0 as i32, a as i32 - exact * b as i32, "{a} % {b}");
                assert_eq!(a.fmod(b).0 as i32, a as i32 % b as i32);
            }
        }
    }

    #[test]
    fn powers_wrap_and_refuse_negative_exponents() {
        assert_eq!(3i8.power(4).0, 81);
        assert_eq!(3u8.power(200).0, 3u8.wrapping_pow(200));
        assert_eq!((-1i64).power(i64::MAX).0, -1);
        assert_eq!(0i32.power(0).0, 1);
        assert_eq!(1i16.power(-1).1, NEGATIVE_POWER);
    }

    #[test]
    fn shifts_beyond_the_width_leave_zeros_or_signs() {
        assert_eq!(
            (1u8.shift_left(7), 1u8.shift_left(8), 1i8.shift_left(-1)),
            (128, 0, 0)
        );
        assert_eq!(
            (
                (-8i16).shift_right(1),
                (-8i16).shift_right(100),
                8i16.shift_right(-1)
            ),
            (-4, -1, 0)
        );
        assert_eq!((200u8.shift_right(3), 200u8.shift_right(255)), (25, 0));
    }

    #[test]
    fn divisors_and_multiples_are_not_negative() {
        assert_eq!((12i32.gcd(-18), 0i32.gcd(-5), 0i32.gcd(0)), (6, 5, 0));
        assert_eq!(((-4i32).lcm(6), 0i32.lcm(6), 6u8.lcm(4)), (12, 0, 12));
    }
}
