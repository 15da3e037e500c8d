//! Real functions that neither Rust nor C has under NumPy's name.

use super::division::Real;

/// `f32` or `f64`, with what the functions of this file and the table's expressions need.
pub(crate) trait Float: Real {
    /// The next number towards `to`, as C99's `nextafter`.
    fn next_after(self, to: Self) -> Self;
    /// The distance to the next number away from zero, with the number's sign but for zero's; NaN for what is not finite.
    fn spacing(self) -> Self;
    /// The inverse of `sinh`. Rust's own overflows for the largest numbers, as `arccosh` does.
    fn arcsinh(self) -> Self;
    /// The inverse of `cosh`; invalid below 1, of which Rust's own does not tell the CPU.
    fn arccosh(self) -> Self;
    /// The inverse of `tanh`.
    fn arctanh(self) -> Self;
    /// `log(exp(a) + exp(b))` without overflow.
    fn log_add_exp(self, other: Self) -> Self;
    /// `log2(2**a + 2**b)` without overflow.
    fn log_add_exp2(self, other: Self) -> Self;
    /// 0 below zero, 1 above, `at_zero` at zero.
    fn heaviside(self, at_zero: Self) -> Self;
    /// Fraction and integral part, both with the number's sign.
    fn modf(self) -> (Self, Self);
    /// Mantissa in `[0.5, 1)` and exponent.
    fn frexp(self) -> (Self, i32);
    /// `self * 2**exponent`, rounded once.
    fn ldexp(self, exponent: i64) -> Self;
    /// Radians from degrees.
    fn radians(self) -> Self;
    /// Degrees from radians.
    fn degrees(self) -> Self;
}

macro_rules! floats {
    ($($ty:ident, $int:ident, $ldexp:path, $asinh:path, $acosh:path, $atanh:path;)*) => {
        $(impl Float for $ty {
            #[inline]
            fn next_after(self, to: $ty) -> $ty {
                if self.is_nan() || to.is_nan() {
                    return self + to;
                } else if self == to {
                    return to;
                }
                let next = if self < to { self.next_up() } else { self.next_down() };
                // The same infinity, by an operation that tells the CPU of the overflow.
                if next.is_infinite() { self + self } else { next }
            }

            #[inline]
            fn spacing(self) -> $ty {
                if self.is_infinite() {
                    return $ty::NAN;
                }
                if self == 0.0 {
                    return self.abs().next_up();
                }
                self.next_after($ty::INFINITY.copysign(self)) - self
            }

            #[inline]
            fn arcsinh(self) -> $ty {
                $asinh(self)
            }

            #[inline]
            fn arccosh(self) -> $ty {
                // Of the numbers below 1, for which libm's results are not specified, a root makes NaN and the flag.
                if self < 1.0 { (self - 1.0).sqrt() } else { $acosh(self) }
            }

            #[inline]
            fn arctanh(self) -> $ty {
                $atanh(self)
            }

            #[inline]
            fn log_add_exp(self, other: $ty) -> $ty {
                if self == other {
                    // Also for equal infinities, whose difference is NaN.
                    return self + std::$ty::consts::LN_2;
                }
                let difference = self - other;
                if difference > 0.0 {
                    self + (-difference).exp().ln_1p()
                } else if difference <= 0.0 {
                    other + difference.exp().ln_1p()
                } else {
                    difference
                }
            }

            #[inline]
            fn log_add_exp2(self, other: $ty) -> $ty {
                if self == other {
                    return self + 1.0;
                }
                let log2_1p = |x: $ty| std::$ty::consts::LOG2_E * x.ln_1p();
                let difference = self - other;
                if difference > 0.0 {
                    self + log2_1p((-difference).exp2())
                } else if difference <= 0.0 {
                    other + log2_1p(difference.exp2())
                } else {
                    difference
                }
            }

            #[inline]
            fn heaviside(self, at_zero: $ty) -> $ty {
                if self.is_nan() {
                    $ty::NAN
                } else if self == 0.0 {
                    at_zero
                } else {
                    (self > 0.0) as i8 as $ty
                }
            }

            #[inline(always)]
            fn modf(self) -> ($ty, $ty) {
                let whole = self.trunc();
                // The difference of an infinity with itself is no fraction.
                let fraction = if self.is_infinite() { 0.0 } else { self - whole };
                (fraction.copysign(self), whole)
            }

            #[inline(always)]
            fn frexp(self) -> ($ty, i32) {
                const DIGITS: u32 = <$ty>::MANTISSA_DIGITS - 1;
                const FIELD: $int = (1 << (<$int>::BITS - 1 - DIGITS)) - 1;
                const HALF: $int = FIELD / 2 - 1;
                let field = |bits: $int| bits >> DIGITS & FIELD;
                let given = self.to_bits() as $int;
                // Numbers without all digits are made longer; all others would be multiplied for nothing, and may overflow.
                let short = field(given) == 0;
                let longer = if short { self } else { 0.0 } * (1u64 << (DIGITS + 1)) as $ty;
                let bits = if short { longer.to_bits() as $int } else { given };
                let exponent = field(bits) - HALF - if short { DIGITS as $int + 1 } else { 0 };
                let mantissa = (bits & !(FIELD << DIGITS)) | (HALF << DIGITS);
                // Zeros, infinities and what is no number are their own mantissas.
                let kept = (field(bits) == 0) | (field(given) == FIELD);
                let mantissa = if kept { given } else { mantissa };
                (<$ty>::from_bits(mantissa as _), if kept { 0 } else { exponent } as i32)
            }

            #[inline]
            fn ldexp(self, exponent: i64) -> $ty {
                // Beyond this every finite number is infinite or zero already.
                $ldexp(self, exponent.clamp(-5000, 5000) as i32)
            }

            #[inline(always)]
            fn radians(self) -> $ty {
                self * (std::$ty::consts::PI / 180.0)
            }

            #[inline(always)]
            fn degrees(self) -> $ty {
                self * (180.0 / std::$ty::consts::PI)
            }
        })*
    };
}

