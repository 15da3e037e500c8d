//! Distributions of integers.

use super::factorial::log_gamma;
use super::truncated;
use super::ziggurat;
use crate::bits::Bits;
use crate::source::Source;

/// A rate of the Poisson distribution with what is computed of it once.
#[derive(Clone, Copy, Debug)]
pub struct Poisson {
    lam: f64,
    method: Method,
}

#[derive(Clone, Copy, Debug)]
enum Method {
    Zero,
    /// D. E. Knuth, TAOCP 2, 3.4.1: uniform numbers are multiplied until the product is not above a limit.
    Products {
        limit: f64,
    },
    /// W. Hörmann, *The transformed rejection method for generating Poisson random variables*, Insurance: Mathematics and Economics 12,
    /// 1993 (algorithm PTRS).
    Rejection {
        log: f64,
        a: f64,
        b: f64,
        log_inverse_alpha: f64,
        v_r: f64,
    },
}

impl Poisson {
    /// The distribution with this mean.
    pub fn new(lam: f64) -> Poisson {
        let method = if lam >= 10.0 {
            let b = 0.931 + 2.53 * lam.sqrt();
            Method::Rejection {
                log: lam.ln(),
                a: -0.059 + 0.02483 * b,
                b,
                log_inverse_alpha: (1.1239 + 1.1328 / (b - 3.4)).ln(),
                v_r: 0.9277 - 3.6224 / (b - 2.0),
            }
        } else if lam == 0.0 {
            Method::Zero
        } else {
            Method::Products { limit: (-lam).exp() }
        };
        Poisson { lam, method }
    }

    /// A number.
    pub fn draw(&self, source: &mut Source) -> i64 {
        let lam = self.lam;
        match self.method {
            Method::Zero => 0,
            Method::Products { limit } => {
                let (mut count, mut product) = (0, 1.0);
                loop {
                    product *= source.next_f64();
                    if product > limit {
                        count += 1;
                    } else {
                        return count;
                    }
                }
            }
            Method::Rejection {
                log,
                a,
                b,
                log_inverse_alpha,
                v_r,
            } => loop {
                let u = source.next_f64() - 0.5;
                let v = source.next_f64();
                let u_s = 0.5 - u.abs();
                let k = truncated(((2.0 * a / u_s + b) * u + lam + 0.43).floor());
                if u_s >= 0.07 && v <= v_r {
                    return k;
                }
                if k < 0 || (u_s < 0.013 && v > u_s) {
                    continue;
                }
                let left = v.ln() + log_inverse_alpha - (a / (u_s * u_s) + b).ln();
                if left <= -lam + k as f64 * log - log_gamma(k as f64 + 1.0) {
                    return k;
                }
            },
        }
    }
}

/// The geometric distribution by adding up probabilities.
pub fn geometric_search(source: &mut Source, p: f64) -> i64 {
    let q = 1.0 - p;
    let (mut count, mut sum, mut product) = (1, p, p);
    let u = source.next_f64();
    while u > sum {
        product *= q;
        sum += product;
        count += 1;
    }
    count
}

/// From this probability on the search is faster than the logarithm.
pub const SEARCHED: f64 = 0.333_333_333_333_333_3;

/// The geometric distribution.
pub fn geometric(source: &mut Source, p: f64) -> i64 {
    if p >= SEARCHED {
        return geometric_search(source, p);
    }
    let z = (-ziggurat::standard_exponential(&mut source.engine) / (-p).ln_1p()).ceil();
    // What is too large becomes the largest integer.
    z as i64
}

/// The logarithmic series distribution (A. W. Kemp, *Efficient generation of logarithmically distributed pseudo-random variables*, Applied
/// Statistics 30, 1981).
pub fn logseries(source: &mut Source, p: f64) -> i64 {
    let r = (-p).ln_1p();
    loop {
        let v = source.next_f64();
        if v >= p {
            return 1;
        }
        let u = source.next_f64();
        let q = -(r * u).exp_m1();
        if v <= q * q {
            let result = truncated((1.0 + v.ln() / q.ln()).floor());
            if result < 1 || v == 0.0 {
                continue;
            }
            return result;
        }
        return if v >= q { 1 } else { 2 };
    }
}

/// One rejection step of Zipf's distribution (L. Devroye, *Non-uniform random variate generation*, 1986, chapter X.6), given `u` in `(0, 1]`.
pub fn zipf_step(source: &mut Source, a_minus_1: f64, b: f64, u: f64) -> Option<i64> {
    let v = source.next_f64();
    let x = u.powf(-1.0 / a_minus_1).floor();
    if x > i64::MAX as f64 || x < 1.0 {
        return None;
    }
    let t = (1.0 + 1.0 / x).powf(a_minus_1);
    (v * x * (t - 1.0) / (b - 1.0) <= t / b).then(|| truncated(x))
}

/// Zipf's distribution.
pub fn zipf(source: &mut Source, a: f64) -> i64 {
    // Above, `b` is infinite, and the probability of more than 1 less than any float.
    if a >= 1025.0 {
        return 1;
    }
    let a_minus_1 = a - 1.0;
    let b = 2f64.powf(a_minus_1);
    // What is less gives integers that are too large.
    let least = (i64::MAX as f64).powf(-a_minus_1);
    loop {
        let u = source.next_f64();
        let u = u * least + (1.0 - u);
        if let Some(value) = zipf_step(source, a_minus_1, b, u) {
            return value;
        }
    }
}
