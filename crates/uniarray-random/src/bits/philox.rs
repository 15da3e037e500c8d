//! Philox 4x64, ten rounds: a bijection of a 256-bit counter under a 128-bit key.
//!
//! J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, *Parallel random numbers: as easy as 1, 2, 3*, SC 2011.

use super::{Bits, Half};

const ROUNDS: usize = 10;

/// The state, with the last four outputs.
#[derive(Clone, Debug, PartialEq)]
pub struct Philox {
    counter: [u64; 4],
    key: [u64; 2],
    buffer: [u64; 4],
    /// The next output in the buffer; 4 if there is none.
    place: usize,
    half: Half,
}

impl Philox {
    /// Starts after a counter, the lowest word of which comes first.
    pub fn new(key: [u64; 2], counter: [u64; 4]) -> Philox {
        Philox {
            counter,
            key,
            buffer: [0; 4],
            place: 4,
            half: Half::default(),
        }
    }

    fn refill(&mut self) {
        for word in &mut self.counter {
            *word = word.wrapping_add(1);
            if *word != 0 {
                break;
            }
        }
        let (mut block, mut key) = (self.counter, self.key);
        for _ in 0..ROUNDS {
            let first = u128::from(block[0]) * 0xD2E7_470E_E14C_6C93;
            let second = u128::from(block[2]) * 0xCA5A_8263_9512_1157;
            block = [
                (second >> 64) as u64 ^ block[1] ^ key[0],
                second as u64,
                (first >> 64) as u64 ^ block[3] ^ key[1],
                first as u64,
            ];
            // The Weyl sequences of the golden ratio and of the square root of three.
            key[0] = key[0].wrapping_add(0x9E37_79B9_7F4A_7C15);
            key[1] = key[1].wrapping_add(0xBB67_AE85_84CA_A73B);
        }
        (self.buffer, self.place) = (block, 0);
    }

    /// Counter, key, buffer, place in it, and the half word.
    pub fn words(&self) -> [u64; 13] {
        let mut words = [0; 13];
        words[..4].copy_from_slice(&self.counter);
        words[4..6].copy_from_slice(&self.key);
        words[6..10].copy_from_slice(&self.buffer);
        words[10] = self.place as u64;
        words[11..].copy_from_slice(&self.half.words());
        words
    }

    /// From [`words`](Philox::words).
    pub fn of_words(words: [u64; 13]) -> Philox {
        let [c0, c1, c2, c3, k0, k1, b0, b1, b2, b3, place, waiting, bits] = words;
        Philox {
            counter: [c0, c1, c2, c3],
            key: [k0, k1],
            buffer: [b0, b1, b2, b3],
            place: place.min(4) as usize,
            half: Half::of_words(waiting, bits),
        }
    }
}

impl Bits for Philox {
    fn next_u64(&mut self) -> u64 {
        if self.place >= 4 {
            self.refill();
        }
        self.place += 1;
        self.buffer[self.place - 1]
    }

    fn next_u32(&mut self) -> u32 {
        let mut half = self.half;
        let bits = half.next(|| self.next_u64());
        self.half = half;
        bits
    }
}
