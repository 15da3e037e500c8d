//! Exceptions and warnings.

use super::forward::forward;
use super::object::occurred;
use super::python::{Py_FatalError, PyErr_Clear, PyErr_NoMemory, PyErr_SetObject, PyErr_WriteUnraisable};
use hpy_abi::{HPy, HPy_ssize_t, HPyContext};
use std::ffi::{c_char, c_int};

forward! {
    ctx_Err_SetString = PyErr_SetString(class: HPy, message: *const c_char);
    ctx_Err_SetFromErrnoWithFilename = PyErr_SetFromErrnoWithFilename(class: HPy, name: *const c_char) -> HPy;
    ctx_Err_ExceptionMatches = PyErr_ExceptionMatches(class: HPy) -> c_int;
    ctx_Err_NewException = PyErr_NewException(name: *const c_char, base: HPy, dict: HPy) -> HPy;
    ctx_Err_NewExceptionWithDoc =
        PyErr_NewExceptionWithDoc(name: *const c_char, doc: *const c_char, base: HPy, dict: HPy) -> HPy;
    ctx_Err_WarnEx = PyErr_WarnEx(category: HPy, message: *const c_char, level: HPy_ssize_t) -> c_int;
}

#[cfg_attr(windows, link(name = "python3", kind = "raw-dylib"))]
unsafe extern "C" {
    fn PyErr_SetFromErrnoWithFilenameObjects(class: HPy, first: HPy, second: HPy) -> HPy;
}

pub(crate) unsafe extern "C" fn ctx_FatalError(_: *mut HPyContext, message: *const c_char) {
    // SAFETY: the extension passes a string that ends with a null byte.
    unsafe { Py_FatalError(message) }
}

pub(crate) unsafe extern "C" fn ctx_Err_SetObject(_: *mut HPyContext, class: HPy, value: HPy) {
    // SAFETY: the extension holds both.
    unsafe { PyErr_SetObject(class, value) }
}

pub(crate) unsafe extern "C" fn ctx_Err_SetFromErrnoWithFilenameObjects(
    _: *mut HPyContext,
    class: HPy,
    first: HPy,
    second: HPy,
) {
    // SAFETY: the extension holds all three; file names may be null. It always returns null.
    unsafe { PyErr_SetFromErrnoWithFilenameObjects(class, first, second) };
}

pub(crate) unsafe extern "C" fn ctx_Err_Occurred(_: *mut HPyContext) -> c_int {
    occurred().into()
}

pub(crate) unsafe extern "C" fn ctx_Err_NoMemory(_: *mut HPyContext) {
    // SAFETY: it only sets an exception, and always returns null.
    unsafe { PyErr_NoMemory() };
}

pub(crate) unsafe extern "C" fn ctx_Err_Clear(_: *mut HPyContext) {
    // SAFETY: clearing is always allowed.
    unsafe { PyErr_Clear() }
}

pub(crate) unsafe extern "C" fn ctx_Err_WriteUnraisable(_: *mut HPyContext, object: HPy) {
    // SAFETY: the extension holds `object`, or passes null.
    unsafe { PyErr_WriteUnraisable(object) }
}
