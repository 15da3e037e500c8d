//! Numbers of any kind on their way into an array: collected first, because only all of them tell the dtype.

use crate::cast::copy_into;
use crate::dtype::{DType, Kind, TypeNum};
use crate::error::{Casting, Error, ErrorKind, Result};
use crate::flags::FpFlags;
use crate::layout::{View, c_strides};
use crate::promote::{overflows, promote_types, weak_value};
use crate::scalar::{Scalar, Weak};

/// A number as a program writes it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Number {
    /// `True` or `False`.
    Bool(bool),
    /// A Python number.
    Weak(Weak),
    /// A number with a dtype.
    Scalar(Scalar),
}

impl Number {
    /// The dtype of an array of this number alone; `None` for an `int` that no integer dtype holds.
    pub fn dtype(self) -> Option<DType> {
        match self {
            Number::Bool(_) => Some(DType::BOOL),
            Number::Weak(weak) => weak.default_dtype(),
            Number::Scalar(scalar) => Some(scalar.dtype()),
        }
    }

    /// The number as an element: Python numbers must fit, and so must all in signed integers; others are cast.
    ///
    /// # Errors
    /// Those of [`weak_value`].
    pub fn element(self, dtype: DType) -> Result<(Scalar, FpFlags)> {
        let value = match self {
            Number::Bool(value) => Scalar::from(value).cast(dtype),
            Number::Weak(weak) => weak_value(weak, dtype)?,
            Number::Scalar(scalar) if scalar.dtype() == dtype => scalar,
            Number::Scalar(scalar) if dtype.kind() == Kind::Signed => weak_value(as_python(scalar), dtype)?,
            Number::Scalar(scalar) => return cast(scalar, dtype),
        };
        let overflow = match self {
            Number::Weak(weak) => overflows(weak, value),
            _ => false,
        };
        let flags = if overflow {
            FpFlags::OVERFLOW
        } else {
            FpFlags::NONE
        };
        Ok((value, flags))
    }
}

/// The Python number that a scalar is; of complex ones the real part.
fn as_python(scalar: Scalar) -> Weak {
    match scalar.cast(DType::COMPLEX128) {
        _ if matches!(scalar.dtype().kind(), Kind::Bool | Kind::Signed) => match scalar.cast(DType::INT64) {
            Scalar::Int64(value) => Weak::Int(value.into()),
            _ => unreachable!("cast to int64"),
        },
        _ if scalar.dtype().kind() == Kind::Unsigned => match scalar.cast(DType::UINT64) {
            Scalar::UInt64(value) => Weak::Int(value.into()),
            _ => unreachable!("cast to uint64"),
        },
        Scalar::Complex128(value) => Weak::Float(value.re),
        _ => unreachable!("cast to complex128"),
    }
}

/// The error for an `int` that no integer dtype holds.
pub fn too_long() -> Error {
    Error::Message {
        kind: ErrorKind::Overflow,
        text: TOO_LONG.into(),
    }
}

const TOO_LONG: &str = "Python int too large to convert to C long";

/// Numbers in order, kept shortly where they are of one kind, and places where whole arrays stand among them.
///
/// ```
/// use uniarray_core::{array::Array, dtype::DType, numbers::Numbers};
/// let mut numbers = Numbers::default();
/// numbers.push_int(1);
/// numbers.push_float(2.5);
/// assert_eq!(numbers.dtype()?, Some(DType::FLOAT64));
/// let out = Array::zeros(DType::FLOAT64, &[2])?;
/// numbers.write(out.view(), &[])?;
/// assert_eq!(out.to_vec::<f64>(), [1.0, 2.5]);
/// # Ok::<(), uniarray_core::error::Error>(())
/// ```
#[derive(Default, Debug)]
pub struct Numbers {
    runs: Vec<Run>,
    /// Which dtypes there are, one bit each.
    dtypes: u32,
    too_long: bool,
    arrays: usize,
}

#[derive(Debug)]
enum Run {
    Ints(Vec<i64>),
    Floats(Vec<f64>),
    Mixed(Vec<Number>),
    /// As many elements as an array has.
    Array,
}

const _: () = assert!(TypeNum::COUNT <= 32);

impl Numbers {
    fn note(&mut self, dtype: DType) {
        self.dtypes |= 1 << dtype.num() as u32;
    }