floats! {
    f32, i32, libm::ldexpf, libm::asinhf, libm::acoshf, libm::atanhf;
    f64, i64, libm::ldexp, libm::asinh, libm::acosh, libm::atanh;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_number_keep_its_sign() {
        assert_eq!((-2.5f64).modf(), (-0.5, -2.0));
        let (fraction, whole) = f64::NEG_INFINITY.modf();
        assert!(fraction == 0.0 && fraction.is_sign_negative() && whole == f64::NEG_INFINITY);
        assert!((-3.0f32).modf().0.is_sign_negative());
        assert_eq!(
            (0.75f32.frexp(), 8.0f64.frexp(), f64::INFINITY.frexp()),
            ((0.75, 0), (0.5, 4), (f64::INFINITY, 0))
        );
        assert_eq!((0.0f64.frexp(), f32::NAN.frexp().1), ((0.0, 0), 0));
        assert!(f32::NAN.frexp().0.is_nan() && (-0.0f32).frexp().0.is_sign_negative());
        for power in 0..2046 {
            let number = -f64::from_bits(1).ldexp(power) * 1.75;
            let (mantissa, exponent) = number.frexp();
            assert_eq!((mantissa, exponent), libm::frexp(number));
            assert_eq!((number as f32).frexp(), libm::frexpf(number as f32));
        }
        assert_eq!(
            (0.5f64.ldexp(4), 1.0f32.ldexp(1 << 40), 1.0f64.ldexp(-(1 << 40))),
            (8.0, f32::INFINITY, 0.0)
        );
    }

    #[test]
    fn neighbours_and_distances() {
        assert_eq!(1.0f64.spacing(), f64::EPSILON);
        assert_eq!((-1.0f32).spacing(), -f32::EPSILON);
        assert!(f64::INFINITY.spacing().is_nan());
        assert_eq!(0.0f64.next_after(-1.0), -f64::from_bits(1));
        assert!(f32::NAN.next_after(1.0).is_nan());
    }

    #[test]
    fn sums_of_exponentials_do_not_overflow() {
        assert!((1000.0f64.log_add_exp(1000.0) - (1000.0 + std::f64::consts::LN_2)).abs() < 1e-12);
        assert_eq!(f64::NEG_INFINITY.log_add_exp(3.0), 3.0);
        assert_eq!(
            f64::NEG_INFINITY.log_add_exp2(f64::NEG_INFINITY),
            f64::NEG_INFINITY
        );
        assert_eq!(3.0f32.log_add_exp2(3.0), 4.0);
        assert_eq!(
            (
                0.0f64.heaviside(0.5),
                (-1.0f64).heaviside(0.5),
                2.0f64.heaviside(0.5)
            ),
            (0.5, 0.0, 1.0)
        );
    }
}
