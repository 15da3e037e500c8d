//! Jumping ahead in the stream of the Mersenne Twister by 2^128 words.
//!
//! H. Haramoto, M. Matsumoto, T. Nishimura, F. Panneton, P. L'Ecuyer, *Efficient jump ahead for F2-linear random number generators*, INFORMS J. Comput.
//! 20(3), 2008. One step is a linear map `T` of the state over the field of two elements, with `c(T) = 0` for a polynomial `c` of degree 19937. So
//! `T^(2^128) = g(T)` with `g = x^(2^128) mod c`, which Horner's method applies in 19937 steps. `c` is found from the generator's own output by the
//! algorithm of Berlekamp and Massey (J. L. Massey, *Shift-register synthesis and BCH decoding*, IEEE Trans. Inf. Theory 15, 1969).

use super::{Bits, Mt19937};
use std::sync::OnceLock;

const DEGREE: usize = 19937;
const JUMP_LOG2: usize = 128;

/// A polynomial over the field of two elements; bit `i` is the coefficient of `x^i`.
type Polynomial = Vec<u64>;

fn bit(polynomial: &[u64], place: usize) -> bool {
    polynomial
        .get(place / 64)
        .is_some_and(|word| word >> (place % 64) & 1 == 1)
}

fn flip(polynomial: &mut [u64], place: usize) {
    polynomial[place / 64] ^= 1 << (place % 64);
}

/// Adds `other * x^shift`, as far as there is room.
fn add_shifted(polynomial: &mut [u64], other: &[u64], shift: usize) {
    let (words, bits) = (shift / 64, shift % 64);
    for (place, sum) in polynomial.iter_mut().enumerate().skip(words) {
        let word = |index: usize| other.get(index).copied().unwrap_or(0);
        let low = word(place - words) << bits;
        let high = if bits > 0 && place > words {
            word(place - words - 1) >> (64 - bits)
        } else {
            0
        };
        *sum ^= low | high;
    }
}

/// The places of the coefficients of the characteristic polynomial, without the highest.
fn characteristic() -> Vec<usize> {
    let length = 2 * DEGREE;
    let words = DEGREE / 64 + 1;
    let mut generator = Mt19937::of_seed(1);
    // `connection` is what every bit of the output adds up to zero with; `history` has the last bits, the newest first.
    let (mut connection, mut before): (Polynomial, Polynomial) = (vec![0; words], vec![0; words]);
    (connection[0], before[0]) = (1, 1);
    let (mut degree, mut distance) = (0, 1);
    let mut history = vec![0u64; words];
    for count in 0..length {
        for place in (1..words).rev() {
            history[place] = history[place] << 1 | history[place - 1] >> 63;
        }
        history[0] = history[0] << 1 | u64::from(generator.next_u32() & 1);
        let odd = connection
            .iter()
            .zip(&history)
            .fold(0, |odd, (a, b)| odd ^ (a & b));
        if odd.count_ones() % 2 == 0 {
            distance += 1;
        } else if 2 * degree <= count {
            let kept = connection.clone();
            add_shifted(&mut connection, &before, distance);
            (degree, before, distance) = (count + 1 - degree, kept, 1);
        } else {
            add_shifted(&mut connection, &before, distance);
            distance += 1;
        }
    }
    assert_eq!(degree, DEGREE, "the period is a Mersenne prime");
    // The connection polynomial has the coefficients in the other order.
    (0..DEGREE)
        .filter(|place| bit(&connection, DEGREE - place))
        .collect()
}

/// `x^(2^128)` modulo the characteristic polynomial.
fn jump_polynomial() -> &'static Polynomial {
    static POLYNOMIAL: OnceLock<Polynomial> = OnceLock::new();
    POLYNOMIAL.get_or_init(|| {
        let places = characteristic();
        let mut power = vec![0; DEGREE / 64 + 1];
        flip(&mut power, 1);
        for _ in 0..JUMP_LOG2 {
            let mut square = vec![0; 2 * DEGREE / 64 + 1];
            for place in (0..DEGREE).filter(|place| bit(&power, *place)) {
                flip(&mut square, 2 * place);
            }
            for top in (DEGREE..2 * DEGREE).rev() {
                if bit(&square, top) {
                    flip(&mut square, top);
                    for place in &places {
                        flip(&mut square, top - DEGREE + place);
                    }
                }
            }
            square.truncate(DEGREE / 64 + 1);
            power = square;
        }
        power
    })
}

impl Mt19937 {
    /// Goes 2^128 words ahead. The first time takes some tenths of a second, which find the polynomial.
    pub fn jump(&mut self) {
        let polynomial = jump_polynomial();
        self.wrap();
        let start = self.clone();
        let mut places = (0..DEGREE).rev().skip_while(|place| !bit(polynomial, *place));
        // The highest coefficient stands for the start itself.
        if places.next() == Some(0) {
            return;
        }
        self.step();
        for place in places {
            if bit(polynomial, place) {
                self.add(&start);
            }
            if place > 0 {
                self.step();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_characteristic_polynomial_is_the_known_one() {
        let places = characteristic();
        // M. Matsumoto and T. Nishimura count 135 terms.
        assert_eq!(places.len() + 1, 135);
        assert_eq!(places[0], 0);
    }
}
