//! Elementary functions. The real ones call the platform's mathematical library through `std`, one element at a time, until this crate has
//! vectorised ones; the complex ones are C99's.

use super::{Row, ufunc};
use crate::level::Level;
use crate::math::complex::Elementary;
use crate::math::real::Float;
use crate::ufunc::Identity;

/// A function with real and complex rows: NumPy's name and the method's name in Rust.
macro_rules! function {
    ($level:ident, $name:literal, $real:ident, $complex:ident) => {
        ufunc!($level, $name(a) {
            float: Plain nofold => T { a.$real() }
            complex: Plain nofold => T { Elementary::$complex(a) }
        })
    };
}

/// A function of real numbers only.
macro_rules! real {
    ($level:ident, $name:literal, $worth:ident, $real:ident) => {
        ufunc!($level, $name(a) {
            float: $worth nofold => T { a.$real() }
        })
    };
}

pub(super) fn rows(level: Level, rows: &mut Vec<Row>) {
    rows.extend([
        ufunc!(level, "sqrt"(a) {
            float: V3 nofold => T { a.sqrt() }
            complex: Plain nofold => T { Elementary::sqrt(a) }
        }),
        real!(level, "cbrt", Plain, cbrt),
        function!(level, "exp", exp, exp),
        function!(level, "exp2", exp2, exp2),
        function!(level, "expm1", exp_m1, expm1),
        function!(level, "log", ln, log),
        function!(level, "log2", log2, log2),
        function!(level, "log10", log10, log10),
        function!(level, "log1p", ln_1p, log1p),
        function!(level, "sin", sin, sin),
        function!(level, "cos", cos, cos),
        function!(level, "tan", tan, tan),
        function!(level, "arcsin", asin, arcsin),
        function!(level, "arccos", acos, arccos),
        function!(level, "arctan", atan, arctan),
        function!(level, "sinh", sinh, sinh),
        function!(level, "cosh", cosh, cosh),
        function!(level, "tanh", tanh, tanh),
        function!(level, "arcsinh", arcsinh, arcsinh),
        function!(level, "arccosh", arccosh, arccosh),
        function!(level, "arctanh", arctanh, arctanh),
        real!(level, "degrees", V3, degrees),
        real!(level, "rad2deg", V3, degrees),
        real!(level, "radians", V3, radians),
        real!(level, "deg2rad", V3, radians),
        ufunc!(level, "arctan2"(a, b) {
            float: Plain order => T { a.atan2(b) }
        }),
        ufunc!(level, "hypot"(a, b) {
            float: Plain order => T { a.hypot(b) }
        })
        .identity(0),
        ufunc!(level, "logaddexp"(a, b) {
            float: Plain order => T { a.log_add_exp(b) }
        })
        .identity_is(Identity::NegativeInfinity),
        ufunc!(level, "logaddexp2"(a, b) {
            float: Plain order => T { a.log_add_exp2(b) }
        })
        .identity_is(Identity::NegativeInfinity),
    ]);
}
