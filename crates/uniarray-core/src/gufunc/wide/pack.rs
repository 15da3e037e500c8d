//! Copies of parts of matrices, in the order in which tiles read them.

use std::alloc::{Layout, alloc, dealloc, handle_alloc_error};
use std::marker::PhantomData;

use super::register::{Lane, first};
use super::{Grid, Number, tile};

/// Memory for numbers, in whole registers.
pub(super) struct Room<T> {
    layout: Layout,
    start: *mut u8,
    numbers: PhantomData<T>,
}

impl<T> Room<T> {
    pub(super) fn new(count: usize) -> Room<T> {
        let layout = Layout::array::<T>(count).and_then(|layout| layout.align_to(64));
        let layout = layout.expect("blocks are small");
        let start = if layout.size() == 0 {
            std::ptr::null_mut()
        } else {
            // SAFETY: the size is not 0.
            unsafe { alloc(layout) }
        };
        if start.is_null() && layout.size() > 0 {
            handle_alloc_error(layout);
        }
        Room {
            layout,
            start,
            numbers: PhantomData,
        }
    }

    pub(super) fn start(&mut self) -> *mut T {
        self.start.cast()
    }
}

impl<T> Drop for Room<T> {
    fn drop(&mut self) {
        if !self.start.is_null() {
            // SAFETY: from `alloc`, with this layout.
            unsafe { dealloc(self.start, self.layout) };
        }
    }
}

/// Copies `columns` columns of `depth` rows into panels as wide as tiles, row by row. In the last register of a row there are zeros for what is missing.
///
/// # Safety
/// The elements are readable, and there is room for the panels. The CPU has [`Level::V4`](crate::level::Level::V4).
#[target_feature(enable = "avx512f,avx512bw,avx512cd,avx512dq,avx512vl,avx2,fma,f16c,bmi1,bmi2,lzcnt,popcnt")]
pub(super) unsafe fn panels<T: Number>(from: Grid<T>, depth: usize, columns: usize, into: *mut T) {
    let lanes = T::Float::COUNT / T::PARTS;
    let mut column = 0;
    while column < columns {
        let width = tile::width((columns - column).div_ceil(lanes)) * lanes;
        // SAFETY: the caller's.
        unsafe {
            panel(
                from.from(0, column),
                depth,
                width.min(columns - column),
                width,
                into.wrapping_add(column * depth),
            )
        };
        column += width;
    }
}

/// Copies `columns` columns of `depth` rows into panels of `width` columns, row by row, and zeros for what is missing in the last one.
///
/// # Safety
/// As for [`panels`].
#[target_feature(enable = "avx512f,avx512bw,avx512cd,avx512dq,avx512vl,avx2,fma,f16c,bmi1,bmi2,lzcnt,popcnt")]
pub(super) unsafe fn lines<T: Number>(
    from: Grid<T>,
    depth: usize,
    columns: usize,
    width: usize,
    into: *mut T,
) {
    for column in (0..columns).step_by(width) {
        // SAFETY: the caller's.
        unsafe {
            panel(
                from.from(0, column),
                depth,
                width.min(columns - column),
                width,
                into.wrapping_add(column * depth),
            )
        };
    }
}

/// Rows whose lines stay in the first-level cache until they are full.
const TOGETHER: usize = 16;

/// # Safety
/// As for [`panels`], for one of them.
#[inline(always)]
unsafe fn panel<T: Number>(from: Grid<T>, depth: usize, count: usize, width: usize, into: *mut T) {
    let lanes = T::Float::COUNT / T::PARTS;
    // SAFETY: the caller's.
    unsafe {
        if from.along == 1 {
            let bits = first::<T::Float>;
            for row in 0..depth {
                let (source, place) = (from.from(row, 0).start, into.wrapping_add(row * width));
                for done in (0..width).step_by(lanes) {
                    let (read, written) = (count.saturating_sub(done) * T::PARTS, (width - done) * T::PARTS);
                    let some = T::Float::load_some(source.wrapping_add(done).cast(), bits(read));
                    T::Float::store_some(place.wrapping_add(done).cast(), bits(written), some);
                }
            }
            return;
        }
        for start in (0..depth).step_by(TOGETHER) {
            let rows = start..depth.min(start + TOGETHER);
            for column in 0..width {
                for row in rows.clone() {
                    let value = if column < count {
                        *from.from(row, column).start
                    } else {
                        std::mem::zeroed()
                    };
                    into.add(row * width + column).write(value);
                }
            }
        }
    }
}
