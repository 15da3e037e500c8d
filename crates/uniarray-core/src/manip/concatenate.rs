//! Joining arrays along an axis.

use crate::array::Array;
use crate::cast::copy_into;
use crate::error::{Casting, Error, Result};
use crate::flags::FpFlags;
use crate::layout::{Dims, View, c_strides, checked_nbytes, normalize_axis};
use crate::manip::ShapeError;
use crate::window::Window;

/// How arrays are joined: the result's shape, and which window of the result each array fills.
///
/// ```
/// use uniarray_core::{array::Array, dtype::DType, error::Casting, manip::concatenate_shape};
/// let (a, b) = (Array::from_vec(vec![1i8, 2]), Array::from_vec(vec![3i8]));
/// let inputs = [a.view(), b.view()];
/// let join = concatenate_shape(&inputs, Some(0))?;
/// let out = Array::zeros(DType::INT8, join.shape())?;
/// join.execute(&inputs, out.view(), Casting::SameKind)?;
/// assert_eq!(out.to_vec::<i8>(), [1, 2, 3]);
/// # Ok::<(), uniarray_core::error::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Join {
    shape: Dims,
    parts: Vec<Part>,
    kind: Kind,
}

/// What an array contributes: the shape of its window, and where it starts along the axis.
#[derive(Clone, Debug)]
struct Part {
    start: isize,
    shape: Dims,
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    Along(usize),
    New(usize),
    Flat,
}

