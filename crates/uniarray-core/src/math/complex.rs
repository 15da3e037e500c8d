//! Complex numbers: arithmetic that Rust's operators do not give, order, and the elementary functions of C99.

use num_complex::Complex;

use super::division::Real;
use crate::dtype::{C64, C128, Element};

/// Whether either part is NaN.
#[inline(always)]
pub(crate) fn is_nan<T: Real>(z: Complex<T>) -> bool {
    // NaN is what differs from itself; `&` and `|` keep these tests free of branches.
    #[allow(clippy::eq_op, reason = "a test for NaN")]
    let number = (z.re == z.re) & (z.im == z.im);
    !number
}

/// `a > b` in NumPy's order: by real part, then imaginary part. A real part decides only between numbers whose imaginary
/// parts are no NaN.
#[inline(always)]
pub(crate) fn above<T: Real>(a: Complex<T>, b: Complex<T>) -> bool {
    #[allow(clippy::eq_op, reason = "a test for NaN")]
    let numbers = (a.im == a.im) & (b.im == b.im);
    ((a.re > b.re) & numbers) | ((a.re == b.re) & (a.im > b.im))
}

/// `a >= b` in the order of [`above`].
#[inline(always)]
pub(crate) fn at_least<T: Real>(a: Complex<T>, b: Complex<T>) -> bool {
    #[allow(clippy::eq_op, reason = "a test for NaN")]
    let numbers = (a.im == a.im) & (b.im == b.im);
    ((a.re > b.re) & numbers) | ((a.re == b.re) & (a.im >= b.im))
}

#[inline(always)]
fn magnitude<T: Real>(x: T) -> T {
    x.copysign(T::ONE)
}

/// The quotient by Smith's method (Communications of the ACM 5, 1962), which does not overflow half-way.
#[inline(always)]
pub(crate) fn divide<T: Real>(a: Complex<T>, b: Complex<T>) -> Complex<T> {
    let (re, im) = (magnitude(b.re), magnitude(b.im));
    if re >= im {
        if re == T::default() && im == T::default() {
            return Complex::new(a.re / re, a.im / re);
        }
        let ratio = b.im / b.re;
        let scale = T::ONE / (b.re + b.im * ratio);
        Complex::new((a.re + a.im * ratio) * scale, (a.im - a.re * ratio) * scale)
    } else {
        let ratio = b.re / b.im;
        let scale = T::ONE / (b.im + b.re * ratio);
        Complex::new((a.re * ratio + a.im) * scale, (a.im * ratio - a.re) * scale)
    }
}

/// One divided by `a`, by Smith's method.
#[inline(always)]
pub(crate) fn reciprocal<T: Real>(a: Complex<T>) -> Complex<T> {
    if magnitude(a.im) <= magnitude(a.re) {
        let ratio = a.im / a.re;
        let divisor = a.re + a.im * ratio;
        Complex::new(T::ONE / divisor, -ratio / divisor)
    } else {
        let ratio = a.re / a.im;
        let divisor = a.re * ratio + a.im;
        Complex::new(ratio / divisor, -T::ONE / divisor)
    }
}

/// `z / |z|`; zero for zero, NaN for NaN, and the direction of an infinite number.
#[inline(always)]
pub(crate) fn sign<T: Elementary + Copy>(z: T) -> T {
    z.sign()
}

/// The elementary functions, with C99's special values where the platform's C library is at hand (Unix), else num-complex's.
pub(crate) trait Elementary: Element {
    fn sqrt(self) -> Self;
    fn exp(self) -> Self;
    fn exp2(self) -> Self;
    fn expm1(self) -> Self;
    fn log(self) -> Self;
    fn log2(self) -> Self;
    fn log10(self) -> Self;
    fn log1p(self) -> Self;
    fn sin(self) -> Self;
    fn cos(self) -> Self;
    fn tan(self) -> Self;
    fn arcsin(self) -> Self;
    fn arccos(self) -> Self;
    fn arctan(self) -> Self;
    fn sinh(self) -> Self;
    fn cosh(self) -> Self;
    fn tanh(self) -> Self;
    fn arcsinh(self) -> Self;
    fn arccosh(self) -> Self;
    fn arctanh(self) -> Self;
    fn power(self, exponent: Self) -> Self;
    fn sign(self) -> Self;
}

/// The C library's functions. A `double _Complex` is passed as a struct of two doubles in the calling conventions of all
/// 64-bit Unix platforms (System V x86-64 and AAPCS64 say so), and likewise for floats.
#[cfg(unix)]
mod c99 {
    use super::{C64, C128};

