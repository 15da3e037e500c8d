//! Formulas that only `RandomState` has, whose streams NumPy keeps as they were.

use crate::bits::Bits;
use crate::distributions::continuous::vonmises_below;
use crate::distributions::counts::{SEARCHED, geometric_search, zipf_step};
use crate::distributions::factorial::log_gamma;
use crate::distributions::gamma::standard_gamma;
use crate::distributions::hypergeometric::{D1, D2};
use crate::distributions::style::{Legacy, Style};
use crate::distributions::truncated;
use crate::source::Source;

/// See [`pareto`](crate::distributions::continuous::pareto).
pub fn pareto(source: &mut Source, a: f64) -> f64 {
    (Legacy::exponential(source) / a).exp() - 1.0
}

/// See [`power`](crate::distributions::continuous::power).
pub fn power(source: &mut Source, a: f64) -> f64 {
    (1.0 - (-Legacy::exponential(source)).exp()).powf(1.0 / a)
}

/// See [`rayleigh`](crate::distributions::continuous::rayleigh).
pub fn rayleigh(source: &mut Source, mode: f64) -> f64 {
    mode * (-2.0 * (-source.next_f64()).ln_1p()).sqrt()
}

/// See [`wald`](crate::distributions::continuous::wald).
pub fn wald(source: &mut Source, mean: f64, scale: f64) -> f64 {
    let half = mean / (2.0 * scale);
    let y = Legacy::normal(source);
    let y = mean * y * y;
    let x = mean + half * (y - (4.0 * scale * y + y * y).sqrt());
    let u = source.next_f64();
    if u <= mean / (mean + x) {
        x
    } else {
        mean * mean / x
    }
}

/// See [`vonmises`](crate::distributions::continuous::vonmises).
pub fn vonmises(source: &mut Source, mu: f64, kappa: f64) -> f64 {
    vonmises_below(source, mu, kappa, f64::INFINITY, Legacy::normal)
}

/// See [`beta`](crate::distributions::gamma::beta).
pub fn beta(source: &mut Source, a: f64, b: f64) -> f64 {
    if a > 1.0 || b > 1.0 || a.is_nan() || b.is_nan() {
        let first = standard_gamma::<Legacy>(source, a);
        let second = standard_gamma::<Legacy>(source, b);
        return first / (first + second);
    }
    loop {
        let u = source.next_f64();
        let v = source.next_f64();
        let x = u.powf(1.0 / a);
        let y = v.powf(1.0 / b);
        if x + y <= 1.0 {
            if x + y > 0.0 {
                return x / (x + y);
            }
            let (log_x, log_y) = (u.ln() / a, v.ln() / b);
            let most = if log_x > log_y { log_x } else { log_y };
            let (log_x, log_y) = (log_x - most, log_y - most);
            return (log_x - (log_x.exp() + log_y.exp()).ln()).exp();
        }
    }
}

/// See [`geometric`](crate::distributions::counts::geometric).
pub fn geometric(source: &mut Source, p: f64) -> i64 {
    if p >= SEARCHED {
        return geometric_search(source, p);
    }
    truncated(((-source.next_f64()).ln_1p() / (1.0 - p).ln()).ceil())
}

/// See [`zipf`](crate::distributions::counts::zipf).
pub fn zipf(source: &mut Source, a: f64) -> i64 {
    let a_minus_1 = a - 1.0;
    let b = 2f64.powf(a_minus_1);
    loop {
        let u = 1.0 - source.next_f64();
        if let Some(value) = zipf_step(source, a_minus_1, b, u) {
            return value;
        }
    }
}

/// See [`logseries`](crate::distributions::counts::logseries).
pub fn logseries(source: &mut Source, p: f64) -> i64 {
    let r = (1.0 - p).ln();
    loop {
        let v = source.next_f64();
        if v >= p {
            return 1;
        }
        let u = source.next_f64();
        let q = 1.0 - (r * u).exp();
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

/// See [`hypergeometric`](crate::distributions::hypergeometric::hypergeometric).
pub fn hypergeometric(source: &mut Source, good: i64, bad: i64, sample: i64) -> i64 {
    if sample > 10 {
        ratio_of_uniforms(source, good, bad, sample)
    } else if sample > 0 {
        one_by_one(source, good, bad, sample)
    } else {
        0
    }
}

fn one_by_one(source: &mut Source, good: i64, bad: i64, sample: i64) -> i64 {
    let rest = bad + good - sample;
    let fewer = bad.min(good) as f64;
    let (mut y, mut k) = (fewer, sample);
    while y > 0.0 {
        let u = source.next_f64();
        y -= (u + y / (rest + k) as f64).floor();
        k -= 1;
        if k == 0 {
            break;
        }
    }
    let z = (fewer - y) as i64;
    if good > bad { sample - z } else { z }
}

fn ratio_of_uniforms(source: &mut Source, good: i64, bad: i64, sample: i64) -> i64 {
    let (fewer, more) = (good.min(bad), good.max(bad));
    let population = good + bad;
    let m = sample.min(population - sample);
    let p = fewer as f64 / population as f64;
    let q = 1.0 - p;
    let a = m as f64 * p + 0.5;
    let c = ((population - m) as f64 * sample as f64 * p * q / (population - 1) as f64 + 0.5).sqrt();
    let h = D1 * c + D2;
    let mode = ((m + 1) as f64 * (fewer + 1) as f64 / (population + 2) as f64).floor() as i64;
    let factorials = |k: i64| {
        let log_factorial = |k: i64| log_gamma((k + 1) as f64);
        log_factorial(k) + log_factorial(fewer - k) + log_factorial(m - k) + log_factorial(more - m + k)
    };
    let g = factorials(mode);
    let bound = (m.min(fewer) as f64 + 1.0).min((a + 16.0 * c).floor());
    let z = loop {
        let x = source.next_f64();
        let y = source.next_f64();
        let w = a + h * (y - 0.5) / x;
        if w < 0.0 || w >= bound {
            continue;
        }
        let z = w.floor() as i64;
        let t = g - factorials(z);
        if x * (4.0 - x) - 3.0 <= t {
            break z;
        }
        if x * (x - t) >= 1.0 {
            continue;
        }
        if 2.0 * x.ln() <= t {
            break z;
        }
    };
    let z = if good > bad { m - z } else { z };
    if m < sample { good - z } else { z }
}
