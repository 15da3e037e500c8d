//! Everything that can go wrong in array code, as data; [`Display`](std::fmt::Display) gives NumPy's sentence and
//! [`Error::kind`] the Python exception type.

use std::borrow::Cow;
use std::fmt;

use crate::dtype::DType;
use crate::index::IndexError;
use crate::layout::Dims;
use crate::manip::ShapeError;

/// A result of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// The Python exception type an [`Error`] becomes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ErrorKind {
    /// `ValueError`
    Value,
    /// `TypeError`
    Type,
    /// `IndexError`
    Index,
    /// `OverflowError`
    Overflow,
    /// `MemoryError` (NumPy's `_ArrayMemoryError`)
    Memory,
    /// `ZeroDivisionError`
    ZeroDivision,
    /// `numpy.exceptions.AxisError`, which is a `ValueError` and an `IndexError`
    Axis,
    /// `_UFuncNoLoopError`, a `UFuncTypeError` and with that a `TypeError`
    UFuncNoLoop,
    /// `_UFuncInputCastingError`, another one
    UFuncInputCast,
    /// `_UFuncOutputCastingError`, another one
    UFuncOutputCast,
    /// `NotImplementedError`
    NotImplemented,
    /// `RuntimeError`
    Runtime,
}

/// The casting rules of NumPy, from strictest to laxest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Casting {
    /// No change at all.
    No,
    /// Byte order may change.
    Equiv,
    /// Every value is kept.
    Safe,
    /// Safe, or within a kind (float64 to float32), or to a higher kind.
    SameKind,
    /// Anything.
    Unsafe,
}

impl Casting {
    /// NumPy's keyword.
    pub const fn name(self) -> &'static str {
        match self {
            Casting::No => "no",
            Casting::Equiv => "equiv",
            Casting::Safe => "safe",
            Casting::SameKind => "same_kind",
            Casting::Unsafe => "unsafe",
        }
    }

    /// Reads NumPy's keyword.
    pub fn parse(text: &str) -> Option<Casting> {
        [
            Casting::No,
            Casting::Equiv,
            Casting::Safe,
            Casting::SameKind,
            Casting::Unsafe,
        ]
        .into_iter()
        .find(|casting| casting.name() == text)
    }
}

