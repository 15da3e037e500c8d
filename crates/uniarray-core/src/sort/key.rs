//! The order of elements, as keys that compare quickly.

use crate::dtype::{Bool, C64, C128, Element};
use crate::half::F16;
use crate::sort::words::Word;
use crate::sort::{Direction, values};
use num_complex::Complex;

/// What elements are put in order by.
pub(crate) trait Rank: Copy + Ord {
    /// An integer of the same order, if one has room for it.
    const KEY: Option<fn(Self) -> u64> = None;
}

macro_rules! ranks {
    ($($ty:ty: |$rank:ident| $key:expr;)*) => {
        $(impl Rank for $ty {
            const KEY: Option<fn($ty) -> u64> = Some(|$rank| $key);
        })*
    };
}

/// A signed integer of the order, with all numbers moved up.
fn above_zero(rank: impl Into<i64>) -> u64 {
    rank.into().cast_unsigned() ^ (1 << 63)
}

ranks! {
    bool: |rank| rank.into();
    u8: |rank| rank.into();
    u16: |rank| rank.into();
    u32: |rank| rank.into();
    u64: |rank| rank;
    i8: |rank| above_zero(rank);
    i16: |rank| above_zero(rank);
    i32: |rank| above_zero(rank);
    i64: |rank| above_zero(rank);
}

/// An element that can be put in order.
pub(crate) trait Sortable: Element {
    /// What stands for the element where only order counts.
    type Rank: Rank;

    /// The key: equal for equal elements (both zeros, every NaN), less for lesser ones, NaN's the greatest.
    fn rank(self) -> Self::Rank;

    /// Whether this element comes before another one.
    #[inline(always)]
    fn is_below(self, other: Self) -> bool {
        self.rank() < other.rank()
    }

    /// Whether this element comes before another one or is equal to it.
    #[inline(always)]
    fn is_up_to(self, other: Self) -> bool {
        self.rank() <= other.rank()
    }

    /// As [`Sortable::rank`], of descending order: less for greater elements, NaN's the greatest here, too.
    fn falling(self) -> Self::Rank;

    /// Sorts values.
    fn sort(values: &mut [Self], direction: Direction);

    /// Puts what belongs at the positions, which are in order, in its place.
    fn partition(values: &mut [Self], positions: &[isize]) {
        values::partition_by_rank(values, positions, Self::rank);
    }
}

/// A real number whose order is that of an integer.
pub(crate) trait Bits: Sortable {
    /// An integer as wide as the element.
    type Word: Word;

    /// The integer of a value. Unlike ranks, those of the zeros differ (the negative one is less); the sign of a NaN is lost.
    fn to_bits(self) -> Self::Word;

    /// The value of an integer.
    fn from_bits(word: Self::Word) -> Self;

    /// Whether the value is a zero with a sign: it equals another value whose integer is not its own.
    fn is_negative_zero(self) -> bool;

    /// Whether the value is no number.
    fn is_nan(self) -> bool;
}

macro_rules! integers {
    ($($ty:ty)*) => { $(
        impl Sortable for $ty {
            type Rank = $ty;

            #[inline(always)]
            fn rank(self) -> $ty {
                self
            }

            #[inline(always)]
            fn falling(self) -> $ty {
                !self
            }

            fn sort(values: &mut [$ty], direction: Direction) {
                values::sort_words(values, direction.descending);
            }

            fn partition(values: &mut [$ty], positions: &[isize]) {
                values::partition(values, positions, Word::select);
            }
        }
    )* };
}

integers! { i8 u8 i16 u16 i32 u32 i64 u64 }

impl Sortable for Bool {
    type Rank = bool;

    #[inline(always)]
    fn rank(self) -> bool {
        self.get()
    }

    #[inline(always)]
    fn falling(self) -> bool {
        !self.get()
    }

    fn sort(values: &mut [Bool], direction: Direction) {
        let first = Bool::from(direction.descending);
        let count = values.iter().filter(|value| **value == first).count();
        values[..count].fill(first);
        values[count..].fill(Bool::from(!direction.descending));
    }
}

macro_rules! floats {
    ($($ty:ty: $word:ty, $signed:ty, $bits:literal, |$x:ident| $unsigned_zero:expr;)*) => { $(
        impl Sortable for $ty {
            type Rank = $word;

            #[inline(always)]
            fn rank(self) -> $word {
                let $x = self;
                Bits::to_bits($unsigned_zero)
            }

            // Without keys there is less to do for a single comparison.
            #[inline(always)]
            fn is_below(self, other: $ty) -> bool {
                (self < other) | (<$ty>::is_nan(other) & !<$ty>::is_nan(self))
            }

            #[inline(always)]
            fn is_up_to(self, other: $ty) -> bool {
                (self <= other) | <$ty>::is_nan(other)
            }

            #[inline(always)]
            fn falling(self) -> $word {
                if <$ty>::is_nan(self) { <$word>::MAX } else { !self.rank() }
            }

            fn sort(values: &mut [$ty], direction: Direction) {
                values::sort_floats(values, direction);
            }

            fn partition(values: &mut [$ty], positions: &[isize]) {
                values::partition_floats(values, positions);
            }
        }

        impl Bits for $ty {
            type Word = $word;

            #[inline(always)]
            fn to_bits(self) -> $word {
                const SIGN: $word = 1 << ($bits - 1);
                let bits = <$ty>::to_bits(if <$ty>::is_nan(self) { self.abs() } else { self });
                // Negative numbers lie the other way round, below the positive ones.
                bits ^ (((bits as $signed >> ($bits - 1)) as $word) | SIGN)
            }

            #[inline(always)]
            fn from_bits(word: $word) -> $ty {
                const SIGN: $word = 1 << ($bits - 1);
                <$ty>::from_bits(word ^ (((!word as $signed >> ($bits - 1)) as $word) | SIGN))
            }

            #[inline(always)]
            fn is_negative_zero(self) -> bool {
                self == <$ty>::default() && self.is_sign_negative()
            }

            #[inline(always)]
            fn is_nan(self) -> bool {
                <$ty>::is_nan(self)
            }
        }
    )* };
}

// Adding a positive zero turns the negative one round.
floats! {
    F16: u16, i16, 16, |x| if x.0 == 0x8000 { F16(0) } else { x };
    f32: u32, i32, 32, |x| x + 0.0;
    f64: u64, i64, 64, |x| x + 0.0;
}

/// Of complex numbers: which parts are NaN, then the parts.
type ComplexRank<T> = (u8, T, T);

impl<T: Rank> Rank for ComplexRank<T> {}

/// Where one part is NaN, numbers are ordered by the other one, after those without.
fn nan_parts<T: Bits>(z: Complex<T>) -> u8 {
    z.re.is_nan() as u8 * 2 + z.im.is_nan() as u8
}

macro_rules! complexes {
    ($($ty:ty: $part:ty;)*) => { $(
        impl Sortable for $ty {
            type Rank = ComplexRank<<$part as Sortable>::Rank>;

            #[inline(always)]
            fn rank(self) -> Self::Rank {
                (nan_parts(self), self.re.rank(), self.im.rank())
            }

            #[inline(always)]
            fn falling(self) -> Self::Rank {
                (nan_parts(self), self.re.falling(), self.im.falling())
            }

            fn sort(values: &mut [$ty], direction: Direction) {
                if direction.descending {
                    values.sort_by_key(|value| value.falling());
                } else {
                    values.sort_by_key(|value| value.rank());
                }
            }
        }
    )* };
}

complexes! {
    C64: f32;
    C128: f64;
}
