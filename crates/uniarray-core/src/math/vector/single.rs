//! Elementary functions of `f32`, computed as `f64` by polynomials short enough for the result; some are computed in their own type.

use super::double::{LN_2, PI_2, ROUND, integer, power_of_two};
use super::logarithm::mantissa;
use super::{Function2, function, limits, polynomial, wrong};

pub(crate) use super::short::{Exp2, Log, Log2, Log10};

/// exp(r) - 1, for |r| up to log 2 / 2.
#[inline(always)]
fn near_zero(r: f64) -> f64 {
    let series = polynomial!(r;
        0.5, 0.16666576666119928, 0.04166655421298415, 0.008363232883682618, 0.0013926250831497611
    );
    (r * r).mul_add(series, r)
}

/// 2**n and exp(r) - 1, whose product and sum with 2**n make exp(x).
#[inline(always)]
fn exp_parts(x: f64) -> (f64, f64) {
    let sum = x.mul_add(std::f64::consts::LOG2_E, ROUND);
    (
        power_of_two(integer(sum)),
        near_zero((sum - ROUND).mul_add(-LN_2, x)),
    )
}

/// 2**x, for |x| up to 1000.
#[inline(always)]
fn two_to(x: f64) -> f64 {
    let sum = x + ROUND;
    let power = power_of_two(integer(sum));
    power.mul_add(near_zero((x - (sum - ROUND)) * LN_2), power)
}

#[inline(always)]
fn exp(x: f64) -> f64 {
    let (power, rest) = exp_parts(x.clamp(-110.0, 90.0));
    power.mul_add(rest, power)
}

/// exp(x) - 1, of x up to 300.
#[inline(always)]
fn exp_less_one(x: f64) -> f64 {
    let (power, rest) = exp_parts(x.clamp(-30.0, 300.0));
    power.mul_add(rest, power - 1.0)
}

#[inline(always)]
fn tanh(a: f64) -> f64 {
    let e = exp_less_one((2.0 * a).min(60.0));
    e / (e + 2.0)
}

#[inline(always)]
fn sinh(a: f64) -> f64 {
    let e = exp_less_one(a);
    0.5 * (e + e / (e + 1.0))
}

#[inline(always)]
fn cosh(a: f64) -> f64 {
    let e = exp_less_one(a) + 1.0;
    0.5 * (e + 1.0 / e)
}

/// 2 artanh(f / (2 + f)), the logarithm of 1 + f between the roots of 1/2 and 2.
#[inline(always)]
fn log_of_mantissa(f: f64) -> f64 {
    let s = f / (2.0 + f);
    let z = s * s;
    let series =
        polynomial!(z; 0.6666666655358509, 0.40000122584957254, 0.2855073636310781, 0.23332762955117523);
    (s * z).mul_add(series, 2.0 * s)
}

/// The logarithm of any positive number of an `f32`.
#[inline(always)]
fn log(x: f64) -> f64 {
    let (k, m, _) = mantissa(x);
    k.mul_add(LN_2, log_of_mantissa(m - 1.0))
}

/// log(1 + x), of x above -1.
#[inline(always)]
fn log_one_more(x: f64) -> f64 {
    let sum = 1.0 + x;
    // What the addition lost counts where x is small.
    let rest = (x - (sum - 1.0)) / sum;
    limits(sum, log(sum) + rest)
}

#[inline(always)]
fn log1p(x: f64) -> f64 {
    let value = log_one_more(x);
    if x == f64::INFINITY { x } else { value }
}

/// `x` with the sign of `of`, for functions computed of the magnitude.
#[inline(always)]
fn odd(of: f32, value: f64) -> f32 {
    (value as f32).copysign(of)
}

#[inline(always)]
fn arcsinh(a: f64) -> f64 {
    let square = a * a;
    log1p(a + square / (1.0 + (square + 1.0).sqrt()))
}

#[inline(always)]
fn arccosh(x: f64) -> f64 {
    let t = x - 1.0;
    let value = log1p(t + (t * (t + 2.0)).sqrt());
    if x < 1.0 { f64::NAN } else { value }
}

#[inline(always)]
fn arctanh(a: f64) -> f64 {
    let value = 0.5 * log1p(2.0 * a / (1.0 - a));
    if a > 1.0 { f64::NAN } else { value }
}

/// Beyond this, two parts of π/2 are not enough.
const GREAT: f32 = 1e6;

/// a = n π/2 + r, for a >= 0.
#[inline(always)]
fn reduced(a: f64) -> (i64, f64) {
    let sum = a.mul_add(std::f64::consts::FRAC_2_PI, ROUND);
    let k = sum - ROUND;
    (
        integer(sum),
        k.mul_add(-6.123233995736766e-17, k.mul_add(-PI_2, a)),
    )
}

#[inline(always)]
fn sine(r: f64) -> f64 {
    let z = r * r;
    let series = polynomial!(z;
        -0.16666666663832763, 0.008333331865959415, -0.00019840082012765537, 2.7249314054698804e-06
    );
    (r * z).mul_add(series, r)
}

