//! Broadcasting of one array to a shape.

use crate::error::Result;
use crate::layout::{Dims, View, broadcast_strides, checked_nbytes};
use crate::manip::ShapeError;
use crate::window::Window;

/// The array repeated along new axes and along axes of extent one, without a copy (strides of zero). The window must not be
/// written to.
///
/// # Errors
/// The variants of [`ShapeError`] that begin with `BroadcastTo`; those of [`checked_nbytes`].
///
/// ```
/// use uniarray_core::{array::Array, manip::broadcast_to};
/// let array = Array::from_vec(vec![1i16, 2, 3]);
/// assert_eq!(broadcast_to(array.view(), &[2, 3])?.strides(), [0, 2]);
/// assert_eq!(
///     broadcast_to(array.view(), &[2, 4]).unwrap_err().to_string(),
///     "operands could not be broadcast together with remapped shapes [original->remapped]: (3,)  and requested shape (2,4)"
/// );
/// # Ok::<(), uniarray_core::error::Error>(())
/// ```
pub fn broadcast_to(view: View<'_>, shape: &[isize]) -> Result<Window> {
    if shape.is_empty() && view.ndim() > 0 {
        return Err(ShapeError::BroadcastToScalar.into());
    }
    if shape.iter().any(|extent| *extent < 0) {
        return Err(ShapeError::BroadcastToNegative.into());
    }
    if shape.len() < view.ndim() {
        return Err(ShapeError::BroadcastToFewer.into());
    }
    checked_nbytes(view.dtype(), shape)?;
    match broadcast_strides(view.shape(), view.strides(), shape) {
        Some(strides) => Ok(Window::new(0, Dims::from_slice(shape), strides)),
        None => Err(ShapeError::BroadcastTo {
            from: Dims::from_slice(view.shape()),
            into: Dims::from_slice(shape),
        }
        .into()),
    }
}
