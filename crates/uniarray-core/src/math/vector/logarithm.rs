//! Logarithms and inverse hyperbolic functions of `f64`.

use super::double::{LN_2_HEAD, LN_2_TAIL, fast_two_sum, quotient, two_product, two_sum};
use super::{function, limits, polynomial, wrong};

/// The bits of the square root of a half: mantissas are taken from there on, to twice as much.
const LEAST: u64 = 0x3fe6a09e667f3bcd;

/// x = 2**k * m with m between the roots of 1/2 and 2, and the factor 2**-k (0 of the greatest); x is positive and normal.
#[inline(always)]
pub(super) fn mantissa(x: f64) -> (f64, f64, f64) {
    let bits = x.to_bits();
    let above = bits.wrapping_sub(LEAST);
    // The exponent as an integer below 2**52, which an addition makes a float.
    let biased = above.wrapping_add(1023 << 52) >> 52;
    let k = f64::from_bits(biased | 0x4330_0000_0000_0000) - (4503599627370496.0 + 1023.0);
    let factor = f64::from_bits(2046u64.saturating_sub(biased) << 52);
    (
        k,
        f64::from_bits(bits.wrapping_sub(above & 0xfff0_0000_0000_0000)),
        factor,
    )
}

/// log(x + tail) = k log 2 + (head + tail).
#[inline(always)]
fn parts(x: f64, tail: f64) -> (f64, f64, f64) {
    let (k, m, factor) = mantissa(x);
    let (head, tail) = near_one(m - 1.0, tail * factor);
    (k, head, tail)
}

/// As [`parts`] without a tail.
#[inline(always)]
fn normal_parts(x: f64) -> (f64, f64, f64) {
    let (k, m, _) = mantissa(x);
    let (head, tail) = near_one(m - 1.0, 0.0);
    (k, head, tail)
}

/// log(1 + f + tail), as a head and a tail; 1 + f lies between the roots of 1/2 and 2.
#[inline(always)]
fn near_one(f: f64, tail: f64) -> (f64, f64) {
    let (d, error) = fast_two_sum(2.0, f);
    let (s, rest) = quotient((f, tail), (d, error + tail));
    let z = s * s;
    let series = polynomial!(z;
        0.6666666666666666, 0.4000000000000089, 0.28571428570795937, 0.2222222239345263, 0.181817954545265,
        0.15386249788196105, 0.1326850331279476, 0.13089445145246312
    );
    (2.0 * s, 2.0f64.mul_add(rest, s * z * series))
}

/// The natural logarithm of a sum of head and tail, positive and normal.
#[inline(always)]
fn of_sum(x: f64, tail: f64) -> f64 {
    let (k, head, tail) = parts(x, tail);
    joined(k, head, tail)
}

/// k log 2 + head + tail
#[inline(always)]
fn joined(k: f64, head: f64, tail: f64) -> f64 {
    let (sum, error) = fast_two_sum(k * LN_2_HEAD, head);
    sum + (error + k.mul_add(LN_2_TAIL, tail))
}

/// A number made normal, and the exponent of two that this takes away from its logarithm.
#[inline(always)]
fn normal(x: f64) -> (f64, f64) {
    if x < f64::MIN_POSITIVE {
        (x * 18014398509481984.0, 54.0)
    } else {
        (x, 0.0)
    }
}

/// As [`normal_parts`], of any positive number.
#[inline(always)]
fn all_parts(x: f64) -> (f64, f64, f64) {
    let (y, less) = normal(x);
    let (k, head, tail) = normal_parts(y);
    (k - less, head, tail)
}

/// Whether a logarithm is that of [`normal_parts`].
#[inline(always)]
fn has_normal_parts(x: f64) -> bool {
    (x >= f64::MIN_POSITIVE) & (x < f64::INFINITY)
}

#[inline(always)]
fn log((k, head, tail): (f64, f64, f64)) -> f64 {
    joined(k, head, tail)
}

/// The logarithm to the base b: k times the head and tail of log 2 / log b, and the natural one times 1 / log b.
#[inline(always)]
fn to_base((k, head, tail): (f64, f64, f64), two: (f64, f64), factor: (f64, f64)) -> f64 {
    let (product, error) = two_product(head, factor.0);
    let rest = head.mul_add(factor.1, tail.mul_add(factor.0, error));
    // Unless k is zero, its product is the greater one.
    let (sum, error) = fast_two_sum(k * two.0, product);
    sum + (error + k.mul_add(two.1, rest))
}

