//! The innermost part of a product: a tile of the result, which stays in registers while the products are summed.

use super::register::Lane;

/// Registers beside each other in a tile, at most.
pub(super) const WIDE: usize = 3;

/// How many of the registers that are left a tile takes. A tile of one would wait for its factors.
pub(super) fn width(left: usize) -> usize {
    if left == WIDE + 1 { 2 } else { left.min(WIDE) }
}

/// Rows of floats in a tile, at most. With [`WIDE`] these are 24 registers of sums, and there are 32.
pub(super) const HIGH: usize = 8;

/// What a tile is made of. Steps count floats.
pub(super) struct Tile<F> {
    /// How many products are summed for an element.
    pub(super) depth: usize,
    /// The first row of the second matrix's part, which is as wide as the tile.
    pub(super) y: *const F,
    /// From one of its rows to the next.
    pub(super) y_step: isize,
    /// The floats of a row's last register that are read.
    pub(super) y_mask: u16,
    /// The first row of the first matrix's part.
    pub(super) x: *const F,
    /// From one of its rows to the next.
    pub(super) x_down: isize,
    /// From one element of a row to the next.
    pub(super) x_along: isize,
    /// Where the first element of the tile goes; others of its row follow.
    pub(super) out: *mut F,
    /// From one of its rows to the next.
    pub(super) out_down: isize,
    /// The floats of a row's last register that are written.
    pub(super) out_mask: u16,
    /// How many rows there are, of elements.
    pub(super) rows: usize,
    /// Whether the sums are added to what is there.
    pub(super) adds: bool,
}

/// Computes a tile.
///
/// # Safety
/// The parts of the matrices that the tile names are readable, those of the output writable; the rows are no more than the function's. The
/// CPU has [`Level::V4`](crate::level::Level::V4).
pub(super) type Kernel<F> = unsafe fn(&Tile<F>);

/// The function for tiles that are `wide` registers wide and have `high` rows of floats, or fewer. Of complex numbers a row has two of floats: of the
/// sums of real parts times numbers, and of imaginary parts times numbers.
pub(super) fn of<F: Lane, const COMPLEX: bool>(wide: usize, high: usize) -> Kernel<F> {
    match (wide, high) {
        (1, ..=2) => tile::<F, 1, 2, COMPLEX>,
        (1, 3..=4) => tile::<F, 1, 4, COMPLEX>,
        (1, 5..=6) => tile::<F, 1, 6, COMPLEX>,
        (1, _) => tile::<F, 1, 8, COMPLEX>,
        (2, ..=2) => tile::<F, 2, 2, COMPLEX>,
        (2, 3..=4) => tile::<F, 2, 4, COMPLEX>,
        (2, 5..=6) => tile::<F, 2, 6, COMPLEX>,
        (2, _) => tile::<F, 2, 8, COMPLEX>,
        (_, ..=2) => tile::<F, 3, 2, COMPLEX>,
        (_, 3..=4) => tile::<F, 3, 4, COMPLEX>,
        (_, 5..=6) => tile::<F, 3, 6, COMPLEX>,
        _ => tile::<F, WIDE, HIGH, COMPLEX>,
    }
}

/// # Safety
/// As for [`Kernel`].
#[target_feature(enable = "avx512f,avx512bw,avx512cd,avx512dq,avx512vl,avx2,fma,f16c,bmi1,bmi2,lzcnt,popcnt")]
unsafe fn tile<F: Lane, const V: usize, const R: usize, const COMPLEX: bool>(tile: &Tile<F>) {
    // SAFETY: the caller's.
    unsafe {
        let sums = sums::<F, V, R, COMPLEX>(tile);
        let parts = if COMPLEX { 2 } else { 1 };
        for (row, sums) in sums.chunks_exact(parts).take(tile.rows).enumerate() {
            let line: [F::Register; V] = std::array::from_fn(|column| match sums {
                [by_real, by_imaginary] => F::joined(by_real[column], by_imaginary[column]),
                _ => sums[0][column],
            });
            let out = tile.out.wrapping_offset(row.cast_signed() * tile.out_down);
            for (column, mut sum) in line.into_iter().enumerate() {
                let mask = if column + 1 == V { tile.out_mask } else { u16::MAX };
                let place = out.wrapping_add(column * F::COUNT);
                if tile.adds {
                    sum = F::plus(F::load_some(place, mask), sum);
                }
                F::store_some(place, mask, sum);
            }
        }
    }
}

/// The sums of a tile, each from the first product to the last one.
///
/// # Safety
/// As for [`Kernel`].
#[inline(always)]
unsafe fn sums<F: Lane, const V: usize, const R: usize, const COMPLEX: bool>(
    tile: &Tile<F>,
) -> [[F::Register; V]; R] {
    // SAFETY: the caller's. Rows that there are not are the last one again.
    unsafe {
        let mut x: [*const F; R] = std::array::from_fn(|row| {
            let (row, part) = if COMPLEX { (row / 2, row % 2) } else { (row, 0) };
            let row = row.min(tile.rows - 1).cast_signed();
            tile.x.wrapping_offset(row * tile.x_down).wrapping_add(part)
        });
        let mut y = tile.y;
        let mut sums = [[F::splat(F::default()); V]; R];
        for _ in 0..tile.depth {
            let line: [F::Register; V] = std::array::from_fn(|column| {
                let from = y.wrapping_add(column * F::COUNT);
                if column + 1 == V {
                    F::load_some(from, tile.y_mask)
                } else {
                    F::load(from)
                }
            });
            for row in 0..R {
                let factor = F::splat(*x[row]);
                for column in 0..V {
                    sums[row][column] = F::plus_product(sums[row][column], factor, line[column]);
                }
                x[row] = x[row].wrapping_offset(tile.x_along);
            }
            y = y.wrapping_offset(tile.y_step);
        }
        sums
    }
}
