//! Arrays of consecutive numbers, and results in the notation of the files in `data`.

use num_complex::Complex;
use uniarray_core::array::Array;
use uniarray_core::dtype::DType;
use uniarray_core::error::{Error, ErrorKind};
use uniarray_core::layout::View;
use uniarray_core::scalar::Scalar;

/// The text of a result, or `!` with type and text of the exception.
pub fn spelled(result: Result<String, Error>) -> String {
    result.unwrap_or_else(|error| {
        let kind = match error.kind() {
            ErrorKind::Index => "IndexError",
            ErrorKind::Value => "ValueError",
            ErrorKind::Type => "TypeError",
            ErrorKind::Axis => "AxisError",
            other => panic!("{other:?}"),
        };
        format!("!{kind}: {error}")
    })
}

/// An array of `start`, `start + step`, … in C order.
pub fn numbered(dtype: DType, shape: &[isize], start: f64, step: f64) -> Array {
    let array = Array::zeros(dtype, shape).expect("memory");
    for place in 0..array.view().size() {
        let number = start + step * place as f64;
        let value = match dtype {
            DType::UINT8 => Scalar::UInt8(number as i64 as u8),
            DType::INT16 => Scalar::Int16(number as i16),
            DType::FLOAT32 => Scalar::Float32(number as f32),
            DType::INT64 => Scalar::Int64(number as i64),
            DType::COMPLEX128 => Scalar::Complex128(Complex::new(number, 0.0)),
            _ => panic!("no such cases"),
        };
        // SAFETY: within the block that `zeros` made.
        unsafe { value.write(array.view().data().add(place * dtype.itemsize())) };
    }
    array
}

/// `(shape)` and elements.
pub fn text(view: View<'_>) -> String {
    let mut index = vec![0; view.ndim()];
    let mut numbers = Vec::new();
    for _ in 0..view.size() {
        numbers.push(match view.get(&index).expect("an element") {
            Scalar::UInt8(value) => value.to_string(),
            Scalar::Int16(value) => value.to_string(),
            Scalar::Float32(value) => value.to_string(),
            Scalar::Int64(value) => value.to_string(),
            Scalar::Complex128(value) => value.re.to_string(),
            other => panic!("{other:?}"),
        });
        for axis in (0..index.len()).rev() {
            index[axis] += 1;
            if index[axis] < view.shape()[axis] {
                break;
            }
            index[axis] = 0;
        }
    }
    let shape: Vec<String> = view.shape().iter().map(isize::to_string).collect();
    format!("({}){}", shape.join(","), numbers.join(","))
}

/// A list of integers.
pub fn extents(text: &str) -> Vec<isize> {
    text.split(',')
        .filter(|extent| !extent.is_empty())
        .map(|extent| extent.parse().expect("an extent"))
        .collect()
}
