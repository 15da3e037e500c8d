//! A generation of the Game of Life, 64 cells at a time.
//!
//! Rows become words of bits on their way in and bytes again on their way out; in between, sums of neighbours are made of bits by the logic of
//! adders. Each row is summed up sideways once, a number of two bits, for the three rows that need it. Three such numbers make
//! the sum of nine cells: three alive ones are a birth or a survival, four a survival if the place itself is alive.

/// How 64 cells become bits and back, on some kind of CPU.
trait Packing: Copy {
    /// Bit `i` is whether cell `i` is alive.
    fn pack(self, cells: &[u8; 64]) -> u64;
    /// The other way round.
    fn unpack(self, bits: u64, cells: &mut [u8; 64]);
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

/// Writes the generation after that of `rows` to `outs`, of which there are two less. A row has a border cell at each end, an out has `width` cells
/// and none.
pub fn generation<'r>(
    rows: impl Iterator<Item = &'r [u8]>,
    outs: impl Iterator<Item = &'r mut [u8]>,
    width: usize,
) {
    #[cfg(target_arch = "x86_64")]
    {
        if is_x86_feature_detected!("avx512bw") {
            // SAFETY: the CPU has it.
            return unsafe { x86::by_avx512(rows, outs, width) };
        }
        if is_x86_feature_detected!("avx2") {
            // SAFETY: the CPU has it.
            return unsafe { x86::by_avx2(rows, outs, width) };
        }
    }
    run(Plain, rows, outs, width);
}

/// A row in bits: a word for the border on the left, whose last bit it is, those of the inside, and the border on the right behind them.
type Bits = Vec<u64>;

#[inline(always)]
fn read(packing: impl Packing, row: &[u8], bits: &mut Bits) {
    bits[0] = u64::from(row[0] != 0) << 63;
    let (chunks, rest) = row[1..].as_chunks::<64>();
    for (word, cells) in bits[1..].iter_mut().zip(chunks) {
        *word = packing.pack(cells);
    }
    if !rest.is_empty() {
        let alive = rest.iter().rev();
        bits[1 + chunks.len()] = alive.fold(0, |all, cell| all << 1 | u64::from(*cell != 0));
    }
}

#[inline(always)]
fn write(packing: impl Packing, bits: &[u64], out: &mut [u8]) {
    let (chunks, rest) = out.as_chunks_mut::<64>();
    for (bits, cells) in bits.iter().zip(&mut *chunks) {
        packing.unpack(*bits, cells);
    }
    if let (false, Some(last)) = (rest.is_empty(), bits.last()) {
        let mut cells = [0; 64];
        packing.unpack(*last, &mut cells);
        rest.copy_from_slice(&cells[..rest.len()]);
    }
}

/// Sums of each cell and its two neighbours in a row, by bit.
struct Sums {
    ones: Vec<u64>,
    twos: Vec<u64>,
}

impl Sums {
    fn new(words: usize) -> Sums {
        Sums {
            ones: vec![0; words],
            twos: vec![0; words],
        }
    }

    /// Sums up a row, and with those of the rows above what becomes of the middle one of the three.
    #[inline(always)]
    fn add(&mut self, row: &Bits, above: &Sums, here: &Sums, alive: &[u64], next: &mut [u64]) {
        let words = next.len();
        let (before, middle, after) = (&row[..words], &row[1..=words], &row[2..words + 2]);
        let row = before.iter().zip(middle).zip(after);
        let sums = self.ones.iter_mut().zip(&mut self.twos);
        let ones = above.ones.iter().zip(&here.ones);
        let twos = above.twos.iter().zip(&here.twos);
        let all = next.iter_mut().zip(alive).zip(sums).zip(row).zip(ones).zip(twos);
        for (((((next, alive), (c1, c2)), ((before, middle), after)), (a1, b1)), (a2, b2)) in all {
            let (left, right) = (middle << 1 | before >> 63, middle >> 1 | after << 63);
            *c1 = left ^ middle ^ right;
            *c2 = majority(left, *middle, right);
            let odd = a1 ^ b1 ^ *c1;
            // Four numbers of two: those of the rows, and what their ones carry.
            let carry = majority(*a1, *b1, *c1);
            let (x, y) = (a2 ^ b2, *c2 ^ carry);
            let (both, other) = (a2 & b2, *c2 & carry);
            let three = odd & (x ^ y) & !(both | other);
            let four = !odd & !(x ^ y) & (x & y | both ^ other);
            *next = three | four & alive;
        }
    }
}

#[inline(always)]
fn majority(a: u64, b: u64, c: u64) -> u64 {
    a & b | c & (a | b)
}

#[inline(always)]
fn run<'r>(
    packing: impl Packing,
    mut rows: impl Iterator<Item = &'r [u8]>,
    outs: impl Iterator<Item = &'r mut [u8]>,
    width: usize,
) {
    let words = width.div_ceil(64);
    // A row more than is summed up: words that were just written bit by bit are slow to read as a whole.
    let [mut here, mut below, mut coming] = [(); 3].map(|()| vec![0u64; words + 2]);
    let [mut above_sums, mut here_sums, mut below_sums] = [(); 3].map(|()| Sums::new(words));
    let mut next = vec![0u64; words];
    for bits in [&mut here, &mut below, &mut coming] {
        if let Some(row) = rows.next() {
            read(packing, row, bits);
        }
    }
    // What comes of the border is not wanted, but its sums are.
    above_sums.add(&here, &below_sums, &here_sums, &below[1..], &mut next);
    here_sums.add(&below, &below_sums, &above_sums, &below[1..], &mut next);
    (here, below, coming) = (below, coming, here);
    for out in outs {
        if let Some(row) = rows.next() {
            read(packing, row, &mut coming);
        }
        below_sums.add(&below, &above_sums, &here_sums, &here[1..], &mut next);
        write(packing, &next, out);
        (here, below, coming) = (below, coming, here);
        (above_sums, here_sums, below_sums) = (here_sums, below_sums, above_sums);
    }
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use super::{Packing, run};
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
    pub(super) fn by_avx512<'r>(
        rows: impl Iterator<Item = &'r [u8]>,
        outs: impl Iterator<Item = &'r mut [u8]>,
        width: usize,
    ) {
        run(Avx512(()), rows, outs, width);
    }

    #[target_feature(enable = "avx2")]
    pub(super) fn by_avx2<'r>(
        rows: impl Iterator<Item = &'r [u8]>,
        outs: impl Iterator<Item = &'r mut [u8]>,
        width: usize,
    ) {
        run(Avx2(()), rows, outs, width);
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