    macro_rules! declare {
        ($($double:ident $float:ident),*) => {
            #[allow(improper_ctypes, reason = "num_complex's struct is repr(C) and declared to match C99's complex types")]
            unsafe extern "C" {
                $(pub(super) safe fn $double(z: C128) -> C128;
                pub(super) safe fn $float(z: C64) -> C64;)*
                pub(super) safe fn cpow(z: C128, exponent: C128) -> C128;
                pub(super) safe fn cpowf(z: C64, exponent: C64) -> C64;
            }
        };
    }

    declare! {
        csqrt csqrtf, cexp cexpf, clog clogf, csin csinf, ccos ccosf, ctan ctanf, casin casinf, cacos cacosf, catan catanf,
        csinh csinhf, ccosh ccoshf, ctanh ctanhf, casinh casinhf, cacosh cacoshf, catanh catanhf
    }
}

/// Stand-ins of the same names where the C library has no C99 complex types.
#[cfg(not(unix))]
mod c99 {
    use super::{C64, C128};

    macro_rules! define {
        ($($double:ident $float:ident $method:ident),*) => {
            $(pub(super) fn $double(z: C128) -> C128 {
                z.$method()
            }

            pub(super) fn $float(z: C64) -> C64 {
                z.$method()
            })*
        };
    }

    define! {
        csqrt csqrtf sqrt, cexp cexpf exp, clog clogf ln, csin csinf sin, ccos ccosf cos, ctan ctanf tan, casin casinf asin,
        cacos cacosf acos, catan catanf atan, csinh csinhf sinh, ccosh ccoshf cosh, ctanh ctanhf tanh, casinh casinhf asinh,
        cacosh cacoshf acosh, catanh catanhf atanh
    }

    pub(super) fn cpow(z: C128, exponent: C128) -> C128 {
        z.powc(exponent)
    }

    pub(super) fn cpowf(z: C64, exponent: C64) -> C64 {
        z.powc(exponent)
    }
}

macro_rules! elementary {
    ($complex:ty, $real:ty, $power:ident, $log:ident, $exp:ident, $tanh:ident, [$($method:ident $function:ident),*],
     $log2_e:expr, $log10_e:expr, $ln_2:expr) => {
        impl Elementary for $complex {
            $(#[inline]
            fn $method(self) -> $complex {
                c99::$function(self)
            })*

            fn exp2(self) -> $complex {
                c99::$exp(self * $ln_2)
            }

            fn expm1(self) -> $complex {
                if self.im == 0.0 {
                    // The array API standard has a positive zero for both zeros.
                    return Complex::new(self.re.exp_m1() + 0.0, self.im);
                }
                if !(self.re.is_finite() && self.im.is_finite()) {
                    // The limits are those of the exponential.
                    let limit = c99::$exp(self);
                    return Complex::new(limit.re - 1.0, limit.im);
                }
                // exp(x) cos(y) - 1 without cancellation near zero.
                let half = (self.im / 2.0).sin();
                let re = self.re.exp_m1() * self.im.cos() - 2.0 * half * half;
                Complex::new(re, self.re.exp() * self.im.sin())
            }

            fn tanh(self) -> $complex {
                if self.re.is_infinite() && self.im.is_finite() {
                    // The array API standard has no sign of sin(2 im) in this zero, as C99 has.
                    return Complex::new((1.0 as $real).copysign(self.re), (0.0 as $real).copysign(self.im));
                }
                c99::$tanh(self)
            }

            fn log2(self) -> $complex {
                c99::$log(self) * $log2_e
            }

            fn log10(self) -> $complex {
                c99::$log(self) * $log10_e
            }

            fn log1p(self) -> $complex {
                let above = self.re + 1.0;
                Complex::new(above.hypot(self.im).ln(), self.im.atan2(above))
            }

            fn power(self, exponent: $complex) -> $complex {
                if exponent == <$complex>::default() {
                    return Complex::new(1.0, 0.0);
                }
                if self == <$complex>::default() {
                    if exponent.re > 0.0 {
                        return <$complex>::default();
                    }
                    // Zero to a negative or imaginary power has no value, which this division tells the CPU.
                    let nan = self.re / self.re;
                    return Complex::new(nan, nan);
                }
                let times = exponent.re as i32;
                if exponent.im == 0.0 && times as $real == exponent.re && (-100..100).contains(&times) {
                    // Small whole powers are products, which keeps those of Gaussian integers exact. The smallest have no factor of
                    // one, which makes NaN of a part beside an infinite one.
                    match times {
                        1 => return self,
                        2 => return self * self,
                        3 => return self * (self * self),
                        _ => {}
                    }
                    let mut product = Complex::new(1.0, 0.0);
                    let (mut base, mut left) = (self, times.unsigned_abs());
                    while left != 0 {
                        if left & 1 == 1 {
                            product *= base;
                        }
                        left >>= 1;
                        if left != 0 {
                            base *= base;
                        }
                    }
                    return if times < 0 { reciprocal(product) } else { product };
                }
                c99::$power(self, exponent)
            }

            fn sign(self) -> $complex {
                let size = self.re.hypot(self.im);
                if size.is_nan() || is_nan(self) {
                    Complex::new(<$real>::NAN, <$real>::NAN)
                } else if size.is_infinite() {
                    let part = |x: $real| if x.is_infinite() { (1.0 as $real).copysign(x) } else { 0.0 };
                    match (self.re.is_infinite(), self.im.is_infinite()) {
                        (true, true) => Complex::new(<$real>::NAN, <$real>::NAN),
                        _ => Complex::new(part(self.re), part(self.im)),
                    }
                } else if size == 0.0 {
                    <$complex>::default()
                } else {
                    Complex::new(self.re / size, self.im / size)
                }
            }
        }
    };
}

