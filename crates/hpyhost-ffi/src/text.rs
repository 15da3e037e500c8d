//! Texts and bytes that native code makes: they stay pending until Python needs the objects.

use crate::forward::Operation;
use crate::table::{self, OBJ, OWNED, entry, forms, tids};
use crate::upcall::{ask, ask_integer};
use hpy_abi::{HPy, HPy_ssize_t, HPyContext};
use std::ffi::{CStr, c_char};

/// A pending `str` (of valid UTF-8) or `bytes`.
pub fn pending(form: u64, bytes: &[u8]) -> HPy {
    let mut copy = Vec::with_capacity(bytes.len() + 1);
    copy.extend_from_slice(bytes);
    copy.push(0);
    let tid = if form == forms::STR {
        tids::STR
    } else {
        tids::BYTES
    };
    let address = Box::into_raw(copy.into_boxed_slice()).cast::<u8>() as i64;
    table::new(form | OWNED, tid, address, bytes.len() as i64)
}

/// A `str` of UTF-8; null with UnicodeDecodeError set if it is none.
pub fn decode(bytes: &[u8]) -> HPy {
    if std::str::from_utf8(bytes).is_ok() {
        return pending(forms::STR, bytes);
    }
    let place = [bytes.as_ptr() as isize, bytes.len() as isize, 0, 0];
    ask(Operation::DecodeUTF8, place).unwrap_or(HPy::NULL)
}

pub unsafe extern "C" fn ctx_Unicode_FromString(_: *mut HPyContext, utf8: *const c_char) -> HPy {
    // SAFETY: the extension passes a string that ends with a null byte.
    decode(unsafe { CStr::from_ptr(utf8) }.to_bytes())
}

pub unsafe extern "C" fn ctx_Bytes_FromString(_: *mut HPyContext, bytes: *const c_char) -> HPy {
    // SAFETY: as in `ctx_Unicode_FromString`.
    pending(forms::BYTES, unsafe { CStr::from_ptr(bytes) }.to_bytes())
}

pub unsafe extern "C" fn ctx_Bytes_FromStringAndSize(
    _: *mut HPyContext,
    bytes: *const c_char,
    size: HPy_ssize_t,
) -> HPy {
    if bytes.is_null() {
        crate::errors::raise_text(
            crate::context::constant("ValueError"),
            "NULL char * passed to HPyBytes_FromStringAndSize",
        );
        return HPy::NULL;
    }
    if size < 0 {
        crate::errors::raise_text(
            crate::context::constant("SystemError"),
            "Negative size passed to PyBytes_FromStringAndSize",
        );
        return HPy::NULL;
    }
    // SAFETY: the extension passes so many bytes.
    pending(forms::BYTES, unsafe {
        std::slice::from_raw_parts(bytes.cast(), size as usize)
    })
}

pub unsafe extern "C" fn ctx_Unicode_AsUTF8AndSize(
    _: *mut HPyContext,
    h: HPy,
    size: *mut HPy_ssize_t,
) -> *const c_char {
    let entry = entry(h);
    // Text that belongs to the entry must not be lent when there is an object, which may outlive it.
    if entry.form() == forms::STR && !(entry.has(OBJ) && entry.has(OWNED)) {
        if !size.is_null() {
            // SAFETY: the extension passes a place for the length, or null.
            unsafe { *size = entry.aux.get() as isize };
        }
        return entry.value.get() as *const c_char;
    }
    ask_integer(Operation::Unicode_AsUTF8AndSize, [h.0, size as isize, 0, 0]).unwrap_or(0) as *const c_char
}
