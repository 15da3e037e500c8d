//! Decompositions of dense matrices, by `faer`.
//!
//! Matrices are slices in row-major order, real or complex, in double precision: what is given in single precision is converted by the
//! caller, which halves the code at the price of some speed. All functions work on one matrix, on the calling thread.

mod eigen;
mod factor;
mod singular;

pub use eigen::{eigen, eigen_hermitian};
pub use factor::{cholesky, determinant, log_determinant, qr, solve};
pub use singular::singular_values;

use faer::traits::ComplexField;
use num_complex::Complex;
use std::fmt;

/// An element: `f64` or `Complex<f64>`.
pub trait Scalar: ComplexField<Real = f64> + num_complex::ComplexFloat<Real = f64> {
    /// Eigenvalues and eigenvectors of a square matrix; see [`eigen`].
    #[doc(hidden)]
    fn eigen_of(a: faer::MatRef<'_, Self>) -> Result<faer::linalg::solvers::Eigen<f64>, NoConvergence>;
}

impl Scalar for f64 {
    fn eigen_of(a: faer::MatRef<'_, f64>) -> Result<faer::linalg::solvers::Eigen<f64>, NoConvergence> {
        faer::linalg::solvers::Eigen::new_from_real(a).map_err(|_| NoConvergence)
    }
}

impl Scalar for Complex<f64> {
    fn eigen_of(a: faer::MatRef<'_, Self>) -> Result<faer::linalg::solvers::Eigen<f64>, NoConvergence> {
        faer::linalg::solvers::Eigen::new(a).map_err(|_| NoConvergence)
    }
}

/// An iteration came to no end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoConvergence;

impl fmt::Display for NoConvergence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the iteration did not converge")
    }
}

impl std::error::Error for NoConvergence {}

/// Writes a matrix to a slice in row-major order.
fn store<T: Copy>(out: &mut [T], columns: usize, element: impl Fn(usize, usize) -> T) {
    if columns > 0 {
        for (i, row) in out.chunks_exact_mut(columns).enumerate() {
            for (k, place) in row.iter_mut().enumerate() {
                *place = element(i, k);
            }
        }
    }
}

#[cfg(test)]
mod tests;