    /// Adds a Python `int`.
    #[inline]
    pub fn push_int(&mut self, value: i64) {
        match self.runs.last_mut() {
            Some(Run::Ints(run)) => run.push(value),
            None | Some(Run::Array) => {
                self.note(DType::INT64);
                self.runs.push(Run::Ints(vec![value]));
            }
            _ => self.push(Number::Weak(Weak::Int(value.into()))),
        }
    }

    /// Adds a Python `float`.
    #[inline]
    pub fn push_float(&mut self, value: f64) {
        match self.runs.last_mut() {
            Some(Run::Floats(run)) => run.push(value),
            None | Some(Run::Array) => {
                self.note(DType::FLOAT64);
                self.runs.push(Run::Floats(vec![value]));
            }
            _ => self.push(Number::Weak(Weak::Float(value))),
        }
    }

    /// Adds any number.
    pub fn push(&mut self, number: Number) {
        match number.dtype() {
            Some(dtype) => self.note(dtype),
            None => self.too_long = true,
        }
        let weak = |weak| Number::Weak(weak);
        let mut mixed = match self.runs.pop() {
            Some(Run::Mixed(run)) => run,
            Some(Run::Ints(run)) => run
                .into_iter()
                .map(|value| weak(Weak::Int(value.into())))
                .collect(),
            Some(Run::Floats(run)) => run.into_iter().map(|value| weak(Weak::Float(value))).collect(),
            Some(Run::Array) => {
                self.runs.push(Run::Array);
                Vec::new()
            }
            None => Vec::new(),
        };
        mixed.push(number);
        self.runs.push(Run::Mixed(mixed));
    }

    /// Adds the elements of an array of a dtype, in C order; the array itself is handed to [`Numbers::write`].
    pub fn push_array(&mut self, dtype: DType) {
        self.note(dtype);
        self.arrays += 1;
        self.runs.push(Run::Array);
    }

    /// The dtype to which all promote; `None` if there are none.
    ///
    /// # Errors
    /// `OverflowError` when an `int` is too long for any integer dtype.
    pub fn dtype(&self) -> Result<Option<DType>> {
        if self.too_long {
            return Err(Error::Elsewhere {
                kind: ErrorKind::Overflow,
                text: TOO_LONG.into(),
            });
        }
        let present = TypeNum::all().filter(|&num| self.dtypes & (1 << num as u32) != 0);
        Ok(present.map(DType::new).reduce(promote_types))
    }

    /// Whether numbers or arrays of complex dtype are among them (Python's own complex numbers do not count).
    pub fn has_complex_elements(&self, arrays: &[View<'_>]) -> bool {
        let complex = |dtype: DType| dtype.kind() == Kind::Complex;
        let scalar = |number: &Number| matches!(number, Number::Scalar(scalar) if complex(scalar.dtype()));
        arrays.iter().any(|array| complex(array.dtype()))
            || self
                .runs
                .iter()
                .any(|run| matches!(run, Run::Mixed(run) if run.iter().any(scalar)))
    }

    /// Writes all to a C-contiguous array with as many elements. Python numbers must fit its dtype, others are cast.
    ///
    /// # Errors
    /// Those of [`weak_value`], for the first number that does not fit.
    ///
    /// # Panics
    /// If the number of elements differs, or `arrays` are not as many as were added.
    pub fn write(&self, out: View<'_>, arrays: &[View<'_>]) -> Result<FpFlags> {
        assert!(out.is_c_contiguous(), "elements are written one after the other");
        assert_eq!(self.arrays, arrays.len(), "the arrays that were added");
        let mut rest = arrays.iter();
        let lengths: Vec<usize> = self.runs.iter().map(|run| run.len(&mut rest)).collect();
        assert_eq!(
            lengths.iter().sum::<usize>(),
            out.size(),
            "as many elements as the array has"
        );

        let (mut flags, mut at, mut arrays) = (FpFlags::NONE, out.data(), arrays.iter());
        for (run, length) in self.runs.iter().zip(lengths) {
            // SAFETY: elements follow each other, and as many as the lengths say together are the array's.
            flags |= unsafe { run.write(at, out.dtype(), &mut arrays)? };
            at = at.wrapping_add(length * out.dtype().itemsize());
        }
        Ok(flags)
    }
}

