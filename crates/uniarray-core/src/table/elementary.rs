//! Elementary functions. The real ones are vectorised where the CPU has a fused multiply-add, and call the platform's mathematical library
//! through `std` elsewhere; the complex ones are C99's.

use super::{Row, ufunc};
use crate::half::F16;
use crate::level::Level;
use crate::loops::staged;
use crate::math::complex::Elementary;
use crate::math::real::Float;
use crate::math::vector::{brief, exponential, inverse, logarithm, single, trigonometric};
use crate::ufunc::Identity;

/// A function with real and complex rows: NumPy's name, the method's name in Rust, the vectorised function.
macro_rules! function {
    ($level:ident, $name:literal, $real:ident, $complex:ident, $module:ident::$function:ident) => {
        ufunc!($level, $name(a) {
            float: Plain nofold => T { a.$real() }
            complex: Plain nofold => T { Elementary::$complex(a) }
        })
        .vectorised($level, || vectors!($level, unary, $module::$function))
    };
    // Of those with a form for 16-bit floats.
    (brief $level:ident, $name:literal, $real:ident, $complex:ident, $module:ident::$function:ident) => {
        ufunc!($level, $name(a) {
            float: Plain nofold => T { a.$real() }
            complex: Plain nofold => T { Elementary::$complex(a) }
        })
        .vectorised($level, || vectors!($level, unary, brief, $module::$function))
    };
}

/// The vectorised loops of a function, by element type.
macro_rules! vectors {
    ($level:ident, $arity:ident, $module:ident::$function:ident) => {
        vectors!($level, $arity, single, $module::$function)
    };
    ($level:ident, $arity:ident, $half:ident, $module:ident::$function:ident) => {
        vec![
            staged::$arity::<F16, $half::$function>($level),
            staged::$arity::<f32, single::$function>($level),
            staged::$arity::<f64, $module::$function>($level),
        ]
    };
}
pub(super) use vectors;

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
        })
        .vectorised(level, || vectors!(level, unary, inverse::Sqrt)),
        real!(level, "cbrt", Plain, cbrt).vectorised(level, || vectors!(level, unary, inverse::Cbrt)),
        function!(brief level, "exp", exp, exp, exponential::Exp),
        function!(level, "exp2", exp2, exp2, exponential::Exp2),
        function!(level, "expm1", exp_m1, expm1, exponential::Expm1),
        function!(brief level, "log", ln, log, logarithm::Log),
        function!(brief level, "log2", log2, log2, logarithm::Log2),
        function!(brief level, "log10", log10, log10, logarithm::Log10),
        function!(level, "log1p", ln_1p, log1p, logarithm::Log1p),
        function!(brief level, "sin", sin, sin, trigonometric::Sin),
        function!(brief level, "cos", cos, cos, trigonometric::Cos),
        function!(level, "tan", tan, tan, trigonometric::Tan),
        function!(level, "arcsin", asin, arcsin, inverse::Arcsin),
        function!(level, "arccos", acos, arccos, inverse::Arccos),
        function!(level, "arctan", atan, arctan, inverse::Arctan),
        function!(level, "sinh", sinh, sinh, exponential::Sinh),
        function!(level, "cosh", cosh, cosh, exponential::Cosh),
        function!(level, "tanh", tanh, tanh, exponential::Tanh),
        function!(level, "arcsinh", arcsinh, arcsinh, logarithm::Arcsinh),
        function!(level, "arccosh", arccosh, arccosh, logarithm::Arccosh),
        function!(level, "arctanh", arctanh, arctanh, logarithm::Arctanh),
        real!(level, "degrees", V3, degrees),
        real!(level, "rad2deg", V3, degrees),
        real!(level, "radians", V3, radians),
        real!(level, "deg2rad", V3, radians),
        ufunc!(level, "arctan2"(a, b) {
            float: Plain order => T { a.atan2(b) }
        })
        .vectorised(level, || vectors!(level, binary, inverse::Arctan2)),
        ufunc!(level, "hypot"(a, b) {
            float: Plain order => T { a.hypot(b) }
        })
        .vectorised(level, || vectors!(level, binary, inverse::Hypot))
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
