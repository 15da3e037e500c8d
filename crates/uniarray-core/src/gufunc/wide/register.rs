//! Registers of AVX-512 with floats, and what a product of matrices does with them.

use std::arch::x86_64::*;

/// A float of which registers are full. Its functions are inlined into functions that have the features of
/// [`Level::V4`](crate::level::Level::V4), and may be called in no others.
pub(in super::super) trait Lane:
    Copy + Default + std::ops::Add<Output = Self> + 'static
{
    /// So many of them, in a register.
    type Register: Copy;

    /// How many there are in a register.
    const COUNT: usize;

    /// The same float in all lanes.
    unsafe fn splat(value: Self) -> Self::Register;

    /// The floats from an address on.
    unsafe fn load(from: *const Self) -> Self::Register;

    /// Those of them that have a bit in a mask, and zeros.
    unsafe fn load_some(from: *const Self, mask: u16) -> Self::Register;

    /// Writes the floats that have a bit in a mask.
    unsafe fn store_some(into: *mut Self, mask: u16, value: Self::Register);

    /// `sum + a · b`, rounded once.
    unsafe fn plus_product(sum: Self::Register, a: Self::Register, b: Self::Register) -> Self::Register;

    /// The products.
    unsafe fn times(a: Self::Register, b: Self::Register) -> Self::Register;

    /// The sums.
    unsafe fn plus(a: Self::Register, b: Self::Register) -> Self::Register;

    /// Of pairs of sums of real and of imaginary factors times complex numbers, the complex numbers that they make.
    unsafe fn joined(by_real: Self::Register, by_imaginary: Self::Register) -> Self::Register;

    /// The same, if the factors are conjugated.
    unsafe fn joined_conjugate(by_real: Self::Register, by_imaginary: Self::Register) -> Self::Register;

    /// The real parts of complex numbers, twice each.
    unsafe fn real_parts(numbers: Self::Register) -> Self::Register;

    /// The imaginary parts, twice each.
    unsafe fn imaginary_parts(numbers: Self::Register) -> Self::Register;

    /// The sums of the floats in even and in odd lanes.
    unsafe fn sums(floats: Self::Register) -> [Self; 2];
}

/// A bit for each of the first so many floats of a register, at most all of them.
#[inline(always)]
pub(super) fn first<F: Lane>(floats: usize) -> u16 {
    ((1_u32 << floats.min(F::COUNT)) - 1) as u16
}

macro_rules! lanes {
    ($(
        $float:ty, $count:literal: $register:ty, $mask:ty, $splat:ident, $load:ident, $load_some:ident, $store_some:ident, $fma:ident,
        $add:ident, $multiply:ident, $real:ident, $imaginary:expr, $exchanged:expr, $alternate:ident, $alternate_conjugate:ident,
        $sums:expr;
    )*) => { $(
        // SAFETY (of all blocks below): the caller's, that the CPU has AVX-512; loads and stores stay within the floats that the caller names.
        #[allow(clippy::undocumented_unsafe_blocks)]
        impl Lane for $float {
            type Register = $register;
            const COUNT: usize = $count;

            #[inline(always)]
            unsafe fn splat(value: $float) -> $register {
                unsafe { $splat(value) }
            }

            #[inline(always)]
            unsafe fn load(from: *const $float) -> $register {
                unsafe { $load(from) }
            }

            #[inline(always)]
            unsafe fn load_some(from: *const $float, mask: u16) -> $register {
                unsafe { $load_some(mask as $mask, from) }
            }

            #[inline(always)]
            unsafe fn store_some(into: *mut $float, mask: u16, value: $register) {
                unsafe { $store_some(into, mask as $mask, value) }
            }

            #[inline(always)]
            unsafe fn plus_product(sum: $register, a: $register, b: $register) -> $register {
                unsafe { $fma(a, b, sum) }
            }

            #[inline(always)]
            unsafe fn times(a: $register, b: $register) -> $register {
                unsafe { $multiply(a, b) }
            }

            #[inline(always)]
            unsafe fn plus(a: $register, b: $register) -> $register {
                unsafe { $add(a, b) }
            }

            #[inline(always)]
            unsafe fn joined(by_real: $register, by_imaginary: $register) -> $register {
                // Subtracts in the lanes of real parts and adds in the others; the factor 1 changes nothing.
                unsafe { $alternate(by_real, $splat(1.0), $exchanged(by_imaginary)) }
            }

            #[inline(always)]
            unsafe fn joined_conjugate(by_real: $register, by_imaginary: $register) -> $register {
                unsafe { $alternate_conjugate(by_real, $splat(1.0), $exchanged(by_imaginary)) }
            }

            #[inline(always)]
            unsafe fn real_parts(numbers: $register) -> $register {
                unsafe { $real(numbers) }
            }

            #[inline(always)]
            unsafe fn imaginary_parts(numbers: $register) -> $register {
                unsafe { $imaginary(numbers) }
            }

            #[inline(always)]
            unsafe fn sums(floats: $register) -> [$float; 2] {
                unsafe { $sums(floats) }
            }
        }
    )* };
}
lanes! {
    f32, 16: __m512, u16, _mm512_set1_ps, _mm512_loadu_ps, _mm512_maskz_loadu_ps, _mm512_mask_storeu_ps, _mm512_fmadd_ps, _mm512_add_ps, _mm512_mul_ps,
        _mm512_moveldup_ps, _mm512_movehdup_ps, |x| _mm512_permute_ps::<0b10_11_00_01>(x), _mm512_fmaddsub_ps, _mm512_fmsubadd_ps, sums_ps;
    f64, 8: __m512d, u8, _mm512_set1_pd, _mm512_loadu_pd, _mm512_maskz_loadu_pd, _mm512_mask_storeu_pd, _mm512_fmadd_pd, _mm512_add_pd, _mm512_mul_pd,
        _mm512_movedup_pd, |x| _mm512_permute_pd::<0b1111_1111>(x), |x| _mm512_permute_pd::<0b0101_0101>(x), _mm512_fmaddsub_pd,
        _mm512_fmsubadd_pd, sums_pd;
}

/// The sums of the floats in even and in odd lanes: of halves, of their halves, and so on.
///
/// # Safety
/// The CPU has AVX-512.
#[inline(always)]
unsafe fn sums_ps(floats: __m512) -> [f32; 2] {
    // SAFETY: the caller's; 16 bytes are four floats.
    unsafe {
        let half = _mm256_add_ps(
            _mm512_castps512_ps256(floats),
            _mm512_extractf32x8_ps::<1>(floats),
        );
        let quarter = _mm_add_ps(_mm256_castps256_ps128(half), _mm256_extractf128_ps::<1>(half));
        let [a, b, ..]: [f32; 4] = std::mem::transmute(_mm_add_ps(quarter, _mm_movehl_ps(quarter, quarter)));
        [a, b]
    }
}

/// The same of eight floats.
///
/// # Safety
/// The CPU has AVX-512.
#[inline(always)]
unsafe fn sums_pd(floats: __m512d) -> [f64; 2] {
    // SAFETY: the caller's; 16 bytes are two floats.
    unsafe {
        let half = _mm256_add_pd(
            _mm512_castpd512_pd256(floats),
            _mm512_extractf64x4_pd::<1>(floats),
        );
        std::mem::transmute(_mm_add_pd(
            _mm256_castpd256_pd128(half),
            _mm256_extractf128_pd::<1>(half),
        ))
    }
}
