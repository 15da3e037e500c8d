//! Arrays and scalars as text, letter for letter as NumPy writes them.
//!
//! ```
//! use uniarray_core::{array::Array, format::{PrintOptions, array_repr, array_str, scalar_repr}};
//! let options = PrintOptions::default();
//! let array = Array::from_shape(&[2, 2], vec![1.0f32, 0.5, -2.25, f32::NAN]);
//! assert_eq!(array_repr(array.view(), &options, "array"), "array([[ 1.  ,  0.5 ],\n       [-2.25,   nan]], dtype=float32)");
//! assert_eq!(array_str(array.view(), &options), "[[ 1.    0.5 ]\n [-2.25   nan]]");
//! assert_eq!(scalar_repr(0.5f64.into()), "np.float64(0.5)");
//! ```

mod array;
mod decimal;
mod elements;
mod float;
mod number;
mod options;
mod scalar;

pub use array::{array_repr, array_repr_of, array_str, array2string, shown};
pub use decimal::{Digits, Real, Trim, positional, scientific};
pub use number::{MOST_DIGITS, NumberFormat};
pub use options::{FloatMode, PrintOptions, Sign};
pub use scalar::{scalar_repr, scalar_str};
