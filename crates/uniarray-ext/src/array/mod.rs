//! `ndarray`: the struct, how arrays are made, and what Python sees of them.

pub mod attributes;
mod block;
mod buffer;
mod class;
mod conversion;
mod derived;
mod elements;
pub mod flags;
pub mod make;
pub mod methods;
mod ndarray;
pub mod nonzero;
pub mod points;
mod raw;
pub mod room;
mod storage;
pub mod subscript;
pub mod walked;

pub use flags::Flags;
pub use ndarray::NdArray;
pub use storage::Storage;