#[inline(always)]
fn cosine(r: f64) -> f64 {
    let z = r * r;
    let series = polynomial!(z;
        0.0416666666643024, -0.0013888887664713619, 2.4800596435621998e-05, -2.7300448619488353e-07
    );
    (z * z).mul_add(series, z.mul_add(-0.5, 1.0))
}

#[inline(always)]
fn wave(a: f64, turn: i64) -> f64 {
    let (n, r) = reduced(a);
    let n = n.wrapping_add(turn);
    let value = if n & 1 == 0 { sine(r) } else { cosine(r) };
    f64::from_bits(value.to_bits() ^ ((n as u64 & 2) << 62))
}

#[inline(always)]
fn tan(a: f64) -> f64 {
    let (n, r) = reduced(a);
    let (s, c) = (sine(r), cosine(r));
    let even = n & 1 == 0;
    (if even { s } else { -c }) / (if even { c } else { s })
}

/// The sign of `of` turns the value round.
#[inline(always)]
fn turned(of: f32, value: f64) -> f32 {
    f32::from_bits((value as f32).to_bits() ^ (of.to_bits() & (1 << 31)))
}

/// The angle, from 0 to π/2, of the point (x, y) with both not negative.
#[inline(always)]
fn angle(y: f64, x: f64) -> f64 {
    let steep = y > x;
    let (low, high) = if steep { (x, y) } else { (y, x) };
    let far = low > high * 0.41421356237309503;
    let t = (if far { low - high } else { low }) / (if far { low + high } else { high });
    let z = t * t;
    let series = polynomial!(z;
        -0.33333333278951577, 0.19999977153974205, -0.14284145548273774, 0.11071260444313767,
        -0.08623896669600505, 0.05046128167603517
    );
    let value = (t * z).mul_add(series, t) + if far { 0.5 * PI_2 } else { 0.0 };
    if steep { PI_2 - value } else { value }
}

#[inline(always)]
fn arctan(a: f64) -> f64 {
    let value = angle(a.min(1e300), 1.0);
    if a.is_nan() { a } else { value }
}

/// Whether a is above a half, and then arccos a, else arcsin a.
#[inline(always)]
fn arc(a: f64) -> (bool, f64) {
    let far = a > 0.5;
    let z = if far { 0.5f64.mul_add(-a, 0.5) } else { a * a };
    let s = if far { 2.0 * z.sqrt() } else { a };
    let series = polynomial!(z;
        0.16666666686147094, 0.07499992383419403, 0.044647675217118564, 0.030268919101073113,
        0.02361371422189475, 0.01056694782140368, 0.03098546039993495
    );
    (far, (s * z).mul_add(series, s))
}

#[inline(always)]
fn arcsin(a: f64) -> f64 {
    let (far, value) = arc(a);
    if far { PI_2 - value } else { value }
}

#[inline(always)]
fn arccos(x: f64) -> f64 {
    let (far, value) = arc(x.abs());
    let value = if far { value } else { PI_2 - value };
    if x < 0.0 { 2.0 * PI_2 - value } else { value }
}

#[inline(always)]
fn cbrt(a: f64) -> f64 {
    let (k, m, _) = mantissa(a);
    let third = ((k * (1.0 / 3.0)) + ROUND) - ROUND;
    let m = m * power_of_two(integer(third.mul_add(-3.0, k) + ROUND));
    let y = polynomial!(m;
        0.4054205904774948, 1.120716476384082, -0.9371872521376207, 0.5995664265550182,
        -0.23327215705214896, 0.049115861319709825, -0.004280880827466681
    );
    // One of Halley's steps.
    let cube = y * y * y;
    let y = y * ((cube + 2.0 * m) / (2.0 * cube + m));
    y * power_of_two(integer(third + ROUND))
}

