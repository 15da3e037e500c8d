//! Logarithms and powers of two of `f32` in its own arithmetic, of which a CPU does twice as much at a time as of `f64`'s. What the
//! largest terms lose by rounding is carried along; errors stay below one unit in the last place.

use super::double::fast_two_sum;
use super::{function, limits, polynomial, single, wrong};

/// The bits of the square root of a half: mantissas are taken from there on, to twice as much.
const LEAST: u32 = 0x3f35_04f3;

/// x = 2**k * (1 + f) with 1 + f between the roots of 1/2 and 2, for positive normal x.
#[inline(always)]
pub(super) fn normal_parts(x: f32) -> (f32, f32) {
    let bits = x.to_bits();
    let above = bits.wrapping_sub(LEAST);
    (
        (above.cast_signed() >> 23) as f32,
        f32::from_bits(bits.wrapping_sub(above & 0xff80_0000)) - 1.0,
    )
}

/// As [`normal_parts`], for any positive x.
#[inline(always)]
pub(super) fn parts(x: f32) -> (f32, f32) {
    let short = x < f32::MIN_POSITIVE;
    let (k, f) = normal_parts(if short { x * 8388608.0 } else { x });
    (k - if short { 23.0 } else { 0.0 }, f)
}

/// Whether a logarithm is that of [`normal_parts`].
#[inline(always)]
pub(super) fn has_normal_parts(x: f32) -> bool {
    (x >= f32::MIN_POSITIVE) & (x < f32::INFINITY)
}

/// log(1 + f) - f.
#[inline(always)]
fn rest(f: f32) -> f32 {
    let series = polynomial!(f;
        0.333_333_3, -0.249_999_97, 0.200_007_16, -0.166_678_02, 0.142_490_58, -0.124_256_87, 0.116_854_2,
        -0.114_797_34, 0.069_716_12
    );
    f * f * series.mul_add(f, -0.5)
}

#[inline(always)]
fn log(parts: (f32, f32)) -> f32 {
    log_with(parts, 0.0)
}

/// As [`log`], with something to be added.
#[inline(always)]
fn log_with((k, f): (f32, f32), more: f32) -> f32 {
    // The head of log 2 has 16 bits, so that its product with k is exact.
    let (sum, error) = fast_two_sum(k * 0.693_145_75, f);
    sum + k.mul_add(1.428_606_8e-6, error + (rest(f) + more))
}

/// log(1 + x), of x between -1 and 1e37.
#[inline(always)]
fn log1p(x: f32) -> f32 {
    let sum = 1.0 + x;
    let other = sum - 1.0;
    let lost = (1.0 - (sum - other)) + (x - other);
    let (k, f) = normal_parts(sum);
    // What the addition lost counts by the derivative 1 / (1 + f), here in three terms.
    let lost = lost * power_of_two(rounded(-k).0);
    log_with((k, f), lost * f.mul_add(f - 1.0, 1.0))
}

/// Whether a number is one for [`log1p`].
#[inline(always)]
fn is_plain(x: f32) -> bool {
    (x > -1.0) & (x < 1e37) & (x != 0.0)
}

/// The logarithm to the base b: k times the head and tail of log 2 / log b, and the natural one times 1 / log b.
#[inline(always)]
fn to_base((k, f): (f32, f32), two: (f32, f32), factor: (f32, f32)) -> f32 {
    let head = f * factor.0;
    let lost = f.mul_add(factor.1, f.mul_add(factor.0, -head));
    let tail = rest(f).mul_add(factor.0, lost);
    let (sum, error) = fast_two_sum(k * two.0, head);
    sum + k.mul_add(two.1, error + tail)
}

#[inline(always)]
fn log2(parts: (f32, f32)) -> f32 {
    to_base(parts, (1.0, 0.0), (std::f32::consts::LOG2_E, 1.925_963e-8))
}

#[inline(always)]
fn log10(parts: (f32, f32)) -> f32 {
    let two = (0.301_025_4, 4.605_039e-6);
    to_base(parts, two, (std::f32::consts::LOG10_E, -1.010_305e-8))
}

