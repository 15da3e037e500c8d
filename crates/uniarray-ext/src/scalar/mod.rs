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
mod slot;
mod stored;
mod value;

pub use attributes::INTERFACE;
pub use classes::{Float64, Int64, define, dtype_of_type, is_abstract, type_object};
pub use kinds::Generic;
pub use slot::Slot;
pub use stored::Stored;
pub use value::{
    float64, from_number, int64, item, of_element, read, read_float, read_stored, to_python, truth,
};
