//! Vectors of keys in the registers of AVX-512.

use std::arch::x86_64::*;

/// A vector of keys. Its functions are inlined into functions that have the features of [`Level::V4`](crate::level::Level::V4), and may be
/// called in no others.
pub(in crate::sort) trait Lanes: Copy {
    /// What is sorted.
    type Key: Copy + Ord;

    /// How many keys there are in a vector, at most sixteen.
    const COUNT: usize;

    /// What no key is above.
    const GREATEST: Self::Key;

    /// A vector of one key.
    unsafe fn splat(key: Self::Key) -> Self;

    /// The keys from an address on.
    unsafe fn load(from: *const Self::Key) -> Self;

    /// As many keys from an address on, and the greatest in the other lanes.
    unsafe fn load_some(from: *const Self::Key, count: usize) -> Self;

    /// Writes all keys.
    unsafe fn store(self, into: *mut Self::Key);

    /// Writes the first keys.
    unsafe fn store_some(self, into: *mut Self::Key, count: usize);

    /// The lesser of two keys in each lane.
    unsafe fn least(self, other: Self) -> Self;

    /// The greater one.
    unsafe fn greatest(self, other: Self) -> Self;

    /// The key of lane `i ^ distance` in lane `i`.
    unsafe fn crossed(self, distance: usize) -> Self;

    /// The other vector's keys in the lanes whose number has a bit.
    unsafe fn with(self, other: Self, bit: usize) -> Self;

    /// A bit for each lane whose key is above the other one.
    unsafe fn above(self, other: Self) -> u16;

    /// The keys of the lanes that have bits in a mask, one after the other, from the first lane on.
    unsafe fn gathered(self, mask: u16) -> Self;
}

/// The numbers of the lanes that have a bit, as a mask of sixteen.
#[inline(always)]
const fn lanes_with(bit: usize) -> u16 {
    match bit {
        1 => 0xAAAA,
        2 => 0xCCCC,
        4 => 0xF0F0,
        _ => 0xFF00,
    }
}

macro_rules! vectors {
    ($(
        $name:ident: $key:ty, $count:literal, $mask:ty, $set:ident, $cross:ident, $blend:ident, $load_some:ident, $store_some:ident,
        $gather:ident, $least:ident, $greatest:ident, $above:ident, $numbers:expr;
    )*) => { $(
        /// A register of keys.
        #[derive(Clone, Copy)]
        pub(in crate::sort) struct $name(__m512i);

        // SAFETY (of all blocks below): the caller's, that the CPU has AVX-512; loads and stores stay within the keys that the caller names.
        #[allow(clippy::undocumented_unsafe_blocks)]
        impl Lanes for $name {
            type Key = $key;
            const COUNT: usize = $count;
            const GREATEST: $key = <$key>::MAX;

            #[inline(always)]
            unsafe fn splat(key: $key) -> $name {
                unsafe { $name($set(key.cast_signed())) }
            }

            #[inline(always)]
            unsafe fn load(from: *const $key) -> $name {
                unsafe { $name(_mm512_loadu_si512(from.cast())) }
            }

            #[inline(always)]
            unsafe fn load_some(from: *const $key, count: usize) -> $name {
                unsafe { $name($load_some(Self::splat(Self::GREATEST).0, first::<$mask>(count), from.cast())) }
            }

            #[inline(always)]
            unsafe fn store(self, into: *mut $key) {
                unsafe { _mm512_storeu_si512(into.cast(), self.0) }
            }

            #[inline(always)]
            unsafe fn store_some(self, into: *mut $key, count: usize) {
                unsafe { $store_some(into.cast(), first::<$mask>(count), self.0) }
            }

            #[inline(always)]
            unsafe fn least(self, other: $name) -> $name {
                unsafe { $name($least(self.0, other.0)) }
            }

            #[inline(always)]
            unsafe fn greatest(self, other: $name) -> $name {
                unsafe { $name($greatest(self.0, other.0)) }
            }

            #[inline(always)]
            unsafe fn crossed(self, distance: usize) -> $name {
                unsafe { $name($cross(_mm512_xor_si512($numbers, $set(distance as _)), self.0)) }
            }

            #[inline(always)]
            unsafe fn with(self, other: $name, bit: usize) -> $name {
                unsafe { $name($blend(lanes_with(bit) as $mask, self.0, other.0)) }
            }

            #[inline(always)]
            unsafe fn above(self, other: $name) -> u16 {
                unsafe { u16::from($above(self.0, other.0)) }
            }

            #[inline(always)]
            unsafe fn gathered(self, mask: u16) -> $name {
                unsafe { $name($gather(mask as $mask, self.0)) }
            }
        }
    )* };
}

/// A mask of the first lanes.
#[inline(always)]
fn first<M: TryFrom<u32>>(count: usize) -> M {
    M::try_from((1 << count) - 1).unwrap_or_else(|_| unreachable!("there are not so many lanes"))
}

/// The integer of the same bits that the instructions' signatures want.
trait Signed {
    type Integer;
    fn cast_signed(self) -> Self::Integer;
}

macro_rules! signed {
    ($($key:ty: $integer:ty;)*) => { $(
        impl Signed for $key {
            type Integer = $integer;

            #[inline(always)]
            fn cast_signed(self) -> $integer {
                self as $integer
            }
        }
    )* };
}
signed! { u32: i32; i32: i32; u64: i64; i64: i64; }

vectors! {
    U32s: u32, 16, u16, _mm512_set1_epi32, _mm512_permutexvar_epi32, _mm512_mask_blend_epi32, _mm512_mask_loadu_epi32,
        _mm512_mask_storeu_epi32, _mm512_maskz_compress_epi32, _mm512_min_epu32, _mm512_max_epu32, _mm512_cmpgt_epu32_mask, numbers32();
    I32s: i32, 16, u16, _mm512_set1_epi32, _mm512_permutexvar_epi32, _mm512_mask_blend_epi32, _mm512_mask_loadu_epi32,
        _mm512_mask_storeu_epi32, _mm512_maskz_compress_epi32, _mm512_min_epi32, _mm512_max_epi32, _mm512_cmpgt_epi32_mask, numbers32();
    U64s: u64, 8, u8, _mm512_set1_epi64, _mm512_permutexvar_epi64, _mm512_mask_blend_epi64, _mm512_mask_loadu_epi64,
        _mm512_mask_storeu_epi64, _mm512_maskz_compress_epi64, _mm512_min_epu64, _mm512_max_epu64, _mm512_cmpgt_epu64_mask, numbers64();
    I64s: i64, 8, u8, _mm512_set1_epi64, _mm512_permutexvar_epi64, _mm512_mask_blend_epi64, _mm512_mask_loadu_epi64,
        _mm512_mask_storeu_epi64, _mm512_maskz_compress_epi64, _mm512_min_epi64, _mm512_max_epi64, _mm512_cmpgt_epi64_mask, numbers64();
}

/// The lanes' numbers.
///
/// # Safety
/// The CPU has AVX-512.
#[inline(always)]
unsafe fn numbers32() -> __m512i {
    // SAFETY: the caller's.
    unsafe { _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15) }
}

/// The lanes' numbers.
///
/// # Safety
/// The CPU has AVX-512.
#[inline(always)]
unsafe fn numbers64() -> __m512i {
    // SAFETY: the caller's.
    unsafe { _mm512_setr_epi64(0, 1, 2, 3, 4, 5, 6, 7) }
}
