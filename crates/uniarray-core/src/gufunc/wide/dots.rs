//! Sums of products of vectors whose elements follow each other: of one vector with another one, or with the rows of a matrix.
//!
//! The sums are those of [`kernels`](super::super::kernels), with the same roundings in the same order: [`LANES`] side by side, which are
//! added up at the end.

use super::Number;
use super::register::{Lane, first};
use crate::gufunc::kernels::LANES;

/// Registers of sums, at most: those of the largest numbers.
const MOST: usize = LANES / 4;

/// Computes `out[j] = Σ_i a[j, i] · b[j, i]` for `count` rows of `inner` numbers; the first factors are conjugated if that is asked for. The steps
/// from one row to the next count bytes.
///
/// # Safety
/// The rows are readable and the output is writable. This is inlined into a function that has the features of
/// [`Level::V4`](crate::level::Level::V4), and the CPU has them.
#[inline(always)]
pub(in super::super) unsafe fn dots<T: Number, const CONJUGATE: bool>(
    inner: usize,
    count: usize,
    [a, b, out]: [*mut u8; 3],
    steps: [isize; 3],
) {
    let at = |data: *mut u8, step: isize, row: usize| data.wrapping_offset(step * row.cast_signed());
    // Factors may change places, but for those that are conjugated.
    let swaps = steps[0] == 0 && !CONJUGATE;
    let (x, x_step, y, y_step) = if swaps {
        (b, steps[1], a, steps[0])
    } else {
        (a, steps[0], b, steps[1])
    };
    // SAFETY: the caller's.
    unsafe {
        let mut row = 0;
        if y_step == 0 {
            // As many rows at a time as registers hold the sums of.
            if registers::<T>() < MOST {
                while row + 4 <= count {
                    let rows = std::array::from_fn(|next| at(x, x_step, row + next).cast_const().cast());
                    write::<T, 4>(
                        sums::<T, 4, CONJUGATE>(inner, rows, y.cast()),
                        at(out, steps[2], row),
                        steps[2],
                    );
                    row += 4;
                }
            }
            while row + 2 <= count {
                let rows = std::array::from_fn(|next| at(x, x_step, row + next).cast_const().cast());
                write::<T, 2>(
                    sums::<T, 2, CONJUGATE>(inner, rows, y.cast()),
                    at(out, steps[2], row),
                    steps[2],
                );
                row += 2;
            }
        }
        while row < count {
            let rows = [at(x, x_step, row).cast_const().cast()];
            let found = sums::<T, 1, CONJUGATE>(inner, rows, at(y, y_step, row).cast());
            write::<T, 1>(found, at(out, steps[2], row), steps[2]);
            row += 1;
        }
    }
}

/// # Safety
/// The places are writable.
#[inline(always)]
unsafe fn write<T: Number, const R: usize>(sums: [[T::Float; 2]; R], out: *mut u8, step: isize) {
    for (row, sum) in sums.into_iter().enumerate() {
        // SAFETY: the caller's.
        unsafe {
            out.wrapping_offset(step * row.cast_signed())
                .cast::<T>()
                .write_unaligned(T::from_sums(sum))
        };
    }
}

/// How many registers [`LANES`] numbers fill.
#[inline(always)]
const fn registers<T: Number>() -> usize {
    LANES * T::PARTS / T::Float::COUNT
}

/// The sums of products of some rows with one, those of even and of odd lanes.
///
/// # Safety
/// As for [`dots`].
#[inline(always)]
unsafe fn sums<T: Number, const R: usize, const CONJUGATE: bool>(
    inner: usize,
    rows: [*const T::Float; R],
    one: *const T::Float,
) -> [[T::Float; 2]; R] {
    let floats = inner * T::PARTS;
    let together = LANES * T::PARTS;
    // SAFETY: the caller's; no more than `floats` are read.
    unsafe {
        let mut sums = [[T::Float::splat(T::Float::default()); R]; MOST];
        let mut done = 0;
        while done + together <= floats {
            for (register, sums) in sums.iter_mut().take(registers::<T>()).enumerate() {
                let place = done + register * T::Float::COUNT;
                let y = T::Float::load(one.wrapping_add(place));
                for (sum, row) in sums.iter_mut().zip(rows) {
                    let x = T::Float::load(row.wrapping_add(place));
                    *sum = T::Float::plus(*sum, product::<T, CONJUGATE>(x, y));
                }
            }
            done += together;
        }
        if done < floats {
            for (register, sums) in sums.iter_mut().take(registers::<T>()).enumerate() {
                let place = done + register * T::Float::COUNT;
                let mask = first::<T::Float>(floats.saturating_sub(place));
                let y = T::Float::load_some(one.wrapping_add(place), mask);
                for (sum, row) in sums.iter_mut().zip(rows) {
                    let x = T::Float::load_some(row.wrapping_add(place), mask);
                    *sum = T::Float::plus(*sum, product::<T, CONJUGATE>(x, y));
                }
            }
        }
        let mut width = registers::<T>();
        while width > 1 {
            width /= 2;
            for register in 0..width {
                let other = sums[register + width];
                for (sum, other) in sums[register].iter_mut().zip(other) {
                    *sum = T::Float::plus(*sum, other);
                }
            }
        }
        // Not by `map`, which is not always inlined.
        let mut found = [[T::Float::default(); 2]; R];
        for (found, sum) in found.iter_mut().zip(sums[0]) {
            *found = T::Float::sums(sum);
        }
        found
    }
}

/// The products of numbers.
///
/// # Safety
/// As for [`dots`].
#[inline(always)]
unsafe fn product<T: Number, const CONJUGATE: bool>(
    x: <T::Float as Lane>::Register,
    y: <T::Float as Lane>::Register,
) -> <T::Float as Lane>::Register {
    // SAFETY: the caller's.
    unsafe {
        if T::PARTS == 1 {
            return T::Float::times(x, y);
        }
        let by_real = T::Float::times(T::Float::real_parts(x), y);
        let by_imaginary = T::Float::times(T::Float::imaginary_parts(x), y);
        if CONJUGATE {
            T::Float::joined_conjugate(by_real, by_imaginary)
        } else {
            T::Float::joined(by_real, by_imaginary)
        }
    }
}
