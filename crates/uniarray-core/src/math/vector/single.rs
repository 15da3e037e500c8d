//! Elementary functions of `f32`, computed as `f64` by polynomials short enough for the result; some are computed in their own type.

use super::double::{LN_2, PI_2, ROUND, integer, power_of_two};
use super::logarithm::mantissa;
use super::{Function2, cubic, function, limits, polynomial, wrong};

pub(crate) use super::angle::{Arctan, Arctan2};
pub(crate) use super::power::Power;
pub(crate) use super::short::{Exp2, Log, Log1p, Log2, Log10};

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
pub(super) fn two_to(x: f64) -> f64 {
    let sum = x + ROUND;
    let power = power_of_two(integer(sum));
    power.mul_add(near_zero((x - (sum - ROUND)) * LN_2), power)
}

/// exp(x), of x up to 300 in magnitude.
#[inline(always)]
fn exp(x: f64) -> f64 {
    let (power, rest) = exp_parts(x);
    power.mul_add(rest, power)
}

/// exp(x) - 1, likewise.
#[inline(always)]
fn exp_less_one(x: f64) -> f64 {
    let (power, rest) = exp_parts(x);
    power.mul_add(rest, power - 1.0)
}

#[inline(always)]
fn tanh(a: f64) -> f64 {
    let e = exp_less_one((2.0 * a).min(60.0));
    e / (e + 2.0)
}

/// The hyperbolic sine and cosine of a = n log 2 + r, by those of r: a is from 0 to 300.
#[inline(always)]
fn hyperbolic(a: f64) -> (f64, f64) {
    let sum = a.mul_add(std::f64::consts::LOG2_E, ROUND);
    let r = (sum - ROUND).mul_add(-LN_2, a);
    let z = r * r;
    let series =
        polynomial!(z; 0.4999999999995493, 0.0416666667866251, 0.0013888839010883893, 2.486793654560624e-05);
    let c = z.mul_add(series, 1.0);
    let series = polynomial!(z; 0.16666666681659167, 0.008333310889593297, 0.0001989103064192727);
    let s = (r * z).mul_add(series, r);
    // Halves of 2**n and 2**-n.
    let n = integer(sum);
    let (great, small) = (
        power_of_two(n.wrapping_sub(1)),
        power_of_two(n.wrapping_neg().wrapping_sub(1)),
    );
    let (sum, difference) = (great + small, great - small);
    (sum.mul_add(s, difference * c), sum.mul_add(c, difference * s))
}

#[inline(always)]
fn sinh(a: f64) -> f64 {
    hyperbolic(a).0
}

