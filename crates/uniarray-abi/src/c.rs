//! What Rust types are called in C.

use crate::structs::{GeneralLoop, Loop, Raise, Release};
use hpy_abi::{HPy, HPyContext};
use std::ffi::{c_char, c_int, c_void};

/// A type that functions of the table take or give.
pub trait CType {
    /// How C writes it. What follows, a name, is separated by a space unless this ends with a star.
    fn name() -> String;
}

macro_rules! named {
    ($($ty:ty = $name:literal),* $(,)?) => {
        $(impl CType for $ty {
            fn name() -> String {
                $name.to_owned()
            }
        })*
    };
}

named! {
    HPy = "HPy", HPyContext = "HPyContext", c_int = "int", c_char = "char", c_void = "void", u32 = "uint32_t", isize = "HPy_ssize_t",
    usize = "size_t", Loop = "UA_Loop", GeneralLoop = "UA_GeneralLoop", Option<Release> = "UA_Release", Option<Raise> = "UA_Raise", () = "void",
}

impl<T: CType> CType for *const T {
    fn name() -> String {
        match T::name() {
            // A pointer to pointers, none of which is written to.
            inner if inner.ends_with('*') => format!("{inner}const *"),
            inner => format!("const {inner} *"),
        }
    }
}

impl<T: CType> CType for *mut T {
    fn name() -> String {
        match T::name() {
            inner if inner.ends_with('*') => format!("{inner}*"),
            inner => format!("{inner} *"),
        }
    }
}

/// A declaration in C.
pub fn declared(ty: &str, name: &str) -> String {
    let space = if ty.ends_with('*') { "" } else { " " };
    format!("{ty}{space}{name}")
}
