//! `take` and `put`: positions along one axis, or in the flattened array.

use crate::array::Array;
use crate::cast::copy_into;
use crate::error::{Casting, Result};
use crate::index::cell::{Cell, by_cell};
use crate::index::element::checked_index;
use crate::index::positions::{Positions, Selector, each_integer};
use crate::index::{IndexError, Pick};
use crate::layout::{Dims, View, normalize_axis};
use crate::window::Window;

/// What becomes of positions outside the axis, NumPy's `mode`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Mode {
    /// They are errors; negative ones count from the end.
    #[default]
    Raise,
    /// They count on from the other end.
    Wrap,
    /// They become the first or the last.
    Clip,
}

impl Mode {
    /// Reads NumPy's keyword.
    pub fn parse(text: &str) -> Option<Mode> {
        Some(match text {
            "raise" => Mode::Raise,
            "wrap" => Mode::Wrap,
            "clip" => Mode::Clip,
            _ => return None,
        })
    }

    /// The position counted from the front, within the axis, which is not empty.
    #[inline(always)]
    pub(super) fn position(self, index: isize, axis: usize, extent: isize) -> Result<isize> {
        match self {
            Mode::Raise => checked_index(index, axis, extent),
            Mode::Wrap => Ok(index.rem_euclid(extent)),
            Mode::Clip => Ok(index.clamp(0, extent - 1)),
        }
    }
}

/// Plans `take`: the elements at `indices` along an axis. The axis of the array is replaced by those of `indices`.
///
/// # Errors
/// [`Error::AxisOutOfBounds`](crate::error::Error::AxisOutOfBounds), [`IndexError::EmptyTake`], [`IndexError::ArrayDType`],
/// [`IndexError::ResultDims`], [`IndexError::ResultSize`].
///
/// ```
/// use uniarray_core::{array::Array, dtype::DType, index::{Mode, take}};
/// let array = Array::from_vec(vec![1.0f32, 2.0, 3.0]);
/// let indices = Array::from_shape(&[2, 2], vec![0i64, 4, -1, 1]);
/// let pick = take(array.view(), indices.view(), 0, Mode::Wrap)?;
/// let out = Array::zeros(DType::FLOAT32, pick.shape())?;
/// pick.gather(out.view())?;
/// assert_eq!(out.to_vec::<f32>(), [1.0, 2.0, 3.0, 2.0]);
/// # Ok::<(), uniarray_core::error::Error>(())
/// ```
pub fn take<'a>(array: View<'a>, indices: View<'a>, axis: isize, mode: Mode) -> Result<Pick<'a>> {
    // A lone element passes for an axis of one.
    let axis = if array.ndim() == 0 {
        normalize_axis(axis, 1)?
    } else {
        normalize_axis(axis, array.ndim())?
    };
    if !indices.dtype().is_integer() {
        return Err(IndexError::ArrayDType.into());
    }
    let (mut shape, mut strides) = (Dims::from_slice(array.shape()), Dims::from_slice(array.strides()));
    let (extent, stride) = match array.ndim() {
        0 => (1, 0),
        _ => (shape.remove(axis), strides.remove(axis)),
    };
    if extent == 0 && indices.size() > 0 {
        return Err(IndexError::EmptyTake.into());
    }
    let found = shape.len() + indices.ndim();
    if found > crate::layout::MAX_DIMS {
        return Err(IndexError::ResultDims { found }.into());
    }
    // Like NumPy, which never comes to look at the positions then.
    let mode = if shape[..axis].contains(&0) {
        Mode::Clip
    } else {
        mode
    };
    let selector = Selector::array(indices, axis, extent, stride, mode);
    let positions = Positions::new(Window::new(0, shape, strides), axis, vec![selector])?;
    Pick::positions(array, positions)
}

/// Writes `values`, again and again from the first, to the elements of `array` at `indices`, counted in C order. `values` is taken in
/// C order too; it has the dtype of the array, and may share its memory.
///
/// # Errors
/// [`IndexError::OutOfBounds`], [`IndexError::EmptyPut`], [`IndexError::ArrayDType`],
/// [`Error::OutOfMemory`](crate::error::Error::OutOfMemory). Nothing has been written then.
///
/// # Panics
/// If `values` is not of the array's dtype.
///
/// ```
/// use uniarray_core::{array::Array, index::{Mode, put}};
/// let array = Array::from_shape(&[2, 2], vec![0u8; 4]);
/// let (indices, values) = (Array::from_vec(vec![0i64, 1, -1]), Array::from_vec(vec![7u8, 8]));
/// put(array.view(), indices.view(), values.view(), Mode::Raise)?;
/// assert_eq!(array.to_vec::<u8>(), [7, 8, 0, 7]);
/// # Ok::<(), uniarray_core::error::Error>(())
/// ```
pub fn put(array: View<'_>, indices: View<'_>, values: View<'_>, mode: Mode) -> Result<()> {
    assert_eq!(values.dtype(), array.dtype(), "putting does not cast");
    let size = array.size() as isize;
    if size == 0 && indices.size() > 0 {
        return Err(IndexError::EmptyPut.into());
    }
    if indices.size() == 0 || values.size() == 0 {
        return Ok(());
    }
    let mut positions = Vec::with_capacity(indices.size());
    each_integer(indices, indices.shape(), |index| {
        positions.push(mode.position(index, 0, size)?);
        Ok(())
    })?;
    // In one piece, and apart from the array.
    let held = Array::zeros(values.dtype(), values.shape())?;
    copy_into(held.view(), values, Casting::No)?;
    by_cell!(array.dtype().itemsize(), C => put_cells::<C>(array, &positions, held.view()));
    Ok(())
}

/// `values` is C-contiguous; the positions are below the array's size.
fn put_cells<C: Cell>(array: View<'_>, positions: &[isize], values: View<'_>) {
    let itemsize = size_of::<C>();
    let sources = (0..values.size())
        .map(|place| values.data().wrapping_add(place * itemsize))
        .cycle();
    if array.is_c_contiguous() {
        for (&position, source) in positions.iter().zip(sources) {
            // SAFETY: an element of the values, and one of the array, as the position is below its size.
            unsafe {
                C::write(
                    array.data().wrapping_offset(position * itemsize as isize),
                    C::read(source),
                )
            };
        }
        return;
    }
    for (&position, source) in positions.iter().zip(sources) {
        let mut rest = position;
        let mut offset = 0;
        for (&extent, &stride) in array.shape().iter().zip(array.strides()).rev() {
            offset += rest % extent * stride;
            rest /= extent;
        }
        // SAFETY: an element of the values, and one of the array as its index was taken from a position below the size.
        unsafe { C::write(array.data().wrapping_offset(offset), C::read(source)) };
    }
}
