//! Angles of `f32` in its own arithmetic.

use super::double::fast_two_sum;
use super::{Function2, function, polynomial, single, wrong};

/// π/2 as a head and a tail.
const QUARTER: (f32, f32) = (std::f32::consts::FRAC_PI_2, -4.371_139e-8);

/// The angle, from 0 to π/2, of the point (x, y) with both positive and of middle size, as a head and a tail.
#[inline(always)]
fn angle(y: f32, x: f32) -> (f32, f32) {
    // Above the diagonal it is that of the mirrored point, taken from π/2.
    let steep = y > x;
    let (low, high) = if steep { (x, y) } else { (y, x) };
    // From π/8 on, what is beyond π/4: (low - high) / (low + high) is the tangent of the difference.
    let far = low > high * 0.414_213_57;
    let (above, below) = (fast_two_sum(-high, low), fast_two_sum(high, low));
    let above = if far { above } else { (low, 0.0) };
    let below = if far { below } else { (high, 0.0) };
    let inverse = 1.0 / below.0;
    let t = above.0 * inverse;
    let rest = (-t).mul_add(below.0, above.0) + (-t).mul_add(below.1, above.1);
    let z = t * t;
    let series = polynomial!(z; -0.3333333, 0.1999954, -0.14263913, 0.10743263, -0.064503774);
    let tail = (t * z).mul_add(series, rest * inverse);
    let base = if far {
        (0.5 * QUARTER.0, 0.5 * QUARTER.1)
    } else {
        (0.0, 0.0)
    };
    let (head, error) = fast_two_sum(base.0, t);
    let tail = error + (base.1 + tail);
    let (turned, error) = fast_two_sum(QUARTER.0, -head);
    if steep {
        (turned, error + (QUARTER.1 - tail))
    } else {
        (head, tail)
    }
}

/// Whether quotients of such numbers, and angles, are normal.
#[inline(always)]
fn is_middling(a: f32) -> bool {
    (a > 1e-15) & (a < 1e15)
}

/// The arcus tangent of such a number.
#[inline(always)]
fn arctan(x: f32) -> f32 {
    let (head, tail) = angle(x.abs(), 1.0);
    (head + tail).copysign(x)
}

function! {
    /// The inverse of the tangent.
    Arctan: f32, |x| if is_middling(x.abs()) { arctan(x) } else { single::arctan(x) }, usual true, rare x, wrong |y| 0, plain arctan(x), if is_middling(x.abs())
}

/// The angle of the point (y, x), as C99's `atan2`.
pub(crate) struct Arctan2;

impl Function2<f32> for Arctan2 {
    const PLAIN: bool = true;

    #[inline(always)]
    fn plain_value(y: f32, x: f32) -> (f32, bool) {
        let (head, tail) = angle(y.abs(), x.abs());
        let (turned, error) = fast_two_sum(2.0 * QUARTER.0, -head);
        let turned = turned + (error + 2.0f32.mul_add(QUARTER.1, -tail));
        let value = if x < 0.0 { turned } else { head + tail };
        (value.copysign(y), is_middling(x.abs()) & is_middling(y.abs()))
    }

    #[inline(always)]
    fn value(y: f32, x: f32) -> f32 {
        // What an element gives must not depend on its neighbours.
        let (value, plain) = Self::plain_value(y, x);
        if plain { value } else { single::arctan2(y, x) }
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
