//! Singular values and vectors.

use crate::{NoConvergence, Scalar, store};
use faer::MatRef;

/// `A = U S V^H` of an `m` by `n` matrix: the singular values, descending, and if wanted `U` and `V^H` with as many columns and rows as there
/// is room for: the lesser of `m` and `n`, or all.
///
/// # Errors
/// When the iteration does not converge, for example because of NaN.
///
/// # Panics
/// If a slice has the wrong length.
pub fn singular_values<T: Scalar>(
    a: &[T],
    [m, n]: [usize; 2],
    values: &mut [f64],
    vectors: Option<(&mut [T], &mut [T], bool)>,
) -> Result<(), NoConvergence> {
    let a = MatRef::from_row_major_slice(a, m, n);
    let Some((u, vh, full)) = vectors else {
        let found = a.singular_values().map_err(|_| NoConvergence)?;
        values.copy_from_slice(&found);
        return Ok(());
    };
    let found = if full { a.svd() } else { a.thin_svd() }.map_err(|_| NoConvergence)?;
    let diagonal = found.S().column_vector();
    for (i, value) in values.iter_mut().enumerate() {
        *value = num_complex::ComplexFloat::re(diagonal[i]);
    }
    let columns = if full { m } else { m.min(n) };
    store(u, columns, |i, k| found.U()[(i, k)]);
    store(vh, n, |i, k| num_complex::ComplexFloat::conj(found.V()[(k, i)]));
    Ok(())
}