function! {
    /// e to the power x.
    Exp: f32, |x| exp(x as f64) as f32, usual true, rare x.exp(), wrong |y| wrong::over_under(x, y)
}
function! {
    /// e to the power x, less 1.
    Expm1: f32, |x| odd(x, exp_less_one(x as f64)), usual true, rare x.exp_m1(), wrong |y| wrong::over(x, y)
}
function! {
    /// The hyperbolic sine.
    Sinh: f32, |x| odd(x, sinh(x.abs() as f64)), usual true, rare x.sinh(), wrong |y| wrong::over(x, y)
}
function! {
    /// The hyperbolic cosine.
    Cosh: f32, |x| cosh(x.abs() as f64) as f32, usual true, rare x.cosh(), wrong |y| wrong::over(x, y)
}
function! {
    /// The hyperbolic tangent.
    Tanh: f32, |x| odd(x, tanh(x.abs() as f64)), usual !x.is_nan(), rare x, wrong |y| 0
}
function! {
    /// The natural logarithm of 1 + x.
    Log1p: f32, |x| if x == 0.0 { x } else { log1p(x as f64) as f32 }, usual true, rare x.ln_1p(),
    wrong |y| wrong::below(x, -1.0)
}
function! {
    /// The inverse of the hyperbolic sine.
    Arcsinh: f32, |x| odd(x, arcsinh(x.abs() as f64)), usual x.abs() < f32::INFINITY, rare x, wrong |y| 0
}
function! {
    /// The inverse of the hyperbolic cosine.
    Arccosh: f32, |x| arccosh(x as f64) as f32, usual true, rare x, wrong |y| wrong::below_one(x)
}
function! {
    /// The inverse of the hyperbolic tangent.
    Arctanh: f32, |x| odd(x, arctanh(x.abs() as f64)), usual true, rare x, wrong |y| wrong::poles_at_one(x)
}
function! {
    /// The sine.
    Sin: f32, |x| turned(x, wave(x.abs() as f64, 0)), usual x.abs() <= GREAT, rare x.sin(),
    wrong |y| wrong::infinite(x)
}
function! {
    /// The cosine.
    Cos: f32, |x| wave(x.abs() as f64, 1) as f32, usual x.abs() <= GREAT, rare x.cos(), wrong |y| wrong::infinite(x)
}
function! {
    /// The tangent.
    Tan: f32, |x| turned(x, tan(x.abs() as f64)), usual x.abs() <= GREAT, rare x.tan(), wrong |y| wrong::infinite(x)
}
function! {
    /// The inverse of the tangent.
    Arctan: f32, |x| odd(x, arctan(x.abs() as f64)), usual true, rare x, wrong |y| 0
}
function! {
    /// The inverse of the sine.
    Arcsin: f32, |x| odd(x, arcsin(x.abs() as f64)), usual true, rare x, wrong |y| wrong::beyond_one(x)
}
function! {
    /// The inverse of the cosine.
    Arccos: f32, |x| arccos(x as f64) as f32, usual true, rare x, wrong |y| wrong::beyond_one(x)
}
function! {
    /// The cube root.
    Cbrt: f32, |x| odd(x, cbrt(x.abs() as f64)), usual (x.abs() > 0.0) & (x.abs() < f32::INFINITY), rare x,
    wrong |y| 0
}

function! {
    /// The square root.
    Sqrt: f32, |x| x.sqrt(), usual true, rare x, wrong |y| wrong::negative(x)
}

/// The angle of the point (y, x), as C99's `atan2`.
pub(crate) struct Arctan2;

impl Function2<f32> for Arctan2 {
    #[inline(always)]
    fn value(y: f32, x: f32) -> f32 {
        let value = angle(y.abs() as f64, x.abs() as f64);
        odd(y, if x < 0.0 { 2.0 * PI_2 - value } else { value })
    }

    #[inline(always)]
    fn usual(y: f32, x: f32) -> bool {
        (x.abs() > 0.0) & (x.abs() < f32::INFINITY) & (y.abs() > 0.0) & (y.abs() < f32::INFINITY)
    }

    #[cold]
    fn rare(y: f32, x: f32) -> f32 {
        y.atan2(x)
    }

    #[inline(always)]
    fn flags(y: f32, _x: f32, z: f32) -> u32 {
        wrong::under(y, z)
    }
}

/// The distance of the point (x, y) from the origin, as C99's `hypot`.
pub(crate) struct Hypot;

impl Function2<f32> for Hypot {
    #[inline(always)]
    fn value(x: f32, y: f32) -> f32 {
        let (x, y) = (x as f64, y as f64);
        x.mul_add(x, y * y).sqrt() as f32
    }

    #[inline(always)]
    fn usual(x: f32, y: f32) -> bool {
        (x.abs() < f32::INFINITY) & (y.abs() < f32::INFINITY)
    }

    #[cold]
    fn rare(x: f32, y: f32) -> f32 {
        x.hypot(y)
    }

    #[inline(always)]
    fn flags(x: f32, y: f32, z: f32) -> u32 {
        wrong::distance(x, y, z)
    }
}

/// `x` to the power `y`, as C99's `pow`.
pub(crate) struct Power;

impl Function2<f32> for Power {
    #[inline(always)]
    fn value(x: f32, y: f32) -> f32 {
        // The exponent of two may reach that of any `f32` and beyond, where the result overflows as it must.
        let (k, m, _) = mantissa((x as f64).abs());
        let f = m - 1.0;
        let s = f / (2.0 + f);
        let z = s * s;
        let series = polynomial!(z;
            0.666666666666667, 0.3999999999989827, 0.2857142862653362, 0.22222211043776857,
            0.18182895750119193, 0.1533150161114533, 0.1461916613488797
        );
        let log2 = (s * z)
            .mul_add(series, 2.0 * s)
            .mul_add(std::f64::consts::LOG2_E, k);
        let value = two_to((log2 * y as f64).clamp(-200.0, 200.0)) as f32;
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
