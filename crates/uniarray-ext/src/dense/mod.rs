//! Decompositions of matrices and Fourier transforms: what the Python half of `linalg` and `fft` calls.
//!
//! Those prepare the arguments and raise the errors that users see; what is here only looks after shapes and memory.

pub mod elements;
mod fft;
mod linalg;

use hpy::ModuleDef;

/// Registers the functions.
pub fn define(module: &mut ModuleDef) {
    module.function(c"_fft", fft::transform);
    linalg::define(module);
}
