//! The greater and the lesser of two. `maximum` hands NaN on, `fmax` prefers the number; neither warns of it.
//!
//! In place the compiler turns a choice into a store that is skipped where the value stays. AVX-512 has vector instructions for that;
//! AVX2 and the baseline have none for 64-bit integers and floats, and go one element at a time there.

use super::{Row, ufunc};
use crate::level::Level;
use crate::math::complex::{at_least, is_nan};

pub(super) fn rows(level: Level, rows: &mut Vec<Row>) {
    rows.extend([
        ufunc!(level, "maximum"(a, b) quiet {
            bool: V3 lanes => T { (a.get() | b.get()).into() }
            int: V4 lanes => T { a.max(b) }
            float: V4 lanes => T { if (a > b) | a.is_nan() { a } else { b } }
            complex: Plain order => T { if is_nan(a) || at_least(a, b) { a } else { b } }
        })
        .reorderable(),
        ufunc!(level, "minimum"(a, b) quiet {
            bool: V3 lanes => T { (a.get() & b.get()).into() }
            int: V4 lanes => T { a.min(b) }
            float: V4 lanes => T { if (a < b) | a.is_nan() { a } else { b } }
            complex: Plain order => T { if is_nan(a) || at_least(b, a) { a } else { b } }
        })
        .reorderable(),
        ufunc!(level, "fmax"(a, b) quiet {
            bool: V3 lanes => T { (a.get() | b.get()).into() }
            int: V4 lanes => T { a.max(b) }
            float: V4 lanes => T { if (a > b) | b.is_nan() { a } else { b } }
            complex: Plain order => T { if is_nan(b) || at_least(a, b) { a } else { b } }
        })
        .reorderable(),
        ufunc!(level, "fmin"(a, b) quiet {
            bool: V3 lanes => T { (a.get() & b.get()).into() }
            int: V4 lanes => T { a.min(b) }
            float: V4 lanes => T { if (a < b) | b.is_nan() { a } else { b } }
            complex: Plain order => T { if is_nan(b) || at_least(b, a) { a } else { b } }
        })
        .reorderable(),
    ]);
}
