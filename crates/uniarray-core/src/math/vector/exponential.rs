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
    // Where the first is the smaller one, neither counts.
    let (r, error) = fast_two_sum(k.mul_add(-LN_2_HEAD, x), k.mul_add(-LN_2_TAIL, tail));
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

/// As [`exp_of_sum`], where |x| is below 700.
#[inline(always)]
pub(super) fn plain_exp_of_sum(x: f64, tail: f64) -> f64 {
    let (n, head, tail) = parts(x, tail);
    plainly_scaled(head + tail, n)
}

/// `x`, about 1, times 2 to the power n, for |n| < 1020.
#[inline(always)]
fn plainly_scaled(x: f64, n: i64) -> f64 {
    f64::from_bits(x.to_bits().wrapping_add((n as u64) << 52))
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

/// exp(a) ± exp(-a) = 2**n * result, for a >= 0. With a = n log 2 + r it is 1 ± w times cosh r and 1 ∓ w times sinh r, where w = 4**-n.
#[inline(always)]
fn with_inverse(a: f64, sign: f64) -> (i64, f64) {
    let sum = a.mul_add(std::f64::consts::LOG2_E, ROUND);
    let (k, n) = (sum - ROUND, integer(sum));
    let (r, error) = fast_two_sum(k.mul_add(-LN_2_HEAD, a), k * -LN_2_TAIL);
    let z = r * r;
    let even = z * polynomial!(z;
        0.5, 0.041666666666666664, 0.0013888888888888892, 2.4801587301575816e-05, 2.75573192512777e-07,
        2.0876723700298543e-09, 1.1490875242719602e-11
    );
    let odd = (r * z).mul_add(
        polynomial!(z;
            0.16666666666666666, 0.008333333333333333, 0.0001984126984126328, 2.7557319247274547e-06,
            2.5052071034583784e-08, 1.608665003767784e-10
        ),
        error,
    );
    let w = sign * power_of_two(n.wrapping_mul(-2).max(-1000));
    let ((c, c_lost), (s, s_lost)) = (fast_two_sum(1.0, w), fast_two_sum(1.0, -w));
    let (product, lost) = two_product(s, r);
    let (head, error) = fast_two_sum(c, product);
    let lost = s_lost.mul_add(r, lost + c_lost);
    (n, head + (error + c.mul_add(even, s.mul_add(odd, lost))))
}

#[inline(always)]
fn plain_sinh(x: f64) -> f64 {
    let (n, value) = with_inverse(x.abs(), -1.0);
    (value * power_of_two(n.wrapping_sub(1))).copysign(x)
}

#[inline(always)]
fn sinh(x: f64) -> f64 {
    let a = x.abs();
    let (n, value) = with_inverse(a.clamp(0.0, 711.0), -1.0);
    let result = scaled(value, n.wrapping_sub(1));
    let result = if a == f64::INFINITY { a } else { result };
    if x.is_nan() { x } else { result.copysign(x) }
}

#[inline(always)]
fn plain_cosh(x: f64) -> f64 {
    let (n, value) = with_inverse(x.abs(), 1.0);
    value * power_of_two(n.wrapping_sub(1))
}

#[inline(always)]
fn cosh(x: f64) -> f64 {
    let (n, value) = with_inverse(x.abs().clamp(0.0, 711.0), 1.0);
    scaled(value, n.wrapping_sub(1))
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

/// 2**x = 2**n * value
#[inline(always)]
fn powers(x: f64) -> (i64, f64) {
    let sum = x + ROUND;
    let (r, tail) = two_product(x - (sum - ROUND), LN_2);
    let tail = (x - (sum - ROUND)).mul_add(2.3190468138462996e-17, tail);
    let rest = r.mul_add(r * quadratic(r), tail);
    let (head, error) = fast_two_sum(1.0, r);
    (integer(sum), head + (error + rest))
}

#[inline(always)]
fn exp2(x: f64) -> f64 {
    let (n, value) = powers(x.clamp(-1080.0, 1025.0));
    scaled(value, n)
}

#[inline(always)]
fn plain_exp2(x: f64) -> f64 {
    let (n, value) = powers(x);
    plainly_scaled(value, n)
}

function! {
    /// e to the power x.
    Exp: f64, |x| exp_of_sum(x, 0.0), usual true, rare x.exp(), wrong |y| wrong::over_under(x, y),
    plain plain_exp_of_sum(x, 0.0), if x.abs() < 700.0
}
function! {
    /// 2 to the power x.
    Exp2: f64, |x| exp2(x), usual true, rare x.exp2(), wrong |y| wrong::over_under(x, y),
    plain plain_exp2(x), if x.abs() < 1000.0
}
function! {
    /// e to the power x, less 1.
    Expm1: f64, |x| expm1(x), usual true, rare x.exp_m1(), wrong |y| wrong::over(x, y)
}
function! {
    /// The hyperbolic sine.
    Sinh: f64, |x| sinh(x), usual true, rare x.sinh(), wrong |y| wrong::over(x, y),
    plain plain_sinh(x), if x.abs() < 700.0
}
function! {
    /// The hyperbolic cosine.
    Cosh: f64, |x| cosh(x), usual true, rare x.cosh(), wrong |y| wrong::over(x, y),
    plain plain_cosh(x), if x.abs() < 700.0
}
function! {
    /// The hyperbolic tangent.
    Tanh: f64, |x| tanh(x), usual true, rare x.tanh(), wrong |y| 0
}
