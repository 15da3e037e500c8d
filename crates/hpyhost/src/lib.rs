//! Hosts that give interpreters the HPy 0.9 universal context.
//!
//! [`capi`] is the host for CPython 3.9 and later: one shared object, built against no Python, that uses the stable ABI
//! and looks up at load time what older versions lack. It is the extension module `hpyhost._capi`.
//!
//! [`context`] makes a context out of a set of functions; it knows no interpreter.

pub mod capi;
pub mod context;
mod tag;
