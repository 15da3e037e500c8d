//! Exponential and hyperbolic functions of `f64`.

use super::double::{
    LN_2, LN_2_HEAD, LN_2_TAIL, ROUND, fast_two_sum, integer, power_of_two, quotient, scaled, two_product,
    two_sum,
};
use super::{function, polynomial, wrong};

/// exp(x + tail) = 2**n * (1 + r + rest), with |r| < 0.35.
#[inline(always)]
fn reduced(x: f64, tail: f64) -> (i64, f64, f64) {
    let sum = x.mul_add(std::f64::consts::LOG2_E, ROUND);
    let k = sum - ROUND;
    let (r, error) = two_sum(k.mul_add(-LN_2_HEAD, x), k.mul_add(-LN_2_TAIL, tail));
    (integer(sum), r, r.mul_add(r * quadratic(r), error))
}

/// (exp(r) - 1 - r) / r**2
#[inline(always)]
fn quadratic(r: f64) -> f64 {
    polynomial!(r;
        0.5, 0.1666666666666667, 0.04166666666666667, 0.008333333333326084, 0.0013888888888883711,
        0.0001984126987500228, 2.480158732567746e-05, 2.755725517000089e-06, 2.755727347871858e-07,
        2.5105312729622103e-08, 2.09147553258932e-09
    )
}

/// exp(x + tail) = 2**n * (head + tail)
#[inline(always)]
fn parts(x: f64, tail: f64) -> (i64, f64, f64) {
    let (n, r, rest) = reduced(x, tail);
    let (head, error) = fast_two_sum(1.0, r);
    (n, head, error + rest)
}

/// exp(x + tail), for a small tail.
#[inline(always)]
pub(super) fn exp_of_sum(x: f64, tail: f64) -> f64 {
    let (n, head, tail) = parts(x.clamp(-746.0, 710.0), tail);
    scaled(head + tail, n)
}

/// exp(x) - 1 = 2**n * (head + tail); x is at least -40.
#[inline(always)]
fn parts_less_one(x: f64) -> (i64, f64, f64) {
    let (n, r, rest) = reduced(x, 0.0);
    // Of greater powers the one does not count.
    let (head, error) = two_sum(1.0 - power_of_two(n.wrapping_neg().max(-1000)), r);
    let (head, tail) = fast_two_sum(head, error + rest);
    (n, head, tail)
}

/// exp(a) ± exp(-a) = 2**n * result, for a >= 0.
#[inline(always)]
fn with_inverse(a: f64, sign: f64) -> (i64, f64) {
    let (n, head, tail) = parts(a.clamp(0.0, 711.0), 0.0);
    let (head, tail) = fast_two_sum(head, tail);
    let small = sign * power_of_two(n.wrapping_mul(-2).max(-1000));
    let (inverse, rest) = quotient((1.0, 0.0), (head, tail));
    let (sum, error) = two_sum(head, small * inverse);
    (n, sum + (small.mul_add(rest, tail) + error))
}

#[inline(always)]
fn sinh(x: f64) -> f64 {
    let a = x.abs();
    let z = a * a;
    let series = polynomial!(z;
        0.16666666666666666, 0.008333333333333299, 0.00019841269841324471, 2.7557319191250885e-06,
        2.50521177239532e-08, 1.6057676882739475e-10, 7.746278224810715e-13
    );
    let near = (a * z).mul_add(series, a);
    let (n, far) = with_inverse(a, -1.0);
    // What is no number is not below one.
    let result = if a < 1.0 {
        near
    } else {
        scaled(far, n.wrapping_sub(1))
    };
    let result = if a == f64::INFINITY { a } else { result };
    if x.is_nan() { x } else { result.copysign(x) }
}

#[inline(always)]
fn cosh(x: f64) -> f64 {
    let (n, sum) = with_inverse(x.abs(), 1.0);
    scaled(sum, n.wrapping_sub(1))
}

#[inline(always)]
fn tanh(x: f64) -> f64 {
    // From 20 on the result is 1.
    let (n, head, tail) = parts_less_one((2.0 * x.abs()).clamp(0.0, 44.0));
    let (head, tail) = (head * power_of_two(n), tail * power_of_two(n));
    let (below, error) = two_sum(2.0, head);
    let (q, rest) = quotient((head, tail), (below, error + tail));
    if x.is_nan() { x } else { (q + rest).copysign(x) }
}

#[inline(always)]
fn expm1(x: f64) -> f64 {
    let (n, head, tail) = parts_less_one(x.clamp(-40.0, 710.0));
    scaled(head + tail, n).copysign(x)
}

#[inline(always)]
fn exp2(x: f64) -> f64 {
    let x = x.clamp(-1080.0, 1025.0);
    let sum = x + ROUND;
    let (r, tail) = two_product(x - (sum - ROUND), LN_2);
    let tail = (x - (sum - ROUND)).mul_add(2.3190468138462996e-17, tail);
    let rest = r.mul_add(r * quadratic(r), tail);
    let (head, error) = fast_two_sum(1.0, r);
    scaled(head + (error + rest), integer(sum))
}

function! {
    /// e to the power x.
    Exp: f64, |x| exp_of_sum(x, 0.0), usual true, rare x.exp(), wrong |y| wrong::over_under(x, y)
}
function! {
    /// 2 to the power x.
    Exp2: f64, |x| exp2(x), usual true, rare x.exp2(), wrong |y| wrong::over_under(x, y)
}
function! {
    /// e to the power x, less 1.
    Expm1: f64, |x| expm1(x), usual true, rare x.exp_m1(), wrong |y| wrong::over(x, y)
}
function! {
    /// The hyperbolic sine.
    Sinh: f64, |x| sinh(x), usual true, rare x.sinh(), wrong |y| wrong::over(x, y)
}
function! {
    /// The hyperbolic cosine.
    Cosh: f64, |x| cosh(x), usual true, rare x.cosh(), wrong |y| wrong::over(x, y)
}
function! {
    /// The hyperbolic tangent.
    Tanh: f64, |x| tanh(x), usual true, rare x.tanh(), wrong |y| 0
}
