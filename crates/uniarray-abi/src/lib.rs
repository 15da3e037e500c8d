//! The array C API: the table of functions that a capsule hands to other universal extensions.
//!
//! Three lists are the only source of it: [`functions!`] of the table, [`structs!`](structs) of what is passed by address, and
//! [`constants!`](constants). The Rust types here, the table that `uniarray._core` fills, the C header
//! `include/uniarray/array_api_table.h` ([`header::text`]) and the Rust SDK all come from them.
//!
//! The table only grows: a new function goes to the end of the list and raises [`MINOR`]. Structs that callers fill begin with their size,
//! so that they may grow, too.

pub mod c;
pub mod constants;
pub mod functions;
pub mod header;
pub mod structs;

pub use functions::{Api, FUNCTIONS, Function};

/// Changes when a binary that was built before must not be loaded any more, which is never meant to happen.
pub const MAJOR: u32 = 1;

/// Goes up with each function that the table gains.
pub const MINOR: u32 = 1;

/// The name of the capsule, and where it is found.
pub const CAPSULE: &std::ffi::CStr = c"uniarray._core._C_API";
