//! How 64 cells become a word of bits and back, by the widest instructions of the CPU.

/// The two ways, on some kind of CPU.
pub trait Packing: Copy {
    /// Bit `i` is whether cell `i` is alive.
    fn pack(self, cells: &[u8; 64]) -> u64;
    /// The other way round: cells of 0 or 1.
    fn unpack(self, bits: u64, cells: &mut [u8; 64]);
}

/// Something to be done with cells, compiled for each kind of CPU. Its function is to be inlined.
pub trait Work {
    /// Does it.
    fn run(self, packing: impl Packing);
}

/// Does it in the best way for this CPU.
pub fn with_widest(work: impl Work) {
    #[cfg(target_arch = "x86_64")]
    {
        if is_x86_feature_detected!("avx512bw") {
            // SAFETY: the CPU has it.
            return unsafe { x86::by_avx512(work) };
        }
        if is_x86_feature_detected!("avx2") {
            // SAFETY: the CPU has it.
            return unsafe { x86::by_avx2(work) };
        }
    }
    work.run(Plain);
}

/// Any CPU.
#[derive(Clone, Copy)]
struct Plain;

impl Packing for Plain {
    #[inline(always)]
    fn pack(self, cells: &[u8; 64]) -> u64 {
        let bits = cells.iter().rev();
        bits.fold(0, |all, cell| all << 1 | u64::from(*cell != 0))
    }

    #[inline(always)]
    fn unpack(self, bits: u64, cells: &mut [u8; 64]) {
        for (place, cell) in cells.iter_mut().enumerate() {
            *cell = (bits >> place & 1) as u8;
        }
    }
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use super::{Packing, Work};
    use std::arch::x86_64::*;

    /// A CPU with AVX-512 for bytes. Made only where that was found.
    #[derive(Clone, Copy)]
    struct Avx512(());

    impl Packing for Avx512 {
        #[inline(always)]
        fn pack(self, cells: &[u8; 64]) -> u64 {
            // SAFETY: 64 bytes, and the CPU has the instructions, as whoever made `self` knew.
            unsafe {
                let cells = _mm512_loadu_si512(cells.as_ptr().cast());
                _mm512_test_epi8_mask(cells, cells)
            }
        }

        #[inline(always)]
        fn unpack(self, bits: u64, cells: &mut [u8; 64]) {
            // SAFETY: as above.
            unsafe { _mm512_storeu_si512(cells.as_mut_ptr().cast(), _mm512_maskz_set1_epi8(bits, 1)) }
        }
    }

    /// A CPU with AVX2. Made only where that was found.
    #[derive(Clone, Copy)]
    struct Avx2(());

    impl Packing for Avx2 {
        #[inline(always)]
        fn pack(self, cells: &[u8; 64]) -> u64 {
            let half = |start: usize| {
                // SAFETY: 32 of 64 bytes, and the CPU has the instructions, as whoever made `self` knew.
                unsafe {
                    let cells = _mm256_loadu_si256(cells[start..start + 32].as_ptr().cast());
                    let dead = _mm256_movemask_epi8(_mm256_cmpeq_epi8(cells, _mm256_setzero_si256()));
                    u64::from(!dead.cast_unsigned())
                }
            };
            half(0) | half(32) << 32
        }

        #[inline(always)]
        fn unpack(self, bits: u64, cells: &mut [u8; 64]) {
            for (half, cells) in cells.as_chunks_mut::<32>().0.iter_mut().enumerate() {
                let bits = (bits >> (32 * half)) as u32;
                // SAFETY: 32 bytes, and the CPU has the instructions, as whoever made `self` knew.
                unsafe {
                    // Every byte of bits to the eight cells that it tells of, each of which looks at its own bit.
                    let spread = _mm256_set_epi64x(
                        0x0303_0303_0303_0303,
                        0x0202_0202_0202_0202,
                        0x0101_0101_0101_0101,
                        0,
                    );
                    let own = _mm256_set1_epi64x(0x8040_2010_0804_0201u64.cast_signed());
                    let bytes = _mm256_shuffle_epi8(_mm256_set1_epi32(bits.cast_signed()), spread);
                    let alive = _mm256_cmpeq_epi8(_mm256_and_si256(bytes, own), own);
                    let ones = _mm256_and_si256(alive, _mm256_set1_epi8(1));
                    _mm256_storeu_si256(cells.as_mut_ptr().cast(), ones);
                }
            }
        }
    }

    /// For tests, which ask the CPU first.
    #[cfg(test)]
    pub(super) fn avx512() -> impl Packing {
        Avx512(())
    }

    /// For tests, which ask the CPU first.
    #[cfg(test)]
    pub(super) fn avx2() -> impl Packing {
        Avx2(())
    }

    #[target_feature(enable = "avx512f,avx512bw")]
    pub(super) fn by_avx512(work: impl Work) {
        work.run(Avx512(()));
    }

    #[target_feature(enable = "avx2")]
    pub(super) fn by_avx2(work: impl Work) {
        work.run(Avx2(()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_packing_is_the_plain_one() {
        fn check(packing: impl Packing) {
            for seed in 1..200u64 {
                let bits = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
                let (mut cells, mut plain) = ([7; 64], [7; 64]);
                packing.unpack(bits, &mut cells);
                Plain.unpack(bits, &mut plain);
                assert_eq!(cells, plain);
                let strong = cells.map(|cell| cell * 130);
                assert_eq!((packing.pack(&cells), packing.pack(&strong)), (bits, bits));
            }
        }
        check(Plain);
        #[cfg(target_arch = "x86_64")]
        {
            if is_x86_feature_detected!("avx2") {
                check(x86::avx2());
            }
            if is_x86_feature_detected!("avx512bw") {
                check(x86::avx512());
            }
        }
    }
}
