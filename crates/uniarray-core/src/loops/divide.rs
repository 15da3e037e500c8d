//! Division of integers by one and the same divisor: by multiplication with a factor that is found once, for CPUs have no division of
//! integer vectors.
//!
//! The factors are Granlund and Montgomery's ("Division by invariant integers using multiplication", PLDI 1994, figure 4.1): with
//! `2**l` the least power of two from the divisor `d` on, `m = 2**N * (2**l - d) / d + 1` and `t = m * n / 2**N`, the quotient
//! `n / d` is `(t + (n - t) / 2**min(l, 1)) / 2**max(l - 1, 0)`. Of eight bits `(n + 1) * (65535 / d) / 65536` is enough. The floor of
//! a negative number's quotient is the complement of the complement's.

use super::bodies::{get, put, rows};
use super::{Block, Loop, Marker, staged};
use crate::flags::FpFlags;
use crate::level::{Body, Level, stamp};
use crate::math::integer::Int;
use crate::math::vector::Function2;
use crate::math::vector::quotient::{FloorDivide, Remainder};

/// What stands for a divisor of `N` bits.
#[derive(Clone, Copy)]
pub(crate) struct Factor<U> {
    factor: U,
    first: u32,
    second: u32,
}

/// Unsigned integers.
pub(crate) trait Natural: Copy {
    /// Of a divisor that is not zero.
    fn factor(self) -> Factor<Self>;
    fn divided(self, by: Factor<Self>) -> Self;
}

impl Natural for u8 {
    fn factor(self) -> Factor<u8> {
        // All of the factor is in the other fields.
        Factor {
            factor: self,
            first: 65535 / u32::from(self),
            second: 0,
        }
    }

    #[inline(always)]
    fn divided(self, by: Factor<u8>) -> u8 {
        // In 16 bits, of which CPUs have products' upper halves.
        ((u32::from(u16::from(self) + 1) * u32::from(by.first as u16)) >> 16) as u8
    }
}

macro_rules! naturals {
    ($($ty:ty: $long:ty),*) => { $(
        impl Natural for $ty {
            fn factor(self) -> Factor<$ty> {
                let power = <$ty>::BITS - (self - 1).leading_zeros();
                let above = ((1 as $long) << power) - self as $long;
                Factor {
                    factor: ((above << <$ty>::BITS) / self as $long) as $ty + 1,
                    first: power.min(1),
                    second: power.saturating_sub(1),
                }
            }

            #[inline(always)]
            fn divided(self, by: Factor<$ty>) -> $ty {
                let high = ((by.factor as $long * self as $long) >> <$ty>::BITS) as $ty;
                ((self.wrapping_sub(high) >> by.first).wrapping_add(high)) >> by.second
            }
        }
    )* };
}
naturals!(u16: u32, u32: u64, u64: u128);

/// Integers that are divided by one.
pub(crate) trait Dividend: Int + PartialEq {
    /// What stands for the divisor.
    type By: Copy;

    /// Of a divisor that is not zero.
    fn by(self) -> Self::By;
    /// The quotient, rounded towards minus infinity; it wraps around.
    fn floor(self, by: Self::By) -> Self;
    /// What such a quotient leaves.
    fn rest(self, quotient: Self, by: Self) -> Self;
    /// Whether this is the least number and the divisor is -1.
    fn overflows(self, by: Self) -> bool;
}

macro_rules! unsigned {
    ($($ty:ty),*) => { $(
        impl Dividend for $ty {
            type By = Factor<$ty>;

            fn by(self) -> Factor<$ty> {
                self.factor()
            }

            #[inline(always)]
            fn floor(self, by: Factor<$ty>) -> $ty {
                self.divided(by)
            }

            #[inline(always)]
            fn rest(self, quotient: $ty, by: $ty) -> $ty {
                self.wrapping_sub(quotient.wrapping_mul(by))
            }

            #[inline(always)]
            fn overflows(self, _: $ty) -> bool {
                false
            }
        }
    )* };
}
unsigned!(u8, u16, u32, u64);

macro_rules! signed {
    ($($ty:ty: $unsigned:ty),*) => { $(
        impl Dividend for $ty {
            type By = (Factor<$unsigned>, bool);

            fn by(self) -> (Factor<$unsigned>, bool) {
                (self.unsigned_abs().factor(), self < 0)
            }

            #[inline(always)]
            fn floor(self, (by, turned): (Factor<$unsigned>, bool)) -> $ty {
                // For a negative divisor all signs are turned round; the opposite of the least number is right without a sign.
                let number = if turned { self.wrapping_neg() } else { self };
                let negative = if turned { self > 0 } else { self < 0 };
                let mask = (negative as $ty).wrapping_neg();
                ((number ^ mask) as $unsigned).divided(by) as $ty ^ mask
            }

            #[inline(always)]
            fn rest(self, quotient: $ty, by: $ty) -> $ty {
                self.wrapping_sub(quotient.wrapping_mul(by))
            }

            #[inline(always)]
            fn overflows(self, by: $ty) -> bool {
                (by == -1) & (self == <$ty>::MIN)
            }
        }
    )* };
}
signed!(i8: u8, i16: u16, i32: u32, i64: u64);

