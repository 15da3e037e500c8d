//! Operations on the bits of integers; on bool they are the logical ones.

use super::{Row, ufunc};
use crate::level::Level;
use crate::math::integer::Int;

pub(super) fn rows(level: Level, rows: &mut Vec<Row>) {
    rows.extend([
        ufunc!(level, "bitwise_and"(a, b) {
            bool: V3 lanes => T { (a.get() & b.get()).into() }
            int: V3 lanes => T { a & b }
        })
        .identity(-1),
        ufunc!(level, "bitwise_or"(a, b) {
            bool: V3 lanes => T { (a.get() | b.get()).into() }
            int: V3 lanes => T { a | b }
        })
        .identity(0),
        ufunc!(level, "bitwise_xor"(a, b) {
            bool: V3 lanes => T { (a.get() ^ b.get()).into() }
            int: V3 lanes => T { a ^ b }
        })
        .identity(0),
        ufunc!(level, "invert"(a) {
            bool: V3 nofold => T { (!a.get()).into() }
            int: V3 nofold => T { !a }
        }),
        ufunc!(level, "left_shift"(a, b) {
            int: V3 order => T { a.shift_left(b) }
        }),
        ufunc!(level, "right_shift"(a, b) {
            int: V3 order => T { a.shift_right(b) }
        }),
        ufunc!(level, "bitwise_count"(a) {
            bool: V3 nofold => u8 { a.get() as u8 }
            signed: V3 nofold => u8 { a.unsigned_abs().count_ones() as u8 }
            unsigned: V3 nofold => u8 { a.count_ones() as u8 }
        }),
    ]);
}
