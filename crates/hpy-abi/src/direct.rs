//! What a host may tell an extension beyond the standard: that handles are addresses, and functions for it that HPy 0.9 lacks.

use crate::{HPy, HPyContext};
use std::ffi::c_int;

/// The host's side of `include/hpyhost/direct.h`, which describes it in full.
#[repr(C)]
pub struct HPyDirect {
    pub version: u32,
    /// Of this struct in bytes: later versions may have more at the end.
    pub size: u32,
    /// The context that all this holds for.
    pub context: *mut HPyContext,
    /// `float.__new__(type, value)` for a type derived from `float`.
    pub Float_New: unsafe extern "C" fn(ctx: *mut HPyContext, type_: HPy, value: f64) -> HPy,
    /// `complex.__new__(type, re, im)` for a type derived from `complex`.
    pub Complex_New: unsafe extern "C" fn(ctx: *mut HPyContext, type_: HPy, re: f64, im: f64) -> HPy,
    /// The parts of an instance of `complex`.
    pub Complex_Parts: unsafe extern "C" fn(ctx: *mut HPyContext, number: HPy, parts: *mut [f64; 2]) -> c_int,
}

/// [`HPyDirect::version`]
pub const HPY_DIRECT_VERSION: u32 = 1;

/// Where in an object the address of its type lies, in bytes.
pub const HPY_DIRECT_TYPE: usize = size_of::<usize>();

/// Where in an object a struct of shape Object begins, in bytes.
pub const HPY_DIRECT_STRUCT: usize = (2 * size_of::<usize>()).next_multiple_of(16);
