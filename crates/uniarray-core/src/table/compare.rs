//! Comparisons. NaN compares as in IEEE 754 and gives no warning; complex numbers compare by real part, then imaginary part.

use super::{Row, ufunc};
use crate::dtype::Bool;
use crate::level::Level;
use crate::loops::{V3, binary};
use crate::math::complex::{above, at_least};
use crate::ufunc::Rule;

/// A comparison of 64-bit integers of different signedness, which have no common integer type.
macro_rules! mixed {
    ($row:ident, $level:ident, $op:tt) => {{
        let mut row: Row = $row;
        #[inline(always)]
        fn signed_first(a: i64, b: u64) -> Bool {
            (if a < 0 { -1 $op 0 } else { (a as u64) $op b }).into()
        }
        #[inline(always)]
        fn unsigned_first(a: u64, b: i64) -> Bool {
            (if b < 0 { 0 $op -1 } else { a $op (b as u64) }).into()
        }
        row.0.insert_before_floats(binary::<i64, u64, _, _, V3>(signed_first, $level));
        row.0.insert_before_floats(binary::<u64, i64, _, _, V3>(unsigned_first, $level));
        row
    }};
}

macro_rules! comparison {
    ($level:ident, $name:literal, $op:tt, |$a:ident, $b:ident| $complex:expr, $less:literal $equal:literal $greater:literal) => {{
        let row = ufunc!($level, $name(a, b) quiet {
            bool: V3 order => Bool { (a.get() $op b.get()).into() }
            int float: V3 nofold => Bool { (a $op b).into() }
            complex: Plain nofold => Bool { let ($a, $b) = (a, b); ($complex).into() }
        })
        .rule(Rule::Compare($less, $equal, $greater));
        mixed!(row, $level, $op)
    }};
}

pub(super) fn rows(level: Level, rows: &mut Vec<Row>) {
    rows.extend([
        comparison!(level, "equal", ==, |a, b| a == b, false true false),
        comparison!(level, "not_equal", !=, |a, b| a != b, true false true),
        comparison!(level, "less", <, |a, b| above(b, a), true false false),
        comparison!(level, "less_equal", <=, |a, b| at_least(b, a), true true false),
        comparison!(level, "greater", >, |a, b| above(a, b), false false true),
        comparison!(level, "greater_equal", >=, |a, b| at_least(a, b), false true true),
    ]);
}
