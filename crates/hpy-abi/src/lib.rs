//! The HPy 0.9.0 universal ABI as Rust types, and nothing else: no logic, no calls.
//!
//! A *universal* extension is a shared object that receives an [`HPyContext`] (a table of constants and function
//! pointers) and opaque [`HPy`] handles. Everything here is `#[repr(C)]` and keeps the C header's spelling, so that a
//! reader can go from one to the other; `tests/layout.rs` compares every offset and every enum value with the headers of
//! the `hpy` 0.9.0 package.
//!
//! [`for_each_context_member!`] is the single list of the context's members: the struct here, the hosts' tables and their
//! wrappers are all derived from it.
//!
//! ```
//! use hpy_abi::{HPyContext, HPy_nb_add, HPyFunc_BINARYFUNC};
//! assert_eq!(size_of::<HPyContext>(), 266 * size_of::<usize>());
//! assert_eq!(HPy_nb_add.signature(), Some(HPyFunc_BINARYFUNC));
//! ```
#![allow(non_camel_case_types, non_upper_case_globals, non_snake_case)]
#![allow(missing_docs)] // The names are those of the C header, which documents them.

mod context;
mod defs;
mod direct;
mod enums;
mod handles;
mod signatures;
mod slots;
mod trampolines;

pub use context::*;
pub use defs::*;
pub use direct::*;
pub use enums::*;
pub use handles::*;
pub use signatures::*;
pub use slots::*;
pub use trampolines::*;

/// Major version of the ABI described here; a host refuses a binary that asks for another one.
pub const HPY_ABI_VERSION: u32 = 0;
/// Minor version of the ABI described here; a host refuses a binary that asks for a later one.
pub const HPY_ABI_VERSION_MINOR: u32 = 0;