/// An error with the data that its sentence names.
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub enum Error {
    /// A dtype notation nobody knows.
    DTypeNotUnderstood {
        /// The notation.
        text: String,
    },
    /// Shapes that do not broadcast against each other.
    Broadcast {
        /// The shape of each operand.
        shapes: Vec<Dims>,
    },
    /// A source that does not broadcast to the shape assigned to.
    BroadcastInto {
        /// Shape of the source.
        from: Dims,
        /// Shape of the destination.
        into: Dims,
    },
    /// A given output that would have to broadcast.
    OutputShape {
        /// Shape of the output.
        shape: Dims,
        /// Shape that the inputs broadcast to.
        broadcast: Dims,
    },
    /// More bytes than an address can count.
    TooBig,
    /// One extent greater than `isize::MAX`.
    DimensionTooBig,
    /// An extent below zero.
    NegativeDimension,
    /// More than 64 axes.
    TooManyDims {
        /// How many were asked for.
        found: usize,
    },
    /// The allocator has no such block.
    OutOfMemory {
        /// Shape of the array asked for.
        shape: Dims,
        /// Its dtype.
        dtype: DType,
    },
    /// An axis outside `-ndim..ndim`.
    AxisOutOfBounds {
        /// The axis as given.
        axis: isize,
        /// Number of axes of the array.
        ndim: usize,
    },
    /// The same axis given twice.
    DuplicateAxis,
    /// A copy or assignment that the casting rule forbids.
    Cast {
        /// Dtype of the source.
        from: DType,
        /// Dtype of the destination.
        to: DType,
        /// The rule.
        casting: Casting,
    },
    /// A ufunc's operand that the casting rule forbids.
    UfuncCast {
        /// Name of the ufunc.
        ufunc: &'static str,
        /// Whether the operand is an output.
        output: bool,
        /// Number of the operand among the inputs (or outputs), given when the ufunc has more than one.
        index: Option<usize>,
        /// What the operand is cast from.
        from: DType,
        /// What it is cast to.
        to: DType,
        /// The rule.
        casting: Casting,
    },
    /// No loop takes these inputs under the casting rule.
    NoLoop {
        /// Name of the ufunc.
        ufunc: &'static str,
        /// The rule.
        casting: Casting,
    },
    /// The loop asked for by `dtype=` or `signature=` does not exist.
    NoMatchingSignature {
        /// Name of the ufunc.
        ufunc: &'static str,
    },
    /// No loop for the common dtype of the inputs, in the ufuncs that try no other.
    NoLoopForTypes {
        /// Name of the ufunc.
        ufunc: &'static str,
        /// Dtypes of the inputs.
        inputs: Vec<DType>,
        /// The number of outputs.
        nout: usize,
    },
    /// `subtract` of truth values.
    BoolSubtract,
    /// `negative` of truth values.
    BoolNegative,
    /// An integer raised to a negative integer.
    NegativeIntegerPower,
    /// A loop from elsewhere returned a number other than 0.
    LoopFailed {
        /// The tag of its ufunc.
        tag: usize,
        /// The number.
        status: i32,
    },
    /// A Python integer that the dtype cannot hold.
    IntegerOutOfBounds {
        /// The integer, where it fits 128 bits; the caller knows the digits of longer ones.
        value: Option<i128>,
        /// The dtype.
        dtype: DType,
    },
    /// A reduction over nothing that has no identity.
    EmptyReduction {
        /// Name of the ufunc.
        ufunc: &'static str,
    },
    /// `argmin` or `argmax` of nothing.
    EmptySearch {
        /// `argmin` or `argmax`.
        name: &'static str,
    },
    /// A masked reduction whose ufunc has no identity, without `initial=`.
    ReductionNeedsInitial {
        /// Name of the ufunc.
        ufunc: &'static str,
    },
    /// A reduction over several axes of a ufunc whose result depends on their order.
    NotReorderable {
        /// Name of the ufunc.
        ufunc: &'static str,
    },
    /// A ufunc that cannot be reduced, accumulated or have an outer product.
    NotReducible {
        /// `reduce`, `accumulate`, …
        method: &'static str,
    },
    /// An index, or what is assigned to one, does not fit.
    Index(IndexError),
    /// A shape, an axis or a list of arrays does not fit.
    Shape(ShapeError),
    /// A ufunc with several results, which cannot be reduced or accumulated.
    ManyOutputs {
        /// `reduce`, `accumulate`, …
        method: &'static str,
    },
    /// An output of a reduction with another number of axes than the result.
    ReductionOutput {
        /// Name of the ufunc.
        ufunc: &'static str,
        /// Axes of the output.
        found: usize,
        /// Axes of the result.
        expected: usize,
    },
    /// Something that only whoever embeds this crate can have: a dtype or an object that is not described here.
    Elsewhere {
        /// The exception type, should nobody have it.
        kind: ErrorKind,
        /// The sentence for that case.
        text: Cow<'static, str>,
    },
    /// A sentence that has no data worth keeping.
    Message {
        /// The exception type.
        kind: ErrorKind,
        /// The sentence.
        text: Cow<'static, str>,
    },
}

impl Error {
    /// A `ValueError` with a sentence of its own.
    pub fn value(text: impl Into<Cow<'static, str>>) -> Error {
        Error::Message {
            kind: ErrorKind::Value,
            text: text.into(),
        }
    }

    /// A `TypeError` unless whoever embeds this crate knows better.
    pub fn elsewhere(text: impl Into<Cow<'static, str>>) -> Error {
        Error::Elsewhere {
            kind: ErrorKind::Type,
            text: text.into(),
        }
    }

    /// A `TypeError` with a sentence of its own.
    pub fn type_error(text: impl Into<Cow<'static, str>>) -> Error {
        Error::Message {
            kind: ErrorKind::Type,
            text: text.into(),
        }
    }

    /// An `IndexError` with a sentence of its own.
    pub fn index(text: impl Into<Cow<'static, str>>) -> Error {
        Error::Message {
            kind: ErrorKind::Index,
            text: text.into(),
        }
    }

