//! Triangular factors, and what follows from them.

use crate::{Scalar, store};
use faer::linalg::solvers::Solve;
use faer::{MatMut, MatRef, Side};

/// The diagonal of the upper factor of `P A = L U`, and whether `P` is odd.
fn pivots<T: Scalar>(a: &[T], n: usize) -> (Vec<T>, bool) {
    let lu = MatRef::from_row_major_slice(a, n, n).partial_piv_lu();
    let diagonal = (0..n).map(|i| lu.U()[(i, i)]).collect();
    (diagonal, is_odd(lu.P().arrays().0))
}

/// Whether a permutation is a product of an odd number of exchanges: every cycle of length c is one of c - 1.
fn is_odd(places: &[usize]) -> bool {
    let mut seen = vec![false; places.len()];
    let mut odd = false;
    for start in 0..places.len() {
        let mut place = start;
        while !seen[place] {
            seen[place] = true;
            place = places[place];
            odd ^= place != start;
        }
    }
    odd
}

/// The determinant of an `n` by `n` matrix; 1 for no elements.
///
/// ```
/// assert_eq!(uniarray_linalg::determinant(&[0.0, 2.0, 3.0, 4.0], 2), -6.0);
/// ```
///
/// # Panics
/// If `a` has not `n * n` elements.
pub fn determinant<T: Scalar>(a: &[T], n: usize) -> T {
    let (diagonal, odd) = pivots(a, n);
    let start = if odd { -T::one() } else { T::one() };
    diagonal.into_iter().fold(start, |product, pivot| product * pivot)
}

/// Sign (of modulus 1, or 0) and logarithm of the modulus of the determinant.
///
/// # Panics
/// If `a` has not `n * n` elements.
pub fn log_determinant<T: Scalar>(a: &[T], n: usize) -> (T, f64) {
    let (diagonal, odd) = pivots(a, n);
    let mut sign = if odd { -T::one() } else { T::one() };
    let mut log = 0.0;
    for pivot in diagonal {
        let modulus = num_complex::ComplexFloat::abs(pivot);
        if modulus == 0.0 {
            return (T::zero(), f64::NEG_INFINITY);
        }
        sign = sign * pivot / T::from(modulus).expect("a modulus is a number");
        log += modulus.ln();
    }
    (sign, log)
}

/// Solves `A X = B` for the `n` by `k` matrix that comes in `x` as `B`. False if a pivot is zero, so that `A` is singular; `x` is undefined then.
///
/// # Panics
/// If a slice has the wrong length.
pub fn solve<T: Scalar>(a: &[T], n: usize, x: &mut [T], k: usize) -> bool {
    let lu = MatRef::from_row_major_slice(a, n, n).partial_piv_lu();
    if (0..n).any(|i| lu.U()[(i, i)] == T::zero()) {
        return false;
    }
    lu.solve_in_place(MatMut::from_row_major_slice_mut(x, n, k));
    true
}

/// The lower triangular `L` with `L L^H = A`, of which the lower triangle counts; false if `A` is not positive definite.
///
/// # Panics
/// If a slice has the wrong length.
pub fn cholesky<T: Scalar>(a: &[T], n: usize, lower: &mut [T]) -> bool {
    let Ok(factor) = MatRef::from_row_major_slice(a, n, n).llt(Side::Lower) else {
        return false;
    };
    let l = factor.L();
    store(lower, n, |i, k| if k <= i { l[(i, k)] } else { T::zero() });
    true
}

/// `A = Q R` of an `m` by `n` matrix: `q` has the columns for which there is room, at most `m`, and `r` as many rows.
///
/// # Panics
/// If a slice has the wrong length.
pub fn qr<T: Scalar>(a: &[T], [m, n]: [usize; 2], q: &mut [T], r: &mut [T], columns: usize) {
    let factor = MatRef::from_row_major_slice(a, m, n).qr();
    let (whole, upper) = (factor.compute_Q(), factor.R());
    store(q, columns, |i, k| whole[(i, k)]);
    store(r, n, |i, k| {
        if i <= k && i < upper.nrows() {
            upper[(i, k)]
        } else {
            T::zero()
        }
    });
}
