//! Elements that several threads compute, each its range of them.

use std::ops::Range;

use crate::iter::{Axis, Walk};
use crate::loops::{Block, Loop};
use crate::parallel::{self, Cost};

/// Elements in the shortest range: they take a microsecond and more where it pays to share them, and fill whole pages and vectors.
const UNIT: usize = 2048;

/// Elements in the shortest row: shorter ones cost more than their elements, and do not fill lines of the cache.
const ROW: usize = 256;

/// Steps of an axis that are enough to cut it into ranges.
const ENOUGH: usize = 32;

/// Elements from which on there is anything to share.
const MANY: usize = 8 * UNIT;

/// Runs a loop over a block.
///
/// # Safety
/// As for [`Kernel`](crate::loops::Kernel), with the form for the block's strides; inputs share memory with no output but in elements of the same
/// place.
#[inline]
pub(crate) unsafe fn run(chosen: &Loop, block: &Block) -> u32 {
    if block.n * block.m < MANY {
        // SAFETY: the caller's.
        return unsafe { chosen.form(&block.inner)(block) };
    }
    // SAFETY: the caller's.
    unsafe { run_long(chosen, block) }
}

/// # Safety
/// As for [`run`].
#[inline(never)]
unsafe fn run_long(chosen: &Loop, block: &Block) -> u32 {
    let kernel = chosen.form(&block.inner);
    if chosen.is_external() || !outputs_are_plain(chosen, block) {
        // SAFETY: the caller's.
        return unsafe { kernel(block) };
    }
    let by_rows = block.m >= ENOUGH || block.m >= block.n;
    let (count, steps, across) = match by_rows {
        true => (block.m, block.outer, block.n),
        false => (block.n, block.inner, block.m),
    };
    let part = |range: Range<usize>| {
        let mut part = *block;
        for (ptr, step) in part.ptrs.iter_mut().zip(steps) {
            *ptr = ptr.wrapping_offset(step * range.start.cast_signed());
        }
        match by_rows {
            true => part.m = range.len(),
            false => part.n = range.len(),
        }
        // SAFETY: the caller's, for some of the elements.
        unsafe { kernel(&part) }
    };
    // SAFETY: no two elements of an output share memory, and no input is an output's element of another place.
    unsafe { parallel::rows(count, unit(across, !by_rows), Cost::Unknown, part) }
}

/// Visits parts of a walk that together are the whole, on several threads if there is enough to do. It is cut along an axis that suits.
///
/// # Safety
/// `visit` may be run on several threads at a time, for parts that are cut in that way.
pub(crate) unsafe fn walk_along<const N: usize>(
    walk: &Walk<N>,
    suits: impl Fn(usize, &Axis<N>) -> bool,
    visit: impl Fn(&Walk<N>) -> u32,
) -> u32 {
    let total: usize = walk.axes().iter().map(|axis| axis.extent).product();
    if total < MANY {
        return visit(walk);
    }
    let Some(axis) = walk.cut(ENOUGH, suits) else {
        return visit(walk);
    };
    let count = walk.axes()[axis].extent;
    // SAFETY: the caller's.
    unsafe {
        parallel::rows(count, unit(total / count, axis == 0), Cost::Unknown, |range| {
            visit(&walk.part(axis, range))
        })
    }
}

/// Steps of an axis in the shortest range, where each has this many elements and they are the innermost loop or not.
fn unit(elements: usize, innermost: bool) -> usize {
    UNIT.div_ceil(elements).max(if innermost { ROW } else { 1 })
}

/// Whether no two elements of an output share memory, as far as can be told at a glance.
fn outputs_are_plain(chosen: &Loop, block: &Block) -> bool {
    (chosen.nin()..chosen.types().len()).all(|operand| {
        let size = chosen.dtype(operand).itemsize();
        let (inner, outer) = (
            block.inner[operand].unsigned_abs(),
            block.outer[operand].unsigned_abs(),
        );
        let row = inner >= size || block.n == 1;
        row && (block.m == 1 || outer >= inner * (block.n - 1) + size)
    })
}
