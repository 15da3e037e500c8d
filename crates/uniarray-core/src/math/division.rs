//! Float division that rounds: `%` and `divmod` as Python defines them, `//` as the array API standard does.

use crate::dtype::Element;

/// `f32` or `f64`.
pub(crate) trait Real:
    Element
    + PartialOrd
    + std::ops::Add<Output = Self>
    + std::ops::Sub<Output = Self>
    + std::ops::Mul<Output = Self>
    + std::ops::Div<Output = Self>
    + std::ops::Rem<Output = Self>
    + std::ops::Neg<Output = Self>
{
    const ONE: Self;
    const HALF: Self;

    fn floor(self) -> Self;
    fn is_infinite(self) -> bool;
    fn copysign(self, sign: Self) -> Self;
}

macro_rules! reals {
    ($($ty:ty),*) => {
        $(impl Real for $ty {
            const ONE: $ty = 1.0;
            const HALF: $ty = 0.5;

            #[inline(always)]
            fn floor(self) -> $ty {
                self.floor()
            }

            #[inline(always)]
            fn is_infinite(self) -> bool {
                self.is_infinite()
            }

            #[inline(always)]
            fn copysign(self, sign: $ty) -> $ty {
                self.copysign(sign)
            }
        })*
    };
}
reals!(f32, f64);

/// Quotient rounded towards minus infinity, and what is left, with the divisor's sign. A zero divisor gives `a / b` and NaN.
///
/// The quotient is computed from the exact remainder, so that it is the integer nearest to the true one even where `a / b`
/// rounds up to it.
#[inline(always)]
pub(crate) fn divmod<T: Real>(a: T, b: T) -> (T, T) {
    let zero = T::default();
    let mut rest = a % b;
    if b == zero {
        return (a / b, rest);
    }
    let mut quotient = (a - rest) / b;
    if rest != zero {
        if (b < zero) != (rest < zero) {
            rest = rest + b;
            quotient = quotient - T::ONE;
        }
    } else {
        rest = zero.copysign(b);
    }
    let rounded = if quotient != zero {
        let floor = quotient.floor();
        if quotient - floor > T::HALF {
            floor + T::ONE
        } else {
            floor
        }
    } else {
        zero.copysign(a / b)
    };
    (rounded, rest)
}

/// The first of [`divmod`], except that a zero divisor and infinities give `a / b` with no more than its exceptions.
///
/// Python pairs `//` with `%`, so that `inf // 1` is NaN and `-1 // inf` is -1; the array API standard prefers the floor of
/// the quotient there, which is infinity and -0.
#[inline(always)]
pub(crate) fn floor_divide<T: Real>(a: T, b: T) -> T {
    if b == T::default() || a.is_infinite() || b.is_infinite() {
        a / b
    } else {
        divmod(a, b).0
    }
}

/// The second of [`divmod`].
#[inline(always)]
pub(crate) fn remainder<T: Real>(a: T, b: T) -> T {
    let zero = T::default();
    let rest = a % b;
    if b == zero {
        rest
    } else if rest == zero {
        zero.copysign(b)
    } else if (b < zero) != (rest < zero) {
        rest + b
    } else {
        rest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_and_zeros_are_pythons() {
        assert_eq!(divmod(7.5, -2.0), (-4.0, -0.5));
        assert_eq!(divmod(-7.5, 2.0), (-4.0, 0.5));
        let (quotient, rest) = divmod(-0.0f64, 5.0);
        assert!(quotient == 0.0 && quotient.is_sign_negative() && rest == 0.0 && rest.is_sign_positive());
        assert!(remainder(4.0f32, -2.0).is_sign_negative());
        assert_eq!(floor_divide(1.0, 0.0), f64::INFINITY);
        assert!(remainder(1.0, 0.0f64).is_nan());
        assert!(remainder(f64::INFINITY, 2.0).is_nan());
        assert_eq!(remainder(5.0, f64::INFINITY), 5.0);
        assert_eq!(remainder(-5.0, f64::INFINITY), f64::INFINITY);
        assert_eq!(floor_divide(1.0, 0.1), 9.0);
    }

    #[test]
    fn quotients_at_infinity_are_the_standards() {
        let inf = f64::INFINITY;
        assert_eq!((floor_divide(inf, 2.0), floor_divide(-inf, 2.0)), (inf, -inf));
        assert_eq!((floor_divide(inf, -2.0), floor_divide(-inf, -2.0)), (-inf, inf));
        assert!(floor_divide(inf, inf).is_nan() && floor_divide(f64::NAN, inf).is_nan());
        for (a, b, negative) in [
            (1.0, inf, false),
            (1.0, -inf, true),
            (-1.0, inf, true),
            (-1.0, -inf, false),
        ] {
            let quotient = floor_divide(a, b);
            assert!(
                quotient == 0.0 && quotient.is_sign_negative() == negative,
                "{a} // {b}"
            );
        }
        assert!(divmod(inf, 2.0).0.is_nan());
        assert_eq!(divmod(-1.0, inf).0, -1.0);
    }
}
