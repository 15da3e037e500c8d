//! The Mersenne Twister (M. Matsumoto, T. Nishimura, *Mersenne Twister: a 623-dimensionally equidistributed uniform pseudo-random number
//! generator*, ACM TOMACS 8, 1998), with the seeding of its authors' version of 2002.

use super::Bits;

/// Words of the state.
pub const LENGTH: usize = 624;
const SHIFT: usize = 397;
const UPPER: u32 = 0x8000_0000;
const TWIST: u32 = 0x9908_B0DF;

/// The state.
#[derive(Clone, Debug, PartialEq)]
pub struct Mt19937 {
    key: [u32; LENGTH],
    /// The next word; `LENGTH` if all were used.
    place: usize,
}

impl Mt19937 {
    /// Knuth's generator fills the state from one word.
    pub fn of_seed(seed: u32) -> Mt19937 {
        let mut word = seed;
        let key = std::array::from_fn(|place| {
            let this = word;
            word = (word ^ (word >> 30))
                .wrapping_mul(1_812_433_253)
                .wrapping_add(place as u32 + 1);
            this
        });
        Mt19937 { key, place: LENGTH }
    }

    /// Mixes an array of words into the state.
    ///
    /// # Panics
    /// Without any words.
    pub fn of_array(seed: &[u32]) -> Mt19937 {
        assert!(!seed.is_empty(), "a seed has words");
        let mut new = Mt19937::of_seed(19_650_218);
        let key = &mut new.key;
        let mut place = 1;
        let mut mix = |factor: u32, change: &dyn Fn(u32, usize) -> u32| {
            let before = key[place - 1];
            let mixed = key[place] ^ (before ^ (before >> 30)).wrapping_mul(factor);
            key[place] = change(mixed, place);
            place += 1;
            if place == LENGTH {
                key[0] = key[LENGTH - 1];
                place = 1;
            }
        };
        for index in 0..LENGTH.max(seed.len()) {
            let index = index % seed.len();
            mix(1_664_525, &|mixed, _| {
                mixed.wrapping_add(seed[index]).wrapping_add(index as u32)
            });
        }
        for _ in 1..LENGTH {
            mix(1_566_083_941, &|mixed, place| mixed.wrapping_sub(place as u32));
        }
        new.key[0] = UPPER;
        new
    }

    /// Takes the words as the state, the first of which is made non-zero.
    ///
    /// # Panics
    /// If there are not 624 words.
    pub fn of_key(words: &[u32]) -> Mt19937 {
        let mut key: [u32; LENGTH] = words.try_into().expect("624 words");
        key[0] = UPPER;
        Mt19937 {
            key,
            place: LENGTH - 1,
        }
    }

    /// The state's words and the place of the next.
    pub fn words(&self) -> Vec<u64> {
        let words = self.key.iter().map(|word| u64::from(*word));
        words.chain([self.place as u64]).collect()
    }

    /// From [`words`](Mt19937::words).
    pub fn of_words(words: &[u64; LENGTH + 1]) -> Mt19937 {
        Mt19937 {
            key: std::array::from_fn(|place| words[place] as u32),
            place: words[LENGTH].min(LENGTH as u64) as usize,
        }
    }

    /// Where all words were used, the first is the oldest.
    pub(super) fn wrap(&mut self) {
        if self.place >= LENGTH {
            self.place = 0;
        }
    }

    /// Replaces the oldest word by a new one, the words being a ring that begins at `place`.
    pub(super) fn step(&mut self) {
        let place = self.place;
        let at = |offset: usize| self.key[(place + offset) % LENGTH];
        self.key[place] = twisted(at(0), at(1), at(SHIFT));
        self.place = (place + 1) % LENGTH;
    }

    /// Adds another state, ring to ring.
    pub(super) fn add(&mut self, other: &Mt19937) {
        let (left, right) = self.key.split_at_mut(self.place);
        let (before, after) = other.key.split_at(other.place);
        let ring = right.iter_mut().chain(left);
        for (word, more) in ring.zip(after.iter().chain(before)) {
            *word ^= more;
        }
    }

    #[cold]
    fn twist(&mut self) {
        let key = &mut self.key;
        for place in 0..LENGTH - SHIFT {
            key[place] = twisted(key[place], key[place + 1], key[place + SHIFT]);
        }
        for place in LENGTH - SHIFT..LENGTH - 1 {
            key[place] = twisted(key[place], key[place + 1], key[place + SHIFT - LENGTH]);
        }
        key[LENGTH - 1] = twisted(key[LENGTH - 1], key[0], key[SHIFT - 1]);
        self.place = 0;
    }
}

/// The recurrence: a new word of two that follow each other and one further on.
#[inline(always)]
fn twisted(this: u32, next: u32, other: u32) -> u32 {
    let joined = this & UPPER | next & !UPPER;
    other ^ (joined >> 1) ^ ((joined & 1).wrapping_neg() & TWIST)
}

impl Bits for Mt19937 {
    fn next_u64(&mut self) -> u64 {
        let upper = u64::from(self.next_u32());
        upper << 32 | u64::from(self.next_u32())
    }

    #[inline]
    fn next_u32(&mut self) -> u32 {
        if self.place >= LENGTH {
            self.twist();
        }
        let mut word = self.key[self.place];
        self.place += 1;
        word ^= word >> 11;
        word ^= (word << 7) & 0x9D2C_5680;
        word ^= (word << 15) & 0xEFC6_0000;
        word ^ (word >> 18)
    }

    #[inline]
    fn next_f64(&mut self) -> f64 {
        let (upper, lower) = (self.next_u32() >> 5, self.next_u32() >> 6);
        (f64::from(upper) * 67_108_864.0 + f64::from(lower)) / 9_007_199_254_740_992.0
    }
}
