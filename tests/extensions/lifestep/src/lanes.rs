//! Several words that are worked on together, which the compiler makes vectors of.

use std::ops::{BitAnd, BitOr, BitXor, Not};

/// How many words.
pub const LANES: usize = 8;

/// The words.
#[derive(Clone, Copy)]
pub struct Lanes(pub [u64; LANES]);

impl Lanes {
    /// The words at a place of a row.
    #[inline(always)]
    pub fn at(row: &[u64], place: usize) -> Lanes {
        Lanes(std::array::from_fn(|lane| row[place..place + LANES][lane]))
    }

    /// Puts the words to a place of a row.
    #[inline(always)]
    pub fn write(self, row: &mut [u64], place: usize) {
        row[place..place + LANES].copy_from_slice(&self.0);
    }

    /// What a function makes of each pair of words.
    #[inline(always)]
    pub fn with(self, other: Lanes, f: impl Fn(u64, u64) -> u64) -> Lanes {
        Lanes(std::array::from_fn(|lane| f(self.0[lane], other.0[lane])))
    }
}

impl BitAnd for Lanes {
    type Output = Lanes;

    #[inline(always)]
    fn bitand(self, other: Lanes) -> Lanes {
        self.with(other, |a, b| a & b)
    }
}

impl BitOr for Lanes {
    type Output = Lanes;

    #[inline(always)]
    fn bitor(self, other: Lanes) -> Lanes {
        self.with(other, |a, b| a | b)
    }
}

impl BitXor for Lanes {
    type Output = Lanes;

    #[inline(always)]
    fn bitxor(self, other: Lanes) -> Lanes {
        self.with(other, |a, b| a ^ b)
    }
}

impl Not for Lanes {
    type Output = Lanes;

    #[inline(always)]
    fn not(self) -> Lanes {
        self.with(self, |a, _| !a)
    }
}
