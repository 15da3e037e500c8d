//! Random numbers: NumPy's bit generators and distributions, with the same streams to the last bit.
//!
//! A stream is the same only if the same bits are drawn in the same order and all floating-point operations are done as NumPy does them, down to
//! the order of multiplications: what looks as if it could be simplified here usually cannot. The functions `ln`, `exp`, `powf` and others are the
//! system's, as NumPy's are.

mod bits;
pub mod bounded;
mod distributions;
mod fill;
pub mod legacy;
mod row;
mod seed;
mod select;
mod shuffle;
mod source;
mod tables;

pub use bits::{Bits, Engine, Kind, Mt19937, Pcg64, Philox, Sfc64};
pub use distributions::vector;
pub use fill::{Column, ResultKind, Results};
pub use row::{Broken, Constraint, Parameter, Row, Sampler, find};
pub use seed::{generate, pool};
pub use select::distinct;
pub use shuffle::{interval, intervals, shuffle_bytes, shuffle_tail};
pub use source::Source;

#[cfg(test)]
mod tests;
