//! Integers within bounds.
//!
//! D. Lemire, *Fast random integer generation in an interval*, ACM TOMACS 29, 2019: the upper half of a product with the number of values, rejected
//! where the lower half says that a value would come too often. Or, as the old generator has it, by masks: bits that make a number beyond the bound are thrown away.
//! Integers of 8 and 16 bits and booleans share the 32 bits of one draw.

use crate::bits::Bits;
use crate::source::{Draw, Source};

/// All bits that numbers up to `max` have.
#[inline]
pub(crate) fn mask_of(max: u64) -> u64 {
    u64::MAX.checked_shr(max.leading_zeros()).unwrap_or(0)
}

/// What is left of the last 32 bits.
#[derive(Clone, Copy, Debug, Default)]
pub struct Rest {
    bits: u32,
    count: u32,
}

impl Rest {
    /// The lowest bits of the next part, the parts having `width` bits each.
    #[inline(always)]
    fn next<B: Bits + ?Sized>(&mut self, bits: &mut B, width: u32) -> u32 {
        if self.count == 0 {
            *self = Rest {
                bits: bits.next_u32(),
                count: 32 / width - 1,
            };
        } else {
            self.bits >>= width;
            self.count -= 1;
        }
        self.bits
    }
}

/// An unsigned integer type that can be drawn; integers with a sign are drawn as those without.
pub trait Bounded: Copy + PartialEq + Send + Sync {
    /// A number from 0 to `range`, both included.
    fn within<B: Bits + ?Sized>(range: Self, masked: bool, bits: &mut B, rest: &mut Rest) -> Self;
    /// `self + other`, around the type's end.
    fn plus(self, other: Self) -> Self;
    /// The lowest bits of a number.
    fn of_u64(value: u64) -> Self;
}

macro_rules! bounded {
    ($($type:ident $wide:ident |$bits:ident, $rest:ident| $draw:expr;)*) => {$(
        impl Bounded for $type {
            #[inline(always)]
            fn within<B: Bits + ?Sized>(range: $type, masked: bool, $bits: &mut B, $rest: &mut Rest) -> $type {
                if range == 0 {
                    return 0;
                }
                if range == $type::MAX {
                    return $draw as $type;
                }
                if masked {
                    let mask = mask_of(range.into()) as $type;
                    loop {
                        let value = $draw as $type & mask;
                        if value <= range {
                            return value;
                        }
                    }
                }
                let count = range + 1;
                let mut product = $wide::from($draw as $type) * $wide::from(count);
                if (product as $type) < count {
                    let threshold = ($type::MAX - range) % count;
                    while (product as $type) < threshold {
                        product = $wide::from($draw as $type) * $wide::from(count);
                    }
                }
                (product >> $type::BITS) as $type
            }

            #[inline(always)]
            fn plus(self, other: $type) -> $type {
                self.wrapping_add(other)
            }

            #[inline(always)]
            fn of_u64(value: u64) -> $type {
                value as $type
            }
        }
    )*};
}

bounded! {
    u64 u128 |bits, _rest| bits.next_u64();
    u32 u64 |bits, _rest| bits.next_u32();
    u16 u32 |bits, rest| rest.next(bits, 16);
    u8 u16 |bits, rest| rest.next(bits, 8);
}

/// A number from 0 to `range` by Lemire's method, of 32 bits where they are enough.
#[inline(always)]
pub fn within<B: Bits + ?Sized>(bits: &mut B, range: u64) -> u64 {
    Long::within(Long(range), false, bits, &mut Rest::default()).0
}

/// An integer of 64 bits, for whose bounds 32 random ones may be enough.
#[derive(Clone, Copy, Debug, PartialEq)]
#[repr(transparent)]
pub struct Long(pub u64);

impl Bounded for Long {
    #[inline(always)]
    fn within<B: Bits + ?Sized>(Long(range): Long, masked: bool, bits: &mut B, rest: &mut Rest) -> Long {
        Long(match u32::try_from(range) {
            Ok(range) => u32::within(range, masked, bits, rest).into(),
            Err(_) => u64::within(range, masked, bits, rest),
        })
    }

    #[inline(always)]
    fn plus(self, other: Long) -> Long {
        Long(self.0.wrapping_add(other.0))
    }

    fn of_u64(value: u64) -> Long {
        Long(value)
    }
}

/// A truth value, of one bit.
#[derive(Clone, Copy, Debug, PartialEq)]
#[repr(transparent)]
pub struct Truth(pub u8);

impl Bounded for Truth {
    #[inline(always)]
    fn within<B: Bits + ?Sized>(Truth(range): Truth, _: bool, bits: &mut B, rest: &mut Rest) -> Truth {
        if range == 0 {
            return Truth(0);
        }
        Truth(rest.next(bits, 1) as u8 & 1)
    }

    #[inline(always)]
    fn plus(self, other: Truth) -> Truth {
        Truth(self.0 | other.0)
    }

    fn of_u64(value: u64) -> Truth {
        Truth(value as u8 & 1)
    }
}

/// Draws from `low` to `low + range` with the same bounds for all.
pub fn fill<T: Bounded>(source: &mut Source, low: T, range: T, masked: bool, out: &mut [T]) {
    struct Same<T>(T, T, bool, std::cell::Cell<Rest>);
    impl<T: Bounded> Draw<T> for Same<T> {
        #[inline(always)]
        fn draw<B: Bits>(&self, bits: &mut B) -> T {
            let Same(low, range, masked, rest) = self;
            let mut kept = rest.get();
            let value = T::within(*range, *masked, bits, &mut kept);
            rest.set(kept);
            low.plus(value)
        }
    }
    source.fill(out, Same(low, range, masked, Default::default()));
}

/// Draws with bounds of their own for each.
///
/// # Panics
/// If there are not as many bounds as results.
pub fn fill_each<T: Bounded>(source: &mut Source, lows: &[u64], ranges: &[u64], masked: bool, out: &mut [T]) {
    assert!(
        lows.len() == out.len() && ranges.len() == out.len(),
        "bounds for each"
    );
    let mut rest = Rest::default();
    for ((place, low), range) in out.iter_mut().zip(lows).zip(ranges) {
        let value = T::within(T::of_u64(*range), masked, &mut source.engine, &mut rest);
        *place = T::of_u64(*low).plus(value);
    }
}
