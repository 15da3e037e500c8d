//! Rows of values in memory: in a buffer, or where an array has them.

use super::{LANES, STRETCH, Staged};

/// A value at any address.
#[derive(Clone, Copy)]
#[repr(C, packed)]
pub(super) struct Loose<T>(pub(super) T);

/// Values that follow one another, in a buffer or in an array.
///
/// # Safety
/// `n` values of type `T` may be read from `at` on, and nothing writes to them while the slice lives.
#[inline(always)]
pub(super) unsafe fn row<'a, T>(at: *const u8, n: usize) -> &'a [Loose<T>] {
    // SAFETY: the caller's; no alignment is asked for.
    unsafe { std::slice::from_raw_parts(at.cast(), n) }
}

/// As [`row`], of values to be written.
///
/// # Safety
/// `n` values of type `T` may be read and written from `at` on, and nothing else reads or writes them while the slice lives.
#[inline(always)]
pub(super) unsafe fn row_mut<'a, T>(at: *mut u8, n: usize) -> &'a mut [Loose<T>] {
    // SAFETY: the caller's; no alignment is asked for.
    unsafe { std::slice::from_raw_parts_mut(at.cast(), n) }
}

/// Whether `n` elements of type `E` with these strides are rows to be computed where they lie: in full lanes, and of which none that is read lies
/// among those that are written, the last ones.
#[inline(always)]
pub(super) fn lies_ready<E: Staged, const N: usize>(at: [*mut u8; N], strides: [isize; N], n: usize) -> bool {
    let size = size_of::<E>();
    let out = at[N - 1].addr();
    E::OWN
        && n >= LANES
        && strides.iter().all(|&stride| stride == size as isize)
        && at[..N - 1]
            .iter()
            .all(|from| from.addr().abs_diff(out) >= n * size)
}

/// Where the next stretch of a row of `n` elements starts, of which those before `start` are done, and its length in full lanes. The last lanes may go
/// back to elements that are done: computed again, they are the same.
#[inline(always)]
pub(super) fn stretch(start: usize, n: usize) -> (usize, usize) {
    match (n - start).min(STRETCH) / LANES * LANES {
        0 => (n - LANES, LANES),
        full => (start, full),
    }
}

/// The values of a buffer.
#[inline(always)]
pub(super) fn loose<T>(values: &[T]) -> &[Loose<T>] {
    // SAFETY: the same values, of which less alignment is known.
    unsafe { row(values.as_ptr().cast(), values.len()) }
}

/// The places of a buffer.
#[inline(always)]
pub(super) fn loose_mut<T>(values: &mut [T]) -> &mut [Loose<T>] {
    // SAFETY: the same values, of which less alignment is known.
    unsafe { row_mut(values.as_mut_ptr().cast(), values.len()) }
}
