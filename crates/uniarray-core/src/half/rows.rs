//! Rows of 16-bit floats by the conversions that x86-64-v3 has.

use std::arch::x86_64::{
    _CMP_EQ_OQ, _CMP_GE_OQ, _CMP_LT_OQ, _CMP_NEQ_UQ, _MM_FROUND_TO_NEAREST_INT, _mm_loadu_si128,
    _mm_storeu_si128, _mm256_and_ps, _mm256_andnot_ps, _mm256_cmp_ps, _mm256_cvtph_ps, _mm256_cvtps_ph,
    _mm256_loadu_ps, _mm256_movemask_ps, _mm256_or_ps, _mm256_set1_ps, _mm256_setzero_ps, _mm256_storeu_ps,
};

use super::{F16, LEAST_NORMAL, OVERFLOWS};
use crate::flags::FpFlags;

/// As [`F16::widen`] of the numbers from `from` on, one for each of `into`.
///
/// # Safety
/// They may be read, aligned or not.
#[target_feature(enable = "avx,f16c")]
pub(crate) unsafe fn widen(from: *const u8, into: &mut [f32]) {
    let mut from = from.cast::<F16>();
    let (eights, rest) = into.as_chunks_mut::<8>();
    for eight in eights {
        // SAFETY: eight numbers of the caller's row, and as many places.
        unsafe { _mm256_storeu_ps(eight.as_mut_ptr(), _mm256_cvtph_ps(_mm_loadu_si128(from.cast()))) };
        from = from.wrapping_add(8);
    }
    for value in rest {
        // SAFETY: the rest of the row.
        *value = unsafe { from.read_unaligned() }.widen();
        from = from.wrapping_add(1);
    }
}

/// As [`F16::round`] of all numbers, written from `into` on; their flags.
///
/// # Safety
/// As many numbers may be written, aligned or not.
#[target_feature(enable = "avx,f16c")]
pub(crate) unsafe fn round(from: &[f32], into: *mut u8) -> u32 {
    let mut into = into.cast::<F16>();
    let sign = _mm256_set1_ps(-0.0);
    let (least, great) = (
        _mm256_set1_ps(f32::from_bits(LEAST_NORMAL)),
        _mm256_set1_ps(f32::from_bits(OVERFLOWS)),
    );
    let mut odd = _mm256_setzero_ps();
    let (eights, rest) = from.as_chunks::<8>();
    for eight in eights {
        // SAFETY: an array of eight numbers.
        let given = unsafe { _mm256_loadu_ps(eight.as_ptr()) };
        let short = _mm256_cvtps_ph::<_MM_FROUND_TO_NEAREST_INT>(given);
        // SAFETY: eight places of the caller's row.
        unsafe { _mm_storeu_si128(into.cast(), short) };
        into = into.wrapping_add(8);
        let magnitude = _mm256_andnot_ps(sign, given);
        let (small, large) = (
            _mm256_cmp_ps::<_CMP_LT_OQ>(magnitude, least),
            _mm256_cmp_ps::<_CMP_GE_OQ>(magnitude, great),
        );
        odd = _mm256_or_ps(odd, _mm256_or_ps(small, large));
    }
    let mut flags = 0;
    if _mm256_movemask_ps(odd) != 0 {
        flags = flags_of(eights);
    }
    for &value in rest {
        let rounded = F16::round(value);
        // SAFETY: the rest of the row.
        unsafe { into.write_unaligned(rounded.0) };
        into = into.wrapping_add(1);
        flags |= rounded.1;
    }
    flags
}

/// The flags of rounding numbers, of which some are very small or great.
#[target_feature(enable = "avx,f16c")]
fn flags_of(eights: &[[f32; 8]]) -> u32 {
    let (sign, infinite) = (_mm256_set1_ps(-0.0), _mm256_set1_ps(f32::INFINITY));
    let least = _mm256_set1_ps(f32::from_bits(LEAST_NORMAL));
    let (mut over, mut under) = (_mm256_setzero_ps(), _mm256_setzero_ps());
    for eight in eights {
        // SAFETY: an array of eight numbers.
        let given = unsafe { _mm256_loadu_ps(eight.as_ptr()) };
        let back = _mm256_cvtph_ps(_mm256_cvtps_ph::<_MM_FROUND_TO_NEAREST_INT>(given));
        let magnitude = _mm256_andnot_ps(sign, given);
        let great = _mm256_cmp_ps::<_CMP_EQ_OQ>(_mm256_andnot_ps(sign, back), infinite);
        let finite = _mm256_cmp_ps::<_CMP_LT_OQ>(magnitude, infinite);
        let small = _mm256_cmp_ps::<_CMP_LT_OQ>(magnitude, least);
        let inexact = _mm256_cmp_ps::<_CMP_NEQ_UQ>(back, given);
        over = _mm256_or_ps(over, _mm256_and_ps(great, finite));
        under = _mm256_or_ps(under, _mm256_and_ps(small, inexact));
    }
    let mut flags = 0;
    if _mm256_movemask_ps(over) != 0 {
        flags |= FpFlags::OVERFLOW.0;
    }
    if _mm256_movemask_ps(under) != 0 {
        flags |= FpFlags::UNDERFLOW.0;
    }
    flags
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::level::Level;

    #[test]
    fn rows_are_converted_as_single_numbers() {
        if Level::detect() < Level::V3 {
            return;
        }
        let shorts: Vec<F16> = (0..=u16::MAX).map(F16).collect();
        let mut wide = vec![0f32; shorts.len()];
        // SAFETY: the CPU has the level, and the row as many numbers.
        unsafe { widen(shorts.as_ptr().cast(), &mut wide) };
        for (short, wide) in shorts.iter().zip(&wide) {
            assert!(short.widen() == *wide || short.is_nan() && wide.is_nan());
        }
        let between = (0..1u32 << 16).map(|high| f32::from_bits(high << 16 | 0x8421 >> (high % 16)));
        for values in between.chain(wide).collect::<Vec<_>>().chunks(13) {
            let mut found = [F16(0); 13];
            // SAFETY: the CPU has the level, and the row room for as many.
            let flags = unsafe { round(values, found.as_mut_ptr().cast()) };
            let mut expected = 0;
            for (&value, found) in values.iter().zip(found) {
                let rounded = F16::round(value);
                expected |= rounded.1;
                assert!(
                    rounded.0.0 == found.0 || rounded.0.is_nan() && found.is_nan(),
                    "{value}"
                );
            }
            assert_eq!(flags, expected);
        }
    }
}