/// What is wanted of a division.
pub(crate) trait Wanted<T: Dividend>: 'static {
    /// The value and flag bits, of a divisor that is not zero.
    fn value(a: T, b: T, by: T::By) -> (T, u32);
    /// The same by the CPU's division, for a few and for a divisor that is zero.
    fn plain(a: T, b: T) -> (T, u32);
}

impl<T: Dividend> Wanted<T> for FloorDivide {
    #[inline(always)]
    fn value(a: T, b: T, by: T::By) -> (T, u32) {
        (a.floor(by), if a.overflows(b) { FpFlags::OVERFLOW.0 } else { 0 })
    }

    fn plain(a: T, b: T) -> (T, u32) {
        let found = a.floor_divide(b);
        (found.0, found.1)
    }
}

impl<T: Dividend> Wanted<T> for Remainder {
    #[inline(always)]
    fn value(a: T, b: T, by: T::By) -> (T, u32) {
        (a.rest(a.floor(by), b), 0)
    }

    fn plain(a: T, b: T) -> (T, u32) {
        let found = a.remainder(b);
        (found.0, found.1)
    }
}

struct ByOne<T, F>(Marker<(T, F)>);

/// Fewer are not worth a factor.
const FEW: usize = 16;

impl<T: Dividend, F: Wanted<T>> Body for ByOne<T, F> {
    const TOP: Level = Level::V4;

    #[inline(always)]
    unsafe fn run(block: &Block) -> u32 {
        // SAFETY: the kernel's contract, for a repeated second operand and contiguous others.
        unsafe {
            rows::<3>(block, |[a, b, o], n| {
                if n == 0 {
                    return 0;
                }
                let b = get::<T>(b, 0);
                if n < FEW || b == T::default() {
                    return plain::<T, F>(a, b, o, n);
                }
                let by = b.by();
                if a == o {
                    multiplied::<T, F>(o, b, by, o, n)
                } else {
                    multiplied::<T, F>(a, b, by, o, n)
                }
            })
        }
    }
}

/// # Safety
/// `n` elements may be read and written.
#[inline(always)]
unsafe fn multiplied<T: Dividend, F: Wanted<T>>(a: *const u8, b: T, by: T::By, o: *mut u8, n: usize) -> u32 {
    let mut flags = 0;
    for i in 0..n {
        // SAFETY: i < n.
        let (value, flag) = F::value(unsafe { get(a, i) }, b, by);
        // SAFETY: as above.
        unsafe { put(o, i, value) };
        flags |= flag;
    }
    flags
}

/// # Safety
/// As [`multiplied`].
#[inline(never)]
unsafe fn plain<T: Dividend, F: Wanted<T>>(a: *const u8, b: T, o: *mut u8, n: usize) -> u32 {
    let mut flags = 0;
    for i in 0..n {
        // SAFETY: i < n.
        let (value, flag) = F::plain(unsafe { get(a, i) }, b);
        // SAFETY: as above.
        unsafe { put(o, i, value) };
        flags |= flag;
    }
    flags
}

/// The loop of a division: [`staged`], but for one divisor of contiguous dividends.
pub(crate) fn division<T: Dividend + staged::Staged, F: Wanted<T> + Function2<T::Wide>>(
    level: Level,
) -> Loop {
    let mut made = staged::binary::<T, F>(level);
    made.forms.scalar_second = stamp::<ByOne<T, F>>(level);
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check<T: Dividend + std::fmt::Debug>(numbers: &[T]) {
        for &b in numbers.iter().filter(|&&b| b != T::default()) {
            let by = b.by();
            for &a in numbers {
                let quotient = a.floor_divide(b);
                let found = <FloorDivide as Wanted<T>>::value(a, b, by);
                assert_eq!(found, (quotient.0, quotient.1), "{a:?} // {b:?}");
                let found = <Remainder as Wanted<T>>::value(a, b, by);
                assert_eq!(found, (a.remainder(b).0, 0), "{a:?} % {b:?}");
            }
        }
    }

    #[test]
    fn products_are_quotients() {
        check(&(i8::MIN..=i8::MAX).collect::<Vec<_>>());
        check(&(u8::MIN..=u8::MAX).collect::<Vec<_>>());
        let near = |bit: u32| [-2, -1, 0, 1, 2].map(|more| (1i128 << bit) + more);
        let odd = (1..60i128).map(|k| k * 7919 * k * k * k);
        let numbers: Vec<i128> = (0..=64)
            .flat_map(near)
            .chain(odd)
            .flat_map(|x| [x, -x, x / 3, -x / 5])
            .collect();
        macro_rules! each {
            ($($ty:ident)*) => {
                $(check(&numbers.iter().filter_map(|&x| $ty::try_from(x).ok()).collect::<Vec<_>>());)*
            };
        }
        each!(i16 u16 i32 u32 i64 u64);
    }
}