    /// The Python exception type.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Error::DTypeNotUnderstood { .. } | Error::Cast { .. } => ErrorKind::Type,
            Error::BoolSubtract
            | Error::BoolNegative
            | Error::NoLoop { .. }
            | Error::NoMatchingSignature { .. } => ErrorKind::Type,
            Error::UfuncCast { output: false, .. } => ErrorKind::UFuncInputCast,
            Error::UfuncCast { output: true, .. } => ErrorKind::UFuncOutputCast,
            Error::NoLoopForTypes { .. } => ErrorKind::UFuncNoLoop,
            Error::OutOfMemory { .. } => ErrorKind::Memory,
            Error::AxisOutOfBounds { .. } => ErrorKind::Axis,
            Error::IntegerOutOfBounds { .. } => ErrorKind::Overflow,
            Error::Broadcast { .. }
            | Error::BroadcastInto { .. }
            | Error::OutputShape { .. }
            | Error::TooBig
            | Error::DimensionTooBig
            | Error::NegativeDimension
            | Error::TooManyDims { .. }
            | Error::DuplicateAxis
            | Error::NegativeIntegerPower
            | Error::EmptyReduction { .. }
            | Error::EmptySearch { .. }
            | Error::ReductionNeedsInitial { .. }
            | Error::NotReorderable { .. }
            | Error::NotReducible { .. }
            | Error::ManyOutputs { .. }
            | Error::ReductionOutput { .. } => ErrorKind::Value,
            Error::LoopFailed { .. } => ErrorKind::Runtime,
            Error::Index(error) => error.kind(),
            Error::Shape(error) => error.kind(),
            Error::Elsewhere { kind, .. } | Error::Message { kind, .. } => *kind,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::DTypeNotUnderstood { text } => write!(f, "data type '{text}' not understood"),
            Error::Broadcast { shapes } => {
                f.write_str("operands could not be broadcast together with shapes ")?;
                shapes.iter().try_for_each(|shape| write!(f, "{shape} "))
            }
            Error::BroadcastInto { from, into } => {
                write!(f, "could not broadcast input array from shape {from} into shape {into}")
            }
            Error::OutputShape { shape, broadcast } => write!(
                f,
                "non-broadcastable output operand with shape {shape} doesn't match the broadcast shape {broadcast}"
            ),
            Error::TooBig => f.write_str(
                "array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum possible size.",
            ),
            Error::DimensionTooBig => f.write_str("Maximum allowed dimension exceeded"),
            Error::NegativeDimension => f.write_str("negative dimensions are not allowed"),
            Error::TooManyDims { found } => {
                write!(f, "maximum supported dimension for an ndarray is currently {}, found {found}", crate::layout::MAX_DIMS)
            }
            Error::OutOfMemory { shape, dtype } => write_out_of_memory(f, shape, *dtype),
            Error::AxisOutOfBounds { axis, ndim } => {
                write!(f, "axis {axis} is out of bounds for array of dimension {ndim}")
            }
            Error::DuplicateAxis => f.write_str("duplicate value in 'axis'"),
            Error::Cast { from, to, casting } => {
                write!(f, "Cannot cast array data from {from:?} to {to:?} according to the rule '{}'", casting.name())
            }
            Error::UfuncCast { ufunc, output, index, from, to, casting } => {
                write!(f, "Cannot cast ufunc '{ufunc}' {} ", if *output { "output" } else { "input" })?;
                if let Some(index) = index {
                    write!(f, "{index} ")?;
                }
                write!(f, "from {from:?} to {to:?} with casting rule '{}'", casting.name())
            }
            Error::NoLoop { ufunc, casting } => write!(
                f,
                "ufunc '{ufunc}' not supported for the input types, and the inputs could not be safely coerced to any \
                 supported types according to the casting rule ''{}''",
                casting.name()
            ),
            Error::NoMatchingSignature { ufunc } => {
                write!(f, "No loop matching the specified signature and casting was found for ufunc {ufunc}")
            }
            Error::NoLoopForTypes { ufunc, inputs, nout } => {
                // NumPy shows dtype classes here, and `None` for every output.
                let inputs: Vec<_> =
                    inputs.iter().map(|dtype| format!("<class 'numpy.dtypes.{:?}DType'>", dtype.num())).collect();
                let outputs = vec!["None".to_owned(); *nout];
                write!(
                    f,
                    "ufunc '{ufunc}' did not contain a loop with signature matching types {} -> {}",
                    tuple(&inputs),
                    tuple(&outputs)
                )
            }
            Error::BoolSubtract => f.write_str(
                "numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` operator, \
                 or the logical_xor function instead.",
            ),
            Error::BoolNegative => f.write_str(
                "The numpy boolean negative, the `-` operator, is not supported, use the `~` operator or the \
                 logical_not function instead.",
            ),
            Error::LoopFailed { status, .. } => write!(f, "the loop of a ufunc failed with status {status}"),
            Error::NegativeIntegerPower => f.write_str("Integers to negative integer powers are not allowed."),
            Error::IntegerOutOfBounds { value: Some(value), dtype } => {
                write!(f, "Python integer {value} out of bounds for {dtype}")
            }
            Error::IntegerOutOfBounds { value: None, .. } => f.write_str("Python int too large to convert to C long"),
            Error::EmptyReduction { ufunc } => {
                write!(f, "zero-size array to reduction operation {ufunc} which has no identity")
            }
            Error::EmptySearch { name } => write!(f, "attempt to get {name} of an empty sequence"),
            Error::ReductionNeedsInitial { ufunc } => write!(
                f,
                "reduction operation '{ufunc}' does not have an identity, so to use a where mask one has to specify \
                 'initial'"
            ),
            Error::NotReorderable { ufunc } => {
                write!(f, "reduction operation '{ufunc}' is not reorderable, so at most one axis may be specified")
            }
            Error::NotReducible { method } => write!(f, "{method} only supported for binary functions"),
            Error::ManyOutputs { method } => {
                write!(f, "{method} only supported for functions returning a single value")
            }
            Error::ReductionOutput { ufunc, found, expected } => write!(
                f,
                "output parameter for reduction operation {ufunc} has the wrong number of dimensions: Found {found} but \
                 expected {expected}"
            ),
            Error::Index(error) => error.fmt(f),
            Error::Shape(error) => error.fmt(f),
            Error::Elsewhere { text, .. } | Error::Message { text, .. } => f.write_str(text),
        }
    }
}

