//! Elementary functions in a form that compilers vectorise: no branches, no tables, no calls, fused multiply-add throughout.
//!
//! A [`Function`] computes the usual arguments so, tells which those are, and leaves the rest to the platform's library; the loops of
//! `loops::staged` call the two parts. What goes wrong is told from argument and result: both arms of a choice are computed, so the CPU's
//! status flags say nothing. Without a fused multiply-add in the CPU these functions are slow, and the table takes the platform's.
//!
//! Methods. Exponentials: Cody and Waite's reduction by multiples of log 2, a polynomial, and a power of two put in by its bits.
//! Logarithms: the series of 2 artanh((m-1)/(m+1)). Sine, cosine: reduction by multiples of π/2 in three parts. Arcus tangent: the tangent
//! of a difference of angles, twice, at π/4. Cube roots: Householder's steps towards the inverse of the root. `f64` results are sums of a head and a tail until the last step, so that errors stay close to
//! half a unit in the last place; `f32` results are computed as `f64`, by shorter polynomials, or as sums of two `f32`s. Polynomials
//! interpolate the functions at Chebyshev's nodes, computed with 60 digits.

#![allow(
    clippy::manual_range_contains,
    reason = "what is in a range is asked without branches, by `&`"
)]

pub(crate) mod angle;
pub(crate) mod brief;
pub(crate) mod cubic;
pub(crate) mod double;
pub(crate) mod exponential;
pub(crate) mod inverse;
pub(crate) mod logarithm;
pub(crate) mod power;
pub(crate) mod quotient;
pub(crate) mod short;
pub(crate) mod single;
pub(crate) mod trigonometric;

use crate::flags::FpFlags;

/// A function of one variable.
pub(crate) trait Function<T>: 'static {
    /// Whether there are plain arguments, which most are. Their values ask for less work, and nothing goes wrong with them.
    const PLAIN: bool = false;
    /// Whether all usual arguments are plain.
    const NOTHING_ELSE: bool = false;

    /// The value for plain arguments, the same as [`Function::value`] gives; anything for others.
    #[inline(always)]
    fn plain_value(x: T) -> T {
        Self::value(x)
    }
    /// Whether the argument is plain.
    #[inline(always)]
    fn plain(x: T) -> bool {
        Self::usual(x)
    }
    /// The value for usual arguments; anything for others.
    fn value(x: T) -> T;
    /// Whether the argument is usual.
    fn usual(x: T) -> bool;
    /// The value for any argument, by a library.
    fn rare(x: T) -> T;
    /// What went wrong, as bits of [`FpFlags`].
    fn flags(x: T, y: T) -> u32;
}

/// A function of two variables.
pub(crate) trait Function2<T>: 'static {
    /// Whether part of the work depends on the second argument only, so that a loop for one that repeats is worth its code.
    const INVARIANT: bool = false;
    /// As [`Function::PLAIN`].
    const PLAIN: bool = false;

    /// The value for plain arguments, and whether they are.
    #[inline(always)]
    fn plain_value(x: T, y: T) -> (T, bool) {
        (Self::value(x, y), false)
    }

    /// The value for usual arguments; anything for others.
    fn value(x: T, y: T) -> T;
    /// Whether the arguments are usual.
    fn usual(x: T, y: T) -> bool;
    /// The value for any arguments, by a library.
    fn rare(x: T, y: T) -> T;
    /// What went wrong, as bits of [`FpFlags`].
    fn flags(x: T, y: T, z: T) -> u32;
}

/// `f64` or `f32`, as far as conditions on arguments need it.
pub(crate) trait Number: Copy + PartialOrd {
    const ZERO: Self;
    const ONE: Self;
    const INFINITY: Self;
    /// The least number with all digits.
    const NORMAL: Self;
    fn magnitude(self) -> Self;
    fn is_no_number(self) -> bool;
}

macro_rules! numbers {
    ($($ty:ty)*) => { $(
        impl Number for $ty {
            const ZERO: $ty = 0.0;
            const ONE: $ty = 1.0;
            const INFINITY: $ty = <$ty>::INFINITY;
            const NORMAL: $ty = <$ty>::MIN_POSITIVE;

            #[inline(always)]
            fn magnitude(self) -> $ty {
                self.abs()
            }

            #[inline(always)]
            fn is_no_number(self) -> bool {
                self.is_nan()
            }
        }
    )* };
}
numbers!(f32 f64);

#[inline(always)]
fn when(condition: bool, flag: FpFlags) -> u32 {
    if condition { flag.0 } else { 0 }
}

/// The ways of going wrong, by kind of function.
pub(crate) mod wrong {
    use super::{FpFlags, Number, when};

    /// Results too great for finite arguments.
    #[inline(always)]
    pub(crate) fn over<T: Number>(x: T, y: T) -> u32 {
        when(
            (y.magnitude() == T::INFINITY) & (x.magnitude() < T::INFINITY),
            FpFlags::OVERFLOW,
        )
    }

    /// As `over`, and results without all digits.
    #[inline(always)]
    pub(crate) fn over_under<T: Number>(x: T, y: T) -> u32 {
        over(x, y)
            | when(
                (y.magnitude() < T::NORMAL) & (x.magnitude() < T::INFINITY),
                FpFlags::UNDERFLOW,
            )
    }

    /// A pole at `pole` and nothing below it.
    #[inline(always)]
    pub(crate) fn below<T: Number>(x: T, pole: T) -> u32 {
        when(x == pole, FpFlags::DIVIDE) | when(x < pole, FpFlags::INVALID)
    }

