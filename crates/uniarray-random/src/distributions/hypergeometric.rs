//! The hypergeometric distribution.

use super::factorial::log_factorial;
use crate::bits::Bits;
use crate::shuffle::interval;
use crate::source::Source;

/// `2 sqrt(2 / e)`
pub(crate) const D1: f64 = 1.715_527_769_921_413_5;
/// `3 - 2 sqrt(3 / e)`
pub(crate) const D2: f64 = 0.898_916_162_058_898_8;

/// How many good ones are among `sample` drawn of `good + bad`.
pub fn hypergeometric(source: &mut Source, good: i64, bad: i64, sample: i64) -> i64 {
    if sample >= 10 && sample <= good + bad - 10 {
        ratio_of_uniforms(source, good, bad, sample)
    } else {
        one_by_one(source, good, bad, sample)
    }
}

/// Draws the smaller part, the sample or what it leaves.
fn one_by_one(source: &mut Source, good: i64, bad: i64, sample: i64) -> i64 {
    let total = good + bad;
    let more_than_half = sample > total / 2;
    let mut to_draw = if more_than_half { total - sample } else { sample };
    let (mut left, mut good_left) = (total, good);
    while to_draw > 0 && good_left > 0 && left > good_left {
        left -= 1;
        if interval(source, left.cast_unsigned()).cast_signed() < good_left {
            good_left -= 1;
        }
        to_draw -= 1;
    }
    if left == good_left {
        good_left -= to_draw;
    }
    if more_than_half {
        good_left
    } else {
        good - good_left
    }
}

/// E. Stadlober, *The ratio of uniforms approach for generating discrete random variates*, J. Comput. Appl. Math. 31, 1990 (algorithm HRUA).
fn ratio_of_uniforms(source: &mut Source, good: i64, bad: i64, sample: i64) -> i64 {
    let population = good + bad;
    let drawn = sample.min(population - sample);
    let (fewer, more) = (good.min(bad), good.max(bad));
    let p = fewer as f64 / population as f64;
    let q = more as f64 / population as f64;
    let a = drawn as f64 * p + 0.5;
    let variance = (population - drawn) as f64 * drawn as f64 * p * q / (population - 1) as f64;
    let c = (variance + 0.5).sqrt();
    let h = D1 * c + D2;
    let mode = ((drawn + 1) as f64 * (fewer + 1) as f64 / (population + 2) as f64).floor() as i64;
    let factorials = |k: i64| {
        log_factorial(k)
            + log_factorial(fewer - k)
            + log_factorial(drawn - k)
            + log_factorial(more - drawn + k)
    };
    let g = factorials(mode);
    // Beyond 16 standard deviations nothing is to be expected.
    let bound = ((drawn.min(fewer) + 1) as f64).min((a + 16.0 * c).floor());
    let k = loop {
        let u = source.next_f64();
        let v = source.next_f64();
        let x = a + h * (v - 0.5) / u;
        if x < 0.0 || x >= bound {
            continue;
        }
        let k = x.floor() as i64;
        let t = g - factorials(k);
        if u * (4.0 - u) - 3.0 <= t {
            break k;
        }
        if u * (u - t) >= 1.0 {
            continue;
        }
        if 2.0 * u.ln() <= t {
            break k;
        }
    };
    let k = if good > bad { drawn - k } else { k };
    if drawn < sample { good - k } else { k }
}
