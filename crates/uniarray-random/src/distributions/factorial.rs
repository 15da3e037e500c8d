//! Logarithms of factorials and of the gamma function.

use crate::tables::LOG_FACTORIAL;

/// `log(k!)`: by table, or by Stirling's series.
pub fn log_factorial(k: i64) -> f64 {
    if let Some(value) = LOG_FACTORIAL.get(k as usize) {
        return *value;
    }
    let k = k as f64;
    (k + 0.5) * k.ln() - k + (0.918_938_533_204_672_8 + (1.0 / k) * (1.0 / 12.0 - 1.0 / (360.0 * k * k)))
}

/// Coefficients of the asymptotic series of `log(gamma(x))`, Bernoulli numbers `B(2k) / (2k (2k - 1))`, as S. Zhang and J. Jin print them.
const SERIES: [f64; 10] = [
    8.333_333_333_333_333e-2,
    -2.777_777_777_777_778e-3,
    7.936_507_936_507_937e-4,
    -5.952_380_952_380_952e-4,
    8.417_508_417_508_418e-4,
    -1.917_526_917_526_918e-3,
    6.410_256_410_256_41e-3,
    -2.955_065_359_477_124e-2,
    1.796_443_723_688_307e-1,
    -1.392_432_216_905_90,
];

/// `log(gamma(x))` (S. Zhang, J. Jin, *Computation of special functions*, 1996): the series at 7 or above, and recurrence down from there.
pub fn log_gamma(x: f64) -> f64 {
    if x == 1.0 || x == 2.0 {
        return 0.0;
    }
    let steps = if x < 7.0 { (7.0 - x) as i64 } else { 0 };
    let mut at = x + steps as f64;
    let inverse_square = (1.0 / at) * (1.0 / at);
    let mut sum = SERIES[9];
    for coefficient in SERIES[..9].iter().rev() {
        sum = sum * inverse_square + coefficient;
    }
    let log_two_pi = 1.837_877_066_409_345_3;
    let mut result = sum / at + 0.5 * log_two_pi + (at - 0.5) * at.ln() - at;
    for _ in 0..steps {
        result -= (at - 1.0).ln();
        at -= 1.0;
    }
    result
}