/// Added and taken away, it leaves the nearest integer; the low bits of the sum are the integer's.
pub(super) const ROUND: f32 = 12_582_912.0;

/// 2 to the power n, which must lie above -127 and below 128.
#[inline(always)]
pub(super) fn power_of_two(n: i32) -> f32 {
    f32::from_bits((n.wrapping_add(127) as u32) << 23)
}

/// The nearest integer, also as a float, of x up to 2**22.
#[inline(always)]
pub(super) fn rounded(x: f32) -> (i32, f32) {
    let sum = x + ROUND;
    (
        sum.to_bits().wrapping_sub(ROUND.to_bits()).cast_signed(),
        sum - ROUND,
    )
}

/// 2**x = 2**n * m, of x up to 2**22.
#[inline(always)]
fn powers(x: f32) -> (i32, f32) {
    let (n, k) = rounded(x);
    let r = x - k;
    let series = polynomial!(r;
        std::f32::consts::LN_2, 0.240_226_5, 0.055_504_11, 0.009_618_083, 0.001_333_352_2, 0.000_154_531_63,
        0.000_015_290_948
    );
    (n, series.mul_add(r, 1.0))
}

#[inline(always)]
fn exp2(x: f32) -> f32 {
    // All beyond is zero or infinite as well.
    let (n, m) = powers(x.clamp(-160.0, 130.0));
    let half = n >> 1;
    m * power_of_two(half) * power_of_two(n.wrapping_sub(half))
}

/// As [`exp2`], of x between -126 and 127.
#[inline(always)]
fn plain_exp2(x: f32) -> f32 {
    let (n, m) = powers(x);
    f32::from_bits(m.to_bits().wrapping_add((n as u32) << 23))
}

function! {
    /// 2 to the power x.
    Exp2: f32, |x| exp2(x), usual true, rare x.exp2(), wrong |y| wrong::over_under(x, y),
    plain plain_exp2(x), if x.abs() < 126.0
}
function! {
    /// The natural logarithm.
    Log: f32, |x| limits(x, log(parts(x))), usual true, rare x.ln(),
    wrong |y| wrong::below(x, 0.0), plain log(normal_parts(x)), if has_normal_parts(x)
}
function! {
    /// The natural logarithm of 1 + x.
    Log1p: f32, |x| if is_plain(x) { log1p(x) } else { single::log1p(x) }, usual true, rare x.ln_1p(), wrong |y| wrong::below(x, -1.0),
    plain log1p(x), if is_plain(x)
}
function! {
    /// The logarithm to the base 2.
    Log2: f32, |x| limits(x, log2(parts(x))), usual true, rare x.log2(),
    wrong |y| wrong::below(x, 0.0), plain log2(normal_parts(x)), if has_normal_parts(x)
}
function! {
    /// The logarithm to the base 10.
    Log10: f32, |x| limits(x, log10(parts(x))), usual true, rare x.log10(),
    wrong |y| wrong::below(x, 0.0), plain log10(normal_parts(x)), if has_normal_parts(x)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math::vector::Function;

    /// The values of about a million numbers of all sizes, beside those of `f64`.
    fn check<F: Function<f32>>(exact: fn(f64) -> f64) {
        for bits in (0..=u32::MAX).step_by(4099) {
            let x = f32::from_bits(bits);
            let (found, exact) = (F::value(x), exact(x.into()));
            let near = exact as f32;
            if !near.is_finite() || near == 0.0 {
                assert!(
                    found == near || found.is_nan() && near.is_nan(),
                    "{x:e} {found:e}"
                );
                continue;
            }
            let unit = f64::from(near.abs().next_up()) - f64::from(near.abs());
            assert!(
                (f64::from(found) - exact).abs() < unit,
                "{x:e} {found:e} {exact:e}"
            );
        }
    }

    #[test]
    fn errors_are_below_a_unit_in_the_last_place() {
        check::<Log>(f64::ln);
        check::<Log2>(f64::log2);
        check::<Log10>(f64::log10);
        check::<Exp2>(f64::exp2);
    }
}
