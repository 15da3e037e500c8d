//! N-dimensional arrays without Python: dtypes, layout, iteration, kernels.
//!
//! This crate knows NumPy's semantics and no interpreter. It works on borrowed [`View`](layout::View)s of memory that
//! somebody else owns and never allocates a result itself: a caller resolves an operation, allocates the outputs, and executes.

pub mod array;
pub mod bins;
pub mod bits;
mod buffer_format;
mod c_order;
mod call;
pub mod cast;
pub mod convert;
pub mod dtype;
pub mod each;
pub mod error;
pub mod flags;
pub mod flat_index;
pub mod fold;
pub mod format;
pub mod gufunc;
pub mod half;
pub mod index;
pub mod interpolate;
pub mod iter;
pub mod layout;
pub mod level;
pub mod loops;
pub mod manip;
mod math;
pub mod nested;
pub mod numbers;
pub mod parallel;
pub mod promote;
pub mod reduce;
pub mod scalar;
pub mod search;
pub mod select;
pub mod sort;
pub mod spaced;
pub mod table;
pub mod text;
pub mod ufunc;
pub mod window;
