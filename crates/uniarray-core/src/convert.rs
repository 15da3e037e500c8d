//! How one value becomes a value of another dtype: the scalar expressions behind every cast.
//!
//! Out-of-range floats give what C code on x86-64 gives, which is what NumPy gives there: the most negative `int32` (for 32
//! bits and less) or `int64`, cut to size. The bits are the same on every CPU here, and [`FpFlags::INVALID`] is reported.

use crate::dtype::{Bool, C64, C128, Element};
use crate::flags::FpFlags;
use crate::half::{F16, Rounded};
use crate::loops::{Flagged, Yield};

/// A cast from `Self` to `T`.
pub trait Convert<T: Element>: Element {
    /// The value, or the value with flag bits.
    type Out: Yield<Value = T> + 'static;

    /// Casts.
    fn convert(self) -> Self::Out;
}

macro_rules! plain {
    ($($from:ty => $($to:ty)+;)*) => {
        $($(impl Convert<$to> for $from {
            type Out = $to;

            #[inline(always)]
            fn convert(self) -> $to {
                self as $to
            }
        })+)*
    };
}

plain! {
    i8 => i8 u8 i16 u16 i32 u32 i64 u64 f32 f64;
    u8 => i8 u8 i16 u16 i32 u32 i64 u64 f32 f64;
    i16 => i8 u8 i16 u16 i32 u32 i64 u64 f32 f64;
    u16 => i8 u8 i16 u16 i32 u32 i64 u64 f32 f64;
    i32 => i8 u8 i16 u16 i32 u32 i64 u64 f32 f64;
    u32 => i8 u8 i16 u16 i32 u32 i64 u64 f32 f64;
    i64 => i8 u8 i16 u16 i32 u32 i64 u64 f32 f64;
    u64 => i8 u8 i16 u16 i32 u32 i64 u64 f32 f64;
    f32 => f32 f64;
    f64 => f32 f64;
}

// All integers from 65520 on are infinite, and `f32` has the digits of those below.
macro_rules! to_half {
    ($($from:ty)+) => {
        $(impl Convert<F16> for $from {
            type Out = Rounded;

            #[inline(always)]
            fn convert(self) -> Rounded {
                F16::round(self as f32)
            }
        })+
    };
}
to_half! { i8 u8 i16 u16 i32 u32 i64 u64 f32 }

impl Convert<F16> for f64 {
    type Out = Rounded;

    #[inline(always)]
    fn convert(self) -> Rounded {
        F16::round_long(self)
    }
}

impl Convert<F16> for Bool {
    type Out = F16;

    #[inline(always)]
    fn convert(self) -> F16 {
        F16(if self.get() { 0x3c00 } else { 0 })
    }
}

macro_rules! from_half {
    ($($to:ty)+) => {
        $(impl Convert<$to> for F16 {
            type Out = <f32 as Convert<$to>>::Out;

            #[inline(always)]
            fn convert(self) -> Self::Out {
                Convert::<$to>::convert(self.widen())
            }
        })+
    };
}
from_half! { i8 u8 i16 u16 i32 u32 i64 u64 f32 f64 C64 C128 }

impl Convert<F16> for F16 {
    type Out = F16;

    #[inline(always)]
    fn convert(self) -> F16 {
        self
    }
}

/// A float cut to a wide integer, as the CPU's truncating conversion does it.
trait Truncate<W> {
    /// The integral part, or the most negative integer and `false`.
    fn truncate(self) -> (W, bool);
}

macro_rules! truncate {
    ($($float:ty => $wide:ty, $low:literal $over:tt $beyond:literal;)*) => {
        $(impl Truncate<$wide> for $float {
            #[inline(always)]
            #[allow(clippy::manual_range_contains, reason = "the lower bound belongs to the range for some types only")]
            fn truncate(self) -> ($wide, bool) {
                let fits = self < -$low && self $over $beyond;
                let value = if fits { self } else { $low };
                // SAFETY: `value` is not NaN and its integral part lies in the range of the integer.
                (unsafe { value.to_int_unchecked() }, fits)
            }
        })*
    };
}

// Floats just below -2**31 still truncate into range where they have digits for it.
truncate! {
    f32 => i32, -2147483648.0 >= -2147483648.0;
    f64 => i32, -2147483648.0 > -2147483649.0;
    f32 => i64, -9223372036854775808.0 >= -9223372036854775808.0;
    f64 => i64, -9223372036854775808.0 >= -9223372036854775808.0;
}

const fn invalid_unless(fits: bool) -> u32 {
    if fits { 0 } else { FpFlags::INVALID.0 }
}

macro_rules! signed {
    ($($float:ty => $($to:ty : $wide:ty),+;)*) => {
        $($(impl Convert<$to> for $float {
            type Out = Flagged<$to>;

            #[inline(always)]
            fn convert(self) -> Flagged<$to> {
                let (wide, fits) = Truncate::<$wide>::truncate(self);
                Flagged(wide as $to, invalid_unless(fits))
            }
        })+)*
    };
}

signed! {
    f32 => i8: i32, u8: i32, i16: i32, u16: i32, i32: i32, i64: i64;
    f64 => i8: i32, u8: i32, i16: i32, u16: i32, i32: i32, i64: i64;
}

macro_rules! unsigned {
    ($($float:ty => $($to:ty : $wide:ty, $half:literal),+;)*) => {
        $($(impl Convert<$to> for $float {
            type Out = Flagged<$to>;

            #[inline(always)]
            fn convert(self) -> Flagged<$to> {
                // The upper half is reached by an offset; negative values wrap as they do through the signed type.
                let upper = self >= $half;
                let (low, fits) = Truncate::<$wide>::truncate(if upper { self - $half } else { self });
                let bits = (low as $to) ^ ((upper as $to) << (<$to>::BITS - 1));
                Flagged(bits, invalid_unless(fits))
            }
        })+)*
    };
}