impl Run {
    /// The number of elements; takes the next array for a place where one stands.
    fn len(&self, arrays: &mut std::slice::Iter<'_, View<'_>>) -> usize {
        match self {
            Run::Ints(run) => run.len(),
            Run::Floats(run) => run.len(),
            Run::Mixed(run) => run.len(),
            Run::Array => arrays.next().map_or(0, |array| array.size()),
        }
    }

    /// Writes the elements one after the other.
    ///
    /// # Safety
    /// As many elements of `dtype` as [`Run::len`] tells must be writable at `at`, apart from the arrays.
    unsafe fn write(
        &self,
        at: *mut u8,
        dtype: DType,
        arrays: &mut std::slice::Iter<'_, View<'_>>,
    ) -> Result<FpFlags> {
        // Values that always fit are cast by the loops for arrays. An int becomes a float32 by way of a float64.
        let all_ints_fit = dtype == DType::INT64 || dtype == DType::BOOL || dtype.real() == DType::FLOAT64;
        let int = |value: &i64| Number::Weak(Weak::Int((*value).into()));
        let float = |value: &f64| Number::Weak(Weak::Float(*value));
        // SAFETY: the caller's; a vector's elements lie one after the other and are those of the dtype beside it.
        unsafe {
            match self {
                Run::Ints(run) if all_ints_fit => {
                    cast_run(run.as_ptr().cast(), run.len(), DType::INT64, at, dtype)
                }
                Run::Floats(run) if !dtype.is_integer() => {
                    cast_run(run.as_ptr().cast(), run.len(), DType::FLOAT64, at, dtype)
                }
                Run::Ints(run) => write_each(run.iter().map(int), at, dtype),
                Run::Floats(run) => write_each(run.iter().map(float), at, dtype),
                Run::Mixed(run) => write_each(run.iter().copied(), at, dtype),
                Run::Array => {
                    let Some(array) = arrays.next() else {
                        return Ok(FpFlags::NONE);
                    };
                    let strides = c_strides(dtype.itemsize(), array.shape());
                    copy_into(
                        View::new(at, dtype, array.shape(), &strides),
                        *array,
                        Casting::Unsafe,
                    )
                }
            }
        }
    }
}

/// # Safety
/// `count` elements of `from` must be readable at `data`, and as many of `to` writable at `at`.
unsafe fn cast_run(data: *const u8, count: usize, from: DType, at: *mut u8, to: DType) -> Result<FpFlags> {
    let shape = [count as isize];
    let (step, into_step) = ([from.itemsize() as isize], [to.itemsize() as isize]);
    // SAFETY: the caller's; the source is only read.
    let (source, into) = unsafe {
        (
            View::new(data.cast_mut(), from, &shape, &step),
            View::new(at, to, &shape, &into_step),
        )
    };
    copy_into(into, source, Casting::Unsafe)
}

/// # Safety
/// As many elements of `dtype` as there are numbers must be writable at `at`.
unsafe fn write_each(
    numbers: impl Iterator<Item = Number>,
    mut at: *mut u8,
    dtype: DType,
) -> Result<FpFlags> {
    let mut flags = FpFlags::NONE;
    for number in numbers {
        let (value, met) = number.element(dtype)?;
        flags |= met;
        // SAFETY: the caller's.
        unsafe { value.write(at) };
        at = at.wrapping_add(dtype.itemsize());
    }
    Ok(flags)
}

