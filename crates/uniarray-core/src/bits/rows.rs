//! Rows of bits by the byte shuffles that x86-64-v3 has.

use std::arch::x86_64::{
    __m256i, _mm256_add_epi8, _mm256_and_si256, _mm256_cmpeq_epi8, _mm256_loadu_si256, _mm256_movemask_epi8,
    _mm256_set1_epi8, _mm256_set1_epi32, _mm256_set1_epi64x, _mm256_setr_epi64x, _mm256_setzero_si256,
    _mm256_shuffle_epi8, _mm256_storeu_si256,
};

use super::First;

/// Packs truth values by 32, as long as there are so many and room for them; how many were packed.
///
/// # Safety
/// The CPU has AVX2.
#[target_feature(enable = "avx2")]
pub(super) unsafe fn pack(row: &[u8], into: &mut [u8], first: First) -> usize {
    // The mask of signs begins with the lowest byte.
    let order = _mm256_set1_epi64x(match first {
        First::High => 0x0001_0203_0405_0607,
        First::Low => 0x0706_0504_0302_0100,
    });
    let halves = _mm256_setr_epi64x(0, 0x0808_0808_0808_0808, 0, 0x0808_0808_0808_0808);
    let order = _mm256_add_epi8(order, halves);
    let (blocks, _) = row.as_chunks::<32>();
    let (places, _) = into.as_chunks_mut::<4>();
    let mut packed = 0;
    for (block, place) in blocks.iter().zip(places) {
        // SAFETY: 32 bytes of the row.
        let given = unsafe { _mm256_loadu_si256(block.as_ptr().cast()) };
        let zeros = _mm256_cmpeq_epi8(_mm256_shuffle_epi8(given, order), _mm256_setzero_si256());
        *place = (!_mm256_movemask_epi8(zeros)).to_le_bytes();
        packed += 32;
    }
    packed
}

/// Unpacks bytes by four, as long as there are so many; how many were unpacked. `into` is eight times as long.
///
/// # Safety
/// The CPU has AVX2.
#[target_feature(enable = "avx2")]
pub(super) unsafe fn unpack(bytes: &[u8], into: &mut [u8], first: First) -> usize {
    let (zeros, ones) = (0, 0x0101_0101_0101_0101);
    // Each byte eight times.
    let spread = _mm256_setr_epi64x(zeros, ones, 2 * ones, 3 * ones);
    let bits = _mm256_set1_epi64x(match first {
        First::High => 0x0102_0408_1020_4080,
        First::Low => 0x8040_2010_0804_0201_u64.cast_signed(),
    });
    let one = _mm256_set1_epi8(1);
    let (fours, _) = bytes.as_chunks::<4>();
    let (places, _) = into.as_chunks_mut::<32>();
    let mut unpacked = 0;
    for (&four, place) in fours.iter().zip(places) {
        let repeated = _mm256_shuffle_epi8(_mm256_set1_epi32(i32::from_le_bytes(four)), spread);
        let set = _mm256_cmpeq_epi8(_mm256_and_si256(repeated, bits), bits);
        // SAFETY: 32 bytes of the output.
        unsafe { _mm256_storeu_si256(place.as_mut_ptr().cast::<__m256i>(), _mm256_and_si256(set, one)) };
        unpacked += 4;
    }
    unpacked
}
