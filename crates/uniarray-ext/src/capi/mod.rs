//! The array C API: the functions of [`uniarray_abi`]'s table, and the capsule in which other extensions find it.
//!
//! They are called with the context and the handles of the extension that calls, which need not be those that this binary was loaded with.

mod check;
mod copies;
mod dtypes;
mod elements;
mod entry;
mod floats;
mod from_any;
mod iterate;
mod lent;
mod look;
mod make;
mod operations;
mod register;
mod views;

pub use register::loop_failed;

use hpy::{Ctx, ModuleDef, Release};
use std::ffi::{CStr, c_void};
use uniarray_abi::{Api, CAPSULE, MAJOR, MINOR};

macro_rules! filled {
    ($($(#[doc = $doc:literal])+ fn $name:ident($($arg:ident: $ty:ty),*) -> $ret:ty;)*) => {{
        use {check::*, copies::*, dtypes::*, elements::*, floats::*, from_any::*, iterate::*, lent::*, look::*};
        use {make::*, operations::*, register::*, views::*};
        Api { api_major: MAJOR, api_minor: MINOR, api_size: size_of::<Api>(), $($name),* }
    }};
}

/// The table.
static TABLE: Api = uniarray_abi::functions!(filled);

/// The table lives as long as the process.
struct Never;

impl Release for Never {
    unsafe fn release(_: &CStr, _: *mut c_void) {}
}

/// Puts the capsule into the module.
pub fn define(module: &mut ModuleDef) {
    module.class::<lent::Lent>();
    module.exec(|ctx: Ctx<'_>, module| {
        let table = std::ptr::from_ref(&TABLE).cast_mut().cast();
        // SAFETY: nothing is freed; callers only read the table.
        let capsule = unsafe { ctx.capsule::<Never>(table, CAPSULE)? };
        hpy::Object::setattr(&module, c"_C_API", capsule)
    });
}
