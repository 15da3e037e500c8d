//! Sine, cosine and tangent of `f64`.

use super::double::{
    PI_2, PI_2_END, PI_2_TAIL, ROUND, fast_two_sum, integer, quotient, two_product, two_sum,
};
use super::{function, polynomial, wrong};

/// Up to here three parts of π/2 leave enough digits of the difference.
const GREAT: f64 = 1e6;

/// a = n π/2 + (r + tail), for a >= 0.
#[inline(always)]
fn reduced(a: f64) -> (i64, f64, f64) {
    let sum = a.mul_add(std::f64::consts::FRAC_2_PI, ROUND);
    let k = sum - ROUND;
    let (product, error) = two_product(k, PI_2);
    let (r, tail) = two_sum(a - product, -error);
    let (product, error) = two_product(k, PI_2_TAIL);
    let (r, rest) = two_sum(r, -product);
    let (r, tail) = fast_two_sum(r, tail + rest - k.mul_add(PI_2_END, error));
    (integer(sum), r, tail)
}

/// sin(r + tail) as a head and a tail, for |r| <= π/4.
#[inline(always)]
fn sine(r: f64, tail: f64) -> (f64, f64) {
    let z = r * r;
    let series = polynomial!(z;
        -0.16666666666666666, 0.008333333333333331, -0.00019841269841265017, 2.755731921930192e-06,
        -2.5052106219521895e-08, 1.6058529572267877e-10, -7.586576588171073e-13
    );
    (r, (r * z).mul_add(series, tail * z.mul_add(-0.5, 1.0)))
}

/// cos(r + tail) as a head and a tail, for |r| <= π/4.
#[inline(always)]
fn cosine(r: f64, tail: f64) -> (f64, f64) {
    let (z, error) = two_product(r, r);
    let series = polynomial!(z;
        0.041666666666666664, -0.0013888888888887382, 2.480158729874307e-05, -2.7557317260008837e-07,
        2.0876143827993133e-09, -1.1382456778061306e-11
    );
    let (head, rest) = fast_two_sum(1.0, -0.5 * z);
    (
        head,
        rest + (z * z).mul_add(series, -r.mul_add(tail, 0.5 * error)),
    )
}

/// The sine of the angle with `turn` more quarters of a circle.
#[inline(always)]
fn wave(a: f64, turn: i64) -> f64 {
    let (n, r, tail) = reduced(a);
    let n = n.wrapping_add(turn);
    let (s, s_tail) = sine(r, tail);
    let (c, c_tail) = cosine(r, tail);
    let value = if n & 1 == 0 { s + s_tail } else { c + c_tail };
    f64::from_bits(value.to_bits() ^ ((n as u64 & 2) << 62))
}

#[inline(always)]
fn sin(x: f64) -> f64 {
    let value = wave(x.abs(), 0);
    f64::from_bits(value.to_bits() ^ (x.to_bits() & (1 << 63)))
}

#[inline(always)]
fn tan(x: f64) -> f64 {
    let (n, r, tail) = reduced(x.abs());
    let (s, c) = (sine(r, tail), cosine(r, tail));
    let (s, c) = (fast_two_sum(s.0, s.1), fast_two_sum(c.0, c.1));
    let even = n & 1 == 0;
    let above = if even { s } else { c };
    let below = if even { c } else { (-s.0, -s.1) };
    let (head, rest) = quotient(above, below);
    let value = head + rest;
    f64::from_bits(value.to_bits() ^ (x.to_bits() & (1 << 63)))
}

function! {
    /// The sine.
    Sin: f64, |x| sin(x), usual x.abs() <= GREAT, rare x.sin(), wrong |y| wrong::infinite(x),
    plain usual
}
function! {
    /// The cosine.
    Cos: f64, |x| wave(x.abs(), 1), usual x.abs() <= GREAT, rare x.cos(), wrong |y| wrong::infinite(x),
    plain usual
}
function! {
    /// The tangent.
    Tan: f64, |x| tan(x), usual x.abs() <= GREAT, rare x.tan(), wrong |y| wrong::infinite(x),
    plain usual
}
