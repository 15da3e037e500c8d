//! The gamma distribution, and those made of it.

use super::counts::Poisson;
use super::style::Style;
use super::ziggurat::{standard_exponential_f32, standard_normal_f32};
use crate::bits::Bits;
use crate::source::Source;

/// Gamma distributed with scale 1: shapes above 1 by G. Marsaglia, W. W. Tsang, *A simple method for generating gamma variables*, ACM TOMS 26,
/// 2000; below 1 by rejection (J. H. Ahrens, U. Dieter, Computing 12, 1974, with an exponential number to compare with).
pub fn standard_gamma<S: Style>(source: &mut Source, shape: f64) -> f64 {
    if shape == 1.0 {
        return S::exponential(source);
    }
    if shape == 0.0 {
        return 0.0;
    }
    if shape < 1.0 {
        loop {
            let u = source.next_f64();
            let v = S::exponential(source);
            if u <= 1.0 - shape {
                let x = u.powf(1.0 / shape);
                if x <= v {
                    return x;
                }
            } else {
                let y = -((1.0 - u) / shape).ln();
                let x = (1.0 - shape + shape * y).powf(1.0 / shape);
                if x <= v + y {
                    return x;
                }
            }
        }
    }
    let b = shape - 1.0 / 3.0;
    let c = 1.0 / (9.0 * b).sqrt();
    loop {
        let (x, v) = loop {
            let x = S::normal(source);
            let v = 1.0 + c * x;
            if v > 0.0 || v.is_nan() {
                break (x, v);
            }
        };
        let v = v * v * v;
        let u = source.next_f64();
        if u < 1.0 - 0.0331 * (x * x) * (x * x) || u.ln() < 0.5 * x * x + b * (1.0 - v + v.ln()) {
            return b * v;
        }
    }
}

/// As [`standard_gamma`], in single precision.
pub fn standard_gamma_f32(source: &mut Source, shape: f32) -> f32 {
    let bits = &mut source.engine;
    if shape == 1.0 {
        return standard_exponential_f32(bits);
    }
    if shape == 0.0 {
        return 0.0;
    }
    if shape < 1.0 {
        loop {
            let u = bits.next_f32();
            let v = standard_exponential_f32(bits);
            if u <= 1.0 - shape {
                let x = u.powf(1.0 / shape);
                if x <= v {
                    return x;
                }
            } else {
                let y = -((1.0 - u) / shape).ln();
                let x = (1.0 - shape + shape * y).powf(1.0 / shape);
                if x <= v + y {
                    return x;
                }
            }
        }
    }
    let b = shape - 1.0 / 3.0;
    let c = 1.0 / (9.0 * b).sqrt();
    loop {
        let (x, v) = loop {
            let x = standard_normal_f32(bits);
            let v = 1.0 + c * x;
            if v > 0.0 || v.is_nan() {
                break (x, v);
            }
        };
        let v = v * v * v;
        let u = bits.next_f32();
        if u < 1.0 - 0.0331 * (x * x) * (x * x) || u.ln() < 0.5 * x * x + b * (1.0 - v + v.ln()) {
            return b * v;
        }
    }
}

/// Gamma distributed.
pub fn gamma<S: Style>(source: &mut Source, shape: f64, scale: f64) -> f64 {
    scale * standard_gamma::<S>(source, shape)
}

/// Chi-square.
pub fn chisquare<S: Style>(source: &mut Source, df: f64) -> f64 {
    2.0 * standard_gamma::<S>(source, df / 2.0)
}

/// The F distribution.
pub fn f<S: Style>(source: &mut Source, dfnum: f64, dfden: f64) -> f64 {
    let numerator = chisquare::<S>(source, dfnum) * dfden;
    let denominator = chisquare::<S>(source, dfden) * dfnum;
    numerator / denominator
}

/// Chi-square with a centre elsewhere.
pub fn noncentral_chisquare<S: Style>(source: &mut Source, df: f64, nonc: f64) -> f64 {
    if S::NAN_DRAWS_NOTHING && nonc.is_nan() {
        return f64::NAN;
    }
    if nonc == 0.0 {
        return chisquare::<S>(source, df);
    }
    if 1.0 < df {
        let chi2 = chisquare::<S>(source, df - 1.0);
        let n = S::normal(source) + nonc.sqrt();
        return chi2 + n * n;
    }
    let i = Poisson::new(nonc / 2.0).draw(source);
    let value = chisquare::<S>(source, df + 2.0 * i as f64);
    if nonc.is_nan() { f64::NAN } else { value }
}

/// The F distribution with a centre elsewhere.
pub fn noncentral_f<S: Style>(source: &mut Source, dfnum: f64, dfden: f64, nonc: f64) -> f64 {
    let t = noncentral_chisquare::<S>(source, dfnum, nonc) * dfden;
    t / (chisquare::<S>(source, dfden) * dfnum)
}

/// Student's t.
pub fn standard_t<S: Style>(source: &mut Source, df: f64) -> f64 {
    let numerator = S::normal(source);
    let denominator = standard_gamma::<S>(source, df / 2.0);
    (df / 2.0).sqrt() * numerator / denominator.sqrt()
}

/// The negative binomial distribution, as a Poisson one with a rate that is gamma distributed.
pub fn negative_binomial<S: Style>(source: &mut Source, n: f64, p: f64) -> i64 {
    let rate = gamma::<S>(source, n, (1.0 - p) / p);
    Poisson::new(rate).draw(source)
}

/// Below this, a number that is neither 0 nor 1 is not to be expected.
const TINY: f64 = 3e-103;

/// The beta distribution: of two gammas, or for small parameters by M. D. Jöhnk, *Erzeugung von betaverteilten und gammaverteilten Zufallszahlen*,
/// Metrika 8, 1964.
pub fn beta<S: Style>(source: &mut Source, a: f64, b: f64) -> f64 {
    if a > 1.0 || b > 1.0 || a.is_nan() || b.is_nan() {
        let first = standard_gamma::<S>(source, a);
        let second = standard_gamma::<S>(source, b);
        return first / (first + second);
    }
    if a < TINY && b < TINY {
        let u = source.next_f64();
        return if (a + b) * u < a { 1.0 } else { 0.0 };
    }
    loop {
        let u = source.next_f64();
        let v = source.next_f64();
        let x = u.powf(1.0 / a);
        let y = v.powf(1.0 / b);
        let sum = x + y;
        if sum <= 1.0 && u + v > 0.0 {
            if x > 0.0 && y > 0.0 {
                return x / sum;
            }
            // One of the powers is too small for a float, but not its logarithm.
            let delta = u.ln() / a - v.ln() / b;
            return if delta > 0.0 {
                (-(-delta).exp().ln_1p()).exp()
            } else {
                (delta - delta.exp().ln_1p()).exp()
            };
        }
    }
}
