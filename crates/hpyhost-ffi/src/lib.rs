//! The native half of the ffi host: the HPy 0.9 context for interpreters that have cffi or ctypes but no HPy.
//!
//! Calls into native code are cheap there, calls back into Python are not. So native code keeps a [`table`] of handles
//! that *mirrors* what extensions ask for most: the struct of an extension type's instance, the value of an `int` or
//! `float`, the parts of a tuple or slice. Objects that native code makes stay *pending* in the table until Python needs
//! them. Everything else is asked of Python by way of the [`forward`]ed operations.
//!
//! The Python half, `hpyhost._ffi`, calls the `hpyffi_…` functions: those in [`calls`] to run an extension's functions, the
//! ones in [`exports`] for the rest.
#![allow(non_camel_case_types, non_snake_case, non_upper_case_globals)] // Names of the C API are kept.

mod activation;
mod builders;
mod calls;
mod containers;
mod context;
mod errors;
mod exports;
mod fields;
mod forward;
mod instances;
mod numbers;
mod objects;
mod references;
mod rows;
mod table;
#[cfg(test)]
mod tests;
mod text;
mod types;
mod upcall;