/// A scalar of another dtype, and what the cast ran into.
///
/// # Errors
/// None for numbers.
pub fn cast(value: Scalar, dtype: DType) -> Result<(Scalar, FpFlags)> {
    let (mut from, mut into) = ([0u64; 2], [0u64; 2]);
    let (from, into): (*mut u8, *mut u8) = (from.as_mut_ptr().cast(), into.as_mut_ptr().cast());
    // SAFETY: no element has more than 16 bytes.
    unsafe {
        value.write(from);
        let flags = cast_run(from, 1, value.dtype(), into, dtype)?;
        Ok((Scalar::read(dtype, into), flags))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::array::Array;
    use crate::dtype::Bool;

    fn weak(value: i128) -> Number {
        Number::Weak(Weak::Int(value))
    }

    #[test]
    fn kinds_promote_as_their_arrays_would() {
        let dtype = |numbers: &[Number]| {
            let mut all = Numbers::default();
            numbers.iter().for_each(|&number| all.push(number));
            all.dtype()
        };
        let float32 = Number::Scalar(Scalar::Float32(1.0));
        assert_eq!(dtype(&[]), Ok(None));
        assert_eq!(dtype(&[Number::Bool(true), weak(1)]), Ok(Some(DType::INT64)));
        assert_eq!(dtype(&[Number::Bool(true), float32]), Ok(Some(DType::FLOAT32)));
        assert_eq!(
            dtype(&[float32, Number::Weak(Weak::Float(1.0))]),
            Ok(Some(DType::FLOAT64))
        );
        assert_eq!(dtype(&[weak(1 << 63)]), Ok(Some(DType::UINT64)));
        assert_eq!(dtype(&[weak(1 << 63), weak(-1)]), Ok(Some(DType::FLOAT64)));
        let longer = dtype(&[weak(1 << 64)]).unwrap_err();
        assert_eq!(longer.to_string(), too_long().to_string());
        assert!(matches!(
            longer,
            Error::Elsewhere {
                kind: ErrorKind::Overflow,
                ..
            }
        ));
    }

    #[test]
    fn every_kind_of_run_is_written() {
        for num in TypeNum::all() {
            let dtype = DType::new(num);
            let mut numbers = Numbers::default();
            let middle = Array::from_shape(&[2, 2], vec![1u8, 0, 1, 1]);
            numbers.push_int(1);
            numbers.push_int(0);
            numbers.push_array(DType::UINT8);
            numbers.push_float(1.0);
            numbers.push_float(0.0);
            numbers.push_int(1);
            numbers.push(Number::Bool(true));
            numbers.push(Number::Scalar(Scalar::Int16(0)));
            let out = Array::zeros(dtype, &[11]).unwrap();
            numbers.write(out.view(), &[middle.view()]).unwrap();
            let truths = Array::zeros(DType::BOOL, &[11]).unwrap();
            copy_into(truths.view(), out.view(), Casting::Unsafe).unwrap();
            let expected = [1, 0, 1, 0, 1, 1, 1, 0, 1, 1, 0].map(Bool);
            assert_eq!(truths.to_vec::<Bool>(), expected, "{dtype}");
        }
    }

    #[test]
    fn python_numbers_must_fit_and_others_are_cast() {
        let fits = |number: Number, dtype| number.element(dtype).map(|(value, _)| value);
        assert_eq!(
            fits(weak(300), DType::UINT8).unwrap_err().kind(),
            ErrorKind::Overflow
        );
        assert_eq!(
            fits(Number::Scalar(Scalar::Int64(300)), DType::UINT8),
            Ok(Scalar::UInt8(44))
        );
        let out_of_bounds = fits(Number::Scalar(Scalar::UInt16(300)), DType::INT8).unwrap_err();
        assert_eq!(
            out_of_bounds.to_string(),
            "Python integer 300 out of bounds for int8"
        );
        let nan = fits(Number::Scalar(Scalar::Float32(f32::NAN)), DType::INT8).unwrap_err();
        assert_eq!(nan.to_string(), "cannot convert float NaN to integer");
        assert_eq!(
            fits(Number::Weak(Weak::Float(-2.9)), DType::INT8),
            Ok(Scalar::Int8(-2))
        );
        let mut ints = Numbers::default();
        (0..300).for_each(|value| ints.push_int(value));
        let out = Array::zeros(DType::UINT8, &[300]).unwrap();
        assert_eq!(
            ints.write(out.view(), &[]).unwrap_err().to_string(),
            "Python integer 256 out of bounds for uint8"
        );
    }

    #[test]
    fn what_a_cast_runs_into_is_told() {
        let nan = Number::Scalar(Scalar::Float64(f64::NAN))
            .element(DType::UINT32)
            .unwrap();
        assert_eq!(nan.1, FpFlags::INVALID);
        let long = Number::Weak(Weak::Float(1e300)).element(DType::FLOAT32).unwrap();
        assert_eq!(long, (Scalar::Float32(f32::INFINITY), FpFlags::OVERFLOW));
    }
}
