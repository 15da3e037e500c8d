//! Powers.

use super::double::{LN_2_HEAD, LN_2_TAIL, fast_two_sum, quotient, two_product, two_sum};
use super::exponential::{exp_of_sum, plain_exp_of_sum};
use super::logarithm::mantissa;
use super::single::two_to;
use super::{Function2, polynomial, wrong};

/// The natural logarithm as a head and a tail, with about 65 bits: powers multiply its error.
#[inline(always)]
fn long_log(x: f64) -> (f64, f64) {
    let (k, m, _) = mantissa(x);
    let f = m - 1.0;
    let (s, rest) = quotient((f, 0.0), fast_two_sum(2.0, f));
    let (s, rest) = fast_two_sum(s, rest);
    let (z, z_tail) = two_product(s, s);
    let z_tail = (2.0 * s).mul_add(rest, z_tail);
    // s**3 * 2/3 in two parts; the further terms are small enough for one.
    let (cube, cube_tail) = two_product(s, z);
    let cube_tail = cube_tail + s.mul_add(z_tail, rest * z);
    const THIRD: f64 = 0.6666666666666666;
    const THIRD_TAIL: f64 = 3.700743415417188e-17;
    let (term, term_tail) = two_product(cube, THIRD);
    let term_tail = term_tail + cube.mul_add(THIRD_TAIL, cube_tail * THIRD);
    let series = polynomial!(z;
        0.4, 0.28571428571429375, 0.22222222221649277, 0.18181818336889324, 0.15384594802772,
        0.13334813373687013, 0.11706004128016817, 0.11725604536475413
    );
    let (head, error) = fast_two_sum(2.0 * s, term);
    let tail = error + 2.0f64.mul_add(rest, (cube * z).mul_add(series, term_tail));
    // k log 2, with a head of 40 bits.
    let (sum, error) = fast_two_sum(k * LN_2_HEAD, head);
    let (product, rest) = two_product(k, LN_2_TAIL);
    let rest = k.mul_add(5.8029889835956905e-25, rest);
    let (sum, more) = two_sum(sum, product);
    fast_two_sum(sum, error + more + (tail + rest))
}

/// `x` to the power `y`, as C99's `pow`.
pub(crate) struct Power;

impl Function2<f64> for Power {
    const PLAIN: bool = true;

    #[inline(always)]
    fn plain_value(x: f64, y: f64) -> (f64, bool) {
        let (log, tail) = long_log(x);
        let (product, error) = two_product(log, y);
        (
            plain_exp_of_sum(product, tail.mul_add(y, error)),
            (x >= f64::MIN_POSITIVE) & (x < f64::INFINITY) & (product.abs() < 700.0),
        )
    }

    #[inline(always)]
    fn value(x: f64, y: f64) -> f64 {
        let (log, tail) = long_log(x.abs());
        let (product, error) = two_product(log, y);
        let value = exp_of_sum(product, tail.mul_add(y, error));
        // Of negative numbers only whole powers are usual; odd ones are negative.
        let odd = (0.5 * y).floor() * 2.0 != y;
        if (x < 0.0) & odd { -value } else { value }
    }

    #[inline(always)]
    fn usual(x: f64, y: f64) -> bool {
        let a = x.abs();
        // Such powers are normal numbers: |y log x| < 700, roughly, by the exponent of x.
        let exponent = (a.to_bits() >> 52) | 0x4330_0000_0000_0000;
        let exponent = f64::from_bits(exponent) - (4503599627370496.0 + 1023.0);
        let steep = (exponent.abs() + 1.0) * y.abs();
        (a >= f64::MIN_POSITIVE)
            & (a < f64::INFINITY)
            & (steep < 1000.0)
            & (y.abs() > 1e-290)
            & ((x > 0.0) | (y.trunc() == y))
    }

    #[cold]
    fn rare(x: f64, y: f64) -> f64 {
        x.powf(y)
    }

    #[inline(always)]
    fn flags(x: f64, y: f64, z: f64) -> u32 {
        wrong::power(x, y, z)
    }
}

/// The logarithm to the base 2 of a positive finite number.
#[inline(always)]
fn long_log2(x: f32) -> f64 {
    let (k, m, _) = mantissa(x as f64);
    let f = m - 1.0;
    let s = f / (2.0 + f);
    let z = s * s;
    let series = polynomial!(z;
        0.6666666666737623, 0.39999998795791065, 0.2857175485162511, 0.22191380789044335, 0.1936304303124875
    );
    (s * z)
        .mul_add(series, 2.0 * s)
        .mul_add(std::f64::consts::LOG2_E, k)
}

impl Function2<f32> for Power {
    const PLAIN: bool = true;

    #[inline(always)]
    fn plain_value(x: f32, y: f32) -> (f32, bool) {
        let exponent = long_log2(x) * y as f64;
        (
            two_to(exponent) as f32,
            (x > 0.0) & (x < f32::INFINITY) & (exponent.abs() < 126.0),
        )
    }

    #[inline(always)]
    fn value(x: f32, y: f32) -> f32 {
        // The exponent of two may reach that of any `f32` and beyond, where the result overflows as it must.
        let value = two_to((long_log2(x.abs()) * y as f64).clamp(-200.0, 200.0)) as f32;
        let odd = (0.5 * y).floor() * 2.0 != y;
        if (x < 0.0) & odd { -value } else { value }
    }

    #[inline(always)]
    fn usual(x: f32, y: f32) -> bool {
        (x.abs() > 0.0)
            & (x.abs() < f32::INFINITY)
            & (y.abs() < f32::INFINITY)
            & ((x > 0.0) | (y.trunc() == y))
    }

    #[cold]
    fn rare(x: f32, y: f32) -> f32 {
        x.powf(y)
    }

    #[inline(always)]
    fn flags(x: f32, y: f32, z: f32) -> u32 {
        wrong::power(x, y, z)
    }
}
