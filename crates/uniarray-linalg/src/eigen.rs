//! Eigenvalues and eigenvectors.

use crate::{NoConvergence, Scalar, store};
use faer::{MatRef, Side};
use num_complex::Complex;

/// Eigenvalues of a Hermitian matrix, ascending, and if wanted the eigenvectors as columns, of length one. The lower triangle counts.
///
/// # Errors
/// When the iteration does not converge, for example because of NaN.
///
/// # Panics
/// If a slice has the wrong length.
pub fn eigen_hermitian<T: Scalar>(
    a: &[T],
    n: usize,
    values: &mut [f64],
    vectors: Option<&mut [T]>,
) -> Result<(), NoConvergence> {
    let a = MatRef::from_row_major_slice(a, n, n);
    let Some(vectors) = vectors else {
        let found = a
            .self_adjoint_eigenvalues(Side::Lower)
            .map_err(|_| NoConvergence)?;
        values.copy_from_slice(&found);
        return Ok(());
    };
    let found = a.self_adjoint_eigen(Side::Lower).map_err(|_| NoConvergence)?;
    let diagonal = found.S().column_vector();
    for (i, value) in values.iter_mut().enumerate() {
        *value = num_complex::ComplexFloat::re(diagonal[i]);
    }
    store(vectors, n, |i, k| found.U()[(i, k)]);
    Ok(())
}

/// Eigenvalues of a square matrix, in no order, and the eigenvectors as columns, of length one.
///
/// # Errors
/// When the iteration does not converge, for example because of NaN.
///
/// # Panics
/// If a slice has the wrong length.
pub fn eigen<T: Scalar>(
    a: &[T],
    n: usize,
    values: &mut [Complex<f64>],
    vectors: &mut [Complex<f64>],
) -> Result<(), NoConvergence> {
    let found = T::eigen_of(MatRef::from_row_major_slice(a, n, n))?;
    let (diagonal, columns) = (found.S().column_vector(), found.U());
    let lengths: Vec<f64> = (0..n)
        .map(|k| (0..n).map(|i| columns[(i, k)].norm_sqr()).sum::<f64>().sqrt())
        .collect();
    for (i, value) in values.iter_mut().enumerate() {
        *value = diagonal[i];
    }
    store(vectors, n, |i, k| columns[(i, k)] / lengths[k]);
    Ok(())
}
