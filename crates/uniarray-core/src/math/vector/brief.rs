//! Elementary functions of numbers that are 16-bit floats, as `f32`: their results are rounded to eleven bits, so that short polynomials and
//! reductions in the same arithmetic do. All of them are good to eighteen bits and more.

use super::short::{has_normal_parts, normal_parts, parts, power_of_two, rounded};
use super::{function, limits, polynomial, wrong};

/// exp(x), of x up to 60 in magnitude.
#[inline(always)]
fn exp(x: f32) -> f32 {
    let (n, k) = rounded(x * std::f32::consts::LOG2_E);
    let r = k.mul_add(-std::f32::consts::LN_2, x);
    let series = polynomial!(r; 0.4999975, 0.16666631, 0.041833803, 0.0083572);
    (r * r).mul_add(series, 1.0 + r) * power_of_two(n)
}

/// As [`exp`] of any number: beyond 30 in magnitude, nothing of that is left in 16 bits.
#[inline(always)]
fn any_exp(x: f32) -> f32 {
    let value = exp(x.clamp(-30.0, 30.0));
    let value = if x == f32::NEG_INFINITY { 0.0 } else { value };
    if x == f32::INFINITY { x } else { value }
}

/// log(1 + f) between the roots of 1/2 and 2.
#[inline(always)]
fn near_one(f: f32) -> f32 {
    let series = polynomial!(f;-0.5000033, 0.33324143, -0.24940933, 0.20377882, -0.1838961, 0.120012455);
    (f * f).mul_add(series, f)
}

#[inline(always)]
fn log((k, f): (f32, f32)) -> f32 {
    k.mul_add(std::f32::consts::LN_2, near_one(f))
}

#[inline(always)]
fn log2((k, f): (f32, f32)) -> f32 {
    near_one(f).mul_add(std::f32::consts::LOG2_E, k)
}

#[inline(always)]
fn log10((k, f): (f32, f32)) -> f32 {
    k.mul_add(std::f32::consts::LOG10_2, near_one(f) * std::f32::consts::LOG10_E)
}

/// The sine of a + n quarters of a circle, of a up to 65504 in magnitude.
#[inline(always)]
fn wave(a: f32, turn: i32) -> f32 {
    let (n, k) = rounded(a * std::f32::consts::FRAC_2_PI);
    let n = n.wrapping_add(turn);
    // Each product and difference is rounded once, relative to what is left.
    let r = k.mul_add(4.371_139e-8, k.mul_add(-std::f32::consts::FRAC_PI_2, a));
    let z = r * r;
    let sine = (r * z).mul_add(polynomial!(z; -0.16666664, 0.008332748, -0.0001958789), r);
    let cosine = z.mul_add(polynomial!(z; -0.49999982, 0.04166141, -0.0013661167), 1.0);
    let value = if n & 1 == 0 { sine } else { cosine };
    f32::from_bits(value.to_bits() ^ ((n as u32 & 2) << 30))
}

function! {
    /// e to the power x.
    Exp: f32, |x| any_exp(x), usual true, rare x.exp(), wrong |y| 0, plain exp(x), if x.abs() < 30.0
}
function! {
    /// The natural logarithm.
    Log: f32, |x| limits(x, log(parts(x))), usual true, rare x.ln(), wrong |y| wrong::below(x, 0.0),
    plain log(normal_parts(x)), if has_normal_parts(x)
}
function! {
    /// The logarithm to the base 2.
    Log2: f32, |x| limits(x, log2(parts(x))), usual true, rare x.log2(), wrong |y| wrong::below(x, 0.0),
    plain log2(normal_parts(x)), if has_normal_parts(x)
}
function! {
    /// The logarithm to the base 10.
    Log10: f32, |x| limits(x, log10(parts(x))), usual true, rare x.log10(), wrong |y| wrong::below(x, 0.0),
    plain log10(normal_parts(x)), if has_normal_parts(x)
}
function! {
    /// The sine.
    Sin: f32, |x| if x == 0.0 { x } else { wave(x, 0) }, usual x.abs() < f32::INFINITY, rare x.sin(), wrong |y| wrong::infinite(x), plain usual
}
function! {
    /// The cosine.
    Cos: f32, |x| wave(x, 1), usual x.abs() < f32::INFINITY, rare x.cos(), wrong |y| wrong::infinite(x), plain usual
}
