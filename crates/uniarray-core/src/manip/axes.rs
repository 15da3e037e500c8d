//! Axes permuted, removed, added and reversed.

use crate::error::{Error, Result};
use crate::layout::{Dims, MAX_DIMS, View, normalize_axis};
use crate::manip::ShapeError;
use crate::window::Window;

/// Permutes the axes; without `axes` reverses them.
///
/// # Errors
/// [`ShapeError::TransposeAxes`], [`ShapeError::TransposeRepeated`], [`Error::AxisOutOfBounds`].
///
/// ```
/// use uniarray_core::{array::Array, manip::transpose};
/// let array = Array::from_shape(&[2, 3], vec![0u8; 6]);
/// assert_eq!(transpose(array.view(), None)?.shape(), [3, 2]);
/// assert_eq!(transpose(array.view(), Some(&[1, -1])).unwrap_err().to_string(), "repeated axis in transpose");
/// # Ok::<(), uniarray_core::error::Error>(())
/// ```
pub fn transpose(view: View<'_>, axes: Option<&[isize]>) -> Result<Window> {
    let Some(axes) = axes else {
        let reversed = |dims: &[isize]| dims.iter().rev().copied().collect::<Dims>();
        return Ok(Window::new(0, reversed(view.shape()), reversed(view.strides())));
    };
    if axes.len() != view.ndim() {
        return Err(ShapeError::TransposeAxes.into());
    }
    let order = distinct_axes(axes, view.ndim(), ShapeError::TransposeRepeated)?;
    Ok(permuted(view, &order))
}

/// Exchanges two axes.
///
/// # Errors
/// [`ShapeError::NamedAxis`].
pub fn swapaxes(view: View<'_>, axis1: isize, axis2: isize) -> Result<Window> {
    let axis1 = named_axis("axis1", axis1, view.ndim())?;
    let axis2 = named_axis("axis2", axis2, view.ndim())?;
    let mut window = (Dims::from_slice(view.shape()), Dims::from_slice(view.strides()));
    window.0.swap(axis1, axis2);
    window.1.swap(axis1, axis2);
    Ok(Window::new(0, window.0, window.1))
}

/// Moves axes to other places; the others keep their order.
///
/// # Errors
/// [`ShapeError::NamedAxis`], [`ShapeError::RepeatedAxis`], [`ShapeError::MoveAxisCount`].
pub fn moveaxis(view: View<'_>, source: &[isize], destination: &[isize]) -> Result<Window> {
    let places = |argument, axes: &[isize]| -> Result<Vec<usize>> {
        let mut places = Vec::with_capacity(axes.len());
        for &axis in axes {
            places.push(named_axis(argument, axis, view.ndim())?);
        }
        let mut sorted = places.clone();
        sorted.sort_unstable();
        if sorted.windows(2).any(|pair| pair[0] == pair[1]) {
            return Err(ShapeError::RepeatedAxis {
                argument: Some(argument),
            }
            .into());
        }
        Ok(places)
    };
    let source = places("source", source)?;
    let destination = places("destination", destination)?;
    if source.len() != destination.len() {
        return Err(ShapeError::MoveAxisCount.into());
    }
    let mut order: Vec<usize> = (0..view.ndim()).filter(|axis| !source.contains(axis)).collect();
    let mut moves: Vec<(usize, usize)> = destination.into_iter().zip(source).collect();
    moves.sort_unstable();
    for (place, axis) in moves {
        order.insert(place, axis);
    }
    Ok(permuted(view, &order))
}

/// Removes axes of extent one: the given ones, or all.
///
/// # Errors
/// [`ShapeError::Squeeze`], [`Error::AxisOutOfBounds`], [`Error::DuplicateAxis`].
pub fn squeeze(view: View<'_>, axes: Option<&[isize]>) -> Result<Window> {
    let mut remove = [false; MAX_DIMS];
    match axes {
        None => view
            .shape()
            .iter()
            .zip(&mut remove)
            .for_each(|(extent, remove)| *remove = *extent == 1),
        Some(axes) => {
            for &axis in axes {
                let axis = normalize_axis(axis, view.ndim())?;
                if std::mem::replace(&mut remove[axis], true) {
                    return Err(Error::DuplicateAxis);
                }
            }
            if view
                .shape()
                .iter()
                .zip(remove)
                .any(|(extent, remove)| remove && *extent != 1)
            {
                return Err(ShapeError::Squeeze.into());
            }
        }
    }
    let kept = |dims: &[isize]| {
        dims.iter()
            .zip(remove)
            .filter(|(_, remove)| !remove)
            .map(|(dim, _)| *dim)
            .collect()
    };
    Ok(Window::new(0, kept(view.shape()), kept(view.strides())))
}

