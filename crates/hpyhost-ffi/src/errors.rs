//! Raising and looking at exceptions. One that an extension sets is made only when Python gets it.

use crate::activation::{self, Raised};
use crate::context::constant;
use crate::forward::Operation;
use crate::table::{self, entry, forms};
use crate::upcall::{Answer, ask};
use hpy_abi::{HPy, HPyContext};
use std::ffi::{CStr, c_char, c_int};

/// Sets an exception of a constant type with a message.
pub fn raise_text(kind: HPy, message: &str) {
    let message = crate::text::pending(forms::STR, message.as_bytes());
    activation::raise(Raised::Late(table::duplicate(kind), message));
}

/// Sets MemoryError.
pub fn no_memory() {
    activation::raise(Raised::Late(table::duplicate(constant("MemoryError")), HPy::NULL));
}

pub unsafe extern "C" fn ctx_Err_SetString(_: *mut HPyContext, h_type: HPy, message: *const c_char) {
    // SAFETY: the extension passes a string that ends with a null byte.
    let bytes = unsafe { CStr::from_ptr(message) }.to_bytes();
    let message = crate::text::decode(bytes);
    if !message.is_null() {
        activation::raise(Raised::Late(table::duplicate(h_type), message));
    }
}

pub unsafe extern "C" fn ctx_Err_SetObject(_: *mut HPyContext, h_type: HPy, h_value: HPy) {
    activation::raise(Raised::Late(table::duplicate(h_type), table::duplicate(h_value)));
}

// The number of the error is read before anything else can change it.

pub unsafe extern "C" fn ctx_Err_SetFromErrnoWithFilename(
    _: *mut HPyContext,
    h_type: HPy,
    filename: *const c_char,
) -> HPy {
    let number = errno();
    let arguments = [h_type.0, filename as isize, number, 0];
    HPy::from_answer(ask(Operation::Err_SetFromErrnoWithFilename, arguments))
}

pub unsafe extern "C" fn ctx_Err_SetFromErrnoWithFilenameObjects(
    _: *mut HPyContext,
    h_type: HPy,
    filename: HPy,
    other: HPy,
) {
    let number = errno();
    let arguments = [h_type.0, filename.0, other.0, number];
    <()>::from_answer(ask(Operation::Err_SetFromErrnoWithFilenameObjects, arguments));
}

fn errno() -> isize {
    std::io::Error::last_os_error().raw_os_error().unwrap_or(0) as isize
}

pub unsafe extern "C" fn ctx_Err_Occurred(_: *mut HPyContext) -> c_int {
    (!matches!(activation::raised(), Raised::Nothing)).into()
}

pub unsafe extern "C" fn ctx_Err_NoMemory(_: *mut HPyContext) {
    no_memory();
}

pub unsafe extern "C" fn ctx_Err_Clear(_: *mut HPyContext) {
    activation::clear();
}

pub unsafe extern "C" fn ctx_Err_ExceptionMatches(_: *mut HPyContext, exception: HPy) -> c_int {
    let (what, h) = match activation::raised() {
        Raised::Nothing => return 0,
        Raised::Late(kind, _) if entry(kind).form() == forms::TYPE && kind.0 == exception.0 => return 1,
        Raised::Late(kind, _) => (2, kind),
        Raised::Instance(h) => (1, h),
    };
    c_int::from_answer(ask(Operation::ExceptionMatches, [what, h.0, exception.0, 0]))
}

pub unsafe extern "C" fn ctx_Err_WriteUnraisable(_: *mut HPyContext, object: HPy) {
    let (what, h, value) = match activation::raised() {
        Raised::Nothing => return,
        Raised::Late(kind, value) => (2, kind, value),
        Raised::Instance(h) => (1, h, HPy::NULL),
    };
    if let Some(result) = ask(Operation::WriteUnraisable, [what, h.0, value.0, object.0]) {
        table::close(result);
    }
    activation::clear();
}

pub unsafe extern "C" fn ctx_FatalError(_: *mut HPyContext, message: *const c_char) {
    // SAFETY: the extension passes a string that ends with a null byte.
    let message = unsafe { CStr::from_ptr(message) }.to_string_lossy();
    eprintln!("Fatal Python error: {message}");
    std::process::abort();
}
