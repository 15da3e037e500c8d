//! What can be wrong with an index or with what is assigned to one.

use std::fmt;

use crate::error::ErrorKind;
use crate::layout::{Dims, MAX_DIMS};

/// An index that does not fit, with the data that NumPy's sentence names.
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub enum IndexError {
    /// More axes indexed than there are.
    TooMany {
        /// Number of axes of the array.
        ndim: usize,
        /// Number of axes the index uses.
        found: usize,
    },
    /// More items in the index than NumPy looks at.
    TooManyItems,
    /// More arrays and truth values than NumPy can go through together.
    TooManyArrays {
        /// How many of them.
        found: usize,
    },
    /// An integer outside `-size..size`.
    OutOfBounds {
        /// The integer.
        index: isize,
        /// The axis.
        axis: usize,
        /// Extent of the axis.
        size: isize,
    },
    /// A second `...`.
    SeveralEllipses,
    /// A slice with a step of zero.
    ZeroStep,
    /// A boolean array whose extent is not the axis's.
    MaskShape {
        /// The axis.
        axis: usize,
        /// Extent of the axis.
        size: isize,
        /// Extent of the boolean array.
        mask_size: isize,
    },
    /// Index arrays that do not broadcast against each other.
    Broadcast {
        /// Their shapes; a boolean array counts as one array of positions per axis.
        shapes: Vec<Dims>,
    },
    /// A result of more than 64 axes.
    ResultDims {
        /// How many it would have.
        found: usize,
    },
    /// A result with more elements than can be counted.
    ResultSize,
    /// Something that is neither an integer nor a slice, `...`, `None` or an array.
    NotAnIndex,
    /// An array of another dtype than an integer or bool.
    ArrayDType,
    /// Assigned values that do not broadcast to the result's shape.
    ValueShape {
        /// Shape of the values.
        value: Dims,
        /// Shape of the indexing result.
        result: Dims,
    },
    /// Values assigned through a boolean mask, of another number than the mask has true elements.
    MaskValues {
        /// Number of values.
        given: usize,
        /// Number of true elements.
        wanted: usize,
    },
    /// Values of more than one axis assigned through a boolean mask.
    MaskValueDims {
        /// Number of axes of the values.
        ndim: usize,
    },
    /// `take` of something out of nothing.
    EmptyTake,
    /// `put` of something into nothing.
    EmptyPut,
}

impl IndexError {
    /// The Python exception type.
    pub fn kind(&self) -> ErrorKind {
        match self {
            IndexError::ZeroStep
            | IndexError::ResultSize
            | IndexError::ValueShape { .. }
            | IndexError::MaskValues { .. } => ErrorKind::Value,
            IndexError::MaskValueDims { .. } => ErrorKind::Type,
            _ => ErrorKind::Index,
        }
    }
}

impl fmt::Display for IndexError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            IndexError::TooMany { ndim, found } => write!(
                f,
                "too many indices for array: array is {ndim}-dimensional, but {found} were indexed"
            ),
            IndexError::TooManyItems => f.write_str("too many indices for array"),
            IndexError::TooManyArrays { found: MAX_DIMS } => write!(
                f,
                "when no subspace is given, the number of index arrays cannot be above {}, but {MAX_DIMS} index arrays \
                 found",
                MAX_DIMS - 1
            ),
            IndexError::TooManyArrays { .. } => write!(
                f,
                "too many advanced (array) indices. This probably means you are indexing with too many booleans. (more \
                 than {MAX_DIMS} found)"
            ),
            IndexError::OutOfBounds { index, axis, size } => {
                write!(f, "index {index} is out of bounds for axis {axis} with size {size}")
            }
            IndexError::SeveralEllipses => f.write_str("an index can only have a single ellipsis ('...')"),
            IndexError::ZeroStep => f.write_str("slice step cannot be zero"),
            IndexError::MaskShape { axis, size, mask_size } => write!(
                f,
                "boolean index did not match indexed array along axis {axis}; size of axis is {size} but size of \
                 corresponding boolean axis is {mask_size}"
            ),
            IndexError::Broadcast { shapes } => {
                f.write_str("shape mismatch: indexing arrays could not be broadcast together with shapes ")?;
                shapes.iter().try_for_each(|shape| write!(f, "{shape} "))
            }
            IndexError::ResultDims { found } => write!(
                f,
                "number of dimensions must be within [0, 64], indexing result would have {found}"
            ),
            IndexError::ResultSize => f.write_str("advanced indexing operation result is too large"),
            IndexError::NotAnIndex => f.write_str(
                "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays \
                 are valid indices",
            ),
            IndexError::ArrayDType => {
                f.write_str("arrays used as indices must be of integer (or boolean) type")
            }
            IndexError::ValueShape { value, result } => write!(
                f,
                "shape mismatch: value array of shape {value} could not be broadcast to indexing result of shape \
                 {result}"
            ),
            IndexError::MaskValues { given, wanted } => write!(
                f,
                "NumPy boolean array indexing assignment cannot assign {given} input values to the {wanted} output \
                 values where the mask is true"
            ),
            IndexError::MaskValueDims { ndim } => write!(
                f,
                "NumPy boolean array indexing assignment requires a 0 or 1-dimensional input, input has {ndim} \
                 dimensions"
            ),
            IndexError::EmptyPut => f.write_str("cannot replace elements of an empty array"),
            IndexError::EmptyTake => f.write_str("cannot do a non-empty take from an empty axes."),
        }
    }
}