unsigned! {
    f32 => u32: i32, 2147483648.0, u64: i64, 9223372036854775808.0;
    f64 => u32: i32, 2147483648.0, u64: i64, 9223372036854775808.0;
}

macro_rules! to_bool {
    ($($from:ty)+) => {
        $(impl Convert<Bool> for $from {
            type Out = Bool;

            #[inline(always)]
            fn convert(self) -> Bool {
                Bool::from(self != <$from>::default())
            }
        })+
    };
}
to_bool! { Bool i8 u8 i16 u16 i32 u32 i64 u64 F16 f32 f64 C64 C128 }

macro_rules! from_bool {
    ($($to:ty)+) => {
        $(impl Convert<$to> for Bool {
            type Out = $to;

            #[inline(always)]
            fn convert(self) -> $to {
                self.get() as u8 as $to
            }
        })+
    };
}
from_bool! { i8 u8 i16 u16 i32 u32 i64 u64 f32 f64 }

macro_rules! to_complex {
    ($($from:ty)+) => {
        $(impl Convert<C64> for $from {
            type Out = C64;

            #[inline(always)]
            fn convert(self) -> C64 {
                C64::new(self as f32, 0.0)
            }
        }

        impl Convert<C128> for $from {
            type Out = C128;

            #[inline(always)]
            fn convert(self) -> C128 {
                C128::new(self as f64, 0.0)
            }
        })+
    };
}
to_complex! { i8 u8 i16 u16 i32 u32 i64 u64 f32 f64 }

impl Convert<C64> for Bool {
    type Out = C64;

    #[inline(always)]
    fn convert(self) -> C64 {
        C64::new(Convert::<f32>::convert(self), 0.0)
    }
}

impl Convert<C128> for Bool {
    type Out = C128;

    #[inline(always)]
    fn convert(self) -> C128 {
        C128::new(Convert::<f64>::convert(self), 0.0)
    }
}

macro_rules! from_complex {
    ($($from:ty)+) => {
        $(
            impl Convert<C64> for $from {
                type Out = C64;

                #[inline(always)]
                fn convert(self) -> C64 {
                    C64::new(self.re as f32, self.im as f32)
                }
            }

            impl Convert<C128> for $from {
                type Out = C128;

                #[inline(always)]
                fn convert(self) -> C128 {
                    C128::new(self.re.into(), self.im.into())
                }
            }

            from_complex! { @real $from: i8 u8 i16 u16 i32 u32 i64 u64 F16 f32 f64 }
        )+
    };
    // The imaginary part is dropped; whoever embeds this crate warns of it.
    (@real $from:ty: $($to:ty)+) => {
        $(impl Convert<$to> for $from {
            type Out = <<$from as RealPart>::Real as Convert<$to>>::Out;

            #[inline(always)]
            fn convert(self) -> Self::Out {
                Convert::<$to>::convert(self.re)
            }
        })+
    };
}

/// The type of a complex number's parts.
pub trait RealPart {
    /// `f32` or `f64`.
    type Real: Element;
}
impl RealPart for C64 {
    type Real = f32;
}
impl RealPart for C128 {
    type Real = f64;
}

from_complex! { C64 C128 }

#[cfg(test)]
mod tests {
    use super::*;

    fn cast<A: Convert<B>, B: Element>(value: A) -> (B, bool) {
        let (value, flags) = value.convert().split();
        (value, flags != 0)
    }

    #[test]
    fn floats_beyond_integers_wrap_as_on_x86() {
        assert_eq!(cast::<f64, u8>(300.7), (44, false));
        assert_eq!(cast::<f64, u8>(-1.5), (255, false));
        assert_eq!(cast::<f64, u8>(f64::NAN), (0, true));
        assert_eq!(cast::<f64, i32>(1e10), (i32::MIN, true));
        assert_eq!(cast::<f64, i32>(-2147483648.5), (i32::MIN, false));
        assert_eq!(cast::<f64, u32>(-1.0), (u32::MAX, false));
        assert_eq!(cast::<f32, i64>(f32::INFINITY), (i64::MIN, true));
        assert_eq!(
            cast::<f64, u64>(1.844_674_407_370_955e19),
            (18446744073709549568, false)
        );
        assert_eq!(cast::<f64, u64>(-1.0), (u64::MAX, false));
        assert_eq!(cast::<f64, u64>(2e19), (0, true));
        assert_eq!(cast::<f64, u32>(3e9), (3_000_000_000, false));
        assert_eq!(cast::<f64, u32>(1e10), (0, true));
        assert_eq!(cast::<f32, u32>(f32::NAN), (1 << 31, true));
        assert_eq!(cast::<f64, u64>(f64::NAN), (1 << 63, true));
    }

    #[test]
    fn whatever_is_not_zero_is_true() {
        assert_eq!(cast::<f64, Bool>(f64::NAN).0, Bool::TRUE);
        assert_eq!(cast::<C64, Bool>(C64::new(0.0, -1.0)).0, Bool::TRUE);
        assert_eq!(cast::<C64, Bool>(C64::new(-0.0, 0.0)).0, Bool::FALSE);
        assert_eq!(cast::<Bool, i32>(Bool(7)).0, 1);
        assert_eq!(cast::<Bool, C128>(Bool(7)).0, C128::new(1.0, 0.0));
    }

    #[test]
    fn a_complex_number_gives_its_real_part() {
        assert_eq!(cast::<C128, i8>(C128::new(-3.9, 5.0)), (-3, false));
        assert_eq!(cast::<C128, C64>(C128::new(1.0, 2.0)).0, C64::new(1.0, 2.0));
    }
}