/// Plans `concatenate`; without an axis the arrays are flattened (in C order) and joined.
///
/// # Errors
/// The variants of [`ShapeError`] that begin with `Concatenate`, [`ShapeError::NothingToJoin`],
/// [`Error::AxisOutOfBounds`]; [`Error::TooBig`](Error::TooBig) when the
/// sum of the extents overflows.
pub fn concatenate_shape(inputs: &[View<'_>], axis: Option<isize>) -> Result<Join> {
    let first = inputs
        .first()
        .ok_or(ShapeError::NothingToJoin { verb: "concatenate" })?;
    let Some(axis) = axis else {
        return flat(inputs);
    };
    if first.ndim() == 0 {
        return Err(ShapeError::ConcatenateScalars.into());
    }
    let axis = normalize_axis(axis, first.ndim())?;
    let mut shape = Dims::from_slice(first.shape());
    shape[axis] = 0;
    let mut parts = Vec::with_capacity(inputs.len());
    for (index, input) in inputs.iter().enumerate() {
        if input.ndim() != first.ndim() {
            return Err(ShapeError::ConcatenateDims {
                index,
                first: first.ndim(),
                found: input.ndim(),
            }
            .into());
        }
        for (other, (&expected, &found)) in first.shape().iter().zip(input.shape()).enumerate() {
            if other != axis && expected != found {
                return Err(ShapeError::ConcatenateExtent {
                    axis: other,
                    index,
                    first: expected,
                    found,
                }
                .into());
            }
        }
        parts.push(Part {
            start: shape[axis],
            shape: Dims::from_slice(input.shape()),
        });
        shape[axis] = add_extents(shape[axis], input.shape()[axis])?;
    }
    Ok(Join {
        shape,
        parts,
        kind: Kind::Along(axis),
    })
}

/// Plans `stack`: arrays of one shape become the slices of a new axis.
///
/// # Errors
/// [`ShapeError::NothingToJoin`], [`ShapeError::StackShapes`],
/// [`Error::AxisOutOfBounds`].
pub fn stack_shape(inputs: &[View<'_>], axis: isize) -> Result<Join> {
    let first = inputs
        .first()
        .ok_or(ShapeError::NothingToJoin { verb: "stack" })?;
    if inputs.iter().any(|input| input.shape() != first.shape()) {
        return Err(ShapeError::StackShapes.into());
    }
    let axis = normalize_axis(axis, first.ndim() + 1)?;
    let mut shape = Dims::from_slice(first.shape());
    shape.insert(axis, inputs.len() as isize);
    let part = |start| Part {
        start,
        shape: Dims::from_slice(first.shape()),
    };
    let parts = (0..inputs.len() as isize).map(part).collect();
    Ok(Join {
        shape,
        parts,
        kind: Kind::New(axis),
    })
}

fn flat(inputs: &[View<'_>]) -> Result<Join> {
    let mut parts = Vec::with_capacity(inputs.len());
    let mut total = 0;
    for input in inputs {
        parts.push(Part {
            start: total,
            shape: Dims::from_slice(input.shape()),
        });
        total = add_extents(total, input.size() as isize)?;
    }
    Ok(Join {
        shape: Dims::from_slice(&[total]),
        parts,
        kind: Kind::Flat,
    })
}

fn add_extents(left: isize, right: isize) -> Result<isize> {
    left.checked_add(right).ok_or(Error::TooBig)
}

impl Join {
    /// The result's shape. Whether an array of it can exist is the allocation's to check.
    pub fn shape(&self) -> &[isize] {
        &self.shape
    }

    /// Joins the arrays it was planned for into `out`, casting as needed; `out` may share memory with them.
    ///
    /// # Errors
    /// Those of [`Join::windows`]; [`Error::Cast`];
    /// [`Error::OutOfMemory`]. Part of `out` may have been written then.
    ///
    /// # Panics
    /// If the arrays are others than those it was planned for.
    pub fn execute(&self, inputs: &[View<'_>], out: View<'_>, casting: Casting) -> Result<FpFlags> {
        assert_eq!(inputs.len(), self.parts.len(), "the arrays it was planned for");
        let mut flags = FpFlags::NONE;
        // What one array's window takes may still have to be read for another.
        let mut held = Vec::with_capacity(inputs.len());
        for input in inputs {
            held.push(match out.may_overlap(*input) {
                false => None,
                true => {
                    let copy = Array::zeros(input.dtype(), input.shape())?;
                    copy_into(copy.view(), *input, Casting::No)?;
                    Some(copy)
                }
            });
        }
        for ((window, input), held) in self.windows(out)?.zip(inputs).zip(&held) {
            assert_eq!(window.shape(), input.shape(), "the arrays it was planned for");
            let input = held.as_ref().map_or(*input, Array::view);
            // SAFETY: the window was made for `out`.
            flags |= copy_into(unsafe { window.of(out) }, input, casting)?;
        }
        Ok(flags)
    }

    /// For each array in turn the window of `out` that its elements go to, in the array's own shape.
    ///
    /// # Errors
    /// [`ShapeError::OutputDims`] or [`ShapeError::OutputSize`] if `out` is not of [`Join::shape`]; those of
    /// [`checked_nbytes`].
    pub fn windows<'j>(&'j self, out: View<'j>) -> Result<impl Iterator<Item = Window> + 'j> {
        if out.ndim() != self.shape.len() {
            return Err(ShapeError::OutputDims.into());
        }
        if out.shape() != &*self.shape {
            return Err(ShapeError::OutputSize.into());
        }
        checked_nbytes(out.dtype(), &self.shape)?;
        Ok(self.parts.iter().map(move |part| {
            let strides = out.strides();
            let (step, strides) = match self.kind {
                Kind::Along(axis) => (strides[axis], Dims::from_slice(strides)),
                Kind::New(axis) => {
                    let mut kept = Dims::from_slice(strides);
                    (kept.remove(axis), kept)
                }
                // Elements of the flat output in the array's C order: strides of C order, scaled.
                Kind::Flat => (
                    strides[0],
                    c_strides(1, &part.shape).iter().map(|s| s * strides[0]).collect(),
                ),
            };
            let empty = part.shape.contains(&0);
            let offset = if empty { 0 } else { part.start * step };
            Window::new(offset, part.shape.clone(), strides)
        }))
    }
}