elementary! {
    C64, f32, cpowf, clogf, cexpf, ctanhf,
    [sqrt csqrtf, exp cexpf, log clogf, sin csinf, cos ccosf, tan ctanf, arcsin casinf, arccos cacosf, arctan catanf,
     sinh csinhf, cosh ccoshf, arcsinh casinhf, arccosh cacoshf, arctanh catanhf],
    std::f32::consts::LOG2_E, std::f32::consts::LOG10_E, std::f32::consts::LN_2
}
elementary! {
    C128, f64, cpow, clog, cexp, ctanh,
    [sqrt csqrt, exp cexp, log clog, sin csin, cos ccos, tan ctan, arcsin casin, arccos cacos, arctan catan,
     sinh csinh, cosh ccosh, arcsinh casinh, arccosh cacosh, arctanh catanh],
    std::f64::consts::LOG2_E, std::f64::consts::LOG10_E, std::f64::consts::LN_2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn division_survives_large_parts() {
        let z = C128::new(1e300, 1e300);
        assert_eq!(divide(z, z), C128::new(1.0, 0.0));
        assert_eq!(
            divide(C128::new(1.0, 2.0), C128::new(0.0, 1.0)),
            C128::new(2.0, -1.0)
        );
        assert!(divide(C64::new(1.0, 0.0), C64::new(0.0, 0.0)).re.is_infinite());
        assert_eq!(reciprocal(C128::new(0.0, 2.0)), C128::new(0.0, -0.5));
    }

    #[test]
    fn order_is_by_real_part_first() {
        let z = |re, im| C64::new(re, im);
        assert!(above(z(2.0, 0.0), z(1.0, 9.0)) && above(z(1.0, 2.0), z(1.0, 1.0)));
        assert!(at_least(z(1.0, 1.0), z(1.0, 1.0)) && !above(z(1.0, 1.0), z(1.0, 1.0)));
        assert!(!above(z(2.0, f32::NAN), z(1.0, 0.0)) && is_nan(z(0.0, f32::NAN)));
    }

    #[test]
    fn special_values_are_c99s() {
        assert_eq!(Elementary::sqrt(C128::new(-1.0, 0.0)), C128::new(0.0, 1.0));
        assert_eq!(Elementary::sqrt(C128::new(-1.0, -0.0)).im, -1.0);
        assert_eq!(
            Elementary::exp(C64::new(f32::NEG_INFINITY, 1.0)),
            C64::new(0.0, 0.0)
        );
        assert_eq!(Elementary::log(C128::new(0.0, 0.0)).re, f64::NEG_INFINITY);
    }

    #[test]
    fn hyperbolic_tangent_at_infinity_has_the_standards_zeros() {
        for (re, im) in [
            (f64::INFINITY, 2.0),
            (f64::INFINITY, -2.0),
            (f64::NEG_INFINITY, 2.0),
        ] {
            let z = Elementary::tanh(C128::new(re, im));
            assert!(z.re == re.signum() && z.im == 0.0 && z.im.is_sign_negative() == (im < 0.0));
        }
        assert!(Elementary::tanh(C64::new(f32::NAN, 1.0)).re.is_nan());
    }

    #[test]
    fn whole_powers_of_gaussian_integers_are_exact() {
        assert_eq!(
            C128::new(1.0, 1.0).power(C128::new(8.0, 0.0)),
            C128::new(16.0, 0.0)
        );
        assert_eq!(
            C128::new(0.0, 2.0).power(C128::new(-2.0, 0.0)),
            C128::new(-0.25, 0.0)
        );
        assert_eq!(
            C128::new(0.0, 0.0).power(C128::new(0.0, 0.0)),
            C128::new(1.0, 0.0)
        );
    }
}
