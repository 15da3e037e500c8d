//! The table of operators.

use std::sync::LazyLock;
use uniarray_core::dtype::C128;
use uniarray_core::table;
use uniarray_core::ufunc::Ufunc;

/// What an operator does.
pub struct Row {
    ufunc: LazyLock<&'static Ufunc>,
    /// The result for integers without bounds, which tells of an overflow in scalars; `None` where there is no result.
    pub exact: Option<fn(i128, i128) -> Option<i128>>,
    /// Whether Python sequences know this operator as repetition.
    pub repeats: bool,
}

impl Row {
    /// The function behind the operator.
    #[inline]
    pub fn ufunc(&self) -> &'static Ufunc {
        *self.ufunc
    }
}

/// An operator as a type, so that each slot has a function of its own.
pub trait Operator: 'static {
    /// What it does.
    fn row() -> &'static Row;

    /// What it makes of float64 numbers, if it is a single operation of the CPU on such; the second one is 0 for operators of one.
    /// Exceptions show in the result: it is not normal.
    #[inline(always)]
    fn of_floats(_a: f64, _b: f64) -> Option<f64> {
        None
    }

    /// As [`Operator::of_floats`], of complex128 numbers.
    #[inline(always)]
    fn of_complex(_a: C128, _b: C128) -> Option<C128> {
        None
    }
}

/// The ufunc of a name that the table must have.
pub fn needed(name: &str) -> &'static Ufunc {
    table::find(name).unwrap_or_else(|| panic!("there is no ufunc '{name}'"))
}

macro_rules! operators {
    ($($name:ident = $ufunc:literal, $exact:expr, $repeats:literal $(, $of_floats:expr $(, $of_complex:expr)?)?;)*) => {$(
        #[doc = concat!("`", $ufunc, "`")]
        pub struct $name;

        impl Operator for $name {
            #[inline]
            fn row() -> &'static Row {
                static ROW: Row =
                    Row { ufunc: LazyLock::new(|| needed($ufunc)), exact: $exact, repeats: $repeats };
                &ROW
            }

            $(#[inline(always)]
            fn of_floats(a: f64, b: f64) -> Option<f64> {
                let operation: fn(f64, f64) -> f64 = $of_floats;
                Some(operation(a, b))
            }

            $(#[inline(always)]
            fn of_complex(a: C128, b: C128) -> Option<C128> {
                let operation: fn(C128, C128) -> C128 = $of_complex;
                Some(operation(a, b))
            })?)?
        }
    )*};
}

operators! {
    Add = "add", Some(|a, b| a.checked_add(b)), false, |a, b| a + b, |a, b| a + b;
    Subtract = "subtract", Some(|a, b| a.checked_sub(b)), false, |a, b| a - b, |a, b| a - b;
    // Beyond 128 bits the largest number will do: no result is as large.
    Multiply = "multiply", Some(|a, b| Some(a.saturating_mul(b))), true, |a, b| a * b, |a, b| a * b;
    Divide = "divide", None, false, |a, b| a / b;
    FloorDivide = "floor_divide", Some(floor_div), false;
    Remainder = "remainder", None, false;
    Divmod = "divmod", Some(floor_div), false;
    // The one power that is a single operation; others have a result that is not normal, and so are left to the ufunc.
    Power = "power", None, false, |a, b| if b == 2.0 { a * a } else { f64::NAN };
    LeftShift = "left_shift", None, false;
    RightShift = "right_shift", None, false;
    And = "bitwise_and", None, false;
    Or = "bitwise_or", None, false;
    Xor = "bitwise_xor", None, false;
    Negative = "negative", Some(|a, _| a.checked_neg()), false, |a, _| -a;
    Positive = "positive", None, false;
    Absolute = "absolute", Some(|a, _| a.checked_abs()), false, |a, _| a.abs();
    Invert = "invert", None, false;
    Less = "less", None, false;
    LessEqual = "less_equal", None, false;
    Equal = "equal", None, false;
    NotEqual = "not_equal", None, false;
    GreaterEqual = "greater_equal", None, false;
    Greater = "greater", None, false;
    Square = "square", None, false;
    Reciprocal = "reciprocal", None, false;
    SquareRoot = "sqrt", None, false;
}

fn floor_div(a: i128, b: i128) -> Option<i128> {
    let quotient = a.checked_div(b)?;
    Some(if a % b != 0 && (a < 0) != (b < 0) {
        quotient - 1
    } else {
        quotient
    })
}