impl std::error::Error for Error {}

impl From<IndexError> for Error {
    fn from(error: IndexError) -> Error {
        Error::Index(error)
    }
}

impl From<ShapeError> for Error {
    fn from(error: ShapeError) -> Error {
        Error::Shape(error)
    }
}

/// Things as NumPy lists them in ufunc errors: `(a, b)`, or a lone one without brackets.
fn tuple(things: &[String]) -> String {
    match things {
        [lone] => lone.clone(),
        _ => format!("({})", things.join(", ")),
    }
}

fn write_out_of_memory(f: &mut fmt::Formatter<'_>, shape: &Dims, dtype: DType) -> fmt::Result {
    // NumPy shows three significant digits of the largest unit that leaves a number of at least one.
    let bytes = shape
        .iter()
        .fold(dtype.itemsize() as f64, |bytes, &extent| bytes * extent as f64);
    let units = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];
    let mut amount = bytes;
    let mut unit = 0;
    while unit + 1 < units.len() && amount >= 1023.5 {
        amount /= 1024.0;
        unit += 1;
    }
    let digits = match amount {
        _ if unit == 0 || amount >= 99.95 => 0,
        _ if amount >= 9.995 => 1,
        _ => 2,
    };
    let amount = if digits == 0 {
        format!("{amount:.0}.")
    } else {
        format!("{amount:.digits$}")
    };
    let amount = if unit == 0 {
        amount.trim_end_matches('.')
    } else {
        &amount
    };
    // Here the shape is a Python tuple, with spaces, unlike in the messages about broadcasting.
    let shape = shape.to_string().replace(',', ", ").replace(", )", ",)");
    write!(
        f,
        "Unable to allocate {amount} {} for an array with shape {shape} and data type {dtype}",
        units[unit]
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_numpys() {
        let shapes = vec![
            Dims::from_slice(&[2, 3]),
            Dims::from_slice(&[4]),
            Dims::from_slice(&[]),
        ];
        assert_eq!(
            Error::Broadcast { shapes }.to_string(),
            "operands could not be broadcast together with shapes (2,3) (4,) () "
        );
        let cast = Error::UfuncCast {
            ufunc: "add",
            output: true,
            index: None,
            from: DType::FLOAT64,
            to: DType::INT64,
            casting: Casting::SameKind,
        };
        assert_eq!(
            cast.to_string(),
            "Cannot cast ufunc 'add' output from dtype('float64') to dtype('int64') with casting rule 'same_kind'"
        );
        assert_eq!(cast.kind(), ErrorKind::UFuncOutputCast);
        let types = Error::NoLoopForTypes {
            ufunc: "gcd",
            inputs: vec![DType::BOOL, DType::BOOL],
            nout: 1,
        };
        assert_eq!(
            types.to_string(),
            "ufunc 'gcd' did not contain a loop with signature matching types (<class 'numpy.dtypes.BoolDType'>, \
             <class 'numpy.dtypes.BoolDType'>) -> None"
        );
    }

    #[test]
    fn a_memory_error_names_size_shape_and_dtype() {
        let text = |shape: &[isize]| {
            Error::OutOfMemory {
                shape: Dims::from_slice(shape),
                dtype: DType::FLOAT64,
            }
            .to_string()
        };
        assert_eq!(
            text(&[1_000_000_000_000]),
            "Unable to allocate 7.28 TiB for an array with shape (1000000000000,) and data type float64"
        );
        assert!(text(&[12]).starts_with("Unable to allocate 96 bytes for"));
        assert!(
            text(&[1 << 20, 125])
                .starts_with("Unable to allocate 1000. MiB for an array with shape (1048576, 125) ")
        );
    }

    #[test]
    fn casting_keywords_round_trip() {
        for casting in [
            Casting::No,
            Casting::Equiv,
            Casting::Safe,
            Casting::SameKind,
            Casting::Unsafe,
        ] {
            assert_eq!(Casting::parse(casting.name()), Some(casting));
        }
        assert_eq!(Casting::parse("same_value"), None);
    }
}
