//! The host for CPython: the extension module `hpyhost._capi`.
//!
//! A handle is the address of its object, so duplicating is counting a reference, arrays of arguments are passed on as they
//! are, and most context functions are CPython's own under another name. CPython calls an extension's *trampolines*, which
//! come back through [`ctx_CallRealFunctionFromTrampoline`](trampolines::ctx_CallRealFunctionFromTrampoline).
#![allow(non_camel_case_types, non_upper_case_globals, non_snake_case)] // The names are those of two C APIs.
#![allow(clippy::missing_transmute_annotations)]

mod calls;
mod capsules;
mod containers;
mod counts;
mod definitions;
mod direct;
mod errors;
mod forward;
mod late;
mod layout;
mod load;
mod module;
mod numbers;
mod object;
mod objects;
mod python;
mod references;
mod start;
mod text;
mod trampolines;
mod types;
mod vectorcall_of_3_9;
