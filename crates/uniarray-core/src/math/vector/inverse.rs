//! Inverse trigonometric functions and roots of `f64`.

use super::double::{PI_2, PI_2_TAIL, fast_two_sum, quotient, root, two_product, two_sum};
use super::{Function2, cubic, function, polynomial, wrong};

/// tan(π/8): up to here the series of the arcus tangent is short.
const EIGHTH: f64 = 0.41421356237309503;

/// (arctan(t) - t) / t**3 of t**2, for t up to tan(π/8).
#[inline(always)]
fn arctan_series(z: f64) -> f64 {
    polynomial!(z;
        -0.3333333333333333, 0.199999999999998, -0.14285714285659326, 0.11111111105106705,
        -0.09090908751076636, 0.0769229630497447, -0.06666423628069258, 0.058789145444006215,
        -0.052303478730160745, 0.04551108126325172, -0.034558092551413795, 0.01627194475162406
    )
}

/// The angle, from 0 to π/2, of the point (x, y) with both positive, as a head and a tail.
#[inline(always)]
fn angle(y: f64, x: f64) -> (f64, f64) {
    // Above the diagonal it is that of the mirrored point, taken from π/2.
    let steep = y > x;
    let (low, high) = if steep { (x, y) } else { (y, x) };
    // From π/8 on, what is beyond π/4: (low - high) / (low + high) is the tangent of the difference.
    let far = low > high * EIGHTH;
    let (above, below) = (two_sum(low, -high), two_sum(high, low));
    let above = if far { above } else { (low, 0.0) };
    let below = if far { below } else { (high, 0.0) };
    let (t, rest) = quotient(above, below);
    let z = t * t;
    let tail = (t * z).mul_add(arctan_series(z), rest);
    let base = if far { 0.5 * PI_2 } else { 0.0 };
    let base_tail = if far { 0.5 * PI_2_TAIL } else { 0.0 };
    let (head, error) = fast_two_sum(base, t);
    let tail = error + (base_tail + tail);
    let (turned, error) = fast_two_sum(PI_2, -head);
    if steep {
        (turned, error + (PI_2_TAIL - tail))
    } else {
        (head, tail)
    }
}

#[inline(always)]
fn arctan(x: f64) -> f64 {
    let (head, tail) = angle(x.abs().min(1e300), 1.0);
    if x.is_nan() { x } else { (head + tail).copysign(x) }
}

/// (arcsin(s) - s) / s**3 of s**2, for s up to a half.
#[inline(always)]
fn arcsin_series(z: f64) -> f64 {
    polynomial!(z;
        0.16666666666666666, 0.07500000000000119, 0.04464285714255019, 0.030381944475693704,
        0.022372157435623815, 0.017352816768546473, 0.013963775787848137, 0.011566511821890942,
        0.00962140274734483, 0.009322101501082774, 0.0030350071727267623, 0.019579201619744684,
        -0.019277545928584557, 0.02963502626354855
    )
}

/// Of |x|: whether it is above a half, and then half of arccos |x|, else arcsin |x|, as a head and a tail.
#[inline(always)]
fn arc(x: f64) -> (bool, f64, f64) {
    let a = x.abs();
    let far = a > 0.5;
    let z = if far { (0.5f64).mul_add(-a, 0.5) } else { a * a };
    let (root, rest) = root((z, 0.0));
    let s = if far { root } else { a };
    let rest = if far { rest } else { 0.0 };
    (far, s, (s * z).mul_add(arcsin_series(z), rest))
}

#[inline(always)]
fn arcsin(x: f64) -> f64 {
    let (far, s, tail) = arc(x);
    let (turned, error) = fast_two_sum(PI_2, -2.0 * s);
    let turned = turned + (error + 2.0f64.mul_add(-tail, PI_2_TAIL));
    (if far { turned } else { s + tail }).copysign(x)
}

