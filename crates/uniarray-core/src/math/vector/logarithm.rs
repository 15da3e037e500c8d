//! Logarithms and inverse hyperbolic functions of `f64`.

use super::double::{LN_2_HEAD, LN_2_TAIL, fast_two_sum, quotient, root, two_product, two_sum};
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
    let (f, tail) = (m - 1.0, tail * factor);
    let (d, error) = fast_two_sum(2.0, f);
    let (s, rest) = quotient((f, tail), (d, error + tail));
    let z = s * s;
    let series = polynomial!(z;
        0.6666666666666666, 0.4000000000000089, 0.28571428570795937, 0.2222222239345263, 0.181817954545265,
        0.15386249788196105, 0.1326850331279476, 0.13089445145246312
    );
    (k, 2.0 * s, 2.0f64.mul_add(rest, s * z * series))
}

/// The natural logarithm of a sum of head and tail, positive and normal, times 2 to the power `more`.
#[inline(always)]
fn of_sum(x: f64, tail: f64, more: f64) -> f64 {
    let (k, head, tail) = parts(x, tail);
    let k = k + more;
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

#[inline(always)]
fn log(x: f64) -> f64 {
    let (y, less) = normal(x);
    limits(x, of_sum(y, 0.0, -less))
}

/// The logarithm to the base b: k times the head and tail of log 2 / log b, and the natural one times 1 / log b.
#[inline(always)]
fn to_base(x: f64, two: (f64, f64), factor: (f64, f64)) -> f64 {
    let (y, less) = normal(x);
    let (k, head, tail) = parts(y, 0.0);
    let k = k - less;
    let (product, error) = two_product(head, factor.0);
    let rest = head.mul_add(factor.1, tail.mul_add(factor.0, error));
    let (sum, error) = two_sum(k * two.0, product);
    limits(x, sum + (error + k.mul_add(two.1, rest)))
}

#[inline(always)]
fn log2(x: f64) -> f64 {
    to_base(x, (1.0, 0.0), (std::f64::consts::LOG2_E, 2.0355273740931033e-17))
}

#[inline(always)]
fn log10(x: f64) -> f64 {
    let two = (0.30102999566361177, 3.694239077157482e-13);
    to_base(x, two, (std::f64::consts::LOG10_E, 1.098319650216765e-17))
}

#[inline(always)]
fn log1p(x: f64) -> f64 {
    let (sum, tail) = two_sum(1.0, x);
    let value = limits(sum, of_sum(sum, tail, 0.0));
    let value = if x == f64::INFINITY { x } else { value };
    if x.abs() < 1e-17 { x } else { value }
}

/// log(x + sqrt(x**2 + one)), where `one` is that or its negative; x is positive.
#[inline(always)]
fn with_root(x: f64, one: f64) -> f64 {
    // The one does not count here, and the square would overflow.
    let great = x > 1e150;
    let (square, error) = two_product(x, x);
    let (sum, rest) = two_sum(square, one);
    let (root, tail) = root((sum, rest + error));
    let (sum, rest) = two_sum(x, root);
    let (head, tail) = if great { (x, 0.0) } else { (sum, rest + tail) };
    of_sum(head, tail, if great { 1.0 } else { 0.0 })
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
    let value = 0.5 * of_sum(head, tail, 0.0);
    (if a < 1e-9 { a } else { value }).copysign(x)
}

function! {
    /// The natural logarithm.
    Log: f64, |x| log(x), usual true, rare x.ln(), wrong |y| wrong::below(x, 0.0)
}
function! {
    /// The logarithm to the base 2.
    Log2: f64, |x| log2(x), usual true, rare x.log2(), wrong |y| wrong::below(x, 0.0)
}
function! {
    /// The logarithm to the base 10.
    Log10: f64, |x| log10(x), usual true, rare x.log10(), wrong |y| wrong::below(x, 0.0)
}
function! {
    /// The natural logarithm of 1 + x.
    Log1p: f64, |x| log1p(x), usual true, rare x.ln_1p(), wrong |y| wrong::below(x, -1.0)
}
function! {
    /// The inverse of the hyperbolic sine.
    Arcsinh: f64, |x| arcsinh(x), usual x.abs() < f64::INFINITY, rare x, wrong |y| 0
}
function! {
    /// The inverse of the hyperbolic cosine.
    Arccosh: f64, |x| with_root(x, -1.0), usual (x >= 1.0) & (x < f64::INFINITY),
    rare if x < 1.0 { f64::NAN } else { x }, wrong |y| wrong::below_one(x)
}
function! {
    /// The inverse of the hyperbolic tangent.
    Arctanh: f64, |x| arctanh(x), usual x.abs() < 1.0, rare libm::atanh(x), wrong |y| wrong::poles_at_one(x)
}
