//! `bytes` and `str`.

use super::forward::forward;
use super::object::has_flags;
use super::python::{TPFLAGS_BYTES_SUBCLASS, TPFLAGS_UNICODE_SUBCLASS};
use hpy_abi::{HPy, HPy_UCS4, HPy_ssize_t, HPyContext, wchar_t};
use std::ffi::{c_char, c_int};

forward! {
    ctx_Bytes_Size = PyBytes_Size(bytes: HPy) -> HPy_ssize_t;
    ctx_Bytes_AsString = PyBytes_AsString(bytes: HPy) -> *const c_char;
    ctx_Bytes_FromString = PyBytes_FromString(bytes: *const c_char) -> HPy;
    ctx_Unicode_FromString = PyUnicode_FromString(utf8: *const c_char) -> HPy;
    ctx_Unicode_AsASCIIString = PyUnicode_AsASCIIString(text: HPy) -> HPy;
    ctx_Unicode_AsLatin1String = PyUnicode_AsLatin1String(text: HPy) -> HPy;
    ctx_Unicode_AsUTF8String = PyUnicode_AsUTF8String(text: HPy) -> HPy;
    ctx_Unicode_AsUTF8AndSize = PyUnicode_AsUTF8AndSize(text: HPy, size: *mut HPy_ssize_t) -> *const c_char;
    ctx_Unicode_FromWideChar = PyUnicode_FromWideChar(wide: *const wchar_t, size: HPy_ssize_t) -> HPy;
    ctx_Unicode_DecodeFSDefault = PyUnicode_DecodeFSDefault(name: *const c_char) -> HPy;
    ctx_Unicode_DecodeFSDefaultAndSize =
        PyUnicode_DecodeFSDefaultAndSize(name: *const c_char, size: HPy_ssize_t) -> HPy;
    ctx_Unicode_EncodeFSDefault = PyUnicode_EncodeFSDefault(text: HPy) -> HPy;
    ctx_Unicode_ReadChar = PyUnicode_ReadChar(text: HPy, index: HPy_ssize_t) -> HPy_UCS4;
    ctx_Unicode_DecodeASCII =
        PyUnicode_DecodeASCII(ascii: *const c_char, size: HPy_ssize_t, errors: *const c_char) -> HPy;
    ctx_Unicode_DecodeLatin1 =
        PyUnicode_DecodeLatin1(latin1: *const c_char, size: HPy_ssize_t, errors: *const c_char) -> HPy;
    ctx_Unicode_FromEncodedObject =
        PyUnicode_FromEncodedObject(object: HPy, encoding: *const c_char, errors: *const c_char) -> HPy;
    ctx_Unicode_Substring = PyUnicode_Substring(text: HPy, start: HPy_ssize_t, end: HPy_ssize_t) -> HPy;
}

pub(crate) unsafe extern "C" fn ctx_Bytes_Check(_: *mut HPyContext, h: HPy) -> c_int {
    has_flags(h, TPFLAGS_BYTES_SUBCLASS).into()
}

pub(crate) unsafe extern "C" fn ctx_Unicode_Check(_: *mut HPyContext, h: HPy) -> c_int {
    has_flags(h, TPFLAGS_UNICODE_SUBCLASS).into()
}

pub(crate) unsafe extern "C" fn ctx_Bytes_GET_SIZE(ctx: *mut HPyContext, bytes: HPy) -> HPy_ssize_t {
    // SAFETY: the extension holds `bytes`.
    unsafe { ctx_Bytes_Size(ctx, bytes) }
}

pub(crate) unsafe extern "C" fn ctx_Bytes_AS_STRING(ctx: *mut HPyContext, bytes: HPy) -> *const c_char {
    // SAFETY: the extension holds `bytes`.
    unsafe { ctx_Bytes_AsString(ctx, bytes) }
}

pub(crate) unsafe extern "C" fn ctx_Bytes_FromStringAndSize(
    _: *mut HPyContext,
    bytes: *const c_char,
    size: HPy_ssize_t,
) -> HPy {
    use super::object::fail;
    use super::python::PyExc_ValueError;
    #[cfg_attr(windows, link(name = "python3", kind = "raw-dylib"))]
    unsafe extern "C" {
        fn PyBytes_FromStringAndSize(bytes: *const c_char, size: HPy_ssize_t) -> HPy;
    }
    // CPython would hand out uninitialised bytes, which HPy has no way to fill.
    if bytes.is_null() {
        return fail(
            PyExc_ValueError,
            "NULL char * passed to HPyBytes_FromStringAndSize",
        );
    }
    // SAFETY: the extension vouches for `size` bytes.
    unsafe { PyBytes_FromStringAndSize(bytes, size) }
}
