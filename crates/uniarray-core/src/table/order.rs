//! The greater and the lesser of two. `maximum` hands NaN on, `fmax` prefers the number; neither warns of it.
//!
//! Of equal floats, which zeros of either sign are, the second is taken, as by the x86 instructions. `maximum` moves NaN to the second
//! place for them first, which costs one instruction less than testing for it along with the order; folds of `fmax` written so were
//! measured not to vectorise.
//!
//! In place the compiler turns a choice into a store that is skipped where the value stays. AVX-512 is quick at that; AVX2 has slow
//! instructions for it, and the baseline none for 64-bit integers.

use super::{Row, ufunc};
use crate::half::F16;
use crate::level::Level;
use crate::math::complex::{at_least, is_nan};

pub(super) fn rows(level: Level, rows: &mut Vec<Row>) {
    rows.extend([
        ufunc!(level, "maximum"(a, b) quiet {
            bool: V3 lanes => T { (a.get() | b.get()).into() }
            int: V4 lanes => T { a.max(b) }
            F16: V3 lanes => T { if a.is_nan() | (a >= b) { a } else { b } }
            wide: V4 lanes => T { let b = if a.is_nan() { a } else { b }; if a > b { a } else { b } }
            complex: Plain order => T { if is_nan(a) || at_least(a, b) { a } else { b } }
        })
        .reorderable(),
        ufunc!(level, "minimum"(a, b) quiet {
            bool: V3 lanes => T { (a.get() & b.get()).into() }
            int: V4 lanes => T { a.min(b) }
            F16: V3 lanes => T { if a.is_nan() | (a <= b) { a } else { b } }
            wide: V4 lanes => T { let b = if a.is_nan() { a } else { b }; if a < b { a } else { b } }
            complex: Plain order => T { if is_nan(a) || at_least(b, a) { a } else { b } }
        })
        .reorderable(),
        ufunc!(level, "fmax"(a, b) quiet {
            bool: V3 lanes => T { (a.get() | b.get()).into() }
            int: V4 lanes => T { a.max(b) }
            F16: V3 lanes => T { if b.is_nan() | (a >= b) { a } else { b } }
            wide: V4 lanes => T { if (a > b) | b.is_nan() { a } else { b } }
            complex: Plain order => T { if is_nan(b) || at_least(a, b) { a } else { b } }
        })
        .reorderable(),
        ufunc!(level, "fmin"(a, b) quiet {
            bool: V3 lanes => T { (a.get() & b.get()).into() }
            int: V4 lanes => T { a.min(b) }
            F16: V3 lanes => T { if b.is_nan() | (a <= b) { a } else { b } }
            wide: V4 lanes => T { if (a < b) | b.is_nan() { a } else { b } }
            complex: Plain order => T { if is_nan(b) || at_least(b, a) { a } else { b } }
        })
        .reorderable(),
    ]);
}
