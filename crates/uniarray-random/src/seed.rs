//! Mixing seeds (M. E. O'Neill, *Developing a seed_seq alternative*, 2015, <https://www.pcg-random.org/posts/developing-a-seed_seq-alternative.html>;
//! `randutils.hpp`), with the constants and the order of NumPy's `SeedSequence`.

const INIT_A: u32 = 0x43B0_D7E5;
const MULTIPLIER_A: u32 = 0x931E_8875;
const INIT_B: u32 = 0x8B51_F9DD;
const MULTIPLIER_B: u32 = 0x58F3_8DED;
const MIX_LEFT: u32 = 0xCA01_F9DD;
const MIX_RIGHT: u32 = 0x4973_F715;

/// A hash whose constant changes with each value.
struct Hash {
    constant: u32,
    multiplier: u32,
}

impl Hash {
    fn of(&mut self, value: u32) -> u32 {
        let value = value ^ self.constant;
        self.constant = self.constant.wrapping_mul(self.multiplier);
        let value = value.wrapping_mul(self.constant);
        value ^ (value >> 16)
    }
}

fn mix(into: u32, value: u32) -> u32 {
    let mixed = MIX_LEFT
        .wrapping_mul(into)
        .wrapping_sub(MIX_RIGHT.wrapping_mul(value));
    mixed ^ (mixed >> 16)
}

/// A pool of `size` words that all words of the entropy influence.
///
/// ```
/// assert_eq!(uniarray_random::pool(&[0], 4), [4265667335, 1328953910, 1320288413, 3365567143]);
/// ```
pub fn pool(entropy: &[u32], size: usize) -> Vec<u32> {
    let mut hash = Hash {
        constant: INIT_A,
        multiplier: MULTIPLIER_A,
    };
    let mut pool: Vec<u32> = (0..size)
        .map(|place| hash.of(entropy.get(place).copied().unwrap_or(0)))
        .collect();
    for from in 0..size {
        for to in 0..size {
            if from != to {
                pool[to] = mix(pool[to], hash.of(pool[from]));
            }
        }
    }
    for value in entropy.iter().skip(size) {
        for to in &mut pool {
            *to = mix(*to, hash.of(*value));
        }
    }
    pool
}

/// As many words as are wanted, made from a pool.
pub fn generate(pool: &[u32], count: usize) -> Vec<u32> {
    let mut hash = Hash {
        constant: INIT_B,
        multiplier: MULTIPLIER_B,
    };
    pool.iter()
        .cycle()
        .take(count)
        .map(|word| hash.of(*word))
        .collect()
}
