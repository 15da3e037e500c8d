//! `dot` and `inner`: sums over one axis of each array, next to each other in the result and not broadcast.

use super::axes::AxesItem;
use crate::error::{Error, Result};
use crate::layout::{Dims, View};

/// Two arrays as operands of `matmul` that give their `dot` product.
#[derive(Clone, Debug)]
pub struct Dot {
    shape: Dims,
    strides: Dims,
    axes: Option<[AxesItem; 3]>,
}

/// Prepares the sum over the last axis of `a` and the last but one of `b` (or its only one). Both have axes.
///
/// # Errors
/// `ValueError` where these axes are not of the same length.
///
/// ```
/// use uniarray_core::{array::Array, gufunc::dot, dtype::DType};
/// let (a, b) = (Array::zeros(DType::INT8, &[2, 3])?, Array::zeros(DType::INT8, &[2, 3])?);
/// assert_eq!(
///     dot(a.view(), b.view()).unwrap_err().to_string(),
///     "shapes (2,3) and (2,3) not aligned: 3 (dim 1) != 2 (dim 0)"
/// );
/// # Ok::<(), uniarray_core::error::Error>(())
/// ```
pub fn dot(a: View<'_>, b: View<'_>) -> Result<Dot> {
    let (last, summed) = (a.ndim() - 1, b.ndim().saturating_sub(2));
    if a.shape()[last] != b.shape()[summed] {
        return Err(Error::value(format!(
            "shapes {} and {} not aligned: {} (dim {last}) != {} (dim {summed})",
            Dims::from_slice(a.shape()),
            Dims::from_slice(b.shape()),
            a.shape()[last],
            b.shape()[summed]
        )));
    }
    let (mut shape, mut strides) = (Dims::from_slice(a.shape()), Dims::from_slice(a.strides()));
    let mut axes = None;
    if a.ndim() > 1 && b.ndim() > 2 {
        // The second array's stack stands between the first one's and its matrices; the rows go back to before it.
        for _ in 0..summed {
            shape.insert(last - 1, 1);
            strides.insert(last - 1, 0);
        }
        let core = AxesItem::Tuple(vec![-2, -1]);
        let rows = (last - 1).cast_signed();
        axes = Some([core.clone(), core, AxesItem::Tuple(vec![rows, -1])]);
    }
    Ok(Dot { shape, strides, axes })
}

impl Dot {
    /// The first array as operand of `matmul`.
    pub fn first<'a>(&'a self, a: View<'a>) -> View<'a> {
        // SAFETY: the same elements, with axes of extent 1 added.
        unsafe { a.with_layout(a.data(), &self.shape, &self.strides) }
    }

    /// `axes=` of `matmul`, if it is needed.
    pub fn axes(&self) -> Option<&[AxesItem; 3]> {
        self.axes.as_ref()
    }
}
