//! The four operations, their integer and floating remainders, powers, and what one operand makes of itself.

use super::elementary::vectors;
use super::{Row, ufunc};
use crate::convert::{Convert, RealPart};
use crate::dtype::{Bool, C64, C128};
use crate::error::Error;
use crate::half::{F16, Rounded};
use crate::level::Level;
use crate::loops::{Flagged, Yield, binary_split, divide, staged};
use crate::math::vector::{inverse, power as vector_power, quotient, single};
use crate::math::{complex, division, integer, power};
use crate::ufunc::{Rule, Ufunc};

/// The vectorised loops of a division of integers.
macro_rules! quotients {
    ($level:ident, $function:ident) => {
        quotients!(@of $level, $function; i8 u8 i16 u16 i32 u32 i64 u64)
    };
    (@of $level:ident, $function:ident; $($ty:ident)*) => {
        vec![$(divide::division::<$ty, quotient::$function>($level)),*]
    };
}

/// The vectorised loops of `divmod`.
macro_rules! divmods {
    ($level:ident; $($ty:ident)*) => { vec![$(staged::divmod::<$ty>($level)),*] };
}

pub(super) fn rows(level: Level, rows: &mut Vec<Row>) {
    rows.extend([
        ufunc!(level, "add"(a, b) {
            bool: V3 lanes => Bool { (a.get() | b.get()).into() }
            int: V3 lanes => T { a.wrapping_add(b) }
            float: V3 pairwise => T { a + b }
            complex: V4 pairwise => T { a + b }
        })
        .identity(0),
        ufunc!(level, "subtract"(a, b) {
            int: V3 order => T { a.wrapping_sub(b) }
            float: V3 running => T { a - b }
            complex: V4 running => T { a - b }
        })
        .not_bool(|| Error::BoolSubtract),
        ufunc!(level, "multiply"(a, b) {
            bool: V3 lanes => Bool { (a.get() & b.get()).into() }
            int: V4 lanes => T { a.wrapping_mul(b) }
            float: V3 running => T { a * b }
            complex: V4 running => T { a * b }
        })
        .products_of_pairs(level)
        .identity(1),
        // NumPy's table has no integer rows here: it casts to float64 first, with the same result.
        ufunc!(level, "divide"(a, b) {
            int: V3 nofold => f64 { a as f64 / b as f64 }
            float: V3 running => T { a / b }
            complex: Plain order => T { complex::divide(a, b) }
        })
        .rule(Rule::Quotient),
        ufunc!(level, "floor_divide"(a, b) {
            int: Plain order => Flagged<T> { integer::Int::floor_divide(a, b) }
            float: Plain order => T { division::floor_divide(a, b) }
        })
        .vectorised(level, || quotients!(level, FloorDivide)),
        ufunc!(level, "remainder"(a, b) {
            int: Plain order => Flagged<T> { integer::Int::remainder(a, b) }
            float: Plain order => T { division::remainder(a, b) }
        })
        .vectorised(level, || quotients!(level, Remainder)),
        ufunc!(level, "fmod"(a, b) {
            int: Plain order => Flagged<T> { integer::Int::fmod(a, b) }
            float: Plain order => T { a % b }
        }),
        Row(divmod(level)).vectorised(level, || divmods!(level; i8 u8 i16 u16 i32 u32 i64 u64)),
        ufunc!(level, "power"(a, b) {
            int: Plain order => Flagged<T> { integer::Int::power(a, b) }
            float: Plain order => T { power::real(a, b) }
            complex: Plain order => T { complex::Elementary::power(a, b) }
        })
        .vectorised(level, || vectors!(level, binary, vector_power::Power)),
        ufunc!(level, "float_power"(a, b) {
            f64: Plain order => T { power::real(a, b) }
            C128: Plain order => T { complex::Elementary::power(a, b) }
        })
        .vectorised(level, || vec![staged::binary::<f64, vector_power::Power>(level)]),
        ufunc!(level, "gcd"(a, b) {
            int: Plain lanes => T { integer::Int::gcd(a, b) }
        })
        .identity(0)
        .rule(Rule::Common),
        ufunc!(level, "lcm"(a, b) {
            int: Plain order => T { integer::Int::lcm(a, b) }
        })
        .rule(Rule::Common),
        ufunc!(level, "negative"(a) {
            int: V3 nofold => T { a.wrapping_neg() }
            F16: V3 nofold => T { a.negated() }
            wide complex: V3 nofold => T { -a }
        })
        .not_bool(|| Error::BoolNegative),
        ufunc!(level, "positive"(a) {
            int F16 wide complex: V1 nofold => T { a }
        })
        .rule(Rule::Common),
        ufunc!(level, "absolute"(a) {
            bool unsigned: V1 nofold => T { a }
            signed: V3 nofold => T { a.wrapping_abs() }
            F16 wide: V3 nofold => T { a.abs() }
            complex: Plain nofold => <T as RealPart>::Real { a.re.hypot(a.im) }
        })
        .vectorised(level, || {
            vec![
                staged::parts::<C64, single::Hypot>(level),
                staged::parts::<C128, inverse::Hypot>(level),
            ]
        }),
        ufunc!(level, "fabs"(a) {
            F16 wide: V3 nofold => T { a.abs() }
        }),
        ufunc!(level, "sign"(a) quiet {
            signed: V3 nofold => T { (a > 0) as T - (a < 0) as T }
            unsigned: V3 nofold => T { (a != 0) as T }
            float: V3 nofold => T { if a.is_nan() { a } else { (a > 0.0) as i8 as T - (a < 0.0) as i8 as T } }
            complex: Plain nofold => T { complex::sign(a) }
        })
        .rule(Rule::Common),
        ufunc!(level, "reciprocal"(a) {
            int: Plain nofold => Flagged<T> {
                // As in C, by way of a float: zero gives what infinity is cast to.
                let (value, _) = Convert::<T>::convert(1.0 / a as f64).split();
                Flagged(value, if a == 0 { crate::flags::FpFlags::DIVIDE.0 } else { 0 })
            }
            float: V3 nofold => T { 1.0 / a }
            complex: Plain nofold => T { complex::reciprocal(a) }
        }),
        ufunc!(level, "square"(a) {
            int: V4 nofold => T { a.wrapping_mul(a) }
            float: V3 nofold => T { a * a }
            complex: V4 nofold => T { a * a }
        }),
        ufunc!(level, "conjugate"(a) {
            int F16 wide: V1 nofold => T { a }
            complex: V3 nofold => T { a.conj() }
        }),
    ]);
}

/// Quotient and remainder at once; the only arithmetic row with two outputs.
fn divmod(level: Level) -> Ufunc {
    let mut ufunc = Ufunc::new("divmod", 2, 2);
    macro_rules! ints {
        ($($ty:ty)+) => {
            $(ufunc.push(binary_split::<$ty, $ty, Flagged<$ty>, _>(integer::divmod::<$ty>, level), false);)+
        };
    }
    ints!(i8 u8 i16 u16 i32 u32 i64 u64);
    ufunc.push(
        binary_split::<F16, F16, Rounded, _>(
            |a: F16, b: F16| {
                let (quotient, rest) = division::divmod(a.widen(), b.widen());
                (F16::round(quotient), F16::round(rest))
            },
            level,
        ),
        false,
    );
    ufunc.push(
        binary_split::<f32, f32, f32, _>(division::divmod::<f32>, level),
        false,
    );
    ufunc.push(
        binary_split::<f64, f64, f64, _>(division::divmod::<f64>, level),
        false,
    );
    ufunc
}
