//! `str` and `repr` of scalars.

use crate::format::decimal::{Digits, Real, Trim, positional, scientific};
use crate::format::elements::integer;
use crate::scalar::Scalar;

/// `str(scalar)`.
///
/// ```
/// use uniarray_core::format::scalar_str;
/// assert_eq!(scalar_str(1e16f64.into()), "1e+16");
/// assert_eq!(scalar_str(0.1f32.into()), "0.1");
/// assert_eq!(scalar_str(num_complex::Complex::new(1.0f64, -2.0).into()), "(1-2j)");
/// ```
pub fn scalar_str(scalar: Scalar) -> String {
    match scalar {
        Scalar::Bool(value) => String::from(if value.get() { "True" } else { "False" }),
        Scalar::Float16(value) => float(value, Trim::LeaveOne, false),
        Scalar::Float32(value) => float(value, Trim::LeaveOne, false),
        Scalar::Float64(value) => float(value, Trim::LeaveOne, false),
        Scalar::Complex64(value) => complex(value.re, value.im),
        Scalar::Complex128(value) => complex(value.re, value.im),
        _ => integer(scalar).to_string(),
    }
}

/// `repr(scalar)`.
///
/// ```
/// use uniarray_core::format::scalar_repr;
/// assert_eq!(scalar_repr(3i64.into()), "np.int64(3)");
/// assert_eq!(scalar_repr(true.into()), "np.True_");
/// assert_eq!(scalar_repr(num_complex::Complex::new(1.0f64, 2.0).into()), "np.complex128(1+2j)");
/// ```
pub fn scalar_repr(scalar: Scalar) -> String {
    let text = scalar_str(scalar);
    match scalar {
        Scalar::Bool(_) => format!("np.{text}_"),
        Scalar::Complex64(_) | Scalar::Complex128(_) => {
            let bare = text
                .strip_prefix('(')
                .and_then(|text| text.strip_suffix(')'))
                .unwrap_or(&text);
            format!("np.{}({bare})", scalar.dtype())
        }
        _ => format!("np.{}({text})", scalar.dtype()),
    }
}

/// With an exponent below `1e-4` and from where the type's digits end.
fn float<T: Real>(value: T, trim: Trim, plus: bool) -> String {
    let wide: f64 = value.into();
    let magnitude = wide.abs();
    let sign = if plus { "+" } else { "" };
    let digits = Digits::Unique { max: None, min: 0 };
    match wide {
        _ if wide.is_nan() => format!("{sign}nan"),
        f64::INFINITY => format!("{sign}inf"),
        f64::NEG_INFINITY => String::from("-inf"),
        _ if magnitude == 0.0 || (1e-4..T::EXPONENT_FROM).contains(&magnitude) => {
            positional(value, digits, trim, plus)
        }
        _ => scientific(value, digits, Trim::Point, plus, 2),
    }
}

fn complex<T: Real>(real: T, imaginary: T) -> String {
    let wide: f64 = real.into();
    if wide == 0.0 && wide.is_sign_positive() {
        return format!("{}j", float(imaginary, Trim::Point, false));
    }
    format!(
        "({}{}j)",
        float(real, Trim::Point, false),
        float(imaginary, Trim::Point, true)
    )
}
