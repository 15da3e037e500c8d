//! NumPy's scalar types: what elements become when they are taken out of an array.
//!
//! The abstract types have no payload, so that `float64` and `complex128` can be Python's `float` and `complex` as well: those keep
//! their value where the builtin type has it. All others hold a [`Stored`] value. Nearly everything is defined once, on `generic`,
//! which stands before `float` and `complex` in the order of bases.

mod attributes;
mod classes;
mod construct;
mod conversion;
mod kinds;
mod methods;
mod number;
mod put;
mod slot;
mod stored;
mod value;

pub use attributes::INTERFACE;
pub(crate) use classes::for_integers;
pub use classes::{
    Complex128, Float32, Float64, Int8, Int16, Int32, Int64, UInt8, UInt16, UInt32, UInt64, define,
    dtype_of_type, is_abstract, type_object,
};
pub use kinds::Generic;
pub use put::{may_be_put, put};
pub use slot::Slot;
pub use stored::Stored;
pub use value::{
    complex_value, float64, from_number, int64, item, of_element, read, read_float, read_stored, to_python,
    truth,
};
