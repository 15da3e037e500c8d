//! Floor division of integers and its remainder, by way of floats: CPUs divide vectors of those only.
//!
//! The floor of a / b is that of (a + 1/2) / b, which lies at least 1 / 2b from any integer. The product with the rounded inverse errs by
//! less than that where a is below 2**51; half of that is the limit here. Integers of less than 32 bits are computed as `i32`.

use super::double::{ROUND, integer};
use super::{Function2, when};
use crate::flags::FpFlags;
use crate::math::integer::Int;

/// The quotient, rounded towards minus infinity.
pub(crate) struct FloorDivide;
/// What the floor division leaves, with the divisor's sign.
pub(crate) struct Remainder;

/// Integers of which a quotient leaves something.
pub(crate) trait Rest: Copy {
    /// What this quotient leaves of the number; nothing where the divisor is zero.
    fn rest(self, quotient: Self, by: Self) -> Self;
}

/// Per type: the limits that it has beyond a divisor of zero, the quotient, and whether -1 overflows.
macro_rules! quotients {
    ($($ty:ident: |$a:ident, $b:ident| usual $usual:expr, value $value:expr, over $over:expr;)*) => { $(
        impl Function2<$ty> for FloorDivide {
            const INVARIANT: bool = true;

            #[inline(always)]
            fn value($a: $ty, $b: $ty) -> $ty {
                $value
            }

            #[inline(always)]
            #[allow(unused_variables, reason = "only signed types overflow, and only long ones have limits")]
            fn usual($a: $ty, $b: $ty) -> bool {
                ($b != 0) & !$over & $usual
            }

            #[inline(always)]
            fn rare($a: $ty, $b: $ty) -> $ty {
                $a.floor_divide($b).0
            }

            #[inline(always)]
            #[allow(unused_variables, reason = "only signed types overflow")]
            fn flags($a: $ty, $b: $ty, _: $ty) -> u32 {
                when($b == 0, FpFlags::DIVIDE) | when($over, FpFlags::OVERFLOW)
            }
        }

        impl Rest for $ty {
            #[inline(always)]
            fn rest(self, quotient: $ty, by: $ty) -> $ty {
                let number = if by == 0 { 0 } else { self };
                number.wrapping_sub(quotient.wrapping_mul(by))
            }
        }

        impl Function2<$ty> for Remainder {
            const INVARIANT: bool = true;

            #[inline(always)]
            fn value($a: $ty, $b: $ty) -> $ty {
                let quotient: $ty = $value;
                $a.rest(quotient, $b)
            }

            #[inline(always)]
            fn usual(a: $ty, b: $ty) -> bool {
                <FloorDivide as Function2<$ty>>::usual(a, b)
            }

            #[inline(always)]
            fn rare(a: $ty, b: $ty) -> $ty {
                a.remainder(b).0
            }

            #[inline(always)]
            fn flags(_: $ty, b: $ty, _: $ty) -> u32 {
                when(b == 0, FpFlags::DIVIDE)
            }
        }
    )* };
}

/// Of numbers up to 2**50.
#[inline(always)]
fn long(a: f64, b: f64) -> i64 {
    let (a, b) = if b < 0.0 { (-a, -b) } else { (a, b) };
    integer(((a + 0.5) * (1.0 / b)).floor() + ROUND)
}

/// An integer up to 2**50 as a float, without the conversion that not all CPUs have.
#[inline(always)]
fn float(x: i64) -> f64 {
    f64::from_bits((x as u64).wrapping_add(ROUND.to_bits())) - ROUND
}

const LIMIT: i64 = 1 << 50;

/// Whether a number lies between the limits: shifted up, it is a small one without sign.
#[inline(always)]
fn middling(x: i64) -> bool {
    (x.wrapping_add(LIMIT) as u64) < 2 * LIMIT as u64
}

quotients! {
    i32: |a, b| usual true, value long(a.into(), b.into()) as i32, over (a == i32::MIN) & (b == -1);
    u32: |a, b| usual true, value long(a.into(), b.into()) as u32, over false;
    i64: |a, b| usual middling(a) & middling(b), value long(float(a), float(b)), over (a == i64::MIN) & (b == -1);
    u64: |a, b| usual (a < LIMIT as u64) & (b < LIMIT as u64), value long(float(a as i64), float(b as i64)) as u64,
        over false;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check<T: Int + PartialEq + std::fmt::Debug>(numbers: &[T])
    where
        FloorDivide: Function2<T>,
        Remainder: Function2<T>,
    {
        for &a in numbers {
            for &b in numbers {
                if <FloorDivide as Function2<T>>::usual(a, b) {
                    assert_eq!(
                        <FloorDivide as Function2<T>>::value(a, b),
                        a.floor_divide(b).0,
                        "{a:?} // {b:?}"
                    );
                    assert_eq!(
                        <Remainder as Function2<T>>::value(a, b),
                        a.remainder(b).0,
                        "{a:?} % {b:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn quotients_are_those_of_integers() {
        check(&(-300..300).collect::<Vec<i32>>());
        let around =
            |bits: u32| (0..=bits).flat_map(|bit| [-2, -1, 0, 1, 2].map(|more| (1i128 << bit) + more));
        let odd = (1..200i128).map(|k| k * 7919 * k * k);
        let numbers: Vec<i128> = around(64).chain(odd).flat_map(|x| [x, -x, 3 * x]).collect();
        macro_rules! each {
            ($($ty:ident)*) => {
                $(check(&numbers.iter().filter_map(|&x| $ty::try_from(x).ok()).collect::<Vec<_>>());)*
            };
        }
        each!(i32 u32 i64 u64);
    }

    #[test]
    fn what_goes_wrong_is_not_usual() {
        assert!(!<FloorDivide as Function2<i32>>::usual(i32::MIN, -1));
        assert!(!<Remainder as Function2<u32>>::usual(1, 0));
        assert_eq!(<FloorDivide as Function2<i32>>::flags(1, 0, 0), FpFlags::DIVIDE.0);
        assert_eq!(
            <FloorDivide as Function2<i64>>::flags(i64::MIN, -1, 0),
            FpFlags::OVERFLOW.0
        );
        assert_eq!(<Remainder as Function2<i64>>::flags(i64::MIN, -1, 0), 0);
    }
}