#[inline(always)]
fn cosh(a: f64) -> f64 {
    hyperbolic(a).1
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

/// log(1 + x), of x above -1.
#[inline(always)]
fn log_one_more(x: f64) -> f64 {
    let (k, m, _) = mantissa(1.0 + x);
    // Near 1 nothing may be lost by the addition.
    let f = if k == 0.0 { x } else { m - 1.0 };
    k.mul_add(LN_2, log_of_mantissa(f))
}

#[inline(always)]
pub(super) fn log1p(x: f32) -> f32 {
    let long = x as f64;
    let value = limits(1.0 + long, log_one_more(long)) as f32;
    if x == 0.0 { x } else { value }
}

/// `x` with the sign of `of`, for functions computed of the magnitude.
#[inline(always)]
fn odd(of: f32, value: f64) -> f32 {
    (value as f32).copysign(of)
}

#[inline(always)]
fn arcsinh(a: f64) -> f64 {
    let value = log_one_more(a + (a.mul_add(a, 1.0).sqrt() - 1.0));
    // The next term of the series is a sixth of the cube.
    if a < 5e-5 { a } else { value }
}

/// The inverse of the hyperbolic cosine, of x from 1 on.
#[inline(always)]
fn arccosh(x: f64) -> f64 {
    let t = x - 1.0;
    log_one_more(t + (t * (t + 2.0)).sqrt())
}

/// The inverse of the hyperbolic tangent, of `a` from 0 to 1: of q = (1 + a) / (1 - a) half the logarithm, which is that of 2**k and the series of
/// s = (q - 2**k) / (q + 2**k).
#[inline(always)]
fn arctanh(a: f64) -> f64 {
    let (k, _, _) = mantissa(1.0 - a);
    let k = if a > 0.41421356237309503 { 1.0 - k } else { -k };
    let power = power_of_two(integer(k + ROUND));
    let s = a.mul_add(1.0 + power, 1.0 - power) / a.mul_add(1.0 - power, 1.0 + power);
    let z = s * s;
    let series = polynomial!(z;
        0.3333333332499075, 0.20000005396441276, 0.1428515189206695, 0.11132383631239344, 0.0873202581940978,
        0.10395113585600377
    );
    k.mul_add(0.5 * LN_2, (s * z).mul_add(series, s))
}

/// As [`arctanh`], of any number without sign.
#[inline(always)]
fn any_arctanh(a: f64) -> f64 {
    let value = if a < 1.0 { arctanh(a) } else { f64::INFINITY };
    if a <= 1.0 { value } else { f64::NAN }
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
pub(super) fn arctan(x: f32) -> f32 {
    let a = x.abs() as f64;
    let value = angle(a.min(1e300), 1.0);
    odd(x, if a.is_nan() { a } else { value })
}

/// Of numbers that are not zero and finite.
#[inline(always)]
pub(super) fn arctan2(y: f32, x: f32) -> f32 {
    let value = angle(y.abs() as f64, x.abs() as f64);
    odd(y, if x < 0.0 { 2.0 * PI_2 - value } else { value })
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

/// Whether a number is one for [`cubic::single`].
#[inline(always)]
fn has_short_root(x: f32) -> bool {
    (x.abs() > 1e-27) & (x.abs() < f32::INFINITY)
}

#[inline(always)]
fn short_cbrt(x: f32) -> f32 {
    cubic::single(x.abs()).copysign(x)
}

/// The cube root of a finite number but zero; as `f64` none of them is very small.
#[inline(always)]
fn cbrt(x: f32) -> f32 {
    odd(x, cubic::double(x.abs() as f64))
}

function! {
    /// e to the power x.
    Exp: f32, |x| exp((x as f64).clamp(-110.0, 90.0)) as f32, usual true, rare x.exp(), wrong |y| wrong::over_under(x, y),
    plain exp(x as f64) as f32, if x.abs() < 87.0
}
function! {
    /// e to the power x, less 1.
    Expm1: f32, |x| odd(x, exp_less_one((x as f64).clamp(-30.0, 300.0))), usual true, rare x.exp_m1(),
    wrong |y| wrong::over(x, y), plain odd(x, exp_less_one(x as f64)), if x.abs() < 87.0
}
function! {
    /// The hyperbolic sine.
    Sinh: f32, |x| odd(x, sinh((x.abs() as f64).clamp(0.0, 300.0))), usual true, rare x.sinh(), wrong |y| wrong::over(x, y),
    plain odd(x, sinh(x.abs() as f64)), if x.abs() < 88.0
}
function! {
    /// The hyperbolic cosine.
    Cosh: f32, |x| cosh((x.abs() as f64).clamp(0.0, 300.0)) as f32, usual true, rare x.cosh(), wrong |y| wrong::over(x, y),
    plain cosh(x.abs() as f64) as f32, if x.abs() < 88.0
}
function! {
    /// The hyperbolic tangent.
    Tanh: f32, |x| odd(x, tanh(x.abs() as f64)), usual !x.is_nan(), rare x, wrong |y| 0
}
function! {
    /// The inverse of the hyperbolic sine.
    Arcsinh: f32, |x| odd(x, arcsinh(x.abs() as f64)), usual x.abs() < f32::INFINITY, rare x, wrong |y| 0,
    plain usual
}
function! {
    /// The inverse of the hyperbolic cosine.
    Arccosh: f32, |x| arccosh(x as f64) as f32, usual (x >= 1.0) & (x < f32::INFINITY),
    rare if x < 1.0 { f32::NAN } else { x }, wrong |y| wrong::below_one(x), plain usual
}
function! {
    /// The inverse of the hyperbolic tangent.
    Arctanh: f32, |x| odd(x, any_arctanh(x.abs() as f64)), usual true, rare x, wrong |y| wrong::poles_at_one(x),
    plain odd(x, arctanh(x.abs() as f64)), if x.abs() < 1.0
}
function! {
    /// The sine.
    Sin: f32, |x| turned(x, wave(x.abs() as f64, 0)), usual x.abs() <= GREAT, rare x.sin(),
    wrong |y| wrong::infinite(x), plain usual
}
function! {
    /// The cosine.
    Cos: f32, |x| wave(x.abs() as f64, 1) as f32, usual x.abs() <= GREAT, rare x.cos(), wrong |y| wrong::infinite(x),
    plain usual
}
function! {
    /// The tangent.
    Tan: f32, |x| turned(x, tan(x.abs() as f64)), usual x.abs() <= GREAT, rare x.tan(), wrong |y| wrong::infinite(x),
    plain usual
}
function! {
    /// The inverse of the sine.
    Arcsin: f32, |x| odd(x, arcsin(x.abs() as f64)), usual true, rare x, wrong |y| wrong::beyond_one(x),
    plain odd(x, arcsin(x.abs() as f64)), if x.abs() <= 1.0
}
function! {
    /// The inverse of the cosine.
    Arccos: f32, |x| arccos(x as f64) as f32, usual true, rare x, wrong |y| wrong::beyond_one(x),
    plain arccos(x as f64) as f32, if x.abs() <= 1.0
}
function! {
    /// The cube root.
    Cbrt: f32, |x| if has_short_root(x) { short_cbrt(x) } else { cbrt(x) }, usual (x.abs() > 0.0) & (x.abs() < f32::INFINITY), rare x, wrong |y| 0,
    plain short_cbrt(x), if has_short_root(x)
}

function! {
    /// The square root.
    Sqrt: f32, |x| x.sqrt(), usual true, rare x, wrong |y| wrong::negative(x)
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
