//! What can be wrong with a shape, an axis or a list of arrays to be joined.

use std::fmt;

use crate::error::ErrorKind;
use crate::layout::Dims;

/// A shape that does not fit, with the data that NumPy's sentence names.
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub enum ShapeError {
    /// `reshape` to another number of elements.
    Reshape {
        /// Number of elements of the array.
        size: usize,
        /// The shape asked for, unknown extents as -1.
        shape: Dims,
    },
    /// `reshape` with more than one -1.
    SeveralUnknown,
    /// `reshape` with `order='K'`.
    ReshapeKeep,
    /// `reshape` with `copy=False` of an array that must be copied.
    ReshapeNeedsCopy,
    /// `transpose` with another number of axes than the array has.
    TransposeAxes,
    /// `transpose` with an axis twice.
    TransposeRepeated,
    /// `squeeze` of an axis of another extent than one.
    Squeeze,
    /// `expand_dims`, `moveaxis` and the like with an axis twice; the name of the argument where NumPy names it.
    RepeatedAxis {
        /// `source`, `destination` or nothing.
        argument: Option<&'static str>,
    },
    /// An axis outside its range, where NumPy names the argument.
    NamedAxis {
        /// `axis1`, `axis2`, `source` or `destination`.
        argument: &'static str,
        /// The axis as given.
        axis: isize,
        /// Number of axes of the array.
        ndim: usize,
    },
    /// `moveaxis` with lists of different lengths.
    MoveAxisCount,
    /// `diagonal` of an array of less than two axes.
    DiagonalDims,
    /// `diagonal` along one axis twice.
    DiagonalAxes,
    /// `broadcast_to` a shape that the array does not fill.
    BroadcastTo {
        /// Shape of the array.
        from: Dims,
        /// Shape asked for.
        into: Dims,
    },
    /// `broadcast_to` fewer axes than the array has.
    BroadcastToFewer,
    /// `broadcast_to` the shape `()` of an array with axes.
    BroadcastToScalar,
    /// `broadcast_to` a shape with a negative extent.
    BroadcastToNegative,
    /// Joining of no arrays.
    NothingToJoin {
        /// `concatenate` or `stack`.
        verb: &'static str,
    },
    /// `concatenate` of arrays without axes.
    ConcatenateScalars,
    /// `concatenate` of arrays of different numbers of axes.
    ConcatenateDims {
        /// Place of the array that differs from the first.
        index: usize,
        /// Number of axes of the first array.
        first: usize,
        /// Its number of axes.
        found: usize,
    },
    /// `concatenate` of arrays that differ along another axis.
    ConcatenateExtent {
        /// The axis.
        axis: usize,
        /// Place of the array that differs from the first.
        index: usize,
        /// Extent of the first array.
        first: isize,
        /// Its extent.
        found: isize,
    },
    /// `stack` of arrays of different shapes.
    StackShapes,
    /// An output of `concatenate` with another number of axes than the result.
    OutputDims,
    /// An output of `concatenate` of another shape than the result.
    OutputSize,
    /// Arguments (of `roll`) that do not broadcast against each other.
    Arguments {
        /// Number of the first argument that differs.
        first: usize,
        /// Its length.
        first_len: usize,
        /// Number of the other argument.
        second: usize,
        /// Its length.
        second_len: usize,
    },
}

impl ShapeError {
    /// The Python exception type.
    pub fn kind(&self) -> ErrorKind {
        match self {
            ShapeError::NamedAxis { .. } => ErrorKind::Axis,
            _ => ErrorKind::Value,
        }
    }
}

impl fmt::Display for ShapeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ShapeError::Reshape { size, shape } => {
                write!(f, "cannot reshape array of size {size} into shape ")?;
                write_asked_shape(f, shape)
            }
            ShapeError::SeveralUnknown => f.write_str("can only specify one unknown dimension"),
            ShapeError::ReshapeKeep => f.write_str("order 'K' is not permitted for reshaping"),
            ShapeError::ReshapeNeedsCopy => f.write_str("Unable to avoid creating a copy while reshaping."),
            ShapeError::TransposeAxes => f.write_str("axes don't match array"),
            ShapeError::TransposeRepeated => f.write_str("repeated axis in transpose"),
            ShapeError::Squeeze => {
                f.write_str("cannot select an axis to squeeze out which has size not equal to one")
            }
            ShapeError::RepeatedAxis { argument: None } => f.write_str("repeated axis"),
            ShapeError::RepeatedAxis {
                argument: Some(argument),
            } => {
                write!(f, "repeated axis in `{argument}` argument")
            }
            ShapeError::NamedAxis { argument, axis, ndim } => {
                write!(
                    f,
                    "{argument}: axis {axis} is out of bounds for array of dimension {ndim}"
                )
            }
            ShapeError::MoveAxisCount => {
                f.write_str("`source` and `destination` arguments must have the same number of elements")
            }
            ShapeError::DiagonalDims => f.write_str("diag requires an array of at least two dimensions"),
            ShapeError::DiagonalAxes => f.write_str("axis1 and axis2 cannot be the same"),
            ShapeError::BroadcastTo { from, into } => write!(
                f,
                "operands could not be broadcast together with remapped shapes [original->remapped]: {from}  and \
                 requested shape {into}"
            ),
            ShapeError::BroadcastToFewer => {
                f.write_str("input operand has more dimensions than allowed by the axis remapping")
            }
            ShapeError::BroadcastToScalar => f.write_str("cannot broadcast a non-scalar to a scalar array"),
            ShapeError::BroadcastToNegative => {
                f.write_str("all elements of broadcast shape must be non-negative")
            }
            ShapeError::NothingToJoin { verb } => write!(f, "need at least one array to {verb}"),
            ShapeError::ConcatenateScalars => f.write_str("zero-dimensional arrays cannot be concatenated"),
            ShapeError::ConcatenateDims { index, first, found } => write!(
                f,
                "all the input arrays must have same number of dimensions, but the array at index 0 has {first} \
                 dimension(s) and the array at index {index} has {found} dimension(s)"
            ),
            ShapeError::ConcatenateExtent {
                axis,
                index,
                first,
                found,
            } => write!(
                f,
                "all the input array dimensions except for the concatenation axis must match exactly, but along \
                 dimension {axis}, the array at index 0 has size {first} and the array at index {index} has size \
                 {found}"
            ),
            ShapeError::StackShapes => f.write_str("all input arrays must have the same shape"),
            ShapeError::OutputDims => f.write_str("Output array has wrong dimensionality"),
            ShapeError::OutputSize => f.write_str("Output array is the wrong size"),
            ShapeError::Arguments {
                first,
                first_len,
                second,
                second_len,
            } => write!(
                f,
                "shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg {first} \
                 with shape ({first_len},) and arg {second} with shape ({second_len},)."
            ),
        }
    }
}

/// NumPy's C code prints a shape with unknown extents so: those in front are left out, the others are called `newaxis`.
fn write_asked_shape(f: &mut fmt::Formatter<'_>, shape: &[isize]) -> fmt::Result {
    let front = shape.iter().take_while(|extent| **extent < 0).count();
    f.write_str("(")?;
    for (place, &extent) in shape[front..].iter().enumerate() {
        f.write_str(if place > 0 { "," } else { "" })?;
        match extent {
            ..0 => f.write_str("newaxis")?,
            _ => write!(f, "{extent}")?,
        }
    }
    f.write_str(if shape.len() == 1 && front == 0 { ",)" } else { ")" })
}