#[inline(always)]
fn arccos(x: f64) -> f64 {
    let (far, s, tail) = arc(x);
    let below = x < 0.0;
    // arccos x is 2s beyond a half, π - 2s beyond minus a half, else π/2 ∓ s.
    let (base, base_tail) = match (far, below) {
        (true, true) => (2.0 * PI_2, 2.0 * PI_2_TAIL),
        (true, false) => (0.0, 0.0),
        _ => (PI_2, PI_2_TAIL),
    };
    let scale = if far { 2.0 } else { 1.0 };
    let sign = if far == below { -scale } else { scale };
    // Beyond a half with a plus the sign is plus; below it, minus arcsin.
    let (head, error) = two_sum(base, sign * s);
    head + (error + sign.mul_add(tail, base_tail))
}

function! {
    /// The inverse of the tangent.
    Arctan: f64, |x| arctan(x), usual true, rare x.atan(), wrong |y| 0
}
function! {
    /// The inverse of the sine.
    Arcsin: f64, |x| arcsin(x), usual true, rare x.asin(), wrong |y| wrong::beyond_one(x),
    plain arcsin(x), if x.abs() <= 1.0
}
function! {
    /// The inverse of the cosine.
    Arccos: f64, |x| arccos(x), usual true, rare x.acos(), wrong |y| wrong::beyond_one(x),
    plain arccos(x), if x.abs() <= 1.0
}
function! {
    /// The cube root.
    Cbrt: f64, |x| cubic::double(x.abs()).copysign(x), usual (x.abs() > 1e-270) & (x.abs() < f64::INFINITY),
    rare x.cbrt(), wrong |y| 0, plain usual
}

function! {
    /// The square root.
    Sqrt: f64, |x| x.sqrt(), usual true, rare x, wrong |y| wrong::negative(x)
}

/// The distance of the point (x, y) from the origin, as C99's `hypot`.
pub(crate) struct Hypot;

impl Function2<f64> for Hypot {
    #[inline(always)]
    fn value(x: f64, y: f64) -> f64 {
        let ((one, rest), (other, error)) = (two_product(x, x), two_product(y, y));
        let (sum, lost) = two_sum(one, other);
        let (head, tail) = root((sum, lost + (rest + error)));
        head + tail
    }

    #[inline(always)]
    fn usual(x: f64, y: f64) -> bool {
        // Squares, and what rounding takes from them, are to have all digits.
        let (x, y) = (x.abs(), y.abs());
        let greater = if x > y { x } else { y };
        (x < 1e150) & (y < 1e150) & ((greater > 1e-120) | (greater == 0.0))
    }

    #[cold]
    fn rare(x: f64, y: f64) -> f64 {
        x.hypot(y)
    }

    #[inline(always)]
    fn flags(x: f64, y: f64, z: f64) -> u32 {
        wrong::distance(x, y, z)
    }
}

/// The angle of the point (y, x), as C99's `atan2`.
pub(crate) struct Arctan2;

impl Function2<f64> for Arctan2 {
    #[inline(always)]
    fn value(y: f64, x: f64) -> f64 {
        let (head, tail) = angle(y.abs(), x.abs());
        let (turned, error) = fast_two_sum(2.0 * PI_2, -head);
        let turned = turned + (error + 2.0f64.mul_add(PI_2_TAIL, -tail));
        (if x < 0.0 { turned } else { head + tail }).copysign(y)
    }

    #[inline(always)]
    fn usual(y: f64, x: f64) -> bool {
        // Quotients and sums of such numbers are normal.
        (x.abs() > 1e-140) & (x.abs() < 1e140) & (y.abs() > 1e-140) & (y.abs() < 1e140)
    }

    #[cold]
    fn rare(y: f64, x: f64) -> f64 {
        y.atan2(x)
    }

    #[inline(always)]
    fn flags(y: f64, _x: f64, z: f64) -> u32 {
        wrong::under(y, z)
    }
}
