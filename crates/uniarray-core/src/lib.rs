//! N-dimensional arrays without Python: dtypes, layout, iteration, kernels.
//!
//! This crate knows NumPy's semantics and no interpreter. It works on borrowed [`View`](layout::View)s of memory that
//! somebody else owns and never allocates a result itself: a caller resolves an operation, allocates the outputs, and executes.

pub mod array;
pub mod dtype;
pub mod error;
pub mod format;
pub mod index;
pub mod layout;
pub mod manip;
pub mod scalar;
mod walk;
pub mod window;
