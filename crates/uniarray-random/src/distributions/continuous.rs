//! Distributions of real numbers that one or two draws make.

use super::style::Style;
use crate::bits::Bits;
use crate::source::Source;
use std::f64::consts::PI;

/// Standard normal.
pub fn standard_normal<S: Style>(source: &mut Source) -> f64 {
    S::normal(source)
}

/// Standard exponential.
pub fn standard_exponential<S: Style>(source: &mut Source) -> f64 {
    S::exponential(source)
}

/// Normal.
pub fn normal<S: Style>(source: &mut Source, loc: f64, scale: f64) -> f64 {
    loc + scale * S::normal(source)
}

/// Exponential.
pub fn exponential<S: Style>(source: &mut Source, scale: f64) -> f64 {
    scale * S::exponential(source)
}

/// The exponential of a normal number.
pub fn lognormal<S: Style>(source: &mut Source, mean: f64, sigma: f64) -> f64 {
    normal::<S>(source, mean, sigma).exp()
}

/// Cauchy, as the quotient of two normal numbers.
pub fn standard_cauchy<S: Style>(source: &mut Source) -> f64 {
    let numerator = S::normal(source);
    let denominator = S::normal(source);
    numerator / denominator
}

/// Pareto (II), by inversion as the next ones.
pub fn pareto<S: Style>(source: &mut Source, a: f64) -> f64 {
    (S::exponential(source) / a).exp_m1()
}

/// Weibull.
pub fn weibull<S: Style>(source: &mut Source, a: f64) -> f64 {
    if a == 0.0 {
        return 0.0;
    }
    S::exponential(source).powf(1.0 / a)
}

/// Powers.
pub fn power<S: Style>(source: &mut Source, a: f64) -> f64 {
    (-(-S::exponential(source)).exp_m1()).powf(1.0 / a)
}

/// Rayleigh.
pub fn rayleigh<S: Style>(source: &mut Source, mode: f64) -> f64 {
    mode * (2.0 * S::exponential(source)).sqrt()
}

/// A draw that is not zero.
fn above_zero(source: &mut Source) -> f64 {
    loop {
        let u = source.next_f64();
        if u > 0.0 {
            return u;
        }
    }
}

/// Laplace.
pub fn laplace(source: &mut Source, loc: f64, scale: f64) -> f64 {
    let u = above_zero(source);
    if u >= 0.5 {
        loc - scale * (2.0 - u - u).ln()
    } else {
        loc + scale * (u + u).ln()
    }
}

/// Gumbel.
pub fn gumbel(source: &mut Source, loc: f64, scale: f64) -> f64 {
    loop {
        let u = 1.0 - source.next_f64();
        if u < 1.0 {
            return loc - scale * (-u.ln()).ln();
        }
    }
}

/// Logistic.
pub fn logistic(source: &mut Source, loc: f64, scale: f64) -> f64 {
    let u = above_zero(source);
    loc + scale * (u / (1.0 - u)).ln()
}

/// A triangle.
pub fn triangular(source: &mut Source, left: f64, mode: f64, right: f64) -> f64 {
    let base = right - left;
    let left_base = mode - left;
    let ratio = left_base / base;
    let left_product = left_base * base;
    let right_product = (right - mode) * base;
    let u = source.next_f64();
    if u <= ratio {
        left + (u * left_product).sqrt()
    } else {
        right - ((1.0 - u) * right_product).sqrt()
    }
}

/// Wald, or inverse Gaussian (J. R. Michael, W. R. Schucany, R. W. Haas, *Generating random variates using transformations with multiple
/// roots*, The American Statistician 30, 1976), without a difference of nearly equal numbers.
pub fn wald<S: Style>(source: &mut Source, mean: f64, scale: f64) -> f64 {
    let y = S::normal(source);
    let y = mean * y * y;
    let d = 1.0 + (1.0 + 4.0 * scale / y).sqrt();
    let x = mean * (1.0 - 2.0 / d);
    let u = source.next_f64();
    if u <= mean / (mean + x) {
        x
    } else {
        mean * mean / x
    }
}

/// Von Mises (D. J. Best, N. I. Fisher, *Efficient simulation of the von Mises distribution*, Applied Statistics 28, 1979): uniform for tiny
/// concentrations; for those above `limit` a normal distribution around the circle.
pub fn vonmises_below(
    source: &mut Source,
    mu: f64,
    kappa: f64,
    limit: f64,
    normal: fn(&mut Source) -> f64,
) -> f64 {
    if kappa.is_nan() {
        return f64::NAN;
    }
    if kappa < 1e-8 {
        return PI * (2.0 * source.next_f64() - 1.0);
    }
    let s = if kappa < 1e-5 {
        // A Taylor series.
        1.0 / kappa + kappa
    } else if kappa <= limit {
        let r = 1.0 + (1.0 + 4.0 * kappa * kappa).sqrt();
        let rho = (r - (2.0 * r).sqrt()) / (2.0 * kappa);
        (1.0 + rho * rho) / (2.0 * rho)
    } else {
        let mut result = mu + (1.0 / kappa).sqrt() * normal(source);
        if result < -PI {
            result += 2.0 * PI;
        }
        if result > PI {
            result -= 2.0 * PI;
        }
        return result;
    };
    let w = loop {
        let z = (PI * source.next_f64()).cos();
        let w = (1.0 + s * z) / (s + z);
        let y = kappa * (s - w);
        let v = source.next_f64();
        if y * (2.0 - y) - v >= 0.0 || (y / v).ln() + 1.0 - y >= 0.0 {
            break w;
        }
    };
    let u = source.next_f64();
    let angle = if u < 0.5 { -w.acos() } else { w.acos() };
    let angle = angle + mu;
    let size = (angle.abs() + PI) % (2.0 * PI) - PI;
    if angle < 0.0 { -size } else { size }
}

/// See [`vonmises_below`].
pub fn vonmises<S: Style>(source: &mut Source, mu: f64, kappa: f64) -> f64 {
    vonmises_below(source, mu, kappa, 1e6, S::normal)
}