    /// No value below zero.
    #[inline(always)]
    pub(crate) fn negative<T: Number>(x: T) -> u32 {
        when(x < T::ZERO, FpFlags::INVALID)
    }

    /// No value below one.
    #[inline(always)]
    pub(crate) fn below_one<T: Number>(x: T) -> u32 {
        when(x < T::ONE, FpFlags::INVALID)
    }

    /// No value at infinities.
    #[inline(always)]
    pub(crate) fn infinite<T: Number>(x: T) -> u32 {
        when(x.magnitude() == T::INFINITY, FpFlags::INVALID)
    }

    /// No value beyond one.
    #[inline(always)]
    pub(crate) fn beyond_one<T: Number>(x: T) -> u32 {
        when(x.magnitude() > T::ONE, FpFlags::INVALID)
    }

    /// Poles at one, no value beyond.
    #[inline(always)]
    pub(crate) fn poles_at_one<T: Number>(x: T) -> u32 {
        beyond_one(x) | when(x.magnitude() == T::ONE, FpFlags::DIVIDE)
    }

    /// Of `x` to the power `y`, which is `z`.
    #[inline(always)]
    pub(crate) fn power<T: Number>(x: T, y: T, z: T) -> u32 {
        let given = (x.magnitude() < T::INFINITY) & (y.magnitude() < T::INFINITY);
        let pole = (x == T::ZERO) & (y < T::ZERO);
        when(given & pole, FpFlags::DIVIDE)
            | when(given & !pole & (z.magnitude() == T::INFINITY), FpFlags::OVERFLOW)
            | when(
                given & (x != T::ZERO) & (z.magnitude() < T::NORMAL),
                FpFlags::UNDERFLOW,
            )
            | when(given & z.is_no_number(), FpFlags::INVALID)
    }

    /// Of a distance of the point (x, y): too great a result.
    #[inline(always)]
    pub(crate) fn distance<T: Number>(x: T, y: T, z: T) -> u32 {
        let given = (x.magnitude() < T::INFINITY) & (y.magnitude() < T::INFINITY);
        when(given & (z.magnitude() == T::INFINITY), FpFlags::OVERFLOW)
    }

    /// Of a quotient of sides or the like: results without all digits.
    #[inline(always)]
    pub(crate) fn under<T: Number>(x: T, z: T) -> u32 {
        when((x != T::ZERO) & (z.magnitude() < T::NORMAL), FpFlags::UNDERFLOW)
    }
}

/// The polynomial with the given coefficients, the constant one first: c0 + x q(x), where q is evaluated by Estrin's scheme, neighbours first, so
/// that no long chain of operations has to be waited for. Its rounding errors are multiplied by x.
macro_rules! polynomial {
    ($x:expr; $first:expr) => { $first };
    ($x:expr; $first:expr, $($rest:expr),+) => { $x.mul_add(polynomial!(@join $x; [] $($rest),+), $first) };
    (@join $x:expr; [] $one:expr) => { $one };
    (@join $x:expr; [$one:expr]) => { $one };
    (@join $x:expr; [$($pairs:expr),+]) => {{
        let square = $x * $x;
        polynomial!(@join square; [] $($pairs),+)
    }};
    (@join $x:expr; [$($pairs:expr),+] $last:expr) => { polynomial!(@join $x; [$($pairs,)+ $last]) };
    (@join $x:expr; [$($pairs:expr),*] $low:expr, $high:expr $(, $rest:expr)*) => {
        polynomial!(@join $x; [$($pairs,)* $x.mul_add($high, $low)] $($rest),*)
    };
}
use polynomial;

/// The limits of logarithms: at zero, below, at infinity, and of what is no number.
#[inline(always)]
fn limits<T: Copy + PartialOrd + From<f32>>(x: T, value: T) -> T {
    let zero = T::from(0.0);
    let value = if x > zero { value } else { T::from(f32::NAN) };
    let value = if x == zero {
        T::from(f32::NEG_INFINITY)
    } else {
        value
    };
    if x == T::from(f32::INFINITY) { x } else { value }
}

/// A type for a function of one variable: its name, the expressions of [`Function`] in `x` (and `y` for the flags), and the library's. The value
/// for plain arguments and their condition may come last; `plain usual` tells that nothing goes wrong with usual ones.
macro_rules! function {
    ($(#[$doc:meta])* $name:ident: $ty:ty, |$x:ident| $value:expr, usual $usual:expr, rare $rare:expr, wrong |$y:ident| $flags:expr
     $(, plain $($plain:tt)+)?) => {
        $(#[$doc])*
        pub(crate) struct $name;

        impl crate::math::vector::Function<$ty> for $name {
            $(function!(@plain $ty, $x, $($plain)+);)?

            #[inline(always)]
            fn value($x: $ty) -> $ty {
                $value
            }

            #[inline(always)]
            #[allow(unused_variables, reason = "most functions do with any argument")]
            fn usual($x: $ty) -> bool {
                $usual
            }

            #[cold]
            fn rare($x: $ty) -> $ty {
                $rare
            }

            #[inline(always)]
            #[allow(unused_variables, reason = "what goes wrong shows in one or the other")]
            fn flags($x: $ty, $y: $ty) -> u32 {
                $flags
            }
        }
    };
    (@plain $ty:ty, $x:ident, usual) => {
        const PLAIN: bool = true;
        const NOTHING_ELSE: bool = true;
    };
    (@plain $ty:ty, $x:ident, $value:expr, if $plain:expr) => {
        const PLAIN: bool = true;

        #[inline(always)]
        fn plain_value($x: $ty) -> $ty {
            $value
        }

        #[inline(always)]
        fn plain($x: $ty) -> bool {
            $plain
        }
    };
}
use function;