/// Inserts axes of extent one at the places `axes` of the result.
///
/// # Errors
/// [`Error::AxisOutOfBounds`], [`ShapeError::RepeatedAxis`], [`Error::TooManyDims`].
pub fn expand_dims(view: View<'_>, axes: &[isize]) -> Result<Window> {
    let ndim = view.ndim() + axes.len();
    if ndim > MAX_DIMS {
        return Err(Error::TooManyDims { found: ndim });
    }
    let mut places = distinct_axes(axes, ndim, ShapeError::RepeatedAxis { argument: None })?;
    places.sort_unstable();
    let (mut shape, mut strides) = (Dims::from_slice(view.shape()), Dims::from_slice(view.strides()));
    for place in places {
        shape.insert(place, 1);
        strides.insert(place, 0);
    }
    Ok(Window::new(0, shape, strides))
}

/// The diagonals of the matrices that `axis1` and `axis2` span, `offset` above the main one; the diagonal becomes the last axis.
///
/// # Errors
/// [`ShapeError::DiagonalDims`], [`ShapeError::DiagonalAxes`], [`ShapeError::NamedAxis`].
pub fn diagonal(view: View<'_>, offset: isize, axis1: isize, axis2: isize) -> Result<Window> {
    let ndim = view.ndim();
    if ndim < 2 {
        return Err(ShapeError::DiagonalDims.into());
    }
    let axis1 = named_axis("axis1", axis1, ndim)?;
    let axis2 = named_axis("axis2", axis2, ndim)?;
    if axis1 == axis2 {
        return Err(ShapeError::DiagonalAxes.into());
    }
    let (mut shape, mut strides) = (Dims::from_slice(view.shape()), Dims::from_slice(view.strides()));
    let (mut rows, mut columns) = (shape[axis1], shape[axis2]);
    let start;
    if offset >= 0 {
        start = offset.min(columns) * strides[axis2];
        columns = columns.saturating_sub(offset);
    } else {
        // The distance to the lowest integer has no positive counterpart.
        let below = offset.checked_neg().unwrap_or(isize::MAX);
        start = below.min(rows) * strides[axis1];
        rows = rows.saturating_sub(below);
    }
    let count = rows.min(columns).max(0);
    let stride = strides[axis1] + strides[axis2];
    for axis in [axis1.max(axis2), axis1.min(axis2)] {
        shape.remove(axis);
        strides.remove(axis);
    }
    shape.push(count);
    strides.push(stride);
    Ok(Window::new(if count > 0 { start } else { 0 }, shape, strides))
}

/// Reverses the given axes, or all.
///
/// # Errors
/// [`Error::AxisOutOfBounds`], [`ShapeError::RepeatedAxis`].
pub fn flip(view: View<'_>, axes: Option<&[isize]>) -> Result<Window> {
    let mut reverse = [axes.is_none(); MAX_DIMS];
    for &axis in axes.unwrap_or_default() {
        let axis = normalize_axis(axis, view.ndim())?;
        if std::mem::replace(&mut reverse[axis], true) {
            return Err(ShapeError::RepeatedAxis { argument: None }.into());
        }
    }
    let mut strides = Dims::from_slice(view.strides());
    let mut offset = 0;
    for ((stride, &extent), reverse) in strides.iter_mut().zip(view.shape()).zip(reverse) {
        if reverse {
            offset += *stride * (extent - 1).max(0);
            *stride = -*stride;
        }
    }
    let offset = if view.size() == 0 { 0 } else { offset };
    Ok(Window::new(offset, Dims::from_slice(view.shape()), strides))
}

fn permuted(view: View<'_>, order: &[usize]) -> Window {
    let pick = |dims: &[isize]| order.iter().map(|&axis| dims[axis]).collect::<Dims>();
    Window::new(0, pick(view.shape()), pick(view.strides()))
}

fn distinct_axes(axes: &[isize], ndim: usize, repeated: ShapeError) -> Result<Vec<usize>> {
    let mut seen = [false; MAX_DIMS];
    let mut result = Vec::with_capacity(axes.len());
    for &axis in axes {
        let axis = normalize_axis(axis, ndim)?;
        if std::mem::replace(&mut seen[axis], true) {
            return Err(repeated.into());
        }
        result.push(axis);
    }
    Ok(result)
}

fn named_axis(argument: &'static str, axis: isize, ndim: usize) -> Result<usize> {
    normalize_axis(axis, ndim).map_err(|_| ShapeError::NamedAxis { argument, axis, ndim }.into())
}
