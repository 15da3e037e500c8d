//! What all hosts of the HPy 0.9 universal context share; it knows no interpreter.
//!
//! A host is a shared object of its own: `hpyhost-capi` for CPython, `hpyhost-ffi` for interpreters with cffi or ctypes.

pub mod context;
pub mod debug;
mod library;
pub mod load;
mod tag;
