//! What comes of resolving: a loop, and the shape and dtypes of the outputs.

use super::{CallOptions, Operand, Ufunc};
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::iter::k_order_strides;
use crate::layout::{Dims, View, broadcast_shapes, c_strides, same_shape};
use crate::loops::Loop;

/// The shape of the operation: what inputs, mask and outputs broadcast to. Outputs may lift it but not be repeated.
#[inline]
pub(super) fn common_shape(
    inputs: &[Operand<'_>],
    outs: &[Option<View<'_>>],
    options: &CallOptions<'_>,
) -> Result<Dims> {
    // The usual case: all shapes are the same, or have no axes.
    let mut shape: &[isize] = &[];
    let mut same = options.mask.is_none();
    for input in inputs {
        if let Operand::Array(view) = input
            && view.ndim() > 0
        {
            same &= shape.is_empty() || same_shape(view.shape(), shape);
            shape = view.shape();
        }
    }
    for out in outs.iter().flatten() {
        same &= same_shape(out.shape(), shape);
    }
    if same {
        Ok(Dims::from_slice(shape))
    } else {
        broadcast_all(inputs, outs, options)
    }
}

#[inline(never)]
fn broadcast_all(
    inputs: &[Operand<'_>],
    outs: &[Option<View<'_>>],
    options: &CallOptions<'_>,
) -> Result<Dims> {
    // The error names all operands, numbers too.
    let shapes = inputs.iter().map(|input| match input {
        Operand::Array(view) => view.shape(),
        Operand::Weak(_) => &[],
    });
    // An output may not be repeated, but it takes part: it can lift the shape.
    let given = outs
        .iter()
        .flatten()
        .chain(&options.mask)
        .map(|view| view.shape());
    let all: Vec<&[isize]> = shapes.chain(given).collect();
    let shape = broadcast_shapes(&all)?;
    for out in outs.iter().flatten() {
        if out.shape() != &*shape {
            return Err(Error::OutputShape {
                shape: Dims::from_slice(out.shape()),
                broadcast: shape,
            });
        }
    }
    Ok(shape)
}

/// A ufunc with its loop chosen for given operands.
#[derive(Debug)]
pub struct Plan {
    pub(crate) ufunc: &'static Ufunc,
    pub(crate) chosen: &'static Loop,
    pub(crate) shape: Dims,
    pub(crate) constant: Option<bool>,
}

impl Plan {
    /// The shape of the outputs.
    #[inline]
    pub fn shape(&self) -> &[isize] {
        &self.shape
    }

    /// The dtype that an output has unless one was given.
    #[inline]
    pub fn out_dtype(&self, out: usize) -> DType {
        self.chosen.dtype(self.ufunc.nin + out)
    }

    /// The dtype that an input is cast to.
    #[inline]
    pub fn in_dtype(&self, input: usize) -> DType {
        self.chosen.dtype(input)
    }

    /// Strides of a fresh output that follows the inputs' order of axes, NumPy's `order='K'`.
    pub fn out_strides(&self, inputs: &[Operand<'_>], itemsize: usize) -> Dims {
        let views = || {
            inputs.iter().filter_map(|input| match input {
                Operand::Array(view) if view.ndim() > 0 => Some(*view),
                _ => None,
            })
        };
        if self.shape.len() < 2 || views().all(|view| view.is_c_contiguous()) {
            return c_strides(itemsize, &self.shape);
        }
        k_order_strides(&self.shape, &views().collect::<Vec<_>>(), itemsize)
    }
}