#[inline(always)]
fn log2(parts: (f64, f64, f64)) -> f64 {
    to_base(
        parts,
        (1.0, 0.0),
        (std::f64::consts::LOG2_E, 2.0355273740931033e-17),
    )
}

#[inline(always)]
fn log10(parts: (f64, f64, f64)) -> f64 {
    let two = (0.30102999566361177, 3.694239077157482e-13);
    to_base(parts, two, (std::f64::consts::LOG10_E, 1.098319650216765e-17))
}

#[inline(always)]
fn plain_log1p(x: f64) -> f64 {
    let (sum, tail) = two_sum(1.0, x);
    of_sum(sum, tail)
}

#[inline(always)]
fn log1p(x: f64) -> f64 {
    let value = limits(1.0 + x, plain_log1p(x));
    let value = if x == f64::INFINITY { x } else { value };
    if x.abs() < 1e-17 { x } else { value }
}

/// Squares of lesser numbers do not overflow.
const GREAT: f64 = 1e150;

/// log(x + sqrt(x**2 + one)), where `one` is that or its negative; x is positive and less than [`GREAT`].
#[inline(always)]
fn with_root(x: f64, one: f64) -> f64 {
    let (square, error) = two_product(x, x);
    let (sum, rest) = two_sum(square, one);
    let root = sum.sqrt();
    // A few digits of this will do, of which zero has none and great roots need none.
    let inverse = 0.5 / (root as f32).max(f32::MIN_POSITIVE);
    let tail = ((-root).mul_add(root, sum) + (rest + error)) * inverse as f64;
    let (sum, rest) = two_sum(x, root);
    of_sum(sum, rest + tail)
}

#[inline(always)]
fn arcsinh(x: f64) -> f64 {
    let a = x.abs();
    (if a < 1e-9 { a } else { with_root(a, 1.0) }).copysign(x)
}

#[inline(always)]
fn arctanh(x: f64) -> f64 {
    let a = x.abs();
    let (head, tail) = quotient(two_sum(1.0, a), two_sum(1.0, -a));
    let value = 0.5 * of_sum(head, tail);
    (if a < 1e-9 { a } else { value }).copysign(x)
}

function! {
    /// The natural logarithm.
    Log: f64, |x| limits(x, log(all_parts(x))), usual true, rare x.ln(),
    wrong |y| wrong::below(x, 0.0), plain log(normal_parts(x)), if has_normal_parts(x)
}
function! {
    /// The logarithm to the base 2.
    Log2: f64, |x| limits(x, log2(all_parts(x))), usual true, rare x.log2(),
    wrong |y| wrong::below(x, 0.0), plain log2(normal_parts(x)), if has_normal_parts(x)
}
function! {
    /// The logarithm to the base 10.
    Log10: f64, |x| limits(x, log10(all_parts(x))), usual true, rare x.log10(),
    wrong |y| wrong::below(x, 0.0), plain log10(normal_parts(x)), if has_normal_parts(x)
}
function! {
    /// The natural logarithm of 1 + x.
    Log1p: f64, |x| log1p(x), usual true, rare x.ln_1p(), wrong |y| wrong::below(x, -1.0),
    plain plain_log1p(x), if (x > -1.0) & (x < f64::INFINITY) & (x.abs() >= 1e-17)
}
function! {
    /// The inverse of the hyperbolic sine.
    Arcsinh: f64, |x| arcsinh(x), usual x.abs() < GREAT, rare libm::asinh(x), wrong |y| 0, plain usual
}
function! {
    /// The inverse of the hyperbolic cosine.
    Arccosh: f64, |x| with_root(x, -1.0), usual (x >= 1.0) & (x < GREAT),
    rare if x < 1.0 { f64::NAN } else { libm::acosh(x) }, wrong |y| wrong::below_one(x), plain usual
}
function! {
    /// The inverse of the hyperbolic tangent.
    Arctanh: f64, |x| arctanh(x), usual x.abs() < 1.0, rare libm::atanh(x), wrong |y| wrong::poles_at_one(x),
    plain usual
}
