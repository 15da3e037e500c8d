//! PCG64 and PCG64DXSM: 128-bit linear congruential generators with permuted output.
//!
//! M. E. O'Neill, *PCG: A family of simple fast space-efficient statistically good algorithms for random number generation*, 2014
//! (<https://www.pcg-random.org>): XSL-RR is the output of the first, "cheap multiplier DXSM" that of the second.

use super::{Bits, Half};

const MULTIPLIER: u128 = 0x2360_ED05_1FC6_5DA4_4385_DF64_9FCC_F645;
const CHEAP_MULTIPLIER: u128 = 0xDA94_2042_E4DD_58B5;

/// The state; `DXSM` tells the two apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pcg64<const DXSM: bool> {
    state: u128,
    increment: u128,
    half: Half,
}

impl<const DXSM: bool> Pcg64<DXSM> {
    const MULTIPLIER: u128 = if DXSM { CHEAP_MULTIPLIER } else { MULTIPLIER };

    /// Starts from a seed and the number of a stream.
    pub fn new(seed: u128, stream: u128) -> Self {
        let mut new = Pcg64 {
            state: 0,
            increment: (stream << 1) | 1,
            half: Half::default(),
        };
        new.step();
        new.state = new.state.wrapping_add(seed);
        new.step();
        new
    }

    #[inline(always)]
    fn step(&mut self) {
        self.state = self
            .state
            .wrapping_mul(Self::MULTIPLIER)
            .wrapping_add(self.increment);
    }

    /// Goes as many steps further as if 64 bits had been drawn `steps` times (F. B. Brown, *Random number generation with arbitrary
    /// stride*, 1994).
    pub fn advance(&mut self, mut steps: u128) {
        let (mut factor, mut offset) = (Self::MULTIPLIER, self.increment);
        let (mut factors, mut offsets) = (1u128, 0u128);
        while steps > 0 {
            if steps & 1 == 1 {
                factors = factors.wrapping_mul(factor);
                offsets = offsets.wrapping_mul(factor).wrapping_add(offset);
            }
            offset = factor.wrapping_add(1).wrapping_mul(offset);
            factor = factor.wrapping_mul(factor);
            steps >>= 1;
        }
        self.state = factors.wrapping_mul(self.state).wrapping_add(offsets);
        self.half = Half::default();
    }

    /// State, increment (both with the upper half first), and the half word.
    pub fn words(&self) -> [u64; 6] {
        let [waiting, bits] = self.half.words();
        let upper = |value: u128| (value >> 64) as u64;
        [
            upper(self.state),
            self.state as u64,
            upper(self.increment),
            self.increment as u64,
            waiting,
            bits,
        ]
    }

    /// From [`words`](Pcg64::words).
    pub fn of_words(words: [u64; 6]) -> Self {
        let [state_upper, state, increment_upper, increment, waiting, bits] = words;
        let join = |upper: u64, lower: u64| u128::from(upper) << 64 | u128::from(lower);
        Pcg64 {
            state: join(state_upper, state),
            increment: join(increment_upper, increment),
            half: Half::of_words(waiting, bits),
        }
    }
}

impl<const DXSM: bool> Bits for Pcg64<DXSM> {
    #[inline(always)]
    fn next_u64(&mut self) -> u64 {
        if DXSM {
            let (mut upper, lower) = ((self.state >> 64) as u64, self.state as u64 | 1);
            upper ^= upper >> 32;
            upper = upper.wrapping_mul(CHEAP_MULTIPLIER as u64);
            upper ^= upper >> 48;
            self.step();
            return upper.wrapping_mul(lower);
        }
        self.step();
        let folded = (self.state >> 64) as u64 ^ self.state as u64;
        folded.rotate_right((self.state >> 122) as u32)
    }

    #[inline(always)]
    fn next_u32(&mut self) -> u32 {
        let mut half = self.half;
        let bits = half.next(|| self.next_u64());
        self.half = half;
        bits
    }
}
