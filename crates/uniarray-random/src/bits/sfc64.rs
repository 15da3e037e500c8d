//! SFC64, "small fast chaotic" (C. Doty-Humphrey, PractRand, <https://pracrand.sourceforge.net>).

use super::{Bits, Half};

/// The state: three words and a counter.
#[derive(Clone, Debug, PartialEq)]
pub struct Sfc64 {
    state: [u64; 4],
    half: Half,
}

impl Sfc64 {
    /// Starts from a seed, with twelve outputs thrown away.
    pub fn new([a, b, c]: [u64; 3]) -> Sfc64 {
        let mut new = Sfc64 {
            state: [a, b, c, 1],
            half: Half::default(),
        };
        for _ in 0..12 {
            new.next_u64();
        }
        new
    }

    /// The state and the half word.
    pub fn words(&self) -> [u64; 6] {
        let ([a, b, c, counter], [waiting, bits]) = (self.state, self.half.words());
        [a, b, c, counter, waiting, bits]
    }

    /// From [`words`](Sfc64::words).
    pub fn of_words([a, b, c, counter, waiting, bits]: [u64; 6]) -> Sfc64 {
        Sfc64 {
            state: [a, b, c, counter],
            half: Half::of_words(waiting, bits),
        }
    }
}

impl Bits for Sfc64 {
    #[inline]
    fn next_u64(&mut self) -> u64 {
        let [a, b, c, counter] = self.state;
        let output = a.wrapping_add(b).wrapping_add(counter);
        self.state = [
            b ^ (b >> 11),
            c.wrapping_add(c << 3),
            c.rotate_left(24).wrapping_add(output),
            counter.wrapping_add(1),
        ];
        output
    }

    fn next_u32(&mut self) -> u32 {
        let mut half = self.half;
        let bits = half.next(|| self.next_u64());
        self.half = half;
        bits
    }
}
