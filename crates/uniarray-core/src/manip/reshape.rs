//! Reshaping without a copy where the strides allow it.

use crate::error::{Error, Result};
use crate::layout::{Dims, MAX_DIMS, View, c_strides, f_strides};
use crate::manip::{Order, ShapeError};
use crate::window::Window;

/// What `reshape` gives.
#[derive(Clone, PartialEq, Debug)]
pub enum Reshaped {
    /// A window into the same memory.
    Window(Window),
    /// The elements must be copied to a new array that is contiguous in `order` (C or F), taking them in that order; the
    /// copy then has `shape`.
    Copy {
        /// The new shape, without unknown extents.
        shape: Dims,
        /// C or F.
        order: Order,
    },
}

/// The shape with its unknown extent (any negative number) replaced.
///
/// # Errors
/// [`ShapeError::Reshape`] if the number of elements differs, [`ShapeError::SeveralUnknown`],
/// [`Error::TooManyDims`](crate::error::Error::TooManyDims).
///
/// ```
/// use uniarray_core::manip::reshape_shape;
/// assert_eq!(*reshape_shape(6, &[-1, 2])?, [3, 2]);
/// assert_eq!(
///     reshape_shape(6, &[4]).unwrap_err().to_string(),
///     "cannot reshape array of size 6 into shape (4,)"
/// );
/// # Ok::<(), uniarray_core::error::Error>(())
/// ```
pub fn reshape_shape(size: usize, shape: &[isize]) -> Result<Dims> {
    if shape.len() > MAX_DIMS {
        return Err(Error::TooManyDims { found: shape.len() });
    }
    let mismatch = || ShapeError::Reshape {
        size,
        shape: Dims::from_slice(shape),
    };
    let mut unknown = None;
    let mut known: isize = 1;
    let mut empty = false;
    for (axis, &extent) in shape.iter().enumerate() {
        if extent < 0 {
            if unknown.replace(axis).is_some() {
                return Err(ShapeError::SeveralUnknown.into());
            }
        } else if extent == 0 {
            empty = true;
        } else {
            known = known.checked_mul(extent).ok_or_else(mismatch)?;
        }
    }
    let known = if empty { 0 } else { known as usize };
    let mut result = Dims::from_slice(shape);
    match unknown {
        Some(axis) if known != 0 && size.is_multiple_of(known) => result[axis] = (size / known) as isize,
        None if known == size => {}
        _ => return Err(mismatch().into()),
    }
    Ok(result)
}

/// Reshapes, reading and placing elements in `order` ([`Order::A`] is resolved by the array's contiguity).
///
/// # Errors
/// Those of [`reshape_shape`], and [`ShapeError::ReshapeKeep`] for [`Order::K`].
///
/// ```
/// use uniarray_core::{array::Array, manip::{Order, Reshaped, reshape, transpose}};
/// let array = Array::from_shape(&[2, 3], vec![0u8, 1, 2, 3, 4, 5]);
/// let Reshaped::Window(window) = reshape(array.view(), &[3, -1], Order::C)? else { panic!() };
/// assert_eq!((window.shape(), window.strides()), (&[3, 2][..], &[2, 1][..]));
///
/// let transposed = transpose(array.view(), None)?;
/// // SAFETY: `transposed` was made for this view.
/// let transposed = unsafe { transposed.of(array.view()) };
/// assert!(matches!(reshape(transposed, &[6], Order::C)?, Reshaped::Copy { .. }));
/// assert!(matches!(reshape(transposed, &[6], Order::F)?, Reshaped::Window(_)));
/// # Ok::<(), uniarray_core::error::Error>(())
/// ```
pub fn reshape(view: View<'_>, shape: &[isize], order: Order) -> Result<Reshaped> {
    let order = match order {
        Order::C | Order::F => order,
        Order::A if view.is_f_contiguous() && !view.is_c_contiguous() => Order::F,
        Order::A => Order::C,
        Order::K => return Err(ShapeError::ReshapeKeep.into()),
    };
    if shape == view.shape() {
        return Ok(Reshaped::Window(Window::whole(view)));
    }
    let shape = reshape_shape(view.size(), shape)?;
    let itemsize = view.dtype().itemsize();
    let contiguous = match order {
        Order::F => view.is_f_contiguous(),
        _ => view.is_c_contiguous(),
    };
    let strides = if contiguous {
        // Unlike a new array a view of nothing has strides: NumPy takes extents of 0 for 1.
        let mut extents = Dims::from_slice(&shape);
        extents.iter_mut().for_each(|extent| *extent = (*extent).max(1));
        Some(match order {
            Order::F => f_strides(itemsize, &extents),
            _ => c_strides(itemsize, &extents),
        })
    } else {
        strides_without_copy(view, &shape, order == Order::F)
    };
    Ok(match strides {
        Some(strides) => Reshaped::Window(Window::new(0, shape, strides)),
        None => Reshaped::Copy { shape, order },
    })
}

/// Strides that show the same elements in the new shape. Both shapes are cut into the smallest groups of axes with equal
/// numbers of elements; each old group must then be walked with one stride. The array has elements.
fn strides_without_copy(view: View<'_>, shape: &[isize], fortran: bool) -> Option<Dims> {
    let fast_last = |axes: &mut [(isize, isize)]| {
        if fortran {
            axes.reverse();
        }
    };
    let mut old: Vec<(isize, isize)> = view
        .shape()
        .iter()
        .copied()
        .zip(view.strides().iter().copied())
        .collect();
    old.retain(|(extent, _)| *extent != 1);
    let mut new: Vec<(isize, isize)> = shape.iter().map(|extent| (*extent, 0)).collect();
    fast_last(&mut old);
    fast_last(&mut new);

    let (mut from, mut into) = (0, 0);
    while from < old.len() && into < new.len() {
        let (mut old_end, mut new_end) = (from + 1, into + 1);
        let (mut old_count, mut new_count) = (old[from].0, new[into].0);
        while old_count != new_count {
            if new_count < old_count {
                new_count *= new[new_end].0;
                new_end += 1;
            } else {
                old_count *= old[old_end].0;
                old_end += 1;
            }
        }
        if old[from..old_end]
            .windows(2)
            .any(|pair| pair[0].1 != pair[1].0 * pair[1].1)
        {
            return None;
        }
        let mut stride = old[old_end - 1].1;
        for axis in new[into..new_end].iter_mut().rev() {
            axis.1 = stride;
            stride *= axis.0;
        }
        (from, into) = (old_end, new_end);
    }
    // What is left has extent one and any stride will do; NumPy repeats the last one.
    let last = into
        .checked_sub(1)
        .map_or(view.dtype().itemsize() as isize, |axis| new[axis].1);
    new[into..].iter_mut().for_each(|axis| axis.1 = last);
    fast_last(&mut new);
    Some(new.into_iter().map(|(_, stride)| stride).collect())
}
