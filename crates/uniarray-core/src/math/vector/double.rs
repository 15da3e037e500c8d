//! Numbers as unevaluated sums of a head and a tail, and powers of two.

use std::ops::{Add, Sub};

/// The sum, and what rounding took from it.
#[inline(always)]
pub(super) fn two_sum(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    let other = sum - a;
    (sum, (a - (sum - other)) + (b - other))
}

/// As [`two_sum`], where `a` is zero or not less than `b` in magnitude.
#[inline(always)]
pub(super) fn fast_two_sum<T: Copy + Add<Output = T> + Sub<Output = T>>(a: T, b: T) -> (T, T) {
    let sum = a + b;
    (sum, b - (sum - a))
}

/// The product, and what rounding took from it.
#[inline(always)]
pub(super) fn two_product(a: f64, b: f64) -> (f64, f64) {
    let product = a * b;
    (product, a.mul_add(b, -product))
}

/// The quotient of two sums of head and tail.
#[inline(always)]
pub(super) fn quotient((n, n_tail): (f64, f64), (d, d_tail): (f64, f64)) -> (f64, f64) {
    let inverse = 1.0 / d;
    let head = n * inverse;
    let tail = (-head).mul_add(d, n) + (-head).mul_add(d_tail, n_tail);
    (head, tail * inverse)
}

/// The square root of a sum of head and tail; zero has none but itself.
#[inline(always)]
pub(super) fn root((x, tail): (f64, f64)) -> (f64, f64) {
    let head = x.sqrt();
    let rest = (-head).mul_add(head, x) + tail;
    // The least normal number stands for zero, whose rest is zero too.
    (head, 0.5 * rest / head.max(f64::MIN_POSITIVE))
}

/// Added and taken away, it leaves the nearest integer; the low bits of the sum are the integer's.
pub(super) const ROUND: f64 = 6755399441055744.0;

/// The integer that `sum`, of a number and [`ROUND`], holds.
#[inline(always)]
pub(super) fn integer(sum: f64) -> i64 {
    sum.to_bits().wrapping_sub(ROUND.to_bits()) as i64
}

/// 2 to the power n, which must lie above -1023 and below 1024.
#[inline(always)]
pub(super) fn power_of_two(n: i64) -> f64 {
    f64::from_bits((n.wrapping_add(1023) as u64) << 52)
}

/// `x` times 2 to the power n, for |n| < 2000: in two steps, of which the second one rounds.
#[inline(always)]
pub(super) fn scaled(x: f64, n: i64) -> f64 {
    // Shifted as a positive number, for want of an arithmetic shift in some CPUs.
    let half = (n.wrapping_add(4096) as u64 >> 1) as i64 - 2048;
    x * power_of_two(half) * power_of_two(n.wrapping_sub(half))
}

pub(super) const LN_2: f64 = std::f64::consts::LN_2;
/// log 2 in 40 bits, so that small integers times it are exact, and the rest.
pub(super) const LN_2_HEAD: f64 = 0.6931471805592082;
pub(super) const LN_2_TAIL: f64 = 7.371002565161996e-13;
pub(super) const PI_2: f64 = std::f64::consts::FRAC_PI_2;
pub(super) const PI_2_TAIL: f64 = 6.123233995736766e-17;
pub(super) const PI_2_END: f64 = -1.4973849048591698e-33;
