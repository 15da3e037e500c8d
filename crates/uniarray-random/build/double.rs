//! Numbers of about 106 bits as unevaluated sums of two `f64` (T. J. Dekker, *A floating-point technique for extending the available precision*,
//! 1971), with the few functions that the tables need. They give the same bits on every machine, which a system's `exp` does not.

use std::ops::{Add, Div, Mul, Neg, Sub};

#[derive(Clone, Copy)]
pub struct Double {
    pub hi: f64,
    pub lo: f64,
}

pub const LN_2: Double = Double {
    hi: std::f64::consts::LN_2,
    lo: 2.3190468138462996e-17,
};

/// The sum of two numbers, the first of which is larger, and what its rounding lost.
fn renormalised(a: f64, b: f64) -> Double {
    let hi = a + b;
    Double { hi, lo: b - (hi - a) }
}

impl From<f64> for Double {
    fn from(hi: f64) -> Double {
        Double { hi, lo: 0.0 }
    }
}

impl Neg for Double {
    type Output = Double;
    fn neg(self) -> Double {
        Double {
            hi: -self.hi,
            lo: -self.lo,
        }
    }
}

impl Add for Double {
    type Output = Double;
    fn add(self, other: Double) -> Double {
        let two_sum = |a: f64, b: f64| {
            let sum = a + b;
            let back = sum - a;
            (sum, (a - (sum - back)) + (b - back))
        };
        let (hi, error) = two_sum(self.hi, other.hi);
        let (lo, rest) = two_sum(self.lo, other.lo);
        let sum = renormalised(hi, error + lo);
        renormalised(sum.hi, sum.lo + rest)
    }
}

impl Sub for Double {
    type Output = Double;
    fn sub(self, other: Double) -> Double {
        self + -other
    }
}

impl Mul for Double {
    type Output = Double;
    fn mul(self, other: Double) -> Double {
        let hi = self.hi * other.hi;
        let error = self.hi.mul_add(other.hi, -hi);
        renormalised(hi, error + (self.hi * other.lo + self.lo * other.hi))
    }
}

impl Div for Double {
    type Output = Double;
    fn div(self, other: Double) -> Double {
        let first = self.hi / other.hi;
        let rest = self - other * first.into();
        let second = rest.hi / other.hi;
        let rest = rest - other * second.into();
        renormalised(first, second) + (rest.hi / other.hi).into()
    }
}

impl Double {
    /// The nearest `f64`.
    pub fn rounded(self) -> f64 {
        self.hi + self.lo
    }

    /// `exp`, by a Taylor series of the argument's 512th part and nine squarings.
    pub fn exp(self) -> Double {
        let power = (self.hi / LN_2.hi).round();
        let rest = self - LN_2 * power.into();
        let part = rest * (1.0 / 512.0).into();
        let mut sum = Double::from(1.0);
        for term in (1..=10).rev() {
            sum = Double::from(1.0) + sum * part / f64::from(term).into();
        }
        for _ in 0..9 {
            sum = sum * sum;
        }
        let scale = 2f64.powi(power as i32);
        Double {
            hi: sum.hi * scale,
            lo: sum.lo * scale,
        }
    }

    /// The natural logarithm, by Newton's iteration.
    pub fn ln(self) -> Double {
        let mut y = Double::from(self.hi.ln());
        for _ in 0..3 {
            y = y + self * (-y).exp() - 1.0.into();
        }
        y
    }
}
