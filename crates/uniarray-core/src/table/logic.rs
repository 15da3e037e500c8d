//! Truth values of elements and their combinations: whatever is not zero is true, NaN too.

use super::{Row, ufunc};
use crate::convert::Convert;
use crate::dtype::Bool;
use crate::level::Level;
use crate::ufunc::Rule;

pub(super) fn rows(level: Level, rows: &mut Vec<Row>) {
    rows.extend([
        ufunc!(level, "logical_and"(a, b) quiet {
            bool: V3 lanes => Bool { (a.get() & b.get()).into() }
            int float complex: V3 nofold => Bool { (truth(a) & truth(b)).into() }
        })
        .identity(1)
        .rule(Rule::Truth),
        ufunc!(level, "logical_or"(a, b) quiet {
            bool: V3 lanes => Bool { (a.get() | b.get()).into() }
            int float complex: V3 nofold => Bool { (truth(a) | truth(b)).into() }
        })
        .identity(0)
        .rule(Rule::Truth),
        ufunc!(level, "logical_xor"(a, b) quiet {
            bool: V3 lanes => Bool { (a.get() ^ b.get()).into() }
            int float complex: V3 nofold => Bool { (truth(a) ^ truth(b)).into() }
        })
        .identity(0)
        .rule(Rule::Truth),
        ufunc!(level, "logical_not"(a) quiet {
            bool int float complex: V3 nofold => Bool { (!truth(a)).into() }
        }),
    ]);
}

#[inline(always)]
fn truth<T: Convert<Bool, Out = Bool>>(value: T) -> bool {
    value.convert().get()
}
